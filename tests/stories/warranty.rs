//! P5, S6, S7: acceptance begins the warranty; its end is announced; claims and closing.

use serde_json::json;
use tests::stories;
use tests::story::FIRST_DAY;

stories! {
    /// The end of a warranty is announced three times; a claim on its last day is covered, the day after it is not.
    async fn a_warranty_ends_with_notice_and_claims_are_judged_by_their_day(khu: &Khu) {
        let dung = khu.admin().await;
        let given = khu.contract().with_instalment(10_000_000, "2026-01-05");
        let paid = json!([{"reference": "FT1", "amount": "10000000", "receivedOn": "2026-01-05"}]);
        let days = ["finishedOn", "acceptedOn"].iter().fold(given, |given, day| given.with(day, json!("2026-01-05")));
        let contract = days.with("payments", paid).registered().await;
        let last = contract.asks(&dung, "covers { lastCoveredOn }").await.text("contract.covers.0.lastCoveredOn");
        assert_eq!(last, "2027-01-05");

        khu.until("2027-01-05").await;
        assert_eq!(contract.mailbox().letters.len(), 4, "{:?}", contract.mailbox().subjects());
        contract.mailbox().last().says("05/01/2027");

        khu.until("2027-01-06").await;
        let claim = async |day: &str| {
            let input = json!({"deliverableId": contract.deliverables[0], "defectOn": day, "description": format!("Lỗi {day}")});
            dung.commands("fileWarrantyClaim", input, "warrantyClaim { isCovered }").await.at("fileWarrantyClaim.warrantyClaim.isCovered")
        };
        assert_eq!(claim("2027-01-05").await, true);
        assert_eq!(claim("2027-01-06").await, false);
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
