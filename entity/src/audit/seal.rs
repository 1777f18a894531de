//! Rule: personal values in the trail.

use crate::value::sha256::hexadecimal;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A personal value as it may stand in the audit trail: comparable with itself, unreadable, and meaningless once
/// the person's `salt` is gone.
pub fn seal(salt: &str, value: &str) -> String {
    let digest = Hmac::<Sha256>::new_from_slice(salt.as_bytes()).map(|mut mac| {
        mac.update(value.as_bytes());
        hexadecimal(&mac.finalize().into_bytes())
    });
    // An HMAC takes a key of any length: the alternative never happens, and would reveal nothing.
    format!("sealed:{}", digest.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::seal;

    #[test]
    fn a_sealed_value_is_stable_and_depends_on_its_salt() {
        assert_eq!(seal("salt", "lan@example.vn"), seal("salt", "lan@example.vn"));
        assert_ne!(seal("salt", "lan@example.vn"), seal("other", "lan@example.vn"));
        assert!(!seal("salt", "lan@example.vn").contains("lan"));
        assert_eq!(seal("salt", "x").len(), "sealed:".len() + 64);
    }
}
