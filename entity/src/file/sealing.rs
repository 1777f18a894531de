//! Rule: content is sealed with a key of its own, and that key with one derived from the master key (design 3, P2).
//!
//! XChaCha20-Poly1305 on both levels, bound to the file's id: content or key of one file never opens as another's.

use crate::access::MasterKey;
use crate::value::id::FileId;
use base64::{Engine, prelude::BASE64_STANDARD};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

/// Fresh randomness for one sealing, never used again.
#[derive(Clone)]
pub struct Chance {
    /// The file's key.
    pub key: [u8; 32],
    /// Under which the key is sealed.
    pub key_nonce: [u8; NONCE],
    /// Under which the content is.
    pub nonce: [u8; NONCE],
}

/// Bytes of a nonce.
const NONCE: usize = 24;

/// Content that nobody reads without the master key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Nonce and sealed content, as they lie in the store.
    pub bytes: Vec<u8>,
    /// Nonce and sealed key in base64, as they stand in the file's row.
    pub wrapped_key: String,
}

/// Sealed content that does not open: altered, cut, another file's, or of another master key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file does not open: it was altered, or sealed under another master key")]
pub struct Unopened;

/// Seals the content of a file.
pub fn seal(master: &MasterKey, id: FileId, content: &[u8], chance: &Chance) -> Result<Sealed, Unopened> {
    let bytes = sealed(&chance.key, id, &chance.nonce, content)?;
    let wrapped = sealed(&master.of_file(id.0), id, &chance.key_nonce, &chance.key)?;
    Ok(Sealed { bytes, wrapped_key: BASE64_STANDARD.encode(wrapped) })
}

/// The content of a sealed file.
pub fn open(master: &MasterKey, id: FileId, wrapped_key: &str, bytes: &[u8]) -> Result<Vec<u8>, Unopened> {
    let wrapped = BASE64_STANDARD.decode(wrapped_key).map_err(|_| Unopened)?;
    let key = opened(&master.of_file(id.0), id, &wrapped)?;
    opened(&key, id, bytes)
}

fn sealed(key: &[u8], id: FileId, nonce: &[u8; NONCE], plain: &[u8]) -> Result<Vec<u8>, Unopened> {
    let cipher = XChaCha20Poly1305::new_from_slice(key).map_err(|_| Unopened)?;
    let payload = Payload { msg: plain, aad: id.0.as_bytes() };
    let sealed = cipher.encrypt(XNonce::from_slice(nonce), payload).map_err(|_| Unopened)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn opened(key: &[u8], id: FileId, bytes: &[u8]) -> Result<Vec<u8>, Unopened> {
    let cipher = XChaCha20Poly1305::new_from_slice(key).map_err(|_| Unopened)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE).ok_or(Unopened)?;
    let payload = Payload { msg: sealed, aad: id.0.as_bytes() };
    cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| Unopened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chance() -> Chance {
        Chance { key: [3; 32], key_nonce: [4; NONCE], nonce: [5; NONCE] }
    }

    #[test]
    fn only_the_same_file_under_the_same_master_key_opens() {
        let (master, other) = (MasterKey::new([7; 32]), MasterKey::new([8; 32]));
        let (id, strange) = (FileId::new(), FileId::new());
        let content = "Đề nghị thanh toán".as_bytes();
        let sealed = seal(&master, id, content, &chance()).unwrap();
        assert_eq!(open(&master, id, &sealed.wrapped_key, &sealed.bytes).unwrap(), content);
        assert_eq!(open(&other, id, &sealed.wrapped_key, &sealed.bytes), Err(Unopened));
        assert_eq!(open(&master, strange, &sealed.wrapped_key, &sealed.bytes), Err(Unopened));
        assert!(!sealed.bytes.windows(5).any(|part| part == &content[..5]));
    }

    #[test]
    fn what_was_altered_or_cut_does_not_open() {
        let (master, id) = (MasterKey::new([7; 32]), FileId::new());
        let sealed = seal(&master, id, b"content", &chance()).unwrap();
        for at in 0..sealed.bytes.len() {
            let mut altered = sealed.bytes.clone();
            altered[at] ^= 1;
            assert_eq!(open(&master, id, &sealed.wrapped_key, &altered), Err(Unopened), "{at}");
            assert_eq!(open(&master, id, &sealed.wrapped_key, &sealed.bytes[..at]), Err(Unopened), "{at}");
        }
        for wrapped in ["", "%", "AAAA"] {
            assert_eq!(open(&master, id, wrapped, &sealed.bytes), Err(Unopened), "{wrapped}");
        }
    }
}
