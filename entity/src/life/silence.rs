//! Records: silence that counts as acceptance (S6). Dates decide: a command after the term counts it; the duty records it.

use super::accepting::{Accepted, seal};
use super::moving::tell_step;
use crate::acceptance::acceptance_round;
use crate::acceptance::record::{Answered, left_unanswered, open_round};
use crate::acceptance::round_state::{Manner, RoundState};
use crate::acceptance::silence;
use crate::acceptance::warned::was_warned;
use crate::access::{By, Viewer};
use crate::clock::Instant;
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::{Event, Lifecycle};
use crate::contract::record::{lock, store};
use crate::contract::suspension;
use crate::database::Write;
use crate::document;
use crate::refusal::Refusal;
use crate::value::id::ContractId;
use crate::value::transition::Transition;
use sea_orm::{ActiveValue::Set, DbErr};

/// What became of a round whose day to answer has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It is acceptance.
    Accepted,
    /// It is none; the round stands before staff now.
    Unanswered,
    /// There is nothing to say of it (any more).
    Nothing,
}

/// The contract with its row locked, as [`lock`] gives it; silence that ran out before is counted first.
pub(super) async fn held(write: &Write, by: &By, contract_id: ContractId) -> Result<Model, Refusal> {
    let contract = lock(write, by.viewer, contract_id, None).await?;
    match silent_round(write, by, &contract).await? {
        Some(round) => accept(write, by.now, &contract, &round).await,
        None => Ok(contract),
    }
}

/// Records what the end of a term makes of silence: acceptance, or a task for staff when the contract does not take silence
/// for acceptance or the customer was not warned. Twice is once.
pub async fn silence_ran_out(write: &Write, now: Instant, contract_id: ContractId) -> Result<Silence, Refusal> {
    let by = By::system(now);
    let before = lock(write, Viewer::System, contract_id, None).await?;
    if let Some(round) = silent_round(write, &by, &before).await? {
        accept(write, now, &before, &round).await?;
        return Ok(Silence::Accepted);
    }
    let round = open_round(write, contract_id).await?.filter(|round| round.answer_by_on < by.today());
    let Some(round) = round.filter(|_| before.state == Lifecycle::Finished) else { return Ok(Silence::Nothing) };
    if suspension::open_of(write.on(), contract_id).await?.is_some() {
        return Ok(Silence::Nothing);
    }
    let is_new = left_unanswered(write, now, (&before, &round)).await?;
    Ok(if is_new { Silence::Unanswered } else { Silence::Nothing })
}

/// The round of a contract that silence has accepted by today; not while the contract rests.
async fn silent_round(write: &Write, by: &By, contract: &Model) -> Result<Option<acceptance_round::Model>, Refusal> {
    if contract.state != Lifecycle::Finished {
        return Ok(None);
    }
    let Some(round) = open_round(write, contract.id).await? else { return Ok(None) };
    let ran_out = silence::is_accepted(&round, true, by.today());
    if !ran_out || suspension::open_of(write.on(), contract.id).await?.is_some() {
        return Ok(None);
    }
    let counts = was_warned(write.on(), &round).await?;
    Ok(counts.then_some(round))
}

/// Acceptance in full on the first day after the term, by nobody's hand.
async fn accept(
    write: &Write,
    now: Instant,
    contract: &Model,
    round: &acceptance_round::Model,
) -> Result<Model, Refusal> {
    let by = By::system(now);
    let on = silence::accepted_on(round);
    let Ok(Transition::To(state)) = contract.state.after(Event::Accept) else { return Ok(contract.clone()) };
    let change = ActiveModel { state: Set(state), accepted_on: Set(Some(on)), ..ActiveModel::default() };
    let after = store(write, contract, change).await?;
    tell_step(write, &by, (contract, &after, on), ("contract.accepted", None)).await?;
    let report = document::find(write.on(), Viewer::System, round.report_id).await?;
    let report = report.ok_or_else(|| DbErr::RecordNotFound(round.report_id.to_string()))?;
    let answered = Answered {
        state: RoundState::Accepted,
        manner: Manner::Silence,
        on,
        paper: None,
        reason: None,
        report_sha256: report.sha256,
        remaining: Vec::new(),
    };
    seal(write, &by, after, Accepted { round, answered: &answered }).await
}
