use lettre::Address;

use super::super::letter::{Letter, LetterRefused};

/// A letter packed for the wire: its envelope and its bytes.
pub(super) struct Parcel {
    pub(super) from: Option<Address>,
    pub(super) to: Address,
    pub(super) copies: Vec<Address>,
    pub(super) bytes: Vec<u8>,
}

impl Parcel {
    pub(super) fn pack(letter: &Letter) -> Result<Self, LetterRefused> {
        let message = letter.to_message()?;
        let envelope = message.envelope();
        let (to, copies) =
            envelope.to().split_first().ok_or_else(|| LetterRefused::Address(letter.to.address.clone()))?;
        Ok(Self { from: envelope.from().cloned(), to: to.clone(), copies: copies.to_vec(), bytes: message.formatted() })
    }

    /// Whether an address has letters beyond ASCII, which only some servers take (SMTPUTF8).
    pub(super) fn is_international(&self) -> bool {
        let everybody = self.from.iter().chain([&self.to]).chain(&self.copies);
        everybody.into_iter().any(|address| !AsRef::<str>::as_ref(address).is_ascii())
    }
}
