//! Quotes: who sees them, what two people at once come to, and that nothing is accepted before its paper is made.

use crate::given::{as_person, codes, sao_mai, somebody, system, system_on};
use entity::access::record_person::Standing;
use entity::access::{By, Viewer};
use entity::audit::{Chain, verification};
use entity::catalogue::offer::{InstalmentPlan, PlanPart};
use entity::catalogue::trigger::DueEvent;
use entity::catalogue::vat::VatCategory;
use entity::database::Database;
use entity::document;
use entity::document::record_rendering::{document_failed, document_frozen};
use entity::file::stored_file;
use entity::inquiry::consent::{Consent, VERSION};
use entity::inquiry::entering::Submission;
use entity::inquiry::record_submission::submit_inquiry;
use entity::life::{QuoteAcceptance, accept_quote, send_quote};
use entity::quote::entering::{Draft, LineInput};
use entity::quote::quote::{self, Filter, Model};
use entity::quote::record::Which;
use entity::quote::record_draft::draft_quote;
use entity::quote::record_ending::expire_quote;
use entity::quote::record_sending::approve_quote;
use entity::quote::state::State;
use entity::refusal::{Done, Refusal, Words};
use entity::value::currency::Currency;
use entity::value::id::{ContractId, CustomerId, FileId, InquiryId};
use entity::value::locale::Locale;
use tests::database_tests;

pub async fn asked(database: &Database, by: &By) -> InquiryId {
    let submission = Submission {
        contact: None,
        message: "Giá bao nhiêu?".to_owned(),
        package_ids: Vec::new(),
        consent: Consent { version: VERSION.to_owned(), is_given: true },
        locale: Locale::Vi,
    };
    database.write(async |write| submit_inquiry(write, by, &submission).await).await.unwrap().into_inner().id
}

fn draft() -> Draft {
    let line = LineInput {
        name: Some(Words::new("Lập hồ sơ", "The file")),
        net: Some("100000000".to_owned()),
        vat_category: Some(VatCategory::Standard),
        departure: Some("Khách hàng chưa chọn gói.".to_owned()),
        ..LineInput::default()
    };
    let part = PlanPart {
        label: Words::new("Toàn bộ", "All of it"),
        share_basis_points: 10_000,
        due: DueEvent::Signature,
        days: 0,
        in_working_days: false,
    };
    Draft {
        title: "Giấy phép môi trường".to_owned(),
        currency: Currency::Vnd,
        lines: vec![line],
        instalments: InstalmentPlan(vec![part]),
        working_days: 30,
        terms: "Theo quy định.".to_owned(),
        valid_until: "2026-12-10".parse().unwrap(),
        omission: None,
    }
}

fn which(quote: &Model) -> Which {
    Which { id: quote.id, expected_version: None }
}

/// A version that was drafted, approved and sent.
pub async fn sent(database: &Database, inquiry_id: InquiryId) -> Model {
    let (by, draft) = (system(), draft());
    let written = database.write(async |write| draft_quote(write, &by, inquiry_id, &draft).await).await.unwrap();
    database.write(async |write| approve_quote(write, &by, which(&written)).await).await.unwrap();
    database.write(async |write| send_quote(write, &by, which(&written)).await).await.unwrap().into_inner()
}

async fn accepted(database: &Database, by: &By, quote: &Model) -> Result<Done<Model>, Refusal> {
    let acceptance = QuoteAcceptance {
        which: which(quote),
        content_hash: quote.content_hash.clone(),
        ticked: Vec::new(),
        consents_to_departures: true,
        from: "203.0.113.7".to_owned(),
    };
    database.write(async |write| accept_quote(write, by, &acceptance).await).await
}

pub async fn signatory(database: &Database, name: &str, customer_id: CustomerId) -> By {
    as_person(&somebody(database, name, Standing::Customer { customer_id, is_signatory: true }).await)
}

/// The paper of a quote as if it had been printed.
pub async fn printed(database: &Database, quote: &Model) {
    let about = (document::Kind::Quote, quote.id.0);
    let paper = document::of_subject(database.read(), Viewer::System, about).await.unwrap().expect("it was asked for");
    let now = system().now;
    let file = stored_file::Model {
        id: FileId::new(),
        size: 5,
        media_type: "application/pdf".to_owned(),
        sha256: "0".repeat(64),
        wrapped_key: String::new(),
        created_at: now,
    };
    database.write(async |write| document_frozen(write, now, (paper.id, file.clone())).await).await.unwrap();
}

database_tests! {
    async fn a_quote_is_its_customers_once_it_is_sent(database: Database) {
        let owner = sao_mai(&database).await;
        let lan = signatory(&database, "Lan", owner.id).await;
        let inquiry_id = asked(&database, &lan).await;
        let (by, entered) = (system(), draft());
        let first = database.write(async |write| draft_quote(write, &by, inquiry_id, &entered).await).await.unwrap();
        let sees = async |viewer: Viewer| quote::count(database.read(), viewer, &Filter::default()).await.unwrap();
        assert_eq!([sees(lan.viewer).await, sees(Viewer::Visitor).await, sees(Viewer::System).await], [0, 0, 1]);
        let second = sent(&database, inquiry_id).await;
        assert_eq!((second.number, second.state), (2, State::Sent));
        assert_eq!(sees(lan.viewer).await, 1, "the version that was superseded before it was sent is not theirs");
        assert!(quote::find(database.read(), lan.viewer, first.id).await.unwrap().is_none());
        let chain = Chain::Dossier(ContractId(inquiry_id.0));
        assert!(verification::of(database.read(), Viewer::System, chain).await.unwrap().is_some());
    }

    async fn nothing_is_accepted_before_its_paper_is_made(database: Database) {
        let owner = sao_mai(&database).await;
        let lan = signatory(&database, "Lan", owner.id).await;
        let quote = sent(&database, asked(&database, &lan).await).await;
        assert_eq!(codes(accepted(&database, &lan, &quote).await.unwrap_err()), ["S2 NOT_FROZEN"]);
        let about = (document::Kind::Quote, quote.id.0);
        let paper = document::of_subject(database.read(), lan.viewer, about).await.unwrap().unwrap();
        let now = system().now;
        database.write(async |write| document_failed(write, now, (paper.id, "no ink")).await).await.unwrap();
        assert_eq!(codes(accepted(&database, &lan, &quote).await.unwrap_err()), ["S2 NOT_FROZEN"]);
        printed(&database, &quote).await;
        let won = accepted(&database, &lan, &quote).await.unwrap().into_inner();
        assert_eq!((won.state, won.decided_from.as_deref()), (State::Accepted, Some("203.0.113.7")));
        assert_eq!(won.document_sha256, Some("0".repeat(64)));
    }

    async fn two_signatories_at_once_make_one_contract(database: Database) {
        let owner = sao_mai(&database).await;
        let (lan, minh) = (signatory(&database, "Lan", owner.id).await, signatory(&database, "Minh", owner.id).await);
        let quote = sent(&database, asked(&database, &lan).await).await;
        printed(&database, &quote).await;
        let both = tokio::join!(accepted(&database, &lan, &quote), accepted(&database, &minh, &quote));
        let now = [&both.0, &both.1].into_iter().filter(|done| matches!(done, Ok(Done::Now(_)))).count();
        let earlier = [&both.0, &both.1].into_iter().filter(|done| matches!(done, Ok(Done::AlreadyDone(_)))).count();
        assert_eq!((now, earlier), (1, 1), "{both:?}");
    }

    async fn the_last_day_counts_whether_or_not_it_was_recorded(database: Database) {
        let owner = sao_mai(&database).await;
        let lan = signatory(&database, "Lan", owner.id).await;
        let quote = sent(&database, asked(&database, &lan).await).await;
        printed(&database, &quote).await;
        let late = By { now: system_on("2026-12-11").now, ..lan.clone() };
        assert_eq!(codes(accepted(&database, &late, &quote).await.unwrap_err()), ["QUOTE_STATE"]);
        let expired = async |day: &str| {
            let by = system_on(day);
            database.write(async |write| expire_quote(write, &by, quote.id).await).await.unwrap()
        };
        assert_eq!([expired("2026-12-10").await, expired("2026-12-11").await, expired("2026-12-11").await], [false, true, false]);
        assert_eq!(codes(accepted(&database, &lan, &quote).await.unwrap_err()), ["QUOTE_STATE"]);
    }
}
