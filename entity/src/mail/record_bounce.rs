//! Record: a mail came back; its address is not written to again until a person clears it (design 5).

use super::bounced;
use super::record_settle::{LONGEST_REASON, held, tell};
use super::state::{Event, State};
use super::table::{Entity, Model};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::notice::{self, Kind};
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::task::{self, record::Task};
use crate::value::email::Email;
use crate::value::id::MailId;
use crate::value::transition::Transition;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

/// Notes that a mail came back: it is BOUNCED, its address takes no more mail, and staff have a task. Noted again it is
/// `AlreadyDone`.
///
/// Refuses who may not tend notices, who does not see the mail, a mail that never went out, and an empty reason.
pub async fn record_bounce(write: &Write, by: &By, id: MailId, reason: &str) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::TendNotices)?;
    let reason = reason_of(reason)?;
    super::find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("mail"))?;
    let mail = held(write, id).await?.ok_or(Refusal::NotFound("mail"))?;
    match mail.state.after(Event::Bounce) {
        Ok(Transition::AlreadyDone) => return Ok(Done::AlreadyDone(mail)),
        Ok(Transition::To(_)) => {}
        Err(refused) => {
            let words = Words::new(
                format!("Thư ở trạng thái {:?} chưa được gửi đi nên không thể bị trả lại.", refused.state),
                format!("A mail that is {:?} never went out and cannot have come back.", refused.state),
            );
            return Err(Refusal::conflict("NEVER_WENT_OUT", words));
        }
    }
    let address = bounced::Model {
        address: mail.address.as_str().to_owned(),
        mail_id: id,
        reason: reason.clone(),
        recorded_at: by.now,
    };
    bounced::Entity::insert(address.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(write.on())
        .await?;
    let mut change = mail.into_active_model();
    change.state = Set(State::Bounced);
    change.bounced_on = Set(Some(by.today()));
    change.settled_at = Set(Some(by.now));
    let mail = Entity::update(change).exec(write.on()).await?;
    task::record::resolve_by_itself(write, by.now, (task::Kind::MailUnknown, id.0), &reason).await?;
    raise(write, by, &mail, &reason).await?;
    tell(write, by, &mail, ("mail.bounced", &reason)).await?;
    Ok(Done::Now(mail))
}

/// The address takes mail again. Not marked, it is `AlreadyDone`.
///
/// Refuses who may not tend notices, and an empty reason.
pub async fn clear_bounce(write: &Write, by: &By, address: &Email, reason: &str) -> Result<Done<()>, Refusal> {
    by.viewer.require(Permission::TendNotices)?;
    let reason = reason_of(reason)?;
    let deleted = bounced::Entity::delete_by_id(address.as_str().to_owned()).exec(write.on()).await?;
    if deleted.rows_affected == 0 {
        return Ok(Done::AlreadyDone(()));
    }
    // The address itself is a personal value and stays out of the trail.
    let fact = Fact {
        chain: Chain::Installation,
        action: "bounce.cleared",
        subject: ("address", Uuid::nil()),
        before: json!({ "address": address.masked() }),
        after: Value::Null,
        reason: Some(&reason),
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    Ok(Done::Now(()))
}

async fn raise(write: &Write, by: &By, mail: &Model, reason: &str) -> Result<(), Refusal> {
    let first = mail.resend_of.unwrap_or(mail.id);
    let notice = notice::Entity::find().filter(notice::Column::MailId.eq(first)).one(write.on()).await?;
    let kind = task::Kind::MailBounced;
    let task = Task {
        kind,
        key: format!("{kind:?}:{}", mail.id),
        contract_id: notice.and_then(|notice| notice.contract_id),
        subject_id: Some(mail.id.0),
        detail: Words::new(
            format!(
                "Một thư bị trả lại: {reason}. Địa chỉ này không được gửi thư nữa cho đến khi được sửa hoặc xoá dấu."
            ),
            format!("A mail came back: {reason}. Its address is not written to until it is corrected or cleared."),
        ),
    };
    if mail.kind == Kind::StaffAlarm {
        task::record::raise_without_alarm(write, by.now, task).await?;
        return Ok(());
    }
    Ok(task::record::raise(write, by.now, task).await?)
}

fn reason_of(reason: &str) -> Result<String, Refusal> {
    let mut mistakes = Mistakes::default();
    let reason = mistakes.lines("reason", reason, LONGEST_REASON);
    mistakes.finish()?;
    Ok(reason)
}
