//! Record: a tax e-invoice was issued elsewhere; its number, date and rate are entered here.

use super::e_invoice::{Column, Entity, Model};
use super::{e_invoice, instalment};
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::catalogue::vat::{VatCategory, rate_on, vat_of};
use crate::catalogue::vat_rate::rates;
use crate::contract::contract;
use crate::contract::record::{at_version, lock, touch};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::entered::Entered;
use crate::value::id::{EInvoiceId, InstalmentId};
use crate::value::money::Money;
use crate::value::text;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};

const LONGEST_SERIES: usize = 16;
const LONGEST_NUMBER: usize = 16;

/// How far the issuer's rounding of the VAT may be from ours, in minor units.
const ROUNDING: u64 = 1;

/// An invoice as somebody enters it.
#[derive(Clone, Debug)]
pub struct Issued {
    /// For which instalment.
    pub instalment_id: InstalmentId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The series ("ký hiệu"), capital letters, digits and `-`, up to 16.
    pub series: String,
    /// The number, up to 16; unique in its series.
    pub number: String,
    /// The day it was issued: from signing on, not in the future.
    pub issued_on: NaiveDate,
    /// Without VAT.
    pub net: Entered,
    /// How it is taxed.
    pub vat_category: VatCategory,
    /// The rate on the invoice, in basis points; must be that of the day it was issued.
    pub vat_rate_basis_points: i32,
    /// The VAT on the invoice; one minor unit of rounding is granted.
    pub vat: Entered,
}

/// Enters an invoice.
///
/// Refuses every wrong field at once: a rate that is not that of the day, a VAT that does not follow from it, more
/// than the instalment in all, a day in the future or before signing. The same series and number again with the same
/// content is `AlreadyDone`, with another content a conflict.
pub async fn e_invoice_recorded(write: &Write, by: &By, issued: &Issued) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::KeepMoney)?;
    let seen = instalment::find(write.on(), by.viewer, issued.instalment_id).await?;
    let instalment = seen.ok_or(Refusal::NotFound("instalment"))?;
    let contract = lock(write, by.viewer, instalment.contract_id, None).await?;
    let (row, mistakes) = read(write, by, (&contract, &instalment), issued).await?;
    if let Some(earlier) = with_number(write, issued).await? {
        let is_same = row.is_some_and(|row| Model { id: earlier.id, created_at: earlier.created_at, ..row } == earlier);
        return if is_same { Ok(Done::AlreadyDone(earlier)) } else { Err(number_used(issued)) };
    }
    at_version(&contract, issued.expected_version)?;
    let row = mistakes.taken(row)?;
    let inserted = Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await;
    inserted.map_err(|error| Refusal::if_taken(error, number_used(issued)))?;
    let fact = Fact {
        chain: Chain::Dossier(contract.id),
        action: "e_invoice.recorded",
        subject: ("e_invoice", row.id.0),
        before: Value::Null,
        after: json!({
            "series": row.series,
            "number": row.number,
            "issuedOn": row.issued_on,
            "instalmentId": row.instalment_id,
            "netMinor": row.net_minor,
            "vatCategory": row.vat_category,
            "vatRateBasisPoints": row.vat_rate_basis_points,
            "vatMinor": row.vat_minor,
        }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    touch(write, &contract).await?;
    Ok(Done::Now(row))
}

async fn read(
    write: &Write,
    by: &By,
    (contract, instalment): (&contract::Model, &instalment::Model),
    issued: &Issued,
) -> Result<(Option<Model>, Mistakes), Refusal> {
    let mut mistakes = Mistakes::default();
    let series = mistakes.code("series", &issued.series, LONGEST_SERIES);
    let number = mistakes.code("number", &issued.number, LONGEST_NUMBER);
    let days = (contract.signed_on, by.today());
    let issued_on = super::receiving::received_on(&mut mistakes, "issuedOn", issued.issued_on, days);
    let net = mistakes.amount_in("net", &issued.net, contract.currency);
    let vat = tax(write, &mut mistakes, issued, net).await?;
    let Some(((net, vat), issued_on)) = net.zip(vat).zip(issued_on) else { return Ok((None, mistakes)) };
    at_most_the_instalment(write, &mut mistakes, (contract, instalment), (net, vat, issued)).await?;
    let row = Model {
        id: EInvoiceId::new(),
        contract_id: contract.id,
        instalment_id: instalment.id,
        series,
        number,
        issued_on,
        net_minor: net.minor(),
        vat_category: issued.vat_category,
        vat_rate_basis_points: issued.vat_rate_basis_points,
        vat_minor: vat.minor(),
        created_at: by.now,
    };
    Ok((Some(row), mistakes))
}

/// The VAT on the invoice, if it follows from the rate of the day.
async fn tax(
    write: &Write,
    mistakes: &mut Mistakes,
    issued: &Issued,
    net: Option<Money>,
) -> Result<Option<Money>, Refusal> {
    let rate = rate_on(&rates(write.on()).await?, issued.vat_category, issued.issued_on).ok();
    if rate != Some(issued.vat_rate_basis_points) {
        let right = rate.map_or_else(|| "?".to_owned(), |rate| rate.to_string());
        let words = Words::new(
            format!("Thuế suất ngày {} là {right} (phần vạn).", issued.issued_on),
            format!("The rate of {} is {right} basis points.", issued.issued_on),
        );
        mistakes.note("vatRateBasisPoints", "WRONG_RATE", words);
        return Ok(None);
    }
    let Some(net) = net else { return Ok(None) };
    let expected = vat_of(net, issued.vat_rate_basis_points)?;
    if issued.vat.currency != net.currency() {
        return Ok(mistakes.amount_in("vat", &issued.vat, net.currency()));
    }
    let vat = mistakes.amount_or_nothing("vat", &issued.vat.amount, net.currency());
    if vat.is_some_and(|vat| vat.minor().abs_diff(expected.minor()) > ROUNDING) {
        let words = Words::new(
            format!("Tiền thuế theo thuế suất là {}.", expected.amount()),
            format!("By the rate the VAT is {}.", expected.amount()),
        );
        mistakes.note("vat", "WRONG_VAT", words);
    }
    Ok(vat)
}

async fn at_most_the_instalment(
    write: &Write,
    mistakes: &mut Mistakes,
    (contract, instalment): (&contract::Model, &instalment::Model),
    (net, vat, issued): (Money, Money, &Issued),
) -> Result<(), Refusal> {
    let currency = contract.currency;
    let others = e_invoice::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let others = others.iter().filter(|other| {
        other.instalment_id == instalment.id && (&other.series, &other.number) != (&issued.series, &issued.number)
    });
    let invoiced = others.flat_map(|other| [other.net(currency), other.vat(currency)]);
    let sum = Money::sum(currency, invoiced.chain([net, vat]))?;
    if sum.minor() > instalment.amount_minor {
        let words = Words::new(
            format!("Tổng hóa đơn {} lớn hơn đợt thanh toán {}.", sum.amount(), instalment.amount(currency).amount()),
            format!(
                "Invoices of {} are more than the instalment of {}.",
                sum.amount(),
                instalment.amount(currency).amount()
            ),
        );
        mistakes.note("net", "MORE_THAN_INSTALMENT", words);
    }
    Ok(())
}

async fn with_number(write: &Write, issued: &Issued) -> Result<Option<Model>, Refusal> {
    // A text that cannot be taken is of no invoice; some letters no database takes.
    let (Ok(series), Ok(number)) =
        (text::line(&issued.series, LONGEST_SERIES), text::line(&issued.number, LONGEST_NUMBER))
    else {
        return Ok(None);
    };
    let numbered = Entity::find().filter(Column::Series.eq(series)).filter(Column::Number.eq(number));
    Ok(numbered.one(write.on()).await?)
}

fn number_used(issued: &Issued) -> Refusal {
    let (series, number) = (issued.series.trim(), issued.number.trim());
    let words = Words::new(
        format!("Hóa đơn {series} số {number} đã được ghi nhận với nội dung khác."),
        format!("Invoice {series} number {number} is recorded already with another content."),
    );
    Refusal::conflict("E_INVOICE_NUMBER_USED", words)
}
