//! Rule: who looks. Every finder takes a [`Viewer`] and finds only what that viewer may see.

use super::permission::Permission;
use crate::refusal::{Refusal, Words};
use crate::value::id::{CustomerId, PersonId};

/// Who looks at the data, with what decides their sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// Not signed in: the catalogue only.
    Visitor,
    /// A customer's person: the contracts of that customer. A signatory also signs and accepts.
    Customer {
        /// Who.
        person_id: PersonId,
        /// Whose.
        customer_id: CustomerId,
        /// Whether this person signs for the company.
        is_signatory: bool,
    },
    /// The provider's staff: the contracts they are assigned to; accountants see all of them, for the money.
    Staff {
        /// Who.
        person_id: PersonId,
        /// Whether this person enters money.
        is_accountant: bool,
    },
    /// Everything.
    Admin {
        /// Who.
        person_id: PersonId,
    },
    /// The worker and the commands of the installation: everything.
    System,
}

impl Viewer {
    /// The person who looks, when it is one.
    pub fn person_id(self) -> Option<PersonId> {
        match self {
            Self::Customer { person_id, .. } | Self::Staff { person_id, .. } | Self::Admin { person_id } => {
                Some(person_id)
            }
            Self::Visitor | Self::System => None,
        }
    }

    /// The company of a customer's person.
    pub fn customer_id(self) -> Option<CustomerId> {
        match self {
            Self::Customer { customer_id, .. } => Some(customer_id),
            Self::Visitor | Self::Staff { .. } | Self::Admin { .. } | Self::System => None,
        }
    }

    /// Whether the viewer administers the installation, or is the installation.
    pub fn is_admin(self) -> bool {
        match self {
            Self::Admin { .. } | Self::System => true,
            Self::Visitor | Self::Customer { .. } | Self::Staff { .. } => false,
        }
    }

    /// Whether the viewer works for the provider.
    pub fn is_staff(self) -> bool {
        match self {
            Self::Staff { .. } | Self::Admin { .. } | Self::System => true,
            Self::Visitor | Self::Customer { .. } => false,
        }
    }

    /// Whether the viewer sees every contract: admins, and accountants for the money.
    pub fn sees_all_contracts(self) -> bool {
        match self {
            Self::Admin { .. } | Self::System | Self::Staff { is_accountant: true, .. } => true,
            Self::Visitor | Self::Customer { .. } | Self::Staff { is_accountant: false, .. } => false,
        }
    }

    /// Whether the viewer may do what the permission stands for, on what they can see.
    pub fn may(self, permission: Permission) -> bool {
        match self {
            Self::Admin { .. } | Self::System => true,
            Self::Staff { is_accountant, .. } => permission.is_for_staff(is_accountant),
            Self::Customer { is_signatory, .. } => permission.is_for_customer(is_signatory),
            Self::Visitor => false,
        }
    }

    /// Refuses a viewer who may not.
    pub fn require(self, permission: Permission) -> Result<(), Refusal> {
        if self.may(permission) {
            return Ok(());
        }
        Err(Refusal::Forbidden(Words::new(
            format!("Bạn không có quyền thực hiện việc này ({permission:?})."),
            format!("You may not do this ({permission:?})."),
        )))
    }
}
