//! What is to be done under one contract, by whoever looks.

use super::action::{Action, NextAction};
use super::{accepting, awaiting, caring, ending, paying, planning, signing, urgency, working};
use crate::access::Viewer;
use crate::dossier::{AsOf, Dossier};

/// The rules, in the order in which actions of the same urgency are told.
const RULES: [fn(&Dossier, &AsOf<'_>) -> Vec<Action>; 8] = [
    signing::actions,
    paying::actions,
    awaiting::actions,
    planning::actions,
    working::actions,
    accepting::actions,
    caring::actions,
    ending::actions,
];

/// What the viewer has to do under a contract, the most urgent first.
pub fn of_dossier(dossier: &Dossier, viewer: Viewer, as_of: &AsOf<'_>) -> Vec<NextAction> {
    let contract = &dossier.contract;
    let all = RULES.iter().flat_map(|rule| rule(dossier, as_of));
    let own = all.filter(|action| action.doer.is(viewer, &dossier.staff));
    let mut actions: Vec<NextAction> = own
        .map(|action| NextAction {
            action,
            contract_id: Some(contract.id),
            reference: contract.reference.clone(),
            title: contract.title.clone(),
        })
        .collect();
    urgency::sort(&mut actions);
    actions
}
