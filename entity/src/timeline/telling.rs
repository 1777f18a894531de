//! The whole tale of a contract, the oldest first.

use super::entry::Entry;
use super::{accepting, beginning, caring, paying, working};
use crate::dossier::{Dossier, Origin};
use chrono::NaiveDate;

/// What has happened and is to come, as of a day. What happens on the same day stands in the order of the terms' steps.
pub fn of_dossier(dossier: &Dossier, origin: Option<&Origin>, today: NaiveDate) -> Vec<Entry> {
    let mut entries = beginning::entries(dossier, origin);
    entries.extend(paying::entries(dossier, today));
    entries.extend(working::entries(dossier));
    entries.extend(accepting::entries(dossier));
    entries.extend(caring::entries(dossier, today));
    entries.extend(accepting::endings(dossier));
    entries.sort_by_key(|entry| entry.on);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acceptance::round_state::RoundState;
    use crate::billing::payment;
    use crate::calendar::working_day::tests::on;
    use crate::contract::lifecycle::{Lifecycle, Step};
    use crate::document::state::State as Paper;
    use crate::dossier::given::{dossier, nine, origin};
    use crate::inquiry::state::State as Asked;
    use crate::quote::state::State as Offered;
    use crate::support::ticket_state::TicketState;
    use crate::value::id::PaymentId;
    use crate::warranty::claim_state::ClaimState;
    use crate::warranty::claim_step::StepKind;
    use crate::workflow::filing::StepKind as Before;
    use crate::workflow::item_state::{ItemState, Owner};
    use crate::workflow::plan_state::PlanState;

    fn told(entries: &[Entry]) -> Vec<String> {
        let one = |it: &Entry| {
            let step = it.step.map_or_else(|| "-".to_owned(), |step| format!("{step:?}"));
            format!("{} {step} {:?}{}", it.on, it.kind, if it.is_planned { " planned" } else { "" })
        };
        entries.iter().map(one).collect()
    }

    #[test]
    fn a_life_is_told_in_order() {
        let mut life = dossier(Lifecycle::Accepted)
            .owing(0, "2026-03-02")
            .owing(40, "2026-04-10")
            .planned(PlanState::Rejected)
            .planned(PlanState::Confirmed)
            .item(Owner::Customer, ItemState::Done, &[])
            .item(Owner::Authority, ItemState::Open, &[])
            .step(Before::Submitted, None)
            .round(RoundState::Rejected, Paper::Frozen)
            .round(RoundState::Accepted, Paper::Requested)
            .claim(ClaimState::Confirmed, &[StepKind::Triaged, StepKind::Resolved, StepKind::Confirmed])
            .ticket(TicketState::Closed)
            .covered("2027-03-29");
        life.contract.created_at = nine("2026-03-02");
        life.account.payments.push(payment::Model {
            id: PaymentId::new(),
            contract_id: life.contract.id,
            reference: "FT1".to_owned(),
            amount_minor: 100_000_000,
            received_on: on("2026-03-02"),
            note: None,
            corrects_id: None,
            entered_at: nine("2026-03-02"),
        });
        let mut origin = origin(Asked::Won, &[Offered::Superseded, Offered::Accepted]);
        origin.inquiry.created_at = nine("2026-02-20");
        for quote in &mut origin.quotes {
            quote.sent_at = quote.sent_at.map(|_| nine("2026-02-25"));
            quote.decided_at = quote.decided_at.map(|_| nine("2026-02-27"));
        }
        let expected = [
            "2026-02-20 S1 InquiryReceived",
            "2026-02-25 S2 QuoteSent",
            "2026-02-27 S2 QuoteAccepted",
            "2026-03-02 S2 ContractDrafted",
            "2026-03-02 S2 ContractSigned",
            "2026-03-02 S3 InstalmentDue",
            "2026-03-02 S3 PaymentReceived",
            "2026-03-03 S4 WorkStarted",
            "2026-03-04 S4 WorkPlanConfirmed",
            "2026-03-05 S4 WorkItemDone",
            "2026-03-05 S5 DocumentFrozen",
            "2026-03-06 S4 AuthoritySubmitted",
            "2026-03-20 S5 WorkFinished",
            "2026-03-20 S5 WorkFinished",
            "2026-03-27 S6 WorkRejected",
            "2026-03-27 S6 WorkAccepted",
            "2026-04-02 S7 ClaimFiled",
            "2026-04-02 S7 TicketOpened",
            "2026-04-03 S7 ClaimResolved",
            "2026-04-03 S7 ClaimConfirmed",
            "2026-04-06 S7 TicketClosed",
            "2026-04-10 S3 InstalmentDue planned",
            "2027-03-29 S7 WarrantyEnds planned",
        ];
        assert_eq!(told(&of_dossier(&life, Some(&origin), on("2026-04-06"))), expected);
    }

    #[test]
    fn what_was_paid_ahead_falls_due_no_more() {
        // millions owed of an instalment due on 2026-04-10, today
        let table: [(i64, &str, Option<bool>); 4] = [
            (40, "2026-04-09", Some(true)),
            (40, "2026-04-11", Some(true)),
            (0, "2026-04-09", None),
            (0, "2026-04-10", Some(false)),
        ];
        for (millions, today, expected) in table {
            let life = dossier(Lifecycle::Signed).owing(millions, "2026-04-10");
            let told = of_dossier(&life, None, on(today)).into_iter();
            let mut due = told.filter(|entry| entry.kind == super::super::Kind::InstalmentDue);
            assert_eq!(due.next().map(|entry| entry.is_planned), expected, "{millions} million on {today}");
        }
    }

    #[test]
    fn the_last_covered_day_is_still_to_come_and_the_next_one_has_passed() {
        let life = dossier(Lifecycle::Accepted).covered("2027-03-29");
        let last = |today: &str| of_dossier(&life, None, on(today)).pop().unwrap().is_planned;
        assert!(last("2027-03-29"));
        assert!(!last("2027-03-30"));
    }

    #[test]
    fn what_goes_on_in_a_later_version_is_told_once() {
        let mut life = dossier(Lifecycle::Deploying)
            .planned(PlanState::Superseded)
            .item(Owner::Provider, ItemState::Done, &[])
            .planned(PlanState::Confirmed)
            .item(Owner::Provider, ItemState::Done, &[]);
        life.work.items[1].continues_id = Some(life.work.items[0].id);
        let done = told(&of_dossier(&life, None, on("2026-03-10")));
        assert_eq!(done.iter().filter(|line| line.ends_with("WorkItemDone")).count(), 1, "{done:?}");
    }

    #[test]
    fn endings_that_are_no_step_have_none() {
        let mut life = dossier(Lifecycle::Terminated);
        life.contract.terminated_on = Some(on("2026-04-01"));
        let entry = of_dossier(&life, None, on("2026-04-01")).pop().unwrap();
        assert_eq!((entry.step, entry.kind), (None, super::super::Kind::ContractTerminated));
        assert_eq!(super::super::Kind::InquiryReceived.step(), Some(Step::S1));
    }
}
