//! What is due, is about to be, or is late (C5): the instalments of one customer's contracts in one letter.

use chrono::NaiveDate;
use entity::value::money::Money;

use super::Transfer;
use super::page::pages;

/// Reminds a customer of one or several instalments, each with what is still owed on it.
#[derive(Clone, Debug)]
pub struct PaymentReminder {
    /// The day the letter speaks of, in the provider's zone; due, overdue and by how much follow from it.
    pub as_of: NaiveDate,
    /// Whether this is the ladder's last letter before a person takes over.
    pub is_final: bool,
    /// At least one; shown in their order.
    pub lines: Vec<Line>,
    /// Where to pay, with one note for all lines.
    pub transfer: Transfer,
}

/// One instalment that is not fully paid.
#[derive(Clone, Debug)]
pub struct Line {
    /// The contract it is owed on, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// As `Đợt 2: Nghiệm thu`.
    pub instalment: String,
    /// The last day to pay it without being late.
    pub due_on: NaiveDate,
    /// The instalment as agreed.
    pub amount: Money,
    /// What is still owed of it.
    pub outstanding: Money,
}

/// Where a day lies to another. Days are calendar days and more than nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// It is still to come.
    In {
        /// In so many days: 1 for tomorrow.
        days: i64,
    },
    /// It is that very day.
    Today,
    /// It has passed.
    Since {
        /// So many days ago: 1 for yesterday.
        days: i64,
    },
}

/// How the letter speaks: by its latest line, and more firmly at the end of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing is due yet: please arrange payment in time.
    Upcoming,
    /// The latest line is due today.
    Due,
    /// The latest line is late.
    Overdue,
    /// The last letter: from here on a person takes over.
    Final,
}

impl Line {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass every argument by reference")]
    pub(super) fn due(&self, as_of: &NaiveDate) -> Due {
        let days = (*as_of - self.due_on).num_days();
        match days {
            0 => Due::Today,
            1.. => Due::Since { days },
            _ => Due::In { days: -days },
        }
    }

    pub(super) fn is_partly_paid(&self) -> bool {
        self.amount != self.outstanding
    }
}

impl PaymentReminder {
    /// What is owed altogether, per currency, in the order in which the currencies appear.
    pub(super) fn totals(&self) -> Vec<Money> {
        let mut totals: Vec<Money> = Vec::new();
        for line in &self.lines {
            let sum = totals.iter_mut().find_map(|total| Some((total.plus(line.outstanding).ok()?, total)));
            match sum {
                Some((sum, total)) => *total = sum,
                None => totals.push(line.outstanding),
            }
        }
        totals
    }

    /// The line that has been due longest, or will be first.
    pub(super) fn first_due(&self) -> Option<&Line> {
        self.lines.iter().min_by_key(|line| line.due_on)
    }

    pub(super) fn is_single(&self) -> bool {
        self.lines.len() == 1
    }

    pub(super) fn tone(&self) -> Tone {
        match self.first_due().map(|line| line.due(&self.as_of)) {
            Some(Due::Since { .. }) if self.is_final => Tone::Final,
            Some(Due::Since { .. }) => Tone::Overdue,
            Some(Due::Today) => Tone::Due,
            Some(Due::In { .. }) | None => Tone::Upcoming,
        }
    }
}

pages!(
    PaymentReminder,
    vi: ["payment_reminder/vi.subject.txt", "payment_reminder/vi.txt", "payment_reminder/vi.html"],
    en: ["payment_reminder/en.subject.txt", "payment_reminder/en.txt", "payment_reminder/en.html"],
    pictures: |reminder| reminder.transfer.pictures(&reminder.totals())
);

#[cfg(test)]
mod tests {
    use entity::value::currency::Currency;

    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove, transfer};

    fn line(due_on: &str, outstanding: i64) -> Line {
        Line {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường cho nhà máy số 2".into(),
            instalment: "Đợt 2: Nộp hồ sơ".into(),
            due_on: day(due_on),
            amount: Money::vnd(100_000_000),
            outstanding: Money::vnd(outstanding),
        }
    }

    fn reminder(as_of: &str, lines: Vec<Line>) -> PaymentReminder {
        PaymentReminder { as_of: day(as_of), is_final: false, lines, transfer: transfer() }
    }

    fn several() -> PaymentReminder {
        let another = Line {
            contract_reference: "HD-2026-0107".into(),
            contract_title: "Giấy phép lao động cho 12 chuyên gia".into(),
            instalment: "Đợt 1: Ký hợp đồng".into(),
            ..line("2026-03-16", 100_000_000)
        };
        let (amount, outstanding) = (Money::new(250_000, Currency::Usd), Money::new(125_050, Currency::Usd));
        let abroad = Line { amount, outstanding, instalment: "Đợt 2: Kết quả".into(), ..another.clone() };
        reminder("2026-03-09", vec![line("2026-03-02", 40_000_000), another, abroad])
    }

    fn hostile() -> PaymentReminder {
        let text = || HOSTILE.to_owned();
        let line =
            Line { contract_reference: text(), contract_title: text(), instalment: text(), ..line("2026-03-02", 1) };
        let transfer = Transfer { bank_name: text(), account_holder: text(), account_number: text(), ..transfer() };
        PaymentReminder { transfer, ..reminder("2026-03-02", vec![line]) }
    }

    fn samples() -> Vec<Sample<PaymentReminder>> {
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        vec![
            of(
                "upcoming",
                reminder("2026-02-23", vec![line("2026-03-02", 100_000_000)]),
                vec![
                    "HD-2026-0042",
                    "Đợt 2",
                    "02/03/2026",
                    "sắp đến hạn",
                    "còn 7 ngày",
                    "100.000.000 ₫",
                    "0031000123456",
                ],
                vec!["HD-2026-0042", "Đợt 2", "2 March 2026", "in 7 days", "₫100,000,000", "0031000123456"],
            ),
            of(
                "due",
                reminder("2026-03-02", vec![line("2026-03-02", 100_000_000)]),
                vec!["đến hạn hôm nay", "02/03/2026", "HD-2026-0042 DOT 2"],
                vec!["due today", "2 March 2026", "HD-2026-0042 DOT 2"],
            ),
            of(
                "overdue",
                reminder("2026-03-05", vec![line("2026-03-02", 40_000_000)]),
                vec!["quá hạn 3 ngày", "40.000.000 ₫", "100.000.000 ₫", "Vietcombank"],
                vec!["3 days overdue", "₫40,000,000", "₫100,000,000", "Vietcombank"],
            ),
            of(
                "final",
                PaymentReminder { is_final: true, ..reminder("2026-03-16", vec![line("2026-03-02", 40_000_000)]) },
                vec!["cuối cùng", "quá hạn 14 ngày"],
                vec!["last reminder", "14 days overdue"],
            ),
            of(
                "several",
                several(),
                vec!["HD-2026-0042", "HD-2026-0107", "quá hạn 7 ngày", "còn 7 ngày", "140.000.000 ₫", "1.250,50 US$"],
                vec!["HD-2026-0042", "HD-2026-0107", "7 days overdue", "in 7 days", "₫140,000,000", "$1,250.50"],
            ),
            of("hostile", hostile(), vec!["đến hạn hôm nay"], vec!["due today"]),
        ]
    }

    #[test]
    fn samples_are_sound() {
        prove("payment_reminder", &samples());
    }

    #[test]
    fn the_tone_follows_the_line_that_is_due_first() {
        let one = |as_of| reminder(as_of, vec![line("2026-03-02", 1), line("2026-04-02", 1)]);
        for (as_of, is_final, tone) in [
            ("2026-03-01", false, Tone::Upcoming),
            ("2026-03-01", true, Tone::Upcoming),
            ("2026-03-02", false, Tone::Due),
            ("2026-03-03", false, Tone::Overdue),
            ("2026-03-03", true, Tone::Final),
        ] {
            assert_eq!(PaymentReminder { is_final, ..one(as_of) }.tone(), tone, "{as_of} {is_final}");
        }
    }

    #[test]
    fn sums_are_per_currency_and_nothing_is_lost() {
        assert_eq!(several().totals(), [Money::vnd(140_000_000), Money::new(125_050, Currency::Usd)]);
        let huge = reminder("2026-03-02", vec![line("2026-03-02", i64::MAX), line("2026-03-02", 1)]);
        assert_eq!(huge.totals(), [Money::vnd(i64::MAX), Money::vnd(1)]);
    }
}
