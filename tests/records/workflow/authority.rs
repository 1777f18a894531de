//! A file goes to an authority and comes back.

use super::{actions, answer, complete, confirm, confirmed, items, proposal, propose, running};
use crate::given::{codes, on, system};
use entity::access::Viewer;
use entity::database::Database;
use entity::database::window::Window;
use entity::refusal::{Done, Words};
use entity::task;
use entity::value::id::WorkItemId;
use entity::workflow::authority_step;
use entity::workflow::filing::StepKind::{Appointed, Granted, Refused, Submitted, SupplementAsked};
use entity::workflow::item_state::ItemState;
use entity::workflow::record_authority::{Step, enter_step};
use entity::workflow::record_item::OnItem;
use tests::database_tests;

/// A file handed in today.
pub(super) fn submission(item_id: WorkItemId) -> Step {
    Step {
        asked: OnItem { item_id, expected_version: None, on: None },
        kind: Submitted,
        authority: Some("Ban quản lý KCN".to_owned()),
        paper_number: Some("BN-0412".to_owned()),
        appointment_on: None,
        note: None,
    }
}

/// What authorities ask for and has not been handed in, as it stands before staff.
async fn open_tasks(database: &Database) -> Vec<Words> {
    let kind = Some(task::Kind::SupplementAsked);
    let filter = task::Filter { is_open: Some(true), kind, ..task::Filter::default() };
    let page = task::page(database.read(), Viewer::System, &filter, Window::first(10)).await.unwrap();
    page.rows.into_iter().map(|task| task.detail).collect()
}

database_tests! {
    async fn an_authority_is_asked_and_answers(database: Database) {
        let contract = running(&database).await;
        let plan = confirmed(&database, &contract).await;
        let rows = items(&database, &plan).await;
        let enter = async |step: Step| database.write(async |write| enter_step(write, &system(), &step).await).await;
        let submitted = || submission(rows[3].id);
        assert_eq!(codes(enter(submitted()).await.unwrap_err()), ["S4 BEFORE_NOT_DONE"]);
        for row in &rows[..3] {
            complete(&database, &system(), row.id).await.unwrap();
        }
        assert_eq!(codes(enter(Step { kind: Granted, authority: None, ..submitted() }).await.unwrap_err()), ["WRONG_FILING_STATE"]);
        assert_eq!(codes(enter(submission(rows[2].id)).await.unwrap_err()), ["NOT_OF_AN_AUTHORITY"]);
        let nothing = Step { authority: None, paper_number: None, ..submitted() };
        assert_eq!(codes(enter(nothing).await.unwrap_err()), ["authority EMPTY", "number EMPTY"]);
        let early = Step { appointment_on: Some(on("2026-11-19")), ..submitted() };
        assert_eq!(codes(enter(early).await.unwrap_err()), ["appointmentOn OUT_OF_ORDER"]);
        let item = enter(submitted()).await.unwrap().into_inner();
        assert_eq!((item.state, item.started_on), (ItemState::InWork, Some(on("2026-11-20"))));
        let again = Step { paper_number: Some(" BN-0412 ".to_owned()), ..submitted() };
        assert!(matches!(enter(again).await.unwrap(), Done::AlreadyDone(_)), "a double click");
        let other = Step { paper_number: Some("BN-0413".to_owned()), ..submitted() };
        assert_eq!(codes(enter(other).await.unwrap_err()), ["WRONG_FILING_STATE"]);
        assert_eq!(codes(complete(&database, &system(), rows[3].id).await.unwrap_err()), ["S4 NOT_GRANTED"]);
        let said = |kind, note: Option<&str>| Step { kind, authority: None, paper_number: None, note: note.map(str::to_owned), ..submitted() };
        assert_eq!(codes(enter(said(Appointed, None)).await.unwrap_err()), ["appointmentOn MISSING"]);
        assert_eq!(codes(enter(said(SupplementAsked, Some(" "))).await.unwrap_err()), ["note EMPTY"]);
        enter(said(SupplementAsked, Some("Bổ sung bản vẽ"))).await.unwrap();
        let standing = open_tasks(&database).await;
        assert!(standing.len() == 1 && standing[0].vi.contains("Bổ sung bản vẽ"), "{standing:?}");
        enter(Step { paper_number: Some("BN-0455".to_owned()), ..submitted() }).await.unwrap();
        assert!(open_tasks(&database).await.is_empty(), "it was handed in");
        let granted = Step { paper_number: Some("88/GP".to_owned()), ..said(Granted, None) };
        let done = enter(granted.clone()).await.unwrap().into_inner();
        assert_eq!((done.state, done.evidence.as_deref()), (ItemState::Done, Some("88/GP")));
        assert!(matches!(enter(granted).await.unwrap(), Done::AlreadyDone(_)));
        let steps = authority_step::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        let kinds: Vec<_> = steps.iter().map(|step| step.kind).collect();
        assert_eq!(kinds, [Submitted, SupplementAsked, Submitted, Granted]);
        let noted = actions(&database).await.iter().filter(|action| *action == "authority.noted").count();
        assert_eq!(noted, 4);
    }

    async fn what_an_authority_said_goes_over_to_the_next_version(database: Database) {
        let contract = running(&database).await;
        let plan = confirmed(&database, &contract).await;
        let rows = items(&database, &plan).await;
        for row in &rows[..3] {
            complete(&database, &system(), row.id).await.unwrap();
        }
        let enter = async |step: Step| database.write(async |write| enter_step(write, &system(), &step).await).await;
        enter(submission(rows[3].id)).await.unwrap();
        let more = Step { kind: SupplementAsked, authority: None, note: Some("Bổ sung bản vẽ".to_owned()), ..submission(rows[3].id) };
        enter(more).await.unwrap();
        let mut next = proposal(&contract);
        for (item, row) in next.items.iter_mut().zip(&rows) {
            item.continues_id = Some(row.id);
        }
        let second = propose(&database, &next).await.unwrap().into_inner();
        confirm(&database, &system(), &answer(second.id, Some("Giấy"))).await.unwrap();
        let own = items(&database, &second).await;
        assert_eq!(open_tasks(&database).await.len(), 1);
        enter(submission(own[3].id)).await.unwrap();
        assert!(open_tasks(&database).await.is_empty(), "the task went over as well");
        let refused = Step { kind: Refused, authority: None, note: Some("Thiếu bản vẽ".to_owned()), ..submission(own[3].id) };
        enter(refused).await.unwrap();
        let late = enter(submission(rows[3].id)).await.unwrap_err();
        assert_eq!(codes(late), ["PLAN_NOT_IN_FORCE"]);
        let steps = authority_step::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        assert!(steps.iter().all(|step| step.item_id == own[3].id), "{steps:?}");
    }
}
