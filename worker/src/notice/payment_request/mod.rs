//! A payment request (đề nghị thanh toán, C5): what the customer is asked to pay for an event that has come.

use chrono::NaiveDate;
use entity::value::money::Money;

use super::Transfer;
use super::page::pages;

/// Asks for one instalment, with the amount in words as such a request must state it.
#[derive(Clone, Debug)]
pub struct PaymentRequest {
    /// The request's own number, such as `HD-2026-0042/02`.
    pub request_reference: String,
    /// The contract it rests on, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// The day the contract was signed, by which the request cites it.
    pub signed_on: NaiveDate,
    /// As `Đợt 2: Nghiệm thu`.
    pub instalment: String,
    /// What is asked for, in figures and in words.
    pub amount: Money,
    /// The last day to pay it without being late.
    pub due_on: NaiveDate,
    /// Whether the request comes with the letter as a PDF.
    pub is_enclosed: bool,
    /// Where to pay, and the note that names the instalment.
    pub transfer: Transfer,
}

pages!(
    PaymentRequest,
    vi: ["payment_request/vi.subject.txt", "payment_request/vi.txt", "payment_request/vi.html"],
    en: ["payment_request/en.subject.txt", "payment_request/en.txt", "payment_request/en.html"],
    pictures: |request| request.transfer.pictures(&[request.amount])
);

#[cfg(test)]
mod tests {
    use entity::value::currency::Currency;

    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove, transfer};

    fn dong() -> PaymentRequest {
        PaymentRequest {
            request_reference: "HD-2026-0042/02".into(),
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường cho nhà máy số 2".into(),
            signed_on: day("2026-01-12"),
            instalment: "Đợt 2: Nộp hồ sơ".into(),
            amount: Money::vnd(100_000_000),
            due_on: day("2026-03-02"),
            is_enclosed: true,
            transfer: transfer(),
        }
    }

    fn hostile() -> PaymentRequest {
        PaymentRequest {
            request_reference: HOSTILE.into(),
            contract_reference: HOSTILE.into(),
            contract_title: HOSTILE.into(),
            instalment: HOSTILE.into(),
            is_enclosed: false,
            transfer: crate::notice::Transfer { bank_name: HOSTILE.into(), note: HOSTILE.into(), ..transfer() },
            ..dong()
        }
    }

    #[test]
    fn samples_are_sound() {
        let dollars = PaymentRequest { amount: Money::new(1_250_050, Currency::Usd), ..dong() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "payment_request",
            &[
                of(
                    "dong",
                    dong(),
                    vec![
                        "HD-2026-0042/02",
                        "100.000.000 ₫",
                        "Một trăm triệu đồng",
                        "02/03/2026",
                        "12/01/2026",
                        "Vietcombank",
                    ],
                    vec!["HD-2026-0042/02", "₫100,000,000", "One hundred million dong", "2 March 2026", "Vietcombank"],
                ),
                of("dollars", dollars, vec!["12.500,50 US$"], vec!["$12,500.50"]),
                of("hostile", hostile(), vec!["Một trăm triệu đồng"], vec!["One hundred million dong"]),
            ],
        );
    }
}
