//! How far the work has come, by what its items weigh: their working days.

use super::item_state::ItemState;

/// How far a plan has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The working days of what is done.
    pub done_days: i32,
    /// The working days of all items.
    pub total_days: i32,
}

/// The progress of items of which the state and the working days are given.
pub fn progress(items: impl IntoIterator<Item = (ItemState, i32)>) -> Progress {
    items.into_iter().fold(Progress { done_days: 0, total_days: 0 }, |sum, (state, days)| {
        let done = if state == ItemState::Done { days } else { 0 };
        Progress { done_days: sum.done_days.saturating_add(done), total_days: sum.total_days.saturating_add(days) }
    })
}

impl Progress {
    /// Whole percent from 0 to 100, rounded down: it says 100 only when everything is done.
    pub fn percent(self) -> i32 {
        self.done_days.saturating_mul(100).checked_div(self.total_days).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{ItemState::*, *};

    /// State and working days.
    type Items = &'static [(ItemState, i32)];

    #[test]
    fn items_weigh_their_working_days() {
        let table: [(Items, (i32, i32, i32)); 5] = [
            (&[], (0, 0, 0)),
            (&[(Open, 3), (InWork, 5)], (0, 8, 0)),
            (&[(Done, 3), (Open, 5)], (3, 8, 37)),
            (&[(Done, 249), (Open, 1)], (249, 250, 99)),
            (&[(Done, 3), (Done, 5)], (8, 8, 100)),
        ];
        for (items, expected) in table {
            let found = progress(items.iter().copied());
            assert_eq!((found.done_days, found.total_days, found.percent()), expected, "{items:?}");
        }
    }
}
