//! Rule: a contract that is signed and running already, as staff bring it in. It is checked as a whole: every mistake is
//! named at once, with the path of its field.

mod facts;
mod history;
mod payments;
mod schedule;
mod scope_of_work;

pub(super) use facts::Facts;
pub(super) use schedule::Instalment;
pub(super) use scope_of_work::Work;

use crate::acceptance::silence::TERM;
use crate::billing::receiving::Receipt;
use crate::catalogue::trigger::Trigger;
use crate::catalogue::vat::VatCategory;
use crate::contract::lifecycle::Lifecycle;
use crate::refusal::{Mistakes, Refusal, Words};
use crate::value::currency::Currency;
use crate::value::id::{CustomerId, PersonId, ServicePackageId};
use crate::value::money::Money;
use chrono::NaiveDate;

const LONGEST_TITLE: usize = 200;
const LONGEST_TERMS: usize = 4_000;
const LONGEST_RESPONSE_HOURS: i32 = 400;
const LONGEST_FOLLOW_ON_DAYS: i32 = 3_650;

/// A running contract as somebody enters it.
#[derive(Clone, Debug)]
pub struct Registration {
    /// With whom.
    pub customer_id: CustomerId,
    /// What it is about, 1 to 200 characters.
    pub title: String,
    /// The currency of every amount; the customer's kind must allow it.
    pub currency: Currency,
    /// What is delivered: 1 to 50 lines.
    pub deliverables: Vec<Line>,
    /// What the contract says it costs in all, VAT included: must be what the lines come to.
    pub total: String,
    /// When it is paid: 1 to 60 parts that add up to the total.
    pub instalments: Vec<Part>,
    /// The warranty in words, 1 to 4,000 characters.
    pub warranty_terms: String,
    /// Within how many working hours a claim or a ticket is answered, 1 to 400; as usual when it is not said (P3).
    pub response_hours: Option<i32>,
    /// How many days redone work is covered, 1 to 3,650; as usual when it is not said (P5).
    pub follow_on_days: Option<i32>,
    /// When both had signed.
    pub signed_on: NaiveDate,
    /// When work began, if it has.
    pub started_on: Option<NaiveDate>,
    /// When it was reported done, if it is.
    pub finished_on: Option<NaiveDate>,
    /// When the customer accepted, if they have.
    pub accepted_on: Option<NaiveDate>,
    /// When both signed that everything is settled ("thanh lý"), if they have.
    pub liquidated_on: Option<NaiveDate>,
    /// When it was closed, if it is: then nothing is owed and the warranty is over.
    pub closed_on: Option<NaiveDate>,
    /// What came in before it was registered.
    pub payments: Vec<PastPayment>,
    /// After how many days without an answer the contract takes silence for acceptance, 7 to 90; if it does at all.
    pub silence_days: Option<i32>,
    /// Who of the staff works on it.
    pub staff: Vec<PersonId>,
}

/// One line of the scope: from a package, with what departs from it, or as free text with everything said.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The package it comes from.
    pub package_id: Option<ServicePackageId>,
    /// The name in Vietnamese; the package's if it is not said.
    pub name_vi: Option<String>,
    /// The name in English; the package's if it is not said.
    pub name_en: Option<String>,
    /// The price without VAT; the package's if it is not said.
    pub net: Option<String>,
    /// How it is taxed; as the package if it is not said.
    pub vat_category: Option<VatCategory>,
    /// 0 to 120 months; the package's if it is not said.
    pub warranty_months: Option<i32>,
}

/// One instalment.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is for, 1 to 200 characters.
    pub label: String,
    /// How much, more than nothing.
    pub amount: String,
    /// The agreed day, from signing on; on a day off it falls due on the next working day. The day on which it is
    /// expected to fall due where it hangs on an event.
    pub due_on: NaiveDate,
    /// After which event it falls due, if it does not fall due on a day; one that is still to come.
    pub trigger: Option<Trigger>,
}

/// A payment that came in before the contract was registered; spread over the instalments by the rule.
#[derive(Clone, Debug)]
pub struct PastPayment {
    /// The bank's reference.
    pub reference: String,
    /// How much, more than nothing.
    pub amount: String,
    /// From signing on, not in the future.
    pub received_on: NaiveDate,
    /// Up to 500 characters for colleagues.
    pub note: Option<String>,
}

/// A registration without a mistake.
#[derive(Clone, Debug)]
pub(super) struct Registered {
    pub(super) title: String,
    pub(super) warranty_terms: String,
    pub(super) state: Lifecycle,
    pub(super) work: Vec<Work>,
    pub(super) net: Money,
    pub(super) vat: Money,
    pub(super) total: Money,
    pub(super) schedule: Vec<Instalment>,
    pub(super) receipts: Vec<Receipt>,
}

impl Registration {
    /// The contract it makes, or every mistake in it.
    pub(super) fn checked(&self, facts: &Facts) -> Result<Registered, Refusal> {
        let mut mistakes = Mistakes::default();
        self.check_parties(&mut mistakes, facts);
        let title = mistakes.line("title", &self.title, LONGEST_TITLE);
        let work = self.scope_of_work(&mut mistakes, facts);
        let total = mistakes.amount("total", &self.total, self.currency);
        let sums = work.as_ref().and_then(|work| self.sums(&mut mistakes, work, total));
        let schedule = self.schedule(&mut mistakes, facts, total);
        let warranty_terms = mistakes.lines("warrantyTerms", &self.warranty_terms, LONGEST_TERMS);
        self.check_care(&mut mistakes);
        self.check_silence(&mut mistakes);
        let state = self.state(&mut mistakes, facts);
        let receipts = self.receipts(&mut mistakes, facts);
        if let (Some(work), Some(receipts), Some(total)) = (&work, &receipts, total) {
            self.check_closing(&mut mistakes, facts, (work, receipts, total));
        }
        let parts = work.zip(sums).zip(schedule).zip(receipts);
        let (((work, (net, vat, total)), schedule), receipts) = mistakes.taken(parts)?;
        Ok(Registered { title, warranty_terms, state, work, net, vat, total, schedule, receipts })
    }

    fn check_care(&self, mistakes: &mut Mistakes) {
        let limits = [
            ("responseHours", self.response_hours, LONGEST_RESPONSE_HOURS),
            ("followOnDays", self.follow_on_days, LONGEST_FOLLOW_ON_DAYS),
        ];
        for (field, value, most) in limits {
            if value.is_some_and(|value| !(1..=most).contains(&value)) {
                let words = Words::new(format!("Giá trị này từ 1 đến {most}."), format!("This is 1 to {most}."));
                mistakes.note(field, "OUT_OF_RANGE", words);
            }
        }
    }

    fn check_silence(&self, mistakes: &mut Mistakes) {
        if self.silence_days.is_some_and(|days| !TERM.contains(&days)) {
            let (least, most) = (TERM.start(), TERM.end());
            let words = Words::new(
                format!("Thời hạn im lặng từ {least} đến {most} ngày."),
                format!("A term of silence lasts {least} to {most} days."),
            );
            mistakes.note("silenceDays", "OUT_OF_RANGE", words);
        }
    }

    fn check_parties(&self, mistakes: &mut Mistakes, facts: &Facts) {
        match &facts.customer {
            None => mistakes.note(
                "customerId",
                "UNKNOWN",
                Words::new("Không có khách hàng này.", "There is no such customer."),
            ),
            Some(customer) if !customer.kind.may_agree_on(self.currency) => {
                let words = Words::new(
                    "Khách hàng trong nước chỉ được ký hợp đồng bằng VND.",
                    "A domestic customer may only agree on VND.",
                );
                mistakes.note("currency", "NOT_ALLOWED", words);
            }
            Some(_) => {}
        }
        for (place, person_id) in self.staff.iter().enumerate() {
            let field = format!("staff.{place}");
            if !facts.staff.contains(person_id) {
                let words = Words::new("Không có nhân viên này.", "There is no such member of the staff.");
                mistakes.note(field, "UNKNOWN", words);
            } else if self.staff.iter().take(place).any(|before| before == person_id) {
                mistakes.note(
                    field,
                    "DUPLICATE",
                    Words::new("Người này đã được nêu ở trên.", "This person is named above."),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests;
