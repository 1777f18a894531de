//! Support tickets: opened, answered in time, written on, closed and reopened.

use crate::given::{as_person, codes, contract, customer, somebody, system};
use entity::access::record_person::Standing;
use entity::access::{By, Viewer};
use entity::contract::contract;
use entity::database::Database;
use entity::life::{Step, close_contract};
use entity::notice;
use entity::refusal::{Done, Refusal};
use entity::response::clock;
use entity::support::record_closing::{close_ticket, reopen_ticket};
use entity::support::record_message::{Message, Which, answer_ticket, reply_to_ticket};
use entity::support::record_ticket::{Opening, open_ticket};
use entity::support::support_ticket;
use entity::support::ticket_message;
use entity::support::ticket_state::TicketState;
use entity::task;
use entity::value::id::SupportTicketId;
use sea_orm::EntityTrait;
use tests::database_tests;

type Answer = Result<Done<support_ticket::Model>, Refusal>;

async fn opens(database: &Database, by: &By, contract: &contract::Model) -> Answer {
    let opening = Opening {
        contract_id: contract.id,
        expected_version: None,
        title: "Gia hạn giấy phép".to_owned(),
        body: "Khi nào cần gia hạn?".to_owned(),
    };
    database.write(async |write| open_ticket(write, by, &opening).await).await
}

fn message(ticket_id: SupportTicketId, body: &str) -> Message {
    Message { which: Which { ticket_id, expected_version: None }, body: body.to_owned() }
}

async fn open_tasks(database: &Database) -> u64 {
    let filter =
        task::Filter { is_open: Some(true), kind: Some(task::Kind::TicketToAnswer), ..task::Filter::default() };
    task::count(database.read(), Viewer::System, &filter).await.unwrap()
}

database_tests! {
    async fn a_ticket_is_asked_answered_and_closed(database: Database) {
        let contract = contract(&database).await;
        let standing = Standing::Customer { customer_id: contract.customer_id, is_signatory: false };
        let lan = as_person(&somebody(&database, "Lan", standing).await);
        let hoa = as_person(&somebody(&database, "Hoa", Standing::Admin).await);
        let ticket = opens(&database, &lan, &contract).await.unwrap().into_inner();
        assert!(ticket.reference.starts_with("HT-2026-"));
        assert!(matches!(opens(&database, &lan, &contract).await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(open_tasks(&database).await, 1);
        let answer = async |by: &By, body: &str| {
            let message = message(ticket.id, body);
            database.write(async |write| answer_ticket(write, by, &message).await).await
        };
        let reply = async |by: &By, body: &str| {
            let message = message(ticket.id, body);
            database.write(async |write| reply_to_ticket(write, by, &message).await).await
        };
        assert_eq!(codes(answer(&lan, "Sớm").await.unwrap_err()), ["FORBIDDEN"]);
        assert_eq!(codes(reply(&hoa, "Sớm").await.unwrap_err()), ["FORBIDDEN"]);
        assert_eq!(codes(answer(&hoa, " ").await.unwrap_err()), ["body EMPTY"]);
        assert_eq!(answer(&hoa, "Trước 45 ngày.").await.unwrap().into_inner().state, TicketState::Answered);
        assert!(matches!(answer(&hoa, "Trước 45 ngày.").await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(open_tasks(&database).await, 0);
        let clock = async || clock::Entity::find_by_id(ticket.id.0).one(database.read()).await.unwrap().unwrap();
        assert!(clock().await.answered_at.is_some());
        assert_eq!(reply(&lan, "Ngày làm việc?").await.unwrap().into_inner().state, TicketState::Open);
        assert!(clock().await.answered_at.is_none(), "it is to be answered again");
        answer(&hoa, "Ngày thường.").await.unwrap();

        let which = Which { ticket_id: ticket.id, expected_version: None };
        let stale = Which { expected_version: Some(1), ..which };
        let close = async |which: Which| database.write(async |write| close_ticket(write, &lan, which).await).await;
        assert_eq!(codes(close(stale).await.unwrap_err()), ["STALE_VERSION"]);
        let closed = close(which).await.unwrap().into_inner();
        assert_eq!((closed.state, closed.closed_on), (TicketState::Closed, Some(lan.today())));
        assert!(matches!(close(which).await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(codes(reply(&lan, "Còn một câu hỏi.").await.unwrap_err()), ["WRONG_TICKET_STATE"]);
        let reopen = async |body: &str| {
            let message = message(ticket.id, body);
            database.write(async |write| reopen_ticket(write, &lan, &message).await).await
        };
        assert_eq!(reopen("Còn một câu hỏi.").await.unwrap().into_inner().state, TicketState::Open);
        assert!(matches!(reopen("Còn một câu hỏi.").await.unwrap(), Done::AlreadyDone(_)));
        let messages = ticket_message::of_ticket(database.read(), ticket.id).await.unwrap();
        let from_provider: Vec<bool> = messages.iter().map(|message| message.is_from_provider).collect();
        assert_eq!(from_provider, [false, true, false, true, false]);
        let told = notice::Entity::find().all(database.read()).await.unwrap();
        assert_eq!(told.iter().filter(|it| it.kind == notice::Kind::TicketAnswered).count(), 2);

        let step = Step { contract_id: contract.id, expected_version: None, on: None };
        let refused = database.write(async |write| close_contract(write, &system(), &step).await).await.unwrap_err();
        assert!(codes(refused).contains(&"S7 TICKET_OPEN".to_owned()));
    }

    async fn tickets_are_seen_with_their_contract(database: Database) {
        let contract = contract(&database).await;
        let hoa = as_person(&somebody(&database, "Hoa", Standing::Admin).await);
        let ticket = opens(&database, &hoa, &contract).await.unwrap().into_inner();
        let other = customer(&database, "Công ty Khác", "0100109106").await;
        let of = |customer_id| Standing::Customer { customer_id, is_signatory: true };
        let strangers = [
            as_person(&somebody(&database, "Tam", of(other.id)).await),
            as_person(&somebody(&database, "Nam", Standing::Staff { is_accountant: false }).await),
        ];
        for stranger in strangers {
            assert_eq!(support_ticket::find(database.read(), stranger.viewer, ticket.id).await.unwrap(), None);
            assert_eq!(codes(opens(&database, &stranger, &contract).await.unwrap_err()), ["NOT_FOUND contract"]);
            let message = message(ticket.id, "Chào");
            let refused = database.write(async |write| reopen_ticket(write, &stranger, &message).await).await;
            assert_eq!(codes(refused.unwrap_err()), ["NOT_FOUND ticket"]);
        }
        let lan = as_person(&somebody(&database, "Lan", of(contract.customer_id)).await);
        let seen = support_ticket::of_contracts(database.read(), lan.viewer, vec![contract.id]).await.unwrap();
        assert_eq!(seen, [ticket]);
    }
}
