//! Tells people what is due, overdue or about to end: every reminder whose moment has come (design 5).

use entity::reminder;
use entity::reminder::advance::{Advanced, advance, foresee};
use entity::value::id::ReminderId;
use sea_orm::DbErr;

use crate::desk::Desk;
use crate::queue::{Counts, Outcome, Run};

/// How many reminders are read together.
const PAGE: u64 = 200;

/// Sweeps what is due, page by page, one transaction per reminder. A dry run only counts what would be told.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    sweep(desk, run).await.into()
}

async fn sweep(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let mut counts = Counts::default();
    let mut after = None;
    loop {
        let page = reminder::due(desk.database.read(), run.as_of, (after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(counts) };
        after = last.next_at.map(|at| (at, last.id));
        for due in &page {
            if run.is_cancelled() {
                return Ok(counts);
            }
            counts = counts.and(count(due.id, one(desk, run, due.id).await));
        }
    }
}

async fn one(desk: &Desk, run: &Run, id: ReminderId) -> Result<Advanced, DbErr> {
    if run.dry_run {
        return foresee(desk.database.read(), id, run.as_of).await;
    }
    desk.database.write(async |write| advance(write, id, run.as_of).await).await
}

fn count(id: ReminderId, advanced: Result<Advanced, DbErr>) -> Counts {
    match advanced {
        Ok(Advanced::Told) => Counts::done(1),
        Ok(Advanced::Skipped | Advanced::Nothing) => Counts { skipped: 1, ..Counts::default() },
        Err(error) => {
            tracing::error!(reminder = %id, %error, "a reminder could not be advanced");
            Counts { failed: 1, ..Counts::default() }
        }
    }
}
