//! On which days work is to be done: counted in working days, one item after the other, without the days on which
//! somebody else had to act (C3, S4).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::item_state::Owner;
use crate::calendar::working_day::Calendar;

/// What the dates of an item depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the plan.
    pub number: i32,
    /// Whose it is.
    pub owner: Owner,
    /// How long it takes, in working days, at least one.
    pub working_days: i32,
    /// The numbers it comes after.
    pub after: Vec<i32>,
    /// The first day on which somebody else's work can follow it: the day it was done, or tomorrow while it is not.
    /// `None` while nobody works by the plan.
    pub free_on: Option<NaiveDate>,
}

/// The first and the last day of an item; both are worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day: it is due until its end.
    pub to: NaiveDate,
}

/// Days on which clocks stand still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The first day.
    pub from: NaiveDate,
    /// The day on which work goes on; not one of them.
    pub until: NaiveDate,
    /// Whose clocks.
    pub of: Stopped,
}

/// Whose clocks a stop holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Everybody's: the contract rests.
    Everybody,
    /// The provider's: the customer or an authority is to act.
    Provider,
    /// Only that of one item of the provider.
    Item(i32),
}

/// The days of every item by its number.
///
/// An item begins on the first working day from `start_on` on, or on the working day after the last one that it comes
/// after was to end, and lasts so many working days; days on which its clock stands still are passed over. What comes
/// after somebody else's item does not begin before that one is done: who is late moves the days of others, never their
/// own. Items that wait for each other in a cycle have no days.
pub fn dates(pieces: &[Piece], (start_on, calendar): (NaiveDate, &Calendar), stops: &[Stop]) -> BTreeMap<i32, Span> {
    let mut dated: BTreeMap<i32, Span> = BTreeMap::new();
    loop {
        let before = dated.len();
        for piece in pieces {
            if dated.contains_key(&piece.number) {
                continue;
            }
            let follows = |number: &i32| {
                let next = calendar.next_working(dated.get(number)?.to);
                Some(next.max(kept_waiting(piece, pieces.iter().find(|other| other.number == *number)).unwrap_or(next)))
            };
            let Some(days) = piece.after.iter().map(follows).collect::<Option<Vec<_>>>() else { continue };
            let first = days.into_iter().max().unwrap_or(start_on);
            dated.insert(piece.number, span(piece, (first, calendar), stops));
        }
        if dated.len() == before {
            return dated;
        }
    }
}

/// Until when somebody else's item before it kept an item waiting.
fn kept_waiting(piece: &Piece, before: Option<&Piece>) -> Option<NaiveDate> {
    before.filter(|before| before.owner != piece.owner)?.free_on
}

/// Its clock cannot stand still any more once it is done.
fn span(piece: &Piece, (first, calendar): (NaiveDate, &Calendar), stops: &[Stop]) -> Span {
    let is_over = |day: NaiveDate| piece.free_on.is_some_and(|free_on| free_on < day);
    let holds =
        |day| !is_over(day) && stops.iter().any(|stop| stop.of_piece(piece) && stop.from <= day && day < stop.until);
    let is_counted = |day: &NaiveDate| calendar.is_working(*day) && !holds(*day);
    let mut days = first.iter_days().filter(is_counted);
    let from = days.next().unwrap_or(first);
    let rest = usize::try_from(piece.working_days).unwrap_or_default().saturating_sub(1);
    let to = rest.checked_sub(1).map_or(Some(from), |place| days.nth(place)).unwrap_or(from);
    Span { from, to }
}

impl Stop {
    fn of_piece(&self, piece: &Piece) -> bool {
        match self.of {
            Stopped::Everybody => true,
            Stopped::Provider => piece.owner == Owner::Provider,
            Stopped::Item(number) => piece.number == number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Owner::{Authority, Customer, Provider},
        Stopped::{Everybody, Item},
        *,
    };
    use crate::calendar::working_day::tests::{on, vietnam};

    fn piece(number: i32, owner: Owner, working_days: i32, after: &[i32]) -> Piece {
        Piece { number, owner, working_days, after: after.to_vec(), free_on: None }
    }

    fn stop(from: &str, until: &str, of: Stopped) -> Stop {
        Stop { from: on(from), until: on(until), of }
    }

    /// A survey of the provider, documents of the customer, the file made of both, the authority's decision.
    fn plan() -> Vec<Piece> {
        vec![
            piece(1, Provider, 3, &[]),
            piece(2, Customer, 5, &[]),
            piece(3, Provider, 4, &[1, 2]),
            piece(4, Authority, 2, &[3]),
        ]
    }

    fn told(pieces: &[Piece], start_on: &str, stops: &[Stop]) -> Vec<String> {
        let dates = dates(pieces, (on(start_on), &vietnam()), stops);
        dates.into_iter().map(|(number, span)| format!("{number} {} {}", span.from, span.to)).collect()
    }

    #[test]
    fn items_follow_each_other_on_working_days() {
        // Monday 2 March; the customer's five days end on Friday, so the file begins on Monday 9.
        let expected = [
            "1 2026-03-02 2026-03-04",
            "2 2026-03-02 2026-03-06",
            "3 2026-03-09 2026-03-12",
            "4 2026-03-13 2026-03-16",
        ];
        assert_eq!(told(&plan(), "2026-03-02", &[]), expected);
        assert_eq!(told(&plan(), "2026-02-28", &[]), expected, "a Saturday begins on Monday");
    }

    #[test]
    fn days_off_are_passed_over() {
        // Tết 2026: 14 to 22 February.
        assert_eq!(told(&[piece(1, Provider, 3, &[])], "2026-02-12", &[]), ["1 2026-02-12 2026-02-23"]);
        assert_eq!(told(&[piece(1, Provider, 1, &[])], "2026-02-14", &[]), ["1 2026-02-23 2026-02-23"]);
    }

    #[test]
    fn waiting_shifts_what_is_the_providers_and_what_follows() {
        let table: [(&[Stop], [&str; 4]); 6] = [
            (
                &[stop("2026-03-10", "2026-03-12", Stopped::Provider)],
                ["03-02 03-04", "03-02 03-06", "03-09 03-16", "03-17 03-18"],
            ),
            // A wait over a weekend shifts by its working days alone.
            (
                &[stop("2026-03-07", "2026-03-10", Stopped::Provider)],
                ["03-02 03-04", "03-02 03-06", "03-10 03-13", "03-16 03-17"],
            ),
            // Days counted twice stop once.
            (
                &[
                    stop("2026-03-10", "2026-03-12", Stopped::Provider),
                    stop("2026-03-11", "2026-03-12", Stopped::Provider),
                ],
                ["03-02 03-04", "03-02 03-06", "03-09 03-16", "03-17 03-18"],
            ),
            // What had ended before is not moved.
            (
                &[stop("2026-03-16", "2026-03-18", Stopped::Provider)],
                ["03-02 03-04", "03-02 03-06", "03-09 03-12", "03-13 03-16"],
            ),
            // One item waits; the other goes on.
            (
                &[stop("2026-03-03", "2026-03-05", Item(1))],
                ["03-02 03-06", "03-02 03-06", "03-09 03-12", "03-13 03-16"],
            ),
            // A rest of the contract stops everybody.
            (
                &[stop("2026-03-02", "2026-03-04", Everybody)],
                ["03-04 03-06", "03-04 03-10", "03-11 03-16", "03-17 03-18"],
            ),
        ];
        for (stops, expected) in table {
            let expected: Vec<String> = expected
                .iter()
                .enumerate()
                .map(|(place, days)| {
                    let (from, to) = days.split_once(' ').unwrap();
                    format!("{} 2026-{from} 2026-{to}", place + 1)
                })
                .collect();
            assert_eq!(told(&plan(), "2026-03-02", stops), expected, "{stops:?}");
        }
    }

    #[test]
    fn who_is_late_moves_the_days_of_others() {
        let freed = |free: [&str; 4]| -> Vec<Piece> {
            plan().into_iter().zip(free).map(|(piece, free)| Piece { free_on: Some(on(free)), ..piece }).collect()
        };
        let told = |free, stops: &[Stop]| told(&freed(free), "2026-03-02", stops);
        // All in time: the days stay as agreed, also of what was done before its last day.
        let in_time = told(["2026-03-03", "2026-03-06", "2026-03-12", "2026-03-13"], &[]);
        assert_eq!(in_time[2..], ["3 2026-03-09 2026-03-12", "4 2026-03-13 2026-03-16"]);
        // The provider's own survey is late: its file is due as agreed. The customer's papers are: it goes on that day.
        let own = told(["2026-03-11", "2026-03-06", "2026-03-13", "2026-03-13"], &[]);
        assert_eq!(own[2], "3 2026-03-09 2026-03-12");
        let customer = told(["2026-03-04", "2026-03-11", "2026-03-12", "2026-03-12"], &[]);
        assert_eq!(customer[2], "3 2026-03-11 2026-03-16");
        // A stop moves nothing of what was done before it.
        let stop = [stop("2026-03-05", "2026-03-10", Stopped::Provider)];
        assert_eq!(told(["2026-03-03", "2026-03-06", "2026-03-12", "2026-03-12"], &stop)[0], "1 2026-03-02 2026-03-04");
    }

    #[test]
    fn what_waits_for_itself_has_no_days() {
        let pieces = [piece(1, Provider, 1, &[2]), piece(2, Provider, 1, &[1]), piece(3, Provider, 1, &[])];
        assert_eq!(told(&pieces, "2026-03-02", &[]), ["3 2026-03-02 2026-03-02"]);
    }
}
