//! The shape of every command that moves a contract on: taken under its lock, asked of the state machine, its day
//! checked, stored with its version risen, told in the dossier.

use super::conditions::{missing_steps, suspended};
use super::silence::held;
use crate::access::By;
use crate::audit::{self, Chain, Fact};
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::{Event, Lifecycle};
use crate::contract::record::{at_version, store};
use crate::contract::suspension;
use crate::database::Write;
use crate::refusal::{Mistakes, Refusal, Unmet, Words};
use crate::value::id::ContractId;
use crate::value::transition::Transition;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, DbErr};
use serde_json::json;

/// A step of a contract, as somebody asks for it.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Which contract.
    pub contract_id: ContractId,
    /// The version it was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The day it happened: not in the future, not before the step before it; today when it is not said.
    pub on: Option<NaiveDate>,
}

/// What the state machine says of an event on a locked contract.
pub(super) enum Begun {
    /// It happened before.
    AlreadyDone(Model),
    /// It may happen, once nothing is unmet any more.
    Moving(Moving),
}

/// A contract on its way to another state.
pub(super) struct Moving {
    pub(super) contract: Model,
    to: Lifecycle,
    pub(super) on: NaiveDate,
    /// What is missing so far.
    pub(super) unmet: Vec<Unmet>,
}

/// What a step writes, and how the dossier tells it.
pub(super) struct Told<'a> {
    pub(super) change: ActiveModel,
    pub(super) action: &'static str,
    pub(super) reason: Option<&'a str>,
}

/// Takes the contract for an event; silence that ran out before counts first.
///
/// Refuses one the viewer does not see, a stale version, a day that cannot be, and an event that comes too late; what
/// comes too early goes on, with the steps that are missing, so that they are told with everything else.
pub(super) async fn begin(write: &Write, by: &By, step: &Step, event: Event) -> Result<Begun, Refusal> {
    let contract = held(write, by, step.contract_id).await?;
    let mut unmet = Vec::new();
    let to = match contract.state.after(event) {
        Ok(Transition::AlreadyDone) => return Ok(Begun::AlreadyDone(contract)),
        Ok(Transition::To(state)) => state,
        Err(refused) => {
            unmet = missing_steps(contract.state, event);
            if unmet.is_empty() {
                return Err(wrong_state(&contract, &refused.event.words()));
            }
            contract.state
        }
    };
    at_version(&contract, step.expected_version)?;
    let mut mistakes = Mistakes::default();
    let on = day(&mut mistakes, "on", (step.on, by.today()), latest_day(&contract));
    let on = mistakes.taken(on)?;
    unmet.extend(suspended(event, suspension::open_of(write.on(), contract.id).await?.as_ref()));
    Ok(Begun::Moving(Moving { contract, to, on, unmet }))
}

impl Moving {
    /// Refuses when anything is unmet so far.
    pub(super) fn none_unmet(&mut self) -> Result<(), Refusal> {
        if self.unmet.is_empty() { Ok(()) } else { Err(Refusal::Unmet(std::mem::take(&mut self.unmet))) }
    }

    /// Stores the new state with what changes beside it, and tells it. Refuses when anything is unmet.
    pub(super) async fn finish(
        mut self,
        write: &Write,
        by: &By,
        Told { change, action, reason }: Told<'_>,
    ) -> Result<Model, Refusal> {
        self.none_unmet()?;
        let after = store(write, &self.contract, ActiveModel { state: Set(self.to), ..change }).await?;
        tell_step(write, by, (&self.contract, &after, self.on), (action, reason)).await?;
        Ok(after)
    }
}

/// Tells in the dossier what the contract was and what it has become, as of a day.
pub(super) async fn tell_step(
    write: &Write,
    by: &By,
    (before, after, on): (&Model, &Model, NaiveDate),
    (action, reason): (&'static str, Option<&str>),
) -> Result<(), DbErr> {
    let fact = Fact {
        chain: Chain::Dossier(after.id),
        action,
        subject: ("contract", after.id.0),
        before: json!({ "state": before.state, "version": before.version }),
        after: json!({ "state": after.state, "version": after.version, "on": on }),
        reason,
    };
    audit::record(write, &by.actor, by.now, fact).await
}

/// The day something happened: today when it is not said. `None`, and noted, in the future or before `from`.
pub(super) fn day(
    mistakes: &mut Mistakes,
    field: &str,
    (said, today): (Option<NaiveDate>, NaiveDate),
    from: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let day = mistakes.past_day(field, said.unwrap_or(today), today)?;
    let Some(from) = from.filter(|from| day < *from) else { return Some(day) };
    let words = Words::new(format!("Ngày này phải từ {from} trở đi."), format!("This day must not be before {from}."));
    mistakes.note(field, "OUT_OF_ORDER", words);
    None
}

/// The day of the last step the contract has taken.
pub(super) fn latest_day(contract: &Model) -> Option<NaiveDate> {
    let Model { signed_on, started_on, finished_on, accepted_on, .. } = contract;
    [signed_on, started_on, finished_on, accepted_on].into_iter().copied().flatten().max()
}

/// What was tried (in both languages) is not possible in the contract's state, which is told.
pub(super) fn wrong_state(contract: &Model, tried: &Words) -> Refusal {
    let state = contract.state.words();
    let words = Words::new(
        format!("Không thể {} hợp đồng {}: {}.", tried.vi, contract.reference, state.vi),
        format!("To {} contract {} is not possible: it is {}.", tried.en, contract.reference, state.en),
    );
    Refusal::Conflict { code: "WRONG_STATE", words, current_version: Some(contract.version) }
}
