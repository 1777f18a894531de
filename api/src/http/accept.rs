//! The two media types a GraphQL answer can have.

use axum::http::{HeaderMap, HeaderValue, header::ACCEPT};

/// The media type of an answer, by the GraphQL over HTTP specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `application/json`: a request that could not be executed is still status 200, for clients from before the specification.
    Json,
    /// `application/graphql-response+json`: the status tells whether the request was executed.
    Graphql,
}

impl Form {
    /// The `Content-Type` of the answer.
    pub fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Json => "application/json; charset=utf-8",
            Self::Graphql => "application/graphql-response+json; charset=utf-8",
        })
    }
}

/// The form the caller likes best; `None` if it takes neither.
///
/// A wildcard, or no `Accept` at all, means JSON; of two liked equally the newer one is taken.
pub fn preferred(headers: &HeaderMap) -> Option<Form> {
    if !headers.contains_key(ACCEPT) {
        return Some(Form::Json);
    }
    let lists = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<(String, u16)> = lists.flat_map(|list| list.split(',')).map(range).collect();
    let liked = |names: &[&str]| {
        let by_name = |name: &&str| ranges.iter().find(|(range, _)| range == name).map(|(_, liking)| *liking);
        names.iter().find_map(by_name).unwrap_or(0)
    };
    let graphql = liked(&["application/graphql-response+json"]);
    let json = liked(&["application/json", "application/*", "*/*"]);
    match (graphql, json) {
        (0, 0) => None,
        _ if graphql >= json => Some(Form::Graphql),
        _ => Some(Form::Json),
    }
}

/// The media range, and how well it is liked, in thousandths.
fn range(item: &str) -> (String, u16) {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let liking = parts.find_map(|part| part.strip_prefix("q=")).map_or(1000, thousandths);
    (name, liking)
}

/// `0.25` is 250; what is no such number is 0.
fn thousandths(number: &str) -> u16 {
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    format!("{whole}{rest:0<3}").get(..whole.len() + 3).and_then(|digits| digits.parse().ok()).unwrap_or(0).min(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_liked_form_is_taken() {
        use Form::{Graphql, Json};
        let cases = [
            ("*/*", Some(Json)),
            ("application/*", Some(Json)),
            ("application/json", Some(Json)),
            ("application/json; charset=utf-8", Some(Json)),
            ("application/graphql-response+json", Some(Graphql)),
            ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", Some(Graphql)),
            ("application/graphql-response+json;q=0.5, application/json", Some(Json)),
            ("application/graphql-response+json, */*;q=0.1", Some(Graphql)),
            ("Application/JSON;q=0.001", Some(Json)),
            ("text/html, application/xhtml+xml, */*;q=0.8", Some(Json)),
            ("application/json;q=0", None),
            ("application/json;q=high", None),
            ("text/html", None),
            ("", None),
        ];
        for (accept, expected) in cases {
            let headers = HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]);
            assert_eq!(preferred(&headers), expected, "{accept}");
        }
        assert_eq!(preferred(&HeaderMap::new()), Some(Json));
    }
}
