//! A contract has ended early, and was settled (C5, design 4); or was given up before it was signed (S2).

use chrono::NaiveDate;
use entity::value::money::Money;

use super::page::pages;

/// Tells the customer that a contract is over, and what is still owed of it.
#[derive(Clone, Debug)]
pub struct ContractEnded {
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// The day it ended.
    pub ended_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// How it was settled, in words, of several lines maybe; `None` for a contract given up before it was signed, which
    /// owes nothing.
    pub note: Option<String>,
    /// What became of each instalment of which something was outstanding.
    pub settled: Vec<Settled>,
}

/// How an instalment was settled.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The instalment, as `Đợt 2: Nghiệm thu`.
    pub instalment: String,
    /// What of it is not owed any more.
    pub written_off: Money,
    /// What of it is still owed.
    pub outstanding: Money,
    /// The last day to pay that without being late.
    pub due_on: NaiveDate,
}

impl ContractEnded {
    pub(super) fn is_cancelled(&self) -> bool {
        self.note.is_none()
    }

    pub(super) fn is_anything_owed(&self) -> bool {
        self.settled.iter().any(|line| line.outstanding.is_positive())
    }
}

pages!(
    ContractEnded,
    vi: ["contract_ended/vi.subject.txt", "contract_ended/vi.txt", "contract_ended/vi.html"],
    en: ["contract_ended/en.subject.txt", "contract_ended/en.txt", "contract_ended/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn line(instalment: &str, written_off: i64, outstanding: i64) -> Settled {
        let (written_off, outstanding) = (Money::vnd(written_off), Money::vnd(outstanding));
        Settled { instalment: instalment.into(), written_off, outstanding, due_on: day("2026-12-31") }
    }

    fn partly() -> ContractEnded {
        ContractEnded {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            ended_on: day("2026-11-20"),
            reason: "Khách hàng dừng dự án.".into(),
            note: Some("Hai bên thống nhất theo biên bản ngày 18/11/2026.".into()),
            settled: vec![
                line("Đợt 1 – khi ký", 0, 20_000_000),
                line("Đợt 2 – nộp hồ sơ", 30_000_000, 10_000_000),
                line("Đợt 3 – nghiệm thu", 100_000_000, 0),
            ],
        }
    }

    fn hostile() -> ContractEnded {
        let text = || HOSTILE.to_owned();
        ContractEnded {
            contract_reference: text(),
            contract_title: text(),
            reason: text(),
            note: Some(text()),
            settled: vec![line(HOSTILE, 1, 1)],
            ..partly()
        }
    }

    #[test]
    fn samples_are_sound() {
        let nothing = ContractEnded { settled: vec![line("Đợt 2", 30_000_000, 0)], ..partly() };
        let cancelled = ContractEnded { note: None, settled: Vec::new(), ..partly() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "contract_ended",
            &[
                of(
                    "partly",
                    partly(),
                    vec!["HD-2026-0042", "20/11/2026", "20.000.000", "100.000.000", "31/12/2026", "biên bản"],
                    vec!["HD-2026-0042", "20 November 2026", "still owed", "31 December 2026", "biên bản"],
                ),
                of("nothing", nothing, vec!["Không bên nào còn nợ"], vec!["Nothing is owed any more"]),
                of(
                    "cancelled",
                    cancelled,
                    vec!["HD-2026-0042", "được huỷ trước khi ký", "20/11/2026", "dừng dự án"],
                    vec!["HD-2026-0042", "was cancelled before signing", "20 November 2026", "dừng dự án"],
                ),
                of("hostile", hostile(), vec!["20/11/2026"], vec!["20 November 2026"]),
            ],
        );
    }
}
