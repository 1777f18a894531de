//! What everybody has to do next, step by step, and what the timeline tells of it in the end.

use serde_json::{Value, json};
use tests::stories;
use tests::story::{Answer, Contract, FIRST_DAY, Person};

const TODAY: &str = "2026-01-08";

/// Clause, mutation and day of what somebody has to do, the most urgent first; `!` for what is overdue.
async fn has_to(person: &Person) -> Vec<String> {
    let document = "{ nextActions(first: 10) { totalCount nodes { clause mutation dueOn overdue } } }";
    let answer = person.asks(document, json!({})).await;
    let nodes = answer.list("nextActions.nodes");
    assert_eq!(answer.at("nextActions.totalCount"), nodes.len());
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let line = |it: &Value| {
        let mark = if it["overdue"] == true { "!" } else { "" };
        format!("{} {} {}{mark}", text(&it["clause"]), text(&it["mutation"]), text(&it["dueOn"]))
    };
    nodes.iter().map(line).collect()
}

fn nothing() -> [&'static str; 0] {
    []
}

/// The plan of a short work: papers of the customer, then a report.
fn plan(contract: &Contract) -> Value {
    let item = |owner: &str, (vi, en): (&str, &str), after: &[i32]| json!({"owner": owner, "nameVi": vi, "nameEn": en, "workingDays": 2, "after": after});
    json!({
        "contractId": contract.id, "startOn": TODAY,
        "items": [
            item("CUSTOMER", ("Cung cấp hồ sơ", "Provide the papers"), &[]),
            item("PROVIDER", ("Lập báo cáo", "Write the report"), &[1]),
        ],
    })
}

async fn is_answered(contract: &Contract, who: &Person, (command, report): (&str, &Value)) -> Answer {
    let mut input = json!({"contractId": contract.id, "reportId": report["id"]});
    if command == "rejectWork" {
        input["reason"] = json!("Thiếu phụ lục 3.");
    }
    who.commands(command, input, "contract { state }").await
}

/// The kinds of what the timeline tells, papers aside, which are made in their own time.
async fn tale(contract: &Contract, who: &Person) -> Vec<String> {
    let told = contract.asks(who, "timeline { on step kind what subject planned }").await.list("contract.timeline");
    let days: Vec<_> = told.iter().map(|it| it["on"].as_str().unwrap().to_owned()).collect();
    assert!(days.is_sorted(), "{days:?}");
    let kind = |it: &Value| {
        let planned = if it["planned"] == true { " planned" } else { "" };
        format!("{}{planned}", it["kind"].as_str().unwrap())
    };
    told.iter().map(kind).filter(|kind| kind != "DOCUMENT_FROZEN").collect()
}

stories! {
    /// From the question to the accepted quote: whoever is next is told so, with the reason in their language.
    async fn a_question_goes_from_hand_to_hand_until_a_quote_is_accepted(khu: &Khu) {
        let (admin, dung) = (khu.admin().await, khu.consultant("Dung").await);
        let own = khu.contract().with_instalment(1_000_000, "2026-03-02").registered().await;
        let lan = own.signatory(khu, "Lan").await;
        let clerk = khu.newcomer("Minh", json!({"role": "CUSTOMER", "customerId": own.customer_id})).await;
        let consent = json!({"version": "2026-01", "isGiven": true});
        let asked = lan.commands("submitInquiry", json!({"message": "Báo giá?", "consent": consent}), "inquiry { id }").await;
        let inquiry = asked.text("submitInquiry.inquiry.id");
        assert_eq!(has_to(&lan).await, nothing());
        let answering = has_to(&dung).await;
        assert!(answering.len() == 1 && answering[0].starts_with("P3 recordConsultation 2026-01-"), "{answering:?}");

        let input = json!({"inquiryId": inquiry, "personId": dung.id});
        dung.commands("assignInquiry", input, "inquiry { id }").await.at("assignInquiry");
        let talk = json!({"inquiryId": inquiry, "channel": "TELEPHONE", "heldOn": FIRST_DAY, "note": "Đã gọi."});
        dung.commands("recordConsultation", talk, "inquiry { id }").await.at("recordConsultation");
        assert_eq!(has_to(&dung).await, ["S2 draftQuote -"]);

        let draft = json!({
            "inquiryId": inquiry, "title": "Giấy phép môi trường", "workingDays": 40, "terms": "Theo quy định.",
            "validUntil": "2026-01-30",
            "lines": [{"nameVi": "Lập hồ sơ", "net": "100000000", "vatCategory": "STANDARD", "departure": "Cần cho hồ sơ."}],
            "instalments": [{"nameVi": "Một lần", "nameEn": "At once", "shareBasisPoints": 10_000, "due": "SIGNATURE", "days": 5}],
        });
        let drafted = dung.commands("draftQuote", draft, "quote { id contentHash }").await;
        let (id, hash) = (drafted.at("draftQuote.quote.id"), drafted.at("draftQuote.quote.contentHash"));
        assert_eq!(has_to(&dung).await, nothing(), "it waits for an admin");
        let admins = has_to(&admin).await;
        assert!(admins.contains(&"S2 approveQuote 2026-01-30".to_owned()), "{admins:?}");
        admin.commands("approveQuote", json!({"quoteId": id}), "quote { id }").await.at("approveQuote");
        assert_eq!(has_to(&dung).await, ["S2 sendQuote 2026-01-30"]);
        dung.commands("sendQuote", json!({"quoteId": id}), "quote { id }").await.at("sendQuote");
        khu.eventually("its paper is made", async || !has_to(&lan).await.is_empty()).await;
        assert_eq!(has_to(&lan).await, ["S2 acceptQuote 2026-01-30"]);
        assert_eq!((has_to(&clerk).await, has_to(&dung).await), (vec![], vec![]));
        let why = "{ nextActions { nodes { owner what reason subject reference title contract { id } } } }";
        let why = lan.asks(why, json!({})).await.at("nextActions.nodes.0");
        assert_eq!((&why["owner"], &why["subject"], &why["contract"]), (&json!("CUSTOMER"), &id, &Value::Null));
        assert_eq!(why["reason"], "Báo giá có hiệu lực đến hết ngày 2026-01-30.");
        assert_eq!(why["title"], "Giấy phép môi trường");

        let accept = json!({"quoteId": id, "contentHash": hash, "consentsToDepartures": true});
        let won = lan.commands("acceptQuote", accept, "quote { contract { timeline { kind } } }").await;
        let kinds = won.list("acceptQuote.quote.contract.timeline");
        for kind in ["INQUIRY_RECEIVED", "QUOTE_SENT", "QUOTE_ACCEPTED", "CONTRACT_DRAFTED", "INSTALMENT_DUE"] {
            assert!(kinds.contains(&json!({ "kind": kind })), "{kind} in {kinds:?}");
        }
        let visitor = khu.visitor().asks("{ nextActions { totalCount } }", json!({})).await;
        assert_eq!(visitor.code(), "UNAUTHENTICATED");
    }

    /// From the first instalment, paid late, over a rejected report and a claim to the end: at each step the signatory, the
    /// consultant and the accountant see what is theirs.
    async fn a_contract_goes_from_hand_to_hand_to_its_end(khu: &Khu) {
        let (dung, hoa) = (khu.consultant("Dung").await, khu.accountant("Hoa").await);
        let given = khu.contract().with_instalment(60_000_000, FIRST_DAY).with_instalment(40_000_000, "2026-03-02");
        let given = given.with("startedOn", Value::Null).with("staff", json!([dung.id])).with_warranty(3);
        let contract = given.registered().await;
        let lan = contract.signatory(khu, "Lan").await;
        let clerk = khu.newcomer("Minh", json!({"role": "CUSTOMER", "customerId": contract.customer_id})).await;
        let does = async |who: &Person, command: &str, input: Value| who.commands(command, input, "__typename").await.at(command);
        let on_it = || json!({"contractId": contract.id});

        assert_eq!(has_to(&lan).await, ["C5 - 2026-01-05"]);
        assert_eq!(has_to(&dung).await, nothing(), "work waits for what is due on signature");
        khu.until(TODAY).await;
        assert_eq!(has_to(&clerk).await, ["C5 - 2026-01-05!"]);
        assert_eq!(has_to(&hoa).await, ["C5 requestPayment 2026-01-05!"]);
        does(&hoa, "requestPayment", json!({"instalmentId": contract.instalments[0]})).await;
        assert_eq!(has_to(&hoa).await, ["C5 recordPayment 2026-01-05!"]);
        contract.is_paid(&hoa, 60_000_000, ("FT1", TODAY)).await.at("recordPayment");
        assert_eq!((has_to(&lan).await, has_to(&hoa).await), (vec![], vec![]));
        assert_eq!(has_to(&dung).await, ["S4 startWork -"]);
        does(&dung, "startWork", on_it()).await;
        assert_eq!(has_to(&dung).await, ["P2 proposeWorkPlan -"]);

        let wants = "workPlan { id items { id } }";
        let proposed = dung.commands("proposeWorkPlan", plan(&contract), wants).await;
        let item = |place: usize| proposed.text(&format!("proposeWorkPlan.workPlan.items.{place}.id"));
        let done = |place: usize| json!({"workItemId": item(place), "evidence": "Biên bản bàn giao."});
        assert_eq!((has_to(&lan).await, has_to(&clerk).await), (vec!["P2 confirmWorkPlan -".to_owned()], vec![]));
        does(&lan, "confirmWorkPlan", json!({"workPlanId": proposed.at("proposeWorkPlan.workPlan.id")})).await;
        assert_eq!(has_to(&clerk).await, ["C3 completeWorkItem 2026-01-09"]);
        assert_eq!(has_to(&dung).await, nothing(), "the papers come first");
        does(&clerk, "completeWorkItem", done(0)).await;
        assert_eq!((has_to(&clerk).await, has_to(&dung).await), (vec![], vec!["S4 completeWorkItem 2026-01-13".to_owned()]));
        does(&dung, "suspendContract", json!({"contractId": contract.id, "reason": "Chờ vốn."})).await;
        assert_eq!(has_to(&dung).await, nothing(), "it rests");
        does(&dung, "resumeContract", on_it()).await;
        does(&dung, "completeWorkItem", done(1)).await;
        assert_eq!(has_to(&dung).await, ["S5 finishWork -"]);

        let report = contract.is_finished(khu, &dung, TODAY).await;
        let asked = has_to(&lan).await;
        assert!(asked.len() == 1 && asked[0].starts_with("S6 acceptWork 2026-01-"), "{asked:?}");
        assert_eq!((has_to(&clerk).await, has_to(&dung).await), (vec![], vec![]));
        let named = contract.asks(&lan, "nextActions { subject contract { reference } }").await;
        assert_eq!(named.at("contract.nextActions.0.subject"), report["id"]);
        assert_eq!(named.at("contract.nextActions.0.contract.reference"), contract.reference);
        is_answered(&contract, &lan, ("rejectWork", &report)).await.at("rejectWork");
        let why = contract.asks(&dung, "nextActions { mutation reason }").await;
        assert_eq!(why.at("contract.nextActions.0.mutation"), "finishWork");
        assert!(why.text("contract.nextActions.0.reason").contains("Thiếu phụ lục 3."));
        let report = contract.is_finished(khu, &dung, TODAY).await;
        is_answered(&contract, &lan, ("acceptWork", &report)).await.at("acceptWork");
        assert_eq!((has_to(&lan).await, has_to(&dung).await), (vec![], vec![]), "40 million are not due yet");

        khu.until("2026-03-02").await;
        assert_eq!((has_to(&lan).await, has_to(&hoa).await), (vec!["C5 - 2026-03-02".to_owned()], vec![]));
        contract.is_paid(&hoa, 40_000_000, ("FT2", "2026-03-02")).await.at("recordPayment");
        assert_eq!(has_to(&dung).await, ["S6 liquidateContract -"]);
        does(&dung, "liquidateContract", on_it()).await;
        assert_eq!(has_to(&dung).await, nothing(), "it is under warranty");

        let claim = json!({"deliverableId": contract.deliverables[0], "defectOn": "2026-03-02", "description": "Sai số."});
        let filed = lan.commands("fileWarrantyClaim", claim, "warrantyClaim { id }").await;
        let claim = json!({"warrantyClaimId": filed.at("fileWarrantyClaim.warrantyClaim.id")});
        let resolved = json!({"warrantyClaimId": claim["warrantyClaimId"], "answer": "Đã sửa."});
        let steps = [("triageWarrantyClaim", claim.clone()), ("startWarrantyClaim", claim.clone()), ("resolveWarrantyClaim", resolved)];
        for (command, input) in steps {
            let next = has_to(&dung).await;
            assert!(next.len() == 1 && next[0].starts_with(&format!("P5 {command} ")), "{next:?}");
            does(&dung, command, input).await;
        }
        assert_eq!((has_to(&dung).await, has_to(&clerk).await), (vec![], vec!["P5 confirmWarrantyClaim -".to_owned()]));
        does(&lan, "confirmWarrantyClaim", claim).await;
        khu.until("2026-04-10").await;
        assert_eq!((has_to(&dung).await, has_to(&lan).await), (vec!["S7 closeContract -".to_owned()], vec![]));
        does(&dung, "closeContract", on_it()).await;
        assert_eq!(has_to(&dung).await, nothing());
        let expected = [
            "CONTRACT_SIGNED", "INSTALMENT_DUE", "PAYMENT_REQUESTED", "PAYMENT_RECEIVED", "WORK_STARTED",
            "WORK_PLAN_CONFIRMED", "WORK_ITEM_DONE", "WORK_ITEM_DONE", "CONTRACT_SUSPENDED", "CONTRACT_RESUMED",
            "WORK_FINISHED", "WORK_REJECTED", "WORK_FINISHED", "WORK_ACCEPTED", "INSTALMENT_DUE", "PAYMENT_RECEIVED",
            "CONTRACT_LIQUIDATED", "CLAIM_FILED", "CLAIM_RESOLVED", "CLAIM_CONFIRMED", "WARRANTY_ENDS",
            "CONTRACT_CLOSED",
        ];
        assert_eq!(tale(&contract, &lan).await, expected);
        assert_eq!(tale(&contract, &dung).await, expected, "both parties read the same");
    }
}
