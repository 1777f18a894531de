//! Rule: the two parties of a contract, and who signs for which (S2).

use crate::access::Viewer;
use crate::refusal::Words;
use crate::value::id::PersonId;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// A party of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Party {
    /// Who orders and pays.
    Customer,
    /// Who delivers.
    Provider,
}

impl Party {
    /// What people call it.
    pub fn words(self) -> Words {
        match self {
            Self::Customer => Words::new("khách hàng", "the customer"),
            Self::Provider => Words::new("bên cung cấp", "the provider"),
        }
    }

    /// The party that somebody signs for on line: the customer's signatory for the customer, an admin for the provider.
    /// Nobody else signs on line.
    pub const fn signed_for_by(viewer: Viewer) -> Option<(Self, PersonId)> {
        match viewer {
            Viewer::Customer { person_id, is_signatory: true, .. } => Some((Self::Customer, person_id)),
            Viewer::Admin { person_id } => Some((Self::Provider, person_id)),
            Viewer::Customer { is_signatory: false, .. } | Viewer::Visitor | Viewer::Staff { .. } | Viewer::System => {
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::id::CustomerId;

    #[test]
    fn who_signs_on_line() {
        let (person_id, customer_id) = (PersonId::new(), CustomerId::new());
        let table = [
            (Viewer::Visitor, None),
            (Viewer::Customer { person_id, customer_id, is_signatory: false }, None),
            (Viewer::Customer { person_id, customer_id, is_signatory: true }, Some((Party::Customer, person_id))),
            (Viewer::Staff { person_id, is_accountant: false }, None),
            (Viewer::Staff { person_id, is_accountant: true }, None),
            (Viewer::Admin { person_id }, Some((Party::Provider, person_id))),
            (Viewer::System, None),
        ];
        for (viewer, expected) in table {
            assert_eq!(Party::signed_for_by(viewer), expected, "{viewer:?}");
        }
    }
}
