//! What a version leaves nothing to be done for is reached when both agree on it (S3, S4).

use super::{Owner, Proposal, item, items, on, registered, registration, sao_mai, system};
use entity::access::Viewer;
use entity::billing::owed::owed;
use entity::catalogue::trigger::{DueEvent, Trigger};
use entity::database::Database;
use entity::life::registering::Registration;
use entity::life::{complete_work_item, confirm_work_plan};
use entity::workflow::record_answer::Answer;
use entity::workflow::record_item::OnItem;
use entity::workflow::record_plan::propose_plan;
use entity::workflow::work_plan;
use tests::database_tests;

async fn agreed(database: &Database, proposal: &Proposal) -> work_plan::Model {
    let plan = database.write(async |write| propose_plan(write, &system(), proposal).await).await.unwrap().into_inner();
    let answer = Answer { plan_id: plan.id, expected_version: None, words: Some("Bà Lan ký".to_owned()) };
    database.write(async |write| confirm_work_plan(write, &system(), &answer).await).await.unwrap().into_inner()
}

database_tests! {
    async fn a_version_without_the_last_open_paper_completes_the_documents(database: Database) {
        let customer = sao_mai(&database).await;
        let mut registration = Registration { started_on: Some(on("2026-11-02")), ..registration(customer.id) };
        registration.instalments[1].trigger =
            Some(Trigger { event: DueEvent::DocumentsComplete, days: 5, in_working_days: false });
        let contract = registered(&database, &registration).await;
        let event_on = async || {
            let owed = owed(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
            owed[1].instalment.event_on
        };
        let proposal = |items| Proposal {
            contract_id: contract.id, expected_version: None, start_on: on("2026-11-16"), note: None, items,
        };
        let papers = [item(Owner::Customer, "Hồ sơ pháp lý", (5, &[])), item(Owner::Customer, "Bản vẽ", (5, &[]))];
        let first = agreed(&database, &proposal(papers.to_vec())).await;
        let rows = items(&database, &first).await;
        let done = OnItem { item_id: rows[0].id, expected_version: None, on: Some(on("2026-11-18")) };
        database.write(async |write| complete_work_item(write, &system(), &done, "Biên bản").await).await.unwrap();
        assert_eq!(event_on().await, None, "the drawings are still missing");
        let mut kept = papers[0].clone();
        kept.continues_id = Some(rows[0].id);
        agreed(&database, &proposal(vec![kept])).await;
        assert_eq!(event_on().await, Some(on("2026-11-18")));
    }
}
