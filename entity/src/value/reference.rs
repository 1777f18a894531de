//! References: by what people know a contract, a request to pay, a claim. They tell nothing of how many there are.

use super::id::ContractId;
use chrono::{Datelike, NaiveDate};
use sea_orm::DbErr;

/// Crockford's base 32: no I, L, O, U, so that nothing is misread on paper or over the telephone.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters follow the year: 30 bits, a thousand million references a year and kind.
const LETTERS: u32 = 6;

/// How often another reference is tried when one is taken.
const TRIES: usize = 8;

/// What the reference is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefix {
    /// A contract ("hợp đồng").
    Contract,
    /// An inquiry ("yêu cầu tư vấn").
    Inquiry,
    /// A request to pay ("đề nghị thanh toán").
    PaymentRequest,
    /// A quote ("báo giá").
    Quote,
    /// A support ticket ("hỗ trợ").
    SupportTicket,
    /// A warranty claim ("bảo hành").
    WarrantyClaim,
}

impl Prefix {
    const fn letters(self) -> &'static str {
        match self {
            Self::Contract => "HD",
            Self::Inquiry => "YC",
            Self::PaymentRequest => "DN",
            Self::Quote => "BG",
            Self::SupportTicket => "HT",
            Self::WarrantyClaim => "BH",
        }
    }
}

/// Fresh references, to be tried until one is not taken: nearly always the first.
pub fn candidates(prefix: Prefix, on: NaiveDate) -> impl Iterator<Item = String> {
    // The last 32 bits of a fresh id are random; what comes before them counts and tells the time.
    (0..TRIES).map(move |_| written(prefix, on, ContractId::new().0.as_u128()))
}

/// Every candidate was taken: with a thousand million of them something is wrong with the database, not with the caller.
pub fn all_taken() -> DbErr {
    DbErr::Custom(format!("{TRIES} fresh references in a row were taken"))
}

fn written(prefix: Prefix, on: NaiveDate, bits: u128) -> String {
    let letters = (0..LETTERS).rev().map(|place| {
        let digit = usize::try_from((bits >> (place * 5)) & 31).unwrap_or_default();
        char::from(ALPHABET.get(digit).copied().unwrap_or(b'0'))
    });
    format!("{}-{}-{}", prefix.letters(), on.year(), letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn day() -> NaiveDate {
        "2026-11-20".parse().unwrap()
    }

    #[test]
    fn bits_become_letters() {
        assert_eq!(written(Prefix::Contract, day(), 0), "HD-2026-000000");
        assert_eq!(written(Prefix::PaymentRequest, day(), 31), "DN-2026-00000Z");
        assert_eq!(written(Prefix::WarrantyClaim, day(), 1 << 30 | 1), "BH-2026-000001");
    }

    #[test]
    fn fresh_ids_made_in_one_millisecond_differ_where_it_counts() {
        let some: HashSet<_> =
            (0..500).map(|_| written(Prefix::Contract, day(), ContractId::new().0.as_u128())).collect();
        assert!(some.len() > 495, "{}", some.len());
    }
}
