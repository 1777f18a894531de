//! Table: somebody who signs in.

use super::Viewer;
use crate::clock::Instant;
use crate::database::window::{Rows, Window};
use crate::value::id::{CustomerId, PersonId};
use crate::value::locale::Locale;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, PaginatorTrait, QueryOrder, QuerySelect};

/// What somebody is to the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// Runs the installation.
    Admin,
    /// Works on contracts.
    Staff,
    /// Belongs to a customer company.
    Customer,
}

/// A person with the right to sign in once a password is set.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    /// What they are to the provider.
    pub role: Role,
    /// Staff who enter money and see all contracts for it.
    pub is_accountant: bool,
    /// A customer's person who signs and accepts for the company.
    pub is_signatory: bool,
    /// The company of a customer's person; `None` for all others.
    pub customer_id: Option<CustomerId>,
    /// Full name.
    pub name: String,
    /// The name without case and diacritics, for search and order.
    pub name_folded: String,
    /// Where mail goes and what they sign in with; lower-case, unique.
    pub email: String,
    /// The language of their mail and messages.
    pub locale: Locale,
    /// Argon2id in PHC form; `None` until the invitation is accepted.
    pub password_hash: Option<String>,
    /// Since when they may not sign in.
    pub disabled_at: Option<Instant>,
    /// Makes their sealed values in the audit trail; goes when they are erased.
    pub audit_salt: String,
    /// Rises with every change.
    pub version: i64,
    /// When they were entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The person as somebody who looks at the data.
    pub fn viewer(&self) -> Viewer {
        match (self.role, self.customer_id) {
            (Role::Admin, _) => Viewer::Admin { person_id: self.id },
            (Role::Staff, _) => Viewer::Staff { person_id: self.id, is_accountant: self.is_accountant },
            (Role::Customer, Some(customer_id)) => {
                Viewer::Customer { person_id: self.id, customer_id, is_signatory: self.is_signatory }
            }
            // The table refuses a customer's person without a company; should one exist, they see nothing.
            (Role::Customer, None) => Viewer::Visitor,
        }
    }

    /// Whether they may be assigned to contracts: active staff and admins.
    pub fn works_for_provider(&self) -> bool {
        let is_of_provider = match self.role {
            Role::Admin | Role::Staff => true,
            Role::Customer => false,
        };
        is_of_provider && self.is_active()
    }

    /// Whether they may sign in.
    pub fn is_active(&self) -> bool {
        self.disabled_at.is_none()
    }
}

/// Which people are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this role.
    pub role: Option<Role>,
    /// Only this company's.
    pub customer_id: Option<CustomerId>,
    /// Only those whose folded name contains this (already folded and escaped) text.
    pub name_like: Option<String>,
}

/// Staff see everybody; a customer's person sees those of the same company; visitors see nobody.
pub fn visible_to(viewer: Viewer) -> Condition {
    if viewer.is_staff() {
        return Condition::all();
    }
    match viewer.customer_id() {
        Some(id) => Condition::all().add(Column::CustomerId.eq(id)),
        None => nothing(),
    }
}

/// The condition that no row meets.
fn nothing() -> Condition {
    Condition::all().add(Column::Id.is_null())
}

/// One person, if the viewer may see them.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: PersonId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// Several people at once, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<PersonId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(visible_to(viewer)).all(connection).await
}

/// The people of several companies, by folded name, as far as the viewer may see them.
pub async fn of_customers(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<CustomerId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CustomerId.is_in(ids))
        .filter(visible_to(viewer))
        .order_by_asc(Column::NameFolded)
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}

/// Who signs for a company now, by folded name.
pub(crate) async fn signatories_of(connection: &impl ConnectionTrait, id: CustomerId) -> Result<Vec<Model>, DbErr> {
    let people = of_customers(connection, Viewer::System, vec![id]).await?;
    let signs = |person: &Model| person.is_active() && person.is_signatory && person.role == Role::Customer;
    Ok(people.into_iter().filter(signs).collect())
}

/// A page of people by folded name.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<(String, PersonId)>,
) -> Result<Rows<Model>, DbErr> {
    let list = Entity::find().filter(filter.condition(viewer)).cursor_by((Column::NameFolded, Column::Id));
    window.over(list, connection).await
}

/// How many people the filter leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).count(connection).await
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        visible_to(viewer)
            .add_option(self.role.map(|role| Column::Role.eq(role)))
            .add_option(self.customer_id.map(|id| Column::CustomerId.eq(id)))
            .add_option(self.name_like.as_ref().map(|text| Column::NameFolded.like(format!("%{text}%"))))
    }
}

/// By address, for signing in and resetting; whoever asks. Never shown to anybody.
pub async fn by_email(connection: &impl ConnectionTrait, email: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Email.eq(email)).one(connection).await
}

/// The active admins, for alarms and for keeping at least one.
pub async fn active_admins(connection: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Role.eq(Role::Admin))
        .filter(Column::DisabledAt.is_null())
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(connection)
        .await
}
