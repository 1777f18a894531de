//! Finds what nobody works on: mail without a job, claims without an answer, a clock that stopped on its way. Jobs are
//! only hints; the facts stand in the tables (design 5).

use entity::installation;
use entity::mail;
use entity::mail::record_plan::{ask_for_delivery, without_job};
use entity::mail::record_settle::expire_claim;
use sea_orm::DbErr;

use crate::desk::Desk;
use crate::queue::{Counts, Outcome, Run};

/// How many mails are read together.
const PAGE: u64 = 500;

/// Gives due mail its job, declares claims in doubt of which no answer is to be expected any more, and puts a sandbox's
/// clock on its way again.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    reconcile(desk, run).await.into()
}

async fn reconcile(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let counts = expire_claims(desk, run).await?.and(request_deliveries(desk, run).await?);
    let installation = installation::read(desk.database.read()).await?;
    if installation.clock.target.is_some() {
        desk.database.write(async |write| entity::clock::record::ask_for_steps(write).await).await?;
    }
    Ok(counts)
}

async fn expire_claims(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let mut counts = Counts::default();
    let machine = installation::read(desk.database.read()).await?.machine();
    for given_up in mail::given_up(desk.database.read(), machine, PAGE).await? {
        if run.is_cancelled() {
            break;
        }
        let id = given_up.id;
        let expired = desk.database.write(async |write| expire_claim(write, id).await).await;
        counts = counts.and(match expired {
            Ok(true) => {
                tracing::warn!(mail = %id, "a mail is in doubt: its worker fell silent");
                Counts::done(1)
            }
            Ok(false) => Counts { skipped: 1, ..Counts::default() },
            Err(error) => failed(&error),
        });
    }
    Ok(counts)
}

async fn request_deliveries(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let mut counts = Counts::default();
    let mut after = None;
    loop {
        let installation = installation::read(desk.database.read()).await?;
        let now = (installation.clock.now, installation.machine());
        let (lost, next) = without_job(desk.database.read(), now, (after, PAGE)).await?;
        for id in lost {
            if run.is_cancelled() {
                return Ok(counts);
            }
            let asked = desk.database.write(async |write| ask_for_delivery(write, id, None).await).await;
            counts = counts.and(asked.map_or_else(|error| failed(&error), |()| Counts::done(1)));
        }
        if next.is_none() {
            return Ok(counts);
        }
        after = next;
    }
}

fn failed(error: &DbErr) -> Counts {
    tracing::error!(%error, "a mail could not be reconciled");
    Counts { failed: 1, ..Counts::default() }
}
