//! Records: a payment did not stand, or was entered wrongly (C5).

use super::receiving::Received;
use super::record_payment::{Entry, must_be_signed};
use super::{allocation, instalment, payment, payment_reversal};
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::contract::contract;
use crate::contract::record::{at_version, lock, touch};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::reminder::ReminderKind;
use crate::reminder::record::{Subject, arm_anew};
use crate::value::id::PaymentId;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};

const LONGEST_REASON: usize = 500;

/// A reversal as somebody enters it.
#[derive(Clone, Debug)]
pub struct Reversal {
    /// Which payment.
    pub payment_id: PaymentId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The day from which it does not stand: from its receipt on, not in the future; today when it is not said.
    pub reversed_on: Option<NaiveDate>,
    /// Why, 1 to 500 characters.
    pub reason: String,
}

/// A correction as somebody enters it: what was entered wrongly, and how it was really.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The wrong entry.
    pub payment_id: PaymentId,
    /// Why, 1 to 500 characters.
    pub reason: String,
    /// The payment as it was; with the reference of the wrong entry or another, on its contract or another.
    pub really: Received,
}

/// Reverses a payment: what it had settled is owed again, and reminded of from the beginning.
///
/// Refuses a payment the viewer does not see, a day in the future or before its receipt, and a missing reason. A
/// payment that is reversed is `AlreadyDone`.
pub async fn payment_reversed(
    write: &Write,
    by: &By,
    reversal: &Reversal,
) -> Result<Done<payment_reversal::Model>, Refusal> {
    by.viewer.require(Permission::KeepMoney)?;
    let payment = seen(write, by, reversal.payment_id).await?;
    let contract = lock(write, by.viewer, payment.contract_id, None).await?;
    if let Some(earlier) = reversal_of(write, payment.id).await? {
        return Ok(Done::AlreadyDone(earlier));
    }
    at_version(&contract, reversal.expected_version)?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.line("reason", &reversal.reason, LONGEST_REASON);
    let day = reversal.reversed_on.unwrap_or_else(|| by.today());
    let day = mistakes.past_day("reversedOn", day, by.today());
    if day.is_some_and(|day| day < payment.received_on) {
        let words = Words::new(
            format!("Khoản tiền đến ngày {}; không thể hủy trước đó.", payment.received_on),
            format!("It came in on {}; it cannot be reversed before.", payment.received_on),
        );
        mistakes.note("reversedOn", "BEFORE_RECEIPT", words);
    }
    let reversed_on = mistakes.taken(day)?;
    let row = payment_reversal::Model { payment_id: payment.id, reversed_on, reason, entered_at: by.now };
    reverse(write, by, &contract, &row).await?;
    touch(write, &contract).await?;
    Ok(Done::Now(row))
}

/// Replaces a wrong entry by what was really received, in one step: the old one is reversed as of its own day, the new
/// one names it. The customer is not told again.
///
/// Refuses what [`payment_received`](super::record_payment::payment_received) refuses, and an entry that another one
/// has replaced. The same correction again is `AlreadyDone`.
pub async fn payment_corrected(
    write: &Write,
    by: &By,
    correction: &Correction,
) -> Result<Done<payment::Model>, Refusal> {
    by.viewer.require(Permission::KeepMoney)?;
    let wrong = seen(write, by, correction.payment_id).await?;
    let (from, onto) = lock_both(write, by, &wrong, &correction.really).await?;
    must_be_signed(&onto)?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.line("reason", &correction.reason, LONGEST_REASON);
    mistakes.finish()?;
    if reversal_of(write, wrong.id).await?.is_none() {
        let row = payment_reversal::Model {
            payment_id: wrong.id,
            reversed_on: wrong.received_on,
            reason,
            entered_at: by.now,
        };
        reverse(write, by, &from, &row).await?;
    }
    let entry = Entry { contract: &onto, received: &correction.really, corrects: Some(wrong.id) };
    let done = match replacement_of(write, wrong.id).await? {
        Some(replacement) if !entry.is(write, &replacement, by).await? => return Err(already_corrected(&replacement)),
        Some(replacement) => Done::AlreadyDone(replacement),
        None => entry.enter(write, by).await?,
    };
    if matches!(done, Done::Now(_)) && from.id != onto.id {
        touch(write, &from).await?;
    }
    Ok(done)
}

/// Both contracts in the order of their ids, so that two corrections cannot wait for each other.
async fn lock_both(
    write: &Write,
    by: &By,
    wrong: &payment::Model,
    really: &Received,
) -> Result<(contract::Model, contract::Model), Refusal> {
    let (from, onto) = (wrong.contract_id, really.contract_id);
    if from == onto {
        let contract = lock(write, by.viewer, from, None).await?;
        return Ok((contract.clone(), contract));
    }
    let first = lock(write, by.viewer, from.min(onto), None).await?;
    let second = lock(write, by.viewer, from.max(onto), None).await?;
    Ok(if first.id == from { (first, second) } else { (second, first) })
}

async fn seen(write: &Write, by: &By, id: PaymentId) -> Result<payment::Model, Refusal> {
    payment::find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("payment"))
}

async fn reversal_of(write: &Write, id: PaymentId) -> Result<Option<payment_reversal::Model>, Refusal> {
    Ok(payment_reversal::Entity::find_by_id(id).one(write.on()).await?)
}

async fn replacement_of(write: &Write, id: PaymentId) -> Result<Option<payment::Model>, Refusal> {
    let replacing = payment::Entity::find().filter(payment::Column::CorrectsId.eq(id));
    Ok(replacing.one(write.on()).await?)
}

fn already_corrected(replacement: &payment::Model) -> Refusal {
    let words = Words::new(
        format!("Khoản này đã được thay bằng {}.", replacement.reference),
        format!("This entry was replaced by {} already.", replacement.reference),
    );
    Refusal::conflict("PAYMENT_CORRECTED", words)
}

/// Writes a decided reversal, and has what it opened again reminded of.
async fn reverse(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    row: &payment_reversal::Model,
) -> Result<(), Refusal> {
    let entity = payment_reversal::Entity::insert(row.clone().into_active_model());
    entity.exec_without_returning(write.on()).await?;
    let fact = Fact {
        chain: Chain::Dossier(contract.id),
        action: "payment.reversed",
        subject: ("payment", row.payment_id.0),
        before: Value::Null,
        after: json!({ "reversedOn": row.reversed_on }),
        reason: Some(&row.reason),
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    let parts = allocation::of_payments(write.on(), Viewer::System, vec![row.payment_id]).await?;
    let ids = parts.iter().map(|part| part.instalment_id).collect();
    for instalment in instalment::find_all(write.on(), Viewer::System, ids).await? {
        if instalment.awaited().is_none() {
            let subject = Subject::of(contract, (ReminderKind::Payment, instalment.id.0), instalment.due_on);
            arm_anew(write, by.now, &subject).await?;
        }
    }
    Ok(())
}
