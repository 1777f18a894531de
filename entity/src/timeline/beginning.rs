//! How a contract came about: what was asked, offered, accepted and signed (S1, S2).

use super::entry::{Entry, Kind};
use super::papers;
use crate::calendar::zone::{PROVIDER_ZONE, day_of};
use crate::document::Kind as Paper;
use crate::dossier::{Dossier, Origin, Subject};
use crate::quote::quote;
use crate::quote::state::State as Offered;
use crate::refusal::Words;

/// From the inquiry to the signatures, as far as the origin is known.
pub fn entries(dossier: &Dossier, origin: Option<&Origin>) -> Vec<Entry> {
    let asked = origin.map(received);
    let offered = origin.into_iter().flat_map(|origin| origin.quotes.iter().flat_map(offered));
    let quotes = papers::entries(dossier, Paper::Quote);
    let agreed = agreed(dossier, origin.is_some());
    asked.into_iter().chain(offered).chain(quotes).chain(texts(dossier)).chain(agreed).collect()
}

fn received(origin: &Origin) -> Entry {
    let (inquiry, on) = (&origin.inquiry, day_of(origin.inquiry.created_at, PROVIDER_ZONE));
    let what = Words::new(
        format!("Tiếp nhận yêu cầu {}.", inquiry.reference),
        format!("Inquiry {} was received.", inquiry.reference),
    );
    Entry::happened(on, Kind::InquiryReceived, what, Subject::Inquiry(inquiry.id))
}

/// The text in its versions, who signed which, and the scans of what was signed on paper.
fn texts(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    let signatures = dossier.agreement.signatures.iter().filter_map(|signature| {
        let text = dossier.agreement.texts.iter().find(|text| text.id == signature.text_id)?;
        let (party, number, signer) = (signature.party.words(), text.number, &signature.signer);
        let what = Words::new(
            format!("{signer} ký thay mặt {} (văn bản bản {number}).", party.vi),
            format!("{signer} signed for {} (version {number} of the text).", party.en),
        );
        let subject = Subject::Document(text.document_id);
        Some(Entry::happened(signature.signed_on, Kind::SignatureGiven, what, subject))
    });
    papers::entries(dossier, Paper::Contract).chain(papers::entries(dossier, Paper::SignedCopy)).chain(signatures)
}

/// A version that was sent, and how the customer answered it.
fn offered(quote: &quote::Model) -> impl Iterator<Item = Entry> {
    let (number, reference) = (quote.number, &quote.reference);
    let entry = |at, kind, (vi, en): (&str, &str)| {
        let what = Words::new(
            format!("{vi} báo giá {reference}, bản {number}."),
            format!("Quote {reference}, version {number}, was {en}."),
        );
        Entry::happened(day_of(at, PROVIDER_ZONE), kind, what, Subject::Quote(quote.id))
    };
    let sent = quote.sent_at.map(|at| entry(at, Kind::QuoteSent, ("Gửi", "sent")));
    let answer = match quote.state {
        Offered::Accepted => Some((Kind::QuoteAccepted, ("Khách hàng chấp nhận", "accepted"))),
        Offered::Declined => Some((Kind::QuoteDeclined, ("Khách hàng từ chối", "declined"))),
        Offered::Draft
        | Offered::Approved
        | Offered::Sent
        | Offered::Superseded
        | Offered::Withdrawn
        | Offered::Expired => None,
    };
    let answered = quote.decided_at.zip(answer).map(|(at, (kind, words))| entry(at, kind, words));
    sent.into_iter().chain(answered)
}

/// What was signed when it was entered here was not drafted here.
fn agreed(dossier: &Dossier, is_offered: bool) -> impl Iterator<Item = Entry> {
    let contract = &dossier.contract;
    let (reference, subject) = (&contract.reference, Subject::Contract(contract.id));
    let entered_on = day_of(contract.created_at, PROVIDER_ZONE);
    let drafted = (is_offered || contract.signed_on.is_none_or(|signed_on| entered_on < signed_on)).then(|| {
        let what = Words::new(format!("Soạn hợp đồng {reference}."), format!("Contract {reference} was drafted."));
        Entry::happened(entered_on, Kind::ContractDrafted, what, subject)
    });
    let signed = contract.signed_on.map(|on| {
        let what = Words::new(
            format!("Hai bên ký hợp đồng {reference}."),
            format!("Both parties signed contract {reference}."),
        );
        Entry::happened(on, Kind::ContractSigned, what, subject)
    });
    let cancelled = contract.cancelled_on.map(|on| {
        let what = Words::new(
            format!("Hủy hợp đồng {reference} trước khi ký."),
            format!("Contract {reference} was cancelled before it was signed."),
        );
        Entry::happened(on, Kind::ContractCancelled, what, subject)
    });
    drafted.into_iter().chain(signed).chain(cancelled)
}
