//! Two people at the same moment: one wins, the other is told; never "database is locked".

use serde_json::{Value, json};
use tests::stories;

stories! {
    /// Twenty accountants enter twenty transfers at once: each counts once.
    async fn many_payments_at_once_all_count(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        let contract = khu.contract().with_instalment(100_000_000, "2026-03-02").registered().await;
        let all = (0..20).map(async |number| {
            contract.is_paid(&hoa, 1_000_000, (&format!("FT{number}"), "2026-01-05")).await.at("recordPayment")
        });
        futures_util::future::join_all(all).await;
        assert_eq!(contract.outstanding(&hoa).await, "80000000");
    }

    /// The same transfer entered by two at once is one payment.
    async fn one_transfer_entered_by_two_is_one_payment(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        let contract = khu.contract().with_instalment(100_000_000, "2026-03-02").registered().await;
        let enter = || contract.is_paid(&hoa, 5_000_000, ("FT1", "2026-01-05"));
        let (one, two) = tokio::join!(enter(), enter());
        assert_eq!(one.text("recordPayment.payment.id"), two.text("recordPayment.payment.id"));
        assert_eq!(contract.outstanding(&hoa).await, "95000000");
    }

    /// Two who change the same contract from the same version: one wins, the other is told the version now.
    async fn of_two_commands_from_one_version_one_wins(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let version = contract.asks(&admin, "version").await.at("contract.version");
        let suspend = json!({"contractId": contract.id, "expectedVersion": version, "reason": "Khách hàng sửa xưởng."});
        let finish = json!({"contractId": contract.id, "expectedVersion": version});
        let (one, two) = tokio::join!(
            admin.commands("suspendContract", suspend, "contract { version }"),
            admin.commands("finishWork", finish, "contract { version }"),
        );
        let refused: Vec<_> = [one, two].into_iter().filter(|answer| answer.body.get("errors").is_some()).collect();
        assert_eq!(refused.len(), 1);
        assert!(["CONFLICT", "UNMET_CONDITIONS"].contains(&refused[0].code().as_str()), "{refused:?}");
    }

    /// Two admins who run the same job at once get the same run.
    async fn a_job_asked_for_twice_runs_once(khu: &Khu) {
        let admin = khu.admin().await;
        let run = || admin.commands("runJob", json!({"job": "PRUNE"}), "jobRun { id }");
        let (one, two) = tokio::join!(run(), run());
        let ids = [one.text("runJob.jobRun.id"), two.text("runJob.jobRun.id")];
        let runs = admin.asks("{ jobRuns(filter: {kind: PRUNE}) { totalCount } }", json!({})).await;
        assert!(runs.at("jobRuns.totalCount").as_u64().unwrap() >= 1, "{ids:?}");
    }

    /// The same reference for two amounts at the same moment: one is entered, the other is told that it is taken.
    async fn one_reference_for_two_amounts_is_one_payment(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        let contract = khu.contract().with_instalment(100_000_000, "2026-03-02").registered().await;
        let (one, two) = tokio::join!(
            contract.is_paid(&hoa, 5_000_000, ("FT1", "2026-01-05")),
            contract.is_paid(&hoa, 6_000_000, ("FT1", "2026-01-05")),
        );
        let (loser, left) = if one.is_refused() { (one, "94000000") } else { (two, "95000000") };
        loser.is_refused_politely();
        assert_eq!(loser.code(), "CONFLICT");
        assert_eq!(contract.outstanding(&hoa).await, left);
    }

    /// A payment reversed by one and corrected by another: one of the two happened, and the sums agree with it.
    async fn a_payment_is_reversed_or_corrected_but_not_both(khu: &Khu) {
        let (hoa, nam) = (khu.accountant("Hoa").await, khu.accountant("Nam").await);
        let contract = khu.contract().with_instalment(100_000_000, "2026-03-02").registered().await;
        let payment = contract.is_paid(&hoa, 5_000_000, ("FT1", "2026-01-05")).await.at("recordPayment.payment.id");
        let reverse = json!({"paymentId": payment, "reason": "Ngân hàng thu hồi."});
        let correct = json!({
            "paymentId": payment, "contractId": contract.id, "reference": "FT2", "amount": "7000000",
            "receivedOn": "2026-01-05", "reason": "Nhập nhầm số tiền.",
        });
        let (reversed, corrected) = tokio::join!(
            hoa.commands("reversePayment", reverse, "payment { id }"),
            nam.commands("correctPayment", correct, "payment { id }"),
        );
        let (loser, left) = match (reversed.is_refused(), corrected.is_refused()) {
            (true, false) => (Some(reversed), "93000000"),
            (false, true) => (Some(corrected), "100000000"),
            // The correction came first and reversed it; reversing it again changes nothing.
            (false, false) => (None, "93000000"),
            (true, true) => panic!("both were refused: {} {}", reversed.body, corrected.body),
        };
        if let Some(loser) = loser {
            loser.is_refused_politely();
            assert_eq!(loser.code(), "CONFLICT");
        }
        assert_eq!(contract.outstanding(&hoa).await, left);
    }

    /// Each step of the life taken by two at once from the version both saw: it is taken once, and both are told of it.
    async fn a_step_of_the_life_is_taken_once(khu: &Khu) {
        let (mai, lan) = (khu.admin().await, khu.admin().await);
        let given = khu.contract().with_instalment(10_000_000, "2026-03-02").with("startedOn", json!(null));
        let contract = given.registered().await;
        for command in ["startWork", "finishWork", "acceptWork"] {
            let version = contract.asks(&mai, "version").await.at("contract.version");
            let steps = async || {
                let trail = contract.trail(&mai).await;
                let is_step = |entry: &&Value| entry["action"].as_str().is_some_and(|it| it.starts_with("contract."));
                trail.iter().filter(is_step).count()
            };
            let before = steps().await;
            let mut step = json!({"contractId": contract.id, "expectedVersion": version});
            if command == "acceptWork" {
                let rounds = contract.asks(&mai, "acceptanceRounds { report { id } }").await;
                step["reportId"] = rounds.at("contract.acceptanceRounds.0.report.id");
                step["onPaper"] = json!("Bà Lan ký biên bản số 1");
            }
            let wants = "contract { state version }";
            let (one, two) =
                tokio::join!(mai.commands(command, step.clone(), wants), lan.commands(command, step, wants));
            assert_eq!(one.at(command), two.at(command));
            assert_eq!(steps().await, before + 1, "{command}");
            khu.eventually("its papers are made", async || {
                let papers = contract.asks(&mai, "documents { state }").await.list("contract.documents");
                papers.iter().all(|paper| paper["state"] == "FROZEN")
            })
            .await;
        }
    }

    /// One suspends while the other terminates, from the version both saw: one wins, the other is told what holds now.
    async fn of_two_ways_to_go_on_one_is_gone(khu: &Khu) {
        let (mai, lan) = (khu.admin().await, khu.admin().await);
        let contract = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let version = contract.asks(&mai, "version").await.at("contract.version");
        let suspend = json!({"contractId": contract.id, "expectedVersion": version, "reason": "Khách hàng sửa xưởng."});
        let terminate = json!({
            "contractId": contract.id, "expectedVersion": version, "reason": "Hai bên thoả thuận.",
            "settlementNote": "Không bên nào còn nợ bên nào.",
            "settlement": [{"instalmentId": contract.instalments[0], "reason": "Chưa làm gì."}],
        });
        let (suspended, terminated) = tokio::join!(
            mai.commands("suspendContract", suspend, "contract { version }"),
            lan.commands("terminateContract", terminate, "contract { version }"),
        );
        let (winner, path, loser) = if suspended.is_refused() {
            (terminated, "terminateContract.contract.version", suspended)
        } else {
            (suspended, "suspendContract.contract.version", terminated)
        };
        loser.is_refused_politely();
        assert_eq!((loser.code().as_str(), loser.error("currentVersion")), ("CONFLICT", winner.at(path)));
    }
}
