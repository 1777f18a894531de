//! Record: somebody opens a document. Every reading stands in the trail (P2).

use super::table::{Printed, printed};
use crate::access::By;
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::refusal::Refusal;
use crate::value::id::DocumentId;
use serde_json::{Value, json};

/// The document for somebody who opens it.
///
/// Refuses, all alike, a document that there is none, that the viewer does not see, and that is not frozen.
pub async fn document_read(write: &Write, by: &By, id: DocumentId) -> Result<Printed, Refusal> {
    let printed = printed(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("document"))?;
    let fact = Fact {
        chain: Chain::Dossier(printed.document.dossier_id),
        action: "document.read",
        subject: ("document", id.0),
        before: Value::Null,
        after: json!({ "sha256": printed.document.sha256 }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    Ok(printed)
}
