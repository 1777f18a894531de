//! What came in before.

use super::{Facts, PastPayment, Registration};
use crate::billing::receiving::{LONGEST_NOTE, LONGEST_REFERENCE, Receipt, received_on};
use crate::refusal::{Mistakes, Words};

const MOST_PAYMENTS: usize = 200;

impl Registration {
    /// All payments, the oldest first; or nothing when one has a mistake.
    pub(super) fn receipts(&self, mistakes: &mut Mistakes, facts: &Facts) -> Option<Vec<Receipt>> {
        if self.payments.len() > MOST_PAYMENTS {
            let words = Words::new(
                format!("Nhập tối đa {MOST_PAYMENTS} khoản thanh toán cùng lúc."),
                format!("At most {MOST_PAYMENTS} payments can be entered at once."),
            );
            mistakes.note("payments", "WRONG_COUNT", words);
            return None;
        }
        let payments = self.payments.iter().enumerate();
        let receipts: Vec<_> =
            payments.map(|(place, payment)| self.receipt(mistakes, facts, (place, payment))).collect();
        let mut receipts: Vec<Receipt> = receipts.into_iter().collect::<Option<_>>()?;
        receipts.sort_by_key(|receipt| receipt.received_on);
        Some(receipts)
    }

    fn receipt(
        &self,
        mistakes: &mut Mistakes,
        facts: &Facts,
        (place, payment): (usize, &PastPayment),
    ) -> Option<Receipt> {
        let path = |field: &str| format!("payments.{place}.{field}");
        let reference = mistakes.line(&path("reference"), &payment.reference, LONGEST_REFERENCE);
        let is_above = self.payments.iter().take(place).any(|above| above.reference.trim() == reference);
        if is_above || facts.used_references.contains(&reference) {
            let words = Words::new("Mã tham chiếu này đã được dùng.", "This reference is already used.");
            mistakes.note(path("reference"), "PAYMENT_REFERENCE_USED", words);
        }
        let amount = mistakes.amount(&path("amount"), &payment.amount, self.currency);
        let days = (Some(self.signed_on), facts.today);
        let received_on = received_on(mistakes, &path("receivedOn"), payment.received_on, days);
        let note = mistakes.optional_line(&path("note"), payment.note.as_deref(), LONGEST_NOTE);
        let (amount, received_on) = amount.zip(received_on)?;
        Some(Receipt { reference, amount, received_on, note })
    }
}
