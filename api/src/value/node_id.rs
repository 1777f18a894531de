//! Opaque global ids (Relay): they say of which kind they are, so one is never taken for another's.

use async_graphql::ID;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entity::refusal::{Mistakes, Words};
use uuid::Uuid;

/// A kind of object that has an id of its own, by the name of its GraphQL type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeId(pub &'static str);

impl NodeId {
    /// The id as clients see it.
    pub fn encode(self, id: Uuid) -> ID {
        ID(BASE64_URL_SAFE_NO_PAD.encode(format!("{}:{}", self.0, id.simple())))
    }

    /// The id that a client sent back; `None` when it is not one of this kind.
    pub fn decode(self, id: &ID) -> Option<Uuid> {
        let (kind, id) = Self::open(id)?;
        (kind == self.0).then_some(id)
    }

    /// The id that a client sent in a field; the mistake is noted when it is not one of this kind.
    pub fn take(self, mistakes: &mut Mistakes, field: &str, id: &ID) -> Uuid {
        self.decode(id).unwrap_or_else(|| {
            let words = Words::new(
                format!("Đây không phải mã định danh của {}.", self.0),
                format!("This is not the id of a {}.", self.0),
            );
            mistakes.note(field, "NOT_AN_ID", words);
            Uuid::nil()
        })
    }

    /// Kind and id of any global id.
    pub fn open(id: &ID) -> Option<(String, Uuid)> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(id.as_bytes()).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (kind, id) = text.split_once(':')?;
        Some((kind.to_owned(), Uuid::try_parse(id).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_only_taken_for_its_own_kind() {
        let id = Uuid::from_u128(7);
        let global = NodeId("Contract").encode(id);
        assert_eq!(NodeId("Contract").decode(&global), Some(id));
        assert_eq!(NodeId("Payment").decode(&global), None);
        for broken in ["", "%%%", "Q29udHJhY3Q6eA", "Zm9v"] {
            assert_eq!(NodeId("Contract").decode(&ID(broken.to_owned())), None, "{broken}");
        }
    }
}
