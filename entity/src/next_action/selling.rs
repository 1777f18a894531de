//! What is to be done before there is a contract: an inquiry is answered, a quote goes its way (S1, S2).

use super::action::{Action, Due, NextAction};
use super::command::Command;
use super::doer::Doer;
use super::papers::made_again;
use crate::access::Viewer;
use crate::document::state::State as Paper;
use crate::dossier::{AsOf, Origin, Subject};
use crate::inquiry::state::State as Asked;
use crate::quote::quote;
use crate::quote::state::State as Offered;
use crate::refusal::Words;
use crate::value::id::PersonId;

/// What the viewer has to do about an inquiry and what was offered for it.
pub fn of_origin(origin: &Origin, viewer: Viewer, as_of: &AsOf<'_>) -> Vec<NextAction> {
    let staff: Vec<PersonId> = origin.inquiry.assigned_to.into_iter().collect();
    let own = actions(origin, as_of).into_iter().filter(|action| action.doer.is(viewer, &staff));
    let title = origin.quotes.last().map_or(&origin.inquiry.company, |quote| &quote.content.title);
    own.map(|action| NextAction {
        action,
        contract_id: None,
        reference: origin.inquiry.reference.clone(),
        title: title.clone(),
    })
    .collect()
}

/// What somebody has to do about it.
pub fn actions(origin: &Origin, as_of: &AsOf<'_>) -> Vec<Action> {
    let inquiry = &origin.inquiry;
    let live = origin.quotes.iter().rev().find(|quote| quote.state_on(as_of.today).is_live());
    // What was not sent in time cannot go out any more.
    let live = live.filter(|quote| quote.valid_until >= as_of.today);
    let offered = live.and_then(|quote| offered(origin, quote, as_of));
    match inquiry.state {
        Asked::Received => [answer(origin, as_of)].into_iter().chain(offered).collect(),
        Asked::InConsultation | Asked::Quoted if live.is_none() => vec![offer(origin)],
        Asked::InConsultation | Asked::Quoted => offered.into_iter().collect(),
        Asked::Won | Asked::Lost => Vec::new(),
    }
}

fn answer(origin: &Origin, as_of: &AsOf<'_>) -> Action {
    let inquiry = &origin.inquiry;
    let (company, due) = (&inquiry.company, Due::before(inquiry.answer_by, as_of.now));
    let day = due.on.unwrap_or(as_of.today);
    Action {
        clause: "P3",
        doer: Doer::Consultants,
        what: Words::new(format!("Trả lời, tư vấn cho {company}."), format!("Answer and advise {company}.")),
        reason: Words::new(
            format!("Yêu cầu chưa được trả lời; đã hứa trả lời chậm nhất ngày {day}."),
            format!("Nobody has answered the inquiry; an answer was promised by {day}."),
        ),
        due,
        command: Some(Command::RecordConsultation),
        subject: Subject::Inquiry(inquiry.id),
    }
}

/// A quote is to be written; before that it must be known for which customer.
fn offer(origin: &Origin) -> Action {
    let company = &origin.inquiry.company;
    let base = Action {
        clause: "S2",
        doer: Doer::Consultants,
        what: Words::new(format!("Lập báo giá cho {company}."), format!("Write a quote for {company}.")),
        reason: why_offer(origin),
        due: Due::UNSET,
        command: Some(Command::DraftQuote),
        subject: Subject::Inquiry(origin.inquiry.id),
    };
    if origin.inquiry.customer_id.is_some() {
        return base;
    }
    Action {
        clause: "S1",
        what: Words::new(
            format!("Gắn yêu cầu của {company} với một khách hàng."),
            format!("Link the inquiry of {company} to a customer."),
        ),
        reason: Words::new("Chỉ báo giá được cho một khách hàng đã biết.", "Only a known customer can be quoted."),
        command: Some(Command::LinkInquiry),
        ..base
    }
}

fn why_offer(origin: &Origin) -> Words {
    let Some(last) = origin.quotes.last() else {
        return Words::new("Đã tư vấn, chưa có báo giá.", "They were advised, and there is no quote yet.");
    };
    let (number, until) = (last.number, last.valid_until);
    match last.state {
        Offered::Declined => Words::new(
            format!("Báo giá bản {number} đã bị khách hàng từ chối."),
            format!("The customer declined version {number}."),
        ),
        Offered::Withdrawn => {
            Words::new(format!("Báo giá bản {number} đã được rút lại."), format!("Version {number} was withdrawn."))
        }
        Offered::Draft
        | Offered::Approved
        | Offered::Sent
        | Offered::Accepted
        | Offered::Superseded
        | Offered::Expired => Words::new(
            format!("Báo giá bản {number} đã hết hiệu lực từ sau ngày {until}."),
            format!("Version {number} was valid until {until} only."),
        ),
    }
}

/// What is to be done about the version that may still come to an answer.
fn offered(origin: &Origin, quote: &quote::Model, as_of: &AsOf<'_>) -> Option<Action> {
    let (reference, number) = (&quote.reference, quote.number);
    let due = Due::by(quote.valid_until, as_of.today);
    let step = |doer, command, (what, reason): (Words, Words)| {
        let subject = Subject::Quote(quote.id);
        Some(Action { clause: "S2", doer, what, reason, due, command: Some(command), subject })
    };
    match quote.state {
        Offered::Draft => {
            let what = Words::new(format!("Duyệt báo giá {reference}."), format!("Approve quote {reference}."));
            let reason = Words::new(
                format!("Bản {number} đã soạn xong, chưa được duyệt."),
                format!("Version {number} is written and not approved."),
            );
            step(Doer::Admins, Command::ApproveQuote, (what, reason))
        }
        Offered::Approved => {
            let what = Words::new(format!("Gửi báo giá {reference}."), format!("Send quote {reference}."));
            let reason = Words::new(
                format!("Bản {number} đã được duyệt, chưa gửi."),
                format!("Version {number} is approved and not sent."),
            );
            step(Doer::Consultants, Command::SendQuote, (what, reason))
        }
        Offered::Sent => match origin.paper(quote)?.state {
            Paper::Frozen => {
                let until = quote.valid_until;
                let what = Words::new(
                    format!("Chấp nhận hoặc từ chối báo giá {reference}."),
                    format!("Accept or decline quote {reference}."),
                );
                let reason = Words::new(
                    format!("Báo giá có hiệu lực đến hết ngày {until}."),
                    format!("It can be accepted until the end of {until}."),
                );
                step(Doer::CustomerSignatory, Command::AcceptQuote, (what, reason))
            }
            Paper::Failed => Some(made_again(origin.paper(quote)?)),
            Paper::Requested => None,
        },
        Offered::Accepted | Offered::Declined | Offered::Superseded | Offered::Withdrawn | Offered::Expired => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::vietnam;
    use crate::dossier::given::{nine, origin};
    use crate::next_action::action::tests::told;

    fn on_day(origin: &Origin, day: &str) -> Vec<String> {
        let calendar = vietnam();
        told(&actions(origin, &AsOf::moment(nine(day), &calendar)))
    }

    #[test]
    fn an_inquiry_goes_on_to_its_quote() {
        let table: [(Asked, &[Offered], &str, &[&str]); 12] = [
            (Asked::Received, &[], "2026-03-04", &["P3 Consultants recordConsultation 2026-03-04"]),
            (Asked::Received, &[], "2026-03-05", &["P3 Consultants recordConsultation 2026-03-04!"]),
            (Asked::InConsultation, &[], "2026-03-05", &["S2 Consultants draftQuote -"]),
            (Asked::InConsultation, &[Offered::Draft], "2026-03-05", &["S2 Admins approveQuote 2026-03-31"]),
            (
                Asked::Received,
                &[Offered::Approved],
                "2026-03-04",
                &["P3 Consultants recordConsultation 2026-03-04", "S2 Consultants sendQuote 2026-03-31"],
            ),
            (Asked::InConsultation, &[Offered::Approved], "2026-04-01", &["S2 Consultants draftQuote -"]),
            (
                Asked::Quoted,
                &[Offered::Superseded, Offered::Sent],
                "2026-03-31",
                &["S2 CustomerSignatory acceptQuote 2026-03-31"],
            ),
            (Asked::Quoted, &[Offered::Sent], "2026-04-01", &["S2 Consultants draftQuote -"]),
            (Asked::Quoted, &[Offered::Declined], "2026-03-10", &["S2 Consultants draftQuote -"]),
            (Asked::Quoted, &[Offered::Withdrawn], "2026-03-10", &["S2 Consultants draftQuote -"]),
            (Asked::Won, &[Offered::Accepted], "2026-03-10", &[]),
            (Asked::Lost, &[], "2026-03-10", &[]),
        ];
        for (state, quotes, day, expected) in table {
            assert_eq!(on_day(&origin(state, quotes), day), expected, "{state:?} {quotes:?} on {day}");
        }
    }

    #[test]
    fn a_visitor_becomes_a_customer_before_a_quote() {
        let mut origin = origin(Asked::InConsultation, &[]);
        origin.inquiry.customer_id = None;
        assert_eq!(on_day(&origin, "2026-03-05"), ["S1 Consultants linkInquiry -"]);
    }

    #[test]
    fn what_was_sent_is_answered_by_its_paper() {
        let mut origin = origin(Asked::Quoted, &[Offered::Sent]);
        origin.papers[0].state = Paper::Requested;
        assert!(on_day(&origin, "2026-03-10").is_empty());
        origin.papers[0].state = Paper::Failed;
        assert_eq!(on_day(&origin, "2026-03-10"), ["P3 Consultants retryDocument -"]);
    }
}
