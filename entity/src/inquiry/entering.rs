//! Rule: what an inquiry may be entered with, and by when it is to be answered.

use super::consent::Consent;
use crate::calendar::working_day::Calendar;
use crate::calendar::working_hours::add_working_minutes;
use crate::clock::Instant;
use crate::refusal::{Mistakes, Words};
use crate::value::email::Email;
use crate::value::id::ServicePackageId;
use crate::value::locale::Locale;

/// How many packages one inquiry may select.
pub const MOST_PACKAGES: usize = 10;
/// Within how many working hours an inquiry is answered when its packages promise nothing (P3).
pub const USUAL_RESPONSE_HOURS: u32 = 8;
const LONGEST_NAME: usize = 200;
const LONGEST_PHONE: usize = 30;
const LONGEST_MESSAGE: usize = 4_000;

/// Who asks, where nobody has signed in.
#[derive(Clone, Debug)]
pub struct ContactInput {
    /// 1 to 200 characters.
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    /// Digits with spaces and signs between them, up to 30 characters.
    pub phone: Option<String>,
    /// 1 to 200 characters.
    pub company: String,
}

/// An inquiry as somebody submits it.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Who asks; a customer's person who has signed in is known already.
    pub contact: Option<ContactInput>,
    /// What they want to know, 1 to 4,000 characters.
    pub message: String,
    /// What they selected, up to ten packages on offer (P1).
    pub package_ids: Vec<ServicePackageId>,
    /// What they said about keeping their particulars.
    pub consent: Consent,
    /// The language in which they are answered.
    pub locale: Locale,
}

/// Who asks, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contact {
    pub(super) name: String,
    pub(super) email: Email,
    pub(super) phone: Option<String>,
    pub(super) company: String,
}

impl ContactInput {
    /// Who asks; `None` when something of it is wrong, which is noted.
    pub(super) fn read(&self, mistakes: &mut Mistakes) -> Option<Contact> {
        let name = mistakes.line("contact.name", &self.name, LONGEST_NAME);
        let email = mistakes.email("contact.email", &self.email);
        let phone = mistakes.optional_line("contact.phone", self.phone.as_deref(), LONGEST_PHONE);
        if phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
            let words = Words::new(
                "Số điện thoại gồm các chữ số, ví dụ +84 28 3822 0000.",
                "A telephone number is digits, such as +84 28 3822 0000.",
            );
            mistakes.note("contact.phone", "NOT_A_PHONE_NUMBER", words);
        }
        let company = mistakes.line("contact.company", &self.company, LONGEST_NAME);
        email.map(|email| Contact { name, email, phone, company })
    }
}

impl Submission {
    /// The message, clean. Notes what is wrong with everything that can be judged without looking anything up.
    pub(super) fn read(&self, mistakes: &mut Mistakes) -> String {
        if self.package_ids.len() > MOST_PACKAGES {
            let words = Words::new(
                format!("Một yêu cầu chọn tối đa {MOST_PACKAGES} gói."),
                format!("An inquiry selects {MOST_PACKAGES} packages at most."),
            );
            mistakes.note("servicePackageIds", "TOO_MANY", words);
        }
        self.consent.read(mistakes);
        mistakes.lines("message", &self.message, LONGEST_MESSAGE)
    }
}

/// By when it is to be answered: so many working hours from now, the shortest of what the packages promise.
pub fn answer_by(now: Instant, promised_hours: impl Iterator<Item = i32>, calendar: &Calendar) -> Instant {
    let shortest = promised_hours.filter_map(|hours| u32::try_from(hours).ok()).min();
    add_working_minutes(now, shortest.unwrap_or(USUAL_RESPONSE_HOURS).saturating_mul(60), calendar)
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 6 && text.chars().all(|letter| letter.is_ascii_digit() || " +-().".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_digits() {
        for right in ["+84 28 3822 0000", "(028) 3822-0000", "0912.345.678"] {
            assert!(is_phone(right), "{right}");
        }
        for wrong in ["12345", "call me at 091234567", "https://1234567"] {
            assert!(!is_phone(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_shortest_promise_counts() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        // A Thursday at nine in the morning in Hà Nội, without days off.
        let now = at("2026-11-19T02:00:00Z");
        let table: [(&[i32], &str); 3] =
            [(&[], "2026-11-20T02:00:00Z"), (&[16, 4], "2026-11-19T07:00:00Z"), (&[16], "2026-11-23T02:00:00Z")];
        for (promised, until) in table {
            assert_eq!(answer_by(now, promised.iter().copied(), &Calendar::default()), at(until), "{promised:?}");
        }
    }
}
