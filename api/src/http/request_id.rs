//! The id that ties an answer, its log lines and its audit entries together.

use axum::http::{HeaderMap, HeaderName};

use crate::error::new_id;

/// The header that carries it, both ways.
pub const NAME: HeaderName = HeaderName::from_static("x-request-id");

/// The id the caller sent, if it is short and plain enough to be kept in logs; else a new one.
pub fn of(headers: &HeaderMap) -> String {
    let sent = headers.get(NAME).and_then(|value| value.to_str().ok()).filter(|id| is_plain(id));
    sent.map_or_else(new_id, str::to_owned)
}

fn is_plain(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(id: &str) -> String {
        of(&HeaderMap::from_iter([(NAME, id.parse().unwrap())]))
    }

    #[test]
    fn a_plain_id_is_kept_and_anything_else_replaced() {
        assert_eq!(taken("proxy-7_a.b"), "proxy-7_a.b");
        for odd in ["", "two words", "a\"b", &"x".repeat(65)] {
            let made = taken(odd);
            assert_eq!(made.len(), 16, "{odd}");
        }
    }

    #[test]
    fn two_requests_without_an_id_get_different_ones() {
        assert_ne!(of(&HeaderMap::new()), of(&HeaderMap::new()));
    }
}
