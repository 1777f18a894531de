//! Finder: what is owed, what came in, what is asked for (C5, S3).

use super::{ContractFacts, Enclosure, enclosure};
use crate::access::Viewer;
use crate::billing::instalment::{self, Owed};
use crate::billing::{allocation, payment, payment_request, payment_reversal};
use crate::contract::contract;
use crate::document;
use crate::notice::skip_reason::SkipReason;
use crate::reminder::ladder::Tone;
use crate::value::id::{ContractId, InstalmentId, PaymentId, PaymentRequestId};
use crate::value::money::{Money, MoneyError};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// An instalment as letters name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstalmentFacts {
    /// Its place in the contract, from 1.
    pub number: i32,
    /// What it is for.
    pub label: String,
    /// When it is to be paid.
    pub due_on: NaiveDate,
}

/// An instalment that is not fully paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedFacts {
    /// Of which contract.
    pub contract: ContractFacts,
    /// Which one.
    pub instalment: InstalmentFacts,
    /// As agreed.
    pub amount: Money,
    /// What is still owed of it; more than nothing.
    pub outstanding: Money,
    /// How firmly its stage speaks.
    pub tone: Tone,
}

/// A payment and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedFacts {
    /// On which contract.
    pub contract: ContractFacts,
    /// How much.
    pub amount: Money,
    /// On which day.
    pub received_on: NaiveDate,
    /// The bank's reference.
    pub reference: String,
    /// What it was spread over.
    pub settled: Vec<SettledFacts>,
    /// What of it no instalment took.
    pub unallocated: Money,
    /// What is still owed on the contract.
    pub outstanding: Money,
    /// What is to be paid next.
    pub next: Option<InstalmentFacts>,
}

/// The part of a payment that went to one instalment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledFacts {
    /// Which one.
    pub instalment: InstalmentFacts,
    /// The part.
    pub amount: Money,
    /// What is still owed of it.
    pub outstanding: Money,
}

/// A request to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestedFacts {
    /// By what the request is known.
    pub reference: String,
    /// Of which contract.
    pub contract: ContractFacts,
    /// Which instalment.
    pub instalment: InstalmentFacts,
    /// What is asked for.
    pub amount: Money,
    /// The paper that goes with it.
    pub enclosure: Enclosure,
}

pub(super) async fn owed(
    connection: &impl ConnectionTrait,
    id: InstalmentId,
    tone: Tone,
) -> Result<Result<OwedFacts, SkipReason>, DbErr> {
    let Some(row) = instalment::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let Some((contract, owed)) = account(connection, row.contract_id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let is_due = |owed: &&Owed| owed.outstanding.is_positive() && owed.instalment.awaited().is_none();
    let found = owed.iter().find(|owed| owed.instalment.id == id && is_due(owed));
    Ok(found.ok_or(SkipReason::Settled).map(|owed| OwedFacts {
        contract: ContractFacts::from(&contract),
        instalment: InstalmentFacts::from(&owed.instalment),
        amount: owed.instalment.amount(contract.currency),
        outstanding: owed.outstanding,
        tone,
    }))
}

/// A payment that was reversed meanwhile is not confirmed.
pub(super) async fn received(
    connection: &impl ConnectionTrait,
    id: PaymentId,
) -> Result<Result<ReceivedFacts, SkipReason>, DbErr> {
    let Some(payment) = payment::find(connection, Viewer::System, id).await? else { return Ok(Err(SkipReason::Stale)) };
    if !payment_reversal::of_payments(connection, Viewer::System, vec![id]).await?.is_empty() {
        return Ok(Err(SkipReason::Stale));
    }
    let Some((contract, owed)) = account(connection, payment.contract_id).await? else {
        return Ok(Err(SkipReason::Stale));
    };
    let parts = allocation::of_payments(connection, Viewer::System, vec![id]).await?;
    let settled: Vec<SettledFacts> = parts
        .into_iter()
        .filter_map(|part| {
            let owed = owed.iter().find(|owed| owed.instalment.id == part.instalment_id)?;
            Some(SettledFacts {
                instalment: InstalmentFacts::from(&owed.instalment),
                amount: Money::new(part.amount_minor, contract.currency),
                outstanding: owed.outstanding,
            })
        })
        .collect();
    let sum = |amounts: Vec<Money>| Money::sum(contract.currency, amounts).map_err(unreckonable);
    let amount = payment.amount(contract.currency);
    let allocated = sum(settled.iter().map(|part| part.amount).collect())?;
    let open = owed.iter().filter(|owed| owed.outstanding.is_positive());
    // Of what awaits an event nobody can say when it is next.
    let next =
        open.clone().filter(|owed| owed.instalment.awaited().is_none()).min_by_key(|owed| owed.instalment.due_on);
    Ok(Ok(ReceivedFacts {
        contract: ContractFacts::from(&contract),
        amount,
        received_on: payment.received_on,
        reference: payment.reference,
        settled,
        unallocated: amount.minus(allocated).map_err(unreckonable)?,
        outstanding: sum(open.map(|owed| owed.outstanding).collect())?,
        next: next.map(|owed| InstalmentFacts::from(&owed.instalment)),
    }))
}

/// A request for what has been paid meanwhile, or awaits its event again, is not sent.
pub(super) async fn requested(
    connection: &impl ConnectionTrait,
    id: PaymentRequestId,
) -> Result<Result<RequestedFacts, SkipReason>, DbErr> {
    let Some(request) = payment_request::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let facts = owed(connection, request.instalment_id, Tone::Upcoming).await?;
    let enclosure = enclosure::of(connection, (document::Kind::PaymentRequest, id.0)).await?;
    Ok(facts.map(|owed| RequestedFacts {
        reference: request.reference.clone(),
        amount: request.amount(owed.amount.currency()),
        contract: owed.contract,
        instalment: owed.instalment,
        enclosure,
    }))
}

async fn account(
    connection: &impl ConnectionTrait,
    id: ContractId,
) -> Result<Option<(contract::Model, Vec<Owed>)>, DbErr> {
    let Some(contract) = contract::find(connection, Viewer::System, id).await? else { return Ok(None) };
    Ok(Some((contract, instalment::owed(connection, Viewer::System, vec![id]).await?)))
}

fn unreckonable(error: MoneyError) -> DbErr {
    DbErr::Custom(error.to_string())
}

impl From<&instalment::Model> for InstalmentFacts {
    fn from(row: &instalment::Model) -> Self {
        Self { number: row.number, label: row.label.clone(), due_on: row.due_on }
    }
}
