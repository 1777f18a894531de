//! Finder: what the customer is asked to accept, and what they said (S5, S6).

use super::{ContractFacts, Enclosure, enclosure};
use crate::acceptance::round_state::RoundState;
use crate::acceptance::{acceptance_round, remaining_item};
use crate::access::Viewer;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::{contract, deliverable};
use crate::document;
use crate::notice::skip_reason::SkipReason;
use crate::refusal::Words;
use crate::value::id::{AcceptanceRoundId, DocumentId};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// A completion report that waits for the customer's acceptance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedFacts {
    /// Of which contract.
    pub contract: ContractFacts,
    /// The number of the round.
    pub round: i32,
    /// When the work was done.
    pub finished_on: NaiveDate,
    /// By when the customer is asked to answer.
    pub answer_by_on: NaiveDate,
    /// The report, which goes with the letter.
    pub enclosure: Enclosure,
}

/// A round of acceptance, and its answer once there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundFacts {
    /// Of which contract.
    pub contract: ContractFacts,
    /// The round.
    pub round: acceptance_round::Model,
    /// What remains to be done, in order.
    pub remaining: Vec<RemainingFacts>,
}

/// Something that remains to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemainingFacts {
    /// Of which deliverable.
    pub deliverable: Words,
    /// What.
    pub what: String,
    /// By when.
    pub due_on: NaiveDate,
}

/// Nobody is asked to accept what was answered, or what has ended meanwhile.
pub(super) async fn asked(
    connection: &impl ConnectionTrait,
    id: DocumentId,
) -> Result<Result<ReportedFacts, SkipReason>, DbErr> {
    let report = document::find(connection, Viewer::System, id).await?;
    let round = acceptance_round::of_report(connection, id).await?;
    let Some((report, round)) = report.zip(round) else { return Ok(Err(SkipReason::Settled)) };
    let Some((contract, round)) = waiting(connection, round).await? else { return Ok(Err(SkipReason::Settled)) };
    Ok(Ok(ReportedFacts {
        contract: ContractFacts::from(&contract),
        round: round.number,
        finished_on: round.finished_on,
        answer_by_on: round.answer_by_on,
        enclosure: enclosure::of_document(connection, report).await?,
    }))
}

/// Nobody is reminded of what was answered, or of what has ended meanwhile.
pub(super) async fn reminded(
    connection: &impl ConnectionTrait,
    id: AcceptanceRoundId,
) -> Result<Result<RoundFacts, SkipReason>, DbErr> {
    let Some(round) = acceptance_round::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let waiting = waiting(connection, round).await?;
    Ok(waiting.ok_or(SkipReason::Settled).map(|(contract, round)| RoundFacts {
        contract: ContractFacts::from(&contract),
        round,
        remaining: Vec::new(),
    }))
}

/// An answer is told whatever has happened since.
pub(super) async fn answered(
    connection: &impl ConnectionTrait,
    id: AcceptanceRoundId,
) -> Result<Result<RoundFacts, SkipReason>, DbErr> {
    let Some(round) = acceptance_round::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let Some(contract) = contract::find(connection, Viewer::System, round.contract_id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let scope = deliverable::of_contracts(connection, Viewer::System, vec![contract.id]).await?;
    let items = remaining_item::of_contracts(connection, Viewer::System, vec![contract.id]).await?;
    let remaining = items.into_iter().filter(|item| item.round_id == round.id).filter_map(|item| {
        let line = scope.iter().find(|line| line.id == item.deliverable_id)?;
        let deliverable = Words::new(&line.name_vi, &line.name_en);
        Some(RemainingFacts { deliverable, what: item.what, due_on: item.due_on })
    });
    Ok(Ok(RoundFacts { contract: ContractFacts::from(&contract), remaining: remaining.collect(), round }))
}

/// The round with its contract, while the customer's answer is waited for.
async fn waiting(
    connection: &impl ConnectionTrait,
    round: acceptance_round::Model,
) -> Result<Option<(contract::Model, acceptance_round::Model)>, DbErr> {
    let contract = contract::find(connection, Viewer::System, round.contract_id).await?;
    let contract = contract.filter(|contract| contract.state == Lifecycle::Finished);
    Ok(contract.filter(|_| round.state == RoundState::Asked).map(|contract| (contract, round)))
}
