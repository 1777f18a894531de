//! What every answer to a round of acceptance says.

use async_graphql::ID;
use entity::acceptance::answering::Answer;
use entity::value::id::DocumentId;
use uuid::Uuid;

use crate::document::object::DOCUMENT;

/// The answer that an input means. An id that is of no document is of no report that can be answered: the nil id.
pub(super) fn answer(report_id: &ID, sha256: Option<String>, on_paper: Option<String>) -> Answer {
    let report_id = DOCUMENT.decode(report_id).map_or(DocumentId(Uuid::nil()), DocumentId);
    Answer { report_id, sha256, on_paper }
}
