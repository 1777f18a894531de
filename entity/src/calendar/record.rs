//! Record: days off and worked Saturdays are entered and taken out, years are confirmed. What depends on the calendar
//! is computed anew by the re-arm duty.

use super::working_day::DayKind;
use super::{day, year};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::job::JobKind;
use crate::job::record::{Enqueue, enqueue};
use crate::refusal::{Done, Mistakes, Refusal, Words};
use chrono::{Datelike, NaiveDate};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveEnum, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;

const LONGEST_NAME: usize = 200;
/// Years the calendar can speak of.
const YEARS: std::ops::RangeInclusive<i32> = 2020..=2100;

/// Enters a day that departs from its weekday, or changes why and in which direction.
pub async fn set_day(write: &Write, by: &By, input: (NaiveDate, DayKind, Words)) -> Result<day::Model, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let (on_date, kind, name) = input;
    let mut mistakes = Mistakes::default();
    check_year(&mut mistakes, "onDate", on_date.year());
    let row = day::Model {
        on_date,
        kind,
        name_vi: mistakes.line("nameVi", &name.vi, LONGEST_NAME),
        name_en: mistakes.line("nameEn", &name.en, LONGEST_NAME),
    };
    mistakes.finish()?;
    let before = day::Entity::find_by_id(on_date).lock_exclusive().one(write.on()).await?;
    let replace = OnConflict::column(day::Column::OnDate)
        .update_columns([day::Column::Kind, day::Column::NameVi, day::Column::NameEn])
        .to_owned();
    day::Entity::insert(row.clone().into_active_model())
        .on_conflict(replace)
        .exec_without_returning(write.on())
        .await?;
    changed(write, by, "calendar.day_set", (before.as_ref().map_or(Value::Null, told), told(&row))).await?;
    Ok(row)
}

/// Takes an exception out: the day is as its weekday again.
pub async fn remove_day(write: &Write, by: &By, on_date: NaiveDate) -> Result<(), Refusal> {
    by.viewer.require(Permission::Administer)?;
    let found = day::Entity::find_by_id(on_date).lock_exclusive().one(write.on()).await?;
    let before = found.ok_or(Refusal::NotFound("calendar day"))?;
    day::Entity::delete_by_id(on_date).exec(write.on()).await?;
    changed(write, by, "calendar.day_removed", (told(&before), Value::Null)).await
}

/// Confirms that the days off of a year are as the government announced them.
pub async fn confirm_year(write: &Write, by: &By, number: i32) -> Result<Done<year::Model>, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let mut mistakes = Mistakes::default();
    check_year(&mut mistakes, "year", number);
    mistakes.finish()?;
    let before = year::Entity::find_by_id(number).lock_exclusive().one(write.on()).await?;
    if let Some(confirmed) = before.filter(|year| year.confirmed_at.is_some()) {
        return Ok(Done::AlreadyDone(confirmed));
    }
    let row = year::Model { year: number, confirmed_at: Some(by.now) };
    let replace = OnConflict::column(year::Column::Year).update_column(year::Column::ConfirmedAt).to_owned();
    year::Entity::insert(row.clone().into_active_model())
        .on_conflict(replace)
        .exec_without_returning(write.on())
        .await?;
    changed(write, by, "calendar.year_confirmed", (Value::Null, json!({ "year": number }))).await?;
    Ok(Done::Now(row))
}

fn check_year(mistakes: &mut Mistakes, field: &str, year: i32) {
    if !YEARS.contains(&year) {
        let words = Words::new("Lịch chỉ gồm các năm 2020 đến 2100.", "The calendar speaks of the years 2020 to 2100.");
        mistakes.note(field, "OUT_OF_RANGE", words);
    }
}

fn told(day: &day::Model) -> Value {
    json!({ "onDate": day.on_date, "kind": day.kind.to_value(), "nameVi": day.name_vi, "nameEn": day.name_en })
}

async fn changed(write: &Write, by: &By, action: &'static str, change: (Value, Value)) -> Result<(), Refusal> {
    let (before, after) = change;
    let subject = ("calendar", Uuid::nil());
    let fact = Fact { chain: Chain::Installation, action, subject, before, after, reason: None };
    audit::record(write, &by.actor, by.now, fact).await?;
    let key = Some(JobKind::Rearm.word().to_owned());
    enqueue(write, Enqueue { kind: JobKind::Rearm, payload: json!({}), key, run_at: None }).await?;
    Ok(())
}
