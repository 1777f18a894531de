//! Who does something: which party's it is, and which of its people may.

use crate::access::{Permission, Viewer};
use crate::agreement::party::Party;
use crate::value::id::PersonId;
use sea_orm::EnumIter;

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Doer {
    /// Anybody of the customer's people.
    CustomerPeople,
    /// Whoever signs for the customer.
    CustomerSignatory,
    /// The staff who work on it.
    Consultants,
    /// Those of the staff who enter money.
    Accountants,
    /// The admins.
    Admins,
}

impl Doer {
    /// Whose it is to do.
    pub const fn party(self) -> Party {
        match self {
            Self::CustomerPeople | Self::CustomerSignatory => Party::Customer,
            Self::Consultants | Self::Accountants | Self::Admins => Party::Provider,
        }
    }

    /// Whether the viewer is one of those who do it. Everything is before admins; an accountant, who sees all contracts for
    /// the money, does the work of those they are assigned to.
    pub fn is(self, viewer: Viewer, staff: &[PersonId]) -> bool {
        match viewer {
            Viewer::Admin { .. } | Viewer::System => true,
            Viewer::Visitor => false,
            Viewer::Customer { .. } => self.party() == Party::Customer && viewer.may(self.permission()),
            Viewer::Staff { person_id, is_accountant } => {
                let is_near = !is_accountant || self != Self::Consultants || staff.contains(&person_id);
                self.party() == Party::Provider && viewer.may(self.permission()) && is_near
            }
        }
    }

    const fn permission(self) -> Permission {
        match self {
            Self::CustomerPeople => Permission::DoWork,
            Self::CustomerSignatory => Permission::AnswerForCustomer,
            Self::Consultants => Permission::RunContracts,
            Self::Accountants => Permission::KeepMoney,
            Self::Admins => Permission::Administer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::id::CustomerId;
    use sea_orm::Iterable;

    #[test]
    fn everybody_gets_what_they_can_do() {
        let person_id = PersonId::new();
        let of_customer = |is_signatory| Viewer::Customer { person_id, customer_id: CustomerId::new(), is_signatory };
        let staff = |is_accountant| Viewer::Staff { person_id, is_accountant };
        // viewer, whether assigned → customer's people, signatory, consultants, accountants, admins
        let table = [
            (Viewer::Visitor, false, [false, false, false, false, false]),
            (of_customer(false), false, [true, false, false, false, false]),
            (of_customer(true), false, [true, true, false, false, false]),
            (staff(false), true, [false, false, true, false, false]),
            (staff(true), false, [false, false, false, true, false]),
            (staff(true), true, [false, false, true, true, false]),
            (Viewer::Admin { person_id }, false, [true, true, true, true, true]),
        ];
        for (viewer, is_assigned, expected) in table {
            let staff = if is_assigned { vec![person_id] } else { vec![PersonId::new()] };
            let found: Vec<bool> = Doer::iter().map(|doer| doer.is(viewer, &staff)).collect();
            assert_eq!(found, expected, "{viewer:?} assigned {is_assigned}");
        }
    }
}
