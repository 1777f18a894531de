//! Record: what the sweep does with a reminder whose moment has come.

use super::before_staff::put_before_staff;
use super::kind::ReminderKind;
use super::ladder::{Stage, Tone};
use super::record::{hold, store_next};
use super::situation::{self, Situation};
use super::staging::Planned;
use super::table::{Entity, Model};
use crate::clock::Instant;
use crate::database::Write;
use crate::notice::record::{Stage as Told, plan_stage};
use crate::notice::skip_reason::SkipReason;
use crate::notice::{Plan, Recipient, who_signs};
use crate::value::id::ReminderId;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// What became of a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advanced {
    /// A stage was told, or put before a person.
    Told,
    /// Stages were skipped, each with its reason; nobody was told.
    Skipped,
    /// Its moment has not come (any more), or there is nothing to remind of.
    Nothing,
}

/// Advances one reminder as of a moment: under the contract's lock everything is read again, the rule decides, and the
/// stage is planned into the mail of its day or raised as a task; what is not told is put down with its reason. Twice
/// is once: what was put down is not decided again.
pub async fn advance(write: &Write, id: ReminderId, as_of: Instant) -> Result<Advanced, DbErr> {
    let Some(reminder) = hold(write, id).await?.filter(|reminder| is_due(reminder, as_of)) else {
        return Ok(Advanced::Nothing);
    };
    let Some(mut situation) = situation::of(write.on(), &reminder).await?.filter(|situation| situation.is_open) else {
        store_next(write, id, None).await?;
        return Ok(Advanced::Nothing);
    };
    let decision = situation.decide(as_of);
    let plan = situation.staging().plan();
    let mut advanced = Advanced::Nothing;
    for (stage, reason) in decision.skip {
        let planned = plan.iter().find(|planned| planned.stage == stage);
        put_down(write, as_of, &situation, (stage, planned, Some(reason))).await?;
        situation.happened.insert(stage.offset_days);
        advanced = Advanced::Skipped;
    }
    if let Some(planned) = decision.send {
        put_down(write, as_of, &situation, (planned.stage, Some(&planned), None)).await?;
        situation.happened.insert(planned.stage.offset_days);
        advanced = Advanced::Told;
    }
    let next_at = situation.staging().next_at();
    store_next(write, id, next_at).await?;
    Ok(advanced)
}

/// What [`advance`] would do, without doing it.
pub async fn foresee(connection: &impl ConnectionTrait, id: ReminderId, as_of: Instant) -> Result<Advanced, DbErr> {
    let reminder = Entity::find_by_id(id).one(connection).await?.filter(|reminder| is_due(reminder, as_of));
    let Some(reminder) = reminder else { return Ok(Advanced::Nothing) };
    let Some(situation) = situation::of(connection, &reminder).await?.filter(|situation| situation.is_open) else {
        return Ok(Advanced::Nothing);
    };
    let decision = situation.decide(as_of);
    Ok(match (decision.send, decision.skip.is_empty()) {
        (Some(_), _) => Advanced::Told,
        (None, false) => Advanced::Skipped,
        (None, true) => Advanced::Nothing,
    })
}

fn is_due(reminder: &Model, as_of: Instant) -> bool {
    reminder.next_at.is_some_and(|at| at <= as_of)
}

/// Puts a stage down. That a person takes over is said even when its day lay before the arming: nobody else would.
async fn put_down(
    write: &Write,
    now: Instant,
    situation: &Situation,
    (stage, planned, skipped): (Stage, Option<&Planned>, Option<SkipReason>),
) -> Result<(), DbErr> {
    let takes_over = stage.tone == Tone::StaffTask && skipped.is_none_or(|reason| reason == SkipReason::ArmedLate);
    if takes_over || situation.is_for_staff() {
        return put_before_staff(write, now, (situation, stage)).await;
    }
    let reminder = &situation.reminder;
    for to in reminded(write, situation).await? {
        let plan = Plan {
            content: reminder.kind.content(reminder.subject_id, stage.tone),
            contract_id: reminder.contract_id,
            customer_id: Some(situation.customer.id),
            to,
        };
        let told = Told {
            reminder: (reminder.id, reminder.arming),
            offset_days: stage.offset_days,
            at: planned.map_or((now, None), |planned| (planned.at, planned.not_after)),
            plan: &plan,
        };
        plan_stage(write, now, told, skipped).await?;
    }
    Ok(())
}

/// Who is reminded: of a quote the signatories, who alone can answer it; of everything else, and where nobody signs, the
/// billing contact.
async fn reminded(write: &Write, situation: &Situation) -> Result<Vec<Recipient>, DbErr> {
    match situation.reminder.kind {
        ReminderKind::Quote => who_signs(write.on(), situation.customer.id).await,
        ReminderKind::Payment | ReminderKind::Warranty | ReminderKind::WorkItem | ReminderKind::Acceptance => {
            Ok(vec![Recipient::Billing(situation.customer.id)])
        }
    }
}
