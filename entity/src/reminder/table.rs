//! Table: a clock on a subject.

use super::kind::ReminderKind;
use super::policy::Reach;
use crate::acceptance::acceptance_round;
use crate::acceptance::round_state::RoundState;
use crate::access::Viewer;
use crate::billing::instalment;
use crate::clock::Instant;
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::scope::of_visible;
use crate::database::window::{Rows, Window};
use crate::quote::{quote, state::State};
use crate::value::id::{ContractId, CustomerId, PersonId, ReminderId};
use crate::workflow::work_item;
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{Condition, Iterable, PaginatorTrait, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

/// Reminds of one subject along its ladder until there is nothing to remind of.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReminderId,
    /// What is reminded of.
    pub kind: ReminderKind,
    /// Which one: an instalment, a warranty cover.
    pub subject_id: Uuid,
    /// The contract it belongs to, once there is one.
    pub contract_id: Option<ContractId>,
    /// The customer it is about.
    pub customer_id: CustomerId,
    /// The day reminded of: due day, last covered day; in the provider's zone.
    pub anchor_on: NaiveDate,
    /// Rises when the anchor moves, a payment is reversed or staff restart it; each arming has stages of its own.
    pub arming: i32,
    /// When it was armed: what lay before is not made up for.
    pub armed_at: Instant,
    /// When the sweep has to look at it; `None` when there is nothing to remind of (any more), or no stage is left.
    pub next_at: Option<Instant>,
    /// The last day of a pause, in the provider's zone; past ones have ended by themselves.
    pub paused_until: Option<NaiveDate>,
    /// Why it was paused.
    pub pause_reason: Option<String>,
    /// Whether the pause is a promise to pay by its last day.
    pub pause_is_promise: bool,
    /// Who paused it.
    pub paused_by: Option<PersonId>,
    /// Rises with every change.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it is paused on that day.
    pub fn is_paused(&self, today: NaiveDate) -> bool {
        self.paused_until.is_some_and(|until| today <= until)
    }
}

/// Whoever sees the contract sees its reminders.
pub fn visible_to(viewer: Viewer) -> Condition {
    of_visible(viewer, Column::ContractId)
}

/// One reminder, if the viewer may see it.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: ReminderId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// The reminder of a subject, if the viewer may see it.
pub async fn of_subject(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    subject: (ReminderKind, Uuid),
) -> Result<Option<Model>, DbErr> {
    let (kind, subject_id) = subject;
    Entity::find()
        .filter(Column::Kind.eq(kind))
        .filter(Column::SubjectId.eq(subject_id))
        .filter(visible_to(viewer))
        .one(connection)
        .await
}

/// The reminders of these contracts at once, as far as the viewer may see them, by anchor.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(visible_to(viewer))
        .order_by_asc(Column::AnchorOn)
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}

/// The reminders of these contracts that still have something to say, the soonest first; as far as the viewer may see
/// them.
pub async fn next_of(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(Column::NextAt.is_not_null())
        .filter(visible_to(viewer))
        .order_by_asc(Column::NextAt)
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}

/// Several reminders at once, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<ReminderId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(visible_to(viewer)).all(connection).await
}

/// Which reminders are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of this contract.
    pub contract_id: Option<ContractId>,
    /// Only of this kind.
    pub kind: Option<ReminderKind>,
    /// Only those that are paused on that day, or only those that are not.
    pub paused: Option<(NaiveDate, bool)>,
}

/// A page of reminders by the day they remind of.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<(NaiveDate, ReminderId)>,
) -> Result<Rows<Model>, DbErr> {
    let list = Entity::find().filter(filter.condition(viewer)).cursor_by((Column::AnchorOn, Column::Id));
    window.over(list, connection).await
}

/// How many reminders the filter leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).count(connection).await
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        let paused = self.paused.map(|(today, is_paused)| {
            if is_paused {
                Condition::all().add(Column::PausedUntil.gte(today))
            } else {
                Condition::any().add(Column::PausedUntil.is_null()).add(Column::PausedUntil.lt(today))
            }
        });
        visible_to(viewer)
            .add_option(self.contract_id.map(|id| Column::ContractId.eq(id)))
            .add_option(self.kind.map(|kind| Column::Kind.eq(kind)))
            .add_option(paused)
    }
}

/// Reminders whose moment has come at `as_of`, `limit` at most, after the `(next_at, id)` given. Costs what is due,
/// not what exists.
pub async fn due(
    connection: &impl ConnectionTrait,
    as_of: Instant,
    window: (Option<(Instant, ReminderId)>, u64),
) -> Result<Vec<Model>, DbErr> {
    let (after, limit) = window;
    let mut cursor = Entity::find()
        .filter(Column::NextAt.is_not_null())
        .filter(Column::NextAt.lte(as_of))
        .cursor_by((Column::NextAt, Column::Id));
    if let Some(position) = after {
        cursor.after(position);
    }
    cursor.first(limit).all(connection).await
}

/// Reminders that still run for whom a ladder reaches, `limit` at most, after the id given; for computing them again.
/// Those whose ladder is used up run as long as their sum is owed, their contract not over, their work not done: a new
/// stage wakes them.
pub async fn running(
    connection: &impl ConnectionTrait,
    reach: Reach,
    window: (Option<ReminderId>, u64),
) -> Result<Vec<Model>, DbErr> {
    let (after, limit) = window;
    let reached = match reach {
        Reach::Provider => Condition::all(),
        Reach::Contract(id) => Condition::all().add(Column::ContractId.eq(id)),
        Reach::Customer(id) => Condition::all().add(Column::CustomerId.eq(id)),
    };
    Entity::find()
        .filter(reached)
        .filter(is_running())
        .filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id))))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(connection)
        .await
}

/// Something waits for its moment, or may be told again.
fn is_running() -> Condition {
    let owed = Column::Kind.eq(ReminderKind::Payment).and(instalment::is_owed(&Column::SubjectId));
    let over = Lifecycle::iter().filter(|state| state.is_over());
    let over = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::State.is_in(over))
        .into_query();
    let covered = Column::Kind.eq(ReminderKind::Warranty).and(Column::ContractId.not_in_subquery(over));
    let to_do = Column::Kind.eq(ReminderKind::WorkItem).and(Column::SubjectId.in_subquery(work_item::open_ids()));
    let asked = acceptance_round::Entity::find()
        .select_only()
        .column(acceptance_round::Column::Id)
        .filter(acceptance_round::Column::State.eq(RoundState::Asked))
        .into_query();
    let waiting = Column::Kind.eq(ReminderKind::Acceptance).and(Column::SubjectId.in_subquery(asked));
    let offered = quote::Entity::find()
        .select_only()
        .column(quote::Column::Id)
        .filter(quote::Column::State.eq(State::Sent))
        .into_query();
    let quoted = Column::Kind.eq(ReminderKind::Quote).and(Column::SubjectId.in_subquery(offered));
    let is_at_work = Column::NextAt.is_not_null();
    Condition::any().add(is_at_work).add(owed).add(covered).add(to_do).add(waiting).add(quoted)
}

/// The earliest moment after `now` at which any reminder is due.
pub async fn next_moment(connection: &impl ConnectionTrait, now: Instant) -> Result<Option<Instant>, DbErr> {
    Entity::find()
        .filter(Column::NextAt.is_not_null())
        .filter(Column::NextAt.gt(now))
        .select_only()
        .column_as(Column::NextAt.min(), "next")
        .into_tuple::<Option<Instant>>()
        .one(connection)
        .await
        .map(Option::flatten)
}

/// Whether a running reminder is to be looked at between two moments.
pub async fn is_any_between(connection: &impl ConnectionTrait, from: Instant, until: Instant) -> Result<bool, DbErr> {
    let found = Entity::find()
        .filter(Column::NextAt.is_not_null())
        .filter(Column::NextAt.gte(from))
        .filter(Column::NextAt.lt(until))
        .limit(1)
        .one(connection)
        .await?;
    Ok(found.is_some())
}
