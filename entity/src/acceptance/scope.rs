//! Which deliverables are still to be accepted (S6).

use super::acceptance_round::Model;
use super::remaining_item;
use super::round_state::RoundState;
use crate::value::id::DeliverableId;

/// The deliverables that the next acceptance is about: after one in part those of which something remained, else all.
/// Rounds the first one first.
pub fn to_be_accepted(
    all: &[DeliverableId],
    rounds: &[Model],
    remaining: &[remaining_item::Model],
) -> Vec<DeliverableId> {
    let in_part = rounds.iter().rev().find(|round| round.state == RoundState::AcceptedInPart);
    let is_open = |id: &DeliverableId| {
        in_part.is_none_or(|round| remaining.iter().any(|item| item.round_id == round.id && item.deliverable_id == *id))
    };
    all.iter().copied().filter(is_open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;
    use crate::value::id::{AcceptanceRoundId, ContractId, DocumentId, RemainingItemId};

    fn round(number: i32, state: RoundState) -> Model {
        Model {
            id: AcceptanceRoundId::new(),
            contract_id: ContractId::new(),
            number,
            report_id: DocumentId::new(),
            state,
            finished_on: on("2026-03-02"),
            asked_on: on("2026-03-02"),
            answer_by_on: on("2026-03-16"),
            silence_accepts: false,
            manner: None,
            answered_on: None,
            answered_by: None,
            paper: None,
            reason: None,
            report_sha256: None,
        }
    }

    fn remains(round: &Model, deliverable_id: DeliverableId) -> remaining_item::Model {
        remaining_item::Model {
            id: RemainingItemId::new(),
            contract_id: round.contract_id,
            round_id: round.id,
            number: 1,
            deliverable_id,
            what: "Phụ lục 3".to_owned(),
            due_on: on("2026-03-20"),
            done_on: None,
            evidence: None,
        }
    }

    #[test]
    fn what_remained_of_the_last_acceptance_in_part_is_open() {
        let all = [DeliverableId::new(), DeliverableId::new(), DeliverableId::new()];
        let (one, two) = (round(1, RoundState::AcceptedInPart), round(2, RoundState::AcceptedInPart));
        let remaining = [remains(&one, all[1]), remains(&one, all[2]), remains(&two, all[2])];
        let open = |rounds: &[Model]| to_be_accepted(&all, rounds, &remaining);
        assert_eq!(open(&[]), all);
        assert_eq!(open(&[round(1, RoundState::Rejected)]), all);
        assert_eq!(open(&[one.clone(), round(2, RoundState::Rejected)]), all[1..]);
        assert_eq!(open(&[one, two]), all[2..]);
    }
}
