//! Letters about money (C5, S3).

use std::collections::BTreeSet;

use entity::billing::transfer_note::transfer_note;
use entity::notice::facts::{Enclosure, OwedFacts, ReceivedFacts, RequestedFacts};
use entity::reminder::ladder::Tone;

use super::Writer;
use crate::notice::Transfer;
use crate::notice::payment_received::{Next, PaymentReceived, Settled};
use crate::notice::payment_reminder::{Line, PaymentReminder};
use crate::notice::payment_request::PaymentRequest;

impl Writer<'_> {
    pub(super) fn payment_reminder(&self, owed: &[&OwedFacts]) -> Option<PaymentReminder> {
        let mut owed = owed.to_vec();
        owed.sort_by_key(|owed| owed.instalment.due_on);
        let lines = owed.iter().map(|owed| Line {
            contract_reference: owed.contract.reference.clone(),
            contract_title: owed.contract.title.clone(),
            instalment: owed.instalment.label.clone(),
            due_on: owed.instalment.due_on,
            amount: owed.amount,
            outstanding: owed.outstanding,
        });
        Some(PaymentReminder {
            as_of: self.claimed.today,
            is_final: owed.iter().any(|owed| owed.tone == Tone::Final),
            lines: lines.collect(),
            transfer: self.transfer(note_of(&owed)?),
        })
    }

    pub(super) fn payment_received(facts: &ReceivedFacts) -> PaymentReceived {
        let settled = facts.settled.iter().map(|part| Settled {
            instalment: part.instalment.label.clone(),
            amount: part.amount,
            outstanding: part.outstanding,
        });
        let next = facts.next.as_ref();
        PaymentReceived {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            amount: facts.amount,
            received_on: facts.received_on,
            bank_reference: Some(facts.reference.clone()),
            settled: settled.collect(),
            unallocated: facts.unallocated,
            outstanding: facts.outstanding,
            next: next.map(|next| Next { instalment: next.label.clone(), due_on: next.due_on }),
        }
    }

    pub(super) fn payment_request(&self, facts: &RequestedFacts) -> PaymentRequest {
        PaymentRequest {
            request_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            signed_on: facts.contract.signed_on.unwrap_or(self.claimed.today),
            instalment: facts.instalment.label.clone(),
            amount: facts.amount,
            due_on: facts.instalment.due_on,
            is_enclosed: matches!(facts.enclosure, Enclosure::Ready(_)),
            transfer: self.transfer(transfer_note(&facts.contract.reference, &[facts.instalment.number])),
        }
    }

    fn transfer(&self, note: String) -> Transfer {
        Transfer {
            bank_name: self.provider.bank_name.clone(),
            bank_bin: self.provider.bank_bin.clone(),
            account_number: self.provider.bank_account.clone(),
            account_holder: self.provider.bank_holder.clone(),
            note,
        }
    }
}

/// The words of the transfer: the reference first, 25 characters at most. `HD-2026-7KQ4MX DOT 2`, and with several
/// contracts `HD-2026-7KQ4MX va 2 HD`.
fn note_of(owed: &[&OwedFacts]) -> Option<String> {
    let first = owed.first()?;
    let reference = &first.contract.reference;
    let others: BTreeSet<&String> =
        owed.iter().map(|owed| &owed.contract.reference).filter(|other| *other != reference).collect();
    if !others.is_empty() {
        return Some(format!("{reference} VA {} HD", others.len()));
    }
    let numbers: Vec<i32> = owed.iter().map(|owed| owed.instalment.number).collect();
    Some(transfer_note(reference, &numbers))
}
