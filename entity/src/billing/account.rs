//! Finder: the facts of a contract's account, for the rule [`statement`].

use super::statement::{Entry, Kind, Statement, statement};
use super::{instalment, payment, payment_reversal, settlement};
use crate::access::Viewer;
use crate::contract::contract;
use crate::refusal::{Refusal, Words};
use crate::value::id::{ContractId, InstalmentId, PaymentId};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use std::collections::HashMap;

/// The statement of a contract's account over some days, both included (C5).
///
/// Refuses a contract the viewer does not see, and a first day after the last.
pub async fn statement_of(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_id: ContractId,
    (from_on, to_on): (NaiveDate, NaiveDate),
) -> Result<Statement, Refusal> {
    if from_on > to_on {
        let words = Words::new("Ngày đầu phải trước ngày cuối.", "The first day must not be after the last.");
        return Err(Refusal::invalid("fromOn", "OUT_OF_ORDER", words));
    }
    let found = contract::find(connection, viewer, contract_id).await?;
    let contract = found.ok_or(Refusal::NotFound("contract"))?;
    let entries = entries_of(connection, viewer, &contract).await?;
    Ok(statement(contract.currency, entries, from_on, to_on)?)
}

async fn entries_of(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract: &contract::Model,
) -> Result<Vec<Entry>, Refusal> {
    let currency = contract.currency;
    let owed = instalment::owed(connection, viewer, vec![contract.id]).await?;
    let payments = payment::of_contracts(connection, viewer, vec![contract.id]).await?;
    let ids = payments.iter().map(|payment| payment.id).collect();
    let reversals: HashMap<PaymentId, NaiveDate> = payment_reversal::of_payments(connection, viewer, ids)
        .await?
        .into_iter()
        .map(|reversal| (reversal.payment_id, reversal.reversed_on))
        .collect();
    let settlements = settlement::of_contracts(connection, viewer, vec![contract.id]).await?;
    let write_offs: Vec<Entry> = owed
        .iter()
        .filter(|owed| owed.written_off.is_positive())
        .filter_map(|owed| {
            let settled = settlements.iter().find(|row| row.instalment_id == owed.instalment.id)?;
            let reference = owed.instalment.number.to_string();
            Some(Entry { on: settled.settled_on, kind: Kind::WriteOff, reference, amount: owed.written_off })
        })
        .collect();
    let written_off_on: HashMap<InstalmentId, NaiveDate> =
        settlements.iter().map(|settled| (settled.instalment_id, settled.settled_on)).collect();
    // What is written off was charged by then: it takes away nothing that was not there.
    let charges = owed.into_iter().filter(|owed| owed.instalment.awaited().is_none()).map(|owed| Entry {
        on: written_off_on
            .get(&owed.instalment.id)
            .filter(|_| owed.written_off.is_positive())
            .map_or(owed.instalment.due_on, |on| owed.instalment.due_on.min(*on)),
        kind: Kind::Charge,
        reference: owed.instalment.number.to_string(),
        amount: owed.instalment.amount(currency),
    });
    let movements = payments.into_iter().flat_map(|payment| {
        let entry =
            |on, kind| Entry { on, kind, reference: payment.reference.clone(), amount: payment.amount(currency) };
        let receipt = entry(payment.received_on, Kind::Receipt);
        let reversal = reversals.get(&payment.id).map(|on| entry(*on, Kind::Reversal));
        [Some(receipt), reversal].into_iter().flatten().collect::<Vec<_>>()
    });
    Ok(charges.chain(movements).chain(write_offs).collect())
}
