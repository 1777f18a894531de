//! Session tokens: 256 random bits for the client, their hash for the database.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::error::ApiError;

/// A fresh token.
pub(super) fn fresh() -> Result<SecretString, ApiError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(ApiError::internal)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes).into())
}

/// What the database knows of a token. A fast hash is right here: the token is random, not chosen.
pub fn hash_of(token: &SecretString) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(token.expose_secret().as_bytes()))
}
