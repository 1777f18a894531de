//! Computes the moments of reminders again after calendar, ladder or zone changed (design 5).

use entity::installation;
use entity::reminder::policy::Reach;
use entity::reminder::{self, record};
use entity::value::id::{ContractId, CustomerId};
use serde::Deserialize;

use super::provisional_year;
use crate::desk::Desk;
use crate::queue::{Counts, Outcome, Run};

/// How many reminders are read together.
const PAGE: u64 = 500;

/// For whom: one customer, one contract, or everybody.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload {
    customer_id: Option<CustomerId>,
    contract_id: Option<ContractId>,
}

impl Payload {
    fn reach(&self) -> Reach {
        match (self.contract_id, self.customer_id) {
            (Some(id), _) => Reach::Contract(id),
            (None, Some(id)) => Reach::Customer(id),
            (None, None) => Reach::Provider,
        }
    }
}

/// Reads running reminders page by page and stores what has moved, one transaction each; then looks whether one of them
/// depends on days off that nobody has confirmed. A dry run only counts.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    rearm(desk, run).await.into()
}

async fn rearm(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let reach = run.payload::<Payload>()?.reach();
    let mut counts = Counts::default();
    let mut after = None;
    loop {
        let now = installation::read(desk.database.read()).await?.clock.now;
        let page = reminder::running(desk.database.read(), reach, (after, PAGE)).await?;
        let Some(last) = page.last() else {
            if reach == Reach::Provider && !run.dry_run {
                provisional_year::alarm(desk, now).await?;
            }
            return Ok(counts);
        };
        after = Some(last.id);
        let looked_at = i64::try_from(page.len()).unwrap_or(i64::MAX);
        let moved = record::out_of_date(desk.database.read(), now, page).await?;
        let kept = looked_at.saturating_sub(i64::try_from(moved.len()).unwrap_or(i64::MAX));
        counts = counts.and(Counts { skipped: kept, ..Counts::default() });
        for id in moved {
            if run.is_cancelled() {
                return Ok(counts);
            }
            if run.dry_run {
                counts = counts.and(Counts::done(1));
                continue;
            }
            let stored = desk.database.write(async |write| record::recompute(write, now, id).await).await;
            counts = counts.and(match stored {
                Ok(()) => Counts::done(1),
                Err(error) => {
                    tracing::error!(reminder = %id, %error, "a reminder could not be computed again");
                    Counts { failed: 1, ..Counts::default() }
                }
            });
        }
    }
}
