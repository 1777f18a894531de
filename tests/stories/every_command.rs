//! What holds for every command of the schema: what is not yours does not exist, and what has changed meanwhile is told.

use serde_json::{Value, json};
use tests::stories;
use tests::story::{Contract, FIRST_DAY, Forms, Khu, Person};

/// One global id of everything that a contract has, by the name of the field that takes it.
async fn belongings(khu: &Khu, admin: &Person, contract: &Contract) -> Vec<(&'static str, Value)> {
    let payment = contract.is_paid(admin, 1_000_000, ("FT1", "2026-01-05")).await.at("recordPayment.payment.id");
    contract.is_accepted(khu, admin, FIRST_DAY).await;
    let claim =
        json!({"deliverableId": contract.deliverables[0], "defectOn": "2026-01-05", "description": "Thiếu phụ lục."});
    let claim = admin.commands("fileWarrantyClaim", claim, "warrantyClaim { id }").await;
    let tasks = admin.asks("{ staffTasks(first: 1) { nodes { id } } }", json!({})).await;
    khu.eventually("a mail about the contract is out", async || !contract.mails(admin, "id").await.is_empty()).await;
    vec![
        ("contractId", json!(contract.id)),
        ("instalmentId", json!(contract.instalments[0])),
        ("paymentId", payment),
        ("deliverableId", json!(contract.deliverables[0])),
        ("warrantyClaimId", claim.at("fileWarrantyClaim.warrantyClaim.id")),
        ("reminderId", json!(contract.reminder(admin, 0).await)),
        ("mailId", contract.mails(admin, "id").await[0]["id"].clone()),
        ("taskId", tasks.at("staffTasks.nodes.0.id")),
        ("customerId", json!(contract.customer_id)),
    ]
}

stories! {
    /// Whoever belongs to another company, or works on other contracts, finds nothing to command: NOT_FOUND or
    /// FORBIDDEN whatever they try, and not a line is written.
    async fn what_is_not_yours_cannot_be_commanded(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let other = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let ids = belongings(khu, &admin, &contract).await;
        let customer = json!({"role": "CUSTOMER", "customerId": other.customer_id, "isSignatory": true});
        let strangers = [khu.newcomer("Lan", customer).await, khu.consultant("Nam").await];
        let forms = Forms::read(&admin).await;
        let before = contract.trail(&admin).await;
        let mut tried = 0;
        for (field, id) in ids {
            for command in forms.with(&[field]) {
                let input = forms.filled(&command, json!({ field: id }));
                for stranger in &strangers {
                    // Every member of staff keeps the companies themselves.
                    if field == "customerId" && stranger.email.starts_with("nam") {
                        continue;
                    }
                    let refused = stranger.commands(&command, input.clone(), "__typename").await;
                    refused.is_refused_politely();
                    let code = refused.code();
                    assert!(["NOT_FOUND", "FORBIDDEN"].contains(&code.as_str()), "{command} {field}: {}", refused.body);
                    tried += 1;
                }
            }
        }
        assert!(tried > 60, "only {tried} commands were tried");
        assert_eq!(contract.trail(&admin).await, before);
    }

    /// Ids that are none, of another kind, or of nothing, for every command that takes one.
    async fn ids_of_nothing_are_refused(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let forms = Forms::read(&admin).await;
        let before = contract.trail(&admin).await;
        let kinds = [
            "contractId", "instalmentId", "paymentId", "deliverableId", "warrantyClaimId", "reminderId", "mailId",
            "taskId", "personId", "servicePackageId", "jobRunId", "parkId",
        ];
        for field in kinds {
            // A payment of nothing is of another kind than any of them, and has the right shape.
            for id in ["", "\u{0}", "không-có", "UGF5bWVudDowMDAwMDAwMDAwMDA3MDAwODAwMDAwMDAwMDAwMDAwMA"] {
                for command in forms.with(&[field]) {
                    let input = forms.filled(&command, json!({ field: id }));
                    let refused = admin.commands(&command, input, "__typename").await;
                    refused.is_refused_politely();
                    let code = refused.code();
                    assert!(["NOT_FOUND", "INVALID"].contains(&code.as_str()), "{command} {field} {id:?}: {}", refused.body);
                }
            }
        }
        assert_eq!(contract.trail(&admin).await, before);
    }

    /// Every command on a contract that is given from an older version: CONFLICT with the version that holds.
    async fn a_stale_version_is_told_the_one_that_holds(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let payment = contract.is_paid(&admin, 1_000_000, ("FT1", "2026-01-05")).await.at("recordPayment.payment.id");
        let holds = contract.asks(&admin, "version").await.at("contract.version");
        let forms = Forms::read(&admin).await;
        let subjects = [
            ("contractId", json!(contract.id)),
            ("instalmentId", json!(contract.instalments[0])),
            ("paymentId", payment.clone()),
            ("deliverableId", json!(contract.deliverables[0])),
        ];
        let mut tried = vec![];
        for (field, id) in subjects {
            for command in forms.with(&[field, "expectedVersion"]) {
                let given = json!({ field: id, "expectedVersion": 9_999 });
                let mut input = forms.filled(&command, given);
                if command == "correctPayment" {
                    input["contractId"] = json!(contract.id);
                    input["paymentId"] = payment.clone();
                }
                let answer = admin.commands(&command, input, "__typename").await;
                // What is so already, or cannot be whatever the version, is told as such.
                if ["startWork", "resumeContract"].contains(&command.as_str()) {
                    continue;
                }
                answer.is_refused_politely();
                assert_eq!(answer.code(), "CONFLICT", "{command}: {}", answer.body);
                assert_eq!(answer.error("currentVersion"), holds, "{command}: {}", answer.body);
                tried.push(command);
            }
        }
        for command in ["suspendContract", "terminateContract", "recordPayment", "moveInstalment", "fileWarrantyClaim"] {
            assert!(tried.iter().any(|it| it == command), "{command} was not tried: {tried:?}");
        }
        assert_eq!(contract.asks(&admin, "version").await.at("contract.version"), holds);
    }

    /// A letter that no database takes, in every text of every command: refused in words, or taken as a wrong password.
    async fn a_letter_no_database_takes_breaks_no_command(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-03-02").registered().await;
        let ids = belongings(khu, &admin, &contract).await;
        let forms = Forms::read(&admin).await;
        let mut tried = 0;
        for command in forms.with(&[]) {
            for field in forms.texts(&command) {
                let mut given = json!({ &field: "a\u{0}b" });
                for (name, id) in ids.iter().filter(|(name, _)| forms.with(&[name]).contains(&command)) {
                    given[*name] = id.clone();
                }
                let refused = admin.commands(&command, forms.filled(&command, given), "__typename").await;
                refused.is_refused_politely();
                tried += 1;
            }
        }
        assert!(tried > 50, "only {tried} texts were tried");
    }
}
