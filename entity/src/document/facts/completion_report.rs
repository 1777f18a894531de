//! Finder: what a completion report says (báo cáo hoàn thành, S5).

use crate::access::{Viewer, person};
use crate::billing::owed::{Owed, owed};
use crate::catalogue::trigger::Trigger;
use crate::contract::{contract, deliverable, suspension};
use crate::document::Model;
use crate::refusal::Words;
use crate::value::currency::Currency;
use crate::value::id::{ContractId, CustomerId};
use crate::value::money::{Money, MoneyError};
use crate::workflow::filing::StepKind;
use crate::workflow::item_state::{ItemState, Owner};
use crate::workflow::{authority_step, work_item, work_plan};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// What was agreed, what was done, what was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionReportFacts {
    /// By what the contract is known.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// From 1: each time the work is reported done, it is another report.
    pub round: i32,
    /// When the contract was signed.
    pub signed_on: Option<NaiveDate>,
    /// When the work began.
    pub started_on: Option<NaiveDate>,
    /// When it was done.
    pub finished_on: Option<NaiveDate>,
    /// When it rested meanwhile.
    pub rests: Vec<RestFacts>,
    /// What was done of the work plan that both confirmed, in its order; empty without one.
    pub work: Vec<WorkFacts>,
    /// What authorities said, in the order of the plan; empty where none was asked.
    pub results: Vec<ResultFacts>,
    /// What was owed, in the contract's order.
    pub scope: Vec<DeliverableFacts>,
    /// The price without VAT.
    pub net: Money,
    /// The VAT on it.
    pub vat: Money,
    /// The whole price.
    pub total: Money,
    /// The parts of it, by number.
    pub instalments: Vec<PaidFacts>,
    /// What was paid so far.
    pub paid: Money,
    /// What is still to be paid, due or not.
    pub outstanding: Money,
    /// The terms of the warranty, as agreed.
    pub warranty_terms: String,
    /// Who signs for the customer; `None` when nobody or more than one may.
    pub signatory: Option<String>,
}

/// A stretch of time in which the work rested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestFacts {
    /// From when.
    pub from_on: NaiveDate,
    /// Until when; `None` when it still does.
    pub until_on: Option<NaiveDate>,
}

/// One item of the work plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkFacts {
    /// Its place in the plan.
    pub number: i32,
    /// Who did it.
    pub owner: Owner,
    /// What it is.
    pub name: Words,
    /// When it was begun.
    pub started_on: Option<NaiveDate>,
    /// When it was done; `None` for what is not the provider's and still open.
    pub done_on: Option<NaiveDate>,
}

/// What an authority was asked, and what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultFacts {
    /// The item of the plan.
    pub item: Words,
    /// Which authority.
    pub authority: String,
    /// The number of the receipt for the file, and when it was submitted last.
    pub receipt: (String, NaiveDate),
    /// The number of the decision and its day; `None` until it is granted.
    pub decision: Option<(String, NaiveDate)>,
}

/// One line of the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliverableFacts {
    /// What it is.
    pub name: Words,
    /// The price without VAT.
    pub net: Money,
    /// The VAT on it.
    pub vat: Money,
    /// Months of warranty from acceptance; 0 for none.
    pub warranty_months: i32,
}

/// One part of the price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidFacts {
    /// What it is for.
    pub label: String,
    /// When it is to be paid; while an event is awaited, only expected.
    pub due_on: NaiveDate,
    /// After which event it falls due, while that has not happened.
    pub awaits: Option<Trigger>,
    /// As agreed.
    pub amount: Money,
    /// What was paid of it.
    pub paid: Money,
    /// What is still to be paid of it.
    pub outstanding: Money,
}

pub(super) async fn find(
    connection: &impl ConnectionTrait,
    document: &Model,
) -> Result<Option<CompletionReportFacts>, DbErr> {
    let (viewer, id) = (Viewer::System, ContractId(document.subject_id));
    let Some(contract) = contract::find(connection, viewer, id).await? else { return Ok(None) };
    let scope = deliverable::of_contracts(connection, viewer, vec![id]).await?;
    let owed = owed(connection, viewer, vec![id]).await?;
    let rests = suspension::of_contracts(connection, viewer, vec![id]).await?;
    let currency = contract.currency;
    let sum = |amounts: Vec<Money>| {
        Money::sum(currency, amounts).map_err(|error: MoneyError| DbErr::Custom(error.to_string()))
    };
    Ok(Some(CompletionReportFacts {
        round: document.version,
        results: results(connection, id).await?,
        work: work(connection, id).await?,
        signatory: signatory(connection, contract.customer_id).await?,
        rests: rests.iter().map(|rest| RestFacts { from_on: rest.from_on, until_on: rest.resumed_on }).collect(),
        scope: scope
            .into_iter()
            .map(|line| DeliverableFacts {
                net: line.net(currency),
                vat: line.vat(currency),
                warranty_months: line.warranty_months,
                name: Words::new(line.name_vi, line.name_en),
            })
            .collect(),
        paid: sum(owed.iter().map(|part| part.paid).collect())?,
        outstanding: sum(owed.iter().map(|part| part.outstanding).collect())?,
        instalments: paid_parts(owed, currency),
        net: contract.net(),
        vat: contract.vat(),
        total: contract.total(),
        contract_reference: contract.reference,
        contract_title: contract.title,
        signed_on: contract.signed_on,
        started_on: contract.started_on,
        finished_on: contract.finished_on,
        warranty_terms: contract.warranty_terms,
    }))
}

/// The parts of a price, by number.
pub(super) fn paid_parts(owed: Vec<Owed>, currency: Currency) -> Vec<PaidFacts> {
    let parts = owed.into_iter().map(|part| PaidFacts {
        due_on: part.instalment.due_on,
        awaits: part.instalment.trigger().filter(|_| part.instalment.awaited().is_some()),
        amount: part.instalment.amount(currency),
        paid: part.paid,
        outstanding: part.outstanding,
        label: part.instalment.label,
    });
    parts.collect()
}

async fn work(connection: &impl ConnectionTrait, id: ContractId) -> Result<Vec<WorkFacts>, DbErr> {
    let Some(plan) = work_plan::in_force(connection, id).await? else { return Ok(Vec::new()) };
    let items = work_item::of_plan(connection, plan.id).await?;
    Ok(items
        .into_iter()
        .map(|item| WorkFacts {
            number: item.number,
            owner: item.owner,
            name: item.name(),
            started_on: item.started_on,
            done_on: item.done_on.filter(|_| item.state == ItemState::Done),
        })
        .collect())
}

async fn results(connection: &impl ConnectionTrait, id: ContractId) -> Result<Vec<ResultFacts>, DbErr> {
    let Some(plan) = work_plan::in_force(connection, id).await? else { return Ok(Vec::new()) };
    let steps = authority_step::of_contracts(connection, Viewer::System, vec![id]).await?;
    let items = work_item::of_plan(connection, plan.id).await?;
    let result = |item: work_item::Model| {
        let of_kind = |kind: StepKind| steps.iter().rfind(|step| step.item_id == item.id && step.kind == kind);
        let number = |step: &authority_step::Model| (step.paper_number.clone().unwrap_or_default(), step.happened_on);
        let submitted = of_kind(StepKind::Submitted)?;
        Some(ResultFacts {
            item: item.name(),
            authority: submitted.authority.clone().unwrap_or_default(),
            receipt: number(submitted),
            decision: of_kind(StepKind::Granted).map(number),
        })
    };
    Ok(items.into_iter().filter_map(result).collect())
}

/// The paper names who signs for the customer where that is beyond doubt.
pub(super) async fn signatory(connection: &impl ConnectionTrait, id: CustomerId) -> Result<Option<String>, DbErr> {
    let mut signing = person::signatories_of(connection, id).await?.into_iter();
    Ok(signing.next().filter(|_| signing.next().is_none()).map(|person| person.name))
}
