//! A page of a list by keyset: its cost does not grow with how far one has paged.

use sea_orm::sea_query::IntoValueTuple;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, Cursor, DbErr, FromQueryResult, SelectModel, Value};

/// Rows on a page at most.
pub const MOST: u64 = 100;

/// Which stretch of an ordered list is asked for; `C` is what the list is ordered by, ending in the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window<C> {
    /// Only what comes after this position.
    pub after: Option<C>,
    /// Only what comes before this position.
    pub before: Option<C>,
    /// How many rows at most, 1 to [`MOST`].
    pub take: u64,
    /// Whether they are counted from the end of the stretch.
    pub from_end: bool,
}

/// The rows of a page, in the list's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows<M> {
    /// At most as many as were asked for.
    pub rows: Vec<M>,
    /// Whether the stretch goes on beyond them, in the direction asked for.
    pub has_more: bool,
}

impl<C: IntoValueTuple> Window<C> {
    /// The first `take` rows of a list.
    pub fn first(take: u64) -> Self {
        Self { after: None, before: None, take, from_end: false }
    }

    /// What an index can seek to: the rows at or beyond the window's positions by the list's first `column` alone. The
    /// comparison with the whole position, which the list makes, cannot be sought to.
    pub fn reach<V: Into<Value>>(
        &self,
        column: impl ColumnTrait,
        is_descending: bool,
        first: impl Fn(&C) -> V,
    ) -> Condition {
        let at_least = |position: &C| column.gte(first(position));
        let at_most = |position: &C| column.lte(first(position));
        let (after, before) = (self.after.as_ref(), self.before.as_ref());
        if is_descending {
            Condition::all().add_option(after.map(at_most)).add_option(before.map(at_least))
        } else {
            Condition::all().add_option(after.map(at_least)).add_option(before.map(at_most))
        }
    }

    /// Reads the stretch of `list` that this window shows. One statement.
    pub async fn over<M: FromQueryResult>(
        self,
        mut list: Cursor<SelectModel<M>>,
        connection: &impl ConnectionTrait,
    ) -> Result<Rows<M>, DbErr> {
        if let Some(position) = self.after {
            list.after(position);
        }
        if let Some(position) = self.before {
            list.before(position);
        }
        let take = self.take.clamp(1, MOST);
        let one_more = take.saturating_add(1);
        if self.from_end {
            list.last(one_more);
        } else {
            list.first(one_more);
        }
        let mut rows = list.all(connection).await?;
        let has_more = u64::try_from(rows.len()).is_ok_and(|found| found > take);
        if has_more && self.from_end {
            rows.remove(0);
        } else if has_more {
            rows.pop();
        }
        Ok(Rows { rows, has_more })
    }
}
