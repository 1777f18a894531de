//! Record: a payment came in (C5).

use super::allocating::Spread;
use super::receiving::{Receipt, Received, Wanted};
use super::{allocation, owed::owed, payment, payment_reversal};
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::contract::contract;
use crate::contract::record::{at_version, lock, touch};
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::reminder::{self, ReminderKind};
use crate::value::id::PaymentId;
use crate::value::money::Money;
use sea_orm::{DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// Enters a payment: the payment, its allocations, the audit entry, the end of the reminders of what it settled, the
/// notice to the customer.
///
/// Refuses every wrong field at once: a day in the future or before signing, an amount that is not positive, too large
/// or in another currency, parts that do not fit what is owed. The same reference again with the same content is
/// `AlreadyDone`, with another content a conflict. What no instalment lacks is kept, unallocated.
pub async fn payment_received(write: &Write, by: &By, received: &Received) -> Result<Done<payment::Model>, Refusal> {
    by.viewer.require(Permission::KeepMoney)?;
    let contract = lock(write, by.viewer, received.contract_id, None).await?;
    must_be_signed(&contract)?;
    let entry = Entry { contract: &contract, received, corrects: None };
    let done = entry.enter(write, by).await?;
    if let Done::Now(payment) = &done {
        let content = Content::PaymentReceived { payment_id: payment.id };
        let to = Recipient::Billing(contract.customer_id);
        plan_about(write, by.now, &contract, (content, to)).await?;
    }
    Ok(done)
}

/// Money is owed from signing on; what was given up before it takes none.
pub(super) fn must_be_signed(contract: &contract::Model) -> Result<(), Refusal> {
    if contract.signed_on.is_some() {
        return Ok(());
    }
    let words = Words::new(
        format!("Hợp đồng {} chưa được ký.", contract.reference),
        format!("Contract {} is not signed.", contract.reference),
    );
    Err(Refusal::conflict("NOT_SIGNED", words))
}

/// A payment on its way onto a locked contract.
pub(super) struct Entry<'a> {
    pub(super) contract: &'a contract::Model,
    pub(super) received: &'a Received,
    /// The entry it replaces.
    pub(super) corrects: Option<PaymentId>,
}

impl Entry<'_> {
    /// Reads, decides and writes; without telling the customer.
    pub(super) async fn enter(&self, write: &Write, by: &By) -> Result<Done<payment::Model>, Refusal> {
        let mut mistakes = Mistakes::default();
        let receipt = self.received.read(&mut mistakes, self.contract, by.today());
        if let Some(receipt) = &receipt
            && let Some(earlier) = self.earlier(write, receipt).await?
        {
            return Ok(Done::AlreadyDone(earlier));
        }
        at_version(self.contract, self.received.expected_version)?;
        let owed = owed(write.on(), Viewer::System, vec![self.contract.id]).await?;
        let amount = receipt.as_ref().map(|receipt| receipt.amount);
        let spread = amount.and_then(|amount| self.received.spread(&mut mistakes, amount, &owed));
        let (receipt, spread) = mistakes.taken(receipt.zip(spread))?;
        let payment = insert(write, by, self.contract, Settled { receipt, spread, corrects: self.corrects }).await?;
        touch(write, self.contract).await?;
        Ok(Done::Now(payment))
    }

    /// Whether `payment` is what this entry would make.
    pub(super) async fn is(&self, write: &Write, payment: &payment::Model, by: &By) -> Result<bool, Refusal> {
        let mut mistakes = Mistakes::default();
        let receipt = self.received.read(&mut mistakes, self.contract, by.today());
        let receipt = mistakes.taken(receipt)?;
        let is_same = payment.reference == receipt.reference && self.is_like(payment, &receipt);
        Ok(is_same && self.has_same_parts(write, payment.id).await?)
    }

    fn is_like(&self, payment: &payment::Model, receipt: &Receipt) -> bool {
        payment.contract_id == self.contract.id
            && payment.amount_minor == receipt.amount.minor()
            && payment.received_on == receipt.received_on
            && payment.corrects_id == self.corrects
    }

    /// The same payment, when it was entered before. Refuses a reference that stands for another one.
    async fn earlier(&self, write: &Write, receipt: &Receipt) -> Result<Option<payment::Model>, Refusal> {
        let mut entries = payment::with_reference(write.on(), &receipt.reference).await?;
        entries.retain(|entry| Some(entry.id) != self.corrects);
        let ids = entries.iter().map(|entry| entry.id).collect();
        let reversals = payment_reversal::of_payments(write.on(), Viewer::System, ids).await?;
        let is_reversed = |entry: &payment::Model| reversals.iter().any(|reversal| reversal.payment_id == entry.id);
        if self.corrects.is_some() {
            // What was corrected before may carry the same reference: it does not stand any more.
            entries.retain(|entry| !is_reversed(entry));
        }
        let Some(entry) = entries.first() else { return Ok(None) };
        if entries.len() == 1
            && self.is_like(entry, receipt)
            && !is_reversed(entry)
            && self.has_same_parts(write, entry.id).await?
        {
            return Ok(Some(entry.clone()));
        }
        Err(reference_used(&receipt.reference))
    }

    /// Whether the parts somebody gives by hand are those of the entry; without any, the rule's are taken as they were.
    async fn has_same_parts(&self, write: &Write, id: PaymentId) -> Result<bool, DbErr> {
        let Some(wanted) = &self.received.allocations else { return Ok(true) };
        let parts = allocation::of_payments(write.on(), Viewer::System, vec![id]).await?;
        let currency = self.contract.currency;
        Ok(parts.len() == wanted.len()
            && parts.iter().all(|part| {
                let amount = Ok(Money::new(part.amount_minor, currency));
                let is_same = |wanted: &Wanted| Money::parse(wanted.amount.trim(), currency) == amount;
                wanted.iter().any(|wanted| wanted.instalment_id == part.instalment_id && is_same(wanted))
            }))
    }
}

/// A payment that is decided.
pub(crate) struct Settled {
    pub(crate) receipt: Receipt,
    pub(crate) spread: Spread,
    pub(crate) corrects: Option<PaymentId>,
}

/// Writes a decided payment: its row and parts, the audit entry, the end of what need not be reminded of any more.
pub(crate) async fn insert(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    Settled { receipt, spread, corrects }: Settled,
) -> Result<payment::Model, Refusal> {
    let row = payment::Model {
        id: PaymentId::new(),
        contract_id: contract.id,
        reference: receipt.reference,
        amount_minor: receipt.amount.minor(),
        received_on: receipt.received_on,
        note: receipt.note,
        corrects_id: corrects,
        entered_at: by.now,
    };
    let inserted = payment::Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await;
    inserted.map_err(|error| Refusal::if_taken(error, reference_used(&row.reference)))?;
    let parts = spread.parts.iter().map(|part| {
        let (instalment_id, amount_minor) = (part.instalment, part.amount.minor());
        allocation::Model { payment_id: row.id, instalment_id, amount_minor }.into_active_model()
    });
    if !spread.parts.is_empty() {
        allocation::Entity::insert_many(parts).exec_without_returning(write.on()).await?;
    }
    audit::record(write, &by.actor, by.now, fact(&row, &spread)).await?;
    for instalment_id in spread.settled() {
        reminder::record::settle(write, by.now, ReminderKind::Payment, instalment_id.0).await?;
    }
    Ok(row)
}

fn fact(row: &payment::Model, spread: &Spread) -> Fact<'static> {
    let parts: Vec<Value> = spread
        .parts
        .iter()
        .map(|part| json!({ "instalmentId": part.instalment, "amountMinor": part.amount.minor() }))
        .collect();
    Fact {
        chain: Chain::Dossier(row.contract_id),
        action: "payment.received",
        subject: ("payment", row.id.0),
        before: Value::Null,
        after: json!({
            "reference": row.reference,
            "amountMinor": row.amount_minor,
            "receivedOn": row.received_on,
            "correctsId": row.corrects_id,
            "allocations": parts,
            "unallocatedMinor": spread.rest.minor(),
        }),
        reason: None,
    }
}

pub(super) fn reference_used(reference: &str) -> Refusal {
    let words = Words::new(
        format!("Mã tham chiếu {reference} đã được dùng cho một khoản thanh toán khác."),
        format!("Reference {reference} is already used for another payment."),
    );
    Refusal::conflict("PAYMENT_REFERENCE_USED", words)
}
