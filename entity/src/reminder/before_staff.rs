//! Record: puts a stage before the provider's staff, as a task.

use super::kind::ReminderKind;
use super::ladder::Stage;
use super::situation::Situation;
use crate::billing::instalment::Owed;
use crate::clock::Instant;
use crate::database::Write;
use crate::refusal::Words;
use crate::task::{self, record::Task};
use crate::value::locale::Locale;
use crate::workflow::work_item;
use chrono::NaiveDate;
use sea_orm::DbErr;

/// Raises the task of a stage; it takes the place of the one that an earlier stage raised about the same.
pub(super) async fn put_before_staff(
    write: &Write,
    now: Instant,
    (situation, stage): (&Situation, Stage),
) -> Result<(), DbErr> {
    let reminder = &situation.reminder;
    let (kind, subject_id) = (reminder.kind.task_kind(), reminder.subject_id);
    task::record::resolve_by_itself(write, now, (kind, subject_id), "Đã nhắc lại. / Told again.").await?;
    let key = situation.task_key(stage.offset_days);
    let (contract_id, detail) = (reminder.contract_id, detail(situation, stage));
    task::record::raise(write, now, Task { kind, key, contract_id, subject_id: Some(subject_id), detail }).await
}

fn detail(situation: &Situation, stage: Stage) -> Words {
    let reference = situation.reference();
    match (situation.reminder.kind, &situation.owed, &situation.item) {
        (ReminderKind::Payment, Some(owed), _) => overdue(reference, owed, stage.offset_days),
        (ReminderKind::WorkItem, _, Some(item)) => due(reference, item, situation.reminder.anchor_on),
        (ReminderKind::Quote, _, _) => Words::new(
            format!("{} chưa trả lời báo giá: hãy liên hệ khách hàng.", situation.customer.name),
            format!("{} has not answered a quote: contact the customer.", situation.customer.name),
        ),
        (ReminderKind::Payment | ReminderKind::Warranty | ReminderKind::WorkItem | ReminderKind::Acceptance, _, _) => {
            Words::new(
                format!("Thư nhắc của hợp đồng {reference} đã hết bậc: hãy liên hệ khách hàng."),
                format!("The reminders of contract {reference} have ended: contact the customer."),
            )
        }
    }
}

fn overdue(reference: &str, owed: &Owed, days: i32) -> Words {
    let (number, due_on) = (owed.instalment.number, owed.instalment.due_on);
    let sum = |locale| owed.outstanding.formatted(locale);
    Words::new(
        format!(
            "Đợt {number} của hợp đồng {reference} đến hạn ngày {} đã quá hạn từ {days} ngày; còn phải thu {}. Thư nhắc đã \
             hết bậc: hãy liên hệ khách hàng.",
            due_on.format("%d/%m/%Y"),
            sum(Locale::Vi)
        ),
        format!(
            "Instalment {number} of contract {reference}, due on {}, is {days} days overdue or more; {} is still owed. \
             The reminders have ended: contact the customer.",
            due_on.format("%-d %B %Y"),
            sum(Locale::En)
        ),
    )
}

fn due(reference: &str, item: &work_item::Model, due_on: NaiveDate) -> Words {
    let (number, owner, name) = (item.number, item.owner.words(), item.name());
    Words::new(
        format!(
            "Công việc số {number} của {} theo hợp đồng {reference}, hạn ngày {}: {}.",
            owner.vi,
            due_on.format("%d/%m/%Y"),
            name.vi
        ),
        format!(
            "Item {number} of {} under contract {reference}, due on {}: {}.",
            owner.en,
            due_on.format("%-d %B %Y"),
            name.en
        ),
    )
}
