//! Where a resolver works: who asks, at what moment, with which database.

use std::sync::Arc;

use async_graphql::Context;
use entity::access::{By, MasterKey, Permission, person};
use entity::clock::{BusinessClock, Instant};
use entity::database::{Database, Write};
use entity::file::Files;
use entity::refusal::Refusal;
use entity::value::locale::Locale;
use sea_orm::DatabaseConnection;

use crate::error::ApiError;

/// Everything a resolver has to work with; made anew for each request by the [`Reception`](crate::reception::Reception).
#[derive(Clone, Debug)]
pub struct Desk {
    /// By whom and when things are done.
    pub by: By,
    /// The business clock of this request.
    pub clock: BusinessClock,
    /// The machine clock of this request.
    pub machine_now: Instant,
    /// Who signed in.
    pub person: Option<Arc<person::Model>>,
    /// The hash of the token they came with.
    pub token_hash: Option<String>,
    /// The language of answers.
    pub locale: Locale,
    /// What the request came from, for throttling.
    pub address: std::net::IpAddr,
    /// What does not change between requests.
    pub office: Arc<Office>,
}

/// What every request of a process shares.
#[derive(Debug)]
pub struct Office {
    /// The database.
    pub database: Database,
    /// Where documents are kept.
    pub files: Files,
    /// The installation's key.
    pub key: MasterKey,
}

impl Desk {
    /// For finders.
    pub fn read(&self) -> &DatabaseConnection {
        self.office.database.read()
    }

    /// Refuses visitors, then those without the permission.
    pub fn may(&self, permission: Permission) -> Result<&Self, ApiError> {
        self.signed_in()?.by.viewer.require(permission)?;
        Ok(self)
    }

    /// Refuses visitors.
    pub fn signed_in(&self) -> Result<&Self, ApiError> {
        if self.person.is_some() { Ok(self) } else { Err(ApiError::unauthenticated()) }
    }

    /// Refuses visitors; the person who asks.
    pub fn person(&self) -> Result<&person::Model, ApiError> {
        self.person.as_deref().ok_or_else(ApiError::unauthenticated)
    }

    /// Refuses visitors and customers' people.
    pub fn staff(&self) -> Result<&Self, ApiError> {
        if self.signed_in()?.by.viewer.is_staff() { Ok(self) } else { Err(ApiError::forbidden()) }
    }

    /// Whichever of two texts is in the language of answers.
    pub fn in_language<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        match self.locale {
            Locale::Vi => vi,
            Locale::En => en,
        }
    }

    /// Runs a record in one transaction: all of it or nothing.
    pub async fn write<T>(&self, work: impl AsyncFnOnce(&Write) -> Result<T, Refusal>) -> Result<T, ApiError> {
        Ok(self.office.database.write(work).await?)
    }
}

/// Finds the desk of a request.
pub trait AtDesk {
    /// The desk; its absence is a fault of ours, not of the caller.
    fn desk(&self) -> Result<&Desk, ApiError>;
}

impl AtDesk for Context<'_> {
    fn desk(&self) -> Result<&Desk, ApiError> {
        self.data_opt::<Desk>().ok_or_else(|| ApiError::broken("a request without a desk"))
    }
}
