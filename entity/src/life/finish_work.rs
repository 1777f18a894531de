//! Record: the work is reported done, and acceptance asked for (S5).

use super::conditions::suspended;
use super::events::happened;
use super::moving::{Begun, Step, Told, begin, day, latest_day, tell_step};
use super::papers::ask_for_acceptance;
use crate::acceptance::acceptance_round;
use crate::acceptance::record_item::still_remaining;
use crate::acceptance::round_state::RoundState;
use crate::access::{By, Permission};
use crate::catalogue::trigger::DueEvent;
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::contract::record::{at_version, store};
use crate::contract::suspension;
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal};
use crate::workflow::record_item::unfinished;
use crate::workflow::record_reminder::refresh;
use chrono::NaiveDate;
use sea_orm::ActiveValue::Set;

/// The work is done: a round of acceptance begins with a completion report of its own, which is mailed to the customer
/// with the request to accept, and what hangs on completion falls due (C5). After an acceptance in part it is what remained that is done.
///
/// Refuses before the work has begun, while the contract rests, a day before the last round was answered, and while an item
/// of the provider's in the work plan or something that remained is not done (each named). What is reported done and
/// waits for its answer is `AlreadyDone`.
pub async fn finish_work(write: &Write, by: &By, step: &Step) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let mut moving = match begin(write, by, step, Event::Finish).await? {
        Begun::AlreadyDone(contract) => return finish_again(write, by, step, contract).await,
        Begun::Moving(moving) => moving,
    };
    let round = acceptance_round::newest(write.on(), moving.contract.id).await?;
    let mut mistakes = Mistakes::default();
    day(&mut mistakes, "on", (Some(moving.on), by.today()), answered_on(round.as_ref()));
    mistakes.finish()?;
    moving.unmet.extend(unfinished(write.on(), &moving.contract).await?);
    moving.unmet.extend(still_remaining(write.on(), moving.contract.id).await?);
    let on = moving.on;
    let change = ActiveModel { finished_on: Set(Some(on)), ..ActiveModel::default() };
    let contract = moving.finish(write, by, Told { change, action: "contract.finished", reason: None }).await?;
    ask_for_acceptance(write, by, &contract).await?;
    let contract = happened(write, by, &contract, (DueEvent::Completion, on)).await?;
    refresh(write, by, contract.id).await?;
    Ok(Done::Now(contract))
}

/// What remained of an acceptance in part is done; or what was finished before there were rounds is asked for in one.
async fn finish_again(write: &Write, by: &By, step: &Step, contract: Model) -> Result<Done<Model>, Refusal> {
    let round = acceptance_round::newest(write.on(), contract.id).await?;
    if round.as_ref().is_some_and(|round| round.state != RoundState::AcceptedInPart) {
        return Ok(Done::AlreadyDone(contract));
    }
    at_version(&contract, step.expected_version)?;
    let mut mistakes = Mistakes::default();
    let from = latest_day(&contract).max(answered_on(round.as_ref()));
    let on = day(&mut mistakes, "on", (step.on, by.today()), from);
    let on = mistakes.taken(on)?;
    let mut unmet = still_remaining(write.on(), contract.id).await?;
    unmet.extend(suspended(Event::Finish, suspension::open_of(write.on(), contract.id).await?.as_ref()));
    if !unmet.is_empty() {
        return Err(Refusal::Unmet(unmet));
    }
    let change = ActiveModel { finished_on: Set(Some(on)), ..ActiveModel::default() };
    let after = store(write, &contract, change).await?;
    tell_step(write, by, (&contract, &after, on), ("contract.finished", None)).await?;
    ask_for_acceptance(write, by, &after).await?;
    Ok(Done::Now(after))
}

fn answered_on(round: Option<&acceptance_round::Model>) -> Option<NaiveDate> {
    round.and_then(|round| round.answered_on)
}
