//! `node(id)`.

use async_graphql::{Context, ID, Interface};
use entity::acceptance::{acceptance_round, remaining_item};
use entity::access::person;
use entity::audit::entry;
use entity::billing::{e_invoice, payment, payment_request};
use entity::catalogue::service_package;
use entity::contract::{contract, deliverable};
use entity::document;
use entity::inquiry::inquiry;
use entity::job::run;
use entity::party::{customer, industrial_park};
use entity::quote::quote;
use entity::support::support_ticket;
use entity::value::id::{
    AcceptanceRoundId, AuditEntryId, ContractId, CustomerId, DeliverableId, DocumentId, EInvoiceId, InquiryId,
    InstalmentId, JobId, MailId, NoticeId, ParkId, PaymentId, PaymentRequestId, PersonId, QuoteId, RemainingItemId,
    ReminderId, ServicePackageId, StaffTaskId, SupportTicketId, WarrantyClaimId, WarrantyCoverId, WorkItemId,
    WorkPlanId, WorkWaitingId,
};
use entity::warranty::{warranty_claim, warranty_cover};
use entity::workflow::{work_item, work_plan, work_waiting};
use entity::{mail, notice, reminder, task};
use uuid::Uuid;

use crate::acceptance::remaining_item::RemainingItem;
use crate::acceptance::round::AcceptanceRound;
use crate::access::object::Person;
use crate::audit::object::AuditEntry;
use crate::billing::e_invoice::EInvoice;
use crate::billing::instalment::Instalment;
use crate::billing::payment::Payment;
use crate::billing::payment_request::PaymentRequest;
use crate::catalogue::object::ServicePackage;
use crate::contract::deliverable::Deliverable;
use crate::contract::object::Contract;
use crate::contract::page::ContractPage;
use crate::desk::{AtDesk, Desk};
use crate::document::object::Document;
use crate::error::ApiError;
use crate::inquiry::object::Inquiry;
use crate::job::run::JobRun;
use crate::mail::object::Mail;
use crate::notice::object::Notice;
use crate::party::customer::Customer;
use crate::party::park::IndustrialPark;
use crate::quote::object::Quote;
use crate::reminder::object::Reminder;
use crate::support::object::SupportTicket;
use crate::task::object::StaffTask;
use crate::value::NodeId;
use crate::warranty::claim::WarrantyClaim;
use crate::warranty::cover::WarrantyCover;
use crate::workflow::item::WorkItem;
use crate::workflow::plan::WorkPlan;
use crate::workflow::waiting::WorkWaiting;

/// Anything that has a global id.
#[derive(Interface, Clone, Debug)]
#[graphql(field(name = "id", ty = "ID", desc = "Opaque global id."))]
pub enum Node {
    /// A report that the work is done, with its answer.
    AcceptanceRound(AcceptanceRound),
    /// A line of the audit trail.
    AuditEntry(AuditEntry),
    /// A contract.
    Contract(Contract),
    /// A customer company.
    Customer(Customer),
    /// A line of a contract's scope.
    Deliverable(Deliverable),
    /// A paper the system writes.
    Document(Document),
    /// A tax e-invoice.
    EInvoice(EInvoice),
    /// An industrial park.
    IndustrialPark(IndustrialPark),
    /// What somebody asks about.
    Inquiry(Inquiry),
    /// What is offered for it.
    Quote(Quote),
    /// A part of the price.
    Instalment(Instalment),
    /// Something the worker was asked to do.
    JobRun(JobRun),
    /// What goes out to one address.
    Mail(Mail),
    /// That somebody is told something.
    Notice(Notice),
    /// A sum received.
    Payment(Payment),
    /// A request to pay.
    PaymentRequest(PaymentRequest),
    /// Somebody who signs in.
    Person(Person),
    /// What remained of an acceptance in part.
    RemainingItem(RemainingItem),
    /// A clock on what is due or about to end.
    Reminder(Reminder),
    /// What a customer can choose.
    ServicePackage(ServicePackage),
    /// Something that needs a person of the provider.
    StaffTask(StaffTask),
    /// Something the customer asks.
    SupportTicket(SupportTicket),
    /// A defect reported.
    WarrantyClaim(WarrantyClaim),
    /// What is covered until when.
    WarrantyCover(WarrantyCover),
    /// A line of a work plan.
    WorkItem(WorkItem),
    /// A version of a work plan.
    WorkPlan(WorkPlan),
    /// Days on which the provider waits for somebody else.
    WorkWaiting(WorkWaiting),
}

/// Whatever has that id, if the viewer may see it; visitors see the catalogue alone.
pub async fn node(ctx: &Context<'_>, id: ID) -> Result<Option<Node>, ApiError> {
    let desk = ctx.desk()?;
    let Some((kind, id)) = NodeId::open(&id) else { return Ok(None) };
    match kind.as_str() {
        "Customer" | "IndustrialPark" | "Inquiry" | "Person" | "Quote" | "ServicePackage" => {
            by_itself(desk, &kind, id).await
        }
        "AuditEntry" | "JobRun" | "Mail" | "Notice" | "Reminder" | "StaffTask" => told(desk, &kind, id).await,
        _ => on_a_contract(desk, &kind, id).await,
    }
}

async fn by_itself(desk: &Desk, kind: &str, id: Uuid) -> Result<Option<Node>, ApiError> {
    let (read, viewer) = (desk.read(), desk.by.viewer);
    Ok(match kind {
        "Customer" => {
            customer::find(read, viewer, CustomerId(id)).await?.map(|row| Node::Customer(Customer::alone(row)))
        }
        "IndustrialPark" => {
            industrial_park::find(read, viewer, ParkId(id)).await?.map(|row| Node::IndustrialPark(IndustrialPark(row)))
        }
        "Inquiry" => inquiry::find(read, viewer, InquiryId(id)).await?.map(Inquiry::alone).map(Node::Inquiry),
        "Quote" => quote::find(read, viewer, QuoteId(id)).await?.map(Quote::alone).map(Node::Quote),
        "Person" => person::find(read, viewer, PersonId(id)).await?.map(|row| Node::Person(Person(row))),
        "ServicePackage" => service_package::find(read, viewer, ServicePackageId(id))
            .await?
            .map(|row| Node::ServicePackage(ServicePackage(row))),
        _ => None,
    })
}

async fn told(desk: &Desk, kind: &str, id: Uuid) -> Result<Option<Node>, ApiError> {
    let (read, viewer) = (desk.read(), desk.by.viewer);
    Ok(match kind {
        "AuditEntry" => entry::find(read, viewer, AuditEntryId(id)).await?.map(AuditEntry::alone).map(Node::AuditEntry),
        "JobRun" => run::find(read, &viewer, JobId(id)).await?.map(JobRun::alone).map(Node::JobRun),
        "Mail" => mail::find(read, viewer, MailId(id)).await?.map(Mail::alone).map(Node::Mail),
        "Notice" => notice::find(read, viewer, NoticeId(id)).await?.map(Notice::alone).map(Node::Notice),
        "Reminder" => reminder::find(read, viewer, ReminderId(id)).await?.map(Reminder::alone).map(Node::Reminder),
        "StaffTask" => task::find(read, viewer, StaffTaskId(id)).await?.map(StaffTask::alone).map(Node::StaffTask),
        _ => None,
    })
}

async fn on_a_contract(desk: &Desk, kind: &str, id: Uuid) -> Result<Option<Node>, ApiError> {
    let (read, viewer) = (desk.read(), desk.by.viewer);
    Ok(match kind {
        "AcceptanceRound" => acceptance_round::find(read, viewer, AcceptanceRoundId(id))
            .await?
            .map(AcceptanceRound::alone)
            .map(Node::AcceptanceRound),
        "Contract" => contract::find(read, viewer, ContractId(id)).await?.map(Contract::alone).map(Node::Contract),
        "Deliverable" => a_deliverable(desk, DeliverableId(id)).await?.map(Node::Deliverable),
        "Document" => document::find(read, viewer, DocumentId(id)).await?.map(Document).map(Node::Document),
        "EInvoice" => e_invoice::find(read, viewer, EInvoiceId(id)).await?.map(EInvoice::alone).map(Node::EInvoice),
        "Instalment" => Instalment::find(desk, InstalmentId(id)).await?.map(Node::Instalment),
        "Payment" => payment::find(read, viewer, PaymentId(id)).await?.map(Payment::alone).map(Node::Payment),
        "PaymentRequest" => payment_request::find(read, viewer, PaymentRequestId(id))
            .await?
            .map(PaymentRequest::alone)
            .map(Node::PaymentRequest),
        "RemainingItem" => remaining_item::find(read, viewer, RemainingItemId(id))
            .await?
            .map(RemainingItem::alone)
            .map(Node::RemainingItem),
        "SupportTicket" => support_ticket::find(read, viewer, SupportTicketId(id))
            .await?
            .map(SupportTicket::alone)
            .map(Node::SupportTicket),
        "WarrantyClaim" => warranty_claim::find(read, viewer, WarrantyClaimId(id))
            .await?
            .map(WarrantyClaim::alone)
            .map(Node::WarrantyClaim),
        "WarrantyCover" => warranty_cover::find(read, viewer, WarrantyCoverId(id))
            .await?
            .map(WarrantyCover::alone)
            .map(Node::WarrantyCover),
        "WorkItem" => work_item::find(read, viewer, WorkItemId(id)).await?.map(WorkItem::alone).map(Node::WorkItem),
        "WorkPlan" => work_plan::find(read, viewer, WorkPlanId(id)).await?.map(WorkPlan::alone).map(Node::WorkPlan),
        "WorkWaiting" => {
            work_waiting::find(read, viewer, WorkWaitingId(id)).await?.map(WorkWaiting::alone).map(Node::WorkWaiting)
        }
        _ => None,
    })
}

async fn a_deliverable(desk: &Desk, id: DeliverableId) -> Result<Option<Deliverable>, ApiError> {
    let found = deliverable::find_all(desk.read(), desk.by.viewer, vec![id]).await?;
    let Some(row) = found.first() else { return Ok(None) };
    let page = ContractPage::around([row.contract_id]);
    Ok(Some(page.deliverable(desk, (row.contract_id, id)).await?))
}
