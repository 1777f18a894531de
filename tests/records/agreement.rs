//! The text of a contract: who signs which version of it and what its steps make due.

use crate::given::{
    as_person, codes, on, outstanding, papers_are_made, registered, registration, sao_mai, somebody, system, system_on,
};
use chrono::NaiveDate;
use entity::access::record_person::Standing;
use entity::access::{By, Viewer};
use entity::agreement::entering::PaperSignature;
use entity::agreement::party::Party;
use entity::agreement::{clause, contract_signature, contract_text};
use entity::audit::{Chain, entry};
use entity::billing::{instalment, owed, payment_request};
use entity::catalogue::offer::{InstalmentPlan, PlanPart};
use entity::catalogue::trigger::DueEvent;
use entity::catalogue::vat::VatCategory;
use entity::contract::contract;
use entity::contract::lifecycle::Lifecycle;
use entity::database::Database;
use entity::document;
use entity::document::record_keeping::scan_kept;
use entity::file::stored_file;
use entity::inquiry::consent::{Consent, VERSION};
use entity::inquiry::entering::Submission;
use entity::inquiry::record_submission::submit_inquiry;
use entity::installation::record::update_provider;
use entity::life::{
    DrawingUp, QuoteAcceptance, Signing, Step, accept_quote, cancel_contract, draw_up_contract, send_quote,
    sign_contract, start_work,
};
use entity::notice::{self, Kind as NoticeKind};
use entity::quote::entering::{Draft, LineInput};
use entity::quote::record::Which;
use entity::quote::record_draft::draft_quote;
use entity::quote::record_sending::approve_quote;
use entity::refusal::{Done, Refusal, Words};
use entity::reminder::{self, ReminderKind};
use entity::value::currency::Currency;
use entity::value::id::{ContractId, CustomerId, DocumentId, FileId};
use entity::value::locale::Locale;
use sea_orm::EntityTrait;
use tests::database_tests;
use tests::story::provider;

pub type Moved = Result<Done<contract::Model>, Refusal>;

/// A contract that was drafted from a quote, with who may sign it: the customer's Lan, the provider's An.
pub struct Drafted {
    pub id: ContractId,
    customer_id: CustomerId,
    lan: By,
    pub an: By,
}

/// 110 million dong with VAT: 40 % after signature, 40 % after completion, the rest on acceptance.
fn quoted() -> Draft {
    let line = LineInput {
        name: Some(Words::new("Giấy phép môi trường", "Environmental permit")),
        net: Some("100000000".to_owned()),
        vat_category: Some(VatCategory::Standard),
        departure: Some("Theo trao đổi qua điện thoại.".to_owned()),
        ..LineInput::default()
    };
    let part = |due, share_basis_points, (days, in_working_days)| PlanPart {
        label: Words::new("Đợt thanh toán", "Part"),
        share_basis_points,
        due,
        days,
        in_working_days,
    };
    let parts = vec![
        part(DueEvent::Signature, 4_000, (5, false)),
        part(DueEvent::Completion, 4_000, (10, true)),
        part(DueEvent::Acceptance, 2_000, (0, false)),
    ];
    Draft {
        title: "Giấy phép môi trường nhà máy 3".to_owned(),
        currency: Currency::Vnd,
        lines: vec![line],
        instalments: InstalmentPlan(parts),
        working_days: 30,
        terms: "Theo quy định của pháp luật.".to_owned(),
        valid_until: on("2026-12-18"),
        omission: None,
    }
}

async fn drafted(database: &Database) -> Drafted {
    let (by, profile, draft) = (system(), provider(), quoted());
    database.write(async |write| update_provider(write, &by, &profile, None).await).await.unwrap();
    let customer_id = sao_mai(database).await.id;
    let lan = as_person(&somebody(database, "Lan", Standing::Customer { customer_id, is_signatory: true }).await);
    let an = as_person(&somebody(database, "An", Standing::Admin).await);
    let asked = Submission {
        contact: None,
        message: "Chúng tôi cần giấy phép môi trường.".to_owned(),
        package_ids: Vec::new(),
        consent: Consent { version: VERSION.to_owned(), is_given: true },
        locale: Locale::Vi,
    };
    let inquiry = database.write(async |write| submit_inquiry(write, &lan, &asked).await).await.unwrap().into_inner();
    let quote = database.write(async |write| draft_quote(write, &by, inquiry.id, &draft).await).await.unwrap();
    let which = Which { id: quote.id, expected_version: None };
    database.write(async |write| approve_quote(write, &by, which).await).await.unwrap();
    database.write(async |write| send_quote(write, &by, which).await).await.unwrap();
    let id = ContractId(inquiry.id.0);
    papers_are_made(database, id).await;
    let accepted = QuoteAcceptance {
        which,
        content_hash: quote.content_hash,
        ticked: Vec::new(),
        consents_to_departures: true,
        from: "203.0.113.7".to_owned(),
    };
    database.write(async |write| accept_quote(write, &lan, &accepted).await).await.unwrap();
    Drafted { id, customer_id, lan, an }
}

/// A drafted contract that both have signed on Friday 20 November.
pub async fn signed(database: &Database) -> Drafted {
    let drafted = drafted(database).await;
    papers_are_made(database, drafted.id).await;
    for by in [&drafted.lan, &drafted.an] {
        signs(database, by, drafted.id).await.unwrap();
    }
    drafted
}

/// The newest text as somebody who has read it signs it on line.
async fn newest(database: &Database, contract_id: ContractId) -> Signing {
    let texts = contract_text::of_contracts(database.read(), Viewer::System, vec![contract_id]).await.unwrap();
    let document_id = texts.last().expect("it was drawn up").document_id;
    let paper = document::find(database.read(), Viewer::System, document_id).await.unwrap().expect("it was asked for");
    let sha256 = paper.sha256.unwrap_or_default();
    let from = "203.0.113.7".to_owned();
    Signing { contract_id, expected_version: None, document_id, sha256, from, on_paper: None }
}

async fn sign(database: &Database, by: &By, signing: &Signing) -> Moved {
    database.write(async |write| sign_contract(write, by, signing).await).await
}

async fn signs(database: &Database, by: &By, id: ContractId) -> Moved {
    sign(database, by, &newest(database, id).await).await
}

async fn draw_up(
    database: &Database,
    contract_id: ContractId,
    special_terms: &str,
) -> Result<contract::Model, Refusal> {
    let wanted = DrawingUp { contract_id, expected_version: None, special_terms: Some(special_terms.to_owned()) };
    let drawn_up = database.write(async |write| draw_up_contract(write, &system(), &wanted).await).await;
    papers_are_made(database, contract_id).await;
    drawn_up
}

async fn cancel(database: &Database, contract_id: ContractId, reason: &str) -> Moved {
    let step = Step { contract_id, expected_version: None, on: None };
    database.write(async |write| cancel_contract(write, &system(), &step, reason).await).await
}

pub async fn start(database: &Database, by: &By, contract_id: ContractId, waiver: Option<&str>) -> Moved {
    let step = Step { contract_id, expected_version: None, on: None };
    database.write(async |write| start_work(write, by, &step, waiver).await).await
}

/// The scan of a signed contract, as staff upload it.
async fn scan(database: &Database, by: &By, id: ContractId) -> DocumentId {
    let file_id = FileId::new();
    let file = stored_file::Model {
        id: file_id,
        size: 3,
        media_type: "application/pdf".to_owned(),
        sha256: file_id.0.simple().to_string().repeat(2),
        wrapped_key: String::new(),
        created_at: by.now,
    };
    database.write(async |write| scan_kept(write, by, (id, file)).await).await.unwrap().id
}

/// How often the dossier tells of something.
async fn told(database: &Database, id: ContractId, action: &str) -> usize {
    let lines = entry::chain(database.read(), Chain::Dossier(id).id(), 0, 100).await.unwrap();
    lines.iter().filter(|line| line.action == action).count()
}

/// The instalments, in order.
pub async fn parts(database: &Database, id: ContractId) -> Vec<instalment::Model> {
    let owed = owed::owed(database.read(), Viewer::System, vec![id]).await.unwrap();
    owed.into_iter().map(|owed| owed.instalment).collect()
}

/// By which day somebody is going to be reminded of an instalment; `None` when nobody is.
pub async fn reminded_by(database: &Database, part: &instalment::Model) -> Option<NaiveDate> {
    let subject = (ReminderKind::Payment, part.id.0);
    let reminder = reminder::of_subject(database.read(), Viewer::System, subject).await.unwrap()?;
    reminder.next_at.map(|_| reminder.anchor_on)
}

/// What was asked for, the oldest request first; each has its paper.
pub async fn requested(database: &Database, id: ContractId) -> Vec<i64> {
    let requests = payment_request::of_contracts(database.read(), Viewer::System, vec![id]).await.unwrap();
    for request in &requests {
        let about = (document::Kind::PaymentRequest, request.id.0);
        let paper = document::of_subject(database.read(), Viewer::System, about).await.unwrap();
        assert!(paper.is_some(), "{} has no paper", request.reference);
    }
    requests.iter().map(|request| request.amount_minor).collect()
}

database_tests! {
    async fn accepting_the_quote_draws_up_the_text_and_nothing_is_owed_before_signing(database: Database) {
        let Drafted { id, lan, .. } = drafted(&database).await;
        let texts = contract_text::of_contracts(database.read(), lan.viewer, vec![id]).await.unwrap();
        let drawn_up: Vec<_> = texts.iter().map(|text| (text.number, text.drawn_up_on)).collect();
        assert_eq!(drawn_up, [(1, on("2026-11-20"))]);
        let content = &texts[0].content;
        let library = clause::current(database.read()).await.unwrap();
        assert!(library.iter().all(|clause| clause.version == 1) && !library.is_empty(), "{library:?}");
        let library: Vec<_> = library.into_iter().map(|clause| (clause.code, clause.version)).collect();
        let listed: Vec<_> = content.clauses.iter().map(|clause| (clause.code.clone(), clause.version)).collect();
        assert_eq!(listed, library, "the whole library, in its order");
        let amounts: Vec<i64> = content.instalments.iter().map(|part| part.amount_minor).collect();
        assert_eq!((content.total_minor, amounts), (110_000_000, vec![44_000_000, 44_000_000, 22_000_000]));
        assert_eq!(outstanding(&database, id).await, [0, 0, 0]);
        assert!(requested(&database, id).await.is_empty(), "nothing is asked for");
        for part in parts(&database, id).await {
            assert!(part.awaited().is_some(), "{part:?}");
            assert_eq!(reminded_by(&database, &part).await, None, "{part:?}");
        }
        let notices = notice::Entity::find().all(database.read()).await.unwrap();
        assert_eq!(notices.iter().filter(|notice| notice.kind == NoticeKind::ContractOffered).count(), 1);
        assert_eq!(codes(start(&database, &system(), id, None).await.unwrap_err()), ["S2 NOT_SIGNED"]);
    }

    async fn nobody_signs_anything_but_the_newest_frozen_text(database: Database) {
        let Drafted { id, customer_id, lan, an } = drafted(&database).await;
        let unfrozen = newest(&database, id).await;
        for by in [&lan, &an] {
            assert_eq!(codes(sign(&database, by, &unfrozen).await.unwrap_err()), ["S2 NOT_FROZEN"], "{by:?}");
        }
        papers_are_made(&database, id).await;
        let first = newest(&database, id).await;
        let strangers = [
            as_person(&somebody(&database, "Mai", Standing::Staff { is_accountant: false }).await),
            as_person(&somebody(&database, "Tu", Standing::Customer { customer_id, is_signatory: false }).await),
            By { viewer: Viewer::Visitor, ..system() },
            system(),
        ];
        for by in &strangers {
            assert_eq!(codes(sign(&database, by, &first).await.unwrap_err()), ["FORBIDDEN"], "{by:?}");
        }
        let other_bytes = Signing { sha256: "0".repeat(64), ..first.clone() };
        assert_eq!(codes(sign(&database, &lan, &other_bytes).await.unwrap_err()), ["TEXT_DIFFERS"]);
        let stale = Signing { expected_version: Some(9), ..first.clone() };
        assert_eq!(codes(sign(&database, &lan, &stale).await.unwrap_err()), ["STALE_VERSION"]);
        draw_up(&database, id, "Thanh toán bằng chuyển khoản.").await.unwrap();
        assert_eq!(codes(sign(&database, &lan, &first).await.unwrap_err()), ["STALE_TEXT"]);
        let signatures = contract_signature::of_contracts(database.read(), Viewer::System, vec![id]).await.unwrap();
        assert!(signatures.is_empty(), "{signatures:?}");
    }

    async fn a_signature_on_paper_is_entered_with_its_day_and_scan(database: Database) {
        let Drafted { id, customer_id, lan, an } = drafted(&database).await;
        papers_are_made(&database, id).await;
        let hoa = as_person(&somebody(&database, "Hoa", Standing::Staff { is_accountant: true }).await);
        let elsewhere = registered(&database, &registration(customer_id)).await.id;
        let (own, foreign) = (scan(&database, &hoa, id).await, scan(&database, &hoa, elsewhere).await);
        let text = newest(&database, id).await;
        let paper = |signer: &str, signed_on: &str, scan_id| PaperSignature {
            party: Party::Customer,
            signer: signer.to_owned(),
            power_of_attorney: Some("Giấy ủy quyền số 12".to_owned()),
            signed_on: on(signed_on),
            scan_id,
        };
        let enter = async |by: &By, paper: PaperSignature| {
            let signing = Signing { on_paper: Some(paper), ..text.clone() };
            sign(&database, by, &signing).await
        };
        let table: [(PaperSignature, &[&str]); 4] = [
            (paper("Trần Thị Lan", "2026-11-20", foreign), &["onPaper.scanId NO_SCAN"]),
            (paper("Trần Thị Lan", "2026-11-20", text.document_id), &["onPaper.scanId NO_SCAN"]),
            (paper("Trần Thị Lan", "2026-11-21", own), &["onPaper.signedOn IN_FUTURE"]),
            (
                paper(" ", "2026-11-19", DocumentId::new()),
                &["onPaper.signer EMPTY", "onPaper.signedOn OUT_OF_ORDER", "onPaper.scanId NO_SCAN"],
            ),
        ];
        for (wrong, expected) in table {
            assert_eq!(codes(enter(&hoa, wrong.clone()).await.unwrap_err()), expected, "{wrong:?}");
        }
        let right = paper("Trần Thị Lan", "2026-11-20", own);
        assert_eq!(codes(enter(&lan, right.clone()).await.unwrap_err()), ["FORBIDDEN"]);
        assert!(matches!(enter(&hoa, right.clone()).await.unwrap(), Done::Now(_)));
        assert!(matches!(enter(&hoa, right).await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(signs(&database, &an, id).await.unwrap().into_inner().state, Lifecycle::Signed);
        let signatures = contract_signature::of_contracts(database.read(), Viewer::System, vec![id]).await.unwrap();
        let given: Vec<_> = signatures.iter().map(|it| (it.party, it.signer.as_str(), it.scan_id)).collect();
        let provider = provider().signatory_name;
        assert_eq!(given, [(Party::Customer, "Trần Thị Lan", Some(own)), (Party::Provider, provider.as_str(), None)]);
        assert_eq!(Some(signatures[0].entered_by), hoa.viewer.person_id());
    }

    async fn with_both_signatures_it_holds_and_what_hangs_on_them_is_asked_for(database: Database) {
        let Drafted { id, lan, an, .. } = drafted(&database).await;
        papers_are_made(&database, id).await;
        let Done::Now(half) = signs(&database, &lan, id).await.unwrap() else { panic!("Lan had not signed") };
        assert_eq!((half.state, half.signed_on), (Lifecycle::Draft, None));
        let repeated = Signing { expected_version: Some(half.version - 1), ..newest(&database, id).await };
        assert_eq!(sign(&database, &lan, &repeated).await.unwrap(), Done::AlreadyDone(half));
        let on_monday = By { now: system_on("2026-11-23").now, ..an };
        let Done::Now(whole) = signs(&database, &on_monday, id).await.unwrap() else { panic!("An had not signed") };
        assert_eq!((whole.state, whole.signed_on), (Lifecycle::Signed, Some(on("2026-11-23"))));
        for by in [&lan, &on_monday] {
            assert_eq!(signs(&database, by, id).await.unwrap(), Done::AlreadyDone(whole.clone()));
        }
        let parts = parts(&database, id).await;
        // Five days after Monday the 23rd is a Saturday.
        let first = (parts[0].event_on, parts[0].agreed_due_on, parts[0].due_on);
        assert_eq!(first, (Some(on("2026-11-23")), on("2026-11-28"), on("2026-11-30")));
        assert_eq!(requested(&database, id).await, [44_000_000]);
        let awaited: Vec<_> = parts.iter().map(instalment::Model::awaited).collect();
        assert_eq!(awaited, [None, Some(DueEvent::Completion), Some(DueEvent::Acceptance)]);
        assert_eq!(reminded_by(&database, &parts[0]).await, Some(on("2026-11-30")));
        for part in &parts[1..] {
            assert_eq!(reminded_by(&database, part).await, None, "{part:?}");
        }
        assert_eq!(outstanding(&database, id).await, [44_000_000, 44_000_000, 22_000_000]);
        let notices = notice::Entity::find().all(database.read()).await.unwrap();
        assert!(notices.iter().any(|notice| notice.kind == NoticeKind::ContractSigned));
    }

    async fn both_at_the_same_moment_make_one_seal(database: Database) {
        let Drafted { id, lan, an, .. } = drafted(&database).await;
        papers_are_made(&database, id).await;
        let both = tokio::join!(signs(&database, &lan, id), signs(&database, &an, id));
        assert!(matches!(both, (Ok(Done::Now(_)), Ok(Done::Now(_)))), "{both:?}");
        assert_eq!(told(&database, id, "contract.signature_given").await, 2);
        assert_eq!(told(&database, id, "contract.signed").await, 1);
        assert_eq!(requested(&database, id).await, [44_000_000]);
        let contract = contract::find(database.read(), lan.viewer, id).await.unwrap().unwrap();
        assert_eq!(contract.state, Lifecycle::Signed);
    }

    async fn another_version_of_the_text_voids_what_was_signed_before(database: Database) {
        let Drafted { id, lan, an, .. } = drafted(&database).await;
        papers_are_made(&database, id).await;
        signs(&database, &lan, id).await.unwrap();
        draw_up(&database, id, "Phạt chậm tiến độ 0,05 % mỗi ngày.").await.unwrap();
        let half = signs(&database, &an, id).await.unwrap().into_inner();
        assert_eq!(half.state, Lifecycle::Draft, "Lan has signed another text than An");
        let whole = signs(&database, &lan, id).await.unwrap().into_inner();
        assert_eq!(whole.state, Lifecycle::Signed);
        assert_eq!(codes(draw_up(&database, id, "Muộn rồi.").await.unwrap_err()), ["WRONG_STATE"]);
        let texts = contract_text::of_contracts(database.read(), Viewer::System, vec![id]).await.unwrap();
        let terms: Vec<_> = texts.iter().map(|text| (text.number, text.content.special_terms.as_deref())).collect();
        assert_eq!(terms, [(1, None), (2, Some("Phạt chậm tiến độ 0,05 % mỗi ngày."))]);
        assert_eq!(told(&database, id, "contract.signature_given").await, 3);
    }

    async fn only_what_is_not_signed_is_cancelled(database: Database) {
        let Drafted { id, customer_id, lan, .. } = drafted(&database).await;
        papers_are_made(&database, id).await;
        assert_eq!(codes(cancel(&database, id, " ").await.unwrap_err()), ["reason EMPTY"]);
        let Done::Now(over) = cancel(&database, id, "Dời dự án").await.unwrap() else { panic!("it was not cancelled") };
        let found = (over.state, over.cancelled_on, over.ending_reason.as_deref());
        assert_eq!(found, (Lifecycle::Cancelled, Some(on("2026-11-20")), Some("Dời dự án")));
        assert_eq!(cancel(&database, id, "Lần nữa").await.unwrap(), Done::AlreadyDone(over));
        assert_eq!(codes(signs(&database, &lan, id).await.unwrap_err()), ["WRONG_STATE"]);
        assert_eq!(outstanding(&database, id).await, [0, 0, 0]);
        let in_force = registered(&database, &registration(customer_id)).await.id;
        assert_eq!(codes(cancel(&database, in_force, "Dời dự án").await.unwrap_err()), ["WRONG_STATE"]);
    }
}
