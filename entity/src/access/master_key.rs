//! The installation's master key, from which every other key is derived.

use crate::value::sha256::hexadecimal;
use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::str::FromStr;
use uuid::Uuid;

/// 32 secret bytes (`KHU_SECRET`). Never printed, never stored.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

/// A text that is no master key; it is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be exactly 32 bytes in base64")]
pub struct NoMasterKey;

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("MasterKey(…)")
    }
}

impl MasterKey {
    /// Takes exactly 32 bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Stored beside the data when the installation is made: tells whether a process was started with the right key.
    pub fn check_value(&self) -> String {
        hexadecimal(&self.mac("installation", b"check"))
    }

    /// The text of a one-time token: its row's id and a proof that only this installation can make.
    /// Nothing in the database lets anyone compute it.
    pub fn one_time_token(&self, id: Uuid) -> String {
        format!("{}.{}", id.simple(), hexadecimal(&self.mac("one-time-token", id.as_bytes())))
    }

    /// The row's id of a token's text; `None` when the text was not made by this installation.
    pub fn open_one_time_token(&self, text: &str) -> Option<Uuid> {
        let (id, proof) = text.trim().split_once('.')?;
        let id = Uuid::try_parse(id).ok()?;
        let expected = hexadecimal(&self.mac("one-time-token", id.as_bytes()));
        is_equal(expected.as_bytes(), proof.as_bytes()).then_some(id)
    }

    /// A throttle's key for an account or an address: countable, but not readable in the database.
    pub fn throttle_key(&self, kind: &str, value: &str) -> String {
        format!("{kind}:{}", hexadecimal(&self.mac("throttle", value.as_bytes())))
    }

    /// The key under which a file's own key is sealed: 32 bytes, another for each file.
    pub fn of_file(&self, id: Uuid) -> Vec<u8> {
        self.mac("file", id.as_bytes())
    }

    fn mac(&self, purpose: &str, message: &[u8]) -> Vec<u8> {
        // An HMAC takes a key of any length, so the error never happens; an empty proof would match nothing.
        Hmac::<Sha256>::new_from_slice(&self.0).map_or_else(
            |_| Vec::new(),
            |mut mac| {
                mac.update(purpose.as_bytes());
                mac.update(&[0]);
                mac.update(message);
                mac.finalize().into_bytes().to_vec()
            },
        )
    }
}

impl FromStr for MasterKey {
    type Err = NoMasterKey;

    /// Reads what `KHU_SECRET` holds: exactly 32 bytes in base64.
    fn from_str(text: &str) -> Result<Self, NoMasterKey> {
        let bytes = BASE64_STANDARD.decode(text.trim()).map_err(|_| NoMasterKey)?;
        bytes.try_into().map(Self).map_err(|_| NoMasterKey)
    }
}

/// Compares in a time that does not tell where the first difference is.
fn is_equal(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && !left.is_empty() && left.iter().zip(right).fold(0, |acc, (a, b)| acc | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_only_with_the_key_that_made_it() {
        let (key, other) = (MasterKey::new([7; 32]), MasterKey::new([8; 32]));
        let id = Uuid::from_u128(42);
        let text = key.one_time_token(id);
        assert_eq!(key.open_one_time_token(&text), Some(id));
        assert_eq!(other.open_one_time_token(&text), None);
        for broken in ["", ".", "x.y", &text[..text.len() - 1], &text.replace('.', "")] {
            assert_eq!(key.open_one_time_token(broken), None, "{broken}");
        }
    }

    #[test]
    fn the_key_does_not_print() {
        assert_eq!(format!("{:?}", MasterKey::new([1; 32])), "MasterKey(…)");
    }
}
