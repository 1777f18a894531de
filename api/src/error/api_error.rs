//! The refusals a client can meet.

use std::{fmt, hash::BuildHasher};

use entity::refusal::{Mistake, Refusal, Unmet, Words};
use sea_orm::DbErr;

/// Why a request was not carried out, told so that the caller can act on it (design 7).
///
/// The code is stable; the sentence is for people and may change. `INTERNAL` tells nothing but an id: the rest is in the log.
#[derive(Debug, Clone)]
pub enum ApiError {
    /// Nobody known is asking: no token, an unknown or expired one, or a wrong password.
    Unauthenticated(Words),
    /// It does not exist, or it is not the caller's to see: the two cannot be told apart.
    NotFound,
    /// The caller may see it, but not do this with it.
    Forbidden(Words),
    /// It is in a state, or of a version, that the command was not meant for.
    Conflict {
        /// Which collision, stable: `STALE_VERSION`.
        reason: &'static str,
        /// What is in the way.
        words: Words,
        /// The version that holds now, when the command expected another one.
        current_version: Option<i64>,
    },
    /// Fields that cannot be taken as they were written, every one of them; never empty.
    Invalid(Vec<Mistake>),
    /// Conditions of the terms that do not hold yet, every one of them; never empty.
    Unmet(Vec<Unmet>),
    /// Tried too often.
    RateLimited {
        /// How long to wait, in seconds.
        retry_after_seconds: u64,
    },
    /// A fault on our side, logged under this id.
    Internal {
        /// What to quote when asking about it.
        id: String,
    },
}

impl ApiError {
    /// Nobody is signed in.
    pub fn unauthenticated() -> Self {
        Self::Unauthenticated(Words::new("Bạn cần đăng nhập.", "Sign in first."))
    }

    /// The caller's role does not allow it.
    pub fn forbidden() -> Self {
        Self::Forbidden(Words::new("Bạn không có quyền làm việc này.", "You may not do this."))
    }

    /// One wrong field; for several at once gather [`Mistakes`](entity::refusal::Mistakes).
    pub fn invalid(field: impl Into<String>, code: &'static str, words: Words) -> Self {
        Self::Invalid(vec![Mistake::new(field, code, words)])
    }

    /// A fault on our side. Logs it with its causes, once, under a new id; the client gets the id alone.
    pub fn internal(fault: impl std::error::Error) -> Self {
        let mut text = fault.to_string();
        let mut cause = fault.source();
        while let Some(inner) = cause {
            text.push_str(": ");
            text.push_str(&inner.to_string());
            cause = inner.source();
        }
        Self::broken(text)
    }

    /// Something that should be impossible has happened. Logged once under a new id; the client gets the id alone.
    pub fn broken(what: impl fmt::Display) -> Self {
        let id = new_id();
        tracing::error!(error_id = %id, "{what}");
        Self::Internal { id }
    }

    /// The stable code in `extensions.code`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated(_) => "UNAUTHENTICATED",
            Self::NotFound => "NOT_FOUND",
            Self::Forbidden(_) => "FORBIDDEN",
            Self::Conflict { .. } => "CONFLICT",
            Self::Invalid(_) => "INVALID",
            Self::Unmet(_) => "UNMET_CONDITIONS",
            Self::RateLimited { .. } => "RATE_LIMITED",
            Self::Internal { .. } => "INTERNAL",
        }
    }
}

/// A finder that failed: the database is to blame, never the caller.
impl From<DbErr> for ApiError {
    fn from(error: DbErr) -> Self {
        Self::internal(error)
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound(_) => Self::NotFound,
            Refusal::Forbidden(words) => Self::Forbidden(words),
            Refusal::Conflict { code: reason, words, current_version } => {
                Self::Conflict { reason, words, current_version }
            }
            Refusal::Invalid(mistakes) => Self::Invalid(mistakes),
            Refusal::Unmet(conditions) => Self::Unmet(conditions),
            Refusal::Unexpected(fault) => Self::internal(fault),
        }
    }
}

/// A short id that two requests, or two faults, do not share. It is no secret.
pub(crate) fn new_id() -> String {
    format!("{:016x}", std::hash::RandomState::new().hash_one("id"))
}
