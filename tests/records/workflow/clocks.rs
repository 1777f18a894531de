//! The clocks on work items run while somebody has to do them, and stand still with what holds them up.

use super::{answer, complete, confirm, items, proposal, propose, running, step};
use crate::given::{codes, on, system, system_on, written_off};
use entity::access::Viewer;
use entity::contract::contract;
use entity::database::Database;
use entity::life::{Termination, resume_contract, suspend_contract, terminate_contract};
use entity::reminder::record_pause::restart;
use entity::reminder::{self, ReminderKind};
use entity::workflow::entering::Proposal;
use entity::workflow::item_state::Owner;
use entity::workflow::record_item::{OnItem, complete_item};
use entity::workflow::record_waiting::{Waiting, begin_waiting, end_waiting};
use entity::workflow::work_item;
use tests::database_tests;

/// The items whose clocks run, by number, with the days they are set on.
async fn clocks(database: &Database, contract: &contract::Model) -> Vec<String> {
    let all = reminder::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
    let running = all.into_iter().filter(|it| it.kind == ReminderKind::WorkItem && it.next_at.is_some());
    let rows = work_item::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
    let number = |id| rows.iter().find(|row| row.id.0 == id).unwrap().number;
    running.map(|it| format!("{} {}", number(it.subject_id), it.anchor_on)).collect()
}

database_tests! {
    async fn clocks_follow_the_days_of_what_is_to_be_done(database: Database) {
        let contract = running(&database).await;
        let next = Proposal { start_on: on("2026-11-23"), ..proposal(&contract) };
        let plan = propose(&database, &next).await.unwrap().into_inner();
        assert!(clocks(&database, &contract).await.is_empty(), "nothing is agreed yet");
        confirm(&database, &system(), &answer(plan.id, Some("Giấy"))).await.unwrap();
        let rows = items(&database, &plan).await;
        // Tuesday the 24th is off. What comes after the customer's papers is not pressed for.
        assert_eq!(clocks(&database, &contract).await, ["1 2026-11-26", "2 2026-11-30"]);
        complete(&database, &system(), rows[1].id).await.unwrap();
        assert_eq!(clocks(&database, &contract).await, ["1 2026-11-26", "3 2026-12-04"]);

        let waiting = Waiting {
            contract_id: contract.id,
            expected_version: None,
            waits_for: Owner::Customer,
            item_id: None,
            on: None,
            reason: "Chờ sơ đồ".to_owned(),
        };
        let begun = database.write(async |write| begin_waiting(write, &system_on("2026-11-23"), &waiting).await).await.unwrap();
        assert!(clocks(&database, &contract).await.is_empty(), "the provider waits");
        let stopped = reminder::of_subject(database.read(), Viewer::System, (ReminderKind::WorkItem, rows[0].id.0)).await.unwrap().unwrap();
        let restarted = database.write(async |write| restart(write, &system_on("2026-11-23"), stopped.id, "Nhắc lại").await).await;
        assert_eq!(codes(restarted.unwrap_err()), ["NOTHING_TO_REMIND_OF"]);
        let id = begun.into_inner().id;
        database.write(async |write| end_waiting(write, &system_on("2026-11-25"), id, None).await).await.unwrap();
        assert_eq!(clocks(&database, &contract).await, ["1 2026-11-27", "3 2026-12-04"], "Monday was waited for");

        database.write(async |write| suspend_contract(write, &system_on("2026-11-26"), &step(&contract), "Tạm dừng").await).await.unwrap();
        assert!(clocks(&database, &contract).await.is_empty(), "the contract rests");
        database.write(async |write| resume_contract(write, &system_on("2026-11-30"), &step(&contract)).await).await.unwrap();
        assert_eq!(clocks(&database, &contract).await, ["1 2026-12-01", "3 2026-12-07"]);

        let own = Waiting { item_id: Some(rows[0].id), ..waiting };
        database.write(async |write| begin_waiting(write, &system_on("2026-11-30"), &own).await).await.unwrap();
        assert!(clocks(&database, &contract).await.is_empty(), "what comes after what waits has no certain day");
        let done = OnItem { item_id: rows[0].id, expected_version: None, on: None };
        database.write(async |write| complete_item(write, &system_on("2026-12-01"), &done, "Biên bản").await).await.unwrap();
        assert_eq!(clocks(&database, &contract).await, ["3 2026-12-08"], "done, it waits no more");
        let settlement = written_off(&database, contract.id).await;
        let end = Termination { step: step(&contract), reason: "Hai bên thoả thuận".to_owned(), settlement_note: "Không còn gì.".to_owned(), settlement };
        database.write(async |write| terminate_contract(write, &system_on("2026-12-02"), &end).await).await.unwrap();
        assert!(clocks(&database, &contract).await.is_empty(), "nothing is to be done any more");
    }
}
