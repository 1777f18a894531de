//! The papers that were made and frozen, each in the part of the tale it belongs to.

use super::entry::{Entry, Kind};
use crate::calendar::zone::{PROVIDER_ZONE, day_of};
use crate::contract::lifecycle::Step;
use crate::document;
use crate::dossier::{Dossier, Subject};
use crate::refusal::Words;

/// The frozen papers of a kind.
pub fn entries(dossier: &Dossier, kind: document::Kind) -> impl Iterator<Item = Entry> {
    let papers = dossier.papers.iter().filter(move |paper| paper.kind == kind);
    papers.filter_map(|paper| Some(frozen(paper, paper.frozen_at.map(|at| day_of(at, PROVIDER_ZONE))?)))
}

fn frozen(paper: &document::Model, on: chrono::NaiveDate) -> Entry {
    let (title, name) = (paper.kind.title(), paper.file_name());
    let what = Words::new(
        format!("Chốt văn bản: {} ({name}).", title.vi),
        format!("A paper was frozen: {} ({name}).", title.en),
    );
    let entry = Entry::happened(on, Kind::DocumentFrozen, what, Subject::Document(paper.id));
    Entry { step: Some(step(paper.kind)), ..entry }
}

const fn step(kind: document::Kind) -> Step {
    match kind {
        document::Kind::Quote | document::Kind::Contract | document::Kind::SignedCopy => Step::S2,
        document::Kind::PaymentRequest => Step::S3,
        document::Kind::CompletionReport => Step::S5,
        document::Kind::Minutes => Step::S6,
    }
}
