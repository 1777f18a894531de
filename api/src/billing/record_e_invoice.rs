//! `recordEInvoice`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::billing::record_e_invoice::{Issued, e_invoice_recorded};
use entity::value::entered::Entered;
use entity::value::id::InstalmentId;

use super::e_invoice::EInvoice;
use super::instalment::{INSTALMENT, Instalment};
use crate::catalogue::vat::VatCategoryName;
use crate::desk::{AtDesk, Desk};
use crate::error::ApiError;
use crate::value::{CurrencyCode, Day};

/// A tax e-invoice that was issued elsewhere.
#[derive(InputObject)]
#[graphql(name = "RecordEInvoiceInput")]
pub struct RecordEInvoiceInput {
    /// For which instalment.
    pub instalment_id: ID,
    /// The series ("ký hiệu"): capital letters, digits and `-`, up to 16.
    pub series: String,
    /// The number, up to 16 characters; unique in its series.
    pub number: String,
    /// The day it was issued: from signing on, not in the future.
    pub issued_on: Day,
    /// Without VAT, as a decimal with a point.
    pub net: String,
    /// How it is taxed.
    pub vat_category: VatCategoryName,
    /// The rate on the invoice, in basis points: 800 is 8 %; must be that of the day it was issued.
    pub vat_rate_basis_points: i32,
    /// The VAT on the invoice, as a decimal with a point; one minor unit of rounding is granted.
    pub vat: String,
    /// What it is in; the contract's currency, and refused when it is another.
    pub currency: Option<CurrencyCode>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The invoice that was entered.
#[derive(SimpleObject)]
#[graphql(name = "RecordEInvoicePayload")]
pub struct RecordEInvoicePayload {
    /// As it is now.
    pub e_invoice: EInvoice,
}

/// Enters the number, date and rate of a tax e-invoice. Accountants and admins do.
pub async fn run(ctx: &Context<'_>, input: RecordEInvoiceInput) -> Result<RecordEInvoicePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepMoney)?;
    let issued = input.parse(desk).await?;
    let done = desk.write(async |write| e_invoice_recorded(write, &desk.by, &issued).await).await?;
    Ok(RecordEInvoicePayload { e_invoice: EInvoice::alone(done.into_inner()) })
}

impl RecordEInvoiceInput {
    async fn parse(self, desk: &Desk) -> Result<Issued, ApiError> {
        let instalment_id = INSTALMENT.decode(&self.instalment_id).map(InstalmentId).ok_or(ApiError::NotFound)?;
        let instalment = Instalment::find(desk, instalment_id).await?.ok_or(ApiError::NotFound)?;
        let currency = self.currency.map_or(instalment.currency(), Into::into);
        Ok(Issued {
            instalment_id,
            expected_version: self.expected_version,
            series: self.series,
            number: self.number,
            issued_on: self.issued_on.0,
            net: Entered { amount: self.net, currency },
            vat_category: self.vat_category.into(),
            vat_rate_basis_points: self.vat_rate_basis_points,
            vat: Entered { amount: self.vat, currency },
        })
    }
}
