//! Letters about inquiries and quotes (S1, S2).

use entity::notice::facts::{Enclosure, InquiryFacts, QuoteFacts};
use entity::quote::state::State;

use super::Writer;
use crate::notice::inquiry_received::InquiryReceived;
use crate::notice::quote_answered::QuoteAnswered;
use crate::notice::quote_offered::{Offer, QuoteOffered};

impl Writer<'_> {
    pub(super) fn inquiry_received(&self, facts: &InquiryFacts) -> InquiryReceived {
        InquiryReceived {
            reference: facts.reference.clone(),
            received_at: facts.received_at,
            answer_by: facts.answer_by,
            packages: facts.packages.iter().map(|name| name.in_locale(self.locale()).to_owned()).collect(),
        }
    }

    pub(super) fn quote_offered(quotes: &[&QuoteFacts], is_reminder: bool) -> QuoteOffered {
        let mut quotes = quotes.to_vec();
        quotes.sort_by_key(|quote| quote.valid_until);
        let offers = quotes.iter().map(|quote| Offer {
            reference: quote.reference.clone(),
            number: quote.number,
            title: quote.title.clone(),
            total: quote.total,
            valid_until: quote.valid_until,
        });
        QuoteOffered {
            offers: offers.collect(),
            is_reminder,
            is_enclosed: quotes.iter().any(|quote| matches!(quote.enclosure, Enclosure::Ready(_))),
        }
    }

    pub(super) fn quote_answered(facts: &QuoteFacts) -> QuoteAnswered {
        QuoteAnswered {
            reference: facts.reference.clone(),
            number: facts.number,
            title: facts.title.clone(),
            total: facts.total,
            decided_by: facts.decided_by.clone(),
            is_accepted: facts.state == State::Accepted,
            reason: facts.reason.clone(),
        }
    }
}
