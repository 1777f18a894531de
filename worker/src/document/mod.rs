//! The papers Khu writes: typst templates filled with facts, as PDF/A-2b. Whoever prints has looked everything up before.
//!
//! To add a kind: its content in a file here, its template in `template/`, its line in [`Paper::of`], samples that prove
//! both languages.

mod completion_report;
mod contract;
mod letterhead;
mod minutes;
mod payment_request;
mod printer;
mod quote;
mod wording;

#[cfg(test)]
mod proof;

use entity::document::facts::{Content, Facts};
use entity::value::locale::Locale;

pub use printer::PrintFailed;

use letterhead::Letterhead;
use printer::{Sheet, print};

/// A document in one language, ready to be printed.
#[derive(Debug)]
pub struct Paper(Sheet);

impl Paper {
    /// Puts the facts into words.
    pub fn of(facts: &Facts, locale: Locale) -> Result<Self, PrintFailed> {
        let head = Letterhead::of(facts, locale);
        match &facts.content {
            Content::CompletionReport(content) => completion_report::sheet(&head, content).map(Self),
            Content::Contract(content) => contract::sheet(&head, content).map(Self),
            Content::Minutes(content) => minutes::sheet(&head, content).map(Self),
            Content::PaymentRequest(content) => payment_request::sheet(&head, (facts, content)).map(Self),
            Content::Quote(content) => quote::sheet(&head, content).map(Self),
        }
    }

    /// The PDF. It computes for some milliseconds: not for a thread that others wait for.
    pub fn print(self) -> Result<Vec<u8>, PrintFailed> {
        print(self.0)
    }
}
