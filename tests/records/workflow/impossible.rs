//! What cannot have happened is refused, and what happened happens once.

use super::authority::submission;
use super::{actions, answer, confirm, confirmed, items, running};
use crate::given::{codes, on, system};
use entity::refusal::{Done, Refusal};
use entity::workflow::filing::StepKind::Granted;
use entity::workflow::item_state::Owner;
use entity::workflow::record_authority::{Step, enter_step};
use entity::workflow::record_item::{OnItem, complete_item, start_item};
use entity::workflow::record_waiting::{Waiting, begin_waiting, end_waiting};
use tests::database_tests;

database_tests! {
    async fn what_cannot_have_happened_is_refused_and_what_happened_happens_once(database: Database) {
        let contract = running(&database).await;
        let plan = confirmed(&database, &contract).await;
        let rows = items(&database, &plan).await;
        let asked = |item_id, day: &str| OnItem { item_id, expected_version: None, on: Some(on(day)) };
        let start = async |row: usize, day| database.write(async |write| start_item(write, &system(), &asked(rows[row].id, day)).await).await;
        let done = async |row: usize, day| database.write(async |write| complete_item(write, &system(), &asked(rows[row].id, day), "Biên bản").await).await;
        // The contract began on 2 November, the plan on the 16th; today is the 20th.
        for (day, code) in [("2026-11-01", "on OUT_OF_ORDER"), ("2026-11-13", "on OUT_OF_ORDER"), ("2026-11-21", "on IN_FUTURE")] {
            assert_eq!(codes(start(0, day).await.unwrap_err()), [code], "{day}");
            assert_eq!(codes(done(1, day).await.unwrap_err()), [code], "{day}");
        }
        let Err(Refusal::Invalid(mistakes)) = start(0, "2026-11-13").await else { panic!("it was not refused") };
        assert!(mistakes[0].words.vi.contains("2026-11-16") && mistakes[0].words.en.contains("2026-11-16"), "{:?}", mistakes[0].words);
        start(0, "2026-11-17").await.unwrap();
        assert_eq!(codes(done(0, "2026-11-16").await.unwrap_err()), ["on OUT_OF_ORDER"], "done before it was begun");
        let first = done(0, "2026-11-18").await.unwrap().into_inner();
        assert_eq!(done(0, "2026-11-19").await.unwrap(), Done::AlreadyDone(first.clone()), "done once, on its own day");
        assert_eq!(start(0, "2026-11-19").await.unwrap(), Done::AlreadyDone(first));
        done(1, "2026-11-19").await.unwrap();
        assert_eq!(codes(start(2, "2026-11-18").await.unwrap_err()), ["on OUT_OF_ORDER"], "before what it comes after was done");
        done(2, "2026-11-19").await.unwrap();

        let enter = async |step: Step| database.write(async |write| enter_step(write, &system(), &step).await).await;
        let at = |step: Step, day: &str| Step { asked: asked(rows[3].id, day), ..step };
        let submitted = || submission(rows[3].id);
        assert_eq!(codes(enter(at(submitted(), "2026-11-18")).await.unwrap_err()), ["on OUT_OF_ORDER"]);
        assert_eq!(codes(enter(at(submitted(), "2026-11-21")).await.unwrap_err()), ["on IN_FUTURE"]);
        enter(at(submitted(), "2026-11-20")).await.unwrap();
        let answered = Step { kind: Granted, authority: None, ..submitted() };
        assert_eq!(codes(enter(at(answered, "2026-11-19")).await.unwrap_err()), ["on OUT_OF_ORDER"], "answered before it was asked");

        let waiting = |day: &str| Waiting {
            contract_id: contract.id,
            expected_version: None,
            waits_for: Owner::Customer,
            item_id: None,
            on: Some(on(day)),
            reason: "Chờ hồ sơ".to_owned(),
        };
        let begin = async |day| database.write(async |write| begin_waiting(write, &system(), &waiting(day)).await).await;
        assert_eq!(codes(begin("2026-11-13").await.unwrap_err()), ["on OUT_OF_ORDER"]);
        let begun = begin("2026-11-18").await.unwrap().into_inner();
        let end = async |day: &str| {
            let day = on(day);
            database.write(async |write| end_waiting(write, &system(), begun.id, Some(day)).await).await
        };
        assert_eq!(codes(end("2026-11-17").await.unwrap_err()), ["on OUT_OF_ORDER"]);
        assert_eq!(codes(end("2026-11-21").await.unwrap_err()), ["on IN_FUTURE"]);
        let trail = actions(&database).await;
        let times = |action: &str| trail.iter().filter(|told| *told == action).count();
        assert_eq!((times("item.started"), times("item.completed"), times("authority.noted"), times("waiting.ended")), (1, 3, 1, 0));
        let again = confirm(&database, &system(), &answer(plan.id, Some("Giấy khác"))).await.unwrap();
        assert!(matches!(again, Done::AlreadyDone(standing) if standing.answer == plan.answer), "what was confirmed stays so");
    }
}
