//! Quotes wait for the customer's answer (S2): when one is sent, and as their last days come near.

use chrono::NaiveDate;
use entity::value::money::Money;

use super::page::pages;

/// Tells the customer of a quote, or reminds them of some.
#[derive(Clone, Debug)]
pub struct QuoteOffered {
    /// What is offered: one when it is sent, all of the day when they are reminded of.
    pub offers: Vec<Offer>,
    /// Whether they were sent before.
    pub is_reminder: bool,
    /// Whether the paper goes with the letter.
    pub is_enclosed: bool,
}

/// One quote.
#[derive(Clone, Debug)]
pub struct Offer {
    /// By what the quote is known.
    pub reference: String,
    /// Which version of the inquiry's quotes it is.
    pub number: i32,
    /// What it is about.
    pub title: String,
    /// The price with VAT, without the lines that may be left out.
    pub total: Money,
    /// The last day on which it can be accepted.
    pub valid_until: NaiveDate,
}

impl QuoteOffered {
    /// The references, one after the other.
    fn references(&self) -> String {
        let references: Vec<&str> = self.offers.iter().map(|offer| offer.reference.as_str()).collect();
        references.join(", ")
    }
}

pages!(
    QuoteOffered,
    vi: ["quote_offered/vi.subject.txt", "quote_offered/vi.txt", "quote_offered/vi.html"],
    en: ["quote_offered/en.subject.txt", "quote_offered/en.txt", "quote_offered/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn offer() -> Offer {
        Offer {
            reference: "BG-2026-7KQ4MX".into(),
            number: 2,
            title: "Giấy phép môi trường nhà máy 2".into(),
            total: Money::vnd(198_000_000),
            valid_until: day("2026-03-31"),
        }
    }

    #[test]
    fn samples_are_sound() {
        let sent = QuoteOffered { offers: vec![offer()], is_reminder: false, is_enclosed: true };
        let other = Offer { reference: "BG-2026-M3X8PT".into(), ..offer() };
        let reminder = QuoteOffered { offers: vec![offer(), other], is_reminder: true, is_enclosed: false };
        let hostile = Offer { reference: HOSTILE.into(), title: HOSTILE.into(), ..offer() };
        let hostile = QuoteOffered { offers: vec![hostile], ..sent.clone() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        let facts = ["BG-2026-7KQ4MX", "Giấy phép môi trường nhà máy 2"];
        let all = |more: [&'static str; 2]| facts.into_iter().chain(more).collect::<Vec<_>>();
        prove(
            "quote_offered",
            &[
                of("sent", sent, all(["31/03/2026", "198.000.000"]), all(["31 March 2026", "198,000,000"])),
                of("reminder", reminder, vec!["sắp hết hiệu lực", "BG-2026-M3X8PT"], vec!["expire", "BG-2026-M3X8PT"]),
                of("hostile", hostile, vec!["31/03/2026"], vec!["31 March 2026"]),
            ],
        );
    }
}
