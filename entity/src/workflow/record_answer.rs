//! Records: the customer confirms a version of the work plan, or does not agree to it (P2, S4).

use super::entering::{dropped, listed};
use super::plan_state::{Event, PlanState};
use super::record::must_be_plannable;
use super::record_plan::{supersede, tell_of};
use super::record_reminder::{refresh, stop};
use super::record_waiting::end_all;
use super::work_plan::{ActiveModel, Entity, Model};
use super::{authority_step, record_supplement, work_item, work_plan};
use crate::access::{By, Permission};
use crate::contract::contract;
use crate::contract::record::{at_version, lock, touch};
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::{WorkItemId, WorkPlanId};
use crate::value::transition::Transition;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

const LONGEST_ANSWER: usize = 500;

/// An answer to a proposed version, as somebody enters it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which version.
    pub plan_id: WorkPlanId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// For a confirmation, who confirmed on which paper, where staff enter it; for a rejection the reason. 1 to 500
    /// characters.
    pub words: Option<String>,
}

/// Confirms a version: from now on it holds, and the one before is superseded with its waits ended; what was done of an
/// item is done of the one that continues it. Staff are told.
///
/// The customer's signatory confirms; staff may enter what was confirmed on paper, and must say by whom and on which.
/// Refuses a version that was answered otherwise or superseded, a stale contract, a contract whose work is reported done,
/// and a version that drops what has been begun since it was proposed. Confirmed again is `AlreadyDone`.
pub async fn confirm_plan(write: &Write, by: &By, answer: &Answer) -> Result<Done<Model>, Refusal> {
    let (contract, plan) = match begin(write, by, (answer, Event::Confirm)).await? {
        Begun::AlreadyDone(plan) => return Ok(Done::AlreadyDone(plan)),
        Begun::Open(contract, plan) => (*contract, plan),
    };
    let mut mistakes = Mistakes::default();
    let paper = answer.words.as_deref().unwrap_or_default();
    let words = by.viewer.is_staff().then(|| mistakes.line("onPaper", paper, LONGEST_ANSWER));
    mistakes.finish()?;
    let items = work_item::of_plan(write.on(), plan.id).await?;
    if let Some(before) = work_plan::in_force(write.on(), contract.id).await? {
        let earlier = work_item::of_plan(write.on(), before.id).await?;
        must_keep_all(&plan, &earlier, &items)?;
        supersede(write, by, &before).await?;
        end_all(write, by, &before).await?;
        carry(write, &earlier, &items).await?;
        stop(write, by, &earlier).await?;
    }
    let plan = store(write, by, (&contract, &plan), (PlanState::Confirmed, words)).await?;
    refresh(write, by, contract.id).await?;
    Ok(Done::Now(plan))
}

/// Does not agree to a version, with the reason. The one in force stays. Staff are told.
///
/// The customer's signatory rejects; staff may enter what the customer said. Refuses a version that was answered otherwise
/// or superseded, a stale contract and a missing reason. Rejected again is `AlreadyDone`.
pub async fn reject_plan(write: &Write, by: &By, answer: &Answer) -> Result<Done<Model>, Refusal> {
    let (contract, plan) = match begin(write, by, (answer, Event::Reject)).await? {
        Begun::AlreadyDone(plan) => return Ok(Done::AlreadyDone(plan)),
        Begun::Open(contract, plan) => (*contract, plan),
    };
    let mut mistakes = Mistakes::default();
    let reason = mistakes.line("reason", answer.words.as_deref().unwrap_or_default(), LONGEST_ANSWER);
    mistakes.finish()?;
    let plan = store(write, by, (&contract, &plan), (PlanState::Rejected, Some(reason))).await?;
    Ok(Done::Now(plan))
}

enum Begun {
    AlreadyDone(Model),
    Open(Box<contract::Model>, Model),
}

async fn begin(write: &Write, by: &By, (answer, event): (&Answer, Event)) -> Result<Begun, Refusal> {
    by.viewer.require(Permission::AnswerForCustomer)?;
    let missing = || Refusal::NotFound("plan");
    let seen = work_plan::find(write.on(), by.viewer, answer.plan_id).await?.ok_or_else(missing)?;
    let contract = lock(write, by.viewer, seen.contract_id, None).await?;
    // Read again: only now nobody else can be answering it.
    let plan = work_plan::find(write.on(), by.viewer, answer.plan_id).await?.ok_or_else(missing)?;
    match plan.state.after(event) {
        Ok(Transition::AlreadyDone) => return Ok(Begun::AlreadyDone(plan)),
        Ok(Transition::To(_)) => {}
        Err(_) => return Err(answered(&plan)),
    }
    at_version(&contract, answer.expected_version)?;
    must_be_plannable(&contract)?;
    Ok(Begun::Open(Box::new(contract), plan))
}

async fn store(
    write: &Write,
    by: &By,
    (contract, plan): (&contract::Model, &Model),
    (state, words): (PlanState, Option<String>),
) -> Result<Model, Refusal> {
    let change = ActiveModel {
        id: Set(plan.id),
        state: Set(state),
        answered_on: Set(Some(by.today())),
        answered_by: Set(by.viewer.person_id()),
        answer: Set(words),
        ..ActiveModel::default()
    };
    let after = Entity::update(change).exec(write.on()).await?;
    let states = (json!({ "state": plan.state }), json!({ "state": state, "number": plan.number }));
    tell_of(write, by, (&after, "plan.answered"), (states.0, states.1, after.answer.as_deref())).await?;
    touch(write, contract).await?;
    plan_about(write, by.now, contract, (Content::WorkPlanAnswered { work_plan_id: plan.id }, Recipient::Staff))
        .await?;
    Ok(after)
}

/// Work may have been begun after this version was proposed.
fn must_keep_all(plan: &Model, earlier: &[work_item::Model], items: &[work_item::Model]) -> Result<(), Refusal> {
    let continued: Vec<WorkItemId> = items.iter().filter_map(|item| item.continues_id).collect();
    let dropped = dropped(earlier, &continued);
    if dropped.is_empty() {
        return Ok(());
    }
    let (number, numbers) = (plan.number, listed(&dropped));
    let words = Words::new(
        format!("Kế hoạch bản {number} bỏ sót công việc đã bắt đầu: số {numbers}. Hãy đề xuất bản mới."),
        format!("Version {number} of the plan drops what has been begun: {numbers}. Propose a new one."),
    );
    Err(Refusal::conflict("PLAN_OUTDATED", words))
}

/// What was done of an item is done of the one that continues it, before an authority too, with what it asked for.
async fn carry(write: &Write, earlier: &[work_item::Model], items: &[work_item::Model]) -> Result<(), Refusal> {
    for item in items {
        let Some(before) = earlier.iter().find(|before| item.continues_id == Some(before.id)) else { continue };
        let change = work_item::ActiveModel {
            id: Set(item.id),
            state: Set(before.state),
            started_on: Set(before.started_on),
            done_on: Set(before.done_on),
            evidence: Set(before.evidence.clone()),
            ..work_item::ActiveModel::default()
        };
        work_item::Entity::update(change).exec(write.on()).await?;
        let steps = authority_step::ActiveModel { item_id: Set(item.id), ..authority_step::ActiveModel::default() };
        let of_before = authority_step::Column::ItemId.eq(before.id);
        authority_step::Entity::update_many().set(steps).filter(of_before).exec(write.on()).await?;
        record_supplement::carry(write, (before.id, item.id)).await?;
    }
    Ok(())
}

fn answered(plan: &Model) -> Refusal {
    let state = plan.state.words();
    let words = Words::new(
        format!("Kế hoạch bản {} {}.", plan.number, state.vi),
        format!("Version {} of the plan is {} already.", plan.number, state.en),
    );
    Refusal::conflict("PLAN_ANSWERED", words)
}
