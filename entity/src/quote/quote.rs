//! Table: one version of what is offered for an inquiry (S2).

use super::content::Content;
use super::state::State;
use crate::access::Viewer;
use crate::audit::Chain;
use crate::calendar::zone::{PROVIDER_ZONE, day_of, start_of_day};
use crate::clock::Instant;
use crate::database::window::{Rows, Window};
use crate::inquiry::inquiry::of_visible;
use crate::value::id::{ContractId, CustomerId, InquiryId, PersonId, QuoteId};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, FromJsonQueryResult, PaginatorTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

/// The optional lines that were ticked, by their place from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Ticked(pub Vec<i32>);

/// One version; at most one of an inquiry is live.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quote")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuoteId,
    /// By what people know it, such as `BG-2026-7KQ4MX`.
    #[sea_orm(unique)]
    pub reference: String,
    /// For which inquiry.
    pub inquiry_id: InquiryId,
    /// For which customer.
    pub customer_id: CustomerId,
    /// Which version of the inquiry's quotes it is, from 1.
    pub number: i32,
    /// Where it stands, as recorded; see [`State::on`].
    pub state: State,
    /// The last day on which it can be accepted.
    pub valid_until: NaiveDate,
    /// What it says.
    pub content: Content,
    /// The hash of what it says.
    pub content_hash: String,
    /// What the customer ticked when they accepted.
    pub ticked: Ticked,
    /// Who wrote it.
    pub drafted_by: Option<PersonId>,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// When it went to the customer.
    pub sent_at: Option<Instant>,
    /// When it was accepted or declined.
    pub decided_at: Option<Instant>,
    /// The customer's person who did.
    pub decided_by: Option<PersonId>,
    /// The network address they did it from.
    pub decided_from: Option<String>,
    /// The SHA-256 of the paper that was accepted, in hexadecimal.
    pub document_sha256: Option<String>,
    /// Why it was declined or withdrawn.
    pub ending_reason: Option<String>,
    /// Rises with every command on it.
    pub version: i64,
    /// When it was drafted.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The dossier in which everything about it is told: its inquiry's.
    pub fn chain(&self) -> Chain {
        Chain::Dossier(ContractId(self.inquiry_id.0))
    }

    /// Where it stands on a day.
    pub fn state_on(&self, today: NaiveDate) -> State {
        self.state.on(today, self.valid_until)
    }
}

/// Which quotes are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only in one of these states, as recorded; empty for any.
    pub states: Vec<State>,
    /// Only for this inquiry.
    pub inquiry_id: Option<InquiryId>,
}

/// Staff see the quotes for the inquiries they see; customers those that were sent to them; visitors none.
pub fn visible_to(viewer: Viewer) -> Condition {
    match viewer {
        Viewer::Customer { customer_id, .. } => {
            Condition::all().add(Column::CustomerId.eq(customer_id)).add(Column::SentAt.is_not_null())
        }
        Viewer::Staff { .. } | Viewer::Admin { .. } | Viewer::System => of_visible(viewer, Column::InquiryId),
        Viewer::Visitor => Condition::all().add(Column::Id.is_null()),
    }
}

/// One version, if the viewer may see it.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: QuoteId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// Several at once, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<QuoteId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(visible_to(viewer)).all(connection).await
}

/// All versions for several inquiries, the oldest first, as far as the viewer may see them.
pub async fn of_inquiries(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    inquiry_ids: Vec<InquiryId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::InquiryId.is_in(inquiry_ids))
        .filter(visible_to(viewer))
        .order_by_asc(Column::InquiryId)
        .order_by_asc(Column::Number)
        .all(connection)
        .await
}

/// A page of quotes, the newest first.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<(Instant, QuoteId)>,
) -> Result<Rows<Model>, DbErr> {
    let mut list = Entity::find().filter(filter.condition(viewer)).cursor_by((Column::CreatedAt, Column::Id));
    list.desc();
    window.over(list, connection).await
}

/// How many quotes the filter leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).count(connection).await
}

/// The quotes whose last day has passed without an answer and without a record of it: a page by id, after the one given.
pub async fn to_expire(
    connection: &impl ConnectionTrait,
    today: NaiveDate,
    (after, limit): (Option<QuoteId>, u64),
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::State.eq(State::Sent))
        .filter(Column::ValidUntil.lt(today))
        .filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id))))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(connection)
        .await
}

/// The next moment after `now` at which a quote expires: when the day after its last one begins.
pub async fn next_expiry(connection: &impl ConnectionTrait, now: Instant) -> Result<Option<Instant>, DbErr> {
    let today = day_of(now, PROVIDER_ZONE);
    let next = Entity::find().filter(Column::State.eq(State::Sent)).filter(Column::ValidUntil.gte(today));
    let next = next.order_by_asc(Column::ValidUntil).one(connection).await?;
    let day_after = next.and_then(|row| row.valid_until.succ_opt());
    Ok(day_after.map(|day| start_of_day(day, PROVIDER_ZONE)))
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        let states = Some(&self.states).filter(|states| !states.is_empty());
        visible_to(viewer)
            .add_option(states.map(|states| Column::State.is_in(states.iter().copied())))
            .add_option(self.inquiry_id.map(|id| Column::InquiryId.eq(id)))
    }
}
