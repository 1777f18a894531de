//! Record: a contract is drafted from the quote that was accepted (S2).

use super::draw_up_contract::text_of;
use crate::access::By;
use crate::audit::{self, Chain, Fact};
use crate::billing::instalment;
use crate::calendar;
use crate::calendar::working_day::Calendar;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::{assignment, care_terms, contract, deliverable};
use crate::database::{Write, insert_named};
use crate::quote::quote::Model;
use crate::quote::totals::Totals;
use crate::refusal::Refusal;
use crate::value::id::{ContractId, DeliverableId, InstalmentId, PersonId};
use crate::value::reference::Prefix;
use crate::value::text::folded;
use sea_orm::{DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// Drafts the contract with the deliverables and instalments of the quote, and draws up the first version of its text. It
/// takes the id of its inquiry: one chain of the trail tells the whole dossier.
pub(super) async fn draft_contract(
    write: &Write,
    by: &By,
    (quote, staff): (&Model, Option<PersonId>),
) -> Result<(), Refusal> {
    let totals = quote.content.totals(&quote.ticked.0)?;
    let contract = insert_contract(write, by, quote, &totals).await?;
    insert_scope(write, &contract, quote).await?;
    insert_schedule(write, by, (&contract, quote, &calendar::read(write.on()).await?)).await?;
    insert_care_terms(write, &contract, quote).await?;
    if let Some(person_id) = staff {
        let row = assignment::Model { contract_id: contract.id, person_id, assigned_at: by.now };
        assignment::Entity::insert(row.into_active_model()).exec_without_returning(write.on()).await?;
    }
    audit::record(write, &by.actor, by.now, drafted(&contract, quote)).await?;
    text_of(write, by, (&contract, None)).await
}

async fn insert_contract(write: &Write, by: &By, quote: &Model, totals: &Totals) -> Result<contract::Model, DbErr> {
    let row = contract::Model {
        id: ContractId(quote.inquiry_id.0),
        reference: String::new(),
        customer_id: quote.customer_id,
        title: quote.content.title.clone(),
        title_folded: folded(&quote.content.title),
        state: Lifecycle::Draft,
        version: 1,
        currency: quote.content.currency,
        net_minor: totals.net.minor(),
        vat_minor: totals.vat.minor(),
        total_minor: totals.total.minor(),
        warranty_terms: quote.content.terms.clone(),
        signed_on: None,
        started_on: None,
        finished_on: None,
        accepted_on: None,
        liquidated_on: None,
        closed_on: None,
        cancelled_on: None,
        terminated_on: None,
        ending_reason: None,
        settlement_note: None,
        created_at: by.now,
    };
    insert_named::<contract::Entity>(write, (Prefix::Contract, by.today()), contract::Column::Reference, |reference| {
        contract::Model { reference, ..row.clone() }
    })
    .await
}

async fn insert_scope(write: &Write, contract: &contract::Model, quote: &Model) -> Result<(), DbErr> {
    let rows = (1..).zip(quote.content.delivered(&quote.ticked.0)).map(|(position, line)| {
        let row = deliverable::Model {
            id: DeliverableId::new(),
            contract_id: contract.id,
            position,
            package_id: line.package_id,
            name_vi: line.name.vi.clone(),
            name_en: line.name.en.clone(),
            net_minor: line.net_minor,
            vat_category: line.vat_category,
            vat_rate_basis_points: line.vat_rate_basis_points,
            vat_minor: line.vat_minor,
            warranty_months: line.warranty_months,
        };
        row.into_active_model()
    });
    deliverable::Entity::insert_many(rows).exec_without_returning(write.on()).await?;
    Ok(())
}

/// Every part awaits its event; the days are those expected at acceptance of the quote.
async fn insert_schedule(
    write: &Write,
    by: &By,
    (contract, quote, calendar): (&contract::Model, &Model, &Calendar),
) -> Result<(), Refusal> {
    let schedule = quote.content.schedule(contract.total(), (by.today(), calendar))?;
    let rows = (1..).zip(schedule).map(|(number, due)| {
        let trigger = due.part.trigger();
        let row = instalment::Model {
            id: InstalmentId::new(),
            contract_id: contract.id,
            number,
            label: due.part.label.vi.clone(),
            amount_minor: due.amount.minor(),
            agreed_due_on: due.on,
            due_on: calendar.on_or_after(due.on),
            due_event: Some(trigger.event),
            due_days: trigger.days,
            in_working_days: trigger.in_working_days,
            event_on: None,
        };
        row.into_active_model()
    });
    instalment::Entity::insert_many(rows).exec_without_returning(write.on()).await?;
    Ok(())
}

/// Questions and claims are answered as soon as the slowest of what was sold promises (P3); as usual where nothing does.
async fn insert_care_terms(write: &Write, contract: &contract::Model, quote: &Model) -> Result<(), DbErr> {
    let promised = quote.content.delivered(&quote.ticked.0).filter_map(|line| line.response_hours).max();
    let Some(response_hours) = promised else { return Ok(()) };
    let row =
        care_terms::Model { contract_id: contract.id, response_hours: Some(response_hours), follow_on_days: None };
    care_terms::Entity::insert(row.into_active_model()).exec_without_returning(write.on()).await?;
    Ok(())
}

fn drafted(contract: &contract::Model, quote: &Model) -> Fact<'static> {
    Fact {
        chain: Chain::Dossier(contract.id),
        action: "contract.drafted",
        subject: ("contract", contract.id.0),
        before: Value::Null,
        after: json!({
            "reference": contract.reference,
            "customerId": contract.customer_id,
            "title": contract.title,
            "state": contract.state,
            "quoteId": quote.id,
            "contentHash": quote.content_hash,
            "netMinor": contract.net_minor,
            "vatMinor": contract.vat_minor,
            "totalMinor": contract.total_minor,
        }),
        reason: None,
    }
}
