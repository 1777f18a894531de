//! A sentence in both languages of the product.

use std::borrow::Cow;

use entity::value::locale::Locale;

/// A sentence for people, in Vietnamese and in English; which one is read is the viewer's choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    vi: Cow<'static, str>,
    en: Cow<'static, str>,
}

impl Words {
    /// Both sentences, Vietnamese first.
    pub fn new(vi: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// The sentence in the given language.
    pub fn in_language(&self, locale: Locale) -> &str {
        match locale {
            Locale::Vi => &self.vi,
            Locale::En => &self.en,
        }
    }
}
