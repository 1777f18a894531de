//! Tables of reminder stages: days off, Tết, zones, late arming, pauses, downtime.

use super::*;
use crate::{
    calendar::{
        working_day::tests::{on, vietnam},
        zone::Zone,
    },
    reminder::ladder::Draft,
};

/// A reminder of the default ladder for payments, armed on New Year's Day 2026 for somebody in Vietnam.
struct Given {
    ladder: Ladder,
    anchor: &'static str,
    zone: &'static str,
    armed_at: &'static str,
    happened: BTreeSet<i32>,
    paused_until: Option<&'static str>,
}

impl Given {
    fn payment(anchor: &'static str) -> Self {
        Self {
            ladder: Ladder::payment(),
            anchor,
            zone: "Asia/Ho_Chi_Minh",
            armed_at: "2026-01-01T00:00",
            happened: BTreeSet::new(),
            paused_until: None,
        }
    }

    fn ask<A>(&self, question: impl FnOnce(Staging<'_>) -> A) -> A {
        question(Staging {
            ladder: &self.ladder,
            anchor_on: on(self.anchor),
            calendar: &vietnam(),
            zone: Zone::parse(self.zone).unwrap().tz(),
            armed_at: at(self.armed_at),
            happened: &self.happened,
            paused_until: self.paused_until.map(on),
        })
    }

    /// Offset, day, and fate of every stage: `waits`, `happened` or the reason.
    fn plan(&self) -> Vec<(i32, String, String)> {
        let told = |planned: Planned| {
            let fate = match planned.fate {
                Fate::Waiting => "waits".to_owned(),
                Fate::Happened => "happened".to_owned(),
                Fate::Skipped(reason) => format!("{reason:?}"),
            };
            (planned.stage.offset_days, planned.on.to_string(), fate)
        };
        self.ask(|staging| staging.plan()).into_iter().map(told).collect()
    }

    /// The offset to send and the offsets to skip with their reasons.
    fn decide(&self, now: &str) -> (Option<i32>, Vec<(i32, SkipReason)>) {
        let decision = self.ask(|staging| staging.decide(at(now)));
        let skip = decision.skip.iter().map(|(stage, reason)| (stage.offset_days, *reason)).collect();
        (decision.send.map(|planned| planned.stage.offset_days), skip)
    }
}

/// An instant by the clock on the provider's wall.
fn at(wall: &str) -> Instant {
    format!("{wall}:00+07:00").parse().unwrap()
}

fn rows(rows: &[(i32, &str, &str)]) -> Vec<(i32, String, String)> {
    rows.iter().map(|(offset, day, fate)| (*offset, (*day).to_owned(), (*fate).to_owned())).collect()
}

#[test]
fn stages_keep_to_working_days() {
    // Monday 2 March 2026
    let plan = [
        (-7, "2026-02-23", "waits"),
        (-1, "2026-02-27", "waits"),
        (0, "2026-03-02", "waits"),
        (3, "2026-03-05", "waits"),
        (7, "2026-03-09", "waits"),
        (14, "2026-03-16", "waits"),
        (30, "2026-04-01", "waits"),
    ];
    assert_eq!(Given::payment("2026-03-02").plan(), rows(&plan));
}

#[test]
fn around_tet_stages_move_out_of_it_and_collide_at_most_once_a_day() {
    // Monday 23 February 2026, the first working day after Tết (14 to 22 February)
    let plan = [
        (-7, "2026-02-13", "SameDay"),
        (-1, "2026-02-13", "waits"),
        (0, "2026-02-23", "waits"),
        (3, "2026-02-26", "waits"),
        (7, "2026-03-02", "waits"),
        (14, "2026-03-09", "waits"),
        (30, "2026-03-25", "waits"),
    ];
    assert_eq!(Given::payment("2026-02-23").plan(), rows(&plan));
    // Thursday 28 January 2027: what lies in Tết 2027 (4 to 10 February) moves behind it
    let plan = [
        (-7, "2027-01-21", "waits"),
        (-1, "2027-01-27", "waits"),
        (0, "2027-01-28", "waits"),
        (3, "2027-02-01", "waits"),
        (7, "2027-02-11", "SameDay"),
        (14, "2027-02-11", "waits"),
        (30, "2027-03-01", "waits"),
    ];
    assert_eq!(Given::payment("2027-01-28").plan(), rows(&plan));
}

#[test]
fn a_worked_saturday_is_a_day_like_any_other() {
    // Sunday 23 August 2026: the Saturday before is worked; 31 August to 2 September is off
    let plan = [
        (-7, "2026-08-14", "waits"),
        (-1, "2026-08-22", "waits"),
        (0, "2026-08-24", "waits"),
        (3, "2026-08-26", "waits"),
        (7, "2026-09-03", "waits"),
        (14, "2026-09-07", "waits"),
        (30, "2026-09-22", "waits"),
    ];
    assert_eq!(Given::payment("2026-08-23").plan(), rows(&plan));
}

#[test]
fn a_ladder_may_ignore_days_off() {
    let mut given = Given::payment("2026-03-01");
    given.ladder = Ladder::parse(Draft { working_days: false, ..Ladder::warranty().into() }).unwrap();
    let plan = [
        (-60, "2025-12-31", "ArmedLate"),
        (-30, "2026-01-30", "waits"),
        (-7, "2026-02-22", "waits"),
        (0, "2026-03-01", "waits"),
    ];
    assert_eq!(given.plan(), rows(&plan));
}

#[test]
fn the_hour_of_sending_is_the_recipients_own() {
    let table = [
        ("Asia/Ho_Chi_Minh", "2026-03-02T01:00:00Z"),
        ("Asia/Tokyo", "2026-03-01T23:00:00Z"),
        ("Europe/Berlin", "2026-03-02T07:00:00Z"),
        ("America/Los_Angeles", "2026-03-02T16:00:00Z"),
    ];
    for (zone, instant) in table {
        let given = Given { zone, ..Given::payment("2026-03-02") };
        let due_today = given.ask(|staging| staging.plan().into_iter().find(|planned| planned.stage.offset_days == 0));
        assert_eq!(due_today.unwrap().at, instant.parse::<Instant>().unwrap(), "{zone}");
    }
    // 8 in the morning in Los Angeles is 23:00 in Vietnam, late in the evening 14:00 of the next day: still "today" there
    let los_angeles = Given { zone: "America/Los_Angeles", ..Given::payment("2026-03-02") };
    assert_eq!(los_angeles.ask(|staging| staging.decide(at("2026-03-03T14:00")).send.unwrap().stage.offset_days), 0);
}

#[test]
fn what_lay_before_the_arming_is_not_made_up_for() {
    let table = [
        // armed at, next moment
        ("2026-02-23T07:59", "2026-02-23T08:00"),
        ("2026-02-23T08:00", "2026-02-23T08:00"),
        ("2026-02-23T08:01", "2026-02-27T08:00"),
        ("2026-03-02T09:00", "2026-03-05T08:00"),
        ("2026-03-12T00:00", "2026-03-16T08:00"),
    ];
    for (armed_at, next) in table {
        let given = Given { armed_at, ..Given::payment("2026-03-02") };
        assert_eq!(given.ask(|staging| staging.next_at()), Some(at(next)), "{armed_at}");
    }
    let given = Given { armed_at: "2026-06-01T00:00", ..Given::payment("2026-03-02") };
    assert_eq!(given.ask(|staging| staging.next_at()), None);
    let (send, skip) = given.decide("2026-06-01T00:00");
    assert_eq!((send, skip.len()), (None, 7));
    assert!(skip.iter().all(|(_, reason)| *reason == SkipReason::ArmedLate));
}

#[test]
fn each_stage_is_sent_at_its_moment() {
    let mut given = Given::payment("2026-03-02");
    assert_eq!(given.decide("2026-02-23T07:59"), (None, vec![]));
    assert_eq!(given.decide("2026-02-23T08:00"), (Some(-7), vec![]));
    given.happened = [-7].into();
    assert_eq!(given.ask(|staging| staging.next_at()), Some(at("2026-02-27T08:00")));
    assert_eq!(given.decide("2026-02-27T07:59"), (None, vec![]));
    assert_eq!(given.decide("2026-02-27T08:00"), (Some(-1), vec![]));
}

#[test]
fn after_downtime_only_the_right_stage_is_sent() {
    use SkipReason::{SameDay, Stale, Superseded};
    let table = [
        ("2026-02-27T08:00", Some(-1), vec![(-7, Superseded)]),
        ("2026-03-01T23:00", Some(-1), vec![(-7, Superseded)]),
        ("2026-03-02T23:59", Some(0), vec![(-7, Superseded), (-1, Superseded)]),
        // Tuesday: "due today" is no longer true and "overdue" not yet due
        ("2026-03-03T00:00", None, vec![(-7, Superseded), (-1, Superseded), (0, Stale)]),
        ("2026-03-05T08:00", Some(3), vec![(-7, Superseded), (-1, Superseded), (0, Superseded)]),
        ("2027-01-01T00:00", Some(30), [-7, -1, 0, 3, 7, 14].map(|offset| (offset, Superseded)).to_vec()),
    ];
    for (now, send, skip) in table {
        assert_eq!(Given::payment("2026-03-02").decide(now), (send, skip), "{now}");
    }
    let tet = Given::payment("2026-02-23");
    assert_eq!(tet.decide("2026-02-13T08:00"), (Some(-1), vec![(-7, SameDay)]));
}

#[test]
fn a_stage_that_a_later_one_overtook_stays_unsent() {
    let given = Given { happened: [3].into(), ..Given::payment("2026-03-02") };
    assert_eq!(given.plan()[2], (0, "2026-03-02".to_owned(), "Superseded".to_owned()));
    assert_eq!(given.ask(|staging| staging.next_at()), Some(at("2026-03-09T08:00")));
}

#[test]
fn a_pause_ends_by_itself_with_the_right_stage() {
    let table = [
        // until (included), the stages that fall into it, next moment
        ("2026-02-20", vec![], "2026-02-23T08:00"),
        ("2026-02-24", vec![(-7, "2026-02-25", "waits")], "2026-02-25T08:00"),
        ("2026-02-26", vec![(-7, "2026-02-27", "Paused")], "2026-02-27T08:00"),
        ("2026-02-28", vec![(-7, "2026-03-02", "Paused"), (-1, "2026-03-02", "Paused")], "2026-03-02T08:00"),
        (
            "2026-03-02",
            vec![(-7, "2026-03-03", "Paused"), (-1, "2026-03-03", "Paused"), (0, "2026-03-03", "Paused")],
            "2026-03-05T08:00",
        ),
        ("2026-03-06", vec![(0, "2026-03-09", "Paused"), (3, "2026-03-09", "Paused")], "2026-03-09T08:00"),
        (
            "2026-03-11",
            vec![(0, "2026-03-12", "Paused"), (3, "2026-03-12", "Paused"), (7, "2026-03-12", "waits")],
            "2026-03-12T08:00",
        ),
    ];
    for (until, rows_expected, next) in table {
        let given = Given { paused_until: Some(until), ..Given::payment("2026-03-02") };
        let plan = given.plan();
        for row in rows(&rows_expected) {
            assert!(plan.contains(&row), "{until}: {row:?} in {plan:?}");
        }
        assert_eq!(given.ask(|staging| staging.next_at()), Some(at(next)), "{until}");
    }
}

#[test]
fn nothing_is_sent_during_a_pause() {
    let given = Given { paused_until: Some("2026-03-11"), ..Given::payment("2026-03-02") };
    for now in ["2026-02-23T08:00", "2026-03-09T08:00", "2026-03-11T23:59", "2026-03-12T07:59"] {
        assert_eq!(given.decide(now).0, None, "{now}");
    }
    assert_eq!(given.decide("2026-03-12T08:00").0, Some(7));
}

#[test]
fn a_planned_notice_is_good_until_the_next_or_until_it_is_untrue() {
    let plan = Given::payment("2026-03-02").ask(|staging| staging.plan());
    let good_until: Vec<_> = plan.iter().map(|planned| planned.not_after).collect();
    let expected = [
        Some("2026-02-27T08:00"),
        Some("2026-03-02T08:00"),
        Some("2026-03-03T00:00"),
        Some("2026-03-09T08:00"),
        Some("2026-03-16T08:00"),
        Some("2026-04-01T08:00"),
        None,
    ];
    assert_eq!(good_until, expected.map(|moment| moment.map(at)));
    let mut warranty = Given::payment("2026-03-02");
    warranty.ladder = Ladder::parse(Draft { send_hour: 23, ..Ladder::warranty().into() }).unwrap();
    let last = warranty.ask(|staging| staging.plan()).pop().unwrap();
    assert_eq!(last.not_after, Some(at("2026-03-03T00:00")));
}

#[test]
fn a_ladder_runs_out_whatever_happens() {
    // Every anchor of a year, on time or hours late, paused or not: each stage happens once, never two sent on one day.
    let anchors = on("2026-01-05").iter_days().take(400);
    for (anchor, late_hours) in anchors.zip([0, 1, 15, 40, 100, 700].into_iter().cycle()) {
        for paused_until in [None, anchor.succ_opt(), anchor.pred_opt()] {
            let (ladder, calendar, mut happened) = (Ladder::payment(), vietnam(), BTreeSet::new());
            let mut sent_on = Vec::new();
            let staging = |happened: &BTreeSet<i32>, question: &dyn Fn(Staging<'_>) -> (Option<Instant>, Decision)| {
                question(Staging {
                    ladder: &ladder,
                    anchor_on: anchor,
                    calendar: &calendar,
                    zone: PROVIDER_ZONE,
                    armed_at: at("2026-01-01T00:00"),
                    happened,
                    paused_until,
                })
            };
            while let (Some(next), _) = staging(&happened, &|staging| (staging.next_at(), Decision::default())) {
                let now = next + TimeDelta::hours(late_hours);
                let (_, decision) = staging(&happened, &|staging| (None, staging.decide(now)));
                sent_on.extend(decision.send.iter().map(|_| zone::day_of(now, PROVIDER_ZONE)));
                let stages =
                    decision.send.iter().map(|planned| planned.stage).chain(decision.skip.iter().map(|skip| skip.0));
                let before = happened.len();
                happened.extend(stages.map(|stage| stage.offset_days));
                assert!(happened.len() > before, "{anchor}: nothing happened at {now}");
                let (later, again) = staging(&happened, &|staging| (staging.next_at(), staging.decide(now)));
                assert!(later.is_none_or(|later| later > now), "{anchor}: {later:?} is not after {now}");
                assert_eq!(again, Decision::default(), "{anchor}: twice is once");
            }
            assert_eq!(happened.len(), 7, "{anchor}");
            assert!(sent_on.is_sorted_by(|a, b| a < b), "{anchor}: {sent_on:?}");
        }
    }
}
