//! What somebody has to do, and why.

use super::command::Command;
use super::doer::Doer;
use crate::calendar::zone::{PROVIDER_ZONE, day_of};
use crate::clock::Instant;
use crate::dossier::Subject;
use crate::refusal::Words;
use crate::value::id::ContractId;
use chrono::NaiveDate;

/// What somebody has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The clause of the terms it comes from, such as `C5`.
    pub clause: &'static str,
    /// Who does it.
    pub doer: Doer,
    /// What is to be done.
    pub what: Words,
    /// Why, with the sum, the day or the number.
    pub reason: Words,
    /// Until when.
    pub due: Due,
    /// What it is done with; `None` where it is done outside the system.
    pub command: Option<Command>,
    /// What it is about: what the command names.
    pub subject: Subject,
}

/// Until when something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last day; `None` when nothing sets one.
    pub on: Option<NaiveDate>,
    /// Whether that has passed: for a day at its end, for a moment at that moment.
    pub is_overdue: bool,
}

/// An action with the dossier it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextAction {
    /// What is to be done.
    pub action: Action,
    /// Under which contract; `None` before there is one.
    pub contract_id: Option<ContractId>,
    /// By what people know the contract, or the inquiry.
    pub reference: String,
    /// What that is about.
    pub title: String,
}

impl Due {
    /// Nothing sets a day.
    pub const UNSET: Self = Self { on: None, is_overdue: false };

    /// By the end of a day.
    pub fn by(day: NaiveDate, today: NaiveDate) -> Self {
        Self { on: Some(day), is_overdue: day < today }
    }

    /// By a moment.
    pub fn before(moment: Instant, now: Instant) -> Self {
        Self { on: Some(day_of(moment, PROVIDER_ZONE)), is_overdue: moment < now }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::calendar::working_day::Calendar;
    use crate::calendar::working_day::tests::vietnam;
    use crate::dossier::given::nine;
    use crate::dossier::{AsOf, Dossier};

    /// Clause, who, by which command and until when; `!` for what is overdue.
    pub fn told(actions: &[Action]) -> Vec<String> {
        let one = |it: &Action| {
            let command = it.command.map_or("-", Command::name);
            let due = it.due.on.map_or_else(|| "-".to_owned(), |day| day.to_string());
            format!("{} {:?} {command} {due}{}", it.clause, it.doer, if it.due.is_overdue { "!" } else { "" })
        };
        actions.iter().map(one).collect()
    }

    /// What a rule says at nine in the morning of a day.
    pub fn on_day(rule: fn(&Dossier, &AsOf<'_>) -> Vec<Action>, dossier: &Dossier, day: &str) -> Vec<String> {
        let calendar: Calendar = vietnam();
        told(&rule(dossier, &AsOf::moment(nine(day), &calendar)))
    }

    #[test]
    fn a_day_is_overdue_when_it_is_over_and_a_moment_when_it_has_passed() {
        let (day, now) = (|day: &str| day.parse::<NaiveDate>().unwrap(), nine("2026-03-10"));
        let table = [
            (Due::UNSET, None, false),
            (Due::by(day("2026-03-10"), day("2026-03-10")), Some("2026-03-10"), false),
            (Due::by(day("2026-03-09"), day("2026-03-10")), Some("2026-03-09"), true),
            (Due::before(now, now), Some("2026-03-10"), false),
            (Due::before(now - chrono::TimeDelta::minutes(1), now), Some("2026-03-10"), true),
        ];
        for (due, on, is_overdue) in table {
            assert_eq!((due.on, due.is_overdue), (on.map(day), is_overdue));
        }
    }
}
