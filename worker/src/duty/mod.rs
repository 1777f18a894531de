//! What the worker does: one file per duty. Twice equals once; one bad item does not stop the rest.

mod accept_by_silence;
mod advance_clock;
mod alarm;
mod alarm_answers;
mod deliver_mail;
mod end_warranties;
mod expire_quotes;
mod letter;
mod provisional_year;
mod prune;
mod rearm;
mod reconcile;
mod remind;
mod render_document;

use std::time::Duration;

use entity::job::JobKind;

use crate::queue::Duties;

/// A mail's conversation takes three minutes at most, and its answer is offered to the database for three more.
const DELIVERY_LIMIT: Duration = Duration::from_mins(8);

/// Years may pass on a sandbox's clock, each due moment finished before the next.
const CLOCK_LIMIT: Duration = Duration::from_hours(6);

/// Every duty there is.
pub fn all() -> Duties {
    Duties::new()
        .with(JobKind::Remind, |desk, run| Box::pin(remind::run(desk, run)))
        .with_limit(JobKind::DeliverMail, DELIVERY_LIMIT, |desk, run| Box::pin(deliver_mail::run(desk, run)))
        .with(JobKind::Reconcile, |desk, run| Box::pin(reconcile::run(desk, run)))
        .with_limit(JobKind::Rearm, Duration::from_mins(30), |desk, run| Box::pin(rearm::run(desk, run)))
        .with_limit(JobKind::Prune, Duration::from_mins(30), |desk, run| Box::pin(prune::run(desk, run)))
        .with(JobKind::RenderDocument, |desk, run| Box::pin(render_document::run(desk, run)))
        .with(JobKind::AlarmAnswers, |desk, run| Box::pin(alarm_answers::run(desk, run)))
        .with(JobKind::AcceptBySilence, |desk, run| Box::pin(accept_by_silence::run(desk, run)))
        .with(JobKind::ExpireQuotes, |desk, run| Box::pin(expire_quotes::run(desk, run)))
        .with(JobKind::EndWarranties, |desk, run| Box::pin(end_warranties::run(desk, run)))
        .with_limit(JobKind::AdvanceClock, CLOCK_LIMIT, |desk, run| Box::pin(advance_clock::run(desk, run)))
        .when_given_up(|write, job| Box::pin(alarm::run(write, job)))
}
