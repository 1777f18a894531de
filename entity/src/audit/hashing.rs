//! Rule: how an entry is hashed, and whether a chain is whole.

use super::entry::{ActorKind, Model};
use crate::value::sha256::sha256;

/// The SHA-256, in hexadecimal, of an entry with the hash of its predecessor in it.
///
/// Hashed is a JSON array of the fields in a fixed order; object keys are sorted and instants are written in
/// microseconds since 1970, so both engines give back what was hashed.
pub fn hash_of(entry: &Model) -> String {
    let actor = match entry.actor_kind {
        ActorKind::Person => "PERSON",
        ActorKind::System => "SYSTEM",
        ActorKind::Visitor => "VISITOR",
    };
    let text = serde_json::json!([
        entry.chain_id,
        entry.number,
        entry.at.timestamp_micros(),
        actor,
        entry.actor_id,
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.before,
        entry.after,
        entry.reason,
        entry.request_id,
        entry.previous_hash,
    ])
    .to_string();
    sha256(text.as_bytes())
}

/// Where a chain is broken: a number missing, a link to another predecessor, or a content that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The number of the first entry that is not as it was written.
    pub at_number: i64,
}

/// Checks a stretch of a chain that follows the entry `last` (number and hash; `(0, "")` before the first).
/// Answers the new end.
pub fn verify(last: (i64, String), entries: &[Model]) -> Result<(i64, String), Broken> {
    entries.iter().try_fold(last, |(number, hash), entry| {
        let is_next = entry.number == number.saturating_add(1) && entry.previous_hash == hash;
        if is_next && entry.hash == hash_of(entry) {
            Ok((entry.number, entry.hash.clone()))
        } else {
            Err(Broken { at_number: number.saturating_add(1) })
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::id::{AuditEntryId, ChainId};

    fn chain_of(actions: &[&str]) -> Vec<Model> {
        let chain_id = ChainId::new();
        let mut last = (0, String::new());
        actions
            .iter()
            .map(|action| {
                let mut entry = Model {
                    id: AuditEntryId::new(),
                    chain_id,
                    number: last.0 + 1,
                    at: crate::clock::machine_now(),
                    actor_kind: ActorKind::System,
                    actor_id: None,
                    action: (*action).to_owned(),
                    subject_kind: "contract".to_owned(),
                    subject_id: None,
                    before: None,
                    after: Some(serde_json::json!({"b": 1, "a": "2"})),
                    reason: None,
                    request_id: None,
                    previous_hash: last.1.clone(),
                    hash: String::new(),
                };
                entry.hash = hash_of(&entry);
                last = (entry.number, entry.hash.clone());
                entry
            })
            .collect()
    }

    #[test]
    fn a_whole_chain_verifies_in_stretches() {
        let chain = chain_of(&["a", "b", "c"]);
        let end = verify((0, String::new()), &chain[..2]).unwrap();
        assert_eq!(verify(end, &chain[2..]).unwrap().0, 3);
    }

    #[test]
    fn every_tampering_is_found_where_it_happened() {
        let whole = chain_of(&["a", "b", "c"]);
        let mut changed = whole.clone();
        changed[1].reason = Some("because".to_owned());
        assert_eq!(verify((0, String::new()), &changed), Err(Broken { at_number: 2 }));
        let missing = [whole[0].clone(), whole[2].clone()];
        assert_eq!(verify((0, String::new()), &missing), Err(Broken { at_number: 2 }));
        let mut rehashed = whole;
        rehashed[0].action = "other".to_owned();
        rehashed[0].hash = hash_of(&rehashed[0]);
        assert_eq!(verify((0, String::new()), &rehashed), Err(Broken { at_number: 2 }));
    }
}
