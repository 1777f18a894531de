//! Pages of lists: Relay connections over keyset windows, a hundred rows at most.

use std::fmt;

use async_graphql::connection::{Connection, Edge};
use async_graphql::{InputObject, Object, OutputType};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entity::database::window::{MOST, Rows, Window};
use entity::refusal::{Mistakes, Words};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use sea_orm::DbErr;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::ApiError;

/// Rows on a page when the client does not say.
const USUAL: u64 = 20;

/// Which page of a list; `first` with `after`, or `last` with `before`.
#[derive(InputObject, Clone, Debug, Default)]
#[graphql(name = "Page")]
pub struct PageInput {
    /// So many from the beginning of the stretch; 1 to 100, 20 when nothing is said.
    pub first: Option<i32>,
    /// Only what comes after this cursor.
    pub after: Option<String>,
    /// So many from the end of the stretch; 1 to 100.
    pub last: Option<i32>,
    /// Only what comes before this cursor.
    pub before: Option<String>,
}

/// What a list's connection tells besides its edges. Rows are only counted when somebody asks how many there are.
#[derive(Clone)]
pub struct Total(Shared<BoxFuture<'static, Result<u64, ApiError>>>);

impl Total {
    /// A count that `counting` makes when it is asked for, once.
    pub fn counted_by(counting: impl Future<Output = Result<u64, DbErr>> + Send + 'static) -> Self {
        Self(async move { Ok(counting.await?) }.boxed().shared())
    }
}

/// A count that is known already.
impl From<u64> for Total {
    fn from(count: u64) -> Self {
        Self::counted_by(std::future::ready(Ok(count)))
    }
}

impl fmt::Debug for Total {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Total").field(&self.0.peek()).finish()
    }
}

/// What a list's connection tells besides its edges.
#[Object]
impl Total {
    /// How many there are on all pages that the viewer may see.
    async fn total_count(&self) -> Result<u64, ApiError> {
        self.0.clone().await
    }
}

impl PageInput {
    /// The four Relay arguments as one.
    pub fn of(first: Option<i32>, after: Option<String>, last: Option<i32>, before: Option<String>) -> Self {
        Self { first, after, last, before }
    }

    /// The window it asks for. Refuses both directions at once, sizes outside 1 to 100, and cursors not made here.
    pub fn window<C: DeserializeOwned>(&self) -> Result<Window<C>, ApiError> {
        let mut mistakes = Mistakes::default();
        if self.first.is_some() && self.last.is_some() {
            let words = Words::new("Chỉ dùng first hoặc last.", "Use either first or last.");
            mistakes.note("last", "BOTH_DIRECTIONS", words);
        }
        let first = take(&mut mistakes, "first", self.first);
        let last = take(&mut mistakes, "last", self.last);
        let after = position(&mut mistakes, "after", self.after.as_deref());
        let before = position(&mut mistakes, "before", self.before.as_deref());
        mistakes.finish()?;
        let from_end = last.is_some() && first.is_none();
        Ok(Window { after, before, take: first.or(last).unwrap_or(USUAL), from_end })
    }
}

fn take(mistakes: &mut Mistakes, field: &str, rows: Option<i32>) -> Option<u64> {
    let rows = rows?;
    let rows = u64::try_from(rows).ok().filter(|rows| (1..=MOST).contains(rows));
    if rows.is_none() {
        let words =
            Words::new(format!("Một trang có từ 1 đến {MOST} dòng."), format!("A page has between 1 and {MOST} rows."));
        mistakes.note(field, "PAGE_SIZE", words);
    }
    rows
}

fn position<C: DeserializeOwned>(mistakes: &mut Mistakes, field: &str, cursor: Option<&str>) -> Option<C> {
    let read = |cursor: &str| {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let told: Value = serde_json::from_slice(&bytes).ok()?;
        if holds_nul(&told) { None } else { serde_json::from_value(told).ok() }
    };
    let position = read(cursor?);
    if position.is_none() {
        let words = Words::new("Con trỏ này không do hệ thống cấp.", "This cursor was not given out here.");
        mistakes.note(field, "BAD_CURSOR", words);
    }
    position
}

/// Whether a text in it holds the letter that PostgreSQL takes in no text.
fn holds_nul(told: &Value) -> bool {
    match told {
        Value::String(text) => text.contains('\0'),
        Value::Array(list) => list.iter().any(holds_nul),
        Value::Object(fields) => fields.values().any(holds_nul),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A page as a connection. `place` tells a row's position in the list's order; `wrap` makes the object.
pub fn connection<M, C: Serialize, N: OutputType>(
    window_from_end: bool,
    (rows, total): (Rows<M>, impl Into<Total>),
    place: impl Fn(&M) -> C,
    wrap: impl Fn(M) -> N,
) -> Connection<String, N, Total> {
    // Relay: a page only knows for certain about the direction it was read in.
    let (before, after) = if window_from_end { (rows.has_more, false) } else { (false, rows.has_more) };
    let mut page = Connection::with_additional_fields(before, after, total.into());
    page.edges.extend(rows.rows.into_iter().map(|row| {
        let cursor = BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(&place(&row)).unwrap_or_default());
        Edge::new(cursor, wrap(row))
    }));
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_cannot_be_read_name_every_field() {
        let asked = PageInput::of(Some(101), Some("zzz".into()), Some(0), Some("%".into()));
        let ApiError::Invalid(mistakes) = asked.window::<(String, u8)>().unwrap_err() else { panic!() };
        let codes: Vec<_> = mistakes.iter().map(|mistake| (mistake.field.as_str(), mistake.code)).collect();
        let expected = [
            ("last", "BOTH_DIRECTIONS"),
            ("first", "PAGE_SIZE"),
            ("last", "PAGE_SIZE"),
            ("after", "BAD_CURSOR"),
            ("before", "BAD_CURSOR"),
        ];
        assert_eq!(codes, expected);
    }

    #[test]
    fn a_page_without_a_size_has_twenty_rows() {
        let window = PageInput::default().window::<(String, u8)>().unwrap();
        assert_eq!((window.take, window.from_end), (20, false));
        let window = PageInput::of(None, None, Some(100), None).window::<(String, u8)>().unwrap();
        assert_eq!((window.take, window.from_end), (100, true));
    }
}
