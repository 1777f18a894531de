//! Two admins who steer at the same moment: one act, both answered.

use serde_json::{Value, json};
use tests::stories;
use tests::story::Person;

/// How often the installation's trail tells of an action.
async fn told(admin: &Person, action: &str) -> usize {
    let trail = admin.asks("{ auditTrail(first: 100) { nodes { action } } }", json!({})).await;
    trail.list("auditTrail.nodes").iter().filter(|entry| entry["action"] == action).count()
}

async fn pruning(admin: &Person) -> Value {
    let jobs = admin.asks("{ jobs { kind paused { reason } } }", json!({})).await.list("jobs");
    jobs.into_iter().find(|job| job["kind"] == "PRUNE").expect("the duty is listed")
}

stories! {
    /// A duty that rests is asked for, called off and tried again by two at once: one run, and one line each.
    async fn a_run_is_one_run_whoever_asks_for_it(khu: &Khu) {
        let (mai, lan) = (khu.admin().await, khu.admin().await);
        let pause = || json!({"job": "PRUNE", "reason": "Sao lưu trước."});
        let (one, two) = tokio::join!(
            mai.commands("pauseJob", pause(), "job { paused { reason } }"),
            lan.commands("pauseJob", pause(), "job { paused { reason } }"),
        );
        assert_eq!(one.at("pauseJob.job.paused"), two.at("pauseJob.job.paused"));
        assert_eq!(told(&mai, "job.paused").await, 1);

        let run = json!({"job": "PRUNE"});
        let (one, two) = tokio::join!(
            mai.commands("runJob", run.clone(), "jobRun { id state }"),
            lan.commands("runJob", run, "jobRun { id state }"),
        );
        assert_eq!(one.at("runJob.jobRun"), two.at("runJob.jobRun"));
        let id = json!({"jobRunId": one.text("runJob.jobRun.id")});

        for (command, action) in [("cancelJobRun", "job.called_off"), ("retryJobRun", "job.retried")] {
            let (one, two) = tokio::join!(
                mai.commands(command, id.clone(), "jobRun { id state }"),
                lan.commands(command, id.clone(), "jobRun { id state }"),
            );
            assert_eq!(one.at(command), two.at(command));
            assert_eq!(told(&mai, action).await, 1, "{action}");
        }

        let resume = json!({"job": "PRUNE"});
        let (one, two) = tokio::join!(
            mai.commands("resumeJob", resume.clone(), "job { paused { reason } }"),
            lan.commands("resumeJob", resume, "job { paused { reason } }"),
        );
        assert_eq!((one.at("resumeJob.job.paused"), two.at("resumeJob.job.paused")), (Value::Null, Value::Null));
        assert_eq!(told(&mai, "job.resumed").await, 1);
        khu.eventually("the run that waited is done", async || {
            let done = mai.asks("{ jobRuns(filter: {kind: PRUNE, states: [QUEUED, RUNNING]}) { totalCount } }", json!({}));
            done.await.at("jobRuns.totalCount") == 0
        })
        .await;
    }

    /// One pauses while the other resumes: it rests or it does not, and both are told something true.
    async fn pausing_and_resuming_at_once_ends_in_one_of_the_two(khu: &Khu) {
        let (mai, lan) = (khu.admin().await, khu.admin().await);
        for _ in 0..5 {
            let (paused, resumed) = tokio::join!(
                mai.commands("pauseJob", json!({"job": "PRUNE", "reason": "Sao lưu."}), "job { kind }"),
                lan.commands("resumeJob", json!({"job": "PRUNE"}), "job { kind }"),
            );
            paused.at("pauseJob");
            resumed.at("resumeJob");
        }
        lan.commands("resumeJob", json!({"job": "PRUNE"}), "job { kind }").await.at("resumeJob");
        assert_eq!(pruning(&mai).await["paused"], Value::Null);
    }

    /// Two who change one schedule from the same version: one wins, the other is told the version that holds.
    async fn of_two_new_schedules_one_holds(khu: &Khu) {
        let (mai, lan) = (khu.admin().await, khu.admin().await);
        let jobs = mai.asks("{ jobs { kind schedule { version } } }", json!({})).await.list("jobs");
        let version = &jobs.iter().find(|job| job["kind"] == "PRUNE").expect("it is listed")["schedule"]["version"];
        let change = |cron: &str| {
            json!({"job": "PRUNE", "cron": cron, "zone": "Asia/Ho_Chi_Minh", "expectedVersion": version})
        };
        let (one, two) = tokio::join!(
            mai.commands("changeSchedule", change("0 3 * * *"), "job { schedule { version } }"),
            lan.commands("changeSchedule", change("0 4 * * *"), "job { schedule { version } }"),
        );
        let (winner, loser) = if one.is_refused() { (two, one) } else { (one, two) };
        let holds = winner.at("changeSchedule.job.schedule.version");
        loser.is_refused_politely();
        assert_eq!((loser.code().as_str(), loser.error("currentVersion")), ("CONFLICT", holds));
    }

    /// Two who let a day pass at the same moment let two days pass.
    async fn two_who_let_a_day_pass_let_two_days_pass(khu: &Khu) {
        let (mai, lan) = (khu.admin().await, khu.admin().await);
        let before = mai.asks("{ clock { now } }", json!({})).await.text("clock.now");
        let day = json!({"days": 1});
        let (one, two) = tokio::join!(
            mai.commands("advanceClock", day.clone(), "clock { now }"),
            lan.commands("advanceClock", day, "clock { now }"),
        );
        one.at("advanceClock");
        two.at("advanceClock");
        khu.eventually("the clock settles", async || {
            mai.asks("{ clock { settled } }", json!({})).await.at("clock.settled") == true
        })
        .await;
        let after = mai.asks("{ clock { now } }", json!({})).await.text("clock.now");
        let moment = |text: &str| text.parse::<entity::clock::Instant>().expect("a moment");
        assert_eq!((moment(&after) - moment(&before)).num_days(), 2);
    }
}
