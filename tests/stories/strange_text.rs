//! Bad input: text that is not what it looks like, addresses, codes, zones, days and cursors that are none.

use serde_json::{Value, json};
use tests::stories;

fn customer(field: &str, value: Value) -> Value {
    let mut input = json!({
        "name": "Công ty Cơ khí Hoà Bình", "taxCode": "0201889903", "kind": "DOMESTIC",
        "address": "Lô C4, KCN Bến Hải Lộc", "billingName": "Phòng kế toán",
    });
    input[field] = value;
    input
}

stories! {
    /// Each wrong field of a company by its code; nothing is entered.
    async fn wrong_companies_are_refused_by_field(khu: &Khu) {
        let admin = khu.admin().await;
        let cases: [(&str, Value, &str); 16] = [
            ("name", json!("Hoà\u{7}Bình"), "INVISIBLE_CHARACTER"),
            ("name", json!("Hoà\u{202e}hnìB"), "INVISIBLE_CHARACTER"),
            ("name", json!("a\u{0}b"), "INVISIBLE_CHARACTER"),
            ("name", json!("x".repeat(201)), "TOO_LONG"),
            ("address", json!("Lô C4\nKCN"), "INVISIBLE_CHARACTER"),
            ("billingName", json!(" \t "), "EMPTY"),
            ("taxCode", json!("0201889904"), "NOT_A_TAX_CODE"),
            ("taxCode", json!("٠٢٠١٨٨٩٩٠٣"), "NOT_A_TAX_CODE"),
            ("taxCode", json!("0201889903\u{0}"), "NOT_A_TAX_CODE"),
            ("billingEmail", json!("ketoan"), "NOT_AN_EMAIL"),
            ("billingEmail", json!("ke\u{301}toan@hoasen.example"), "NOT_AN_EMAIL"),
            ("billingEmail", json!("a@b.example\r\nBcc: c@d.example"), "NOT_AN_EMAIL"),
            ("billingCc", json!(["ai@hoasen.example", "ai@"]), "NOT_AN_EMAIL"),
            ("zone", json!("Asia/Saigon2"), "UNKNOWN_ZONE"),
            ("zone", json!("+07:00"), "UNKNOWN_ZONE"),
            ("zone", json!(""), "UNKNOWN_ZONE"),
        ];
        for (field, value, code) in cases {
            let refused = admin.commands("addCustomer", customer(field, value.clone()), "customer { id }").await;
            refused.is_refused_politely();
            let wrong = refused.wrong_fields();
            let named = wrong.iter().any(|(found, why)| found.starts_with(field) && why == code);
            assert!(wrong.len() == 1 && named, "{field} {value}: {}", refused.body);
        }
        assert_eq!(admin.asks("{ customers { totalCount } }", json!({})).await.at("customers.totalCount"), 0);
    }

    /// A name typed on a machine that takes letters and marks apart is the same name, and is found either way.
    async fn both_normal_forms_are_one_name(khu: &Khu) {
        let admin = khu.admin().await;
        let (together, apart) = ("Công ty Hoà Bình", "Co\u{302}ng ty Hoa\u{300} Bi\u{300}nh");
        let added = admin.commands("addCustomer", customer("name", json!(apart)), "customer { name }").await;
        assert_eq!(added.at("addCustomer.customer.name"), together);
        let invited = json!({"name": "Nguye\u{302}\u{303}n Hoa\u{300}", "email": "HOA@khu.example", "role": "STAFF", "locale": "VI"});
        let invited = admin.commands("invitePerson", invited, "person { name email }").await;
        assert_eq!(invited.at("invitePerson.person"), json!({"name": "Nguyễn Hoà", "email": "hoa@khu.example"}));
        for search in [together, apart, "hoa binh", "HOÀ BÌNH"] {
            let document = "query($search: String!) { customers(filter: {search: $search}) { totalCount } }";
            let found = admin.asks(document, json!({"search": search})).await;
            assert_eq!(found.at("customers.totalCount"), 1, "{search}");
        }
        for search in ["Nguyễn", "Nguye\u{302}\u{303}n", "nguyen hoa"] {
            let document = "query($search: String!) { people(filter: {search: $search}) { totalCount } }";
            assert_eq!(admin.asks(document, json!({"search": search})).await.at("people.totalCount"), 1, "{search}");
        }
    }

    /// Questions with characters that no database takes find nothing, or are refused by field.
    async fn strange_questions_break_nothing(khu: &Khu) {
        let admin = khu.admin().await;
        let nothing = admin.asks("query($text: String!) { contract(reference: $text) { id } }", json!({"text": "HD\u{0}"})).await;
        assert_eq!(nothing.at("contract"), Value::Null);
        for list in ["contracts", "customers", "people"] {
            let document = format!("query($text: String!) {{ {list}(filter: {{search: $text}}) {{ totalCount }} }}");
            let refused = admin.asks(&document, json!({"text": "a\u{0}"})).await;
            refused.is_refused_politely();
            assert_eq!(refused.wrong_fields(), [("search".to_owned(), "INVISIBLE_CHARACTER".to_owned())], "{list}");
        }
        for text in ["100%", "a_b", "'; --", "\\"] {
            let document = "query($text: String!) { contracts(filter: {search: $text}) { totalCount } }";
            assert_eq!(admin.asks(document, json!({"text": text})).await.at("contracts.totalCount"), 0, "{text}");
        }
        for id in ["", "\u{0}", "Q29udHJhY3Q6eA"] {
            let document = "query($id: ID!) { node(id: $id) { id } mail(id: $id) { id } person(id: $id) { id } customer(id: $id) { id } }";
            let found = admin.asks(document, json!({"id": id})).await;
            assert_eq!(found.at("mail"), Value::Null, "{id:?}");
        }
    }

    /// Cursors that were not given out here: refused by field, in every list.
    async fn wrong_cursors_are_refused_in_every_list(khu: &Khu) {
        use base64::Engine as _;
        let admin = khu.admin().await;
        let coded = |text: &str| base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(text);
        let id = "00000000-0000-7000-8000-000000000000";
        let cursors = [
            "%%%".to_owned(),
            coded("{}"),
            coded("[null, null]"),
            coded(&format!("[\"kein Tag\", \"{id}\"]")),
            coded("[1, 2, 3]"),
            "x".repeat(5_000),
        ];
        let lists = ["contracts", "mails", "notices", "payments", "jobRuns", "auditTrail", "staffTasks", "reminders"];
        for list in lists {
            for cursor in &cursors {
                let document = format!("query($after: String) {{ {list}(after: $after) {{ totalCount }} }}");
                let refused = admin.asks(&document, json!({"after": cursor})).await;
                refused.is_refused_politely();
                assert_eq!(refused.wrong_fields(), [("after".to_owned(), "BAD_CURSOR".to_owned())], "{list} {cursor:.40}");
            }
        }
        // The right shape with letters that no database takes.
        let cursor = coded(&format!("[\"a\\u0000\", \"{id}\"]"));
        for list in ["customers", "people", "servicePackages", "bouncedAddresses"] {
            let document = format!("query($after: String) {{ {list}(after: $after) {{ totalCount nodes {{ __typename }} }} }}");
            let refused = admin.asks(&document, json!({"after": cursor})).await;
            refused.is_refused_politely();
            assert_eq!(refused.error("field"), "after", "{list}");
        }
    }
}
