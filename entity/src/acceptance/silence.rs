//! Until when the customer is asked to answer, and when silence is acceptance (S6).

use super::acceptance_round::Model;
use super::round_state::RoundState;
use crate::calendar::period::{BeyondCalendar, Period};
use crate::calendar::working_day::Calendar;
use chrono::{Days, NaiveDate};
use std::ops::RangeInclusive;

/// How many days a contract may give the customer to answer before silence is acceptance: not so few that the warnings
/// before its end would be skipped.
pub const TERM: RangeInclusive<i32> = 7..=90;

/// How many days the customer is asked to answer within where the contract says nothing: nothing follows from silence then.
pub const USUAL_DAYS: u32 = 10;

/// The last day to answer: so many days after the report, the first one not counted; a day off rolls to the next working
/// day (civil code art. 147–148).
pub fn answer_by(asked_on: NaiveDate, days: u32, calendar: &Calendar) -> Result<NaiveDate, BeyondCalendar> {
    Period::Days(days).ends_on(asked_on, calendar)
}

/// The last day to answer after a rest of the contract: the days of the rest that fell before it do not count.
pub fn moved_by_rest(
    (asked_on, answer_by_on): (NaiveDate, NaiveDate),
    (from, until): (NaiveDate, NaiveDate),
    calendar: &Calendar,
) -> NaiveDate {
    let rested = u64::try_from((until - from.max(asked_on)).num_days()).unwrap_or_default();
    if from > answer_by_on || rested == 0 {
        return answer_by_on;
    }
    answer_by_on.checked_add_days(Days::new(rested)).map_or(answer_by_on, |day| calendar.on_or_after(day))
}

/// Whether a round counts as accepted by silence on a day: the contract says so, nobody answered until the end of the
/// term, and the customer was warned. It counts from the day after the term.
pub fn is_accepted(round: &Model, was_warned: bool, today: NaiveDate) -> bool {
    round.state == RoundState::Asked && round.silence_accepts && was_warned && round.answer_by_on < today
}

/// The day of such an acceptance: the first one after the term.
pub fn accepted_on(round: &Model) -> NaiveDate {
    round.answer_by_on.succ_opt().unwrap_or(round.answer_by_on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::{on, vietnam};
    use crate::value::id::{AcceptanceRoundId, ContractId, DocumentId};

    fn round() -> Model {
        Model {
            id: AcceptanceRoundId::new(),
            contract_id: ContractId::new(),
            number: 1,
            report_id: DocumentId::new(),
            state: RoundState::Asked,
            finished_on: on("2026-03-02"),
            asked_on: on("2026-03-02"),
            answer_by_on: on("2026-03-16"),
            silence_accepts: true,
            manner: None,
            answered_on: None,
            answered_by: None,
            paper: None,
            reason: None,
            report_sha256: None,
        }
    }

    #[test]
    fn the_term_ends_on_a_working_day() {
        // asked on, days, last day: 14 March 2026 is a Saturday; Tết 2026 lasts from 14 to 22 February.
        let table =
            [("2026-03-02", 10, "2026-03-12"), ("2026-03-02", 12, "2026-03-16"), ("2026-02-05", 10, "2026-02-23")];
        for (asked_on, days, last) in table {
            assert_eq!(answer_by(on(asked_on), days, &vietnam()), Ok(on(last)), "{asked_on} and {days} days");
        }
    }

    #[test]
    fn a_rest_before_the_end_moves_it() {
        let term = (on("2026-03-02"), on("2026-03-16"));
        // rested from, until, last day
        let table = [
            ("2026-03-04", "2026-03-06", "2026-03-18"),
            ("2026-03-04", "2026-03-09", "2026-03-23"),
            ("2026-02-20", "2026-03-04", "2026-03-18"),
            ("2026-02-20", "2026-02-25", "2026-03-16"),
            ("2026-03-16", "2026-03-17", "2026-03-17"),
            ("2026-03-17", "2026-03-30", "2026-03-16"),
        ];
        for (from, until, last) in table {
            assert_eq!(moved_by_rest(term, (on(from), on(until)), &vietnam()), on(last), "{from} to {until}");
        }
    }

    #[test]
    fn silence_accepts_from_the_day_after_the_term() {
        let never = Model { silence_accepts: false, ..round() };
        let answered = Model { state: RoundState::Rejected, ..round() };
        let table = [
            (round(), true, "2026-03-16", false),
            (round(), true, "2026-03-17", true),
            (round(), false, "2026-03-17", false),
            (never, true, "2026-03-17", false),
            (answered, true, "2026-03-17", false),
        ];
        for (round, was_warned, today, expected) in table {
            assert_eq!(is_accepted(&round, was_warned, on(today)), expected, "{today} {was_warned} {round:?}");
        }
        assert_eq!(accepted_on(&round()), on("2026-03-17"));
    }
}
