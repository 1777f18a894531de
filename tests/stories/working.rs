//! S4: a plan both confirm, work by the customer, the provider and an authority, and what happens while one waits for the
//! other.

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

/// What the customer was told of their work.
fn told(contract: &Contract) -> Vec<String> {
    let mailbox = contract.mailbox();
    let subjects = mailbox.subjects().into_iter().filter_map(|subject| subject.split_once(" – "));
    subjects.map(|(what, _)| what.to_owned()).filter(|what| what.contains("hạn")).collect()
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
        contract.mailbox().last().says("Chờ hồ sơ pháp lý.");
        assert!(contract.mailbox().last().subject.starts_with("Chúng tôi đang chờ Quý công ty"));
        let papers = done(&items[0], "Gửi bản sao y giấy chứng nhận đầu tư.");
        lan.commands("completeWorkItem", papers, "workItem { state }").await.at("completeWorkItem");
        dung.commands("endWaiting", json!({"workWaitingId": waiting}), "workWaiting { untilOn }").await.at("endWaiting");

        let moved = contract.asks(&lan, "workPlan { progress { percent } waits { reason fromOn untilOn } items { plannedToOn expectedToOn } }").await;
        assert_eq!(moved.at("contract.workPlan.items.1.plannedToOn"), "2026-01-30");
        assert_eq!(moved.at("contract.workPlan.items.1.expectedToOn"), "2026-02-04");
        assert_eq!(moved.at("contract.workPlan.waits.0.reason"), "Chờ hồ sơ pháp lý.");
        assert_eq!(moved.at("contract.workPlan.progress.percent"), 16);

        khu.until("2026-01-23").await;
        assert!(contract.mailbox().last().subject.starts_with("Công việc được tiếp tục"));
        contract.mailbox().last().says("04/02/2026");
        contract.mailbox().last().says("30/01/2026");

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

    /// What cannot have happened on the day that is said is refused with code, field and words in the reader's language.
    async fn a_day_that_cannot_be_is_refused_in_words(khu: &Khu) {
        let dung = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-06-01").registered().await;
        let lan = signatory(khu, &contract).await;
        let plan = dung.commands("proposeWorkPlan", plan(&contract), ITEMS).await;
        let item = plan.text("proposeWorkPlan.workPlan.items.0.id");
        khu.until("2026-01-13").await;
        lan.commands("confirmWorkPlan", json!({"workPlanId": plan.text("proposeWorkPlan.workPlan.id")}), "workPlan { state }").await.at("confirmWorkPlan");
        let table = [
            ("2026-01-11", "OUT_OF_ORDER", "Ngày này phải từ 2026-01-12 trở đi."),
            ("2026-01-14", "IN_FUTURE", "Ngày này ở tương lai."),
        ];
        for (day, code, words) in table {
            let done = json!({"workItemId": item, "on": day, "evidence": "Đã gửi bản sao y."});
            let refused = lan.commands("completeWorkItem", done, "workItem { state }").await;
            assert_eq!(refused.code(), "INVALID");
            assert_eq!(refused.wrong_fields(), [("on".to_owned(), code.to_owned())]);
            assert!(refused.body.to_string().contains(words), "{}", refused.body);
        }
        let done = json!({"workItemId": item, "on": "2026-01-12", "evidence": "Đã gửi bản sao y."});
        for _ in 0..2 {
            let answer = lan.commands("completeWorkItem", done.clone(), "workItem { state doneOn }").await;
            assert_eq!(answer.at("completeWorkItem.workItem.doneOn"), "2026-01-12", "once or twice, it happened once");
        }
        let trail = contract.trail(&dung).await;
        assert_eq!(trail.iter().filter(|entry| entry["action"] == "item.completed").count(), 1);
    }

    /// The authority takes the file, wants more, and grants it two days late: what comes after it moves by as much, and both
    /// parties see why.
    async fn a_file_goes_through_an_authority(khu: &Khu) {
        let dung = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-06-01").registered().await;
        let lan = signatory(khu, &contract).await;
        let mut plan = plan(&contract);
        let hand_over = json!({"owner": "PROVIDER", "nameVi": "Bàn giao giấy phép", "nameEn": "Hand the permit over", "workingDays": 2, "after": [3]});
        plan["items"].as_array_mut().expect("a list").push(hand_over);
        let plan = dung.commands("proposeWorkPlan", plan, ITEMS).await;
        let items: Vec<String> = (0..4).map(|n| plan.text(&format!("proposeWorkPlan.workPlan.items.{n}.id"))).collect();
        lan.commands("confirmWorkPlan", json!({"workPlanId": plan.text("proposeWorkPlan.workPlan.id")}), "workPlan { state }").await.at("confirmWorkPlan");

        khu.until("2026-01-30").await;
        for (item, on) in items.iter().zip(["2026-01-16", "2026-01-30"]) {
            let done = json!({"workItemId": item, "on": on, "evidence": "Biên bản bàn giao."});
            dung.commands("completeWorkItem", done, "workItem { state }").await.at("completeWorkItem");
        }
        khu.until("2026-02-02").await;
        let filed = json!({"workItemId": items[2], "authority": "Ban quản lý các khu công nghiệp", "receiptNumber": "BN-0412", "appointmentOn": "2026-02-27"});
        let receipt = dung.commands("recordSubmission", filed, "workItem { state filing }").await;
        assert_eq!(receipt.at("recordSubmission.workItem.state"), "IN_WORK");
        let late = json!({"workItemId": items[3], "on": "2026-02-09", "evidence": "Biên bản bàn giao."});
        let refused = dung.commands("completeWorkItem", late, "workItem { state }").await;
        assert_eq!(refused.unmet(), [("S4".to_owned(), "BEFORE_NOT_DONE".to_owned())]);
        let mine = lan.commands("recordAuthorityAnswer", json!({"workItemId": items[2], "answer": "GRANTED", "number": "88/GP"}), "workItem { state }").await;
        assert_eq!(mine.code(), "FORBIDDEN");

        khu.until("2026-02-27").await;
        let more = json!({"workItemId": items[2], "answer": "SUPPLEMENT_ASKED", "note": "Bổ sung bản vẽ mặt bằng."});
        dung.commands("recordAuthorityAnswer", more, "workItem { filing }").await.at("recordAuthorityAnswer");
        assert_eq!(contract.open_tasks(&dung, "SUPPLEMENT_ASKED").await, 1);
        let wait = json!({"contractId": contract.id, "waitsFor": "AUTHORITY", "reason": "Ban quản lý xem bản vẽ bổ sung."});
        let waiting = dung.commands("beginWaiting", wait, "workWaiting { id }").await.text("beginWaiting.workWaiting.id");
        khu.until("2026-03-02").await;
        let again = json!({"workItemId": items[2], "authority": "Ban quản lý các khu công nghiệp", "receiptNumber": "BN-0455"});
        dung.commands("recordSubmission", again, "workItem { filing }").await.at("recordSubmission");
        assert_eq!(contract.open_tasks(&dung, "SUPPLEMENT_ASKED").await, 0);
        assert_eq!(contract.open_tasks(&dung, "WORK_ITEM_DUE").await, 1, "its expected day, Friday the 27th, has passed");
        khu.until("2026-03-04").await;
        let early = dung.commands("completeWorkItem", json!({"workItemId": items[2], "evidence": "Gọi điện"}), "workItem { state }").await;
        assert_eq!(early.unmet(), [("S4".to_owned(), "NOT_GRANTED".to_owned())]);
        let granted = json!({"workItemId": items[2], "answer": "GRANTED", "number": "88/GPMT-BQL"});
        let granted = dung.commands("recordAuthorityAnswer", granted, "workItem { state evidence }").await;
        assert_eq!(granted.at("recordAuthorityAnswer.workItem.evidence"), "88/GPMT-BQL");
        assert_eq!(contract.open_tasks(&dung, "WORK_ITEM_DUE").await, 0);
        dung.commands("endWaiting", json!({"workWaitingId": waiting}), "workWaiting { untilOn }").await.at("endWaiting");

        let seen = contract.asks(&lan, "workPlan { waits { waitsFor reason fromOn untilOn } items { plannedToOn expectedToOn filing authoritySteps { kind on authority number appointmentOn note } } }").await;
        let last = seen.at("contract.workPlan.items.3");
        assert_eq!((&last["plannedToOn"], &last["expectedToOn"]), (&json!("2026-03-03"), &json!("2026-03-05")));
        let reason = json!([{"waitsFor": "AUTHORITY", "reason": "Ban quản lý xem bản vẽ bổ sung.", "fromOn": "2026-02-27", "untilOn": "2026-03-04"}]);
        assert_eq!(seen.at("contract.workPlan.waits"), reason);
        let filing = seen.list("contract.workPlan.items").iter().map(|item| item["filing"].clone()).collect::<Vec<_>>();
        assert_eq!(filing, [Value::Null, Value::Null, json!("GRANTED"), Value::Null]);
        let steps = seen.list("contract.workPlan.items.2.authoritySteps");
        let kinds: Vec<_> = steps.iter().map(|step| step["kind"].as_str().expect("a kind")).collect();
        assert_eq!(kinds, ["SUBMITTED", "SUPPLEMENT_ASKED", "SUBMITTED", "GRANTED"]);
        assert_eq!((&steps[0]["number"], &steps[0]["appointmentOn"]), (&json!("BN-0412"), &json!("2026-02-27")));
        assert_eq!(steps[1]["note"], "Bổ sung bản vẽ mặt bằng.");
    }

    /// The customer is reminded of what is theirs, two days before, on the day and after it, until it is done; a day that
    /// waiting moved is reminded of anew. What is the provider's stands before staff, and not while the provider waits.
    async fn who_has_to_act_is_reminded(khu: &Khu) {
        let dung = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-06-01").registered().await;
        let mut plan = plan(&contract);
        let sign = json!({"owner": "CUSTOMER", "nameVi": "Ký đơn đề nghị", "nameEn": "Sign the application", "workingDays": 2, "after": [2]});
        plan["items"].as_array_mut().expect("a list").push(sign);
        let plan = dung.commands("proposeWorkPlan", plan, ITEMS).await;
        let items: Vec<String> = (0..4).map(|n| plan.text(&format!("proposeWorkPlan.workPlan.items.{n}.id"))).collect();
        let confirm = json!({"workPlanId": plan.text("proposeWorkPlan.workPlan.id"), "onPaper": "Biên bản họp số 3"});
        dung.commands("confirmWorkPlan", confirm, "workPlan { state }").await.at("confirmWorkPlan");

        // Friday the 16th was its last day; the day after it is a Saturday.
        khu.until("2026-01-20").await;
        let [soon, today, over] = ["Công việc sắp đến hạn", "Công việc đến hạn hôm nay", "Công việc quá hạn"];
        assert_eq!(told(&contract), [soon, today, over]);
        contract.mailbox().last().says("Cung cấp hồ sơ pháp lý");
        contract.mailbox().last().says("16/01/2026");
        let done = |item: &str| json!({"workItemId": item, "evidence": "Biên bản số 12."});
        dung.commands("completeWorkItem", done(&items[0]), "workItem { state }").await.at("completeWorkItem");

        // The papers came on the 20th: the report is due on 2 February. Ten working days are waited for then.
        let wait = json!({"contractId": contract.id, "waitsFor": "CUSTOMER", "reason": "Chờ số liệu quan trắc."});
        let waiting = dung.commands("beginWaiting", wait, "workWaiting { id }").await.text("beginWaiting.workWaiting.id");
        khu.until("2026-02-03").await;
        assert_eq!(contract.open_tasks(&dung, "WORK_ITEM_DUE").await, 0, "the provider waits");
        dung.commands("endWaiting", json!({"workWaitingId": waiting}), "workWaiting { untilOn }").await.at("endWaiting");
        let days = contract.asks(&dung, "workPlan { items { expectedToOn } }").await;
        assert_eq!(days.at("contract.workPlan.items.1.expectedToOn"), "2026-02-23");
        khu.until("2026-02-24").await;
        assert_eq!(contract.open_tasks(&dung, "WORK_ITEM_DUE").await, 1, "of its stages only the last stands open");
        dung.commands("completeWorkItem", done(&items[1]), "workItem { state }").await.at("completeWorkItem");
        let filed = json!({"workItemId": items[2], "authority": "Ban quản lý các khu công nghiệp", "receiptNumber": "BN-0412"});
        dung.commands("recordSubmission", filed, "workItem { state }").await.at("recordSubmission");
        assert_eq!(contract.open_tasks(&dung, "WORK_ITEM_DUE").await, 0);

        // What the customer signs was due on 3 February and is now on the 25th: nobody was told in between.
        assert_eq!(told(&contract).len(), 3);
        khu.until("2026-02-25").await;
        assert_eq!(told(&contract)[3..], [today]);
        contract.mailbox().last().says("Ký đơn đề nghị");
        dung.commands("completeWorkItem", done(&items[3]), "workItem { state }").await.at("completeWorkItem");
        khu.until("2026-03-02").await;
        assert_eq!(told(&contract).len(), 4, "what is done is not reminded of");
    }
}
