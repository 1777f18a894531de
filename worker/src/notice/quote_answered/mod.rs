//! A quote was accepted or declined by the customer's signatory (S2).

use entity::value::money::Money;

use super::page::pages;

/// Tells whoever answers the inquiry what became of its quote.
#[derive(Clone, Debug)]
pub struct QuoteAnswered {
    /// By what the quote is known.
    pub reference: String,
    /// Which version of the inquiry's quotes it is.
    pub number: i32,
    /// What it is about.
    pub title: String,
    /// The price with VAT, with the lines that were ticked.
    pub total: Money,
    /// Who accepted or declined it.
    pub decided_by: Option<String>,
    /// Whether it was accepted.
    pub is_accepted: bool,
    /// Why it was declined; may have several lines.
    pub reason: Option<String>,
}

pages!(
    QuoteAnswered,
    vi: ["quote_answered/vi.subject.txt", "quote_answered/vi.txt", "quote_answered/vi.html"],
    en: ["quote_answered/en.subject.txt", "quote_answered/en.txt", "quote_answered/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, prove};

    #[test]
    fn samples_are_sound() {
        let accepted = QuoteAnswered {
            reference: "BG-2026-7KQ4MX".into(),
            number: 2,
            title: "Giấy phép môi trường nhà máy 2".into(),
            total: Money::vnd(198_000_000),
            decided_by: Some("Trần Văn Nam".into()),
            is_accepted: true,
            reason: None,
        };
        let declined =
            QuoteAnswered { is_accepted: false, reason: Some("Giá cao hơn dự toán.".into()), ..accepted.clone() };
        let text = || HOSTILE.to_owned();
        let hostile = QuoteAnswered {
            reference: text(),
            title: text(),
            decided_by: Some(text()),
            reason: Some(text()),
            ..declined.clone()
        };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "quote_answered",
            &[
                of(
                    "accepted",
                    accepted,
                    vec!["BG-2026-7KQ4MX", "198.000.000", "Trần Văn Nam", "chấp nhận"],
                    vec!["BG-2026-7KQ4MX", "198,000,000", "Trần Văn Nam", "accepted"],
                ),
                of("declined", declined, vec!["Giá cao hơn dự toán."], vec!["Giá cao hơn dự toán."]),
                of("hostile", hostile, vec!["từ chối"], vec!["declined"]),
            ],
        );
    }
}
