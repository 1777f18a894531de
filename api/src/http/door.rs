//! What the web side asks of the business.

use async_graphql::Data;
use async_trait::async_trait;
use entity::value::locale::Locale;
use secrecy::SecretString;
use serde::Serialize;

use super::Visitor;
use crate::error::ApiError;

/// Lets people in: the only way in which the web side reaches accounts and the database.
#[async_trait]
pub trait Door: Send + Sync + 'static {
    /// Who is asking, and what resolvers find in their context.
    ///
    /// Nobody is refused for lacking a token: visitors may read the catalogue.
    /// A token that is unknown, expired or revoked is UNAUTHENTICATED.
    async fn enter(&self, knock: Knock) -> Result<Entry, ApiError>;

    /// Exchanges e-mail and password for a token; throttled per account and address.
    async fn sign_in(&self, credentials: Credentials, visitor: &Visitor) -> Result<SecretString, ApiError>;

    /// Revokes the token. One that is no longer known is signed out already.
    async fn sign_out(&self, token: SecretString, visitor: &Visitor) -> Result<(), ApiError>;

    /// The content of a document by its global id; `None` alike for what there is not and what is not theirs to see.
    async fn open_file(&self, knock: Knock, id: &str) -> Result<Option<Download>, ApiError>;

    /// Keeps the scan of a contract by the contract's global id; `None` alike for what there is not and what is not theirs
    /// to see. Staff do; others are FORBIDDEN.
    async fn keep_scan(&self, knock: Knock, contract: &str, pdf: &[u8]) -> Result<Option<Kept>, ApiError>;

    /// Whether requests can be answered now.
    async fn is_ready(&self) -> Result<(), NotReady>;
}

/// Somebody at the door.
#[derive(Clone, Debug)]
pub struct Knock {
    /// The token they hold, from the `Authorization` header or the playground's cookie.
    pub token: Option<SecretString>,
    /// Where they come from.
    pub visitor: Visitor,
}

/// Somebody who has been let in.
#[derive(Debug)]
pub struct Entry {
    /// What resolvers find in their context during this request.
    pub data: Data,
    /// The language errors are told in.
    pub locale: Locale,
    /// Whether the schema may be read: by signed-in people, and by anyone in a sandbox (design 7).
    pub may_introspect: bool,
    /// Whether a known person is asking.
    pub is_signed_in: bool,
}

/// A file for somebody who may have it.
#[derive(Debug)]
pub struct Download {
    /// What it is called.
    pub name: String,
    /// As `application/pdf`.
    pub media_type: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// A scan that is kept.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Kept {
    /// Global id of its document, for `signContract`.
    pub document_id: String,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

/// What a person signs in with.
#[derive(Debug)]
pub struct Credentials {
    /// As typed: not yet checked, nor brought to its stored form.
    pub email: String,
    /// As typed.
    pub password: SecretString,
}

/// Why requests cannot be answered now: short fixed words that may be shown to anybody, such as `database`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotReady(pub Vec<&'static str>);
