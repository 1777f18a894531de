//! The work counts as accepted because the customer was silent (S6): since when, and what follows.

use chrono::NaiveDate;

use super::page::pages;

/// Tells the customer that their silence was acceptance, as the contract says.
#[derive(Clone, Debug)]
pub struct AcceptedBySilence {
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// When acceptance was asked for.
    pub asked_on: NaiveDate,
    /// The last day to answer.
    pub answer_by_on: NaiveDate,
    /// The day of acceptance.
    pub accepted_on: NaiveDate,
}

pages!(
    AcceptedBySilence,
    vi: ["accepted_by_silence/vi.subject.txt", "accepted_by_silence/vi.txt", "accepted_by_silence/vi.html"],
    en: ["accepted_by_silence/en.subject.txt", "accepted_by_silence/en.txt", "accepted_by_silence/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    #[test]
    fn samples_are_sound() {
        let silent = AcceptedBySilence {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            asked_on: day("2026-03-02"),
            answer_by_on: day("2026-03-16"),
            accepted_on: day("2026-03-17"),
        };
        let hostile =
            AcceptedBySilence { contract_reference: HOSTILE.into(), contract_title: HOSTILE.into(), ..silent.clone() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "accepted_by_silence",
            &[
                of(
                    "silent",
                    silent,
                    vec!["HD-2026-0042", "02/03/2026", "16/03/2026", "17/03/2026"],
                    vec!["HD-2026-0042", "2 March 2026", "16 March 2026", "17 March 2026"],
                ),
                of("hostile", hostile, vec!["17/03/2026"], vec!["17 March 2026"]),
            ],
        );
    }
}
