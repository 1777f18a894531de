//! An answer-by clock as clients see it.

use async_graphql::{Context, Object};
use entity::clock::Instant;
use entity::response::clock;

use crate::desk::AtDesk;
use crate::error::ApiError;

/// Within how many working hours the provider answers, and whether it did (P3).
#[derive(Clone, Debug)]
pub struct ResponseClock(pub clock::Model);

/// Within how many working hours the provider answers, and whether it did (P3).
#[Object]
impl ResponseClock {
    /// How many working hours are promised.
    async fn hours(&self) -> i32 {
        self.0.hours
    }

    /// By when it is to be answered; null while the clock stands still, because the customer is to act.
    async fn answer_by(&self) -> Option<Instant> {
        self.0.answer_by
    }

    /// How many working minutes are left of it; null unless the clock stands still.
    async fn minutes_left(&self) -> Option<i32> {
        self.0.minutes_left
    }

    /// When it was answered; null while it waits.
    async fn answered_at(&self) -> Option<Instant> {
        self.0.answered_at
    }

    /// Whether it was answered too late, or should be answered by now.
    async fn is_late(&self, ctx: &Context<'_>) -> Result<bool, ApiError> {
        Ok(self.0.is_late(ctx.desk()?.by.now))
    }
}
