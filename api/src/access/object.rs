//! A person as clients see them.

use async_graphql::{Context, Enum, ID, Object};
use entity::access::person::{self, Role};
use entity::clock::Instant;
use entity::value::locale::Locale;

use crate::desk::AtDesk;
use crate::error::{Nullable, nullable};
use crate::value::NodeId;

/// Ids of people.
pub const PERSON: NodeId = NodeId("Person");

/// What somebody is to the provider.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "Role", remote = "Role")]
pub enum RoleName {
    /// Runs the installation.
    Admin,
    /// Works on contracts.
    Staff,
    /// Belongs to a customer company.
    Customer,
}

/// A language of the product.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "Locale", remote = "Locale")]
pub enum LocaleName {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

/// Somebody who signs in.
#[derive(Clone, Debug)]
pub struct Person(pub person::Model);

/// Somebody who signs in.
#[Object]
impl Person {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        PERSON.encode(self.0.id.0)
    }

    /// Full name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Where their mail goes; staff see it, others only their own.
    async fn email(&self, ctx: &Context<'_>) -> Nullable<&str> {
        nullable(async {
            let viewer = ctx.desk()?.by.viewer;
            let may_see = viewer.is_staff() || viewer.person_id() == Some(self.0.id);
            Ok(may_see.then_some(self.0.email.as_str()))
        })
        .await
    }

    /// What they are to the provider.
    async fn role(&self) -> RoleName {
        self.0.role.into()
    }

    /// Whether they enter money.
    async fn is_accountant(&self) -> bool {
        self.0.is_accountant
    }

    /// Whether they sign and accept for their company.
    async fn is_signatory(&self) -> bool {
        self.0.is_signatory
    }

    /// The language of their mail and messages.
    async fn locale(&self) -> LocaleName {
        self.0.locale.into()
    }

    /// Whether they have set a password.
    async fn has_password(&self) -> bool {
        self.0.password_hash.is_some()
    }

    /// Since when they may not sign in.
    async fn disabled_at(&self) -> Option<Instant> {
        self.0.disabled_at
    }

    /// Rises with every change; for `expectedVersion`.
    async fn version(&self) -> i64 {
        self.0.version
    }
}
