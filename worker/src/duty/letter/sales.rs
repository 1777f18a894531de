//! Letters about inquiries (S1).

use entity::notice::facts::InquiryFacts;

use super::Writer;
use crate::notice::inquiry_received::InquiryReceived;

impl Writer<'_> {
    pub(super) fn inquiry_received(&self, facts: &InquiryFacts) -> InquiryReceived {
        InquiryReceived {
            reference: facts.reference.clone(),
            received_at: facts.received_at,
            answer_by: facts.answer_by,
            packages: facts.packages.iter().map(|name| name.in_locale(self.locale()).to_owned()).collect(),
        }
    }
}
