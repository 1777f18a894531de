//! What is to be done about claims and tickets: by the provider within the hours that were promised, by the customer when
//! they are asked (P3, P5, S7).

use super::action::{Action, Due};
use super::command::Command;
use super::doer::Doer;
use crate::dossier::{AsOf, Dossier, Subject};
use crate::refusal::Words;
use crate::support::support_ticket;
use crate::support::ticket_state::TicketState;
use crate::warranty::claim_state::ClaimState;
use crate::warranty::claim_step::StepKind;
use crate::warranty::warranty_claim;
use uuid::Uuid;

/// What somebody has to do about each claim and ticket that is open.
pub fn actions(dossier: &Dossier, as_of: &AsOf<'_>) -> Vec<Action> {
    if dossier.contract.state.is_over() {
        return Vec::new();
    }
    let claims = dossier.care.claims.iter().filter_map(|claim| on_claim(dossier, claim, as_of));
    let tickets = dossier.care.tickets.iter().filter_map(|ticket| on_ticket(dossier, ticket, as_of));
    claims.chain(tickets).collect()
}

fn on_claim(dossier: &Dossier, claim: &warranty_claim::Model, as_of: &AsOf<'_>) -> Option<Action> {
    let last = dossier.care.steps.iter().rev().find(|step| step.claim_id == claim.id);
    let asked = last.filter(|step| step.kind == StepKind::Asked && claim.state.waits_for_provider());
    let reference = &claim.reference;
    let own = |doer, command, what: Words| Action {
        clause: "P5",
        doer,
        what,
        reason: state(("Yêu cầu bảo hành", "Warranty claim"), (reference, &claim.state.words())),
        due: due(dossier, claim.id.0, as_of),
        command: Some(command),
        subject: Subject::WarrantyClaim(claim.id),
    };
    if let Some(step) = asked {
        let question = step.words.as_deref().unwrap_or_default();
        let what = Words::new(
            format!("Trả lời câu hỏi về yêu cầu bảo hành {reference}."),
            format!("Answer what is asked about warranty claim {reference}."),
        );
        let reason = Words::new(
            format!("Bên cung cấp hỏi ngày {}: {question}", step.taken_on),
            format!("The provider asked on {}: {question}", step.taken_on),
        );
        let action = own(Doer::CustomerPeople, Command::AnswerAboutWarrantyClaim, what);
        return Some(Action { clause: "C4", reason, due: Due::UNSET, ..action });
    }
    let (doer, command, vi, en) = match claim.state {
        ClaimState::Filed => (Doer::Consultants, Command::TriageWarrantyClaim, "Xem xét", "Judge"),
        ClaimState::Triaged => (Doer::Consultants, Command::StartWarrantyClaim, "Bắt đầu xử lý", "Begin work on"),
        ClaimState::InWork => (Doer::Consultants, Command::ResolveWarrantyClaim, "Xử lý xong", "Resolve"),
        ClaimState::Resolved => {
            (Doer::CustomerPeople, Command::ConfirmWarrantyClaim, "Xác nhận hoặc mở lại", "Confirm or reopen")
        }
        ClaimState::Confirmed | ClaimState::Rejected => return None,
    };
    let what = Words::new(format!("{vi} yêu cầu bảo hành {reference}."), format!("{en} warranty claim {reference}."));
    Some(own(doer, command, what))
}

fn on_ticket(dossier: &Dossier, ticket: &support_ticket::Model, as_of: &AsOf<'_>) -> Option<Action> {
    let reference = &ticket.reference;
    let (doer, command, vi, en) = match ticket.state {
        TicketState::Open => (Doer::Consultants, Command::AnswerSupportTicket, "Trả lời", "Answer"),
        TicketState::Answered => {
            (Doer::CustomerPeople, Command::CloseSupportTicket, "Đóng hoặc viết thêm vào", "Close, or write on,")
        }
        TicketState::Closed => return None,
    };
    let title = &ticket.title;
    Some(Action {
        clause: "S7",
        doer,
        what: Words::new(
            format!("{vi} yêu cầu hỗ trợ {reference}: {title}"),
            format!("{en} support ticket {reference}: {title}"),
        ),
        reason: state(("Yêu cầu hỗ trợ", "Support ticket"), (reference, &ticket.state.words())),
        due: due(dossier, ticket.id.0, as_of),
        command: Some(command),
        subject: Subject::SupportTicket(ticket.id),
    })
}

fn state((vi, en): (&str, &str), (reference, state): (&str, &Words)) -> Words {
    Words::new(format!("{vi} {reference} {}.", state.vi), format!("{en} {reference} is {}.", state.en))
}

/// By when an answer was promised; nothing once it was given, or while the clock stands still.
fn due(dossier: &Dossier, subject_id: Uuid, as_of: &AsOf<'_>) -> Due {
    let answer_by = dossier.care.clock(subject_id).and_then(|clock| clock.answer_by);
    answer_by.map_or(Due::UNSET, |answer_by| Due::before(answer_by, as_of.now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::lifecycle::Lifecycle;
    use crate::dossier::given::dossier;
    use crate::next_action::action::tests::on_day;

    #[test]
    fn a_claim_goes_from_one_to_the_other() {
        let question: &[StepKind] = &[StepKind::Asked];
        let answered: &[StepKind] = &[StepKind::Asked, StepKind::Answered];
        let table: [(ClaimState, &[StepKind], &[&str]); 8] = [
            (ClaimState::Filed, &[], &["P5 Consultants triageWarrantyClaim 2026-04-06"]),
            (ClaimState::Filed, question, &["C4 CustomerPeople answerAboutWarrantyClaim -"]),
            (ClaimState::Filed, answered, &["P5 Consultants triageWarrantyClaim 2026-04-06"]),
            (ClaimState::Triaged, &[], &["P5 Consultants startWarrantyClaim 2026-04-06"]),
            (ClaimState::InWork, &[], &["P5 Consultants resolveWarrantyClaim 2026-04-06"]),
            (ClaimState::Resolved, question, &["P5 CustomerPeople confirmWarrantyClaim 2026-04-06"]),
            (ClaimState::Confirmed, &[], &[]),
            (ClaimState::Rejected, &[], &[]),
        ];
        for (state, steps, expected) in table {
            let dossier = dossier(Lifecycle::Accepted).claim(state, steps);
            let id = dossier.care.claims[0].id.0;
            let dossier = dossier.clock(id, "2026-04-06").resting("2026-04-01");
            assert_eq!(on_day(actions, &dossier, "2026-04-06"), expected, "{state:?} {steps:?}");
        }
    }

    #[test]
    fn a_ticket_is_answered_in_the_hours_promised_and_closed_by_who_asked() {
        let open = dossier(Lifecycle::Accepted).ticket(TicketState::Open);
        let id = open.care.tickets[0].id.0;
        let open = open.clock(id, "2026-04-03");
        assert_eq!(on_day(actions, &open, "2026-04-06"), ["S7 Consultants answerSupportTicket 2026-04-03!"]);
        let answered = dossier(Lifecycle::Accepted).ticket(TicketState::Answered);
        assert_eq!(on_day(actions, &answered, "2026-04-06"), ["S7 CustomerPeople closeSupportTicket -"]);
        for (state, ticket) in [(Lifecycle::Accepted, TicketState::Closed), (Lifecycle::Terminated, TicketState::Open)]
        {
            assert_eq!(on_day(actions, &dossier(state).ticket(ticket), "2026-04-06"), [""; 0]);
        }
    }
}
