//! Record: what became of a claimed mail. Only who knows the claim's token settles it; what cannot be known, and what
//! will not be sent, stands before a person.

use super::backoff::wait_before_next;
use super::record_claim::carried;
use super::record_plan::ask_for_delivery;
use super::state::{Event, State};
use super::table::{Column, Entity, Model};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::clock::Instant;
use crate::database::Write;
use crate::installation;
use crate::notice::Kind;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::task::{self, record::Task};
use crate::value::id::{ClaimToken, MailId};
use crate::value::transition::Transition;
use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::json;

/// What became of a hand-over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The mail server took it, and what it said.
    HandedOver {
        /// In its words.
        answer: String,
    },
    /// Certainly not sent; whether another try can help.
    NotSent {
        /// Why.
        reason: String,
        /// Whether another try can help.
        may_retry: bool,
    },
    /// Nobody can say.
    InDoubt {
        /// Why.
        reason: String,
    },
}

/// What settling answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The mail is in this state now.
    Now(State),
    /// The claim was not this one's any more; nothing was written.
    NotYours,
}

/// Settles a claim with its token: handed over; planned again with back-off, or FAILED when no try is left; or UNKNOWN.
/// A late answer of the same claim still settles a mail that had been given up as UNKNOWN.
pub async fn settle(
    write: &Write,
    (id, token): (MailId, ClaimToken),
    subject: Option<String>,
    ending: Ending,
) -> Result<Settled, DbErr> {
    let Some(mail) = held(write, id).await?.filter(|mail| mail.claim_token == Some(token)) else {
        return Ok(Settled::NotYours);
    };
    let installation = installation::read(write.on()).await?;
    let (now, machine) = (installation.clock.now, installation.machine());
    // A person who resent a mail in doubt has answered the doubt: should it turn out unsent, it is not tried again.
    let is_resent = mail.state == State::Unknown && was_resent(write, id).await?;
    let retry = retry_at(&mail, &ending, machine).filter(|_| !is_resent);
    let event = match (&ending, retry) {
        (Ending::HandedOver { .. }, _) => Event::HandOver,
        (Ending::NotSent { .. }, Some(_)) => Event::Release,
        (Ending::NotSent { .. }, None) => Event::Fail,
        (Ending::InDoubt { .. }, _) => Event::Doubt,
    };
    let Ok(Transition::To(state)) = mail.state.after(event) else { return Ok(Settled::NotYours) };
    let was_in_doubt = mail.state == State::Unknown;
    let (Ending::HandedOver { answer: words }
    | Ending::NotSent { reason: words, .. }
    | Ending::InDoubt { reason: words }) = ending;
    let mut change = mail.clone().into_active_model();
    change.state = Set(state);
    change.answer = Set(Some(words));
    change.subject = Set(subject.or_else(|| mail.subject.clone()));
    change.settled_at = Set(Some(now));
    match state {
        State::HandedOver => change.handed_over_at = Set(Some(now)),
        State::Planned => {
            change.claim_token = Set(None);
            change.claim_until = Set(None);
            change.next_try_at = Set(retry.unwrap_or(machine));
        }
        State::Claimed | State::Failed | State::Unknown | State::Bounced | State::Void => {}
    }
    let mail = Entity::update(change).exec(write.on()).await?;
    if was_in_doubt {
        let resolution = "Máy chủ thư đã trả lời muộn. / The mail server's answer arrived late.";
        task::record::resolve_by_itself(write, now, (task::Kind::MailUnknown, id.0), resolution).await?;
    }
    match state {
        State::Planned => ask_for_delivery(write, id, retry).await?,
        State::Failed | State::Unknown => raise(write, now, &mail).await?,
        State::Claimed | State::HandedOver | State::Bounced | State::Void => {}
    }
    Ok(Settled::Now(state))
}

async fn was_resent(write: &Write, id: MailId) -> Result<bool, DbErr> {
    let again = Entity::find().filter(Column::ResendOf.eq(id)).one(write.on()).await?;
    Ok(again.is_some())
}

/// Declares a claim of which no answer is to be expected any more UNKNOWN, and puts it before a person. It is never sent
/// again by itself. Answers whether it was.
pub async fn expire_claim(write: &Write, id: MailId) -> Result<bool, DbErr> {
    let Some(mail) = held(write, id).await? else { return Ok(false) };
    let installation = installation::read(write.on()).await?;
    let is_over = mail.claim_until.is_some_and(|until| until < installation.machine());
    if mail.state != State::Claimed || !is_over {
        return Ok(false);
    }
    let mut change = mail.into_active_model();
    change.state = Set(State::Unknown);
    change.settled_at = Set(Some(installation.clock.now));
    let words = "the worker that talked to the mail server fell silent; it may have been handed over or not";
    change.answer = Set(Some(words.to_owned()));
    let mail = Entity::update(change).exec(write.on()).await?;
    raise(write, installation.clock.now, &mail).await?;
    Ok(true)
}

/// A person found out what became of a mail in doubt: it arrived, or it did not. Settled as said before it is
/// `AlreadyDone`.
///
/// Refuses who may not tend notices, who does not see the mail, and a mail that is not in doubt.
pub async fn settle_unknown(
    write: &Write,
    by: &By,
    (id, has_arrived): (MailId, bool),
    reason: &str,
) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::TendNotices)?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.lines("reason", reason, LONGEST_REASON);
    mistakes.finish()?;
    super::find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("mail"))?;
    let mail = held(write, id).await?.ok_or(Refusal::NotFound("mail"))?;
    let wanted = if has_arrived { State::HandedOver } else { State::Failed };
    if mail.state == wanted {
        return Ok(Done::AlreadyDone(mail));
    }
    if mail.state != State::Unknown {
        let words = Words::new(
            format!("Thư không ở trạng thái chưa rõ mà ở {:?}.", mail.state),
            format!("The mail is not in doubt but {:?}.", mail.state),
        );
        return Err(Refusal::conflict("NOT_IN_DOUBT", words));
    }
    let mut change = mail.into_active_model();
    change.state = Set(wanted);
    change.settled_at = Set(Some(by.now));
    if has_arrived {
        change.handed_over_at = Set(Some(by.now));
    }
    let mail = Entity::update(change).exec(write.on()).await?;
    task::record::resolve_by_itself(write, by.now, (task::Kind::MailUnknown, id.0), &reason).await?;
    tell(write, by, &mail, ("mail.settled", &reason)).await?;
    Ok(Done::Now(mail))
}

/// How long the reason of a person may be.
pub(super) const LONGEST_REASON: usize = 500;

/// Tells the trail of the contract the mail is about, or the installation's, what a person did with it.
pub(super) async fn tell(
    write: &Write,
    by: &By,
    mail: &Model,
    (action, reason): (&'static str, &str),
) -> Result<(), DbErr> {
    let contract_id = carried(write, mail).await?.into_iter().find_map(|notice| notice.contract_id);
    let fact = Fact {
        chain: contract_id.map_or(Chain::Installation, Chain::Dossier),
        action,
        subject: ("mail", mail.id.0),
        before: serde_json::Value::Null,
        after: json!({ "state": mail.state, "kind": mail.kind, "resendOf": mail.resend_of }),
        reason: Some(reason),
    };
    audit::record(write, &by.actor, by.now, fact).await
}

pub(super) async fn held(write: &Write, id: MailId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).lock_exclusive().one(write.on()).await
}

/// When to try again, by the machine clock; `None` when no further try is to be made.
fn retry_at(mail: &Model, ending: &Ending, machine: Instant) -> Option<Instant> {
    match ending {
        Ending::NotSent { may_retry: true, .. } => {
            let random = mail.claim_token.map_or(0, chance);
            let wait = wait_before_next(u32::try_from(mail.attempts).unwrap_or(u32::MAX), random)?;
            machine.checked_add_signed(TimeDelta::from_std(wait).ok()?)
        }
        Ending::NotSent { may_retry: false, .. } | Ending::HandedOver { .. } | Ending::InDoubt { .. } => None,
    }
}

/// The random part of a claim's token.
fn chance(token: ClaimToken) -> u32 {
    let (_, low) = token.0.as_u64_pair();
    u32::try_from(low & u64::from(u32::MAX)).unwrap_or(0)
}

/// Puts a mail that failed or is in doubt before a person. Trouble with an alarm causes no other alarm.
async fn raise(write: &Write, now: Instant, mail: &Model) -> Result<(), DbErr> {
    let contract_id = carried(write, mail).await?.into_iter().find_map(|notice| notice.contract_id);
    let reason = mail.answer.as_deref().unwrap_or_default();
    let (kind, detail) = if mail.state == State::Unknown {
        (
            task::Kind::MailUnknown,
            Words::new(
                format!(
                    "Không rõ thư đã được máy chủ thư nhận hay chưa: {reason}. Thư không tự gửi lại: hãy hỏi người nhận, \
                     rồi ghi là đã đến hoặc gửi lại."
                ),
                format!(
                    "It is not known whether the mail server took a mail: {reason}. It is not sent again by itself: ask \
                     the recipient, then note that it arrived or resend it."
                ),
            ),
        )
    } else {
        (
            task::Kind::MailFailed,
            Words::new(
                format!("Một thư không gửi được: {reason}. Hãy sửa nguyên nhân rồi gửi lại."),
                format!("A mail could not be sent: {reason}. Mend the cause, then resend it."),
            ),
        )
    };
    let task = Task { kind, key: format!("{kind:?}:{}", mail.id), contract_id, subject_id: Some(mail.id.0), detail };
    if mail.kind == Kind::StaffAlarm {
        task::record::raise_without_alarm(write, now, task).await?;
        return Ok(());
    }
    task::record::raise(write, now, task).await
}
