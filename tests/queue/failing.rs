//! Duties that fail, in every way.

use crate::ground_tests;
use crate::support::{Tally, eventually, quick};
use entity::clock::machine_now;
use entity::job::JobKind;
use entity::job::attempt::Outcome as Ended;
use entity::job::run::Counts;
use entity::job::state::State;
use serde::Deserialize;
use std::time::Duration;
use worker::queue::{Duties, Outcome, Run};

#[derive(Deserialize)]
struct Placed {
    place: i64,
}

fn retrying(tally: &Tally) -> Duties {
    let tally = tally.clone();
    Duties::new().with(JobKind::Remind, move |_, _| {
        tally.one_more();
        Box::pin(async { Outcome::Retry("the other side is away".to_owned()) })
    })
}

/// A duty with a payload: even places are done, 1 is given up.
fn placed(run: &Run) -> Outcome {
    let counts = run.payload::<Placed>().and_then(|payload| match payload.place {
        1 => Err(Outcome::GiveUp("place 1 is never done".to_owned())),
        place => Ok(Counts::done(place)),
    });
    counts.into()
}

ground_tests! {
    async fn a_back_off_is_kept_over_a_restart(ground: Ground) {
        ground.enqueue(JobKind::Remind, 1).await;
        let tally = Tally::default();
        let worker = ground.worker("one", quick(2), retrying(&tally));
        eventually("the first try", async || tally.count() == 1 && ground.count(State::Queued).await == 1).await;
        worker.stop().await;
        let wait = ground.rows().await[0].run_at - machine_now();
        assert!(wait.num_milliseconds() > 2_000, "a wait of {wait}");
        let again = ground.worker("two", quick(2), retrying(&tally));
        tokio::time::sleep(Duration::from_millis(600)).await;
        again.stop().await;
        assert_eq!(tally.count(), 1);
        let row = ground.rows().await.remove(0);
        assert_eq!((row.attempts, row.error.as_deref()), (1, Some("the other side is away")));
    }

    async fn panics_and_time_outs_are_tried_again(ground: Ground) {
        ground.enqueue(JobKind::Remind, 1).await;
        ground.enqueue(JobKind::Rearm, 1).await;
        ground.enqueue(JobKind::Prune, 1).await;
        let duties = Duties::new()
            .with(JobKind::Remind, |_, _| Box::pin(async { panic!("the duty is wrong") }))
            .with_limit(JobKind::Rearm, Duration::from_millis(50), |_, _| {
                Box::pin(async {
                    tokio::time::sleep(Duration::from_hours(1)).await;
                    Outcome::Done(Counts::default())
                })
            })
            .with(JobKind::Prune, |_, _| Box::pin(async { Outcome::Done(Counts::default()) }));
        let worker = ground.worker("w", quick(3), duties);
        eventually("three ends", async || ground.history().await.len() == 3).await;
        worker.stop().await;
        let rows = ground.rows().await;
        let found: Vec<_> = rows.iter().map(|row| (row.kind, row.state, row.error.as_deref().unwrap_or(""))).collect();
        assert_eq!(found, [
            (JobKind::Remind, State::Queued, "panicked: the duty is wrong"),
            (JobKind::Rearm, State::Queued, "took longer than 0 s"),
            (JobKind::Prune, State::Done, ""),
        ]);
    }

    async fn a_payload_that_cannot_be_read_stops_no_other_job(ground: Ground) {
        ground.enqueue(JobKind::Remind, 3).await;
        ground
            .database
            .write(async |write| {
                let wanted = entity::job::record::Enqueue {
                    kind: JobKind::Remind,
                    payload: serde_json::json!({ "place": "nowhere" }),
                    key: None,
                    run_at: None,
                };
                entity::job::record::enqueue(write, wanted).await
            })
            .await
            .unwrap();
        ground.enqueue(JobKind::Remind, 1).await;
        let given_up = Tally::default();
        let counted = given_up.clone();
        let duties = Duties::new()
            .with(JobKind::Remind, |_, run| Box::pin(async move { placed(run) }))
            .when_given_up(move |_, _| {
                counted.one_more();
                Box::pin(async { Ok(()) })
            });
        let worker = ground.worker("w", quick(2), duties);
        ground.until(State::Done, 3).await;
        ground.until(State::Failed, 2).await;
        worker.stop().await;
        let errors: Vec<_> = ground.rows().await.into_iter().filter_map(|row| row.error).collect();
        assert_eq!(errors[0], "place 1 is never done");
        assert!(errors[1].starts_with("the payload of this remind job cannot be read"), "{}", errors[1]);
        assert_eq!(given_up.count(), 2);
        assert!(ground.history().await.iter().filter(|line| line.outcome == Ended::GaveUp).count() == 2);
    }

    async fn a_consequence_that_fails_is_drawn_again_and_keeps_back_no_other_end(ground: Ground) {
        ground.enqueue(JobKind::Remind, 6).await;
        let tries = Tally::default();
        let counted = tries.clone();
        let duties = Duties::new().with(JobKind::Remind, |_, run| Box::pin(async move { placed(run) })).when_given_up(
            move |_, _| {
                let first = counted.one_more() <= 2;
                Box::pin(async move { if first { Err(sea_orm::DbErr::Custom("not yet".to_owned())) } else { Ok(()) } })
            },
        );
        let worker = ground.worker("w", quick(6), duties);
        ground.until(State::Failed, 1).await;
        ground.until(State::Done, 5).await;
        worker.stop().await;
        assert!(tries.count() >= 3);
        assert_eq!(ground.history().await.len(), 6);
    }
}
