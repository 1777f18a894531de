//! A work plan is proposed, confirmed and worked by; its dates move while somebody else has to act.

use crate::given::{as_person, codes, contract, on, registered, registration, sao_mai, somebody, system, system_on};
use entity::access::record_person::Standing;
use entity::access::{By, Viewer, person};
use entity::audit::entry;
use entity::contract::contract;
use entity::database::Database;
use entity::database::window::Window;
use entity::life::registering::Registration;
use entity::life::{self, finish_work, resume_contract, suspend_contract};
use entity::notice;
use entity::refusal::{Done, Refusal};
use entity::value::id::{WorkItemId, WorkPlanId};
use entity::workflow::entering::{Proposal, ProposedItem};
use entity::workflow::item_state::{ItemState, Owner};
use entity::workflow::plan_state::PlanState;
use entity::workflow::record_answer::{Answer, confirm_plan, reject_plan};
use entity::workflow::record_item::{OnItem, complete_item, start_item};
use entity::workflow::record_plan::propose_plan;
use entity::workflow::record_waiting::{Waiting, begin_waiting, end_waiting};
use entity::workflow::{outlook, work_item, work_plan, work_waiting};
use tests::database_tests;

mod authority;
mod clocks;
mod impossible;
mod reaching;

/// A contract whose work began on Monday 2 November 2026.
async fn running(database: &Database) -> contract::Model {
    let customer = sao_mai(database).await;
    registered(database, &Registration { started_on: Some(on("2026-11-02")), ..registration(customer.id) }).await
}

async fn signatory(database: &Database, contract: &contract::Model) -> person::Model {
    let standing = Standing::Customer { customer_id: contract.customer_id, is_signatory: true };
    somebody(database, "Lan", standing).await
}

fn item(owner: Owner, name: &str, (working_days, after): (i32, &[i32])) -> ProposedItem {
    ProposedItem {
        owner,
        name_vi: name.to_owned(),
        name_en: name.to_owned(),
        deliverable_id: None,
        working_days,
        after: after.to_vec(),
        continues_id: None,
    }
}

/// Three days of survey, five days of papers by the customer, then four days for the file and two for the authority.
fn proposal(contract: &contract::Model) -> Proposal {
    Proposal {
        contract_id: contract.id,
        expected_version: None,
        start_on: on("2026-11-16"),
        note: None,
        items: vec![
            item(Owner::Provider, "Khảo sát", (3, &[])),
            item(Owner::Customer, "Hồ sơ pháp lý", (5, &[])),
            item(Owner::Provider, "Lập báo cáo", (4, &[1, 2])),
            item(Owner::Authority, "Thẩm định", (2, &[3])),
        ],
    }
}

type Planned = Result<Done<work_plan::Model>, Refusal>;

async fn propose(database: &Database, proposal: &Proposal) -> Planned {
    database.write(async |write| propose_plan(write, &system(), proposal).await).await
}

fn answer(plan_id: WorkPlanId, words: Option<&str>) -> Answer {
    Answer { plan_id, expected_version: None, words: words.map(str::to_owned) }
}

async fn confirm(database: &Database, by: &By, answer: &Answer) -> Planned {
    database.write(async |write| confirm_plan(write, by, answer).await).await
}

async fn confirmed(database: &Database, contract: &contract::Model) -> work_plan::Model {
    let plan = propose(database, &proposal(contract)).await.unwrap().into_inner();
    confirm(database, &system(), &answer(plan.id, Some("Bà Lan ký ngày 12/11/2026"))).await.unwrap().into_inner()
}

async fn items(database: &Database, plan: &work_plan::Model) -> Vec<work_item::Model> {
    let all = work_item::of_contracts(database.read(), Viewer::System, vec![plan.contract_id]).await.unwrap();
    all.into_iter().filter(|item| item.plan_id == plan.id).collect()
}

async fn complete(database: &Database, by: &By, item_id: WorkItemId) -> Result<Done<work_item::Model>, Refusal> {
    let asked = OnItem { item_id, expected_version: None, on: None };
    database.write(async |write| complete_item(write, by, &asked, "Biên bản số 12").await).await
}

/// The last days of all items as they are to be expected on a day.
async fn expected(database: &Database, plan: &work_plan::Model, today: &str) -> Vec<String> {
    let all = outlook::of_plan(database.read(), plan, on(today)).await.unwrap();
    all.iter().map(|(_, span)| span.to.to_string()).collect()
}

fn step(contract: &contract::Model) -> life::Step {
    life::Step { contract_id: contract.id, expected_version: None, on: None }
}

async fn actions(database: &Database) -> Vec<String> {
    let page =
        entry::page(database.read(), Viewer::System, &entry::Filter::default(), Window::first(100)).await.unwrap();
    page.rows.into_iter().rev().map(|entry| entry.action).collect()
}

database_tests! {
    async fn a_version_is_proposed_with_its_dates_and_told_to_the_customer(database: Database) {
        let contract = contract(&database).await;
        let plan = propose(&database, &proposal(&contract)).await.unwrap().into_inner();
        assert_eq!((plan.number, plan.state), (1, PlanState::Proposed));
        let days: Vec<_> = items(&database, &plan).await.iter()
            .map(|item| (item.planned_from_on.to_string(), item.planned_to_on.to_string())).collect();
        // Monday 16 November; Tuesday the 24th is off.
        let planned = [
            ("2026-11-16", "2026-11-18"), ("2026-11-16", "2026-11-20"), ("2026-11-23", "2026-11-27"), ("2026-11-30", "2026-12-01"),
        ];
        assert_eq!(days, planned.map(|(from, to)| (from.to_owned(), to.to_owned())));
        let again = propose(&database, &proposal(&contract)).await.unwrap();
        assert_eq!(again, Done::AlreadyDone(plan.clone()), "a double click is one version");
        let of_contract = notice::Filter { contract_id: Some(contract.id), ..notice::Filter::default() };
        let told = notice::page(database.read(), Viewer::System, &of_contract, Window::first(10)).await.unwrap().rows;
        let kinds: Vec<_> = told.iter().map(|notice| notice.kind).collect();
        assert_eq!(kinds, [notice::Kind::WorkPlanProposed]);
        assert!(actions(&database).await.contains(&"plan.proposed".to_owned()));
        let other = Proposal { note: Some("Lùi một ngày".to_owned()), ..proposal(&contract) };
        let second = propose(&database, &other).await.unwrap().into_inner();
        assert_eq!(second.number, 2);
        let versions = work_plan::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        let states: Vec<_> = versions.iter().map(|plan| plan.state).collect();
        assert_eq!(states, [PlanState::Superseded, PlanState::Proposed]);
        let superseded = confirm(&database, &system(), &answer(plan.id, Some("Giấy"))).await.unwrap_err();
        assert_eq!(codes(superseded), ["PLAN_ANSWERED"]);
    }

    async fn a_plan_with_a_cycle_is_refused_and_nothing_is_written(database: Database) {
        let contract = contract(&database).await;
        let mut wrong = proposal(&contract);
        wrong.items[0].after = vec![4];
        let Err(Refusal::Invalid(mistakes)) = propose(&database, &wrong).await else { panic!("it was not refused") };
        assert_eq!((mistakes[0].field.as_str(), mistakes[0].code), ("items", "CYCLE"));
        assert!(mistakes[0].words.en.contains("1 → 4 → 3 → 1"), "{}", mistakes[0].words.en);
        let versions = work_plan::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        assert!(versions.is_empty());
        assert_eq!(contract::find(database.read(), Viewer::System, contract.id).await.unwrap().unwrap().version, contract.version);
    }

    async fn the_signatory_answers_and_staff_only_from_paper(database: Database) {
        let contract = contract(&database).await;
        let plan = propose(&database, &proposal(&contract)).await.unwrap().into_inner();
        let lan = signatory(&database, &contract).await;
        let minh = somebody(&database, "Minh", Standing::Customer { customer_id: contract.customer_id, is_signatory: false }).await;
        let refused = confirm(&database, &as_person(&minh), &answer(plan.id, None)).await.unwrap_err();
        assert_eq!(codes(refused), ["FORBIDDEN"]);
        let refused = confirm(&database, &system(), &answer(plan.id, None)).await.unwrap_err();
        assert_eq!(codes(refused), ["onPaper EMPTY"]);
        let reject = async |words| database.write(async |write| reject_plan(write, &as_person(&lan), &answer(plan.id, words)).await).await;
        assert_eq!(codes(reject(None).await.unwrap_err()), ["reason EMPTY"]);
        let rejected = reject(Some("Cần thêm năm ngày")).await.unwrap().into_inner();
        assert_eq!((rejected.state, rejected.answered_by), (PlanState::Rejected, Some(lan.id)));
        assert_eq!(reject(Some("Cần thêm năm ngày")).await.unwrap(), Done::AlreadyDone(rejected));
        let refused = confirm(&database, &as_person(&lan), &answer(plan.id, None)).await.unwrap_err();
        assert_eq!(codes(refused), ["PLAN_ANSWERED"]);
        let second = propose(&database, &proposal(&contract)).await.unwrap().into_inner();
        let confirmed = confirm(&database, &as_person(&lan), &answer(second.id, None)).await.unwrap().into_inner();
        assert_eq!((confirmed.state, confirmed.number, confirmed.answered_by), (PlanState::Confirmed, 2, Some(lan.id)));
        let trail = actions(&database).await;
        assert_eq!(trail.iter().filter(|action| *action == "plan.answered").count(), 2);
    }

    async fn items_are_done_one_after_the_other_by_whose_they_are(database: Database) {
        let contract = running(&database).await;
        let lan = as_person(&signatory(&database, &contract).await);
        let proposed = propose(&database, &proposal(&contract)).await.unwrap().into_inner();
        let early = complete(&database, &system(), items(&database, &proposed).await[0].id).await.unwrap_err();
        assert_eq!(codes(early), ["PLAN_NOT_IN_FORCE"]);
        let plan = confirm(&database, &lan, &answer(proposed.id, None)).await.unwrap().into_inner();
        let rows = items(&database, &plan).await;
        let refused = complete(&database, &system(), rows[2].id).await.unwrap_err();
        assert_eq!(codes(refused), ["S4 BEFORE_NOT_DONE", "S4 BEFORE_NOT_DONE"]);
        assert_eq!(codes(complete(&database, &lan, rows[0].id).await.unwrap_err()), ["FORBIDDEN"]);
        let begun = OnItem { item_id: rows[0].id, expected_version: None, on: Some(on("2026-11-17")) };
        database.write(async |write| start_item(write, &system(), &begun).await).await.unwrap();
        let unmet = database.write(async |write| finish_work(write, &system(), &step(&contract)).await).await.unwrap_err();
        assert_eq!(codes(unmet), ["S5 WORK_ITEM_OPEN", "S5 WORK_ITEM_OPEN"], "each of the provider's is named");
        let done = complete(&database, &system(), rows[0].id).await.unwrap().into_inner();
        assert_eq!((done.state, done.started_on, done.done_on), (ItemState::Done, Some(on("2026-11-17")), Some(on("2026-11-20"))));
        assert_eq!(complete(&database, &system(), rows[0].id).await.unwrap(), Done::AlreadyDone(done));
        let own = complete(&database, &lan, rows[1].id).await.unwrap().into_inner();
        assert_eq!((own.state, own.started_on), (ItemState::Done, Some(on("2026-11-20"))), "begun and done on one day");
        complete(&database, &system(), rows[2].id).await.unwrap();
        // The authority's item is not the provider's to have done.
        database.write(async |write| finish_work(write, &system(), &step(&contract)).await).await.unwrap();
        let late = complete(&database, &system(), rows[3].id).await.unwrap_err();
        assert_eq!(codes(late), ["S4 NOT_IN_WORK"]);
        assert!(actions(&database).await.contains(&"item.completed".to_owned()));
    }

    async fn a_later_version_goes_on_with_what_was_begun(database: Database) {
        let contract = running(&database).await;
        let plan = confirmed(&database, &contract).await;
        let first = items(&database, &plan).await;
        complete(&database, &system(), first[0].id).await.unwrap();
        let refused = propose(&database, &proposal(&contract)).await.unwrap_err();
        assert_eq!(codes(refused), ["items BEGUN_ITEM_MISSING"]);
        let mut next = proposal(&contract);
        next.items[0].continues_id = Some(first[0].id);
        let second = propose(&database, &next).await.unwrap().into_inner();
        // What is begun after the proposal is not in it.
        complete(&database, &system(), first[1].id).await.unwrap();
        let outdated = confirm(&database, &system(), &answer(second.id, Some("Giấy"))).await.unwrap_err();
        assert_eq!(codes(outdated), ["PLAN_OUTDATED"]);
        next.items[1].continues_id = Some(first[1].id);
        let third = propose(&database, &next).await.unwrap().into_inner();
        confirm(&database, &system(), &answer(third.id, Some("Giấy"))).await.unwrap();
        let carried = items(&database, &third).await;
        let states: Vec<_> = carried.iter().map(|item| item.state).collect();
        assert_eq!(states, [ItemState::Done, ItemState::Done, ItemState::Open, ItemState::Open]);
        assert_eq!(carried[0].evidence.as_deref(), Some("Biên bản số 12"));
        assert_eq!(work_plan::in_force(database.read(), contract.id).await.unwrap().unwrap().id, third.id);
    }

    async fn waiting_and_rests_move_what_is_expected_and_not_what_was_agreed(database: Database) {
        let contract = running(&database).await;
        let plan = confirmed(&database, &contract).await;
        let agreed = ["2026-11-18", "2026-11-20", "2026-11-27", "2026-12-01"];
        assert_eq!(expected(&database, &plan, "2026-11-20").await, agreed);
        // The customer is late: what comes after it cannot begin before tomorrow.
        assert_eq!(expected(&database, &plan, "2026-11-25").await[2..], ["2026-12-01", "2026-12-03"]);
        for row in &items(&database, &plan).await[..2] {
            complete(&database, &system(), row.id).await.unwrap();
        }
        let waiting = Waiting {
            contract_id: contract.id,
            expected_version: None,
            waits_for: Owner::Customer,
            item_id: None,
            on: Some(on("2026-11-23")),
            reason: "Chờ hồ sơ pháp lý".to_owned(),
        };
        let begin = async |waiting: &Waiting, day| database.write(async |write| begin_waiting(write, &system_on(day), waiting).await).await;
        assert_eq!(codes(begin(&waiting, "2026-11-20").await.unwrap_err()), ["on IN_FUTURE"]);
        let own = Waiting { waits_for: Owner::Provider, reason: " ".to_owned(), ..waiting.clone() };
        assert_eq!(codes(begin(&own, "2026-11-23").await.unwrap_err()), ["waitsFor OUT_OF_RANGE", "reason EMPTY"]);
        let begun = begin(&waiting, "2026-11-23").await.unwrap().into_inner();
        assert_eq!(begin(&waiting, "2026-11-24").await.unwrap(), Done::AlreadyDone(begun.clone()));
        // While it goes on, each working day moves what is the provider's and what follows it.
        assert_eq!(expected(&database, &plan, "2026-11-23").await[2..], ["2026-11-30", "2026-12-02"]);
        assert_eq!(expected(&database, &plan, "2026-11-25").await[2..], ["2026-12-01", "2026-12-03"]);
        let end = async |day| database.write(async |write| end_waiting(write, &system_on(day), begun.id, None).await).await;
        end("2026-11-26").await.unwrap();
        assert!(matches!(end("2026-11-27").await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(expected(&database, &plan, "2026-11-27").await[2..], ["2026-12-01", "2026-12-03"]);
        let rest = life::Step { on: Some(on("2026-11-26")), ..step(&contract) };
        database.write(async |write| suspend_contract(write, &system_on("2026-11-26"), &rest, "Tạm dừng").await).await.unwrap();
        let up = life::Step { on: Some(on("2026-11-27")), ..step(&contract) };
        database.write(async |write| resume_contract(write, &system_on("2026-11-27"), &up).await).await.unwrap();
        assert_eq!(expected(&database, &plan, "2026-11-27").await, ["2026-11-18", "2026-11-20", "2026-12-02", "2026-12-04"]);
        let planned: Vec<_> = items(&database, &plan).await.iter().map(|item| item.planned_to_on.to_string()).collect();
        assert_eq!(planned, agreed);
        let trail = actions(&database).await;
        assert!(trail.contains(&"waiting.begun".to_owned()) && trail.contains(&"waiting.ended".to_owned()), "{trail:?}");
    }

    async fn a_stranger_finds_nothing_of_a_plan(database: Database) {
        let contract = running(&database).await;
        let plan = confirmed(&database, &contract).await;
        let rows = items(&database, &plan).await;
        let stranger = as_person(&somebody(&database, "Tam", Standing::Staff { is_accountant: false }).await);
        let viewer = stranger.viewer;
        assert_eq!(work_plan::find(database.read(), viewer, plan.id).await.unwrap(), None);
        assert_eq!(work_item::find(database.read(), viewer, rows[0].id).await.unwrap(), None);
        assert!(work_waiting::of_contracts(database.read(), viewer, vec![contract.id]).await.unwrap().is_empty());
        assert_eq!(codes(complete(&database, &stranger, rows[0].id).await.unwrap_err()), ["NOT_FOUND item"]);
        let refused = confirm(&database, &stranger, &answer(plan.id, None)).await.unwrap_err();
        assert_eq!(codes(refused), ["NOT_FOUND plan"]);
    }
}
