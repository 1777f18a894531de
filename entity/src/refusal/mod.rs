//! What a record answers when it does not do what was asked, in the closed set of reasons that design 7 knows.
//!
//! One type for all records instead of an enum per operation: a caller can act on exactly these five, the words
//! stand where the rule stands, and api turns them into error codes in a single place.

mod mistakes;
mod words;

pub use mistakes::Mistakes;
pub use words::Words;

use crate::value::money::MoneyError;
use sea_orm::{DbErr, SqlErr};

/// Why something was not done. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It does not exist, or is not the viewer's to see: the two are never told apart.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The viewer sees it but may not do this.
    #[error("{0}")]
    Forbidden(Words),
    /// Somebody or something was faster, or the state does not allow it; the state or version now is told.
    #[error("{words}")]
    Conflict {
        /// Stable, for programs.
        code: &'static str,
        /// For people.
        words: Words,
        /// The version that the subject has now, where versions are what collided.
        current_version: Option<i64>,
    },
    /// Input that cannot be taken as it is: every mistake at once.
    #[error("{} mistakes in the input", .0.len())]
    Invalid(Vec<Mistake>),
    /// Conditions of the terms that are not met: all of them at once.
    #[error("{} unmet conditions", .0.len())]
    Unmet(Vec<Unmet>),
    /// Not a business answer: the database failed.
    #[error("the database failed: {0}")]
    Unexpected(#[from] DbErr),
}

/// One wrong field of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Path in the input, such as `instalments.2.amount`.
    pub field: String,
    /// Stable, for programs.
    pub code: &'static str,
    /// What would be right.
    pub words: Words,
}

/// One condition of the terms that is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// The clause, such as `C5`.
    pub clause: &'static str,
    /// Stable, for programs.
    pub code: &'static str,
    /// What is missing, with the values.
    pub words: Words,
}

impl Refusal {
    /// A collision that names no version.
    pub fn conflict(code: &'static str, words: Words) -> Self {
        Self::Conflict { code, words, current_version: None }
    }

    /// A single wrong field.
    pub fn invalid(field: &str, code: &'static str, words: Words) -> Self {
        Self::Invalid(vec![Mistake::new(field, code, words)])
    }

    /// What a failed statement means when a unique value may be taken already: `taken`; else the failure itself.
    /// The write it happened in is over in either case.
    pub fn if_taken(error: DbErr, taken: Self) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() { taken } else { Self::Unexpected(error) }
    }

    /// The subject was read at another version than it has now.
    pub fn stale(current_version: i64) -> Self {
        Self::Conflict {
            code: "STALE_VERSION",
            words: Words::new(
                format!("Dữ liệu đã được thay đổi; phiên bản hiện tại là {current_version}. Hãy tải lại rồi thử lại."),
                format!("This was changed meanwhile; its version is now {current_version}. Load it again and retry."),
            ),
            current_version: Some(current_version),
        }
    }
}

/// Every amount that can be entered is checked before sums are made of it: a sum that cannot be made is nobody's input.
impl From<MoneyError> for Refusal {
    fn from(error: MoneyError) -> Self {
        Self::Unexpected(DbErr::Custom(error.to_string()))
    }
}

impl Mistake {
    /// A wrong field.
    pub fn new(field: impl Into<String>, code: &'static str, words: Words) -> Self {
        Self { field: field.into(), code, words }
    }
}

/// `Ok` when no mistake was made.
pub fn none_of(mistakes: Vec<Mistake>) -> Result<(), Refusal> {
    if mistakes.is_empty() { Ok(()) } else { Err(Refusal::Invalid(mistakes)) }
}

/// What a command that may be asked twice answers (rule 12: deciding twice is not an error).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done<T> {
    /// It was done by this call.
    Now(T),
    /// It had been done before; nothing was written.
    AlreadyDone(T),
}

impl<T> Done<T> {
    /// The subject, whenever it was done.
    pub fn into_inner(self) -> T {
        match self {
            Self::Now(subject) | Self::AlreadyDone(subject) => subject,
        }
    }
}
