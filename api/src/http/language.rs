//! The language a caller asks for.

use axum::http::{HeaderMap, header::ACCEPT_LANGUAGE};
use entity::value::locale::Locale;

/// The most wanted of our languages in `Accept-Language`; Vietnamese, the provider's own, if none is named.
///
/// Browsers list them in falling order, so the first that is ours is taken.
pub fn wanted(headers: &HeaderMap) -> Locale {
    let list = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    list.split(',').find_map(ours).unwrap_or(Locale::Vi)
}

fn ours(range: &str) -> Option<Locale> {
    let tag = range.split(';').next()?.trim();
    match tag.split('-').next()?.to_ascii_lowercase().as_str() {
        "vi" => Some(Locale::Vi),
        "en" => Some(Locale::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(list: &str) -> Locale {
        wanted(&HeaderMap::from_iter([(ACCEPT_LANGUAGE, list.parse().unwrap())]))
    }

    #[test]
    fn the_first_of_ours_is_taken() {
        assert_eq!(of("en-GB,en;q=0.9,vi;q=0.8"), Locale::En);
        assert_eq!(of("ko-KR, VI-VN;q=0.5, en"), Locale::Vi);
        assert_eq!(of("ja"), Locale::Vi);
        assert_eq!(wanted(&HeaderMap::new()), Locale::Vi);
    }
}
