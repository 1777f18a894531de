//! Bad input: each gets its code and field, changes nothing, and never shows an internal text.

use serde_json::{Value, json};
use tests::stories;

stories! {
    /// A registration with ten mistakes names all ten, and nothing is registered.
    async fn every_mistake_of_a_registration_is_named_at_once(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let input = json!({
            "customerId": contract.customer_id, "title": " ", "total": "-5", "warrantyTerms": "a\u{200b}b",
            "signedOn": "2027-01-01", "startedOn": "2025-01-01",
            "deliverables": [{"nameVi": "x".repeat(1000), "nameEn": "ok", "net": "1.5", "vatCategory": "NOT_DECLARED", "warrantyMonths": 500}],
            "instalments": [{"label": "Đợt 1", "amount": "0", "dueOn": "2026-03-02"}],
        });
        let refused = admin.commands("registerContract", input, "contract { id }").await;
        assert_eq!(refused.code(), "INVALID");
        let wrong = refused.wrong_fields();
        for field in ["title", "total", "warrantyTerms", "signedOn", "deliverables.0.nameVi", "deliverables.0.net", "instalments.0.amount"] {
            assert!(wrong.iter().any(|(found, _)| found == field), "{field} is missing in {wrong:?}");
        }
        refused.is_refused_politely();
        let count = admin.asks("{ contracts { totalCount } }", json!({})).await;
        assert_eq!(count.at("contracts.totalCount"), 1);
    }

    /// Wrong payments, one by one.
    async fn wrong_payments_change_nothing(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let cases: [(&str, Value, &str, &str); 7] = [
            ("amount", json!("0"), "INVALID", "amount"),
            ("amount", json!("-1"), "INVALID", "amount"),
            ("amount", json!("1e9"), "INVALID", "amount"),
            ("amount", json!("99999999999999999999"), "INVALID", "amount"),
            ("receivedOn", json!("2026-12-31"), "INVALID", "receivedOn"),
            ("receivedOn", json!("2025-12-31"), "INVALID", "receivedOn"),
            ("reference", json!("\u{0007}"), "INVALID", "reference"),
        ];
        for (field, value, code, wrong) in cases {
            let mut input = json!({"contractId": contract.id, "reference": "FT1", "amount": "5", "receivedOn": "2026-01-05"});
            input[field] = value.clone();
            let refused = hoa.commands("recordPayment", input, "payment { id }").await;
            assert_eq!(refused.code(), code, "{field} {value}: {}", refused.body);
            assert!(refused.wrong_fields().iter().any(|(found, _)| found == wrong), "{field} {value}: {}", refused.body);
            refused.is_refused_politely();
        }
        let unknown = json!({"contractId": "no-such-id", "reference": "FT1", "amount": "5", "receivedOn": "2026-01-05"});
        assert_eq!(hoa.commands("recordPayment", unknown, "payment { id }").await.code(), "NOT_FOUND");
        assert_eq!(contract.outstanding(&hoa).await, "10000000");
    }

    /// Whatever has a global id is a node for whom it is there, and nothing for anybody else.
    async fn what_has_an_id_is_a_node_for_who_may_see_it(khu: &Khu) {
        let (admin, stranger) = (khu.admin().await, khu.consultant("Hoa").await);
        khu.contract().with_instalment(10_000_000, "2026-01-12").registered().await;
        khu.until("2026-02-12").await;
        let lists = ["reminders", "notices", "mails", "staffTasks", "jobRuns", "auditTrail"];
        for list in lists {
            let ids = format!("{{ {list}(first: 1) {{ nodes {{ id __typename }} }} }}");
            let found = admin.asks(&ids, json!({})).await;
            let [id, kind] = ["id", "__typename"].map(|field| found.text(&format!("{list}.nodes.0.{field}")));
            let node = "query($id: ID!) { node(id: $id) { id __typename } }";
            let seen = admin.asks(node, json!({"id": id})).await;
            assert_eq!((seen.text("node.id"), seen.text("node.__typename")), (id.clone(), kind), "{list}");
            assert_eq!(stranger.asks(node, json!({"id": id})).await.at("node"), Value::Null, "{list}");
        }
    }

    /// An admin finds who has a ladder of their own; nobody else does.
    async fn ladders_of_their_own_are_listed_for_admins(khu: &Khu) {
        let (admin, hoa) = (khu.admin().await, khu.consultant("Hoa").await);
        let contract = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let steps = json!([{"offsetDays": -3, "tone": "UPCOMING"}]);
        let wanted = |whose: Value| {
            let mut input = json!({"kind": "PAYMENT", "stages": steps, "sendHour": 9, "workingDays": true});
            input.as_object_mut().unwrap().extend(whose.as_object().unwrap().clone());
            input
        };
        for whose in [json!({}), json!({"customerId": contract.customer_id}), json!({"contractId": contract.id})] {
            admin.commands("setLadder", wanted(whose), "ladder { scope }").await.at("setLadder");
        }
        let list = "{ ladderOverrides { totalCount nodes { customer { id } contract { id } ladder { scope sendHour } } } }";
        let found = admin.asks(list, json!({})).await;
        assert_eq!(found.at("ladderOverrides.totalCount"), 2);
        assert_eq!(found.text("ladderOverrides.nodes.0.customer.id"), contract.customer_id);
        assert_eq!(found.text("ladderOverrides.nodes.1.contract.id"), contract.id);
        assert_eq!(found.at("ladderOverrides.nodes.1.ladder.scope"), "CONTRACT");
        assert_eq!(hoa.asks(list, json!({})).await.code(), "FORBIDDEN");
    }

    /// Pages over a hundred, both directions, and cursors that were not given out here.
    async fn wrong_pages_are_refused_by_field(khu: &Khu) {
        let admin = khu.admin().await;
        let cases = [("first: 101", "first"), ("first: 0", "first"), ("first: 1, last: 1", "last"), ("after: \"x\"", "after")];
        for (page, field) in cases {
            let refused = admin.asks(&format!("{{ contracts({page}) {{ totalCount }} }}"), json!({})).await;
            assert_eq!(refused.code(), "INVALID", "{page}: {}", refused.body);
            assert_eq!(refused.error("field"), field, "{page}");
        }
    }

    /// Documents that would cost more than they should are refused before they are executed.
    async fn greedy_documents_are_refused(khu: &Khu) {
        let admin = khu.admin().await;
        let deep = format!("{}{}", "{ a ".repeat(70), "}".repeat(70));
        let aliases: Vec<String> = (0..60).map(|number| format!("a{number}: __typename")).collect();
        let aliases = aliases.join(" ");
        for document in [deep, format!("{{ {aliases} }}")] {
            let refused = admin.asks(&document, json!({})).await;
            assert_eq!(refused.code(), "INVALID", "{}", refused.body);
        }
    }
}
