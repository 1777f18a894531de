//! Warranty and support: claims, tickets, and until when what was delivered is covered (S7, P5).

use super::entry::{Entry, Kind};
use crate::dossier::{Dossier, Subject};
use crate::refusal::Words;
use crate::warranty::claim_step::{self, StepKind};
use crate::warranty::warranty_cover;
use chrono::NaiveDate;

/// Claims and tickets, and the ends of covers; those that run on `today` are still to come.
pub fn entries(dossier: &Dossier, today: NaiveDate) -> Vec<Entry> {
    claims(dossier).chain(tickets(dossier)).chain(covers(dossier, today)).collect()
}

fn claims(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    dossier.care.claims.iter().flat_map(|claim| {
        let (reference, subject) = (&claim.reference, Subject::WarrantyClaim(claim.id));
        let what = Words::new(
            format!("Khách hàng gửi yêu cầu bảo hành {reference}."),
            format!("Warranty claim {reference} was filed."),
        );
        let filed = Entry::happened(claim.filed_on, Kind::ClaimFiled, what, subject);
        let steps = dossier.care.steps.iter().filter(|step| step.claim_id == claim.id);
        [filed].into_iter().chain(steps.filter_map(|step| taken(step, reference)))
    })
}

/// What changes where a claim stands; how it was worked on stands in the claim.
fn taken(step: &claim_step::Model, reference: &str) -> Option<Entry> {
    let (kind, vi, en) = match step.kind {
        StepKind::Resolved => (Kind::ClaimResolved, "Đã xử lý", "was resolved"),
        StepKind::Confirmed => (Kind::ClaimConfirmed, "Khách hàng xác nhận đã xử lý", "was confirmed as resolved"),
        StepKind::Reopened => (Kind::ClaimReopened, "Khách hàng mở lại", "was reopened"),
        StepKind::Rejected => (Kind::ClaimRejected, "Không bảo hành", "was rejected"),
        StepKind::Triaged | StepKind::Started | StepKind::Asked | StepKind::Answered => return None,
    };
    let what = Words::new(format!("{vi}: yêu cầu bảo hành {reference}."), format!("Warranty claim {reference} {en}."));
    Some(Entry::happened(step.taken_on, kind, what, Subject::WarrantyClaim(step.claim_id)))
}

fn tickets(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    dossier.care.tickets.iter().flat_map(|ticket| {
        let (reference, title, subject) = (&ticket.reference, &ticket.title, Subject::SupportTicket(ticket.id));
        let what = Words::new(
            format!("Yêu cầu hỗ trợ {reference}: {title}"),
            format!("Support ticket {reference} was opened: {title}"),
        );
        let opened = Entry::happened(ticket.opened_on, Kind::TicketOpened, what, subject);
        let closed = ticket.closed_on.map(|on| {
            let what = Words::new(
                format!("Đóng yêu cầu hỗ trợ {reference}."),
                format!("Support ticket {reference} was closed."),
            );
            Entry::happened(on, Kind::TicketClosed, what, subject)
        });
        [opened].into_iter().chain(closed)
    })
}

fn covers(dossier: &Dossier, today: NaiveDate) -> impl Iterator<Item = Entry> {
    dossier.care.covers.iter().map(move |cover| {
        let on = cover.last_covered_on;
        let entry = Entry::happened(on, Kind::WarrantyEnds, ends(cover), Subject::WarrantyCover(cover.id));
        Entry { is_planned: on >= today, ..entry }
    })
}

fn ends(cover: &warranty_cover::Model) -> Words {
    if cover.follows_on() {
        return Words::new("Ngày cuối bảo hành phần đã làm lại.", "The last covered day of redone work.");
    }
    Words::new("Ngày bảo hành cuối cùng của một hạng mục.", "The last covered day of a deliverable.")
}
