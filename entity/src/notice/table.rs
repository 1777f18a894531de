//! Table: why somebody is told something, and what became of it.

use super::Content;
use super::kind::Kind;
use super::recipient::RecipientKey;
use super::skip_reason::SkipReason;
use super::state::State;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::database::window::{Rows, Window};
use crate::value::id::{ContractId, CustomerId, MailId, NoticeId, ReminderId};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, PaginatorTrait, QueryOrder};
use uuid::Uuid;

/// One recipient is told one thing once: kind, subject, arming, stage and recipient are unique together.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    /// What sort of thing is told.
    pub kind: Kind,
    /// What it is about.
    pub subject_id: Uuid,
    /// Which arming of its reminder it belongs to; 0 without a reminder.
    pub arming: i32,
    /// The stage of the ladder, in days from the anchor; 0 without a reminder.
    pub stage: i32,
    /// Who is told.
    pub recipient: RecipientKey,
    /// The contract it belongs to, if any.
    pub contract_id: Option<ContractId>,
    /// The company it concerns, if any.
    pub customer_id: Option<CustomerId>,
    /// The reminder that caused it, if any.
    pub reminder_id: Option<ReminderId>,
    /// Where it stands.
    pub state: State,
    /// Why it was skipped; `None` unless it was.
    pub reason: Option<SkipReason>,
    /// What it is about, typed.
    pub content: Content,
    /// The moment it was meant for.
    pub planned_at: Instant,
    /// From when on it is not true any more, or is said by a later stage.
    pub not_after: Option<Instant>,
    /// The mail that carries it.
    pub mail_id: Option<MailId>,
    /// When it was written down.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// Which notices are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only in this state.
    pub state: Option<State>,
    /// Only of this contract.
    pub contract_id: Option<ContractId>,
    /// Only about this company.
    pub customer_id: Option<CustomerId>,
    /// Only of this mail.
    pub mail_id: Option<MailId>,
}

/// Admins see all notices; staff those of the contracts they see, and their own; a customer's person those to the
/// company's billing contact, and their own.
pub fn visible_to(viewer: Viewer) -> Condition {
    if viewer.is_admin() {
        return Condition::all();
    }
    let own = viewer.person_id().map(RecipientKey::Person);
    let company = viewer.customer_id().map(RecipientKey::Billing);
    let mut condition = Condition::any().add(Column::Id.is_null());
    for key in [own, company].into_iter().flatten() {
        condition = condition.add(Column::Recipient.eq(key));
    }
    if viewer.is_staff() {
        let of_contracts = Condition::all().add(Column::ContractId.is_not_null());
        condition = condition.add(of_contracts.add(of_visible(viewer, Column::ContractId)));
    }
    Condition::all().add(condition)
}

/// One notice, if the viewer may see it.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: NoticeId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// The notices that these mails carry, as far as the viewer may see them.
pub async fn of_mails(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    mails: Vec<MailId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::MailId.is_in(mails))
        .filter(visible_to(viewer))
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}

/// All notices of several reminders, of every arming, the oldest first; as far as the viewer may see them.
pub async fn of_reminders(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    reminder_ids: Vec<ReminderId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ReminderId.is_in(reminder_ids))
        .filter(visible_to(viewer))
        .order_by_asc(Column::Arming)
        .order_by_asc(Column::Stage)
        .all(connection)
        .await
}

/// All notices of a reminder, of every arming, the oldest first; as far as the viewer may see them.
pub async fn of_reminder(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    reminder_id: ReminderId,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ReminderId.eq(reminder_id))
        .filter(visible_to(viewer))
        .order_by_asc(Column::Arming)
        .order_by_asc(Column::Stage)
        .all(connection)
        .await
}

/// A page of notices, newest first.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<(Instant, NoticeId)>,
) -> Result<Rows<Model>, DbErr> {
    let mut list = Entity::find().filter(filter.condition(viewer)).cursor_by((Column::CreatedAt, Column::Id));
    list.desc();
    window.over(list, connection).await
}

/// How many notices the filter leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).count(connection).await
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        visible_to(viewer)
            .add_option(self.kind.map(|kind| Column::Kind.eq(kind)))
            .add_option(self.state.map(|state| Column::State.eq(state)))
            .add_option(self.contract_id.map(|id| Column::ContractId.eq(id)))
            .add_option(self.customer_id.map(|id| Column::CustomerId.eq(id)))
            .add_option(self.mail_id.map(|id| Column::MailId.eq(id)))
    }
}
