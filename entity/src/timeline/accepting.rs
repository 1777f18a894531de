//! Completion and acceptance, round by round, and how the contract ended (S5, S6, S7).

use super::entry::{Entry, Kind};
use super::papers;
use crate::acceptance::acceptance_round;
use crate::acceptance::round_state::RoundState;
use crate::document::Kind as Paper;
use crate::dossier::{Dossier, Subject};
use crate::refusal::Words;

/// Every report that the work is done with its answer, then acceptance and liquidation.
pub fn entries(dossier: &Dossier) -> Vec<Entry> {
    let contract = &dossier.contract;
    let subject = Subject::Contract(contract.id);
    let rounds = dossier.answering.rounds.iter().flat_map(|round| [finished(round)].into_iter().chain(answered(round)));
    // What was entered here when it was done already has no rounds.
    let before = contract.finished_on.filter(|_| dossier.answering.rounds.is_empty()).map(|on| {
        let what = Words::new("Công việc hoàn thành.", "The work was done.");
        Entry::happened(on, Kind::WorkFinished, what, subject)
    });
    let accepted = contract.accepted_on.map(|on| {
        let what = Words::new("Khách hàng nghiệm thu; bắt đầu bảo hành.", "The customer accepted; the warranty began.");
        Entry::happened(on, Kind::WorkAccepted, what, subject)
    });
    let liquidated = contract.liquidated_on.map(|on| {
        let what = Words::new("Hai bên thanh lý hợp đồng.", "Both signed that everything is settled.");
        Entry::happened(on, Kind::ContractLiquidated, what, subject)
    });
    let reports = papers::entries(dossier, Paper::CompletionReport);
    let minutes = papers::entries(dossier, Paper::Minutes);
    before.into_iter().chain(rounds).chain(reports).chain(accepted).chain(liquidated).chain(minutes).collect()
}

/// How the contract ended.
pub fn endings(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    let contract = &dossier.contract;
    let subject = Subject::Contract(contract.id);
    let closed = contract.closed_on.map(|on| {
        let what = Words::new("Đóng hợp đồng.", "The contract was closed.");
        Entry::happened(on, Kind::ContractClosed, what, subject)
    });
    let terminated = contract.terminated_on.map(|on| {
        let why = contract.ending_reason.as_deref().unwrap_or_default();
        let what =
            Words::new(format!("Chấm dứt hợp đồng trước hạn: {why}"), format!("The contract was ended early: {why}"));
        Entry::happened(on, Kind::ContractTerminated, what, subject)
    });
    closed.into_iter().chain(terminated)
}

fn finished(round: &acceptance_round::Model) -> Entry {
    let number = round.number;
    let what = Words::new(
        format!("Báo cáo hoàn thành, đề nghị nghiệm thu lần {number}."),
        format!("The work was reported done, for round {number} of acceptance."),
    );
    Entry::happened(round.finished_on, Kind::WorkFinished, what, Subject::AcceptanceRound(round.id))
}

/// An acceptance in full is the contract's.
fn answered(round: &acceptance_round::Model) -> Option<Entry> {
    let (number, why) = (round.number, round.reason.as_deref().unwrap_or_default());
    let (kind, what) = match round.state {
        RoundState::Rejected => (
            Kind::WorkRejected,
            Words::new(
                format!("Khách hàng từ chối nghiệm thu lần {number}: {why}"),
                format!("The customer rejected round {number}: {why}"),
            ),
        ),
        RoundState::AcceptedInPart => (
            Kind::WorkAcceptedInPart,
            Words::new(
                format!("Khách hàng nghiệm thu một phần, lần {number}."),
                format!("The customer accepted in part, in round {number}."),
            ),
        ),
        RoundState::Asked | RoundState::Accepted => return None,
    };
    Some(Entry::happened(round.answered_on?, kind, what, Subject::AcceptanceRound(round.id)))
}
