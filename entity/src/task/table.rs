//! Table: something that needs a person of the provider. One open task per key.

use crate::access::Viewer;
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::database::window::{Rows, Window};
use crate::refusal::Words;
use crate::value::id::{ContractId, PersonId, StaffTaskId};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, PaginatorTrait};
use uuid::Uuid;

/// What needs a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// A sum is still owed at the end of its ladder (C5).
    PaymentOverdue,
    /// A mail will not be sent: refused for good, or every try failed.
    MailFailed,
    /// Nobody can say whether a mail was handed over.
    MailUnknown,
    /// A mail came back.
    MailBounced,
    /// Somebody is to be told something, but there is no address.
    AddressMissing,
    /// Somebody is to be told something, but mail to the address came back before.
    AddressBounced,
    /// The customer has not answered a completion report by the day asked for (S6).
    AcceptanceUnanswered,
    /// A warranty claim waits for its answer (P3, P5).
    ClaimToAnswer,
    /// Nobody answered an inquiry in time (P3).
    InquiryUnanswered,
    /// Work that is not the customer's is about to be due, due or overdue (S4).
    WorkItemDue,
    /// Nobody answered a warranty claim in time (P3).
    ClaimUnanswered,
    /// A support ticket waits for its answer (P3, S7).
    TicketToAnswer,
    /// Nobody answered a support ticket in time (P3).
    TicketUnanswered,
    /// An authority waits for more (S4).
    SupplementAsked,
    /// A job was given up.
    JobFailed,
    /// A paper could not be made.
    DocumentFailed,
    /// A date depends on a year whose days off are not announced yet.
    CalendarProvisional,
}

impl Kind {
    /// What it is about, in a few words.
    pub fn title(self) -> Words {
        match self {
            Self::PaymentOverdue => Words::new("Công nợ quá hạn", "A payment is overdue"),
            Self::MailFailed => Words::new("Thư không gửi được", "A mail could not be sent"),
            Self::MailUnknown => Words::new("Chưa rõ thư đã được gửi hay chưa", "A mail is in doubt"),
            Self::MailBounced => Words::new("Thư bị trả lại", "A mail came back"),
            Self::AddressMissing => Words::new("Thiếu địa chỉ thư", "An address is missing"),
            Self::AddressBounced => Words::new("Địa chỉ thư không nhận thư", "An address does not take mail"),
            Self::AcceptanceUnanswered => Words::new("Nghiệm thu chưa được trả lời", "Acceptance is not answered"),
            Self::ClaimToAnswer => Words::new("Yêu cầu bảo hành chờ trả lời", "A warranty claim waits for its answer"),
            Self::InquiryUnanswered => {
                Words::new("Yêu cầu tư vấn quá hạn trả lời", "An inquiry was not answered in time")
            }
            Self::WorkItemDue => Words::new("Công việc đến hạn", "A work item is due"),
            Self::ClaimUnanswered => {
                Words::new("Yêu cầu bảo hành quá hạn trả lời", "A warranty claim was not answered in time")
            }
            Self::TicketToAnswer => Words::new("Yêu cầu hỗ trợ chờ trả lời", "A support ticket waits for its answer"),
            Self::TicketUnanswered => {
                Words::new("Yêu cầu hỗ trợ quá hạn trả lời", "A support ticket was not answered in time")
            }
            Self::SupplementAsked => Words::new("Cơ quan yêu cầu bổ sung hồ sơ", "An authority asks for more"),
            Self::JobFailed => Words::new("Một việc nền đã dừng", "A job was given up"),
            Self::DocumentFailed => Words::new("Văn bản chưa lập được", "A document could not be made"),
            Self::CalendarProvisional => {
                Words::new("Lịch nghỉ chưa được công bố", "The days off of a year are not announced yet")
            }
        }
    }
}

/// What needs a person, since when, and how it ended.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_task")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StaffTaskId,
    /// What it is about.
    pub kind: Kind,
    /// Unique among open tasks: the same trouble is one task.
    pub key: String,
    /// The contract it belongs to, if any.
    pub contract_id: Option<ContractId>,
    /// What it is about: an instalment, a mail, a job.
    pub subject_id: Option<Uuid>,
    /// What happened and what to do, for people.
    pub detail: Words,
    /// Since when.
    pub raised_at: Instant,
    /// When a person settled it.
    pub resolved_at: Option<Instant>,
    /// Who settled it.
    pub resolved_by: Option<PersonId>,
    /// How, in their words.
    pub resolution: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Which tasks are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those still open, or only those settled.
    pub is_open: Option<bool>,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only of this contract.
    pub contract_id: Option<ContractId>,
}

/// Admins see all tasks, staff those of the contracts they see; customers none.
pub fn visible_to(viewer: Viewer) -> Condition {
    if viewer.is_admin() {
        return Condition::all();
    }
    if viewer.is_staff() {
        return of_visible(viewer, Column::ContractId).add(Column::ContractId.is_not_null());
    }
    Condition::all().add(Column::Id.is_null())
}

/// One task, if the viewer may see it.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: StaffTaskId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// All tasks of a kind about these subjects, open or not.
pub(crate) async fn of_subjects(
    connection: &impl ConnectionTrait,
    kind: Kind,
    subject_ids: Vec<Uuid>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::SubjectId.is_in(subject_ids)).filter(Column::Kind.eq(kind)).all(connection).await
}

/// The open task of a key.
pub async fn open_with_key(connection: &impl ConnectionTrait, key: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Key.eq(key)).filter(Column::ResolvedAt.is_null()).one(connection).await
}

/// A page of tasks, newest first.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<(Instant, StaffTaskId)>,
) -> Result<Rows<Model>, DbErr> {
    let mut list = Entity::find().filter(filter.condition(viewer)).cursor_by((Column::RaisedAt, Column::Id));
    list.desc();
    window.over(list, connection).await
}

/// How many tasks the filter leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).count(connection).await
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        visible_to(viewer)
            .add_option(
                self.is_open.map(
                    |open| {
                        if open { Column::ResolvedAt.is_null() } else { Column::ResolvedAt.is_not_null() }
                    },
                ),
            )
            .add_option(self.kind.map(|kind| Column::Kind.eq(kind)))
            .add_option(self.contract_id.map(|id| Column::ContractId.eq(id)))
    }
}
