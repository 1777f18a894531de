//! Rule: what must be so before a contract may move on. All that is missing is told at once, by clause.

use crate::billing::instalment::Owed;
use crate::catalogue::trigger::DueEvent;
use crate::contract::lifecycle::{Event, Lifecycle};
use crate::contract::{contract, suspension};
use crate::document::{self, state::State as Paper};
use crate::refusal::{Unmet, Words};
use crate::support::support_ticket;
use crate::value::locale::Locale;
use crate::value::money::Money;
use crate::warranty::{warranty_claim, warranty_cover};
use crate::workflow::item_state::ItemState;
use crate::workflow::work_item;
use chrono::NaiveDate;

/// A step of the terms that a contract has to take, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Taken {
    Nothing,
    Signed,
    Started,
    Finished,
    Accepted,
}

/// The steps that lie between the state and the event: none when the event is too late instead of too early, or when
/// the contract is over.
pub(super) fn missing_steps(state: Lifecycle, event: Event) -> Vec<Unmet> {
    let (Some(taken), Some(needed)) = (taken(state), needed(event)) else { return Vec::new() };
    let steps = [
        (Taken::Signed, "S2", "NOT_SIGNED", "Hợp đồng chưa được ký.", "The contract is not signed."),
        (Taken::Started, "S4", "NOT_STARTED", "Công việc chưa bắt đầu.", "Work has not begun."),
        (Taken::Finished, "S5", "NOT_FINISHED", "Công việc chưa hoàn thành.", "The work is not reported done."),
        (Taken::Accepted, "S6", "NOT_ACCEPTED", "Khách hàng chưa nghiệm thu.", "The customer has not accepted."),
    ];
    let missing = steps.into_iter().filter(|(step, ..)| taken < *step && *step <= needed);
    missing.map(|(_, clause, code, vi, en)| Unmet { clause, code, words: Words::new(vi, en) }).collect()
}

/// A suspension stops work and acceptance.
pub(super) fn suspended(event: Event, rest: Option<&suspension::Model>) -> Option<Unmet> {
    let rest = rest.filter(|_| event.is_stopped_by_suspension())?;
    let words = Words::new(
        format!("Hợp đồng tạm dừng từ {}: {}", rest.from_on, rest.reason),
        format!("The contract rests since {}: {}", rest.from_on, rest.reason),
    );
    let clause = if event == Event::Accept { "S6" } else { "S4" };
    Some(Unmet { clause, code: "SUSPENDED", words })
}

/// What is accepted is the frozen report of it: until there is one, nothing can be accepted (S5).
pub(crate) fn report_not_frozen(state: Lifecycle, report: Option<&document::Model>) -> Option<Unmet> {
    if state != Lifecycle::Finished {
        return None;
    }
    let words = match report.map(|report| report.state) {
        Some(Paper::Frozen) => return None,
        Some(Paper::Requested) => Words::new(
            "Báo cáo hoàn thành đang được lập; hãy thử lại sau ít phút.",
            "The completion report is being made; try again in a few minutes.",
        ),
        Some(Paper::Failed) => Words::new(
            "Báo cáo hoàn thành chưa lập được; bên cung cấp phải lập lại.",
            "The completion report could not be made; the provider has to ask for it again.",
        ),
        None => Words::new("Chưa có báo cáo hoàn thành.", "There is no completion report."),
    };
    Some(Unmet { clause: "S5", code: "REPORT_NOT_FROZEN", words })
}

/// What is due on signature and not paid: work does not begin before (C5, S4).
pub(crate) fn due_on_signature(owed: &[Owed], signed_on: Option<NaiveDate>) -> Vec<Unmet> {
    let is_due = |owed: &&Owed| match owed.instalment.due_event {
        Some(event) => event == DueEvent::Signature,
        None => signed_on.is_some_and(|signed_on| owed.instalment.agreed_due_on <= signed_on),
    };
    let due = owed.iter().filter(is_due);
    due.filter_map(|owed| outstanding(owed, "DUE_ON_SIGNATURE")).collect()
}

/// What keeps an accepted contract from being closed on a day: what is owed (C5), claims that wait for the provider or for
/// the customer's confirmation, a warranty that runs, redone work that is covered (P5).
pub(crate) fn open_at_closing(
    owed: &[Owed],
    claims: &[warranty_claim::Model],
    (covers, on): (&[warranty_cover::Model], NaiveDate),
) -> Vec<Unmet> {
    let sums = owed.iter().filter_map(|owed| outstanding(owed, "OUTSTANDING"));
    let claims = claims.iter().filter(|claim| claim.state.is_open()).map(open_claim);
    let last_day = |follows_on: bool| {
        let rows = covers.iter().filter(move |cover| cover.follows_on() == follows_on);
        rows.map(|cover| cover.last_covered_on).max().filter(|last| *last >= on)
    };
    let warranty = last_day(false).map(|last| Unmet {
        clause: "P5",
        code: "UNDER_WARRANTY",
        words: Words::new(
            format!("Còn bảo hành đến hết ngày {last}."),
            format!("It is under warranty until the end of {last}."),
        ),
    });
    let redone = last_day(true).map(|last| Unmet {
        clause: "P5",
        code: "REDONE_WORK_COVERED",
        words: Words::new(
            format!("Phần đã làm lại còn được bảo hành đến hết ngày {last}."),
            format!("Redone work is covered until the end of {last}."),
        ),
    });
    sums.chain(claims).chain(warranty).chain(redone).collect()
}

/// That both signed that everything is settled comes before closing (S6).
pub(crate) fn not_liquidated(contract: &contract::Model) -> Option<Unmet> {
    contract.liquidated_on.is_none().then(|| Unmet {
        clause: "S6",
        code: "NOT_LIQUIDATED",
        words: Words::new("Hợp đồng chưa được thanh lý.", "The contract is not liquidated."),
    })
}

/// Items of the work plan in force that somebody has not done yet (C3, S4).
pub(crate) fn open_items(items: &[work_item::Model]) -> Vec<Unmet> {
    let open = items.iter().filter(|item| item.state != ItemState::Done).map(|item| {
        let (number, owner, name) = (item.number, item.owner.words(), item.name());
        let words = Words::new(
            format!("Công việc {number} của {} chưa xong: {}.", owner.vi, name.vi),
            format!("Item {number} of {} is not done: {}.", owner.en, name.en),
        );
        Unmet { clause: "S4", code: "WORK_ITEM_OPEN", words }
    });
    open.collect()
}

/// Tickets that nobody has closed yet.
pub(crate) fn open_tickets(tickets: &[support_ticket::Model]) -> Vec<Unmet> {
    let open = tickets.iter().filter(|ticket| ticket.state.is_open()).map(|ticket| {
        let (reference, state) = (&ticket.reference, ticket.state.words());
        let words = Words::new(
            format!("Yêu cầu hỗ trợ {reference} {}.", state.vi),
            format!("Support ticket {reference} is {}.", state.en),
        );
        Unmet { clause: "S7", code: "TICKET_OPEN", words }
    });
    open.collect()
}

fn open_claim(claim: &warranty_claim::Model) -> Unmet {
    let (code, reference, state) = (
        if claim.state.waits_for_provider() { "CLAIM_OPEN" } else { "CLAIM_UNCONFIRMED" },
        &claim.reference,
        claim.state.words(),
    );
    let words = Words::new(
        format!("Yêu cầu bảo hành {reference} {}.", state.vi),
        format!("Warranty claim {reference} is {}.", state.en),
    );
    Unmet { clause: "P5", code, words }
}

/// What keeps both from signing that everything is settled: what is owed, and what was received beyond that (C5).
pub(crate) fn unsettled_at_liquidation(owed: &[Owed], received: Money, total: Money) -> Vec<Unmet> {
    let sums = owed.iter().filter_map(|owed| outstanding(owed, "OUTSTANDING"));
    let surplus = received.minus(total).ok().filter(|surplus| surplus.is_positive()).map(|surplus| Unmet {
        clause: "C5",
        code: "RECEIVED_TOO_MUCH",
        words: Words::new(
            format!("Đã nhận thừa {}: hãy hoàn lại hoặc sửa khoản thanh toán.", surplus.formatted(Locale::Vi)),
            format!(
                "{} was received beyond the price: return it or correct the payment.",
                surplus.formatted(Locale::En)
            ),
        ),
    });
    sums.chain(surplus).collect()
}

fn outstanding(owed: &Owed, code: &'static str) -> Option<Unmet> {
    let (number, sum) = (owed.instalment.number, owed.outstanding);
    sum.is_positive().then(|| Unmet {
        clause: "C5",
        code,
        words: Words::new(
            format!("Đợt {number} còn phải trả {}.", sum.formatted(Locale::Vi)),
            format!("{} of instalment {number} is still owed.", sum.formatted(Locale::En)),
        ),
    })
}

fn taken(state: Lifecycle) -> Option<Taken> {
    match state {
        Lifecycle::Draft => Some(Taken::Nothing),
        Lifecycle::Signed => Some(Taken::Signed),
        Lifecycle::Deploying => Some(Taken::Started),
        Lifecycle::Finished => Some(Taken::Finished),
        Lifecycle::Accepted => Some(Taken::Accepted),
        Lifecycle::Closed | Lifecycle::Cancelled | Lifecycle::Terminated => None,
    }
}

fn needed(event: Event) -> Option<Taken> {
    match event {
        Event::Sign | Event::Cancel => None,
        Event::Start | Event::Terminate => Some(Taken::Signed),
        Event::Finish => Some(Taken::Started),
        Event::Accept | Event::RejectCompletion => Some(Taken::Finished),
        Event::Close => Some(Taken::Accepted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::transition::Transition;
    use sea_orm::Iterable;

    fn codes(state: Lifecycle, event: Event) -> Vec<&'static str> {
        missing_steps(state, event).iter().map(|unmet| unmet.code).collect()
    }

    #[test]
    fn all_steps_in_between_are_missing() {
        let table: [(Lifecycle, Event, &[&str]); 8] = [
            (Lifecycle::Draft, Event::Start, &["NOT_SIGNED"]),
            (Lifecycle::Draft, Event::Close, &["NOT_SIGNED", "NOT_STARTED", "NOT_FINISHED", "NOT_ACCEPTED"]),
            (Lifecycle::Signed, Event::Finish, &["NOT_STARTED"]),
            (Lifecycle::Signed, Event::Accept, &["NOT_STARTED", "NOT_FINISHED"]),
            (Lifecycle::Deploying, Event::Close, &["NOT_FINISHED", "NOT_ACCEPTED"]),
            (Lifecycle::Finished, Event::Start, &[]),
            (Lifecycle::Terminated, Event::Close, &[]),
            (Lifecycle::Accepted, Event::Close, &[]),
        ];
        for (state, event, expected) in table {
            assert_eq!(codes(state, event), expected, "{event:?} in {state:?}");
        }
    }

    #[test]
    fn what_the_lifecycle_allows_misses_no_step() {
        for state in Lifecycle::iter() {
            for event in Event::iter() {
                if let Ok(Transition::To(_) | Transition::AlreadyDone) = state.after(event) {
                    assert!(codes(state, event).is_empty(), "{event:?} in {state:?}");
                }
            }
        }
    }
}
