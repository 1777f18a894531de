//! A request to pay (đề nghị thanh toán, C5): what is asked for, in figures and words, and where to pay it.

use entity::billing::transfer_note::transfer_note;
use entity::document::facts::{Facts, PaymentRequestFacts};
use serde::Serialize;

use super::letterhead::Letterhead;
use super::printer::{PrintFailed, Sheet};
use crate::notice::Transfer;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    head: &'a Letterhead,
    reference: &'a str,
    contract_reference: &'a str,
    contract_title: &'a str,
    signed_on: Option<String>,
    contract_total: String,
    number: i32,
    label: &'a str,
    agreed: String,
    /// `None` when nothing was paid of it before.
    paid: Option<String>,
    amount: String,
    in_words: String,
    due_on: String,
    bank: Bank<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bank<'a> {
    name: &'a str,
    account: &'a str,
    holder: &'a str,
    note: &'a str,
}

/// The request as a sheet; with a VietQR code when it is in đồng and the bank is known to it.
pub(super) fn sheet(head: &Letterhead, (facts, request): (&Facts, &PaymentRequestFacts)) -> Result<Sheet, PrintFailed> {
    let provider = &facts.provider;
    let transfer = Transfer {
        bank_name: provider.bank_name.clone(),
        bank_bin: provider.bank_bin.clone(),
        account_number: provider.bank_account.clone(),
        account_holder: provider.bank_holder.clone(),
        note: transfer_note(&request.contract_reference, &[request.number]),
    };
    let picture = transfer.pictures(&[request.amount]).into_iter().next();
    let words = Request {
        head,
        reference: &request.reference,
        contract_reference: &request.contract_reference,
        contract_title: &request.contract_title,
        signed_on: request.signed_on.map(|day| head.day(day)),
        contract_total: head.money(request.contract_total),
        number: request.number,
        label: &request.label,
        agreed: head.money(request.agreed),
        paid: request.paid.is_positive().then(|| head.money(request.paid)),
        amount: head.money(request.amount),
        in_words: head.in_words(request.amount),
        due_on: head.day(request.due_on),
        bank: Bank {
            name: &transfer.bank_name,
            account: &transfer.account_number,
            holder: &transfer.account_holder,
            note: &transfer.note,
        },
    };
    Sheet::new("payment_request.typ", &words, picture.map(|picture| picture.png))
}

#[cfg(test)]
mod tests {
    use entity::document::facts::Content;
    use entity::value::currency::Currency;
    use entity::value::locale::Locale;
    use entity::value::money::Money;

    use super::*;
    use crate::document::proof::{HOSTILE, facts, prove};

    fn request() -> PaymentRequestFacts {
        PaymentRequestFacts {
            reference: "DN-2026-7KQ4MX".into(),
            requested_on: "2026-03-02".parse().unwrap(),
            contract_reference: "HD-2026-5QRMPF".into(),
            contract_title: "Giấy phép môi trường cho nhà máy linh kiện điện tử số 2".into(),
            signed_on: "2026-01-12".parse().ok(),
            contract_total: Money::vnd(385_000_000),
            number: 2,
            label: "Đợt 2: Nộp hồ sơ cho cơ quan có thẩm quyền".into(),
            agreed: Money::vnd(154_000_000),
            paid: Money::vnd(54_000_000),
            amount: Money::vnd(100_000_000),
            due_on: "2026-03-16".parse().unwrap(),
        }
    }

    #[test]
    fn samples_are_printed_on_one_page() {
        let dollars = |minor| Money::new(minor, Currency::Usd);
        let in_dollars = PaymentRequestFacts {
            contract_total: dollars(2_500_100),
            agreed: dollars(1_250_050),
            paid: dollars(0),
            amount: dollars(1_250_050),
            ..request()
        };
        let hostile = PaymentRequestFacts {
            reference: HOSTILE.into(),
            contract_reference: HOSTILE.into(),
            contract_title: HOSTILE.into(),
            label: HOSTILE.into(),
            signed_on: None,
            ..request()
        };
        for (name, content) in [("dong", request()), ("dollars", in_dollars), ("hostile", hostile)] {
            for locale in [Locale::Vi, Locale::En] {
                let facts = facts(Content::PaymentRequest(content.clone()));
                prove(&format!("payment_request.{name}"), (&facts, locale), 1);
            }
        }
    }
}
