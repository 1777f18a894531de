//! Finder: what is known of many contracts, read table by table for all of them, as far as the viewer may see it.

use super::facts::{Account, Agreement, Answering, Care, Dossier, Origin, Work};
use crate::acceptance::{acceptance_round, remaining_item};
use crate::access::Viewer;
use crate::agreement::{contract_signature, contract_text};
use crate::billing::instalment::owed;
use crate::billing::{payment, payment_request, payment_reversal};
use crate::contract::{assignment, contract, suspension};
use crate::document;
use crate::inquiry::inquiry;
use crate::quote::quote;
use crate::response::clock;
use crate::support::support_ticket;
use crate::value::id::{ContractId, InquiryId, PaymentId, WorkPlanId};
use crate::warranty::{claim_step, warranty_claim, warranty_cover};
use crate::workflow::{authority_step, work_item, work_item_after, work_plan, work_waiting};
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::HashMap;

/// How many contracts are read at once.
pub const MOST_AT_ONCE: usize = 1_000;

/// The dossiers of contracts that the viewer sees, in the order given; the same statements for one as for
/// [`MOST_AT_ONCE`].
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contracts: &[contract::Model],
) -> Result<Vec<Dossier>, DbErr> {
    let mut dossiers = Vec::with_capacity(contracts.len());
    for some in contracts.chunks(MOST_AT_ONCE) {
        dossiers.extend(gathered(connection, viewer, some).await?);
    }
    Ok(dossiers)
}

/// From what several inquiries have led to so far, their offers and the papers of these.
pub async fn origins_of(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    inquiries: Vec<inquiry::Model>,
) -> Result<Vec<Origin>, DbErr> {
    let mut origins: Vec<Origin> = Vec::with_capacity(inquiries.len());
    let places: HashMap<InquiryId, usize> = inquiries.iter().zip(0..).map(|(row, place)| (row.id, place)).collect();
    origins.extend(inquiries.into_iter().map(|inquiry| Origin { inquiry, quotes: Vec::new(), papers: Vec::new() }));
    let ids: Vec<InquiryId> = origins.iter().map(|origin| origin.inquiry.id).collect();
    for some in ids.chunks(MOST_AT_ONCE) {
        for row in quote::of_inquiries(connection, viewer, some.to_vec()).await? {
            if let Some(origin) = places.get(&row.inquiry_id).and_then(|place| origins.get_mut(*place)) {
                origin.quotes.push(row);
            }
        }
        let dossiers = some.iter().map(|id| ContractId(id.0)).collect();
        for row in document::of_contracts(connection, viewer, dossiers).await? {
            if let Some(origin) = places.get(&InquiryId(row.dossier_id.0)).and_then(|place| origins.get_mut(*place)) {
                origin.papers.push(row);
            }
        }
    }
    Ok(origins)
}

/// From what contracts came, where the viewer sees the inquiry; a contract has the id of its inquiry.
pub async fn origins_of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: &[ContractId],
) -> Result<Vec<Origin>, DbErr> {
    let mut inquiries = Vec::new();
    for some in contract_ids.chunks(MOST_AT_ONCE) {
        let ids = some.iter().map(|id| InquiryId(id.0)).collect();
        inquiries.extend(inquiry::find_all(connection, viewer, ids).await?);
    }
    origins_of(connection, viewer, inquiries).await
}

async fn gathered(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contracts: &[contract::Model],
) -> Result<Vec<Dossier>, DbErr> {
    let ids: Vec<ContractId> = contracts.iter().map(|contract| contract.id).collect();
    let mut agreements = agreements(connection, viewer, &ids).await?;
    let mut accounts = accounts(connection, viewer, &ids).await?;
    let mut work = work(connection, viewer, &ids).await?;
    let mut answering = answering(connection, viewer, &ids).await?;
    let mut care = care(connection, viewer, &ids).await?;
    let (mut rests, mut papers, mut staff) = (HashMap::new(), HashMap::new(), HashMap::new());
    put(&mut rests, suspension::of_contracts(connection, viewer, ids.clone()).await?, |row| row.contract_id, own);
    put(&mut papers, document::of_contracts(connection, viewer, ids.clone()).await?, |row| row.dossier_id, own);
    put(&mut staff, assignment::of_contracts(connection, viewer, ids).await?, |row| row.contract_id, own);
    let dossier = |contract: &contract::Model| Dossier {
        contract: contract.clone(),
        staff: staff.remove(&contract.id).unwrap_or_default().into_iter().map(|row| row.person_id).collect(),
        rests: rests.remove(&contract.id).unwrap_or_default(),
        papers: papers.remove(&contract.id).unwrap_or_default(),
        agreement: agreements.remove(&contract.id).unwrap_or_default(),
        account: accounts.remove(&contract.id).unwrap_or_default(),
        work: work.remove(&contract.id).unwrap_or_default(),
        answering: answering.remove(&contract.id).unwrap_or_default(),
        care: care.remove(&contract.id).unwrap_or_default(),
    };
    Ok(contracts.iter().map(dossier).collect())
}

async fn agreements(on: &impl ConnectionTrait, viewer: Viewer, ids: &[ContractId]) -> Result<Sorted<Agreement>, DbErr> {
    let mut sorted = Sorted::new();
    let texts = contract_text::headings_of(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, texts, |row| row.contract_id, |it: &mut Agreement| &mut it.texts);
    let signatures = contract_signature::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, signatures, |row| row.contract_id, |it| &mut it.signatures);
    Ok(sorted)
}

async fn accounts(on: &impl ConnectionTrait, viewer: Viewer, ids: &[ContractId]) -> Result<Sorted<Account>, DbErr> {
    let mut sorted = Sorted::new();
    put(
        &mut sorted,
        owed(on, viewer, ids.to_vec()).await?,
        |row| row.instalment.contract_id,
        |it: &mut Account| &mut it.owed,
    );
    let payments = payment::of_contracts(on, viewer, ids.to_vec()).await?;
    let of: HashMap<PaymentId, ContractId> = payments.iter().map(|row| (row.id, row.contract_id)).collect();
    put(&mut sorted, payments, |row| row.contract_id, |it| &mut it.payments);
    for row in payment_reversal::of_contracts(on, viewer, ids.to_vec()).await? {
        if let Some(account) = of.get(&row.payment_id).and_then(|id| sorted.get_mut(id)) {
            account.reversals.push(row);
        }
    }
    let requests = payment_request::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, requests, |row| row.contract_id, |it| &mut it.requests);
    Ok(sorted)
}

async fn work(on: &impl ConnectionTrait, viewer: Viewer, ids: &[ContractId]) -> Result<Sorted<Work>, DbErr> {
    let mut sorted = Sorted::new();
    let plans = work_plan::of_contracts(on, viewer, ids.to_vec()).await?;
    let of: HashMap<WorkPlanId, ContractId> = plans.iter().map(|row| (row.id, row.contract_id)).collect();
    put(&mut sorted, plans, |row| row.contract_id, |it: &mut Work| &mut it.plans);
    let items = work_item::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, items, |row| row.contract_id, |it| &mut it.items);
    for row in work_item_after::of_contracts(on, viewer, ids.to_vec()).await? {
        if let Some(work) = of.get(&row.plan_id).and_then(|id| sorted.get_mut(id)) {
            work.after.push(row);
        }
    }
    let waits = work_waiting::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, waits, |row| row.contract_id, |it| &mut it.waits);
    let steps = authority_step::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, steps, |row| row.contract_id, |it| &mut it.steps);
    Ok(sorted)
}

async fn answering(on: &impl ConnectionTrait, viewer: Viewer, ids: &[ContractId]) -> Result<Sorted<Answering>, DbErr> {
    let mut sorted = Sorted::new();
    let rounds = acceptance_round::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, rounds, |row| row.contract_id, |it: &mut Answering| &mut it.rounds);
    let remaining = remaining_item::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, remaining, |row| row.contract_id, |it| &mut it.remaining);
    Ok(sorted)
}

async fn care(on: &impl ConnectionTrait, viewer: Viewer, ids: &[ContractId]) -> Result<Sorted<Care>, DbErr> {
    let mut sorted = Sorted::new();
    let covers = warranty_cover::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, covers, |row| row.contract_id, |it: &mut Care| &mut it.covers);
    let claims = warranty_claim::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, claims, |row| row.contract_id, |it| &mut it.claims);
    let steps = claim_step::of_contracts(on, viewer, ids.to_vec()).await?;
    let steps = steps.into_iter().map(|(step, _)| step).collect();
    put(&mut sorted, steps, |row: &claim_step::Model| row.contract_id, |it| &mut it.steps);
    let tickets = support_ticket::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, tickets, |row| row.contract_id, |it| &mut it.tickets);
    let clocks = clock::of_contracts(on, viewer, ids.to_vec()).await?;
    put(&mut sorted, clocks, |row| row.contract_id, |it| &mut it.clocks);
    Ok(sorted)
}

/// Something by the contract it belongs to.
type Sorted<T> = HashMap<ContractId, T>;

/// Puts rows with their contracts, in the order in which they come.
fn put<T: Default, R>(
    sorted: &mut Sorted<T>,
    rows: Vec<R>,
    of: impl Fn(&R) -> ContractId,
    place: impl Fn(&mut T) -> &mut Vec<R>,
) {
    for row in rows {
        place(sorted.entry(of(&row)).or_default()).push(row);
    }
}

fn own<R>(rows: &mut Vec<R>) -> &mut Vec<R> {
    rows
}
