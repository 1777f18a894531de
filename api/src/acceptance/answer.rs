//! What every answer to a round of acceptance says.

use async_graphql::ID;
use entity::acceptance::answering::{Answer, LONGEST_PAPER};
use entity::refusal::{Mistakes, Words};
use entity::value::id::DocumentId;
use uuid::Uuid;

use crate::document::object::DOCUMENT;

/// How many letters a SHA-256 has in hexadecimal.
const DIGITS: usize = 64;

/// The answer that an input means. An id that is of no document is of no report that can be answered: the nil id. Notes a
/// hash that is none, and words about a paper that cannot be kept.
pub(super) fn answer(
    mistakes: &mut Mistakes,
    report_id: &ID,
    (sha256, on_paper): (Option<String>, Option<String>),
) -> Answer {
    let is_hash = |text: &String| text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if sha256.as_ref().is_some_and(|text| !is_hash(text)) {
        let words = Words::new(
            "Mã SHA-256 gồm 64 chữ số thập lục phân, như trong trường `sha256` của văn bản.",
            "A SHA-256 is 64 hexadecimal digits, as the document's field `sha256` tells.",
        );
        mistakes.note("sha256", "NOT_A_HASH", words);
    }
    let on_paper = on_paper.map(|paper| mistakes.line("onPaper", &paper, LONGEST_PAPER));
    let report_id = DOCUMENT.decode(report_id).map_or(DocumentId(Uuid::nil()), DocumentId);
    Answer { report_id, sha256, on_paper }
}
