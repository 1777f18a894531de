//! How far it has come: the days behind it, in order, and the state they make.

use super::{Facts, Registration, Work};
use crate::billing::receiving::Receipt;
use crate::contract::lifecycle::Lifecycle;
use crate::refusal::{Mistakes, Words};
use crate::value::money::Money;
use crate::warranty::cover::Cover;
use chrono::NaiveDate;

impl Registration {
    /// The state that the last day given stands for. Each day needs the one before it, and none lies in the future.
    pub(super) fn state(&self, mistakes: &mut Mistakes, facts: &Facts) -> Lifecycle {
        let days = [
            ("signedOn", Some(self.signed_on), Lifecycle::Signed),
            ("startedOn", self.started_on, Lifecycle::Deploying),
            ("finishedOn", self.finished_on, Lifecycle::Finished),
            ("acceptedOn", self.accepted_on, Lifecycle::Accepted),
            ("closedOn", self.closed_on, Lifecycle::Closed),
        ];
        let last = days.iter().rposition(|(_, day, _)| day.is_some()).unwrap_or_default();
        let (mut state, mut before) = (Lifecycle::Signed, None);
        for (field, day, reached) in days.into_iter().take(last.saturating_add(1)) {
            let Some(day) = day else {
                let words =
                    Words::new("Thiếu ngày này trong khi có ngày sau nó.", "A later day is given, but not this one.");
                mistakes.note(field, "MISSING", words);
                continue;
            };
            check_order(mistakes, field, day, before);
            mistakes.past_day(field, day, facts.today);
            (state, before) = (reached, Some(day));
        }
        self.check_liquidation(mistakes, facts);
        state
    }

    fn check_liquidation(&self, mistakes: &mut Mistakes, facts: &Facts) {
        let Some(day) = self.liquidated_on else { return };
        mistakes.past_day("liquidatedOn", day, facts.today);
        if self.accepted_on.is_none() {
            let words =
                Words::new("Chỉ thanh lý hợp đồng đã được nghiệm thu.", "Only what is accepted can be liquidated.");
            mistakes.note("acceptedOn", "MISSING", words);
        }
        check_order(mistakes, "liquidatedOn", day, self.accepted_on);
    }

    /// What is closed owes nothing and warrants nothing any more (C5, P5).
    pub(super) fn check_closing(
        &self,
        mistakes: &mut Mistakes,
        facts: &Facts,
        (work, receipts, total): (&[Work], &[Receipt], Money),
    ) {
        let (Some(closed_on), Some(accepted_on)) = (self.closed_on, self.accepted_on) else { return };
        let received = Money::sum(self.currency, receipts.iter().map(|receipt| receipt.amount));
        if received.is_ok_and(|received| received.minor() < total.minor()) {
            let words = Words::new("Hợp đồng chưa được thanh toán đủ.", "The contract is not paid in full.");
            mistakes.note("closedOn", "STILL_OWED", words);
        }
        let covers = work.iter().filter_map(|work| {
            let months = u32::try_from(work.warranty_months).ok()?;
            Cover::of(accepted_on, months, &facts.calendar).ok().flatten()
        });
        if let Some(last) = covers.map(|cover| cover.last_covered_on).max().filter(|last| *last >= closed_on) {
            let words = Words::new(
                format!("Còn bảo hành đến hết ngày {last}."),
                format!("It is under warranty until the end of {last}."),
            );
            mistakes.note("closedOn", "STILL_COVERED", words);
        }
    }
}

fn check_order(mistakes: &mut Mistakes, field: &str, day: NaiveDate, before: Option<NaiveDate>) {
    if let Some(before) = before.filter(|before| day < *before) {
        let words =
            Words::new(format!("Ngày này phải từ {before} trở đi."), format!("This day must not be before {before}."));
        mistakes.note(field, "OUT_OF_ORDER", words);
    }
}
