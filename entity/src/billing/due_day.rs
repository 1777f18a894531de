//! Rule: on which days an instalment may fall due (C5).

use crate::refusal::{Mistakes, Words};
use chrono::NaiveDate;

/// How far ahead of signing something may fall due.
const LONGEST_YEARS: u32 = 30;

/// Notes a day before signing, or thirty years after it or later.
pub(crate) fn check(mistakes: &mut Mistakes, field: &str, day: NaiveDate, signed_on: Option<NaiveDate>) {
    let Some(signed_on) = signed_on else { return };
    if day < signed_on {
        let words = Words::new(
            format!("Hợp đồng được ký ngày {signed_on}; không thể đến hạn trước đó."),
            format!("The contract was signed on {signed_on}; nothing can fall due before."),
        );
        mistakes.note(field, "BEFORE_SIGNING", words);
    } else if day.years_since(signed_on).is_none_or(|years| years >= LONGEST_YEARS) {
        let words = Words::new(
            format!("Ngày đến hạn phải trong vòng {LONGEST_YEARS} năm kể từ ngày ký."),
            format!("It must fall due within {LONGEST_YEARS} years of signing."),
        );
        mistakes.note(field, "OUT_OF_RANGE", words);
    }
}
