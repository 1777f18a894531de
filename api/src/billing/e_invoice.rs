//! A tax e-invoice as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::billing::e_invoice;
use entity::value::currency::Currency;

use super::instalment::Instalment;
use crate::catalogue::vat::VatCategoryName;
use crate::contract::page::ContractPage;
use crate::desk::{AtDesk, Desk};
use crate::error::ApiError;
use crate::value::{Day, MoneyObject, NodeId};

/// Ids of e-invoices.
pub const E_INVOICE: NodeId = NodeId("EInvoice");

/// A tax e-invoice that was issued elsewhere, by its number, date and rate.
#[derive(Clone, Debug)]
pub struct EInvoice {
    row: e_invoice::Model,
    page: Arc<ContractPage>,
}

impl EInvoice {
    /// An invoice on a contract of that page.
    pub fn new(row: e_invoice::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One invoice by itself.
    pub fn alone(row: e_invoice::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }

    async fn currency(&self, desk: &Desk) -> Result<Currency, ApiError> {
        Ok(self.page.contract(desk, self.row.contract_id).await?.currency)
    }
}

/// A tax e-invoice that was issued elsewhere, by its number, date and rate.
#[Object(name = "EInvoice")]
impl EInvoice {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        E_INVOICE.encode(self.row.id.0)
    }

    /// The series ("ký hiệu"), such as `C26TKH`.
    async fn series(&self) -> &str {
        &self.row.series
    }

    /// The number; unique in its series.
    async fn number(&self) -> &str {
        &self.row.number
    }

    /// The day it was issued; the rate is that of this day.
    async fn issued_on(&self) -> Day {
        self.row.issued_on.into()
    }

    /// Without VAT.
    async fn net(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.row.net(self.currency(ctx.desk()?).await?))
    }

    /// How it is taxed.
    async fn vat_category(&self) -> VatCategoryName {
        self.row.vat_category.into()
    }

    /// The rate of the day it was issued, in basis points: 800 is 8 %.
    async fn vat_rate_basis_points(&self) -> i32 {
        self.row.vat_rate_basis_points
    }

    /// The VAT by that rate.
    async fn vat(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.row.vat(self.currency(ctx.desk()?).await?))
    }

    /// For which instalment.
    async fn instalment(&self, ctx: &Context<'_>) -> Result<Instalment, ApiError> {
        let which = (self.row.contract_id, self.row.instalment_id);
        let owed = self.page.billing.instalment(ctx.desk()?, which).await?;
        Ok(Instalment::new(owed.clone(), &self.page))
    }
}
