//! Records: a version ends without a contract: declined, withdrawn, expired (S2).

use super::quote::{ActiveModel, Model};
use super::record::{Held, Which, hold, live_of, moved, stop_reminding, store, tell, tell_answer};
use super::state::{Event, State};
use crate::access::{By, Permission, Viewer};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::{InquiryId, PersonId, QuoteId};
use sea_orm::ActiveValue::Set;

const LONGEST_REASON: usize = 1_000;

/// The customer's signatory declines it, with a reason; the inquiry stays open for another version.
///
/// Refuses everybody else, a quote they do not see, one that is not with them any more, a stale version, a missing
/// reason. What is declined is `AlreadyDone`.
pub async fn decline_quote(
    write: &Write,
    by: &By,
    which: Which,
    (reason, from): (&str, &str),
) -> Result<Done<Model>, Refusal> {
    let signatory = signatory(by.viewer)?;
    let Held { inquiry, quote: before } = hold(write, by, which.id).await?;
    let Some(state) = moved(by, &before, (Event::Decline, which.expected_version))? else {
        return Ok(Done::AlreadyDone(before));
    };
    let reason = &read(reason)?;
    let decided = ActiveModel {
        decided_at: Set(Some(by.now)),
        decided_by: Set(Some(signatory)),
        decided_from: Set(Some(from.to_owned())),
        ..ended(state, Some(reason))
    };
    let after = end(write, by, (&before, decided), ("quote.declined", Some(reason))).await?;
    tell_answer(write, by, &inquiry, &after).await?;
    Ok(Done::Now(after))
}

/// The provider takes it back, with a reason.
///
/// Refuses a quote the viewer does not see, one that was decided on, a stale version, a missing reason. What is withdrawn
/// is `AlreadyDone`.
pub async fn withdraw_quote(write: &Write, by: &By, which: Which, reason: &str) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let before = hold(write, by, which.id).await?.quote;
    let Some(state) = moved(by, &before, (Event::Withdraw, which.expected_version))? else {
        return Ok(Done::AlreadyDone(before));
    };
    let reason = &read(reason)?;
    end(write, by, (&before, ended(state, Some(reason))), ("quote.withdrawn", Some(reason))).await.map(Done::Now)
}

/// The live version for an inquiry, if there is one, gives way: to a newer one, or because the inquiry is given up. One
/// whose last day has passed is recorded as expired instead. The caller holds the inquiry.
pub(crate) async fn give_way(
    write: &Write,
    by: &By,
    id: InquiryId,
    (state, action, reason): (State, &'static str, Option<&str>),
) -> Result<(), Refusal> {
    let Some(before) = live_of(write, id).await? else { return Ok(()) };
    let expired = before.state_on(by.today()) == State::Expired;
    let told = if expired { ("quote.expired", None) } else { (action, reason) };
    let change = if expired { ended(State::Expired, None) } else { ended(state, reason) };
    end(write, by, (&before, change), told).await?;
    Ok(())
}

/// Records that the last day of a quote has passed without an answer. It counts as expired before this as well. Answers
/// whether there was something to record.
pub async fn expire_quote(write: &Write, by: &By, id: QuoteId) -> Result<bool, Refusal> {
    let before = hold(write, by, id).await?.quote;
    if before.state == State::Expired || before.state_on(by.today()) != State::Expired {
        return Ok(false);
    }
    end(write, by, (&before, ended(State::Expired, None)), ("quote.expired", None)).await?;
    Ok(true)
}

/// The person who signs for the customer. Refuses everybody else: staff cannot decide for a customer.
pub(crate) fn signatory(viewer: Viewer) -> Result<PersonId, Refusal> {
    match viewer {
        Viewer::Customer { person_id, is_signatory: true, .. } => Ok(person_id),
        Viewer::Customer { is_signatory: false, .. }
        | Viewer::Visitor
        | Viewer::Staff { .. }
        | Viewer::Admin { .. }
        | Viewer::System => Err(Refusal::Forbidden(Words::new(
            "Chỉ người đại diện ký của khách hàng quyết định về báo giá.",
            "Only the customer's signatory decides on a quote.",
        ))),
    }
}

fn read(reason: &str) -> Result<String, Refusal> {
    let mut mistakes = Mistakes::default();
    let reason = mistakes.lines("reason", reason, LONGEST_REASON);
    mistakes.finish()?;
    Ok(reason)
}

fn ended(state: State, reason: Option<&str>) -> ActiveModel {
    ActiveModel { state: Set(state), ending_reason: Set(reason.map(str::to_owned)), ..ActiveModel::default() }
}

async fn end(
    write: &Write,
    by: &By,
    (before, change): (&Model, ActiveModel),
    told: (&'static str, Option<&str>),
) -> Result<Model, Refusal> {
    let after = store(write, before, change).await?;
    stop_reminding(write, by, &after).await?;
    tell(write, by, (Some(before), &after), told).await?;
    Ok(after)
}
