//! Rule: what a company may be entered with.

use super::customer::Copies;
use super::kind::CustomerKind;
use crate::calendar::zone::Zone;
use crate::refusal::{Mistakes, Refusal, Words};
use crate::value::email::Email;
use crate::value::id::ParkId;
use crate::value::locale::Locale;
use crate::value::tax_code::TaxCode;

/// How many addresses may get a copy.
pub const MOST_COPIES: usize = 5;
const LONGEST_NAME: usize = 200;
const LONGEST_ADDRESS: usize = 300;
const LONGEST_PLOT: usize = 60;

/// A company as somebody enters it.
#[derive(Clone, Debug)]
pub struct CustomerInput {
    /// 1 to 200 characters.
    pub name: String,
    /// Checked by its last digit; one company per code.
    pub tax_code: String,
    /// What decides the currencies.
    pub kind: CustomerKind,
    /// 1 to 300 characters.
    pub address: String,
    /// A park that exists.
    pub park_id: Option<ParkId>,
    /// Up to 60 characters.
    pub plot: Option<String>,
    /// 1 to 200 characters.
    pub billing_name: String,
    /// Where bills go, when it is known.
    pub billing_email: Option<String>,
    /// Up to five further addresses, each once, none of them the first.
    pub billing_cc: Vec<String>,
    /// The language of its mail.
    pub locale: Locale,
    /// A zone of the IANA database.
    pub zone: String,
}

/// The same with every field read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entered {
    pub(super) name: String,
    pub(super) tax_code: TaxCode,
    pub(super) address: String,
    pub(super) plot: Option<String>,
    pub(super) billing_name: String,
    pub(super) billing_email: Option<Email>,
    pub(super) billing_cc: Copies,
    pub(super) zone: Zone,
}

impl CustomerInput {
    /// Every field read, or every mistake. What only the database knows comes in as mistakes found before.
    pub(super) fn read(&self, mut mistakes: Mistakes) -> Result<Entered, Refusal> {
        let name = mistakes.line("name", &self.name, LONGEST_NAME);
        let tax_code = mistakes.tax_code("taxCode", &self.tax_code);
        let address = mistakes.line("address", &self.address, LONGEST_ADDRESS);
        let plot = mistakes.optional_line("plot", self.plot.as_deref(), LONGEST_PLOT);
        let billing_name = mistakes.line("billingName", &self.billing_name, LONGEST_NAME);
        let billing_email = self.billing_email.as_ref().and_then(|entered| mistakes.email("billingEmail", entered));
        let billing_cc = copies(&mut mistakes, &self.billing_cc, billing_email.as_ref());
        let zone = zone(&mut mistakes, &self.zone);
        let (tax_code, zone) = mistakes.taken(tax_code.zip(zone))?;
        Ok(Entered { name, tax_code, address, plot, billing_name, billing_email, billing_cc, zone })
    }
}

fn copies(mistakes: &mut Mistakes, entered: &[String], first: Option<&Email>) -> Copies {
    if entered.len() > MOST_COPIES {
        let words = Words::new(
            format!("Tối đa {MOST_COPIES} địa chỉ nhận bản sao."),
            format!("At most {MOST_COPIES} addresses get a copy."),
        );
        mistakes.note("billingCc", "TOO_MANY", words);
        return Copies::default();
    }
    let mut copies: Vec<Email> = Vec::new();
    for (place, address) in entered.iter().enumerate() {
        let field = format!("billingCc.{place}");
        let Some(email) = mistakes.email(&field, address) else { continue };
        if copies.contains(&email) || Some(&email) == first {
            let words = Words::new("Địa chỉ này đã có trong danh sách.", "This address is there already.");
            mistakes.note(field, "DUPLICATE", words);
        } else {
            copies.push(email);
        }
    }
    Copies(copies)
}

fn zone(mistakes: &mut Mistakes, entered: &str) -> Option<Zone> {
    let zone = Zone::parse(entered).ok();
    if zone.is_none() {
        let words = Words::new(
            "Không có múi giờ này; múi giờ được viết như Asia/Ho_Chi_Minh.",
            "There is no such time zone; zones are named as in Asia/Ho_Chi_Minh.",
        );
        mistakes.note("zone", "UNKNOWN_ZONE", words);
    }
    zone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> CustomerInput {
        CustomerInput {
            name: "Công ty TNHH Sao Mai".to_owned(),
            tax_code: "0101245486".to_owned(),
            kind: CustomerKind::Domestic,
            address: "Lô A1, KCN Thăng Long".to_owned(),
            park_id: None,
            plot: Some(" A1 ".to_owned()),
            billing_name: "Phòng kế toán".to_owned(),
            billing_email: Some("KeToan@saomai.example".to_owned()),
            billing_cc: vec!["giamdoc@saomai.example".to_owned()],
            locale: Locale::Vi,
            zone: "Asia/Ho_Chi_Minh".to_owned(),
        }
    }

    #[test]
    fn what_is_right_is_taken() {
        let entered = input().read(Mistakes::default()).unwrap();
        assert_eq!(entered.plot.as_deref(), Some("A1"));
        assert_eq!(entered.billing_cc.0.len(), 1);
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let wrong = CustomerInput {
            name: "\u{7}".to_owned(),
            tax_code: "1".to_owned(),
            billing_email: Some("nobody".to_owned()),
            billing_cc: ["a@b.vn", "A@b.vn", "c"].map(str::to_owned).to_vec(),
            zone: "Asia/Saigon2".to_owned(),
            ..input()
        };
        let Err(Refusal::Invalid(mistakes)) = wrong.read(Mistakes::default()) else { panic!("it was taken") };
        let fields: Vec<_> = mistakes.iter().map(|mistake| mistake.field.as_str()).collect();
        assert_eq!(fields, ["name", "taxCode", "billingEmail", "billingCc.1", "billingCc.2", "zone"]);
    }

    #[test]
    fn six_copies_are_too_many() {
        let many = CustomerInput { billing_cc: (0..6).map(|n| format!("a{n}@b.vn")).collect(), ..input() };
        let Err(Refusal::Invalid(mistakes)) = many.read(Mistakes::default()) else { panic!("it was taken") };
        assert_eq!(mistakes.first().map(|mistake| mistake.code), Some("TOO_MANY"));
    }
}
