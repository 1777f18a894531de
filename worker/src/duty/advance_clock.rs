//! Moves a sandbox's clock to its target: from one due moment to the next, each finished before the next begins, so that
//! every stage happens as if the days had passed (design 3).

use std::time::Duration;

use entity::acceptance::acceptance_round;
use entity::calendar::zone::{PROVIDER_ZONE, day_of, end_of_day};
use entity::clock::Instant;
use entity::clock::record::{arrive, step_to};
use entity::document;
use entity::inquiry::inquiry;
use entity::installation;
use entity::job::JobKind;
use entity::life::next_warranty_end;
use entity::mail;
use entity::quote::quote;
use entity::reminder;
use entity::response::clock;
use entity::value::id::MailId;
use futures_util::{StreamExt, stream};

use super::{accept_by_silence, alarm_answers, deliver_mail, end_warranties, expire_quotes, remind, render_document};
use crate::desk::Desk;
use crate::queue::{Counts, Outcome, Run};

/// How many mails are delivered at the same time, and read together.
const AT_ONCE: usize = 8;
const PAGE: u64 = 200;

/// How long to wait between two looks at what another worker has claimed.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Steps until the clock has arrived; called off, it stays where it is and keeps its target.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    advance(desk, run).await.into()
}

async fn advance(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let mut counts = Counts::default();
    loop {
        let installation = installation::read(desk.database.read()).await?;
        let Some(target) = installation.clock.target else { return Ok(counts) };
        if run.is_cancelled() {
            return Ok(counts);
        }
        counts = counts.and(finish_moment(desk, run, installation.clock.now).await?);
        let next = next_moment(desk, installation.clock.now, target).await?;
        if next < target || installation.clock.now < target {
            desk.database.write(async |write| step_to(write, next).await).await?;
            continue;
        }
        if desk.database.write(async |write| arrive(write, target).await).await? {
            return Ok(counts);
        }
    }
}

/// The next moment at which something is due, at the latest the target.
async fn next_moment(desk: &Desk, now: Instant, target: Instant) -> Result<Instant, Outcome> {
    let reminder = reminder::next_moment(desk.database.read(), now).await?;
    let mail = mail::next_not_before(desk.database.read(), now).await?;
    let inquiry = inquiry::next_alarm(desk.database.read(), now).await?;
    let promise = clock::next_alarm(desk.database.read(), now).await?;
    let answer_by = acceptance_round::next_answer_by(desk.database.read(), day_of(now, PROVIDER_ZONE)).await?;
    let silence = answer_by.map(|day| end_of_day(day, PROVIDER_ZONE));
    let expiry = quote::next_expiry(desk.database.read(), now).await?;
    let covered = next_warranty_end(desk.database.read(), day_of(now, PROVIDER_ZONE)).await?;
    let uncovered = covered.map(|day| end_of_day(day, PROVIDER_ZONE));
    let moments = [reminder, mail, inquiry, promise, silence, expiry, uncovered];
    Ok(moments.into_iter().flatten().fold(target, Instant::min))
}

/// Everything that is due at a moment: reminders, alarms, expiries, ends of warranties and what silence says first, then the documents that
/// mail waits for, then the mail.
/// Mail in back-off waits for the machine clock and is not waited for; what another worker has claimed is.
async fn finish_moment(desk: &Desk, run: &Run, now: Instant) -> Result<Counts, Outcome> {
    let reminded = counted(remind::run(desk, &run.within(JobKind::Remind, now)).await)?;
    let alarmed = counted(alarm_answers::run(desk, &run.within(JobKind::AlarmAnswers, now)).await)?;
    let silence = counted(accept_by_silence::run(desk, &run.within(JobKind::AcceptBySilence, now)).await)?;
    let expired = counted(expire_quotes::run(desk, &run.within(JobKind::ExpireQuotes, now)).await)?;
    let ended = counted(end_warranties::run(desk, &run.within(JobKind::EndWarranties, now)).await)?;
    let counts = reminded.and(alarmed).and(silence).and(expired).and(ended);
    loop {
        let installation = installation::read(desk.database.read()).await?;
        for id in document::awaited(desk.database.read(), installation.machine(), PAGE).await? {
            // One that fails is tried again by its own job; its mail waits for that.
            render_document::render(desk, id).await.ok();
        }
        let due = mail::due(desk.database.read(), (now, installation.machine()), (None, PAGE)).await?;
        let before: Vec<MailId> = due.into_iter().map(|mail| mail.id).collect();
        if before.is_empty() && !mail::is_any_on_its_way(desk.database.read(), installation.machine()).await? {
            return Ok(counts);
        }
        if run.is_cancelled() {
            return Ok(counts);
        }
        if before.is_empty() {
            tokio::time::sleep(BETWEEN_LOOKS).await;
            continue;
        }
        let delivered = stream::iter(before).map(|id| deliver_mail::deliver(desk, id)).buffer_unordered(AT_ONCE);
        for result in delivered.collect::<Vec<_>>().await {
            result?;
        }
    }
}

/// What a duty within this one did; stops with it.
fn counted(outcome: Outcome) -> Result<Counts, Outcome> {
    match outcome {
        Outcome::Done(counts) => Ok(counts),
        stopped @ (Outcome::Retry(_) | Outcome::GiveUp(_)) => Err(stopped),
    }
}
