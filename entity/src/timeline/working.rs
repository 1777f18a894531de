//! The work: when it began and rested, what both agreed on, what was done, waited for and said by authorities (S4).

use super::entry::{Entry, Kind};
use crate::dossier::{Dossier, Subject};
use crate::refusal::Words;
use crate::workflow::filing::StepKind;
use crate::workflow::plan_state::PlanState;
use crate::workflow::{authority_step, work_item};

/// The work, from its beginning on.
pub fn entries(dossier: &Dossier) -> Vec<Entry> {
    let began = started(dossier).into_iter().chain(agreed(dossier));
    let went_on = authorities(dossier).chain(waits(dossier)).chain(done(dossier));
    began.chain(went_on).chain(rests(dossier)).collect()
}

fn started(dossier: &Dossier) -> Option<Entry> {
    let what = Words::new("Bắt đầu triển khai công việc.", "The work began.");
    let subject = Subject::Contract(dossier.contract.id);
    dossier.contract.started_on.map(|on| Entry::happened(on, Kind::WorkStarted, what, subject))
}

fn rests(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    let subject = Subject::Contract(dossier.contract.id);
    dossier.rests.iter().flat_map(move |rest| {
        let why = &rest.reason;
        let what = Words::new(format!("Tạm dừng hợp đồng: {why}"), format!("The contract began to rest: {why}"));
        let began = Entry::happened(rest.from_on, Kind::ContractSuspended, what, subject);
        let ended = rest.resumed_on.map(|on| {
            let what = Words::new("Hợp đồng không còn tạm dừng.", "The contract rests no more.");
            Entry::happened(on, Kind::ContractResumed, what, subject)
        });
        [began].into_iter().chain(ended)
    })
}

/// The versions that hold or held; a version superseded before it was answered never did.
fn agreed(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    let held = dossier.work.plans.iter().filter(|plan| match plan.state {
        PlanState::Confirmed | PlanState::Superseded => true,
        PlanState::Proposed | PlanState::Rejected => false,
    });
    held.filter_map(|plan| {
        let number = plan.number;
        let what = Words::new(
            format!("Hai bên xác nhận kế hoạch công việc bản {number}."),
            format!("Both confirmed version {number} of the work plan."),
        );
        Some(Entry::happened(plan.answered_on?, Kind::WorkPlanConfirmed, what, Subject::WorkPlan(plan.id)))
    })
}

/// What goes on in a later version is told of that one.
fn done(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    let items = &dossier.work.items;
    let is_told_later = |item: &work_item::Model| {
        items.iter().any(|other| other.continues_id == Some(item.id) && other.done_on == item.done_on)
    };
    items.iter().filter(move |item| !is_told_later(item)).filter_map(|item| {
        let (name, owner) = (item.name(), item.owner.words());
        let what = Words::new(
            format!("Xong công việc của {}: {}.", owner.vi, name.vi),
            format!("Done by {}: {}.", owner.en, name.en),
        );
        Some(Entry::happened(item.done_on?, Kind::WorkItemDone, what, Subject::WorkItem(item.id)))
    })
}

fn authorities(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    dossier.work.steps.iter().filter_map(|step| {
        let item = dossier.work.items.iter().find(|item| item.id == step.item_id)?;
        let (kind, what) = said(step, &item.name());
        Some(Entry::happened(step.happened_on, kind, what, Subject::WorkItem(item.id)))
    })
}

fn said(step: &authority_step::Model, item: &Words) -> (Kind, Words) {
    let day = step.appointment_on.map(|day| day.to_string()).unwrap_or_default();
    let (kind, vi, en) = match step.kind {
        StepKind::Submitted => (Kind::AuthoritySubmitted, "Nộp hồ sơ".to_owned(), "The file was submitted".to_owned()),
        StepKind::Appointed => {
            (Kind::AuthorityAppointed, format!("Cơ quan nhà nước hẹn ngày {day}"), format!("The authority named {day}"))
        }
        StepKind::SupplementAsked => (
            Kind::AuthoritySupplementAsked,
            "Cơ quan nhà nước yêu cầu bổ sung".to_owned(),
            "The authority asked for more".to_owned(),
        ),
        StepKind::Granted => {
            (Kind::AuthorityGranted, "Cơ quan nhà nước chấp thuận".to_owned(), "The authority granted it".to_owned())
        }
        StepKind::Refused => {
            (Kind::AuthorityRefused, "Cơ quan nhà nước từ chối".to_owned(), "The authority refused it".to_owned())
        }
    };
    (kind, Words::new(format!("{vi}: {}.", item.vi), format!("{en}: {}.", item.en)))
}

fn waits(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    dossier.work.waits.iter().flat_map(|wait| {
        let (who, why, subject) = (wait.waits_for.words(), &wait.reason, Subject::WorkWaiting(wait.id));
        let what =
            Words::new(format!("Bắt đầu chờ {}: {why}", who.vi), format!("The wait for {} began: {why}", who.en));
        let began = Entry::happened(wait.from_on, Kind::WaitingBegun, what, subject);
        let ended = wait.until_on.map(|on| {
            let what = Words::new(format!("Hết chờ {}.", who.vi), format!("The wait for {} ended.", who.en));
            Entry::happened(on, Kind::WaitingEnded, what, subject)
        });
        [began].into_iter().chain(ended)
    })
}
