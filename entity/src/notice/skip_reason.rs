//! Why a notice was not sent (design 5).

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// Why a notice that had its day was not sent; whoever is entitled can ask for it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SkipReason {
    /// Its moment lay before the reminder was armed.
    ArmedLate,
    /// A later stage falls on the same day.
    SameDay,
    /// A later stage had come due before this one could be sent.
    Superseded,
    /// What it says was no longer true when it could be sent.
    Stale,
    /// The reminder was paused on its day.
    Paused,
    /// Nothing was owed any more, or the subject was over.
    Settled,
    /// There is no address to write to.
    NoAddress,
    /// Mail to the address came back before.
    AddressBounced,
}
