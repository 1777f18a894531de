//! Record: a contract that is signed and running already comes in.

use super::papers::ask_for_acceptance;
use super::registering::{Facts, Registered, Registration};
use super::reminders::remind_of_what_is_owed;
use crate::acceptance::record::silence_agreed;
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::billing::allocating::allocate;
use crate::billing::receiving::open;
use crate::billing::record_payment::{self, Settled};
use crate::billing::{instalment, owed::owed};
use crate::contract::lifecycle::Lifecycle;
use crate::contract::{assignment, care_terms, contract, deliverable};
use crate::database::{Write, insert_named};
use crate::refusal::Refusal;
use crate::value::id::{ContractId, DeliverableId, InstalmentId, PersonId};
use crate::value::reference::Prefix;
use crate::value::text::folded;
use crate::warranty::record_cover::begin_covers;
use sea_orm::{DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// Brings in a running contract: its scope, its instalments, what was paid so far, who works on it, its warranty if it
/// is accepted, and the reminders of everything that is open. It stands where its days say, from signed to closed; of
/// what is finished the customer is asked for acceptance.
///
/// Refuses every mistake at once, each with the path of its field (see [`Registration`]). A consultant who registers a
/// contract is assigned to it.
pub async fn register_contract(
    write: &Write,
    by: &By,
    registration: &Registration,
) -> Result<contract::Model, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let facts = Facts::of(write, by, registration).await?;
    let registered = registration.checked(&facts)?;
    let contract = insert_contract(write, by, registration, &registered).await?;
    insert_scope(write, &contract, &registered).await?;
    insert_schedule(write, &contract, &registered).await?;
    insert_care_terms(write, &contract, registration).await?;
    insert_assignments(write, by, &contract, &registration.staff).await?;
    audit::record(write, &by.actor, by.now, fact(&contract, registration, &registered)).await?;
    for receipt in registered.receipts {
        let owed = owed(write.on(), Viewer::System, vec![contract.id]).await?;
        let spread = allocate(receipt.amount, &open(&owed)).map_err(|error| DbErr::Custom(error.to_string()))?;
        record_payment::insert(write, by, &contract, Settled { receipt, spread, corrects: None }).await?;
    }
    if let Some(accepted_on) = contract.accepted_on {
        begin_covers(write, by, &contract, (accepted_on, &facts.calendar, None)).await?;
    }
    if let Some(days) = registration.silence_days {
        silence_agreed(write, contract.id, days).await?;
    }
    if contract.state == Lifecycle::Finished {
        ask_for_acceptance(write, by, &contract).await?;
    }
    remind_of_what_is_owed(write, by, &contract).await?;
    Ok(contract)
}

async fn insert_contract(
    write: &Write,
    by: &By,
    registration: &Registration,
    registered: &Registered,
) -> Result<contract::Model, DbErr> {
    let row = contract::Model {
        id: ContractId::new(),
        reference: String::new(),
        customer_id: registration.customer_id,
        title: registered.title.clone(),
        title_folded: folded(&registered.title),
        state: registered.state,
        version: 1,
        currency: registration.currency,
        net_minor: registered.net.minor(),
        vat_minor: registered.vat.minor(),
        total_minor: registered.total.minor(),
        warranty_terms: registered.warranty_terms.clone(),
        signed_on: Some(registration.signed_on),
        started_on: registration.started_on,
        finished_on: registration.finished_on,
        accepted_on: registration.accepted_on,
        liquidated_on: registration.liquidated_on,
        closed_on: registration.closed_on,
        cancelled_on: None,
        terminated_on: None,
        ending_reason: None,
        settlement_note: None,
        created_at: by.now,
    };
    insert_named::<contract::Entity>(
        write,
        (Prefix::Contract, registration.signed_on),
        contract::Column::Reference,
        |reference| contract::Model { reference, ..row.clone() },
    )
    .await
}

async fn insert_scope(write: &Write, contract: &contract::Model, registered: &Registered) -> Result<(), DbErr> {
    let rows = (1..).zip(&registered.work).map(|(position, work)| {
        let row = deliverable::Model {
            id: DeliverableId::new(),
            contract_id: contract.id,
            position,
            package_id: work.package_id,
            name_vi: work.name_vi.clone(),
            name_en: work.name_en.clone(),
            net_minor: work.net.minor(),
            vat_category: work.vat_category,
            vat_rate_basis_points: work.vat_rate_basis_points,
            vat_minor: work.vat.minor(),
            warranty_months: work.warranty_months,
        };
        row.into_active_model()
    });
    deliverable::Entity::insert_many(rows).exec_without_returning(write.on()).await?;
    Ok(())
}

/// Only what the contract promises of its own is written down.
async fn insert_care_terms(
    write: &Write,
    contract: &contract::Model,
    registration: &Registration,
) -> Result<(), DbErr> {
    let Registration { response_hours, follow_on_days, .. } = *registration;
    if response_hours.or(follow_on_days).is_none() {
        return Ok(());
    }
    let row = care_terms::Model { contract_id: contract.id, response_hours, follow_on_days };
    care_terms::Entity::insert(row.into_active_model()).exec_without_returning(write.on()).await?;
    Ok(())
}

async fn insert_schedule(write: &Write, contract: &contract::Model, registered: &Registered) -> Result<(), DbErr> {
    let rows = (1..).zip(&registered.schedule).map(|(number, due)| {
        let row = instalment::Model {
            id: InstalmentId::new(),
            contract_id: contract.id,
            number,
            label: due.label.clone(),
            amount_minor: due.amount.minor(),
            agreed_due_on: due.agreed_due_on,
            due_on: due.due_on,
            due_event: due.trigger.map(|trigger| trigger.event),
            due_days: due.trigger.map_or(0, |trigger| trigger.days),
            in_working_days: due.trigger.is_some_and(|trigger| trigger.in_working_days),
            event_on: None,
        };
        row.into_active_model()
    });
    instalment::Entity::insert_many(rows).exec_without_returning(write.on()).await?;
    Ok(())
}

async fn insert_assignments(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    staff: &[PersonId],
) -> Result<(), DbErr> {
    let mut staff = staff.to_vec();
    if let Viewer::Staff { person_id, is_accountant: false } = by.viewer
        && !staff.contains(&person_id)
    {
        staff.push(person_id);
    }
    let rows: Vec<_> = staff
        .into_iter()
        .map(|person_id| assignment::Model { contract_id: contract.id, person_id, assigned_at: by.now })
        .map(IntoActiveModel::into_active_model)
        .collect();
    if !rows.is_empty() {
        assignment::Entity::insert_many(rows).exec_without_returning(write.on()).await?;
    }
    Ok(())
}

fn fact(contract: &contract::Model, registration: &Registration, registered: &Registered) -> Fact<'static> {
    let schedule: Vec<Value> = registered
        .schedule
        .iter()
        .map(|due| json!({ "amountMinor": due.amount.minor(), "agreedDueOn": due.agreed_due_on, "dueOn": due.due_on, "dueEvent": due.trigger.map(|trigger| trigger.event) }))
        .collect();
    Fact {
        chain: Chain::Dossier(contract.id),
        action: "contract.registered",
        subject: ("contract", contract.id.0),
        before: Value::Null,
        after: json!({
            "reference": contract.reference,
            "customerId": contract.customer_id,
            "title": contract.title,
            "state": contract.state,
            "currency": contract.currency,
            "netMinor": contract.net_minor,
            "vatMinor": contract.vat_minor,
            "totalMinor": contract.total_minor,
            "deliverables": registered.work.len(),
            "responseHours": registration.response_hours,
            "followOnDays": registration.follow_on_days,
            "instalments": schedule,
            "payments": registered.receipts.len(),
            "signedOn": contract.signed_on,
            "startedOn": contract.started_on,
            "finishedOn": contract.finished_on,
            "acceptedOn": contract.accepted_on,
            "liquidatedOn": contract.liquidated_on,
            "closedOn": contract.closed_on,
            "silenceDays": registration.silence_days,
            "staff": registration.staff,
        }),
        reason: None,
    }
}
