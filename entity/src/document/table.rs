//! Table: a paper the system writes, from the moment it is asked for.

use super::kind::Kind;
use super::state::State;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::file::stored_file;
use crate::inquiry::inquiry;
use crate::value::id::{ContractId, CustomerId, DocumentId, FileId};
use crate::value::locale::Locale;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect};
use uuid::Uuid;

/// One version of one paper about one subject.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DocumentId,
    /// What it is.
    pub kind: Kind,
    /// What it is about: a request to pay, a quote.
    pub subject_id: Uuid,
    /// From 1; another content of the same subject is another version.
    pub version: i32,
    /// By what people know its subject; the file is named after it.
    pub reference: String,
    /// Whose trail it is in: the contract's id, from the inquiry on.
    pub dossier_id: ContractId,
    /// The contract it belongs to, once there is one: who sees that sees this.
    pub contract_id: Option<ContractId>,
    /// For which customer.
    pub customer_id: CustomerId,
    /// In which language.
    pub locale: Locale,
    /// Where it stands.
    pub state: State,
    /// Its content, once it is frozen.
    pub file_id: Option<FileId>,
    /// SHA-256 of its content in hexadecimal, once it is frozen.
    pub sha256: Option<String>,
    /// Of its content in bytes, once it is frozen.
    pub size: Option<i64>,
    /// How often rendering it failed since it was asked for.
    pub attempts: i32,
    /// Why it failed last.
    pub error: Option<String>,
    /// By the machine clock: mail that carries it goes without it after that.
    pub mail_waits_until: Instant,
    /// When it was asked for.
    pub requested_at: Instant,
    /// When it was frozen.
    pub frozen_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A frozen document with the file that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Which one.
    pub document: Model,
    /// Where its content is.
    pub file: stored_file::Model,
}

impl Model {
    /// What the file is called: `DN-2026-7KQ4MX.pdf`, `BCHT-HD-2026-5QRMPF.pdf`, later versions `…-v2.pdf`.
    pub fn file_name(&self) -> String {
        let prefix = self.kind.prefix();
        match self.version {
            1 => format!("{prefix}{}.pdf", self.reference),
            version => format!("{prefix}{}-v{version}.pdf", self.reference),
        }
    }
}

/// Whoever sees the contract sees the documents of its dossier. Those from before there was one are seen by whoever sees
/// the inquiry, and by the customer's people.
pub fn visible_to(viewer: Viewer) -> Condition {
    if viewer.sees_all_contracts() {
        return Condition::all();
    }
    let before = Condition::all().add(Column::ContractId.is_null()).add(inquiry::of_visible(viewer, Column::DossierId));
    let own = viewer.customer_id().map(|id| Column::CustomerId.eq(id));
    Condition::any().add(of_visible(viewer, Column::DossierId)).add(before).add_option(own)
}

/// One document, if the viewer may see it.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: DocumentId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// The documents of the dossiers of several contracts, from the first quote on, the oldest first, as far as the viewer may
/// see them.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::DossierId.is_in(contract_ids))
        .filter(visible_to(viewer))
        .order_by_asc(Column::DossierId)
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}

/// The papers of a kind about several subjects, the oldest first, as far as the viewer may see them.
pub async fn of_subjects(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    (kind, subject_ids): (Kind, Vec<Uuid>),
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Kind.eq(kind))
        .filter(Column::SubjectId.is_in(subject_ids))
        .filter(visible_to(viewer))
        .order_by_asc(Column::SubjectId)
        .order_by_asc(Column::Version)
        .all(connection)
        .await
}

/// The newest version of the paper about a subject, if the viewer may see it.
pub async fn of_subject(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    (kind, subject_id): (Kind, Uuid),
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::Kind.eq(kind))
        .filter(Column::SubjectId.eq(subject_id))
        .filter(visible_to(viewer))
        .order_by_desc(Column::Version)
        .one(connection)
        .await
}

/// A frozen document with its file, if the viewer may see it.
pub async fn printed(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    id: DocumentId,
) -> Result<Option<Printed>, DbErr> {
    let Some(document) = find(connection, viewer, id).await? else { return Ok(None) };
    let Some(file_id) = document.file_id else { return Ok(None) };
    let file = stored_file::Entity::find_by_id(file_id).one(connection).await?;
    Ok(file.map(|file| Printed { document, file }))
}

/// Documents that mail waits for at this moment of the machine clock and that did not fail so far, `limit` at most.
pub async fn awaited(
    connection: &impl ConnectionTrait,
    machine: Instant,
    limit: u64,
) -> Result<Vec<DocumentId>, DbErr> {
    let waiting = Entity::find()
        .filter(Expr::cust("state = 'REQUESTED'"))
        .filter(Column::Attempts.eq(0))
        .filter(Column::MailWaitsUntil.gt(machine))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(connection)
        .await?;
    Ok(waiting.into_iter().map(|document| document.id).collect())
}
