//! A payment has come in (C5): what it settled, and what is still owed on the contract.

use chrono::NaiveDate;
use entity::value::money::Money;

use super::page::pages;

/// Confirms a received payment. All amounts are in the contract's currency.
#[derive(Clone, Debug)]
pub struct PaymentReceived {
    /// The contract paid for, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// The whole sum that came in.
    pub amount: Money,
    /// The day it came in, in the provider's zone.
    pub received_on: NaiveDate,
    /// The bank's own number of the transfer, by which the customer finds it in their books.
    pub bank_reference: Option<String>,
    /// The instalments it was spread over; none while it waits to be allocated.
    pub settled: Vec<Settled>,
    /// What of it no instalment took; nothing, or more.
    pub unallocated: Money,
    /// What is still owed on the contract after it.
    pub outstanding: Money,
    /// The instalment that is to be paid next, where something is owed.
    pub next: Option<Next>,
}

/// The part of a payment that went to one instalment.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The instalment, as `Đợt 2: Nghiệm thu`.
    pub instalment: String,
    /// What of the payment went to it.
    pub amount: Money,
    /// What is still owed on the instalment after it.
    pub outstanding: Money,
}

/// The next instalment and its due date.
#[derive(Clone, Debug)]
pub struct Next {
    /// The instalment, as `Đợt 2: Nghiệm thu`.
    pub instalment: String,
    /// The last day to pay it without being late.
    pub due_on: NaiveDate,
}

impl PaymentReceived {
    pub(super) fn is_fully_paid(&self) -> bool {
        !self.outstanding.is_positive()
    }
}

pages!(
    PaymentReceived,
    vi: ["payment_received/vi.subject.txt", "payment_received/vi.txt", "payment_received/vi.html"],
    en: ["payment_received/en.subject.txt", "payment_received/en.txt", "payment_received/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn partly() -> PaymentReceived {
        let settled = |instalment: &str, amount, outstanding| Settled {
            instalment: instalment.into(),
            amount: Money::vnd(amount),
            outstanding: Money::vnd(outstanding),
        };
        PaymentReceived {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường cho nhà máy số 2".into(),
            amount: Money::vnd(160_000_000),
            received_on: day("2026-03-05"),
            bank_reference: Some("FT26064123456789".into()),
            settled: vec![
                settled("Đợt 1: Ký hợp đồng", 100_000_000, 0),
                settled("Đợt 2: Nộp hồ sơ", 60_000_000, 40_000_000),
            ],
            unallocated: Money::vnd(0),
            outstanding: Money::vnd(140_000_000),
            next: Some(Next { instalment: "Đợt 2: Nộp hồ sơ".into(), due_on: day("2026-04-02") }),
        }
    }

    fn fully() -> PaymentReceived {
        let mut fully = PaymentReceived {
            amount: Money::vnd(41_000_000),
            unallocated: Money::vnd(1_000_000),
            outstanding: Money::vnd(0),
            next: None,
            bank_reference: None,
            ..partly()
        };
        fully.settled.remove(0);
        fully.settled[0].amount = Money::vnd(40_000_000);
        fully.settled[0].outstanding = Money::vnd(0);
        fully
    }

    fn hostile() -> PaymentReceived {
        let mut hostile = PaymentReceived {
            contract_reference: HOSTILE.into(),
            contract_title: HOSTILE.into(),
            bank_reference: Some(HOSTILE.into()),
            next: Some(Next { instalment: HOSTILE.into(), due_on: day("2026-04-02") }),
            ..partly()
        };
        hostile.settled[0].instalment = HOSTILE.into();
        hostile
    }

    #[test]
    fn samples_are_sound() {
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "payment_received",
            &[
                of(
                    "partly",
                    partly(),
                    vec![
                        "HD-2026-0042",
                        "160.000.000 ₫",
                        "05/03/2026",
                        "FT26064123456789",
                        "40.000.000 ₫",
                        "02/04/2026",
                    ],
                    vec![
                        "HD-2026-0042",
                        "₫160,000,000",
                        "5 March 2026",
                        "FT26064123456789",
                        "₫40,000,000",
                        "2 April 2026",
                    ],
                ),
                of(
                    "fully",
                    fully(),
                    vec!["41.000.000 ₫", "đã được thanh toán đủ", "1.000.000 ₫"],
                    vec!["₫41,000,000", "is fully paid", "₫1,000,000"],
                ),
                of("hostile", hostile(), vec!["160.000.000 ₫"], vec!["₫160,000,000"]),
            ],
        );
    }
}
