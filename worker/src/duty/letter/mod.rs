//! Turns a claimed mail into a letter: nothing is looked up any more, only put into words.

mod acceptance;
mod agreement;
mod money;
mod people;
mod sales;
mod warranty;
mod work;

use entity::access::MasterKey;
use entity::file::FilesFailed;
use entity::installation::provider;
use entity::mail::record_claim::Claimed;
use entity::notice::facts::{DueFacts, EndingFacts, Facts, OwedFacts, QuoteFacts};
use entity::value::locale::Locale;

use crate::desk::House;
use crate::notice::staff_alarm::StaffAlarm;
use crate::notice::{Addressee, Letterhead, Notice, Provider, RenderFailed, Rendered};
use crate::post::{Correspondent, Letter};

/// Why a letter could not be written. Nothing was sent.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unwritten {
    /// Letters name the provider, and payments go to its account.
    #[error("the provider's profile has not been entered yet")]
    NoProvider,
    /// A mail without content: an older or newer release planned it.
    #[error("the mail says nothing")]
    Nothing,
    /// A paper that goes with it cannot be read.
    #[error("a document that goes with the letter cannot be read: {0}")]
    Enclosure(#[from] FilesFailed),
    /// A template failed.
    #[error(transparent)]
    Render(#[from] RenderFailed),
}

impl Unwritten {
    /// Whether it mends itself or is mended by a person.
    pub(super) fn may_be_retried(&self) -> bool {
        match self {
            Self::NoProvider | Self::Enclosure(_) => true,
            Self::Nothing | Self::Render(_) => false,
        }
    }
}

/// What a letter is written with.
struct Writer<'a> {
    house: &'a House,
    key: &'a MasterKey,
    claimed: &'a Claimed,
    provider: &'a provider::Model,
}

/// The letter of a claimed mail.
pub(super) fn write(house: &House, key: &MasterKey, claimed: &Claimed) -> Result<Letter, Unwritten> {
    let provider = claimed.provider.as_ref().ok_or(Unwritten::NoProvider)?;
    let writer = Writer { house, key, claimed, provider };
    let rendered = writer.render()?;
    let mail = &claimed.mail;
    let copies = mail.cc.0.iter().map(|copy| correspondent(None, copy.as_str()));
    Ok(Letter {
        message_id: mail.message_id.clone(),
        from: house.sender.clone(),
        to: correspondent(claimed.name.as_deref(), mail.address.as_str()),
        copies: copies.collect(),
        reply_to: Some(correspondent(Some(&provider.name), provider.email.as_str())),
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        pictures: rendered.pictures,
        attachments: Vec::new(),
        date: claimed.now,
    })
}

fn correspondent(name: Option<&str>, address: &str) -> Correspondent {
    Correspondent { name: name.map(str::to_owned), address: address.to_owned() }
}

impl Writer<'_> {
    fn render(&self) -> Result<Rendered, Unwritten> {
        let locale = self.claimed.mail.locale;
        let provider = Provider {
            name: self.provider.name.clone(),
            address: self.provider.address.clone(),
            tax_code: self.provider.tax_code.as_str().to_owned(),
            phone: Some(self.provider.phone.clone()),
            email: Some(self.provider.email.as_str().to_owned()),
        };
        let addressee = Addressee { person: self.claimed.name.clone(), company: self.claimed.company.clone() };
        let head = Letterhead { locale, provider: &provider, addressee: &addressee };
        Ok(self.notice().ok_or(Unwritten::Nothing)?.render(&head)?)
    }

    fn locale(&self) -> Locale {
        self.claimed.mail.locale
    }

    /// The mail's content: all its facts are of one kind, that of the first.
    fn notice(&self) -> Option<Box<dyn Notice>> {
        let facts = &self.claimed.facts;
        Some(match facts.first()? {
            Facts::PaymentReminder(_) => Box::new(self.payment_reminder(&all(facts, owed))?),
            Facts::WarrantyExpiry(first) => Box::new(self.warranty_expiry(first, &all(facts, ending))),
            Facts::PaymentReceived(facts) => Box::new(Self::payment_received(facts)),
            Facts::PaymentRequested(facts) => Box::new(self.payment_request(facts)),
            Facts::WorkItemReminder(first) => Box::new(self.work_item_reminder(first, &all(facts, due))),
            Facts::WaitingBegun(facts) => Box::new(self.waiting_begun(facts)),
            Facts::WaitingEnded(facts) => Box::new(self.waiting_ended(facts)),
            Facts::ContractOffered(facts) => Box::new(Self::contract_offered(facts)),
            Facts::ContractSigned(facts) => Box::new(Self::contract_signed(facts)),
            Facts::ContractEnded(facts) => Box::new(Self::contract_ended(facts)),
            Facts::WorkPlanProposed(facts) => Box::new(self.work_plan_proposed(facts)),
            Facts::WorkPlanAnswered(facts) => Box::new(self.work_plan_answered(facts)),
            Facts::AcceptanceAsked(facts) => Box::new(Self::acceptance_asked(facts)),
            Facts::AcceptanceReminder(facts) => Box::new(self.acceptance_reminder(facts)),
            Facts::AcceptanceAnswered(facts) => Box::new(self.acceptance_answered(facts)),
            Facts::AcceptedBySilence(facts) => Box::new(self.accepted_by_silence(facts)),
            Facts::ClaimFiled(facts) => Box::new(self.claim_filed(facts)),
            Facts::ClaimTriaged(facts) => Box::new(self.claim_triaged(facts)),
            Facts::ClaimAnswered(facts) => Box::new(self.claim_answered(facts)),
            Facts::InquiryReceived(facts) => Box::new(self.inquiry_received(facts)),
            Facts::ClaimReopened(facts) => Box::new(self.claim_reopened(facts)),
            Facts::ClaimAsked(facts) => Box::new(self.claim_asked(facts)),
            Facts::QuoteSent(_) => Box::new(Self::quote_offered(&all(facts, quote), false)),
            Facts::QuoteReminder(_) => Box::new(Self::quote_offered(&all(facts, quote), true)),
            Facts::QuoteAnswered(facts) => Box::new(Self::quote_answered(facts)),
            Facts::TicketAnswered(facts) => Box::new(Self::ticket_answered(facts)),
            Facts::Invitation(account) => Box::new(self.invitation(account)),
            Facts::PasswordReset(account) => Box::new(self.password_reset(account)),
            Facts::StaffAlarm(..) => {
                Box::new(StaffAlarm { concerns: facts.iter().filter_map(|it| self.concern(it)).collect() })
            }
        })
    }
}

fn all<'a, T>(facts: &'a [Facts], pick: fn(&'a Facts) -> Option<&'a T>) -> Vec<&'a T> {
    facts.iter().filter_map(pick).collect()
}

fn owed(facts: &Facts) -> Option<&OwedFacts> {
    if let Facts::PaymentReminder(owed) = facts { Some(owed) } else { None }
}

fn ending(facts: &Facts) -> Option<&EndingFacts> {
    if let Facts::WarrantyExpiry(ending) = facts { Some(ending) } else { None }
}

fn due(facts: &Facts) -> Option<&DueFacts> {
    if let Facts::WorkItemReminder(due) = facts { Some(due) } else { None }
}

fn quote(facts: &Facts) -> Option<&QuoteFacts> {
    if let Facts::QuoteSent(quote) | Facts::QuoteReminder(quote) = facts { Some(quote) } else { None }
}
