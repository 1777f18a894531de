//! Days and hours of a time zone. Instants are UTC; a day is a day somewhere (design 3).

use std::{
    fmt::{Display, Formatter},
    str::FromStr,
};

use chrono::{MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::{GapInfo, Tz};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::clock::Instant;

/// Where the provider is: every contractual date and its end is a day here.
pub const PROVIDER_ZONE: Tz = Tz::Asia__Ho_Chi_Minh;

/// A time zone of the IANA database, stored by its name: `Asia/Ho_Chi_Minh`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, DeriveValueType)]
#[sea_orm(value_type = "String", column_type = "Text")]
#[serde(try_from = "String", into = "String")]
pub struct Zone(Tz);

/// No zone has that name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no time zone {name:?}; zones are named as in Asia/Ho_Chi_Minh")]
pub struct UnknownZone {
    /// The name that was asked for.
    pub name: String,
}

/// A full hour of the day, 0 to 23.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Hour(u8);

/// The number is no hour of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{0} is not an hour from 0 to 23")]
pub struct NotAnHour(pub u8);

/// The day it is in that zone at that instant.
pub fn day_of(instant: Instant, zone: Tz) -> NaiveDate {
    instant.with_timezone(&zone).date_naive()
}

/// The first instant of that day in that zone; where midnight is skipped, the moment the clocks have jumped to.
pub fn start_of_day(day: NaiveDate, zone: Tz) -> Instant {
    instant_of(day.and_time(NaiveTime::MIN), zone)
}

/// The instant at which that day is over in that zone: the first of the next day, which is no longer part of it.
pub fn end_of_day(day: NaiveDate, zone: Tz) -> Instant {
    start_of_day(day.succ_opt().unwrap_or(day), zone)
}

/// That hour of that day in that zone. An hour that is skipped is the moment the clocks have jumped to; of an hour
/// that happens twice it is the first.
pub fn at_hour(day: NaiveDate, hour: Hour, zone: Tz) -> Instant {
    let midnight = day.and_time(NaiveTime::MIN);
    instant_of(midnight.checked_add_signed(TimeDelta::hours(hour.0.into())).unwrap_or(midnight), zone)
}

impl Zone {
    /// The provider's zone, which is also that of everybody whose zone is not known.
    pub const PROVIDER: Self = Self(PROVIDER_ZONE);

    /// Reads a zone by its exact name.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        name.parse().map(Self).map_err(|_| UnknownZone { name: name.chars().take(64).collect() })
    }

    /// The zone to reckon with.
    pub const fn tz(self) -> Tz {
        self.0
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::parse(name)
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::parse(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.to_string()
    }
}

impl Display for Zone {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.0.name())
    }
}

impl Hour {
    /// Eight in the morning, when people are mailed unless a ladder says otherwise.
    pub const EIGHT: Self = Self(8);

    /// Reads an hour. Refuses more than 23.
    pub const fn parse(hour: u8) -> Result<Self, NotAnHour> {
        if hour < 24 { Ok(Self(hour)) } else { Err(NotAnHour(hour)) }
    }

    /// The hour as a number, 0 to 23.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Hour {
    type Error = NotAnHour;

    fn try_from(hour: u8) -> Result<Self, Self::Error> {
        Self::parse(hour)
    }
}

impl From<Hour> for u8 {
    fn from(hour: Hour) -> Self {
        hour.0
    }
}

fn instant_of(local: NaiveDateTime, zone: Tz) -> Instant {
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => at.to_utc(),
        MappedLocalTime::None => {
            GapInfo::new(&local, &zone).and_then(|gap| gap.end).map_or_else(|| local.and_utc(), |end| end.to_utc())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::working_day::tests::on, *};

    fn at(instant: &str) -> Instant {
        instant.parse().unwrap()
    }

    fn hour(number: u8) -> Hour {
        Hour::parse(number).unwrap()
    }

    fn zone(name: &str) -> Tz {
        Zone::parse(name).unwrap().tz()
    }

    #[test]
    fn the_same_instant_is_another_day_elsewhere() {
        let table = [
            ("2026-03-01T16:59:59Z", "Asia/Ho_Chi_Minh", "2026-03-01"),
            ("2026-03-01T17:00:00Z", "Asia/Ho_Chi_Minh", "2026-03-02"),
            ("2026-03-01T14:59:59Z", "Asia/Tokyo", "2026-03-01"),
            ("2026-03-01T15:00:00Z", "Asia/Tokyo", "2026-03-02"),
            ("2026-03-02T07:59:59Z", "America/Los_Angeles", "2026-03-01"),
            ("2026-12-31T23:30:00Z", "Pacific/Kiritimati", "2027-01-01"),
            ("2026-03-01T11:59:59Z", "Pacific/Niue", "2026-03-01"),
        ];
        for (instant, name, day) in table {
            assert_eq!(day_of(at(instant), zone(name)), on(day), "{instant} {name}");
        }
    }

    #[test]
    fn an_hour_of_a_day_is_one_instant() {
        let table = [
            ("2026-03-02", 8, "Asia/Ho_Chi_Minh", "2026-03-02T01:00:00Z"),
            ("2026-03-02", 0, "Asia/Ho_Chi_Minh", "2026-03-01T17:00:00Z"),
            ("2026-03-02", 23, "Asia/Ho_Chi_Minh", "2026-03-02T16:00:00Z"),
            ("2026-03-02", 8, "Asia/Kolkata", "2026-03-02T02:30:00Z"),
            ("2026-07-01", 8, "Europe/Berlin", "2026-07-01T06:00:00Z"),
            ("2026-12-01", 8, "Europe/Berlin", "2026-12-01T07:00:00Z"),
            // skipped: 02:00 to 03:00 in Berlin, half an hour on Lord Howe, a whole day on Samoa
            ("2026-03-29", 1, "Europe/Berlin", "2026-03-29T00:00:00Z"),
            ("2026-03-29", 2, "Europe/Berlin", "2026-03-29T01:00:00Z"),
            ("2026-03-29", 3, "Europe/Berlin", "2026-03-29T01:00:00Z"),
            ("2026-10-04", 2, "Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
            ("2011-12-30", 8, "Pacific/Apia", "2011-12-30T10:00:00Z"),
            // twice: the first of both
            ("2026-10-25", 2, "Europe/Berlin", "2026-10-25T00:00:00Z"),
            ("2026-10-25", 3, "Europe/Berlin", "2026-10-25T02:00:00Z"),
            ("2026-11-01", 1, "America/New_York", "2026-11-01T05:00:00Z"),
        ];
        for (day, number, name, instant) in table {
            assert_eq!(at_hour(on(day), hour(number), zone(name)), at(instant), "{day} {number} {name}");
        }
    }

    #[test]
    fn a_day_ends_where_the_next_begins() {
        let table = [
            ("2026-03-02", "Asia/Ho_Chi_Minh", "2026-03-01T17:00:00Z", "2026-03-02T17:00:00Z"),
            ("2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            ("2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
            // midnight is skipped in Beirut and happens twice in Havana
            ("2026-03-29", "Asia/Beirut", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"),
            ("2026-11-01", "America/Havana", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"),
        ];
        for (day, name, start, end) in table {
            let (day, zone) = (on(day), zone(name));
            assert_eq!((start_of_day(day, zone), end_of_day(day, zone)), (at(start), at(end)), "{day} {name}");
            assert_eq!(day_of(at(start), zone), day);
            assert_eq!(day_of(at(end), zone), day.succ_opt().unwrap());
        }
    }

    #[test]
    fn zones_are_known_by_their_names_only() {
        assert_eq!(Zone::parse("Asia/Ho_Chi_Minh"), Ok(Zone::PROVIDER));
        for name in ["", "asia/ho_chi_minh", "Asia/Saigon ", "+07:00", "Mars/Olympus"] {
            assert_eq!(Zone::parse(name), Err(UnknownZone { name: name.to_owned() }));
        }
        assert_eq!(Zone::parse(&"x".repeat(1_000)).unwrap_err().name.len(), 64);
        assert_eq!(serde_json::to_value(Zone::PROVIDER).unwrap(), "Asia/Ho_Chi_Minh");
    }

    #[test]
    fn a_day_has_24_hours() {
        assert_eq!(Hour::parse(23).map(Hour::number), Ok(23));
        assert_eq!(Hour::parse(24), Err(NotAnHour(24)));
        assert!(serde_json::from_str::<Hour>("24").is_err());
    }
}
