//! What is to be done when nothing is left to do: liquidation, and closing after the warranty (S6, S7).

use super::action::{Action, Due};
use super::command::Command;
use super::doer::Doer;
use crate::contract::lifecycle::Lifecycle;
use crate::dossier::{AsOf, Dossier, Subject};
use crate::life::conditions::{not_liquidated, open_at_closing, open_items, open_tickets, unsettled_at_liquidation};
use crate::life::received;
use crate::refusal::Words;

/// What the provider has to do to end an accepted contract.
pub fn actions(dossier: &Dossier, as_of: &AsOf<'_>) -> Vec<Action> {
    if dossier.contract.state != Lifecycle::Accepted {
        return Vec::new();
    }
    if not_liquidated(&dossier.contract).is_some() {
        return liquidate(dossier).into_iter().collect();
    }
    close(dossier, as_of).into_iter().collect()
}

fn liquidate(dossier: &Dossier) -> Option<Action> {
    let (contract, account) = (&dossier.contract, &dossier.account);
    let received = received(contract, &account.payments, &account.reversals).ok()?;
    let is_settled = unsettled_at_liquidation(&account.owed, received, contract.total()).is_empty();
    let reason = Words::new(
        "Đã nghiệm thu và thanh toán đủ; hợp đồng chưa được thanh lý.",
        "It is accepted and paid in full, and not liquidated.",
    );
    let what = Words::new("Thanh lý hợp đồng.", "Liquidate the contract.");
    is_settled.then(|| end(dossier, ("S6", Command::LiquidateContract), (what, reason)))
}

fn close(dossier: &Dossier, as_of: &AsOf<'_>) -> Option<Action> {
    let care = &dossier.care;
    let items: Vec<_> = dossier.work.items_in_force().cloned().collect();
    let mut open = open_at_closing(&dossier.account.owed, &care.claims, (&care.covers, as_of.today));
    open.extend(open_tickets(&care.tickets));
    open.extend(open_items(&items));
    let reason = Words::new(
        "Đã thanh lý, hết bảo hành, không còn việc nào mở.",
        "It is liquidated, its warranty is over, and nothing is open.",
    );
    let what = Words::new("Đóng hợp đồng.", "Close the contract.");
    open.is_empty().then(|| end(dossier, ("S7", Command::CloseContract), (what, reason)))
}

fn end(dossier: &Dossier, (clause, command): (&'static str, Command), (what, reason): (Words, Words)) -> Action {
    Action {
        clause,
        doer: Doer::Consultants,
        what,
        reason,
        due: Due::UNSET,
        command: Some(command),
        subject: Subject::Contract(dossier.contract.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;
    use crate::dossier::given::dossier;
    use crate::next_action::action::tests::on_day;
    use crate::support::ticket_state::TicketState;
    use crate::warranty::claim_state::ClaimState;
    use crate::workflow::item_state::{ItemState, Owner};
    use crate::workflow::plan_state::PlanState;

    fn accepted() -> Dossier {
        dossier(Lifecycle::Accepted).covered("2027-03-29")
    }

    fn liquidated() -> Dossier {
        let mut dossier = accepted();
        dossier.contract.liquidated_on = Some(on("2026-04-15"));
        dossier
    }

    #[test]
    fn an_accepted_contract_is_liquidated_when_it_is_paid() {
        let table: [(Dossier, &[&str]); 3] = [
            (accepted().owing(0, "2026-03-02"), &["S6 Consultants liquidateContract -"]),
            (accepted().owing(10, "2027-03-02"), &[]),
            (dossier(Lifecycle::Finished).owing(0, "2026-03-02"), &[]),
        ];
        for (dossier, expected) in table {
            assert_eq!(on_day(actions, &dossier, "2026-04-10"), expected);
        }
    }

    #[test]
    fn a_liquidated_contract_is_closed_when_nothing_is_open() {
        let close: &[&str] = &["S7 Consultants closeContract -"];
        let table: [(Dossier, &str, &[&str]); 6] = [
            (liquidated(), "2027-03-29", &[]),
            (liquidated(), "2027-03-30", close),
            (liquidated().owing(10, "2027-04-30"), "2027-03-30", &[]),
            (liquidated().claim(ClaimState::InWork, &[]), "2027-03-30", &[]),
            (liquidated().ticket(TicketState::Answered), "2027-03-30", &[]),
            (liquidated().planned(PlanState::Confirmed).item(Owner::Customer, ItemState::Open, &[]), "2027-03-30", &[]),
        ];
        for (dossier, day, expected) in table {
            assert_eq!(on_day(actions, &dossier, day), expected, "{dossier:?} on {day}");
        }
    }
}
