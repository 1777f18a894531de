//! What customers of the demo ask for, what they are offered, and what they say to it.

use chrono::TimeDelta;
use entity::access::{Actor, By, person};
use entity::catalogue::service_package;
use entity::database::window::Window;
use entity::document;
use entity::inquiry::consent::{Consent, VERSION};
use entity::inquiry::consultation::Channel;
use entity::inquiry::entering::Submission;
use entity::inquiry::inquiry::{self, Filter};
use entity::inquiry::record::Which as Asked;
use entity::inquiry::record_consultation::{Consultation, record_consultation};
use entity::inquiry::record_submission::submit_inquiry;
use entity::life::{QuoteAcceptance, Signing, accept_quote, send_quote, sign_contract};
use entity::quote::entering::{Draft, LineInput};
use entity::quote::quote;
use entity::quote::record::Which;
use entity::quote::record_draft::draft_quote;
use entity::quote::record_ending::decline_quote;
use entity::quote::record_sending::approve_quote;
use entity::refusal::Refusal;
use entity::value::currency::Currency;
use entity::value::id::{ContractId, InquiryId};
use entity::value::locale::Locale;

use super::cast::COMPANIES;
use super::telling::{Teller, Untold};

/// Who administers, and who answers: places in the staff.
const ADMIN: usize = 0;
const CONSULTANT: usize = 3;
/// From where the demo's customers decide.
const ADDRESS: &str = "127.0.0.1";

/// What a customer asks for and is offered.
struct Offer {
    /// Place in the companies.
    company: usize,
    message: &'static str,
    /// Places in the packages; what is named in the second list was not asked for, and may be left out.
    packages: (&'static [usize], &'static [usize]),
    title: &'static str,
    /// For how many days it is open.
    open_days: i64,
    /// Why it is declined; `None` when it is accepted, with everything.
    declined: Option<&'static str>,
}

/// The offers. Their places are what the events speak of.
const OFFERS: [Offer; 4] = [
    Offer {
        company: 0,
        message: "Xưởng mạ mới cần giấy phép môi trường; nhờ báo giá trọn gói.",
        packages: (&[0], &[3]),
        title: "Giấy phép môi trường cho xưởng mạ",
        open_days: 30,
        declined: None,
    },
    Offer {
        company: 3,
        message: "Please quote the fire-safety approval of our second warehouse.",
        packages: (&[1], &[]),
        title: "Fire-safety approval, warehouse 2",
        open_days: 30,
        declined: Some("The expansion was put off; we will come back next year."),
    },
    Offer {
        company: 6,
        message: "We need work permits for twelve engineers from September on.",
        packages: (&[2], &[]),
        title: "Work permits for twelve engineers",
        open_days: 8,
        declined: None,
    },
    Offer {
        company: 4,
        message: "Kho nguyên liệu mới cần thẩm duyệt PCCC trước mùa vụ.",
        packages: (&[1], &[]),
        title: "Thẩm duyệt PCCC kho nguyên liệu",
        open_days: 30,
        declined: None,
    },
];

impl Teller {
    /// The customer's signatory asks, and a consultant calls back.
    pub(super) async fn request(&self, place: usize) -> Result<(), Refusal> {
        let offer = &OFFERS[place];
        let (signatory, staff) = (self.signatory(offer).await?, self.member(CONSULTANT).await?);
        let submission = Submission {
            contact: None,
            message: offer.message.to_owned(),
            package_ids: offer.packages.0.iter().map(|place| self.packages[*place]).collect(),
            consent: Consent { version: VERSION.to_owned(), is_given: true },
            locale: if COMPANIES[offer.company].reads_english { Locale::En } else { Locale::Vi },
        };
        let asked = self.database.write(async |write| submit_inquiry(write, &signatory, &submission).await).await?;
        let talk = Consultation {
            which: Asked { id: asked.into_inner().id, expected_version: None },
            channel: Channel::Telephone,
            held_on: staff.today(),
            note: "Đã gọi lại, thống nhất phạm vi; gửi báo giá trong tuần.".to_owned(),
        };
        self.database.write(async |write| record_consultation(write, &staff, &talk).await).await?;
        Ok(())
    }

    /// It is quoted, approved and sent.
    pub(super) async fn offer(&self, place: usize) -> Result<(), Refusal> {
        let offer = &OFFERS[place];
        let (admin, staff) = (self.member(ADMIN).await?, self.member(CONSULTANT).await?);
        let inquiry_id = self.asked(offer).await?;
        let packages = [offer.packages.0, offer.packages.1].concat();
        let ids = packages.iter().map(|place| self.packages[*place]).collect();
        let found = service_package::find_all(self.database.read(), staff.viewer, ids).await?;
        let first = found.iter().find(|package| package.id == self.packages[packages[0]]);
        let first = first.ok_or(Refusal::NotFound("service package"))?;
        let line = |place: &usize| LineInput {
            package_id: Some(self.packages[*place]),
            is_optional: offer.packages.1.contains(place),
            departure: Some("Nên làm cùng đợt: cơ quan thẩm định yêu cầu số liệu này.".to_owned()),
            ..LineInput::default()
        };
        let draft = Draft {
            title: offer.title.to_owned(),
            currency: Currency::Vnd,
            lines: packages.iter().map(line).collect(),
            instalments: first.instalment_plan.clone(),
            working_days: first.workflow.working_days().max(1),
            terms: "Giá đã gồm chi phí đi lại. Phí, lệ phí nhà nước do khách hàng nộp trực tiếp.".to_owned(),
            valid_until: staff.today() + TimeDelta::days(offer.open_days),
            omission: None,
        };
        let written = self.database.write(async |write| draft_quote(write, &staff, inquiry_id, &draft).await).await?;
        let which = Which { id: written.id, expected_version: None };
        self.database.write(async |write| approve_quote(write, &admin, which).await).await?;
        self.database.write(async |write| send_quote(write, &staff, which).await).await?;
        Ok(())
    }

    /// The signatory accepts it with everything, or declines it.
    pub(super) async fn decide(&self, place: usize) -> Result<(), Refusal> {
        let offer = &OFFERS[place];
        let by = self.signatory(offer).await?;
        let quotes = quote::of_inquiries(self.database.read(), by.viewer, vec![self.asked(offer).await?]).await?;
        let quote = quotes.last().ok_or(Refusal::NotFound("quote"))?;
        let which = Which { id: quote.id, expected_version: None };
        if let Some(reason) = offer.declined {
            self.database.write(async |write| decline_quote(write, &by, which, (reason, ADDRESS)).await).await?;
            return Ok(());
        }
        let optional = (1..).zip(&quote.content.lines).filter(|(_, line)| line.is_optional);
        let acceptance = QuoteAcceptance {
            which,
            content_hash: quote.content_hash.clone(),
            ticked: optional.map(|(place, _)| place).collect(),
            consents_to_departures: true,
            from: ADDRESS.to_owned(),
        };
        self.database.write(async |write| accept_quote(write, &by, &acceptance).await).await?;
        Ok(())
    }

    /// The signatory signs the text of the contract, and an admin for the provider if it is by both.
    pub(super) async fn sign(&self, place: usize, is_by_both: bool) -> Result<(), Refusal> {
        let offer = &OFFERS[place];
        let signatory = self.signatory(offer).await?;
        let contract_id = ContractId(self.asked(offer).await?.0);
        let about = (document::Kind::Contract, contract_id.0);
        let paper = document::of_subject(self.database.read(), signatory.viewer, about).await?;
        let paper = paper.ok_or(Refusal::NotFound("document"))?;
        let signing = Signing {
            contract_id,
            expected_version: None,
            document_id: paper.id,
            sha256: paper.sha256.unwrap_or_default(),
            from: ADDRESS.to_owned(),
            on_paper: None,
        };
        self.database.write(async |write| sign_contract(write, &signatory, &signing).await).await?;
        if is_by_both {
            let admin = self.member(ADMIN).await?;
            self.database.write(async |write| sign_contract(write, &admin, &signing).await).await?;
        }
        Ok(())
    }

    /// The inquiry of the offer: the only one of its company.
    async fn asked(&self, offer: &Offer) -> Result<InquiryId, Refusal> {
        let by = self.signatory(offer).await?;
        let filter = Filter { customer_id: by.viewer.customer_id(), ..Filter::default() };
        let newest = inquiry::page(self.database.read(), by.viewer, &filter, Window::first(1)).await?;
        Ok(newest.rows.first().ok_or(Refusal::NotFound("inquiry"))?.id)
    }

    async fn signatory(&self, offer: &Offer) -> Result<By, Refusal> {
        let company = &COMPANIES[offer.company];
        let found = person::by_email(self.database.read(), &company.address(company.signatory.1)).await?;
        let person = found.ok_or(Refusal::NotFound("person"))?;
        let now = self.member(CONSULTANT).await?.now;
        Ok(By { viewer: person.viewer(), actor: Actor::person(person.id, None), now })
    }

    async fn member(&self, place: usize) -> Result<By, Refusal> {
        self.by(place).await.map_err(|Untold::Refused { refusal, .. }| refusal)
    }
}
