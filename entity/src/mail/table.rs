//! Table: what goes out to one address, at most once, and what is known of it.

use super::state::State;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::database::window::{Rows, Window};
use crate::notice::{self, Kind};
use crate::party::customer::Copies;
use crate::value::email::Email;
use crate::value::id::{ClaimToken, CustomerId, MailId, PersonId};
use crate::value::locale::Locale;
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, PaginatorTrait, QueryOrder, QuerySelect, QueryTrait};

/// One or several notices of one kind to one address. Instants of planning and settling are the business clock's;
/// claims and tries go by the machine clock.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    /// Id; the Message-ID is made of it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailId,
    /// What it tells.
    pub kind: Kind,
    /// The company it is written to or about, if any.
    pub customer_id: Option<CustomerId>,
    /// The person it is written to; `None` when it goes to a company.
    pub person_id: Option<PersonId>,
    /// Where it goes; looked up again when it is claimed.
    pub address: Email,
    /// Who gets a copy.
    pub cc: Copies,
    /// In which language.
    pub locale: Locale,
    /// Where it stands.
    pub state: State,
    /// Stable, whatever happens to it; without angle brackets.
    pub message_id: String,
    /// The day it is meant for, in the provider's zone; the day it was claimed once it was.
    pub planned_on: NaiveDate,
    /// Not before this moment of the business clock.
    pub not_before: Instant,
    /// Not before this moment of the machine clock: back-off.
    pub next_try_at: Instant,
    /// How often it was claimed.
    pub attempts: i32,
    /// Who may settle it.
    pub claim_token: Option<ClaimToken>,
    /// By the machine clock: after that no answer of the claim is to be expected any more.
    pub claim_until: Option<Instant>,
    /// By the machine clock: when it was claimed last.
    pub claimed_at: Option<Instant>,
    /// What it is one with: reminders of one group and day are one mail. `None` for all that goes out at once.
    pub group_key: Option<String>,
    /// Its subject, once rendered.
    pub subject: Option<String>,
    /// What the mail server answered, or why it was not sent.
    pub answer: Option<String>,
    /// When the mail server took it.
    pub handed_over_at: Option<Instant>,
    /// When it reached the state it is in.
    pub settled_at: Option<Instant>,
    /// The day it came back.
    pub bounced_on: Option<NaiveDate>,
    /// The mail it repeats, when a person asked for that.
    pub resend_of: Option<MailId>,
    /// The person who asked.
    pub resent_by: Option<PersonId>,
    /// When it was planned.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// Which mails are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only in one of these states; in any when none is named.
    pub states: Vec<State>,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only to or about this company.
    pub customer_id: Option<CustomerId>,
    /// Only meant for this day.
    pub planned_on: Option<NaiveDate>,
}

/// Whoever sees a notice sees the mail that carries it, and those that repeat it.
pub fn visible_to(viewer: Viewer) -> Condition {
    if viewer.is_admin() {
        return Condition::all();
    }
    let carrying = notice::Entity::find()
        .select_only()
        .column(notice::Column::MailId)
        .filter(notice::Column::MailId.is_not_null())
        .filter(notice::visible_to(viewer))
        .into_query();
    let own = Column::Id.in_subquery(carrying.clone());
    Condition::all().add(Condition::any().add(own).add(Column::ResendOf.in_subquery(carrying)))
}

/// One mail, if the viewer may see it.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: MailId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// Several mails at once, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<MailId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(visible_to(viewer)).all(connection).await
}

/// A page of mails, newest first.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<(Instant, MailId)>,
) -> Result<Rows<Model>, DbErr> {
    let mut list = Entity::find().filter(filter.condition(viewer)).cursor_by((Column::CreatedAt, Column::Id));
    list.desc();
    window.over(list, connection).await
}

/// How many mails the filter leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).count(connection).await
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        visible_to(viewer)
            .add_option((!self.states.is_empty()).then(|| Column::State.is_in(self.states.iter().copied())))
            .add_option(self.kind.map(|kind| Column::Kind.eq(kind)))
            .add_option(self.customer_id.map(|id| Column::CustomerId.eq(id)))
            .add_option(self.planned_on.map(|day| Column::PlannedOn.eq(day)))
    }
}

/// Mails to be sent whose moment has come by both clocks, `limit` at most, after the `(next_try_at, id)` given.
pub async fn due(
    connection: &impl ConnectionTrait,
    (business, machine): (Instant, Instant),
    window: (Option<(Instant, MailId)>, u64),
) -> Result<Vec<Model>, DbErr> {
    let (after, limit) = window;
    let mut cursor = Entity::find()
        .filter(is_in(State::Planned))
        .filter(Column::NotBefore.lte(business))
        .filter(Column::NextTryAt.lte(machine))
        .cursor_by((Column::NextTryAt, Column::Id));
    if let Some(position) = after {
        cursor.after(position);
    }
    cursor.first(limit).all(connection).await
}

/// Claimed mails of which no answer is to be expected any more.
pub async fn given_up(connection: &impl ConnectionTrait, machine: Instant, limit: u64) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(is_in(State::Claimed))
        .filter(Column::ClaimUntil.lt(machine))
        .order_by_asc(Column::ClaimUntil)
        .limit(limit)
        .all(connection)
        .await
}

/// Whether a worker has mail in its hands of which an answer is still to be expected.
pub async fn is_any_on_its_way(connection: &impl ConnectionTrait, machine: Instant) -> Result<bool, DbErr> {
    let claimed = Entity::find()
        .filter(is_in(State::Claimed))
        .filter(Column::ClaimUntil.gte(machine))
        .limit(1)
        .one(connection)
        .await?;
    Ok(claimed.is_some())
}

/// The earliest moment of the business clock for which a mail waits, after `now`.
pub async fn next_not_before(connection: &impl ConnectionTrait, now: Instant) -> Result<Option<Instant>, DbErr> {
    Entity::find()
        .filter(is_in(State::Planned))
        .filter(Column::NotBefore.gt(now))
        .select_only()
        .column_as(Column::NotBefore.min(), "next")
        .into_tuple::<Option<Instant>>()
        .one(connection)
        .await
        .map(Option::flatten)
}

/// In this state. Spelled out instead of bound: only so do the partial indexes serve it, on both engines.
fn is_in(state: State) -> Expr {
    Expr::cust(format!("state = '{}'", state.to_value()))
}
