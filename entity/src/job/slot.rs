//! Rule: the moments at which a schedule is due.

use super::JobKind;
use crate::clock::Instant;
use crate::refusal::{Mistake, Words};
use chrono_tz::Tz;
use croner::Cron;
use croner::parser::{CronParser, Seconds};

/// A cron expression in a zone, checked.
#[derive(Clone, Debug)]
pub struct Slots {
    cron: Cron,
    zone: Tz,
}

impl Slots {
    /// Reads an expression of five fields (minute, hour, day, month, weekday), or six with seconds first, and a zone.
    /// Every mistake at once: an expression that cannot be read or never comes true, an unknown zone.
    pub fn parse(cron: &str, zone: &str, now: Instant) -> Result<Self, Vec<Mistake>> {
        let read = CronParser::builder().seconds(Seconds::Optional).build().parse(cron.trim()).ok();
        let zone = zone.parse::<Tz>().map_err(|_| unknown_zone());
        let cron = read.filter(|cron| cron.find_next_occurrence(&now, false).is_ok()).ok_or_else(unreadable);
        match (cron, zone) {
            (Ok(cron), Ok(zone)) => Ok(Self { cron, zone }),
            (cron, zone) => Err([cron.err(), zone.err()].into_iter().flatten().collect()),
        }
    }

    /// The first slot after `now`; `None` when there is none within reach.
    pub fn next_after(&self, now: Instant) -> Option<Instant> {
        let found = self.cron.find_next_occurrence(&now.with_timezone(&self.zone), false).ok()?;
        Some(found.to_utc())
    }

    /// The latest slot after `last` and not after `now`: what lies between is caught up by it. `None` when nothing is due.
    pub fn due(&self, last: Instant, now: Instant) -> Option<Instant> {
        let found = self.cron.find_previous_occurrence(&now.with_timezone(&self.zone), true).ok()?.to_utc();
        (found > last && found <= now).then_some(found)
    }
}

/// What makes a scheduled entry unique for life: `remind@2026-03-02T01:00:00Z`.
pub fn slot_key(kind: JobKind, slot: Instant) -> String {
    format!("{}@{}", kind.word(), slot.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
}

fn unreadable() -> Mistake {
    let words = Words::new(
        "Biểu thức lịch (cron) không hợp lệ: phút giờ ngày tháng thứ, ví dụ «30 2 * * *».",
        "This is not a cron expression that comes true: minute hour day month weekday, such as “30 2 * * *”.",
    );
    Mistake::new("cron", "CRON_INVALID", words)
}

fn unknown_zone() -> Mistake {
    let words = Words::new(
        "Múi giờ không tồn tại; ví dụ «Asia/Ho_Chi_Minh».",
        "There is no such time zone; an example is “Asia/Ho_Chi_Minh”.",
    );
    Mistake::new("zone", "ZONE_UNKNOWN", words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-03-02T01:30:30Z";

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_slot_is_meant_in_the_zone() {
        let table = [
            ("* * * * *", "Asia/Ho_Chi_Minh", "2026-03-02T01:31:00Z"),
            ("15 0 * * *", "Asia/Ho_Chi_Minh", "2026-03-02T17:15:00Z"),
            ("15 0 * * *", "UTC", "2026-03-03T00:15:00Z"),
            ("*/5 * * * * *", "UTC", "2026-03-02T01:30:35Z"),
            ("0 8 * * MON", "Asia/Ho_Chi_Minh", "2026-03-09T01:00:00Z"),
        ];
        for (cron, zone, expected) in table {
            let slots = Slots::parse(cron, zone, at(NOW)).unwrap();
            assert_eq!(slots.next_after(at(NOW)), Some(at(expected)), "{cron} {zone}");
        }
    }

    #[test]
    fn only_the_latest_slot_of_a_stretch_is_due_and_none_twice() {
        let slots = Slots::parse("*/10 * * * *", "Asia/Ho_Chi_Minh", at(NOW)).unwrap();
        let table = [
            ("2026-01-01T00:00:00Z", Some("2026-03-02T01:30:00Z")),
            ("2026-03-02T01:29:59Z", Some("2026-03-02T01:30:00Z")),
            ("2026-03-02T01:30:00Z", None),
            ("2026-03-02T02:00:00Z", None),
        ];
        for (last, expected) in table {
            assert_eq!(slots.due(at(last), at(NOW)), expected.map(at), "{last}");
        }
        assert_eq!(slots.due(at("2026-03-02T01:20:00Z"), at("2026-03-02T01:30:00Z")), Some(at("2026-03-02T01:30:00Z")));
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let table = [
            ("* * * *", "Asia/Ho_Chi_Minh", &["CRON_INVALID"][..]),
            ("", "UTC", &["CRON_INVALID"]),
            ("61 * * * *", "UTC", &["CRON_INVALID"]),
            ("0 0 30 2 *", "UTC", &["CRON_INVALID"]),
            ("* * * * *", "Asia/Saigon2", &["ZONE_UNKNOWN"]),
            ("soon", "here", &["CRON_INVALID", "ZONE_UNKNOWN"]),
        ];
        for (cron, zone, expected) in table {
            let found: Vec<_> = Slots::parse(cron, zone, at(NOW)).unwrap_err().iter().map(|one| one.code).collect();
            assert_eq!(found, expected, "{cron} {zone}");
        }
    }

    #[test]
    fn the_key_of_a_slot() {
        assert_eq!(slot_key(JobKind::Remind, at("2026-03-02T01:30:00Z")), "remind@2026-03-02T01:30:00Z");
    }
}
