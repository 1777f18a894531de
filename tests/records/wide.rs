//! A wide screen costs as many statements for a hundred contracts as for ten (design 7).

use std::cell::Cell;

use api::http::Site;
use api::install::{NewInstallation, install};
use chrono::TimeDelta;
use entity::access::record_person::Standing;
use entity::access::{MasterKey, Viewer};
use entity::billing::record_request::payment_requested;
use entity::contract::contract;
use entity::contract::deliverable;
use entity::contract::record_assignment::assign;
use entity::database::{Database, Opening};
use entity::life::registering::{PastPayment, Registration};
use entity::support::record_ticket::{Opening as NewTicket, open_ticket};
use entity::value::locale::Locale;
use entity::warranty::record_claim::{Claim, file_claim};
use entity::warranty::record_step::Which;
use entity::warranty::record_verdict::{Judgement, triage_claim};
use entity::warranty::record_work::{Resolution, resolve_claim, start_claim};
use entity::workflow::entering::{Proposal, ProposedItem};
use entity::workflow::item_state::Owner;
use entity::workflow::record_answer::{Answer, confirm_plan};
use entity::workflow::record_plan::propose_plan;
use serde_json::{Value, json};
use tests::engine::{Engine, TestDatabase};
use tests::story::provider;
use tokio::net::TcpListener;

use crate::given::{as_person, customer, on, registered, registration, somebody, system};

const PASSWORD: &str = "khu-demo-2026";

/// What issue 2 asks of one screen: contracts with customer, deliverables, instalments, outstanding, next reminder, claims.
const WIDE: &str = "query($first: Int!) { contracts(first: $first) { nodes {
    reference title state step total { formatted } outstanding { formatted } overdue { formatted }
    customer { name taxCode }
    deliverables { name net { formatted } }
    instalments { label dueOn state daysOverdue paid { amount } outstanding { amount } nextReminder { at } }
    nextReminder { at anchorOn }
    claims { reference state isCovered }
} } }";

/// Everything that hangs on a contract, however far down.
const WIDEST: &str = "query($first: Int!) { contracts(first: $first) { totalCount nodes {
    suspended unallocated { amount }
    customer { park { code } people { name } owed { overdue { amount } } }
    deliverables { package { code } cover { lastCoveredOn } }
    payments { amount { amount } unallocated { amount } reversal { reason } allocations { amount { amount } instalment { number } } }
    paymentRequests { reference amountInWordsVi vietQr instalment { number } }
    eInvoices { number }
    responseHours followOnDays
    silenceDays acceptanceRounds { number answeredBy report { state } remainingItems { what deliverable { name } } contract { reference } }
    covers { lastCoveredOn isRunning deliverable { name } nextReminder { at } followsOn { reference } }
    claims { filedBy deliverable { name } contract { reference } verdict { words } steps { takenBy words }
        response { answerBy isLate } followOn { lastCoveredOn } }
    supportTickets { title openedBy messages { author body } response { answerBy } contract { reference } }
    assignments { name person { email } }
    workPlan { number progress { percent } items { name filing authoritySteps { number } after expectedToOn isOverdue deliverable { name } } waits { reason item { name } } }
    workPlans { number state proposedBy answeredBy items { plan { number } } contract { reference } }
} } }";

/// What is to be done and what has happened, with the papers and the work.
const TOLD: &str = "query($first: Int!) { contracts(first: $first) { nodes {
    reference
    nextActions { clause owner what reason dueOn overdue mutation subject reference title contract { reference customer { name } } }
    timeline { on step kind what subject planned }
    documents { kind state fileName }
    workPlan { items { name state expectedToOn } }
} } }";

/// What is to be done, over everything.
const NEXT: &str = "query($first: Int!) { nextActions(first: $first) { totalCount nodes {
    what reason dueOn contract { reference outstanding { amount } } } } }";

thread_local! {
    /// Each test has a thread of its own, and so have the server's statements.
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

/// A served database that counts its statements.
struct Counted {
    database: Database,
    address: String,
    token: String,
    _guard: TestDatabase,
}

impl Counted {
    async fn open(engine: Engine) -> Option<Self> {
        let guard = TestDatabase::new(engine).await?;
        let count = |_: &str| STATEMENTS.with(|counter| counter.set(counter.get() + 1));
        let opening = Opening { on_statement: Some(count), ..Opening::of(&guard.url) };
        let database = Database::open(opening).await.unwrap();
        let key = MasterKey::new([7; 32]);
        let new = NewInstallation {
            is_sandbox: true,
            clock_offset: TimeDelta::zero(),
            provider: provider(),
            admin: ("Quản trị viên".to_owned(), "admin@khu.example".to_owned(), Locale::Vi),
        };
        install(&database, &key, (new, PASSWORD.to_owned())).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let site = Site { origin: address.parse().unwrap(), trusted_proxies: String::new().parse().unwrap() };
        let files = format!("file:{}", std::env::temp_dir().display()).parse().unwrap();
        let served = database.clone();
        tokio::spawn(async move {
            api::serve::serve_on(listener, served, (key, site, files), std::future::pending()).await.unwrap();
        });
        let mut counted = Self { database, address, token: String::new(), _guard: guard };
        let sign_in = "mutation($input: SignInInput!) { signIn(input: $input) { token } }";
        let answer =
            counted.asks(sign_in, json!({"input": {"email": "admin@khu.example", "password": PASSWORD}})).await;
        answer["data"]["signIn"]["token"].as_str().unwrap().clone_into(&mut counted.token);
        Some(counted)
    }

    async fn asks(&self, document: &str, variables: Value) -> Value {
        let request = reqwest::Client::new()
            .post(format!("{}/graphql", self.address))
            .json(&json!({"query": document, "variables": variables}));
        let request = if self.token.is_empty() { request } else { request.bearer_auth(&self.token) };
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        assert!(answer.get("errors").is_none(), "{answer}");
        answer
    }

    /// How many statements a page of so many rows takes, signing in and the clock included.
    async fn statements(&self, document: &str, first: usize) -> usize {
        STATEMENTS.with(|counter| counter.set(0));
        let answer = self.asks(document, json!({ "first": first })).await;
        let page = answer["data"].as_object().unwrap().values().next().unwrap();
        assert_eq!(page["nodes"].as_array().unwrap().len(), first);
        STATEMENTS.with(Cell::get)
    }

    /// So many contracts with three companies: paid in part, every second accepted and with a claim on it.
    async fn with_contracts(&self, how_many: usize) {
        let database = &self.database;
        let staff = somebody(database, "Hoa", Standing::Staff { is_accountant: true }).await;
        let mut customers = Vec::new();
        for tax_code in ["0101245486", "0100109106", "2300987616"] {
            customers.push(customer(database, &format!("Công ty {tax_code}"), tax_code).await);
        }
        for number in 0..how_many {
            let day = |day| (number % 2 == 0).then(|| on(day));
            let paid = PastPayment {
                reference: format!("FT-{number}"),
                amount: "70000000".to_owned(),
                received_on: on("2026-11-02"),
                note: None,
            };
            let customer_id = customers[number % customers.len()].id;
            let contract = registered(
                database,
                &Registration {
                    started_on: day("2026-10-02"),
                    finished_on: day("2026-10-20"),
                    accepted_on: day("2026-10-21"),
                    payments: vec![paid],
                    ..registration(customer_id)
                },
            )
            .await;
            database.write(async |write| assign(write, &system(), contract.id, staff.id).await).await.unwrap();
            if contract.accepted_on.is_some() {
                self.with_claim(&contract, &staff).await;
            } else {
                self.with_plan(&contract, &staff).await;
            }
        }
    }

    /// Confirmed on paper.
    async fn with_plan(&self, contract: &contract::Model, staff: &entity::access::person::Model) {
        let by = as_person(staff);
        let item = |name: &str, after: &[i32]| ProposedItem {
            owner: Owner::Provider,
            name_vi: name.to_owned(),
            name_en: name.to_owned(),
            deliverable_id: None,
            working_days: 3,
            after: after.to_vec(),
            continues_id: None,
        };
        let proposal = Proposal {
            contract_id: contract.id,
            expected_version: None,
            start_on: on("2026-11-16"),
            note: None,
            items: vec![item("Khảo sát", &[]), item("Báo cáo", &[1])],
        };
        let proposed = self.database.write(async |write| propose_plan(write, &by, &proposal).await).await;
        let plan_id = proposed.unwrap().into_inner().id;
        let answer = Answer { plan_id, expected_version: None, words: Some("Biên bản họp số 3".to_owned()) };
        self.database.write(async |write| confirm_plan(write, &by, &answer).await).await.unwrap();
    }

    async fn with_claim(&self, contract: &contract::Model, staff: &entity::access::person::Model) {
        let read = self.database.read();
        let scope = deliverable::of_contracts(read, Viewer::System, vec![contract.id]).await.unwrap();
        let claim = Claim {
            deliverable_id: scope[0].id,
            expected_version: None,
            defect_on: on("2026-11-10"),
            description: "Giấy phép ghi sai công suất".to_owned(),
        };
        let by = as_person(staff);
        let filed = self.database.write(async |write| file_claim(write, &by, &claim).await).await.unwrap();
        let which = Which { claim_id: filed.into_inner().id, expected_version: None };
        let judgement = Judgement { which, exclusion: None, decision: None, reason: None };
        self.database.write(async |write| triage_claim(write, &by, &judgement).await).await.unwrap();
        self.database.write(async |write| start_claim(write, &by, which).await).await.unwrap();
        let resolution = Resolution { which, answer: "Đã cấp lại.".to_owned(), is_rework: true };
        self.database.write(async |write| resolve_claim(write, &by, &resolution).await).await.unwrap();
        let opening = NewTicket {
            contract_id: contract.id,
            expected_version: None,
            title: "Gia hạn".to_owned(),
            body: "Khi nào cần gia hạn?".to_owned(),
        };
        self.database.write(async |write| open_ticket(write, &by, &opening).await).await.unwrap();
        let owed = entity::billing::instalment::owed(read, Viewer::System, vec![contract.id]).await.unwrap();
        let last = owed.last().unwrap().instalment.id;
        self.database.write(async |write| payment_requested(write, &by, last).await).await.unwrap();
    }
}

async fn a_wide_screen_costs_the_same_at_every_size(engine: Engine) {
    let Some(counted) = Counted::open(engine).await else { return };
    counted.with_contracts(100).await;
    let few = counted.statements(WIDE, 10).await;
    assert!(few <= 8, "{few} statements");
    assert_eq!(counted.statements(WIDE, 100).await, few);
    let few = counted.statements(WIDEST, 10).await;
    assert_eq!(counted.statements(WIDEST, 100).await, few);
    for document in [TOLD, NEXT] {
        let few = counted.statements(document, 10).await;
        assert!(few <= 40, "{few} statements");
        assert_eq!(counted.statements(document, 100).await, few);
    }
    counted.database.clone().close().await.unwrap();
}

#[tokio::test]
async fn a_wide_screen_costs_the_same_at_every_size_on_sqlite() {
    a_wide_screen_costs_the_same_at_every_size(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_wide_screen_costs_the_same_at_every_size_on_postgres() {
    a_wide_screen_costs_the_same_at_every_size(Engine::Postgres).await;
}
