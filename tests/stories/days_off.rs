//! C5: sums that fall due inside Tết, on a worked Saturday, or on the Monday it was swapped for.

use serde_json::{Value, json};
use tests::stories;
use tests::story::{Contract, Person};

/// The agreed day and the day it falls due.
async fn due(contract: &Contract, by: &Person) -> (Value, Value) {
    let answer = contract.asks(by, "instalments { agreedDueOn dueOn }").await;
    (answer.at("contract.instalments.0.agreedDueOn"), answer.at("contract.instalments.0.dueOn"))
}

/// The days on which it was reminded of, the earliest first.
async fn reminded(contract: &Contract, by: &Person) -> Vec<Value> {
    let mut days: Vec<_> =
        contract.mails(by, "plannedOn").await.into_iter().map(|mail| mail["plannedOn"].clone()).collect();
    days.reverse();
    days
}

stories! {
    /// Due on the first of Tết: it falls due after the holidays, nobody is mailed in them, nobody is late in them.
    async fn a_sum_due_in_tet_is_due_after_tet(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(80_000_000, "2026-02-17").registered().await;
        assert_eq!(due(&contract, &admin).await, (json!("2026-02-17"), json!("2026-02-23")));

        // A week and a day before both lie in the holidays: one mail on the last working day before them.
        khu.until("2026-02-22").await;
        contract.mailbox().received(&["còn 10 ngày"]);
        assert_eq!(contract.asks(&admin, "instalments { daysOverdue }").await.at("contract.instalments.0.daysOverdue"), json!(null));
        let document = "query($id: ID!) { notices(filter: {contractId: $id, state: SKIPPED}) { nodes { stage reason } } }";
        let skipped = admin.asks(document, json!({"id": contract.id})).await.list("notices.nodes");
        assert_eq!(skipped, [json!({"stage": -7, "reason": "SAME_DAY"})]);

        khu.until("2026-02-27").await;
        contract.mailbox().received(&["còn 10 ngày", "đến hạn hôm nay", "quá hạn 3 ngày"]);
        assert_eq!(reminded(&contract, &admin).await, ["2026-02-13", "2026-02-23", "2026-02-26"]);
        contract.mailbox().last().says("23/02/2026");
    }

    /// 22 August 2026 is a Saturday that is worked for Monday 31 August: what is due on the Saturday is due, what is due
    /// on the Monday is due after the national day.
    async fn a_worked_saturday_is_a_day_and_its_monday_is_none(khu: &Khu) {
        let admin = khu.admin().await;
        let saturday = khu.contract().with_instalment(10_000_000, "2026-08-22").registered().await;
        let monday = khu.contract().with_instalment(20_000_000, "2026-08-31").registered().await;
        assert_eq!(due(&saturday, &admin).await, (json!("2026-08-22"), json!("2026-08-22")));
        assert_eq!(due(&monday, &admin).await, (json!("2026-08-31"), json!("2026-09-03")));

        khu.until("2026-09-03").await;
        assert_eq!(reminded(&saturday, &admin).await, ["2026-08-14", "2026-08-21", "2026-08-22", "2026-08-25", "2026-09-03"]);
        assert_eq!(reminded(&monday, &admin).await, ["2026-08-27", "2026-08-28", "2026-09-03"]);
        monday.mailbox().received(&["còn 7 ngày", "còn 6 ngày", "đến hạn hôm nay"]);
    }
}
