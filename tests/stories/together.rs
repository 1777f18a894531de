//! Two people at the same moment: one wins, the other is told; never "database is locked".

use serde_json::json;
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
}
