//! Rounds of acceptance: by which report, by whom, until when; silence that a command counts.

use crate::given::{
    acceptance, codes, on, on_paper, papers_are_made, registered, registration, sao_mai, system, system_on,
};
use entity::acceptance::acceptance_round::{self, Model};
use entity::acceptance::round_state::{Manner, RoundState};
use entity::access::Viewer;
use entity::contract::contract;
use entity::contract::lifecycle::Lifecycle;
use entity::database::Database;
use entity::life::registering::Registration;
use entity::life::{
    Rejection, Silence, Step, accept_work, close_contract, finish_work, reject_work, resume_contract, silence_ran_out,
    suspend_contract,
};
use entity::mail;
use entity::mail::state::State as MailState;
use entity::refusal::Done;
use entity::reminder::advance::advance;
use entity::reminder::{self, ReminderKind};
use entity::value::id::ContractId;
use sea_orm::{ActiveValue::Set, EntityTrait};
use tests::database_tests;

fn step(contract_id: ContractId) -> Step {
    Step { contract_id, expected_version: None, on: None }
}

/// A contract whose work was reported done on Friday 2026-11-20, with a term of silence of fourteen days.
async fn finished(database: &Database) -> (contract::Model, Model) {
    let customer = sao_mai(database).await;
    let running =
        Registration { started_on: Some(on("2026-10-05")), silence_days: Some(14), ..registration(customer.id) };
    let contract = registered(database, &running).await;
    database.write(async |write| finish_work(write, &system(), &step(contract.id)).await).await.unwrap();
    papers_are_made(database, contract.id).await;
    (contract.clone(), newest(database, contract.id).await)
}

async fn newest(database: &Database, id: ContractId) -> Model {
    acceptance_round::newest(database.read(), id).await.unwrap().unwrap()
}

/// Every warning goes out on its day, and the mail server takes it.
async fn warned(database: &Database, round: &Model) {
    let subject = (ReminderKind::Acceptance, round.id.0);
    loop {
        let reminder = reminder::of_subject(database.read(), Viewer::System, subject).await.unwrap().unwrap();
        let Some(at) = reminder.next_at else { break };
        database.write(async |write| advance(write, reminder.id, at).await).await.unwrap();
        let change = mail::ActiveModel { state: Set(MailState::HandedOver), ..mail::ActiveModel::default() };
        let handed_over = async |write: &entity::database::Write| {
            mail::Entity::update_many().set(change.clone()).exec(write.on()).await
        };
        database.write(handed_over).await.unwrap();
    }
}

database_tests! {
    async fn a_command_after_the_term_counts_the_silence(database: Database) {
        let (contract, round) = finished(&database).await;
        assert_eq!((round.answer_by_on, round.silence_accepts), (on("2026-12-04"), true));
        warned(&database, &round).await;
        let early = database.write(async |write| close_contract(write, &system_on("2026-12-04"), &step(contract.id)).await).await;
        assert!(codes(early.unwrap_err()).contains(&"S6 NOT_ACCEPTED".to_owned()), "the last day is the customer's");
        let late = system_on("2026-12-10");
        let rejection = Rejection { step: step(contract.id), answer: on_paper(&database, contract.id).await, reason: "Thiếu".to_owned() };
        let rejected = database.write(async |write| reject_work(write, &late, &rejection).await).await;
        assert_eq!(codes(rejected.unwrap_err()), ["WRONG_STATE"], "it was accepted before that");
        let closed = database.write(async |write| close_contract(write, &late, &step(contract.id)).await).await;
        assert_eq!(codes(closed.unwrap_err()), ["C5 OUTSTANDING", "C5 OUTSTANDING", "P5 UNDER_WARRANTY", "S6 NOT_LIQUIDATED"]);
        assert_eq!(newest(&database, contract.id).await.state, RoundState::Asked, "what was refused has written nothing");
        let recorded = async || database.write(async |write| silence_ran_out(write, late.now, contract.id).await).await.unwrap();
        assert_eq!((recorded().await, recorded().await), (Silence::Accepted, Silence::Nothing));
        let round = newest(&database, contract.id).await;
        assert_eq!((round.state, round.manner, round.answered_on), (RoundState::Accepted, Some(Manner::Silence), Some(on("2026-12-05"))));
        let now = contract::find(database.read(), Viewer::System, contract.id).await.unwrap().unwrap();
        assert_eq!((now.state, now.accepted_on), (Lifecycle::Accepted, Some(on("2026-12-05"))));
    }

    async fn without_warnings_silence_says_nothing_and_stands_before_staff_once(database: Database) {
        let (contract, _) = finished(&database).await;
        let late = system_on("2026-12-10");
        let recorded = async || database.write(async |write| silence_ran_out(write, late.now, contract.id).await).await.unwrap();
        assert_eq!((recorded().await, recorded().await), (Silence::Unanswered, Silence::Nothing));
        assert_eq!(newest(&database, contract.id).await.state, RoundState::Asked);
    }

    async fn a_rest_stops_the_clock_of_acceptance(database: Database) {
        let (contract, round) = finished(&database).await;
        let rest = async |day| database.write(async |write| suspend_contract(write, &system_on(day), &step(contract.id), "Lụt").await).await.map(|_| ());
        rest("2026-11-24").await.unwrap();
        let late = system_on("2026-12-10");
        let meanwhile = database.write(async |write| silence_ran_out(write, late.now, contract.id).await).await.unwrap();
        assert_eq!(meanwhile, Silence::Nothing);
        database.write(async |write| resume_contract(write, &late, &step(contract.id)).await).await.unwrap();
        // Sixteen days of rest, from 4 to Sunday 20 December: the Monday after is the last day.
        let moved = newest(&database, contract.id).await;
        assert_eq!((round.answer_by_on, moved.answer_by_on), (on("2026-12-04"), on("2026-12-21")));
    }

    async fn paper_is_entered_with_its_signer_and_day(database: Database) {
        let (contract, _) = finished(&database).await;
        let mut entered = acceptance(&database, &step(contract.id)).await;
        entered.answer.on_paper = None;
        let refused = database.write(async |write| accept_work(write, &system(), &entered).await).await;
        assert_eq!(codes(refused.unwrap_err()), ["onPaper EMPTY"]);
        let mut early = acceptance(&database, &step(contract.id)).await;
        early.step.on = Some(on("2026-11-19"));
        let refused = database.write(async |write| accept_work(write, &system(), &early).await).await;
        assert_eq!(codes(refused.unwrap_err()), ["on OUT_OF_ORDER"]);
        let right = acceptance(&database, &step(contract.id)).await;
        let accept = async || database.write(async |write| accept_work(write, &system(), &right).await).await.unwrap();
        assert!(matches!(accept().await, Done::Now(_)));
        assert!(matches!(accept().await, Done::AlreadyDone(_)));
        let round = newest(&database, contract.id).await;
        assert_eq!((round.manner, round.paper.is_some(), round.report_sha256.is_some()), (Some(Manner::Paper), true, true));
    }
}
