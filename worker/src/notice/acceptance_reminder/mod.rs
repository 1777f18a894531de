//! An acceptance is awaited (S6): until when, and what follows from silence.

use chrono::NaiveDate;

use super::page::pages;

/// Reminds the customer that a completion report waits for their answer.
#[derive(Clone, Debug)]
pub struct AcceptanceReminder {
    /// The day the letter speaks of, in the provider's zone.
    pub as_of: NaiveDate,
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// From 1.
    pub round: i32,
    /// When acceptance was asked for.
    pub asked_on: NaiveDate,
    /// By when the customer is asked to answer, until the end of the day.
    pub answer_by_on: NaiveDate,
    /// Whether silence until then is acceptance, as the contract says.
    pub silence_accepts: bool,
}

impl AcceptanceReminder {
    pub(super) fn is_last_day(&self) -> bool {
        self.as_of >= self.answer_by_on
    }
}

pages!(
    AcceptanceReminder,
    vi: ["acceptance_reminder/vi.subject.txt", "acceptance_reminder/vi.txt", "acceptance_reminder/vi.html"],
    en: ["acceptance_reminder/en.subject.txt", "acceptance_reminder/en.txt", "acceptance_reminder/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn warning() -> AcceptanceReminder {
        AcceptanceReminder {
            as_of: day("2026-03-11"),
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            round: 1,
            asked_on: day("2026-03-02"),
            answer_by_on: day("2026-03-16"),
            silence_accepts: true,
        }
    }

    #[test]
    fn samples_are_sound() {
        let last_day = AcceptanceReminder { as_of: day("2026-03-16"), ..warning() };
        let without_term = AcceptanceReminder { silence_accepts: false, ..warning() };
        let hostile =
            AcceptanceReminder { contract_reference: HOSTILE.into(), contract_title: HOSTILE.into(), ..warning() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "acceptance_reminder",
            &[
                of(
                    "warning",
                    warning(),
                    vec!["HD-2026-0042", "02/03/2026", "đến hết ngày 16/03/2026", "coi là đã nghiệm thu"],
                    vec!["HD-2026-0042", "2 March 2026", "through 16 March 2026", "deemed accepted"],
                ),
                of("last_day", last_day, vec!["hôm nay là ngày cuối"], vec!["today is the last day"]),
                of("without_term", without_term, vec!["16/03/2026"], vec!["16 March 2026"]),
                of("hostile", hostile, vec!["16/03/2026"], vec!["16 March 2026"]),
            ],
        );
    }
}
