//! Record: what became of rendering a document. The mail that waits for it is let go either way.

use super::state::{Event, State};
use super::table::{ActiveModel, Entity, Model};
use crate::access::{Actor, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::clock::Instant;
use crate::contract::record::lock;
use crate::database::Write;
use crate::file::{self, stored_file};
use crate::mail::record_plan::let_go;
use crate::refusal::{Done, Refusal, Words};
use crate::task::{self, record::Task};
use crate::value::id::DocumentId;
use crate::value::transition::Transition;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, QuerySelect};
use serde_json::json;

/// How much of an error is kept, in characters.
const LONGEST_ERROR: usize = 1_000;

/// Freezes a document with its rendered content; the mail that waits for it goes.
///
/// A document that is frozen already is `AlreadyDone`, and the file given is nobody's: the caller takes it out of the
/// store.
pub async fn document_frozen(
    write: &Write,
    now: Instant,
    (id, file): (DocumentId, stored_file::Model),
) -> Result<Done<Model>, Refusal> {
    let document = hold(write, id).await?;
    let Ok(Transition::To(state)) = document.state.after(Event::Freeze) else {
        return Ok(Done::AlreadyDone(document));
    };
    file::record::keep(write, file.clone()).await?;
    let change = ActiveModel {
        id: Set(id),
        state: Set(state),
        file_id: Set(Some(file.id)),
        sha256: Set(Some(file.sha256)),
        size: Set(Some(file.size)),
        error: Set(None),
        frozen_at: Set(Some(now)),
        ..ActiveModel::default()
    };
    let row = Entity::update(change).exec(write.on()).await?;
    tell(write, now, (&document, &row, "document.frozen")).await?;
    let_go(write, [row.subject_id, id.0]).await?;
    Ok(Done::Now(row))
}

/// Notes that a try to render a document failed; it is tried again.
pub async fn rendering_failed(write: &Write, id: DocumentId, error: &str) -> Result<(), DbErr> {
    let Some(document) = Entity::find_by_id(id).lock_exclusive().one(write.on()).await? else { return Ok(()) };
    if document.state == State::Frozen {
        return Ok(());
    }
    let change = ActiveModel {
        id: Set(id),
        attempts: Set(document.attempts.saturating_add(1)),
        error: Set(Some(shortened(error))),
        ..ActiveModel::default()
    };
    Entity::update(change).exec(write.on()).await?;
    Ok(())
}

/// Gives a document up whose every try failed: it stands before a person, and the mail that waits for it goes without.
/// Nothing that must be signed or accepted with it can be meanwhile.
pub async fn document_failed(write: &Write, now: Instant, (id, error): (DocumentId, &str)) -> Result<(), DbErr> {
    let document = match hold(write, id).await {
        Ok(document) => document,
        Err(Refusal::Unexpected(error)) => return Err(error),
        // A document that is gone needs nobody.
        Err(_) => return Ok(()),
    };
    let Ok(Transition::To(state)) = document.state.after(Event::Fail) else { return Ok(()) };
    let change =
        ActiveModel { id: Set(id), state: Set(state), error: Set(Some(shortened(error))), ..ActiveModel::default() };
    let row = Entity::update(change).exec(write.on()).await?;
    tell(write, now, (&document, &row, "document.failed")).await?;
    let_go(write, [row.subject_id, id.0]).await?;
    let (title, name) = (row.kind.title(), &row.reference);
    let task = Task {
        kind: task::Kind::DocumentFailed,
        key: format!("{:?}:{id}", task::Kind::DocumentFailed),
        contract_id: row.contract_id,
        subject_id: Some(id.0),
        detail: Words::new(
            format!("{} {name} chưa lập được bản PDF; thư đi không kèm văn bản. Lỗi: {error}", title.vi),
            format!("{} {name} could not be made as a PDF; its mail goes without it. Error: {error}", title.en),
        ),
    };
    task::record::raise(write, now, task).await
}

/// The document locked, its contract before it: what is said about it in mail waits for the same lock.
async fn hold(write: &Write, id: DocumentId) -> Result<Model, Refusal> {
    let missing = || Refusal::NotFound("document");
    let seen = Entity::find_by_id(id).one(write.on()).await?.ok_or_else(missing)?;
    if let Some(contract_id) = seen.contract_id {
        lock(write, Viewer::System, contract_id, None).await?;
    }
    Entity::find_by_id(id).lock_exclusive().one(write.on()).await?.ok_or_else(missing)
}

async fn tell(
    write: &Write,
    now: Instant,
    (before, after, action): (&Model, &Model, &'static str),
) -> Result<(), DbErr> {
    let fact = Fact {
        chain: Chain::Dossier(after.dossier_id),
        action,
        subject: ("document", after.id.0),
        before: json!({ "state": before.state }),
        after: json!({ "state": after.state, "sha256": after.sha256, "size": after.size, "error": after.error }),
        reason: None,
    };
    audit::record(write, &Actor::system(), now, fact).await
}

fn shortened(error: &str) -> String {
    error.chars().filter(|letter| *letter != '\0').take(LONGEST_ERROR).collect()
}
