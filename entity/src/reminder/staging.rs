//! Which stage of a reminder is sent when, and which are not (design 5).

use std::{collections::BTreeSet, iter::successors};

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::ladder::{Ladder, Stage, Tone};
use crate::{
    calendar::{
        working_day::Calendar,
        zone::{self, PROVIDER_ZONE},
    },
    clock::Instant,
    notice::skip_reason::SkipReason,
};

/// All that decides the stages of one arming of a reminder.
#[derive(Clone, Copy, Debug)]
pub struct Staging<'a> {
    /// The policy.
    pub ladder: &'a Ladder,
    /// The day reminded of: due day, last covered day.
    pub anchor_on: NaiveDate,
    /// The provider's working days.
    pub calendar: &'a Calendar,
    /// The recipient's zone, in which the hour of sending is meant.
    pub zone: Tz,
    /// When the reminder was armed: stages before it are not made up for.
    pub armed_at: Instant,
    /// The offsets of the stages of this arming that were sent or skipped.
    pub happened: &'a BTreeSet<i32>,
    /// The last day of a pause or of a promise to pay, in the provider's zone.
    pub paused_until: Option<NaiveDate>,
}

/// A stage with its day and what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The stage.
    pub stage: Stage,
    /// Its day, in the recipient's zone.
    pub on: NaiveDate,
    /// Its moment: the hour of sending on that day.
    pub at: Instant,
    /// From when on what it says is no longer true, or is said by the next stage; none if it stays true.
    pub not_after: Option<Instant>,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Sent or skipped already.
    Happened,
    /// To be sent at its moment.
    Waiting,
    /// Not to be sent.
    Skipped(SkipReason),
}

/// What to do now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// The one stage to send, if any.
    pub send: Option<Planned>,
    /// The stages to put down as skipped.
    pub skip: Vec<(Stage, SkipReason)>,
}

impl Staging<'_> {
    /// Every stage with its day, its moment and its fate, the earliest first.
    ///
    /// On working days only: a stage on a day off moves, before the anchor to an earlier day, at or after it to a later
    /// one. What falls into a pause moves to the first hour of sending after it. Of several on one day only the latest
    /// waits. What lay before the arming was armed late.
    pub fn plan(&self) -> Vec<Planned> {
        let mut plan = Vec::with_capacity(self.ladder.stages().len());
        let mut later: Option<Planned> = None;
        for stage in self.ladder.stages().iter().rev() {
            let Some(planned) = self.planned(*stage, later) else { continue };
            match planned.fate {
                Fate::Waiting | Fate::Happened => later = Some(planned),
                Fate::Skipped(_) => {}
            }
            plan.push(planned);
        }
        plan.reverse();
        plan
    }

    /// The next moment at which something is to be sent; none when nothing is.
    pub fn next_at(&self) -> Option<Instant> {
        self.plan().iter().filter(|planned| planned.fate == Fate::Waiting).map(|planned| planned.at).min()
    }

    /// What to do at this moment. Of all that have come due, after however long a downtime, only the latest is sent, and
    /// only while what it says is true; every other one is skipped with its reason.
    /// Once all of it is put down as happened, the next moment lies after `now`.
    pub fn decide(&self, now: Instant) -> Decision {
        let mut decision = Decision::default();
        let mut has_later = false;
        for planned in self.plan().into_iter().rev().filter(|planned| planned.at <= now) {
            let is_over = planned.not_after.is_some_and(|not_after| not_after <= now);
            match planned.fate {
                Fate::Happened => continue,
                Fate::Skipped(reason) => decision.skip.push((planned.stage, reason)),
                Fate::Waiting if has_later => decision.skip.push((planned.stage, SkipReason::Superseded)),
                Fate::Waiting if is_over => decision.skip.push((planned.stage, SkipReason::Stale)),
                Fate::Waiting => decision.send = Some(planned),
            }
            has_later |= planned.fate == Fate::Waiting;
        }
        decision.skip.reverse();
        decision
    }

    /// The stage with its fate, given the next later one that was not skipped; none beyond the calendar's end.
    fn planned(&self, stage: Stage, later: Option<Planned>) -> Option<Planned> {
        let on = self.day_of(stage)?;
        let at = self.sent_at(on);
        let not_after = self.true_until(stage.tone, on).into_iter().chain(later.map(|later| later.at)).min();
        let planned = Planned { stage, on, at, not_after, fate: Fate::Waiting };
        let fate = if self.happened.contains(&stage.offset_days) {
            Fate::Happened
        } else if at < self.armed_at {
            Fate::Skipped(SkipReason::ArmedLate)
        } else if later.is_some_and(|later| later.fate == Fate::Happened) {
            Fate::Skipped(SkipReason::Superseded)
        } else if let Some(resumed_at) = self.resumed_at().filter(|resumed_at| at < *resumed_at) {
            return Some(self.after_pause(planned, resumed_at, later));
        } else if later.is_some_and(|later| later.on == on) {
            Fate::Skipped(SkipReason::SameDay)
        } else {
            Fate::Waiting
        };
        Some(Planned { fate, ..planned })
    }

    /// A stage whose moment fell into the pause: at the first hour of sending after it, if it is still true then and no
    /// later stage is sent that day.
    fn after_pause(&self, planned: Planned, resumed_at: Instant, later: Option<Planned>) -> Planned {
        let (on, at) = self.first_sending_from(resumed_at).unwrap_or((planned.on, planned.at));
        let is_over = planned.not_after.is_some_and(|not_after| not_after <= at);
        let is_taken = later.is_some_and(|later| later.on == on);
        let fate = if is_over || is_taken { Fate::Skipped(SkipReason::Paused) } else { Fate::Waiting };
        Planned { on, at, fate, ..planned }
    }

    fn day_of(&self, stage: Stage) -> Option<NaiveDate> {
        let day = self.anchor_on.checked_add_signed(TimeDelta::days(stage.offset_days.into()))?;
        Some(match (self.ladder.keeps_to_working_days(), stage.offset_days) {
            (false, _) => day,
            (true, ..0) => self.calendar.on_or_before(day),
            (true, 0..) => self.calendar.on_or_after(day),
        })
    }

    fn sent_at(&self, on: NaiveDate) -> Instant {
        zone::at_hour(on, self.ladder.send_hour(), self.zone)
    }

    /// "Upcoming" is true until the anchor's day is over in the provider's zone, where contractual days end; "today" until
    /// the day is over for the recipient; what is overdue stays so.
    fn true_until(&self, tone: Tone, on: NaiveDate) -> Option<Instant> {
        match tone {
            Tone::Upcoming => Some(zone::end_of_day(self.anchor_on, PROVIDER_ZONE)),
            Tone::DueToday => Some(zone::end_of_day(on, self.zone)),
            Tone::Overdue | Tone::Final | Tone::StaffTask => None,
        }
    }

    fn resumed_at(&self) -> Option<Instant> {
        self.paused_until.map(|last| zone::end_of_day(last, PROVIDER_ZONE))
    }

    fn first_sending_from(&self, instant: Instant) -> Option<(NaiveDate, Instant)> {
        let days = successors(Some(zone::day_of(instant, self.zone)), NaiveDate::succ_opt);
        let sendings = days
            .filter(|day| !self.ladder.keeps_to_working_days() || self.calendar.is_working(*day))
            .map(|day| (day, self.sent_at(day)));
        sendings.into_iter().find(|(_, at)| *at >= instant)
    }
}

#[cfg(test)]
#[path = "staging_tests.rs"]
mod tests;
