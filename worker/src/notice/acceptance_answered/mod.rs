//! A round of acceptance was answered (S6): accepted, accepted in part with what remains, rejected, or by silence.

use chrono::NaiveDate;

use super::page::pages;

/// Tells the staff of a contract what became of a round of acceptance.
#[derive(Clone, Debug)]
pub struct AcceptanceAnswered {
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// From 1.
    pub round: i32,
    /// What was said.
    pub outcome: Outcome,
    /// The day of the answer.
    pub answered_on: NaiveDate,
    /// Why it was rejected, or who signed which paper; may have several lines.
    pub answer: Option<String>,
    /// What remains to be done, in order.
    pub remaining: Vec<Remains>,
}

/// What became of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is accepted.
    Accepted,
    /// Everything is accepted by silence.
    AcceptedBySilence,
    /// Something remains to be done.
    AcceptedInPart,
    /// Nothing is accepted.
    Rejected,
}

/// Something that remains to be done, in the language of the letter.
#[derive(Clone, Debug)]
pub struct Remains {
    /// Of which deliverable.
    pub deliverable: String,
    /// What.
    pub what: String,
    /// By when.
    pub due_on: NaiveDate,
}

impl AcceptanceAnswered {
    pub(super) fn is_rejected(&self) -> bool {
        self.outcome == Outcome::Rejected
    }

    pub(super) fn is_in_part(&self) -> bool {
        self.outcome == Outcome::AcceptedInPart
    }

    pub(super) fn is_by_silence(&self) -> bool {
        self.outcome == Outcome::AcceptedBySilence
    }
}

pages!(
    AcceptanceAnswered,
    vi: ["acceptance_answered/vi.subject.txt", "acceptance_answered/vi.txt", "acceptance_answered/vi.html"],
    en: ["acceptance_answered/en.subject.txt", "acceptance_answered/en.txt", "acceptance_answered/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn accepted() -> AcceptanceAnswered {
        AcceptanceAnswered {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            round: 1,
            outcome: Outcome::Accepted,
            answered_on: day("2026-03-12"),
            answer: None,
            remaining: vec![],
        }
    }

    fn in_part() -> AcceptanceAnswered {
        let item =
            |what: &str, due| Remains { deliverable: "Giấy phép".into(), what: what.into(), due_on: day(due) };
        AcceptanceAnswered {
            outcome: Outcome::AcceptedInPart,
            remaining: vec![item("Bổ sung phụ lục 3", "2026-03-20"), item("Đóng dấu bản vẽ", "2026-03-25")],
            ..accepted()
        }
    }

    #[test]
    fn samples_are_sound() {
        let by_silence = AcceptanceAnswered { outcome: Outcome::AcceptedBySilence, ..accepted() };
        let reason = Some("Thiếu kết quả quan trắc đợt 3.".into());
        let rejected = AcceptanceAnswered { outcome: Outcome::Rejected, answer: reason, ..accepted() };
        let text = || HOSTILE.to_owned();
        let mut hostile = AcceptanceAnswered {
            contract_reference: text(),
            contract_title: text(),
            answer: Some(text()),
            ..in_part()
        };
        hostile.remaining[0].what = text();
        hostile.remaining[0].deliverable = text();
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "acceptance_answered",
            &[
                of("accepted", accepted(), vec!["đã nghiệm thu", "12/03/2026"], vec!["accepted", "12 March 2026"]),
                of("by_silence", by_silence, vec!["im lặng"], vec!["silence"]),
                of(
                    "in_part",
                    in_part(),
                    vec!["một phần", "Bổ sung phụ lục 3", "20/03/2026"],
                    vec!["in part", "Bổ sung phụ lục 3", "20 March 2026"],
                ),
                of("rejected", rejected, vec!["chưa chấp thuận", "quan trắc"], vec!["did not accept", "quan trắc"]),
                of("hostile", hostile, vec!["25/03/2026"], vec!["25 March 2026"]),
            ],
        );
    }
}
