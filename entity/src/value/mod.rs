//! Values every capability speaks in: money, words, addresses, codes. All are pure; what is stored knows its column type.
//! A value that exists is right: each is made by a `parse` that refuses everything else.

pub mod backoff;
pub mod currency;
pub mod email;
pub mod entered;
pub mod id;
pub mod locale;
pub mod money;
pub mod reference;
pub mod sha256;
pub mod tax_code;
pub mod text;
pub mod transition;
pub mod vietqr;
pub mod words_en;
pub mod words_vi;
