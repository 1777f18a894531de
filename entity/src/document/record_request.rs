//! Record: a document is asked for, and asked for again.

use super::kind::Kind;
use super::state::{Event, State};
use super::table::{ActiveModel, Column, Entity, Model, find};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::clock::{Instant, read_machine};
use crate::contract::record::lock;
use crate::database::Write;
use crate::job::JobKind;
use crate::job::record::{Enqueue, enqueue};
use crate::refusal::{Done, Refusal, Words};
use crate::value::id::{ContractId, CustomerId, DocumentId};
use crate::value::locale::Locale;
use crate::value::transition::Transition;
use chrono::TimeDelta;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;

/// How long mail waits for the document it carries before it goes without.
const MAIL_WAITS: TimeDelta = TimeDelta::minutes(10);

/// A paper that is to be written.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What it is.
    pub kind: Kind,
    /// What it is about.
    pub subject_id: Uuid,
    /// Which version of it, from 1.
    pub version: i32,
    /// By what people know its subject.
    pub reference: String,
    /// Whose trail it is in.
    pub dossier_id: ContractId,
    /// The contract it belongs to, once there is one.
    pub contract_id: Option<ContractId>,
    /// For which customer.
    pub customer_id: CustomerId,
    /// In which language.
    pub locale: Locale,
}

/// Asks for a document; the worker renders it. The same version of the same paper asked for again is `AlreadyDone`.
/// The caller holds the lock of the subject's contract, if there is one.
pub async fn document_requested(write: &Write, by: &By, wanted: Wanted) -> Result<Done<Model>, Refusal> {
    let row = Model {
        id: DocumentId::new(),
        kind: wanted.kind,
        subject_id: wanted.subject_id,
        version: wanted.version,
        reference: wanted.reference,
        dossier_id: wanted.dossier_id,
        contract_id: wanted.contract_id,
        customer_id: wanted.customer_id,
        locale: wanted.locale,
        state: State::Requested,
        file_id: None,
        sha256: None,
        size: None,
        attempts: 0,
        error: None,
        mail_waits_until: mail_waits_until(write).await?,
        requested_at: by.now,
        frozen_at: None,
    };
    let unique = OnConflict::columns([Column::Kind, Column::SubjectId, Column::Version]).do_nothing().to_owned();
    let inserted =
        Entity::insert(row.clone().into_active_model()).on_conflict(unique).exec_without_returning(write.on()).await?;
    if inserted == 0 {
        let earlier = Entity::find()
            .filter(Column::Kind.eq(row.kind))
            .filter(Column::SubjectId.eq(row.subject_id))
            .filter(Column::Version.eq(row.version))
            .one(write.on())
            .await?;
        return earlier.map(Done::AlreadyDone).ok_or(Refusal::NotFound("document"));
    }
    let fact = Fact {
        chain: Chain::Dossier(row.dossier_id),
        action: "document.requested",
        subject: ("document", row.id.0),
        before: Value::Null,
        after: json!({
            "kind": row.kind, "subjectId": row.subject_id, "version": row.version, "reference": row.reference, "locale": row.locale,
        }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    ask_for_rendering(write, row.id).await?;
    Ok(Done::Now(row))
}

/// Asks again for a document whose every try failed, after its cause was mended.
///
/// Refuses a document the viewer does not see, and one that is frozen. One that still waits is `AlreadyDone`.
pub async fn retry_document(write: &Write, by: &By, id: DocumentId) -> Result<Done<Model>, Refusal> {
    let seen = find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("document"))?;
    by.viewer.require(Permission::TendNotices)?;
    if let Some(contract_id) = seen.contract_id {
        lock(write, by.viewer, contract_id, None).await?;
    }
    let found = Entity::find_by_id(id).lock_exclusive().one(write.on()).await?;
    let document = found.ok_or(Refusal::NotFound("document"))?;
    let Ok(transition) = document.state.after(Event::Retry) else {
        let words = Words::new("Văn bản đã hoàn tất, không lập lại.", "The document is frozen and not made again.");
        return Err(Refusal::conflict("DOCUMENT_FROZEN", words));
    };
    let Transition::To(state) = transition else { return Ok(Done::AlreadyDone(document)) };
    let change = ActiveModel {
        id: Set(id),
        state: Set(state),
        attempts: Set(0),
        error: Set(None),
        mail_waits_until: Set(mail_waits_until(write).await?),
        ..ActiveModel::default()
    };
    let row = Entity::update(change).exec(write.on()).await?;
    let fact = Fact {
        chain: Chain::Dossier(row.dossier_id),
        action: "document.retried",
        subject: ("document", id.0),
        before: json!({ "state": document.state }),
        after: json!({ "state": row.state }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    ask_for_rendering(write, id).await?;
    Ok(Done::Now(row))
}

async fn ask_for_rendering(write: &Write, id: DocumentId) -> Result<(), DbErr> {
    let key = Some(format!("{}:{id}", JobKind::RenderDocument.word()));
    let payload = json!({ "documentId": id });
    enqueue(write, Enqueue { kind: JobKind::RenderDocument, payload, key, run_at: None }).await
}

async fn mail_waits_until(write: &Write) -> Result<Instant, DbErr> {
    let machine = read_machine(write.on()).await?;
    Ok(machine.checked_add_signed(MAIL_WAITS).unwrap_or(machine))
}
