//! Record: what the sweep does with a reminder whose moment has come.

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
use crate::notice::{Plan, Recipient};
use crate::refusal::Words;
use crate::task::{self, record::Task};
use crate::value::id::ReminderId;
use crate::value::locale::Locale;
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
    let decision = situation.staging().decide(as_of);
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
    let decision = situation.staging().decide(as_of);
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
    if takes_over {
        return task::record::raise(write, now, overdue(situation, stage)).await;
    }
    let reminder = &situation.reminder;
    let plan = Plan {
        content: reminder.kind.content(reminder.subject_id, stage.tone),
        contract_id: reminder.contract_id,
        customer_id: Some(situation.customer.id),
        to: Recipient::Billing(situation.customer.id),
    };
    let told = Told {
        reminder: (reminder.id, reminder.arming),
        offset_days: stage.offset_days,
        at: planned.map_or((now, None), |planned| (planned.at, planned.not_after)),
        plan: &plan,
    };
    plan_stage(write, now, told, skipped).await?;
    Ok(())
}

fn overdue(situation: &Situation, stage: Stage) -> Task {
    let reminder = &situation.reminder;
    let (reference, days) = (situation.reference(), stage.offset_days);
    let detail = match (reminder.kind, &situation.owed) {
        (ReminderKind::Payment, Some(owed)) => {
            let (number, due_on) = (owed.instalment.number, owed.instalment.due_on);
            let sum = |locale| owed.outstanding.formatted(locale);
            Words::new(
                format!(
                    "Đợt {number} của hợp đồng {reference} đến hạn ngày {} đã quá hạn từ {days} ngày; còn phải thu {}. \
                     Thư nhắc đã hết bậc: hãy liên hệ khách hàng.",
                    due_on.format("%d/%m/%Y"),
                    sum(Locale::Vi)
                ),
                format!(
                    "Instalment {number} of contract {reference}, due on {}, is {days} days overdue or more; {} is \
                     still owed. The reminders have ended: contact the customer.",
                    due_on.format("%-d %B %Y"),
                    sum(Locale::En)
                ),
            )
        }
        (ReminderKind::Payment | ReminderKind::Warranty, _) => Words::new(
            format!("Thư nhắc của hợp đồng {reference} đã hết bậc: hãy liên hệ khách hàng."),
            format!("The reminders of contract {reference} have ended: contact the customer."),
        ),
    };
    Task {
        kind: task::Kind::PaymentOverdue,
        key: situation.task_key(stage.offset_days),
        contract_id: reminder.contract_id,
        subject_id: Some(reminder.subject_id),
        detail,
    }
}
