//! Records what the end of a term makes of a customer's silence: acceptance, or a task for staff (S6).

use entity::acceptance::acceptance_round;
use entity::calendar::zone::{PROVIDER_ZONE, day_of};
use entity::life::{Silence, silence_ran_out};

use crate::desk::Desk;
use crate::queue::{Counts, Outcome, Run};

/// How many rounds are read together.
const PAGE: u64 = 200;

/// Goes through the rounds whose day to answer has passed, page by page, one transaction per contract.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    sweep(desk, run).await.into()
}

async fn sweep(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let today = day_of(run.as_of, PROVIDER_ZONE);
    let mut counts = Counts::default();
    let mut after = None;
    loop {
        let page = acceptance_round::unanswered_before(desk.database.read(), today, (after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(counts) };
        after = Some((last.answer_by_on, last.id));
        for round in &page {
            if run.is_cancelled() {
                return Ok(counts);
            }
            let id = round.contract_id;
            let recorded = desk.database.write(async |write| silence_ran_out(write, run.as_of, id).await).await;
            counts = counts.and(match recorded {
                Ok(Silence::Accepted | Silence::Unanswered) => Counts::done(1),
                Ok(Silence::Nothing) => Counts { skipped: 1, ..Counts::default() },
                Err(error) => {
                    tracing::error!(contract = %id, %error, "silence could not be recorded");
                    Counts { failed: 1, ..Counts::default() }
                }
            });
        }
    }
}
