//! Records whose warranty is over; what hangs on that falls due and is asked for (S3, S7).

use entity::access::By;
use entity::calendar::zone::{PROVIDER_ZONE, day_of};
use entity::life::{warranties_ended, warranty_ended};

use crate::desk::Desk;
use crate::queue::{Counts, Outcome, Run};

/// How many contracts are read together.
const PAGE: u64 = 200;

/// Goes through the contracts with something that awaits the end of a warranty that is over, page by page, one transaction
/// per contract.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    sweep(desk, run).await.into()
}

async fn sweep(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let by = By::system(run.as_of);
    let today = day_of(run.as_of, PROVIDER_ZONE);
    let mut counts = Counts::default();
    let mut after = None;
    loop {
        let page = warranties_ended(desk.database.read(), today, (after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(counts) };
        after = Some(*last);
        for id in page {
            if run.is_cancelled() {
                return Ok(counts);
            }
            let ended = desk.database.write(async |write| warranty_ended(write, &by, id).await).await;
            counts = counts.and(match ended {
                Ok(true) => Counts::done(1),
                Ok(false) => Counts { skipped: 1, ..Counts::default() },
                Err(error) => {
                    tracing::error!(contract = %id, %error, "the end of a warranty could not be recorded");
                    Counts { failed: 1, ..Counts::default() }
                }
            });
        }
    }
}
