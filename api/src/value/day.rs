//! Days and moments as clients write them.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{Datelike, NaiveDate, SubsecRound};
use entity::clock::Instant;
use entity::refusal::{Mistakes, Words};

/// The years in which something of this product can lie.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// A day in the provider's zone, such as `2026-03-02`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub NaiveDate);

/// A day in the provider's zone (Asia/Ho_Chi_Minh), such as `2026-03-02`.
#[Scalar(name = "Date")]
impl ScalarType for Day {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| YEARS.contains(&day.year()));
        day.map(Self).ok_or_else(|| InputValueError::custom("a day is written as 2026-03-02"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

impl From<NaiveDate> for Day {
    fn from(day: NaiveDate) -> Self {
        Self(day)
    }
}

/// A moment that a client sent, cut to what a database keeps; noted when no business can lie there.
pub fn moment(mistakes: &mut Mistakes, field: &str, at: Instant) -> Instant {
    if !YEARS.contains(&at.year()) {
        let words = Words::new("Thời điểm này nằm ngoài phạm vi.", "That moment is out of range.");
        mistakes.note(field, "OUT_OF_RANGE", words);
    }
    at.trunc_subsecs(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_four_two_two_digits_within_reason() {
        let read = |text: &str| Day::parse(Value::String(text.to_owned())).ok().map(|day| day.0.to_string());
        assert_eq!(read("2026-03-02").as_deref(), Some("2026-03-02"));
        for wrong in
            ["", "2026-02-30", "02/03/2026", "2026-03-02T00:00:00Z", "1899-12-31", "3000-01-01", "+12026-01-01"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert!(Day::parse(Value::Number(20_260_302.into())).is_err());
    }

    #[test]
    fn a_moment_is_cut_to_microseconds() {
        let mut mistakes = Mistakes::default();
        let at: Instant = "2026-03-02T08:00:00.123456789Z".parse().unwrap();
        assert_eq!(moment(&mut mistakes, "to", at).to_rfc3339(), "2026-03-02T08:00:00.123456+00:00");
        assert!(mistakes.is_empty());
        moment(&mut mistakes, "to", Instant::MAX_UTC);
        assert!(!mistakes.is_empty());
    }
}
