//! Renders one document, stores it encrypted and freezes it (design 3, 6).

use entity::access::Viewer;
use entity::document::record_rendering::{document_frozen, rendering_failed};
use entity::document::state::State;
use entity::document::{self, facts};
use entity::file::stored_file;
use entity::installation;
use entity::job::{JobKind, run};
use entity::refusal::Done;
use entity::value::id::DocumentId;
use serde::Deserialize;

use crate::desk::Desk;
use crate::document::Paper;
use crate::queue::{Counts, Outcome, Run};

/// What every document is.
const PDF: &str = "application/pdf";

const SKIPPED: Counts = Counts { done: 0, skipped: 1, failed: 0 };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload {
    document_id: DocumentId,
}

/// Renders the document of the payload.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    match run.payload::<Payload>() {
        Ok(payload) => render(desk, payload.document_id).await.into(),
        Err(stopped) => stopped,
    }
}

/// The document that a job is to render.
pub(super) fn document_of(job: &run::Model) -> Option<DocumentId> {
    let payload = (job.kind == JobKind::RenderDocument).then(|| Payload::deserialize(&job.payload).ok());
    payload.flatten().map(|payload| payload.document_id)
}

/// Renders, stores and freezes one document; skips one that is frozen. Killed in between, it leaves at most a file in
/// the store that nothing refers to, and the next run makes the document again.
pub(super) async fn render(desk: &Desk, id: DocumentId) -> Result<Counts, Outcome> {
    let found = document::find(desk.database.read(), Viewer::System, id).await?;
    let Some(document) = found.filter(|document| document.state != State::Frozen) else { return Ok(SKIPPED) };
    match store(desk, &document).await {
        Ok(file) => freeze(desk, (id, file)).await,
        Err(reason) => {
            desk.database.write(async |write| rendering_failed(write, id, &reason).await).await?;
            Err(Outcome::Retry(reason))
        }
    }
}

async fn store(desk: &Desk, document: &document::Model) -> Result<stored_file::Model, String> {
    let facts = facts::load(desk.database.read(), document).await.map_err(|error| error.to_string())??;
    let locale = document.locale;
    let printing = tokio::task::spawn_blocking(move || Paper::of(&facts, locale)?.print());
    let pdf = printing.await.map_err(|stopped| format!("rendering was cut short: {stopped}"))?;
    let pdf = pdf.map_err(|failed| failed.to_string())?;
    desk.files.put(&pdf, PDF, document.requested_at).await.map_err(|failed| failed.to_string())
}

async fn freeze(desk: &Desk, (id, file): (DocumentId, stored_file::Model)) -> Result<Counts, Outcome> {
    let file_id = file.id;
    let frozen = desk.database.write(async |write| {
        let now = installation::read(write.on()).await?.clock.now;
        document_frozen(write, now, (id, file)).await
    });
    match frozen.await {
        Ok(Done::Now(document)) => {
            tracing::info!(document = %id, kind = ?document.kind, size = document.size, "document frozen");
            Ok(Counts::done(1))
        }
        Ok(Done::AlreadyDone(_)) => {
            forget(desk, file_id).await;
            Ok(SKIPPED)
        }
        Err(refusal) => {
            forget(desk, file_id).await;
            Err(Outcome::Retry(refusal.to_string()))
        }
    }
}

/// A file that nothing refers to harms nobody: when it cannot be taken away, that is only noted.
async fn forget(desk: &Desk, id: entity::value::id::FileId) {
    if let Err(error) = desk.files.forget(id).await {
        tracing::warn!(file = %id, %error, "a file that nothing refers to stays in the store");
    }
}
