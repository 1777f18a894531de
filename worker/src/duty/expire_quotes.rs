//! Records which quotes have expired without an answer (S2). They count as expired before that as well.

use entity::access::By;
use entity::calendar::zone::{PROVIDER_ZONE, day_of};
use entity::quote::quote;
use entity::quote::record_ending::expire_quote;

use crate::desk::Desk;
use crate::queue::{Counts, Outcome, Run};

/// How many quotes are read together.
const PAGE: u64 = 200;

/// Goes through the quotes whose last day has passed, page by page, one transaction per quote.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    sweep(desk, run).await.into()
}

async fn sweep(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let by = By::system(run.as_of);
    let today = day_of(run.as_of, PROVIDER_ZONE);
    let mut counts = Counts::default();
    let mut after = None;
    loop {
        let page = quote::to_expire(desk.database.read(), today, (after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(counts) };
        after = Some(last.id);
        for due in &page {
            if run.is_cancelled() {
                return Ok(counts);
            }
            let id = due.id;
            let expired = desk.database.write(async |write| expire_quote(write, &by, id).await).await;
            counts = counts.and(match expired {
                Ok(true) => Counts::done(1),
                Ok(false) => Counts { skipped: 1, ..Counts::default() },
                Err(error) => {
                    tracing::error!(quote = %id, %error, "a quote could not be recorded as expired");
                    Counts { failed: 1, ..Counts::default() }
                }
            });
        }
    }
}
