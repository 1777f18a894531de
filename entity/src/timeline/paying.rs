//! The money: what falls due, was asked for, received and reversed (S3, C5).

use super::entry::{Entry, Kind};
use super::papers;
use crate::catalogue::trigger::DueEvent;
use crate::contract::lifecycle::Lifecycle;
use crate::document::Kind as Paper;
use crate::dossier::{Dossier, Subject};
use crate::refusal::Words;
use crate::value::locale::Locale;
use chrono::NaiveDate;

/// The money, instalments that are not paid as still to come; what was paid ahead of `today` is not.
pub fn entries(dossier: &Dossier, today: NaiveDate) -> Vec<Entry> {
    let requests = requested(dossier).chain(papers::entries(dossier, Paper::PaymentRequest));
    due(dossier, today).chain(requests).chain(received(dossier)).chain(reversed(dossier)).collect()
}

/// What was given up before signing falls due no more; of what was terminated, what was not written off does.
fn due(dossier: &Dossier, today: NaiveDate) -> impl Iterator<Item = Entry> {
    let is_given_up = dossier.contract.state == Lifecycle::Cancelled;
    let owed = dossier.account.owed.iter().filter(move |_| !is_given_up);
    owed.filter_map(move |owed| {
        let (instalment, currency) = (&owed.instalment, dossier.contract.currency);
        let sum = instalment.amount(currency).minus(owed.written_off).ok()?;
        let number = instalment.number;
        let (vi, en) = (sum.formatted(Locale::Vi), sum.formatted(Locale::En));
        let what = match instalment.awaited().map(DueEvent::words) {
            None => Words::new(format!("Đến hạn đợt {number}: {vi}."), format!("Instalment {number} falls due: {en}.")),
            Some(event) => Words::new(
                format!("Dự kiến đến hạn đợt {number} sau khi {}: {vi}.", event.vi),
                format!("Instalment {number} is expected to fall due after {}: {en}.", event.en),
            ),
        };
        let subject = Subject::Instalment(instalment.id);
        let entry = Entry::happened(instalment.due_on, Kind::InstalmentDue, what, subject);
        let is_planned = sum.minus(owed.paid).ok()?.is_positive();
        let is_told = sum.is_positive() && (is_planned || entry.on <= today);
        is_told.then_some(Entry { is_planned, ..entry })
    })
}

fn requested(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    dossier.account.requests.iter().map(|request| {
        let (reference, sum) = (&request.reference, request.amount(dossier.contract.currency));
        let what = Words::new(
            format!("Đề nghị thanh toán {reference}: {}.", sum.formatted(Locale::Vi)),
            format!("{} was requested ({reference}).", sum.formatted(Locale::En)),
        );
        Entry::happened(request.requested_on, Kind::PaymentRequested, what, Subject::PaymentRequest(request.id))
    })
}

fn received(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    dossier.account.payments.iter().map(|payment| {
        let sum = payment.amount(dossier.contract.currency);
        let what = Words::new(
            format!("Nhận thanh toán {}.", sum.formatted(Locale::Vi)),
            format!("{} was received.", sum.formatted(Locale::En)),
        );
        Entry::happened(payment.received_on, Kind::PaymentReceived, what, Subject::Payment(payment.id))
    })
}

fn reversed(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    dossier.account.reversals.iter().filter_map(|reversal| {
        let payment = dossier.account.payments.iter().find(|payment| payment.id == reversal.payment_id)?;
        let (sum, why) = (payment.amount(dossier.contract.currency), &reversal.reason);
        let what = Words::new(
            format!("Hủy khoản thanh toán {}: {why}", sum.formatted(Locale::Vi)),
            format!("The payment of {} was reversed: {why}", sum.formatted(Locale::En)),
        );
        Some(Entry::happened(reversal.reversed_on, Kind::PaymentReversed, what, Subject::Payment(payment.id)))
    })
}
