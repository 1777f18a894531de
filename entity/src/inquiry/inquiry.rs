//! Table: what somebody asks about (S1).

use super::state::State;
use crate::access::Viewer;
use crate::audit::Chain;
use crate::clock::Instant;
use crate::database::window::{Rows, Window};
use crate::value::email::Email;
use crate::value::id::{ContractId, CustomerId, InquiryId, PersonId, ServicePackageId};
use crate::value::locale::Locale;
use crate::value::text;
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{Condition, FromJsonQueryResult, Iterable, PaginatorTrait, QueryOrder, QuerySelect, QueryTrait};
use serde::{Deserialize, Serialize};

/// No reference is longer.
const LONGEST_REFERENCE: usize = 64;

/// The packages somebody selected, in their order (P1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Selection(pub Vec<ServicePackageId>);

/// Who asks, about what, and by when they are to be answered.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inquiry")]
pub struct Model {
    /// Id; also that of its audit chain, and of the contract that comes of it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InquiryId,
    /// By what people know it, such as `YC-2026-7KQ4MX`; tells nothing of how many there are.
    #[sea_orm(unique)]
    pub reference: String,
    /// Where it stands.
    pub state: State,
    /// Who asks.
    pub name: String,
    /// Where the answer goes.
    pub email: Email,
    /// How else they are reached.
    pub phone: Option<String>,
    /// Of which company they say they are.
    pub company: String,
    /// What they want to know.
    pub message: String,
    /// What they selected.
    pub package_ids: Selection,
    /// The language in which they are answered.
    pub locale: Locale,
    /// The version of the text to which they consented, at the moment of asking.
    pub consent_version: String,
    /// The customer it belongs to; `None` until a visitor's inquiry is linked to one.
    pub customer_id: Option<CustomerId>,
    /// The customer's person who asked; `None` when nobody had signed in.
    pub asked_by: Option<PersonId>,
    /// Who of the staff answers; `None` until somebody takes it, and then all staff see it.
    pub assigned_to: Option<PersonId>,
    /// By when it is to be answered, in working hours (P3).
    pub answer_by: Instant,
    /// When somebody is alarmed that it was not answered; `None` once it was, or they are.
    pub alarm_at: Option<Instant>,
    /// When it was answered first.
    pub answered_at: Option<Instant>,
    /// The day on which it was won or lost.
    pub closed_on: Option<NaiveDate>,
    /// Why nothing came of it.
    pub lost_reason: Option<String>,
    /// Rises with every command on it.
    pub version: i64,
    /// When it was submitted.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The dossier in which everything about it is told, on to the contract that comes of it.
    pub fn chain(&self) -> Chain {
        Chain::Dossier(ContractId(self.id.0))
    }

    /// Whether it was answered after the moment it should have been, or is not answered although that has passed.
    pub fn is_late(&self, now: Instant) -> bool {
        self.answered_at.unwrap_or(now) > self.answer_by
    }
}

/// Which inquiries are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only in one of these states; empty for any.
    pub states: Vec<State>,
    /// Only those that this person answers.
    pub assigned_to: Option<PersonId>,
    /// Only of this customer.
    pub customer_id: Option<CustomerId>,
}

/// Admins and accountants see all inquiries, other staff those that are theirs or nobody's yet, customers their own
/// company's, visitors none.
pub fn visible_to(viewer: Viewer) -> Condition {
    if viewer.sees_all_contracts() {
        return Condition::all();
    }
    match viewer {
        Viewer::Customer { customer_id, .. } => Condition::all().add(Column::CustomerId.eq(customer_id)),
        Viewer::Staff { person_id, .. } => {
            let own = Condition::any().add(Column::AssignedTo.is_null()).add(Column::AssignedTo.eq(person_id));
            Condition::all().add(own)
        }
        Viewer::Visitor | Viewer::Admin { .. } | Viewer::System => Condition::all().add(Column::Id.is_null()),
    }
}

/// The same on a column of another table that holds an inquiry's id.
pub fn of_visible(viewer: Viewer, inquiry_id: impl ColumnTrait) -> Condition {
    if viewer.sees_all_contracts() {
        return Condition::all();
    }
    Condition::all().add(inquiry_id.in_subquery(visible_ids(viewer)))
}

fn visible_ids(viewer: Viewer) -> SelectStatement {
    Entity::find().select_only().column(Column::Id).filter(visible_to(viewer)).into_query()
}

/// One inquiry, if the viewer may see it.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: InquiryId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// Several inquiries at once, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<InquiryId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(visible_to(viewer)).all(connection).await
}

/// One inquiry by its reference, in whatever case it was typed.
pub async fn by_reference(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    reference: &str,
) -> Result<Option<Model>, DbErr> {
    // A text that cannot be a reference is of no inquiry; some letters no database takes.
    let Ok(reference) = text::line(reference, LONGEST_REFERENCE) else { return Ok(None) };
    Entity::find()
        .filter(Column::Reference.eq(reference.to_uppercase()))
        .filter(visible_to(viewer))
        .one(connection)
        .await
}

/// A page of inquiries, the newest first.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<(Instant, InquiryId)>,
) -> Result<Rows<Model>, DbErr> {
    let mut list = Entity::find().filter(filter.condition(viewer)).cursor_by((Column::CreatedAt, Column::Id));
    list.desc();
    window.over(list, connection).await
}

/// How many inquiries the filter leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).count(connection).await
}

/// The inquiries of which something may still come, the newest first, `limit` at most, as far as the viewer may see them.
pub async fn newest_open(connection: &impl ConnectionTrait, viewer: Viewer, limit: u64) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::State.is_in(State::iter().filter(|state| state.is_open())))
        .filter(visible_to(viewer))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(connection)
        .await
}

/// The inquiries about which somebody is to be alarmed by now, the longest overdue first: a page of them, after the
/// position given.
pub async fn to_alarm(
    connection: &impl ConnectionTrait,
    now: Instant,
    (after, limit): (Option<(Instant, InquiryId)>, u64),
) -> Result<Vec<Model>, DbErr> {
    let beyond = after.map(|(at, id)| {
        let same = Condition::all().add(Column::AlarmAt.eq(at)).add(Column::Id.gt(id));
        Condition::any().add(Column::AlarmAt.gt(at)).add(same)
    });
    Entity::find()
        .filter(Column::AlarmAt.lte(now))
        .filter(Condition::all().add_option(beyond))
        .order_by_asc(Column::AlarmAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(connection)
        .await
}

/// The next moment after `now` at which somebody is to be alarmed.
pub async fn next_alarm(connection: &impl ConnectionTrait, now: Instant) -> Result<Option<Instant>, DbErr> {
    let next = Entity::find().filter(Column::AlarmAt.gt(now)).order_by_asc(Column::AlarmAt);
    Ok(next.one(connection).await?.and_then(|row| row.alarm_at))
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        let states = Some(&self.states).filter(|states| !states.is_empty());
        visible_to(viewer)
            .add_option(states.map(|states| Column::State.is_in(states.iter().copied())))
            .add_option(self.assigned_to.map(|id| Column::AssignedTo.eq(id)))
            .add_option(self.customer_id.map(|id| Column::CustomerId.eq(id)))
    }
}
