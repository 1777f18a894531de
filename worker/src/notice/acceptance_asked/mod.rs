//! The work is reported done (S5, S6): the completion report goes with the letter, and the customer is asked to accept.

use chrono::NaiveDate;

use super::page::pages;

/// Asks the customer to accept what was done, by its completion report.
#[derive(Clone, Debug)]
pub struct AcceptanceAsked {
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// From 1; later ones follow a rejection or what remained to be done.
    pub round: i32,
    /// When the work was done.
    pub finished_on: NaiveDate,
    /// By when the customer is asked to answer, until the end of the day.
    pub answer_by_on: NaiveDate,
    /// Whether the report comes with the letter as a PDF.
    pub is_enclosed: bool,
}

pages!(
    AcceptanceAsked,
    vi: ["acceptance_asked/vi.subject.txt", "acceptance_asked/vi.txt", "acceptance_asked/vi.html"],
    en: ["acceptance_asked/en.subject.txt", "acceptance_asked/en.txt", "acceptance_asked/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn first() -> AcceptanceAsked {
        AcceptanceAsked {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            round: 1,
            finished_on: day("2026-03-02"),
            answer_by_on: day("2026-03-12"),
            is_enclosed: true,
        }
    }

    #[test]
    fn samples_are_sound() {
        let again = AcceptanceAsked { round: 2, finished_on: day("2026-03-16"), is_enclosed: false, ..first() };
        let hostile = AcceptanceAsked { contract_reference: HOSTILE.into(), contract_title: HOSTILE.into(), ..first() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "acceptance_asked",
            &[
                of(
                    "first",
                    first(),
                    vec!["HD-2026-0042", "02/03/2026", "nghiệm thu", "12/03/2026", "PDF"],
                    vec!["HD-2026-0042", "2 March 2026", "accept", "12 March 2026", "PDF"],
                ),
                of("again", again, vec!["lần 2", "16/03/2026"], vec!["round 2", "16 March 2026"]),
                of("hostile", hostile, vec!["02/03/2026"], vec!["2 March 2026"]),
            ],
        );
    }
}
