//! Finder: what a request to pay says (đề nghị thanh toán, C5).

use crate::access::Viewer;
use crate::billing::{instalment, payment_request};
use crate::contract::contract;
use crate::document::Model;
use crate::value::id::PaymentRequestId;
use crate::value::money::Money;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRequestFacts {
    /// By what the request is known.
    pub reference: String,
    /// The day it was asked for.
    pub requested_on: NaiveDate,
    /// By what the contract is known.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// When it was signed.
    pub signed_on: Option<NaiveDate>,
    /// The whole price of it, VAT included.
    pub contract_total: Money,
    /// The instalment's place in the contract, from 1.
    pub number: i32,
    /// What it is for.
    pub label: String,
    /// As agreed.
    pub agreed: Money,
    /// What was paid of it before.
    pub paid: Money,
    /// What is asked for.
    pub amount: Money,
    /// When it is to be paid.
    pub due_on: NaiveDate,
}

pub(super) async fn find(
    connection: &impl ConnectionTrait,
    document: &Model,
) -> Result<Option<PaymentRequestFacts>, DbErr> {
    let id = PaymentRequestId(document.subject_id);
    let Some(request) = payment_request::find(connection, Viewer::System, id).await? else { return Ok(None) };
    let contract = contract::find(connection, Viewer::System, request.contract_id).await?;
    let instalment = instalment::find(connection, Viewer::System, request.instalment_id).await?;
    let Some((contract, instalment)) = contract.zip(instalment) else { return Ok(None) };
    let (agreed, amount) = (instalment.amount(contract.currency), request.amount(contract.currency));
    Ok(Some(PaymentRequestFacts {
        reference: request.reference,
        requested_on: request.requested_on,
        contract_total: contract.total(),
        contract_reference: contract.reference,
        contract_title: contract.title,
        signed_on: contract.signed_on,
        number: instalment.number,
        label: instalment.label,
        agreed,
        paid: agreed.minus(amount).map_err(|error| DbErr::Custom(error.to_string()))?,
        amount,
        due_on: instalment.due_on,
    }))
}
