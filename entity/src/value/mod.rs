//! Values every capability speaks in: money, words, addresses, codes. All are pure; what is stored knows its column type.
//! A value that exists is right: each is made by a `parse` that refuses everything else.

pub mod currency;
pub mod locale;
pub mod money;
pub mod words_en;
pub mod words_vi;
