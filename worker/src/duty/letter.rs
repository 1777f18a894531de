//! Turns a claimed mail into a letter: nothing is looked up any more, only put into words.

use entity::access::MasterKey;
use entity::installation::provider;
use entity::mail::record_claim::Claimed;
use entity::notice::facts::{
    Account, ClaimFacts, EndingFacts, Facts, InstalmentFacts, OwedFacts, ReceivedFacts, RequestedFacts,
};
use entity::reminder::ladder::Tone;
use entity::task;
use entity::value::locale::Locale;
use entity::warranty::claim_state::ClaimState;

use crate::desk::House;
use crate::notice::claim_filed::ClaimFiled;
use crate::notice::claim_resolved::{ClaimResolved, Verdict};
use crate::notice::invitation::Invitation;
use crate::notice::password_reset::PasswordReset;
use crate::notice::payment_received::{Next, PaymentReceived, Settled};
use crate::notice::payment_reminder::{Line, PaymentReminder};
use crate::notice::payment_request::PaymentRequest;
use crate::notice::staff_alarm::{Concern, StaffAlarm};
use crate::notice::warranty_expiry::{Cover, WarrantyExpiry};
use crate::notice::{Addressee, Letterhead, Notice, Provider, RenderFailed, Rendered, Transfer};
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
    /// A template failed.
    #[error(transparent)]
    Render(#[from] RenderFailed),
}

impl Unwritten {
    /// Whether it mends itself or is mended by a person.
    pub(super) fn may_be_retried(&self) -> bool {
        match self {
            Self::NoProvider => true,
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
        to: correspondent(Some(&claimed.name), mail.address.as_str()),
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
        let person = Some(self.claimed.name.clone());
        let addressee = Addressee { person, company: self.claimed.company.clone() };
        let head = Letterhead { locale, provider: &provider, addressee: &addressee };
        Ok(self.notice().ok_or(Unwritten::Nothing)?.render(&head)?)
    }

    /// The mail's content: all its facts are of one kind, that of the first.
    fn notice(&self) -> Option<Box<dyn Notice>> {
        let facts = &self.claimed.facts;
        Some(match facts.first()? {
            Facts::PaymentReminder(_) => Box::new(self.payment_reminder(&all(facts, owed))?),
            Facts::WarrantyExpiry(first) => Box::new(self.warranty_expiry(first, &all(facts, ending))),
            Facts::PaymentReceived(facts) => Box::new(self.payment_received(facts)),
            Facts::PaymentRequested(facts) => Box::new(self.payment_request(facts)),
            Facts::ClaimFiled(facts) => Box::new(self.claim_filed(facts)),
            Facts::ClaimAnswered(facts) => Box::new(self.claim_answered(facts)),
            Facts::Invitation(account) => Box::new(self.invitation(account)),
            Facts::PasswordReset(account) => Box::new(self.password_reset(account)),
            Facts::StaffAlarm(..) => {
                Box::new(StaffAlarm { concerns: facts.iter().filter_map(|it| self.concern(it)).collect() })
            }
        })
    }

    fn payment_reminder(&self, owed: &[&OwedFacts]) -> Option<PaymentReminder> {
        let mut owed = owed.to_vec();
        owed.sort_by_key(|owed| owed.instalment.due_on);
        let lines = owed.iter().map(|owed| Line {
            contract_reference: owed.contract.reference.clone(),
            contract_title: owed.contract.title.clone(),
            instalment: self.instalment(&owed.instalment),
            due_on: owed.instalment.due_on,
            amount: owed.amount,
            outstanding: owed.outstanding,
        });
        Some(PaymentReminder {
            as_of: self.claimed.today,
            is_final: owed.iter().any(|owed| owed.tone == Tone::Final),
            lines: lines.collect(),
            transfer: self.transfer(note_of(&owed)?),
        })
    }

    fn warranty_expiry(&self, first: &EndingFacts, ending: &[&EndingFacts]) -> WarrantyExpiry {
        let covers = ending.iter().map(|ending| Cover {
            deliverable: ending.deliverable.in_locale(self.locale()).to_owned(),
            last_covered_on: ending.last_covered_on,
        });
        WarrantyExpiry {
            as_of: self.claimed.today,
            contract_reference: first.contract.reference.clone(),
            contract_title: first.contract.title.clone(),
            covers: covers.collect(),
            claim_link: None,
        }
    }

    fn payment_received(&self, facts: &ReceivedFacts) -> PaymentReceived {
        let settled = facts.settled.iter().map(|part| Settled {
            instalment: self.instalment(&part.instalment),
            amount: part.amount,
            outstanding: part.outstanding,
        });
        let next = facts.next.as_ref();
        PaymentReceived {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            amount: facts.amount,
            received_on: facts.received_on,
            bank_reference: Some(facts.reference.clone()),
            settled: settled.collect(),
            unallocated: facts.unallocated,
            outstanding: facts.outstanding,
            next: next.map(|next| Next { instalment: self.instalment(next), due_on: next.due_on }),
        }
    }

    fn payment_request(&self, facts: &RequestedFacts) -> PaymentRequest {
        PaymentRequest {
            request_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            signed_on: facts.contract.signed_on.unwrap_or(self.claimed.today),
            instalment: self.instalment(&facts.instalment),
            amount: facts.amount,
            due_on: facts.instalment.due_on,
            transfer: self.transfer(format!("{} DOT {}", facts.contract.reference, facts.instalment.number)),
        }
    }

    fn claim_filed(&self, facts: &ClaimFacts) -> ClaimFiled {
        ClaimFiled {
            claim_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            deliverable: facts.deliverable.in_locale(self.locale()).to_owned(),
            description: facts.description.clone(),
            defect_on: facts.defect_on,
            filed_on: facts.filed_on,
            last_covered_on: facts.last_covered_on,
            is_covered: facts.is_covered,
        }
    }

    fn claim_answered(&self, facts: &ClaimFacts) -> ClaimResolved {
        let (answered_on, answer) = facts.answer.clone().unwrap_or((self.claimed.today, String::new()));
        let verdict = match facts.state {
            ClaimState::Rejected => Verdict::Rejected,
            ClaimState::Filed | ClaimState::Resolved => Verdict::Resolved,
        };
        ClaimResolved {
            claim_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            deliverable: facts.deliverable.in_locale(self.locale()).to_owned(),
            filed_on: facts.filed_on,
            answered_on,
            verdict,
            answer,
        }
    }

    fn invitation(&self, account: &Account) -> Invitation {
        Invitation {
            account: account.address.clone(),
            link: self.link("invitation", account),
            valid_until: account.valid_until,
        }
    }

    fn password_reset(&self, account: &Account) -> PasswordReset {
        PasswordReset {
            account: account.address.clone(),
            link: self.link("password-reset", account),
            valid_until: account.valid_until,
        }
    }

    /// The token's text is made here and nowhere kept.
    fn link(&self, page: &str, account: &Account) -> String {
        format!("{}/{page}?token={}", self.house.public_url, self.key.one_time_token(account.token_id.0))
    }

    fn concern(&self, facts: &Facts) -> Option<Concern> {
        let Facts::StaffAlarm(task, contract) = facts else { return None };
        let task: &task::Model = task;
        let title = task.kind.title().in_locale(self.locale()).to_owned();
        Some(Concern {
            title: contract.as_ref().map_or(title.clone(), |reference| format!("{title} ({reference})")),
            detail: task.detail.in_locale(self.locale()).to_owned(),
            since: task.raised_at,
            link: Some(self.house.public_url.clone()),
        })
    }

    fn locale(&self) -> Locale {
        self.claimed.mail.locale
    }

    /// `Đợt 2: Nghiệm thu`.
    fn instalment(&self, facts: &InstalmentFacts) -> String {
        let (number, label) = (facts.number, &facts.label);
        match self.locale() {
            Locale::Vi => format!("Đợt {number}: {label}"),
            Locale::En => format!("Instalment {number}: {label}"),
        }
    }

    fn transfer(&self, note: String) -> Transfer {
        Transfer {
            bank_name: self.provider.bank_name.clone(),
            bank_bin: self.provider.bank_bin.clone(),
            account_number: self.provider.bank_account.clone(),
            account_holder: self.provider.bank_holder.clone(),
            note,
        }
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

/// The words of the transfer: the reference first, 25 characters at most. `HD-2026-7KQ4MX DOT 2`, and with several
/// contracts `HD-2026-7KQ4MX va 2 HD`.
fn note_of(owed: &[&OwedFacts]) -> Option<String> {
    let first = owed.first()?;
    let reference = &first.contract.reference;
    let others: std::collections::BTreeSet<&String> =
        owed.iter().map(|owed| &owed.contract.reference).filter(|other| *other != reference).collect();
    if !others.is_empty() {
        return Some(format!("{reference} VA {} HD", others.len()));
    }
    let numbers: Vec<String> = owed.iter().map(|owed| owed.instalment.number.to_string()).collect();
    Some(format!("{reference} DOT {}", numbers.join(" ")))
}
