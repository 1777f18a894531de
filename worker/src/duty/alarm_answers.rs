//! Alarms people about what was promised to be answered by now and was not (P3).

use entity::inquiry::inquiry;
use entity::inquiry::record_alarm::alarm_unanswered;

use crate::desk::Desk;
use crate::queue::{Counts, Outcome, Run};

/// How many inquiries are read together.
const PAGE: u64 = 200;

/// Goes through the clocks that ran out, page by page, one transaction per inquiry.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    sweep(desk, run).await.into()
}

async fn sweep(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let mut counts = Counts::default();
    let mut after = None;
    loop {
        let page = inquiry::to_alarm(desk.database.read(), run.as_of, (after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(counts) };
        after = last.alarm_at.map(|at| (at, last.id));
        for due in &page {
            if run.is_cancelled() {
                return Ok(counts);
            }
            let id = due.id;
            let alarmed = desk.database.write(async |write| alarm_unanswered(write, run.as_of, id).await).await;
            counts = counts.and(match alarmed {
                Ok(true) => Counts::done(1),
                Ok(false) => Counts { skipped: 1, ..Counts::default() },
                Err(error) => {
                    tracing::error!(inquiry = %id, %error, "nobody could be alarmed about an inquiry");
                    Counts { failed: 1, ..Counts::default() }
                }
            });
        }
    }
}
