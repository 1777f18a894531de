//! The provider waits for the customer (C3, S4): for what, since when, and what that means.

use chrono::NaiveDate;

use super::page::pages;

/// Tells the customer what the provider waits for.
#[derive(Clone, Debug)]
pub struct WaitingBegun {
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// The first day of it.
    pub from_on: NaiveDate,
    /// For what.
    pub reason: String,
    /// The number and the name of the one item that waits, in the language of the letter; all of the provider's without.
    pub item: Option<(i32, String)>,
}

pages!(
    WaitingBegun,
    vi: ["waiting_begun/vi.subject.txt", "waiting_begun/vi.txt", "waiting_begun/vi.html"],
    en: ["waiting_begun/en.subject.txt", "waiting_begun/en.txt", "waiting_begun/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn all() -> WaitingBegun {
        WaitingBegun {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            from_on: day("2026-03-04"),
            reason: "Chờ sơ đồ mặt bằng đã đóng dấu.".into(),
            item: None,
        }
    }

    fn hostile() -> WaitingBegun {
        let text = || HOSTILE.to_owned();
        WaitingBegun {
            contract_reference: text(),
            contract_title: text(),
            reason: text(),
            item: Some((2, text())),
            ..all()
        }
    }

    #[test]
    fn samples_are_sound() {
        let one = WaitingBegun { item: Some((2, "Lập báo cáo".into())), ..all() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "waiting_begun",
            &[
                of(
                    "all",
                    all(),
                    vec!["HD-2026-0042", "04/03/2026", "sơ đồ mặt bằng", "các công việc của chúng tôi"],
                    vec!["HD-2026-0042", "4 March 2026", "sơ đồ mặt bằng", "our items of work"],
                ),
                of("one", one, vec!["công việc số 2", "Lập báo cáo"], vec!["item 2", "Lập báo cáo"]),
                of("hostile", hostile(), vec!["04/03/2026"], vec!["4 March 2026"]),
            ],
        );
    }
}
