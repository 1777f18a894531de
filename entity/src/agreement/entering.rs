//! Rule: a signature as somebody enters it (S2).

use super::party::Party;
use crate::refusal::{Mistakes, Words};
use crate::value::id::DocumentId;
use chrono::NaiveDate;

const LONGEST_NAME: usize = 200;
const LONGEST_POWER: usize = 500;

/// What was signed on paper, as staff enter it.
#[derive(Clone, Debug)]
pub struct PaperSignature {
    /// For which party.
    pub party: Party,
    /// Who signed, 1 to 200 characters.
    pub signer: String,
    /// By which power of attorney, up to 500 characters: its number and day; nothing where the signer represents the
    /// party by law.
    pub power_of_attorney: Option<String>,
    /// When, from the day the text was drawn up to today.
    pub signed_on: NaiveDate,
    /// The scan, as it was kept for this contract.
    pub scan_id: DocumentId,
}

/// A signature without a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) party: Party,
    pub(crate) signer: String,
    pub(crate) power_of_attorney: Option<String>,
    pub(crate) signed_on: NaiveDate,
    pub(crate) scan_id: Option<DocumentId>,
}

impl PaperSignature {
    /// The signature with its texts clean. Notes a day in the future or before the text was drawn up.
    pub(crate) fn read(&self, mistakes: &mut Mistakes, (drawn_up_on, today): (NaiveDate, NaiveDate)) -> Given {
        let signer = mistakes.line("onPaper.signer", &self.signer, LONGEST_NAME);
        let power = self.power_of_attorney.as_deref();
        let power_of_attorney = mistakes.optional_line("onPaper.powerOfAttorney", power, LONGEST_POWER);
        let day = mistakes.past_day("onPaper.signedOn", self.signed_on, today);
        if day.is_some_and(|day| day < drawn_up_on) {
            let words = Words::new(
                format!("Văn bản hợp đồng được lập ngày {drawn_up_on}; không thể ký trước đó."),
                format!("The text was drawn up on {drawn_up_on}; nobody can have signed it before."),
            );
            mistakes.note("onPaper.signedOn", "OUT_OF_ORDER", words);
        }
        let (party, signed_on, scan_id) = (self.party, self.signed_on, Some(self.scan_id));
        Given { party, signer, power_of_attorney, signed_on, scan_id }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;
    use crate::refusal::Refusal;

    fn refused(signer: &str, signed_on: &str) -> Vec<(String, &'static str)> {
        let paper = PaperSignature {
            party: Party::Customer,
            signer: signer.to_owned(),
            power_of_attorney: Some("  ".to_owned()),
            signed_on: on(signed_on),
            scan_id: DocumentId::new(),
        };
        let mut mistakes = Mistakes::default();
        let given = paper.read(&mut mistakes, (on("2026-03-02"), on("2026-03-10")));
        assert_eq!(given.power_of_attorney, None);
        let Err(Refusal::Invalid(noted)) = mistakes.finish() else { return Vec::new() };
        noted.into_iter().map(|mistake| (mistake.field, mistake.code)).collect()
    }

    #[test]
    fn a_paper_is_signed_between_its_making_and_today() {
        let day = || "onPaper.signedOn".to_owned();
        let table: [(&str, &[(String, &str)]); 4] = [
            ("2026-03-01", &[(day(), "OUT_OF_ORDER")]),
            ("2026-03-02", &[]),
            ("2026-03-10", &[]),
            ("2026-03-11", &[(day(), "IN_FUTURE")]),
        ];
        for (signed_on, expected) in table {
            assert_eq!(refused("Nguyễn Thị Lan", signed_on), expected, "{signed_on}");
        }
        assert_eq!(refused(" ", "2026-03-02"), [("onPaper.signer".to_owned(), "EMPTY")]);
    }
}
