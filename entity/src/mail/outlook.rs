//! Rule: on which day each reminder mail will go, when the gap and the cap push some of them on (design 5). It plays
//! planning and claiming forward, as [`record_plan`](super::record_plan) and [`record_claim`](super::record_claim) do
//! them.

use super::limits::{Sent, first_free_day, later_by};
use crate::calendar::working_day::Calendar;
use crate::calendar::zone::{PROVIDER_ZONE, day_of};
use crate::clock::Instant;
use crate::value::id::CustomerId;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// A reminder mail that waits, or one line of one that a stage will make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expected<T> {
    /// To whom.
    pub customer_id: CustomerId,
    /// What it is one with: a customer's payments, a contract's warranties.
    pub group: String,
    /// Whether there is an address. What cannot be sent is not pushed on and counts for no limit.
    pub is_reachable: bool,
    /// When it is planned or goes out.
    pub at: Instant,
    /// What it says, each with the moment from which on that is no longer true.
    pub lines: Vec<(T, Option<Instant>)>,
}

/// The mails that wait, by the moment they are claimed and the order in which they were planned.
pub(crate) struct Outlook<'a, T> {
    calendar: &'a Calendar,
    sent: HashMap<CustomerId, Vec<Sent>>,
    waiting: BTreeMap<(Instant, usize), (NaiveDate, Expected<T>)>,
    planned: usize,
}

impl<'a, T> Outlook<'a, T> {
    /// What went out so far.
    pub fn new(calendar: &'a Calendar, sent: HashMap<CustomerId, Vec<Sent>>) -> Self {
        Self { calendar, sent, waiting: BTreeMap::new(), planned: 0 }
    }

    /// Puts in a mail that is planned for a day already and waits from `mail.at` on.
    pub fn wait(&mut self, on: NaiveDate, mail: Expected<T>) {
        self.planned = self.planned.saturating_add(1);
        self.waiting.insert((mail.at, self.planned), (on, mail));
    }

    /// Lets the mails that wait, and those that stages make until then, go out one after the other; answers those of
    /// the day. `stages` are in the order of their moments.
    pub fn of_day(mut self, on: NaiveDate, stages: Vec<Expected<T>>) -> Vec<Expected<T>> {
        let mut stages = stages.into_iter().peekable();
        let mut mails = Vec::new();
        loop {
            let claimed_at = self.waiting.first_key_value().map(|((at, _), _)| *at);
            if let Some(stage) = stages.next_if(|stage| claimed_at.is_none_or(|at| stage.at <= at)) {
                self.plan(stage);
                continue;
            }
            let Some(((at, _), (planned_on, mail))) = self.waiting.pop_first() else { return mails };
            if day_of(at, PROVIDER_ZONE) > on {
                return mails;
            }
            let Some(sent) = self.claim(planned_on, mail) else { continue };
            if day_of(sent.at, PROVIDER_ZONE) == on {
                mails.push(sent);
            }
        }
    }

    /// A stage is put into the mail of its day, or of the next free one.
    fn plan(&mut self, stage: Expected<T>) {
        let today = day_of(stage.at, PROVIDER_ZONE);
        let on = self.free_day(today, &stage);
        if let Some(stage) = self.join(on, stage) {
            let at = later_by(stage.at, today, on);
            self.wait(on, Expected { at, ..stage });
        }
    }

    /// A mail whose moment has come goes out, says nothing that is true any more, or waits for another day.
    fn claim(&mut self, planned_on: NaiveDate, mut mail: Expected<T>) -> Option<Expected<T>> {
        let (now, today) = (mail.at, day_of(mail.at, PROVIDER_ZONE));
        mail.lines.retain(|(_, not_after)| not_after.is_none_or(|not_after| not_after > now));
        if mail.lines.is_empty() {
            return None;
        }
        if !mail.is_reachable {
            return Some(mail);
        }
        let on = self.free_day(today, &mail);
        let mail = if on == planned_on { mail } else { self.join(on, mail)? };
        if on > today {
            self.wait(on, Expected { at: later_by(now, today, on), ..mail });
            return None;
        }
        self.sent.entry(mail.customer_id).or_default().push(Sent { group: mail.group.clone(), on: today });
        Some(mail)
    }

    fn free_day(&self, from: NaiveDate, mail: &Expected<T>) -> NaiveDate {
        let sent = self.sent.get(&mail.customer_id).map(Vec::as_slice).unwrap_or_default();
        if mail.is_reachable { first_free_day(&mail.group, from, sent, self.calendar) } else { from }
    }

    /// Puts the lines into the group's mail of that day; gives them back when none waits.
    fn join(&mut self, on: NaiveDate, mail: Expected<T>) -> Option<Expected<T>> {
        let of_group = |waiting: &&mut (NaiveDate, Expected<T>)| waiting.0 == on && waiting.1.group == mail.group;
        let Some((_, other)) = self.waiting.values_mut().find(of_group) else { return Some(mail) };
        other.lines.extend(mail.lines);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::{on, vietnam};
    use crate::calendar::zone::at_hour;

    fn hour(day: &str, hour: u8) -> Instant {
        at_hour(on(day), hour.try_into().unwrap(), PROVIDER_ZONE)
    }

    fn mail(group: &str, day: &str, line: u32, not_after: Option<&str>) -> Expected<u32> {
        Expected {
            customer_id: CustomerId(uuid::Uuid::nil()),
            group: group.to_owned(),
            is_reachable: true,
            at: hour(day, 8),
            lines: vec![(line, not_after.map(|day| hour(day, 0)))],
        }
    }

    fn lines_on(day: &str, sent: &[(&str, &str)], stages: &[Expected<u32>]) -> Vec<Vec<u32>> {
        let sent = sent.iter().map(|(group, day)| Sent { group: (*group).to_owned(), on: on(day) }).collect();
        let calendar = vietnam();
        let outlook = Outlook::new(&calendar, HashMap::from([(CustomerId(uuid::Uuid::nil()), sent)]));
        let mails = outlook.of_day(on(day), stages.to_vec());
        mails.into_iter().map(|mail| mail.lines.into_iter().map(|(line, _)| line).collect()).collect()
    }

    #[test]
    fn what_is_over_the_cap_goes_on_the_next_working_day() {
        // 2026-03-06 is a Friday.
        let stages = [1, 2, 3, 4, 5].map(|line| mail(&format!("cover {line}"), "2026-03-06", line, None));
        assert_eq!(lines_on("2026-03-06", &[], &stages), [[1], [2], [3]]);
        assert_eq!(lines_on("2026-03-07", &[], &stages), Vec::<Vec<u32>>::new());
        assert_eq!(lines_on("2026-03-09", &[], &stages), [[4], [5]]);
    }

    #[test]
    fn what_was_pushed_on_is_one_with_the_mail_of_its_day_and_pushes_others() {
        let mut stages = [1, 2, 3, 4].map(|line| mail(&format!("cover {line}"), "2026-03-05", line, None)).to_vec();
        stages.extend(
            [("cover 4", 5), ("a", 6), ("b", 7), ("c", 8)].map(|(group, line)| mail(group, "2026-03-06", line, None)),
        );
        assert_eq!(lines_on("2026-03-06", &[], &stages), [vec![4, 5], vec![6], vec![7]]);
        assert_eq!(lines_on("2026-03-09", &[], &stages), [[8]]);
    }

    #[test]
    fn the_gap_holds_against_what_went_out_and_stale_lines_are_not_told() {
        let stages = [mail("payments", "2026-03-05", 1, Some("2026-03-06")), mail("payments", "2026-03-05", 2, None)];
        assert_eq!(lines_on("2026-03-05", &[], &stages), [[1, 2]]);
        let gone = [("payments", "2026-03-05")];
        assert_eq!(lines_on("2026-03-05", &gone, &stages), Vec::<Vec<u32>>::new());
        assert_eq!(lines_on("2026-03-06", &gone, &stages), [[2]]);
    }
}
