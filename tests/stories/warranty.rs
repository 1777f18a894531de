//! P5, S6, S7: acceptance begins the warranty; its end is announced; claims and closing.

use serde_json::{Value, json};
use tests::stories;
use tests::story::{Contract, FIRST_DAY, Khu, Person};

/// Accepted on the first day and paid; covered until 5 January 2027.
async fn in_warranty(khu: &Khu) -> Contract {
    let paid = json!([{"reference": "FT1", "amount": "10000000", "receivedOn": "2026-01-05"}]);
    let given = khu.contract().with_instalment(10_000_000, "2026-01-05");
    let days = ["finishedOn", "acceptedOn"].iter().fold(given, |given, day| given.with(day, json!("2026-01-05")));
    days.with("payments", paid).registered().await
}

stories! {
    /// The end of a warranty is announced three times; a claim on its last day is covered, the day after it is not.
    async fn a_warranty_ends_with_notice_and_claims_are_judged_by_their_day(khu: &Khu) {
        let dung = khu.admin().await;
        let contract = in_warranty(khu).await;
        let last = contract.asks(&dung, "covers { lastCoveredOn }").await.text("contract.covers.0.lastCoveredOn");
        assert_eq!(last, "2027-01-05");

        khu.until("2027-01-05").await;
        assert_eq!(contract.mailbox().letters.len(), 4, "{:?}", contract.mailbox().subjects());
        contract.mailbox().last().says("05/01/2027");

        khu.until("2027-01-06").await;
        let claim = async |day: &str| {
            let input = json!({"deliverableId": contract.deliverables[0], "defectOn": day, "description": format!("Lỗi {day}")});
            let answer = dung.commands("fileWarrantyClaim", input, "warrantyClaim { verdict { rule isCovered words } }").await;
            answer.at("fileWarrantyClaim.warrantyClaim.verdict")
        };
        let verdict = claim("2027-01-05").await;
        assert_eq!((&verdict["rule"], &verdict["isCovered"]), (&json!("IN_COVER"), &json!(true)));
        let verdict = claim("2027-01-06").await;
        assert_eq!((&verdict["rule"], &verdict["isCovered"]), (&json!("AFTER_COVER"), &json!(false)));
        assert!(verdict["words"].as_str().is_some_and(|words| words.contains("05/01/2027")), "{verdict}");
    }

    /// A claim from the customer to their confirmation, over a question, an alarm and a reopening; what was redone is
    /// covered on its own.
    async fn a_claim_is_judged_put_right_reopened_and_confirmed(khu: &Khu) {
        let dung = khu.admin().await;
        let contract = in_warranty(khu).await;
        let lan = khu.newcomer("Lan", json!({"role": "CUSTOMER", "customerId": contract.customer_id, "isSignatory": true})).await;
        let filed = json!({"deliverableId": contract.deliverables[0], "defectOn": "2026-01-05", "description": "Thiếu phụ lục."});
        let answer = lan.commands("fileWarrantyClaim", filed, "warrantyClaim { id response { answerBy } }").await;
        let id = answer.text("fileWarrantyClaim.warrantyClaim.id");
        let does = async |person: &Person, command: &str, more: Value, wants: &str| {
            let mut input = json!({"warrantyClaimId": id});
            input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let answer = person.commands(command, input, &format!("warrantyClaim {{ {wants} }}")).await;
            answer.at(&format!("{command}.warrantyClaim"))
        };
        does(&dung, "askAboutWarrantyClaim", json!({"question": "Phụ lục nào?"}), "state").await;
        khu.until("2026-01-12").await;
        // It goes out beside the receipt of the claim, in whatever order.
        assert!(contract.mailbox().letters.iter().any(|letter| letter.text.contains("Phụ lục nào?")));
        assert_eq!(contract.open_tasks(&dung, "CLAIM_UNANSWERED").await, 0, "the clock stood still");
        does(&lan, "answerAboutWarrantyClaim", json!({"answer": "Phụ lục 2."}), "state").await;
        khu.until("2026-01-14").await;
        assert_eq!(contract.open_tasks(&dung, "CLAIM_UNANSWERED").await, 1, "and went on");

        let judged = does(&dung, "triageWarrantyClaim", json!({}), "state verdict { rule judgedOn } response { isLate }").await;
        assert_eq!(judged, json!({"state": "TRIAGED", "verdict": {"rule": "IN_COVER", "judgedOn": "2026-01-14"}, "response": {"isLate": true}}));
        assert_eq!(contract.open_tasks(&dung, "CLAIM_UNANSWERED").await, 0);
        does(&dung, "startWarrantyClaim", json!({}), "state").await;
        does(&dung, "resolveWarrantyClaim", json!({"answer": "Đã bổ sung."}), "state").await;
        does(&lan, "reopenWarrantyClaim", json!({"reason": "Phụ lục 2 bị mờ."}), "state").await;
        khu.eventually("staff are told", async || dung.mailbox().subjects().iter().any(|it| it.contains("được mở lại"))).await;
        dung.mailbox().last().says("Phụ lục 2 bị mờ.");
        let again = does(&dung, "resolveWarrantyClaim", json!({"answer": "Đã in lại.", "isRework": true}), "followOn { lastCoveredOn days }").await;
        assert_eq!(again, json!({"followOn": {"lastCoveredOn": "2026-04-14", "days": 90}}));
        khu.eventually("the customer is told until when it is covered", async || contract.mailbox().letters.iter().any(|it| it.text.contains("14/04/2026"))).await;
        let confirmed = does(&lan, "confirmWarrantyClaim", json!({}), "state steps { kind takenBy }").await;
        assert_eq!(confirmed["state"], "CONFIRMED");
        assert_eq!(confirmed["steps"].as_array().map(Vec::len), Some(8), "{confirmed}");
    }

    /// The end of a warranty is moved: what is announced is the new day, and nothing of the old one any more.
    async fn expiry_notices_follow_a_moved_end(khu: &Khu) {
        let dung = khu.admin().await;
        let contract = in_warranty(khu).await;
        khu.until("2026-12-07").await;
        contract.mailbox().last().says("05/01/2027");
        let told = contract.mailbox().letters.len();
        let cover = contract.asks(&dung, "covers { id }").await.text("contract.covers.0.id");
        let input = json!({"warrantyCoverId": cover, "lastCoveredOn": "2027-03-31", "reason": "Thoả thuận gia hạn."});
        let moved = dung.commands("extendWarrantyCover", input, "warrantyCover { lastCoveredOn }").await;
        assert_eq!(moved.at("extendWarrantyCover.warrantyCover.lastCoveredOn"), "2027-03-31");
        khu.until("2027-01-06").await;
        assert_eq!(contract.mailbox().letters.len(), told, "the old day is not announced any more");
        khu.until("2027-03-31").await;
        assert_eq!(contract.mailbox().letters.len(), told + 4);
        contract.mailbox().last().says("31/03/2027");
    }

    /// What keeps a contract from closing is told all at once, by clause.
    async fn closing_names_every_unmet_condition(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-06-01").registered().await;
        contract.is_accepted(khu, &admin, FIRST_DAY).await;
        let claim = json!({"deliverableId": contract.deliverables[0], "defectOn": "2026-01-05", "description": "Thiếu phụ lục."});
        admin.commands("fileWarrantyClaim", claim, "warrantyClaim { id }").await.at("fileWarrantyClaim");
        let refused = admin.commands("closeContract", json!({"contractId": contract.id}), "contract { id }").await;
        assert_eq!(refused.code(), "UNMET_CONDITIONS");
        let clauses: Vec<String> = refused.unmet().into_iter().map(|(clause, _)| clause).collect();
        assert!(clauses.contains(&"C5".to_owned()) && clauses.contains(&"P5".to_owned()), "{clauses:?}");
        assert!(clauses.len() >= 3, "{clauses:?}");
        let state = contract.asks(&admin, "state").await;
        assert_eq!(state.at("contract.state"), "ACCEPTED");
    }
}
