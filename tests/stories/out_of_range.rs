//! Bad input: days too far, ladders that make no sense, bodies beyond the limit.

use serde_json::{Value, json};
use tests::stories;

stories! {
    /// Days before and beyond everything are refused, wherever a day is asked for.
    async fn days_out_of_range_are_refused(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let reminder = contract.reminder(&admin, 0).await;
        for day in ["0000-01-01", "1899-12-31", "3000-01-01", "2026-02-30", "30/02/2026", ""] {
            let input = json!({"instalmentId": contract.instalments[0], "dueOn": day, "reason": "Theo thoả thuận."});
            let refused = admin.commands("moveInstalment", input, "instalment { id }").await;
            refused.is_refused_politely();
            assert_eq!(refused.code(), "INVALID", "{day}");
        }
        let cases: [(&str, Value, &str); 7] = [
            ("moveInstalment", json!({"instalmentId": contract.instalments[0], "dueOn": "2025-12-31", "reason": "Sớm."}), "dueOn"),
            ("pauseReminder", json!({"reminderId": reminder, "until": "2027-06-01", "reason": "Xa."}), "until"),
            ("pauseReminder", json!({"reminderId": reminder, "until": "2026-01-04", "reason": "Đã qua."}), "until"),
            ("promiseToPay", json!({"reminderId": reminder, "until": "2026-03-31", "reason": "Xa."}), "until"),
            ("advanceClock", json!({"days": 0}), "days"),
            ("advanceClock", json!({"days": 3_661}), "days"),
            ("runJob", json!({"job": "REMIND", "asOf": "3000-01-01T00:00:00Z", "dryRun": true}), "asOf"),
        ];
        for (command, input, field) in cases {
            let refused = admin.commands(command, input.clone(), "__typename").await;
            refused.is_refused_politely();
            assert_eq!((refused.code().as_str(), refused.error("field")), ("INVALID", json!(field)), "{command} {input}");
        }
        let at = contract.asks(&admin, "version instalments { agreedDueOn }").await;
        assert_eq!(at.at("contract.instalments.0.agreedDueOn"), "2026-03-02");
    }

    /// A ladder with two stages on one day, too many, too far, or in the wrong tone names every mistake; the old one holds.
    async fn a_senseless_ladder_is_refused(khu: &Khu) {
        let admin = khu.admin().await;
        let step = |offset: i32, tone: &str| json!({"offsetDays": offset, "tone": tone});
        let many: Vec<_> = (1..=13).map(|day| step(day, "OVERDUE")).collect();
        let cases = [
            (9, json!([step(3, "OVERDUE"), step(3, "FINAL")]), vec!["TWICE"]),
            (9, json!([]), vec!["NO_STAGES"]),
            (9, json!(many), vec!["TOO_MANY_STAGES"]),
            (9, json!([step(-366, "UPCOMING")]), vec!["TOO_FAR"]),
            (9, json!([step(1, "UPCOMING")]), vec!["TONE_DOES_NOT_FIT"]),
            (24, json!([step(3, "OVERDUE"), step(3, "OVERDUE"), step(400, "FINAL")]), vec!["NOT_AN_HOUR", "TWICE", "TOO_FAR"]),
        ];
        for (hour, stages, codes) in cases {
            let input = json!({"kind": "PAYMENT", "sendHour": hour, "stages": stages});
            let refused = admin.commands("setLadder", input, "ladder { sendHour }").await;
            refused.is_refused_politely();
            let told: Vec<String> = refused.wrong_fields().into_iter().map(|(_, code)| code).collect();
            assert!(codes.iter().all(|code| told.iter().any(|it| it == code)), "{codes:?} of {stages}: {told:?}");
        }
        let ladders = admin.asks("{ ladders { kind sendHour steps { offsetDays } } }", json!({})).await.list("ladders");
        let payment = ladders.iter().find(|ladder| ladder["kind"] == "PAYMENT").expect("it is listed");
        assert_eq!((&payment["sendHour"], payment["steps"].as_array().unwrap().len()), (&json!(8), 7));
    }

    /// A body over the limit is refused as 413 in GraphQL's own form, before anybody is asked who they are.
    async fn a_body_over_the_limit_is_refused_in_graphql(khu: &Khu) {
        let body = json!({"query": "{ viewer { name } }", "variables": {"x": "x".repeat(100 * 1024)}});
        let request = reqwest::Client::new().post(format!("{}/graphql", khu.address())).json(&body);
        let answer = request.header("accept", "application/graphql-response+json").send().await.unwrap();
        assert_eq!(answer.status(), 413);
        let told: Value = answer.json().await.unwrap();
        let extensions = &told["errors"][0]["extensions"];
        assert_eq!((&extensions["code"], &extensions["field"]), (&json!("INVALID"), &json!("body")));
        assert_eq!(extensions["fields"][0]["code"], "TOO_LARGE");
        assert!(told.get("data").is_none());
    }
}
