//! What is to be done about a paper that could not be made: until it is, nobody can answer what it says (P3).

use super::action::{Action, Due};
use super::command::Command;
use super::doer::Doer;
use crate::document;
use crate::dossier::Subject;
use crate::refusal::Words;

/// Has a paper made again that failed.
pub fn made_again(paper: &document::Model) -> Action {
    let (title, reference) = (paper.kind.title(), &paper.reference);
    Action {
        clause: "P3",
        doer: Doer::Consultants,
        what: Words::new(
            format!("Lập lại văn bản: {} {reference}.", title.vi),
            format!("Have a paper made again: {} {reference}.", title.en),
        ),
        reason: Words::new(
            "Văn bản chưa lập được, nên khách hàng chưa thể trả lời.",
            "It could not be made, so the customer cannot answer it.",
        ),
        due: Due::UNSET,
        command: Some(Command::RetryDocument),
        subject: Subject::Document(paper.id),
    }
}
