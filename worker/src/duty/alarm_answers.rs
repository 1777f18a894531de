//! Alarms people about what was promised to be answered by now and was not (P3): inquiries, claims, tickets.

use entity::inquiry::inquiry;
use entity::{inquiry::record_alarm, response};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::desk::Desk;
use crate::queue::{Counts, Outcome, Run};

/// How many clocks are read together.
const PAGE: u64 = 200;

/// Goes through the clocks that ran out, page by page, one transaction each.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    sweep(desk, run).await.into()
}

async fn sweep(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let inquiries = inquiries(desk, run).await?;
    Ok(inquiries.and(promises(desk, run).await?))
}

async fn inquiries(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let mut counts = Counts::default();
    let mut after = None;
    loop {
        let page = inquiry::to_alarm(desk.database.read(), run.as_of, (after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(counts) };
        after = last.alarm_at.map(|at| (at, last.id));
        for id in page.iter().map(|due| due.id) {
            if run.is_cancelled() {
                return Ok(counts);
            }
            let alarmed = desk.database.write(async |write| record_alarm::alarm_unanswered(write, run.as_of, id).await);
            counts = counts.and(counted(id.0, alarmed.await));
        }
    }
}

/// What was promised under contracts: claims and tickets.
async fn promises(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let mut counts = Counts::default();
    let mut after = None;
    loop {
        let page = response::clock::to_alarm(desk.database.read(), run.as_of, (after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(counts) };
        after = last.alarm_at.map(|at| (at, last.subject_id));
        for id in page.iter().map(|due| due.subject_id) {
            if run.is_cancelled() {
                return Ok(counts);
            }
            let alarmed =
                desk.database.write(async |write| response::record_alarm::alarm_unanswered(write, run.as_of, id).await);
            counts = counts.and(counted(id, alarmed.await));
        }
    }
}

fn counted(subject: Uuid, alarmed: Result<bool, DbErr>) -> Counts {
    match alarmed {
        Ok(true) => Counts::done(1),
        Ok(false) => Counts { skipped: 1, ..Counts::default() },
        Err(error) => {
            tracing::error!(%subject, %error, "nobody could be alarmed about what was not answered");
            Counts { failed: 1, ..Counts::default() }
        }
    }
}
