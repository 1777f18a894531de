//! A request to pay as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::billing::payment_request;
use entity::billing::transfer_note::transfer_note;
use entity::value::locale::Locale;
use entity::value::money::Money;
use entity::value::vietqr;

use super::instalment::Instalment;
use crate::contract::object::Contract;
use crate::contract::page::ContractPage;
use crate::desk::{AtDesk, Desk};
use crate::document::object::Document;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{Day, MoneyObject, NodeId};

/// Ids of requests to pay.
pub const PAYMENT_REQUEST: NodeId = NodeId("PaymentRequest");

/// A request to pay ("đề nghị thanh toán"): what was outstanding of an instalment on the day it was asked for.
#[derive(Clone, Debug)]
pub struct PaymentRequest {
    row: payment_request::Model,
    page: Arc<ContractPage>,
}

impl PaymentRequest {
    /// A request on a contract of that page.
    pub fn new(row: payment_request::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One request by itself.
    pub fn alone(row: payment_request::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }

    async fn asked(&self, desk: &Desk) -> Result<Money, ApiError> {
        Ok(self.row.amount(self.page.contract(desk, self.row.contract_id).await?.currency))
    }
}

/// A request to pay ("đề nghị thanh toán"): what was outstanding of an instalment on the day it was asked for.
#[Object]
impl PaymentRequest {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        PAYMENT_REQUEST.encode(self.row.id.0)
    }

    /// By what people know it, such as `DN-2026-7KQ4MX`.
    async fn reference(&self) -> &str {
        &self.row.reference
    }

    /// How much is asked for.
    async fn amount(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.asked(ctx.desk()?).await?)
    }

    /// The amount in Vietnamese words, as the request must state it.
    async fn amount_in_words_vi(&self, ctx: &Context<'_>) -> Result<String, ApiError> {
        Ok(self.asked(ctx.desk()?).await?.in_words(Locale::Vi))
    }

    /// The amount in English words.
    async fn amount_in_words_en(&self, ctx: &Context<'_>) -> Result<String, ApiError> {
        Ok(self.asked(ctx.desk()?).await?.in_words(Locale::En))
    }

    /// The text of the VietQR code that a bank's app turns into this transfer; null when the sum is not in đồng.
    async fn viet_qr(&self, ctx: &Context<'_>) -> Nullable<String> {
        nullable(async {
            let desk = ctx.desk()?;
            let contract = self.page.contract(desk, self.row.contract_id).await?;
            let which = (self.row.contract_id, self.row.instalment_id);
            let number = self.page.billing.instalment(desk, which).await?.instalment.number;
            let (amount, note) = (Some(self.asked(desk).await?), transfer_note(&contract.reference, &[number]));
            let Some(provider) = self.page.billing.provider(desk).await? else { return Ok(None) };
            let (bank_bin, account) = (provider.bank_bin.as_str(), provider.bank_account.as_str());
            Ok(vietqr::payload(&vietqr::Transfer { bank_bin, account, amount, note: &note }).ok())
        })
        .await
    }

    /// The paper that was made of it, as a PDF; null when none was.
    async fn document(&self, ctx: &Context<'_>) -> Nullable<Document> {
        nullable(async {
            let documents = self.page.documents(ctx.desk()?, self.row.contract_id).await?;
            let of_this = documents.iter().rfind(|document| document.subject_id == self.row.id.0);
            Ok(of_this.cloned().map(Document))
        })
        .await
    }

    /// The day it was asked for.
    async fn requested_on(&self) -> Day {
        self.row.requested_on.into()
    }

    /// For which instalment.
    async fn instalment(&self, ctx: &Context<'_>) -> Result<Instalment, ApiError> {
        let which = (self.row.contract_id, self.row.instalment_id);
        let owed = self.page.billing.instalment(ctx.desk()?, which).await?;
        Ok(Instalment::new(owed.clone(), &self.page))
    }

    /// For which contract.
    async fn contract(&self, ctx: &Context<'_>) -> Result<Contract, ApiError> {
        let row = self.page.contract(ctx.desk()?, self.row.contract_id).await?;
        Ok(Contract::new(row.clone(), &self.page))
    }
}
