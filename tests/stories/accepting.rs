//! S5, S6: acceptance in rounds: rejected, in part, by silence after warnings, by two at once, by the wrong report.

use serde_json::{Value, json};
use tests::stories;
use tests::story::{Answer, Contract, FIRST_DAY, Person};

const ROUNDS: &str =
    "state acceptedOn acceptanceRounds { number state manner answeredBy reason remainingItems { id what doneOn } }
    covers { fromOn deliverable { id } }";

/// What a signatory says to a report.
async fn says(contract: &Contract, who: &Person, (command, report): (&str, &Value), more: Value) -> Answer {
    let mut input = json!({"contractId": contract.id, "reportId": report["id"], "sha256": report["sha256"]});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    who.commands(command, input, "contract { state version }").await
}

fn nothing() -> Value {
    json!({})
}

stories! {
    /// Rejected with reasons, work goes on; the second report is accepted, and only it can be.
    async fn rejected_work_is_reported_again_and_accepted(khu: &Khu) {
        let dung = khu.consultant("Dung").await;
        let given = khu.contract().with_instalment(100_000_000, "2026-03-02").with("staff", json!([dung.id]));
        let contract = given.registered().await;
        let lan = contract.signatory(khu, "Lan").await;
        let colleague = json!({"role": "CUSTOMER", "customerId": contract.customer_id});
        let colleague = khu.newcomer("Hoa", colleague).await;

        let first = contract.is_finished(khu, &dung, FIRST_DAY).await;
        let forbidden = says(&contract, &colleague, ("acceptWork", &first), nothing()).await;
        assert_eq!(forbidden.code(), "FORBIDDEN", "only a signatory accepts");
        let reason = json!({"reason": "Thiếu kết quả quan trắc đợt 3."});
        let rejected = says(&contract, &lan, ("rejectWork", &first), reason.clone()).await;
        assert_eq!(rejected.at("rejectWork.contract.state"), "DEPLOYING");
        let again = says(&contract, &lan, ("rejectWork", &first), reason).await;
        assert_eq!(again.at("rejectWork.contract"), rejected.at("rejectWork.contract"), "said twice, it is said once");
        khu.eventually("staff read the reasons", async || {
            dung.mailbox().letters.iter().any(|letter| letter.subject.contains("chưa chấp thuận"))
        })
        .await;
        dung.mailbox().last().says("quan trắc");

        let second = contract.is_finished(khu, &dung, FIRST_DAY).await;
        assert_eq!((&second["version"], &first["version"]), (&json!(2), &json!(1)));
        let stale = says(&contract, &lan, ("acceptWork", &first), nothing()).await;
        assert_eq!(stale.code(), "CONFLICT", "{}", stale.body);
        let altered = json!({"sha256": first["sha256"]});
        assert_eq!(says(&contract, &lan, ("acceptWork", &second), altered).await.code(), "CONFLICT");
        says(&contract, &lan, ("acceptWork", &second), nothing()).await.at("acceptWork");

        let told = contract.asks(&lan, ROUNDS).await;
        assert_eq!(told.at("contract.state"), "ACCEPTED");
        let states: Vec<Value> = told.list("contract.acceptanceRounds").iter().map(|round| round["state"].clone()).collect();
        assert_eq!(states, ["REJECTED", "ACCEPTED"]);
        assert_eq!(told.at("contract.acceptanceRounds.1.manner"), "ONLINE");
        assert_eq!(told.at("contract.acceptanceRounds.1.answeredBy"), "Lan");
        assert_eq!(told.list("contract.covers").len(), 1, "the warranty has begun");
        khu.eventually("the minutes are made", async || {
            let papers = contract.asks(&lan, "documents { kind state fileName }").await.list("contract.documents");
            let name = format!("BB-{}-NT2.pdf", contract.reference);
            papers.iter().any(|paper| paper["fileName"] == name && paper["state"] == "FROZEN")
        })
        .await;
        let trail = contract.trail(&khu.admin().await).await;
        let actions: Vec<_> = trail.iter().filter_map(|line| line["action"].as_str()).collect();
        for action in ["contract.rejected", "contract.accepted"] {
            assert_eq!(actions.iter().filter(|found| **found == action).count(), 1, "{action} in {actions:?}");
        }
    }

    /// Accepted in part: the cover of what is accepted begins; the rest is done, reported and accepted in another round.
    async fn what_remains_is_accepted_later(khu: &Khu) {
        let admin = khu.admin().await;
        let given = khu.contract().with_instalment(100_000_000, "2026-03-02").with_extra("Hướng dẫn vận hành");
        let contract = given.registered().await;
        let lan = contract.signatory(khu, "Lan").await;
        let [permit, guidance] = &contract.deliverables[..] else { panic!("two deliverables") };
        let item = |id: &str| json!({"deliverableId": id, "what": "Bổ sung chương 3", "dueOn": "2026-01-12"});

        let report = contract.is_finished(khu, &admin, FIRST_DAY).await;
        let all = json!({"remaining": [item(permit), item(guidance)]});
        let nothing_left = says(&contract, &lan, ("acceptWork", &report), all).await;
        assert_eq!(nothing_left.code(), "INVALID", "{}", nothing_left.body);
        let part = json!({"remaining": [item(guidance)]});
        let accepted = says(&contract, &lan, ("acceptWork", &report), part.clone()).await;
        assert_eq!(accepted.at("acceptWork.contract.state"), "FINISHED");
        says(&contract, &lan, ("acceptWork", &report), part).await.at("acceptWork");
        let otherwise = says(&contract, &lan, ("acceptWork", &report), nothing()).await;
        assert_eq!(otherwise.code(), "CONFLICT", "a round is answered once");
        let told = contract.asks(&lan, ROUNDS).await;
        assert_eq!(told.at("contract.covers.0.deliverable.id"), json!(permit));
        assert_eq!(told.list("contract.covers").len(), 1);

        let refused = admin.commands("finishWork", json!({"contractId": contract.id}), "contract { id }").await;
        assert_eq!(refused.unmet(), [("S6".to_owned(), "REMAINING_ITEM_OPEN".to_owned())]);
        let done = json!({
            "remainingItemId": told.at("contract.acceptanceRounds.0.remainingItems.0.id"), "evidence": "Đã gửi chương 3.",
        });
        admin.commands("completeRemainingItem", done, "remainingItem { doneOn }").await.at("completeRemainingItem");
        let report = contract.is_finished(khu, &admin, FIRST_DAY).await;
        says(&contract, &lan, ("acceptWork", &report), nothing()).await.at("acceptWork");
        let told = contract.asks(&lan, ROUNDS).await;
        assert_eq!((told.at("contract.state"), told.list("contract.covers").len()), (json!("ACCEPTED"), 2));
    }

    /// The contract says so and every warning was handed over: silence is acceptance from the day after the term.
    async fn silence_after_warnings_is_acceptance(khu: &Khu) {
        let admin = khu.admin().await;
        let given = khu.contract().with_instalment(100_000_000, "2026-03-02").with("silenceDays", json!(14));
        let contract = given.registered().await;
        contract.is_finished(khu, &admin, FIRST_DAY).await;
        khu.until("2026-01-19").await;
        assert_eq!(contract.asks(&admin, "state").await.at("contract.state"), "FINISHED");
        khu.until("2026-01-20").await;
        let told = contract.asks(&admin, ROUNDS).await;
        assert_eq!(told.at("contract.acceptedOn"), "2026-01-20");
        assert_eq!(told.at("contract.acceptanceRounds.0.manner"), "SILENCE");
        assert_eq!(told.at("contract.covers.0.fromOn"), "2026-01-20");
        contract.mailbox().received(&[
            "kính đề nghị nghiệm thu",
            "Chờ nghiệm thu đến hết 19/01/2026",
            "Chờ nghiệm thu đến hết 19/01/2026",
            "Hôm nay là ngày cuối",
            "được coi là đã nghiệm thu",
        ]);
    }

    /// A warning came back: silence is nothing, a person is told, and the customer can still answer.
    async fn silence_after_a_bounced_warning_is_not_acceptance(khu: &Khu) {
        let admin = khu.admin().await;
        let given = khu.contract().with_instalment(100_000_000, "2026-03-02").with("silenceDays", json!(14));
        let contract = given.registered().await;
        let report = contract.is_finished(khu, &admin, FIRST_DAY).await;
        khu.until("2026-01-15").await;
        let warning = contract.mails(&admin, "id kind").await.into_iter().find(|mail| mail["kind"] == "ACCEPTANCE_REMINDER");
        let bounce = json!({"mailId": warning.expect("a warning went out")["id"], "reason": "550 no such user"});
        admin.commands("recordBounce", bounce, "mail { id }").await.at("recordBounce");
        khu.until("2026-01-26").await;
        assert_eq!(contract.asks(&admin, "state").await.at("contract.state"), "FINISHED");
        assert_eq!(contract.open_tasks(&admin, "ACCEPTANCE_UNANSWERED").await, 1);
        let lan = contract.signatory(khu, "Lan").await;
        says(&contract, &lan, ("acceptWork", &report), nothing()).await.at("acceptWork");
        assert_eq!(contract.open_tasks(&admin, "ACCEPTANCE_UNANSWERED").await, 0);
    }

    /// Two signatories at the same moment: one accepts and the other rejects; one of the two happened.
    async fn of_two_signatories_one_is_heard(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(100_000_000, "2026-03-02").registered().await;
        let (lan, tam) = (contract.signatory(khu, "Lan").await, contract.signatory(khu, "Tam").await);
        let report = contract.is_finished(khu, &admin, FIRST_DAY).await;
        let (accepted, rejected) = tokio::join!(
            says(&contract, &lan, ("acceptWork", &report), nothing()),
            says(&contract, &tam, ("rejectWork", &report), json!({"reason": "Thiếu bản vẽ."})),
        );
        let (loser, state) =
            if accepted.is_refused() { (&accepted, "DEPLOYING") } else { (&rejected, "ACCEPTED") };
        assert!(accepted.is_refused() != rejected.is_refused(), "{} {}", accepted.body, rejected.body);
        loser.is_refused_politely();
        let told = contract.asks(&admin, ROUNDS).await;
        assert_eq!((told.at("contract.state"), told.list("contract.acceptanceRounds").len()), (json!(state), 1));
    }
}
