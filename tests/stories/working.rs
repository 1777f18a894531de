//! S4: a plan both confirm, work by the customer and the provider, and what happens while one waits for the other.

use serde_json::{Value, json};
use tests::stories;
use tests::story::{Contract, Khu, Person};

/// The signatory of the contract's customer.
async fn signatory(khu: &Khu, contract: &Contract) -> Person {
    let standing = json!({"role": "CUSTOMER", "customerId": contract.customer_id, "isSignatory": true});
    khu.newcomer("Lan", standing).await
}

/// Papers of the customer, then a report of the provider, then the authority.
fn plan(contract: &Contract) -> Value {
    let item = |owner: &str, (vi, en): (&str, &str), (days, after): (i32, &[i32])| json!({"owner": owner, "nameVi": vi, "nameEn": en, "workingDays": days, "after": after});
    json!({
        "contractId": contract.id, "startOn": "2026-01-12",
        "items": [
            item("CUSTOMER", ("Cung cấp hồ sơ pháp lý", "Provide the legal papers"), (5, &[])),
            item("PROVIDER", ("Lập báo cáo môi trường", "Write the environmental report"), (10, &[1])),
            item("AUTHORITY", ("Thẩm định hồ sơ", "Appraise the file"), (15, &[2])),
        ],
    })
}

const ITEMS: &str = "workPlan { id number state items { id plannedToOn expectedToOn } }";

stories! {
    /// Both agree on the second version; the customer is late, which moves the provider's day and nobody's agreement; the
    /// work is finished when what is the provider's is done.
    async fn work_goes_by_a_plan_both_confirmed(khu: &Khu) {
        let dung = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-06-01").registered().await;
        let lan = signatory(khu, &contract).await;

        let first = dung.commands("proposeWorkPlan", plan(&contract), ITEMS).await.text("proposeWorkPlan.workPlan.id");
        khu.until("2026-01-06").await;
        contract.mailbox().last().says("Lập báo cáo môi trường");
        contract.mailbox().last().says("16/01/2026");
        let refuse = json!({"workPlanId": first, "reason": "Xin thêm thời gian chuẩn bị hồ sơ."});
        lan.commands("rejectWorkPlan", refuse, "workPlan { state }").await.at("rejectWorkPlan");
        assert!(contract.asks(&lan, "workPlan { id }").await.at("contract.workPlan").is_null());

        let second = dung.commands("proposeWorkPlan", plan(&contract), ITEMS).await;
        let items: Vec<String> = (0..3).map(|n| second.text(&format!("proposeWorkPlan.workPlan.items.{n}.id"))).collect();
        let confirm = json!({"workPlanId": second.text("proposeWorkPlan.workPlan.id")});
        lan.commands("confirmWorkPlan", confirm, "workPlan { state }").await.at("confirmWorkPlan");
        let agreed = contract.asks(&lan, "workPlan { number items { plannedToOn expectedToOn } }").await;
        assert_eq!(agreed.at("contract.workPlan.number"), 2);
        assert_eq!(agreed.at("contract.workPlan.items.1.expectedToOn"), "2026-01-30");

        khu.until("2026-01-19").await;
        let done = |item: &str, evidence: &str| json!({"workItemId": item, "evidence": evidence});
        let early = dung.commands("completeWorkItem", done(&items[1], "Báo cáo"), "workItem { state }").await;
        assert_eq!(early.unmet(), [("S4".to_owned(), "BEFORE_NOT_DONE".to_owned())]);
        let wait = json!({"contractId": contract.id, "waitsFor": "CUSTOMER", "reason": "Chờ hồ sơ pháp lý."});
        let waiting = dung.commands("beginWaiting", wait, "workWaiting { id }").await.text("beginWaiting.workWaiting.id");
        khu.until("2026-01-22").await;
        let papers = done(&items[0], "Gửi bản sao y giấy chứng nhận đầu tư.");
        lan.commands("completeWorkItem", papers, "workItem { state }").await.at("completeWorkItem");
        dung.commands("endWaiting", json!({"workWaitingId": waiting}), "workWaiting { untilOn }").await.at("endWaiting");

        let moved = contract.asks(&lan, "workPlan { progress { percent } waits { reason fromOn untilOn } items { plannedToOn expectedToOn } }").await;
        assert_eq!(moved.at("contract.workPlan.items.1.plannedToOn"), "2026-01-30");
        assert_eq!(moved.at("contract.workPlan.items.1.expectedToOn"), "2026-02-04");
        assert_eq!(moved.at("contract.workPlan.waits.0.reason"), "Chờ hồ sơ pháp lý.");
        assert_eq!(moved.at("contract.workPlan.progress.percent"), 16);

        let finish = json!({"contractId": contract.id});
        let refused = dung.commands("finishWork", finish.clone(), "contract { state }").await;
        assert_eq!(refused.unmet(), [("S5".to_owned(), "WORK_ITEM_OPEN".to_owned())]);
        dung.commands("completeWorkItem", done(&items[1], "Báo cáo bản 1.0"), "workItem { state }").await.at("completeWorkItem");
        dung.commands("finishWork", finish, "contract { state }").await.at("finishWork");
    }

    /// A plan in which items wait for each other is refused with the circle named, and every other mistake with it.
    async fn a_plan_in_a_circle_is_refused(khu: &Khu) {
        let dung = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-06-01").registered().await;
        let mut wrong = plan(&contract);
        wrong["items"][0]["after"] = json!([3]);
        wrong["items"][1]["workingDays"] = json!(0);
        let refused = dung.commands("proposeWorkPlan", wrong, "workPlan { id }").await;
        let told = refused.wrong_fields();
        let expected = [("items.1.workingDays", "OUT_OF_RANGE"), ("items", "CYCLE")];
        assert_eq!(told, expected.map(|(field, code)| (field.to_owned(), code.to_owned())));
        assert!(refused.body.to_string().contains("1 → 3 → 2 → 1"), "{}", refused.body);
        assert_eq!(contract.asks(&dung, "workPlans { id }").await.at("contract.workPlans"), json!([]));
    }
}
