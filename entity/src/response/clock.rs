//! Table: by when something is to be answered, and whether it was (P3).

use crate::access::Viewer;
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::task;
use crate::value::id::ContractId;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use uuid::Uuid;

/// What waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SubjectKind {
    /// A warranty claim: its verdict, and what is said when it was reopened.
    Claim,
    /// A support ticket: what is said to each of the customer's messages.
    Ticket,
}

impl SubjectKind {
    /// The task that an unanswered one is before a person.
    pub(crate) const fn task_kind(self) -> task::Kind {
        match self {
            Self::Claim => task::Kind::ClaimUnanswered,
            Self::Ticket => task::Kind::TicketUnanswered,
        }
    }
}

/// The clock of one subject; started anew when it waits for an answer again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "response_clock")]
pub struct Model {
    /// Of which claim or ticket.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    /// Which of them it is.
    pub subject_kind: SubjectKind,
    /// Under which contract.
    pub contract_id: ContractId,
    /// By what people know it.
    pub reference: String,
    /// Within how many working hours an answer is promised.
    pub hours: i32,
    /// By when it is to be answered; `None` while it stands still.
    pub answer_by: Option<Instant>,
    /// How many working minutes are left; `None` unless it stands still.
    pub minutes_left: Option<i32>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// When people are to be alarmed; `None` when nobody is (any more).
    pub alarm_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it was answered too late, or is not answered at that moment though it should be.
    pub fn is_late(&self, now: Instant) -> bool {
        self.answer_by.is_some_and(|by| by < self.answered_at.unwrap_or(now))
    }
}

/// The clocks of all subjects under several contracts, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .all(connection)
        .await
}

/// Clocks that have run out at `as_of`, `limit` at most, after the `(alarm_at, subject_id)` given.
pub async fn to_alarm(
    connection: &impl ConnectionTrait,
    as_of: Instant,
    (after, limit): (Option<(Instant, Uuid)>, u64),
) -> Result<Vec<Model>, DbErr> {
    let due = Entity::find().filter(Column::AlarmAt.is_not_null()).filter(Column::AlarmAt.lte(as_of));
    let mut cursor = due.cursor_by((Column::AlarmAt, Column::SubjectId));
    if let Some(position) = after {
        cursor.after(position);
    }
    cursor.first(limit).all(connection).await
}

/// The earliest moment after `now` at which a clock runs out.
pub async fn next_alarm(connection: &impl ConnectionTrait, now: Instant) -> Result<Option<Instant>, DbErr> {
    Entity::find()
        .filter(Column::AlarmAt.gt(now))
        .order_by_asc(Column::AlarmAt)
        .limit(1)
        .one(connection)
        .await
        .map(|clock| clock.and_then(|clock| clock.alarm_at))
}
