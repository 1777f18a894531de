//! Inquiries: who sees them, what may happen to them, and the alarm about those that nobody answered.

use crate::given::{as_person, codes, sao_mai, somebody, system, system_on};
use entity::access::record_person::Standing;
use entity::access::{By, Viewer};
use entity::audit::{Chain, verification};
use entity::database::Database;
use entity::inquiry::consent::{Consent, VERSION};
use entity::inquiry::consultation::Channel;
use entity::inquiry::entering::{ContactInput, Submission};
use entity::inquiry::inquiry::{self, Filter, Model};
use entity::inquiry::record::Which;
use entity::inquiry::record_alarm::alarm_unanswered;
use entity::inquiry::record_consultation::{Consultation, record_consultation};
use entity::inquiry::record_handling::{assign_inquiry, link_inquiry};
use entity::inquiry::record_submission::submit_inquiry;
use entity::inquiry::state::State;
use entity::life::lose_inquiry;
use entity::notice::{self, Kind};
use entity::refusal::{Done, Refusal};
use entity::task;
use entity::value::id::{ContractId, CustomerId, PersonId, ServicePackageId};
use entity::value::locale::Locale;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tests::database_tests;

fn submission(message: &str) -> Submission {
    let contact = ContactInput {
        name: "Trần Thị Lan".to_owned(),
        email: "lan@saomai.example".to_owned(),
        phone: None,
        company: "Công ty Sao Mai".to_owned(),
    };
    Submission {
        contact: Some(contact),
        message: message.to_owned(),
        package_ids: Vec::new(),
        consent: Consent { version: VERSION.to_owned(), is_given: true },
        locale: Locale::Vi,
    }
}

async fn submitted(database: &Database, by: &By, message: &str) -> Model {
    let submission = submission(message);
    database.write(async |write| submit_inquiry(write, by, &submission).await).await.unwrap().into_inner()
}

fn which(inquiry: &Model) -> Which {
    Which { id: inquiry.id, expected_version: None }
}

async fn told(database: &Database, kind: Kind) -> u64 {
    notice::Entity::find().filter(notice::Column::Kind.eq(kind)).count(database.read()).await.unwrap()
}

async fn consulted(database: &Database, by: &By, inquiry: &Model) -> Result<Model, Refusal> {
    let note = "Đã gọi.".to_owned();
    let talk = Consultation { which: which(inquiry), channel: Channel::Telephone, held_on: by.today(), note };
    database.write(async |write| record_consultation(write, by, &talk).await).await
}

database_tests! {
    async fn what_was_sent_twice_is_one_inquiry(database: Database) {
        let visitor = By { viewer: Viewer::Visitor, ..system() };
        let first = submitted(&database, &visitor, "Giá bao nhiêu?").await;
        assert_eq!(submitted(&database, &visitor, " Giá bao nhiêu? ").await.id, first.id);
        assert_ne!(submitted(&database, &visitor, "Bao lâu?").await.id, first.id);
        assert_eq!(told(&database, Kind::InquiryReceived).await, 2);
        let unknown = Submission { package_ids: vec![ServicePackageId::new()], ..submission("Gói nào?") };
        let refused = database.write(async |write| submit_inquiry(write, &visitor, &unknown).await).await;
        assert_eq!(codes(refused.unwrap_err()), ["servicePackageIds.0 UNKNOWN"]);
        let chain = Chain::Dossier(ContractId(first.id.0));
        assert!(verification::of(database.read(), Viewer::System, chain).await.unwrap().is_some());
    }

    async fn an_inquiry_is_everybodys_until_somebody_takes_it(database: Database) {
        let visitor = By { viewer: Viewer::Visitor, ..system() };
        let asked = submitted(&database, &visitor, "Giá bao nhiêu?").await;
        let consultant = Standing::Staff { is_accountant: false };
        let an = as_person(&somebody(&database, "An", consultant).await);
        let binh = as_person(&somebody(&database, "Binh", consultant).await);
        let hoa = as_person(&somebody(&database, "Hoa", Standing::Staff { is_accountant: true }).await);
        let sees = async |by: &By| inquiry::find(database.read(), by.viewer, asked.id).await.unwrap().is_some();
        assert_eq!([sees(&an).await, sees(&binh).await, sees(&hoa).await, sees(&visitor).await], [true, true, true, false]);

        let give = async |by: &By, to: PersonId| {
            database.write(async |write| assign_inquiry(write, by, which(&asked), to).await).await
        };
        let (an_id, binh_id) = (an.viewer.person_id().unwrap(), binh.viewer.person_id().unwrap());
        assert_eq!(codes(give(&an, binh_id).await.unwrap_err()), ["FORBIDDEN"]);
        assert!(matches!(give(&an, an_id).await.unwrap(), Done::Now(_)));
        assert!(matches!(give(&an, an_id).await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!([sees(&an).await, sees(&binh).await, sees(&hoa).await], [true, false, true]);
        assert_eq!(codes(give(&binh, binh_id).await.unwrap_err()), ["NOT_FOUND inquiry"]);
        let received = Filter { states: vec![State::Received], ..Filter::default() };
        assert_eq!(inquiry::count(database.read(), binh.viewer, &received).await.unwrap(), 0, "a filter shows no more");
        let owner = sao_mai(&database).await;
        let lan = somebody(&database, "Lan", Standing::Customer { customer_id: owner.id, is_signatory: false }).await;
        assert_eq!(codes(give(&system(), lan.id).await.unwrap_err()), ["personId NOT_STAFF"]);
    }

    async fn a_linked_inquiry_is_its_customers(database: Database) {
        let asked = submitted(&database, &By { viewer: Viewer::Visitor, ..system() }, "Giá bao nhiêu?").await;
        let owner = sao_mai(&database).await;
        let lan = somebody(&database, "Lan", Standing::Customer { customer_id: owner.id, is_signatory: false }).await;
        let seen = async || inquiry::find(database.read(), lan.viewer(), asked.id).await.unwrap().is_some();
        let link = async |to: CustomerId, expected_version: Option<i64>| {
            let which = Which { id: asked.id, expected_version };
            database.write(async |write| link_inquiry(write, &system(), which, to).await).await
        };
        assert!(!seen().await);
        assert_eq!(codes(link(CustomerId::new(), None).await.unwrap_err()), ["customerId UNKNOWN"]);
        assert_eq!(codes(link(owner.id, Some(7)).await.unwrap_err()), ["STALE_VERSION"]);
        assert!(matches!(link(owner.id, Some(1)).await.unwrap(), Done::Now(_)));
        assert!(matches!(link(owner.id, Some(2)).await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(codes(link(CustomerId::new(), None).await.unwrap_err()), ["LINKED"]);
        assert!(seen().await);
        let filter = Filter { customer_id: Some(owner.id), states: vec![State::Received], assigned_to: None };
        assert_eq!(inquiry::count(database.read(), lan.viewer(), &filter).await.unwrap(), 1);
    }

    async fn what_is_over_takes_no_command(database: Database) {
        let asked = submitted(&database, &system(), "Giá bao nhiêu?").await;
        let an = as_person(&somebody(&database, "An", Standing::Staff { is_accountant: false }).await);
        let lose = async |reason: &str| {
            database.write(async |write| lose_inquiry(write, &an, which(&asked), reason).await).await
        };
        assert_eq!(codes(lose(" ").await.unwrap_err()), ["reason EMPTY"]);
        assert!(matches!(lose("Quá đắt.").await.unwrap(), Done::Now(_)));
        assert!(matches!(lose("Quá đắt.").await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(codes(consulted(&database, &an, &asked).await.unwrap_err()), ["INQUIRY_STATE"]);
        let owner = sao_mai(&database).await;
        let linked = database.write(async |write| link_inquiry(write, &an, which(&asked), owner.id).await).await;
        assert_eq!(codes(linked.unwrap_err()), ["INQUIRY_STATE"]);
    }

    async fn the_alarm_rings_once_and_an_answer_stops_it(database: Database) {
        let (late, answered) =
            (submitted(&database, &system(), "Một?").await, submitted(&database, &system(), "Hai?").await);
        let an = as_person(&somebody(&database, "An", Standing::Staff { is_accountant: false }).await);
        let after = consulted(&database, &an, &answered).await.unwrap();
        assert_eq!((after.state, after.alarm_at, after.assigned_to), (State::InConsultation, None, an.viewer.person_id()));
        // Friday at nine, and eight hours of work: Monday at nine.
        assert_eq!(late.answer_by, system_on("2026-11-23").now);
        assert_eq!(inquiry::next_alarm(database.read(), system().now).await.unwrap(), Some(late.answer_by));
        let rings = async |now, id| database.write(async |write| alarm_unanswered(write, now, id).await).await.unwrap();
        let due = inquiry::to_alarm(database.read(), late.answer_by, (None, 10)).await.unwrap();
        assert_eq!(due.iter().map(|row| row.id).collect::<Vec<_>>(), [late.id]);
        assert!(!rings(system().now, late.id).await, "not before its moment");
        assert!(rings(late.answer_by, late.id).await);
        assert!(!rings(late.answer_by, late.id).await, "nobody is alarmed twice");
        assert!(!rings(late.answer_by, answered.id).await);
        let open = task::Filter { is_open: Some(true), kind: Some(task::Kind::InquiryUnanswered), contract_id: None };
        assert_eq!(task::count(database.read(), Viewer::System, &open).await.unwrap(), 1);
        consulted(&database, &By { now: late.answer_by, ..an }, &late).await.unwrap();
        assert_eq!(task::count(database.read(), Viewer::System, &open).await.unwrap(), 0);
    }
}
