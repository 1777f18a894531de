//! What follows when a job is given up: it stands before a person, in the transaction that gives it up.

use entity::database::Write;
use entity::document::record_rendering::document_failed;
use entity::installation;
use entity::job::run;
use entity::refusal::Words;
use entity::task::{self, record::Task};
use sea_orm::DbErr;

use super::render_document;

/// A document that could not be made fails with its job. Of all else, raises one task per kind of job: ten jobs that fail
/// for one reason are one trouble.
pub(super) async fn run(write: &Write, job: &run::Model) -> Result<(), DbErr> {
    let now = installation::read(write.on()).await?.clock.now;
    if let Some(id) = render_document::document_of(job) {
        let reason = job.error.as_deref().unwrap_or_default();
        return document_failed(write, now, (id, reason)).await;
    }
    let purpose = job.kind.purpose();
    let reason = job.error.as_deref().unwrap_or_default();
    let kind = task::Kind::JobFailed;
    let task = Task {
        kind,
        key: format!("{kind:?}:{}", job.kind.word()),
        contract_id: None,
        subject_id: Some(job.id.0),
        detail: Words::new(
            format!("{} Việc này đã dừng sau {} lần thử: {reason}", purpose.vi, job.attempts),
            format!("{} This was given up after {} tries: {reason}", purpose.en, job.attempts),
        ),
    };
    task::record::raise(write, now, task).await
}
