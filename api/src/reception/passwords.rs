//! Passwords: Argon2id with the parameters OWASP recommends (19 MiB, 2 passes), off the async threads.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::error::ApiError;

/// The hash of a password, in PHC form. Takes tens of milliseconds of one core, on a thread that may block.
pub async fn hash(password: String) -> Result<String, ApiError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(ApiError::internal)?;
    let hashed = tokio::task::spawn_blocking(move || {
        let salt = SaltString::encode_b64(&salt)?;
        hasher().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string())
    });
    hashed.await.map_err(ApiError::internal)?.map_err(ApiError::broken)
}

/// Whether the password is the one that was hashed. Without a hash the same time is spent and the answer is no:
/// nobody learns by timing which addresses have an account.
pub async fn is_right(password: String, phc: Option<String>) -> Result<bool, ApiError> {
    let checked = tokio::task::spawn_blocking(move || {
        let known = phc.is_some();
        let phc = phc.unwrap_or_else(|| NOBODY.to_owned());
        let hash = PasswordHash::new(&phc)?;
        Ok::<_, argon2::password_hash::Error>(hasher().verify_password(password.as_bytes(), &hash).is_ok() && known)
    });
    checked.await.map_err(ApiError::internal)?.map_err(ApiError::broken)
}

/// A hash of the same cost that belongs to nobody.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_recognised_and_another_is_not() {
        let phc = hash("mật khẩu của Lan".to_owned()).await.unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_right("mật khẩu của Lan".to_owned(), Some(phc.clone())).await.unwrap());
        assert!(!is_right("mật khẩu của Hoa".to_owned(), Some(phc)).await.unwrap());
        assert!(!is_right("any".to_owned(), None).await.unwrap());
    }
}
