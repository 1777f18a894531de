//! The token a request carries: `Authorization: Bearer …` of a client, or the playground's cookie.

use axum::http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{AUTHORIZATION, COOKIE, HOST, ORIGIN},
};
use secrecy::{ExposeSecret, SecretString};

use super::site::Origin;
use crate::error::ApiError;
use entity::refusal::Words;

const NAME: &str = "khu_session";
const CSRF: HeaderName = HeaderName::from_static("x-khu-csrf");
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The token the request carries, if any; a bearer token before the cookie.
///
/// Refuses an `Authorization` header of another kind (UNAUTHENTICATED), and a cookie that
/// [another site might have sent along](check_same_site) (FORBIDDEN).
pub fn token(headers: &HeaderMap, ours: &Origin) -> Result<Option<SecretString>, ApiError> {
    if let Some(authorization) = headers.get(AUTHORIZATION) {
        return bearer(authorization).map(Some).ok_or_else(ApiError::unauthenticated);
    }
    let cookie = in_cookie(headers);
    if cookie.is_some() {
        check_same_site(headers, ours)?;
    }
    Ok(cookie)
}

/// The token of a request that only reads: a bearer token, or the cookie, unless the browser says that another site asks.
/// A link can set no header, so it is not asked for ours; the cookie itself never leaves with another site's requests.
pub fn token_for_reading(headers: &HeaderMap) -> Result<Option<SecretString>, ApiError> {
    if let Some(authorization) = headers.get(AUTHORIZATION) {
        return bearer(authorization).map(Some).ok_or_else(ApiError::unauthenticated);
    }
    let site = headers.get(FETCH_SITE).map(|value| value.to_str().unwrap_or_default());
    let is_from_us = site.is_none_or(|site| matches!(site, "same-origin" | "none"));
    Ok(in_cookie(headers).filter(|_| is_from_us))
}

/// The token in the playground's cookie, unchecked.
pub fn in_cookie(headers: &HeaderMap) -> Option<SecretString> {
    let mut cookies =
        headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(';'));
    let value = cookies.find_map(|cookie| cookie.trim().strip_prefix(NAME)?.strip_prefix('='))?;
    Some(value.to_owned().into()).filter(|_| !value.is_empty())
}

/// Refuses what a page of another site could have made a browser send: our pages set `x-khu-csrf: 1`, which another site
/// cannot, and browsers tell where a request comes from by `Origin` or `Sec-Fetch-Site`, of which one must be there and both must fit.
pub fn check_same_site(headers: &HeaderMap, ours: &Origin) -> Result<(), ApiError> {
    let told = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let fits_site = told(FETCH_SITE).map(|site| site == "same-origin");
    let fits_origin = told(ORIGIN).map(|origin| is_ours(origin, told(HOST), ours));
    let is_from_us = told(CSRF) == Some("1")
        && (fits_site.is_some() || fits_origin.is_some())
        && fits_site.unwrap_or(true)
        && fits_origin.unwrap_or(true);
    if is_from_us {
        return Ok(());
    }
    Err(ApiError::Forbidden(Words::new(
        "Yêu cầu không đến từ trang này nên bị từ chối.",
        "The request does not come from this site and is refused.",
    )))
}

/// The header that keeps the token in the browser, out of reach of scripts and of other sites, until it is closed.
pub fn keeping(token: &SecretString, ours: &Origin) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&written(token.expose_secret(), ours, "")).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The header that makes the browser forget the token.
pub fn forgetting(ours: &Origin) -> Option<HeaderValue> {
    HeaderValue::from_str(&written("", ours, "; Max-Age=0")).ok()
}

fn written(token: &str, ours: &Origin, more: &str) -> String {
    let secure = if ours.is_secure() { "; Secure" } else { "" };
    format!("{NAME}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{more}")
}

fn bearer(authorization: &HeaderValue) -> Option<SecretString> {
    let (scheme, token) = authorization.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.to_owned().into())
}

/// The address people type, or the one this very request was sent to.
fn is_ours(origin: &str, host: Option<&str>, ours: &Origin) -> bool {
    origin
        .parse::<Origin>()
        .is_ok_and(|it| it == *ours || host.is_some_and(|host| host.eq_ignore_ascii_case(it.authority())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Origin {
        "https://khu.example.vn".parse().unwrap()
    }

    fn headers(all: &[(&str, &str)]) -> HeaderMap {
        all.iter().map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap())).collect()
    }

    fn found(all: &[(&str, &str)]) -> Result<Option<String>, &'static str> {
        let token = token(&headers(all), &ours());
        token.map(|it| it.map(|it| it.expose_secret().to_owned())).map_err(|error| error.code())
    }

    const COOKIE: (&str, &str) = ("cookie", "a=b; khu_session=t1; c=d");
    const CSRF: (&str, &str) = ("x-khu-csrf", "1");

    #[test]
    fn a_bearer_token_needs_nothing_else() {
        assert_eq!(found(&[("authorization", "Bearer t2"), COOKIE]), Ok(Some("t2".into())));
        assert_eq!(found(&[("authorization", "bearer t2")]), Ok(Some("t2".into())));
        assert_eq!(found(&[]), Ok(None));
        for odd in ["Basic dDI=", "Bearer", "Bearer ", "t2"] {
            assert_eq!(found(&[("authorization", odd)]), Err("UNAUTHENTICATED"), "{odd}");
        }
    }

    #[test]
    fn a_cookie_counts_only_from_our_own_page() {
        let ok = Ok(Some("t1".to_owned()));
        assert_eq!(found(&[COOKIE, CSRF, ("origin", "https://khu.example.vn")]), ok);
        assert_eq!(found(&[COOKIE, CSRF, ("sec-fetch-site", "same-origin")]), ok);
        assert_eq!(found(&[COOKIE, CSRF, ("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]), ok);
        let refused: [&[(&str, &str)]; 7] = [
            &[COOKIE],
            &[COOKIE, CSRF],
            &[COOKIE, ("origin", "https://khu.example.vn")],
            &[COOKIE, CSRF, ("origin", "https://evil.example")],
            &[COOKIE, CSRF, ("origin", "null")],
            &[COOKIE, CSRF, ("sec-fetch-site", "same-site")],
            &[COOKIE, CSRF, ("sec-fetch-site", "cross-site"), ("origin", "https://khu.example.vn")],
        ];
        for all in refused {
            assert_eq!(found(all), Err("FORBIDDEN"), "{all:?}");
        }
    }

    #[test]
    fn a_link_reads_with_the_cookie_unless_another_site_asks() {
        let found = |all: &[(&str, &str)]| token_for_reading(&headers(all)).ok().flatten().is_some();
        assert!(found(&[COOKIE]) && found(&[COOKIE, ("sec-fetch-site", "same-origin")]));
        assert!(found(&[COOKIE, ("sec-fetch-site", "none")]) && found(&[("authorization", "Bearer t2")]));
        assert!(!found(&[COOKIE, ("sec-fetch-site", "cross-site")]) && !found(&[]));
        assert!(!found(&[COOKIE, ("authorization", "Basic dDI=")]));
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let kept = keeping(&"t1".into(), &ours()).unwrap();
        assert_eq!(kept, "khu_session=t1; Path=/; HttpOnly; SameSite=Strict; Secure");
        let plain = "http://127.0.0.1:8080".parse().unwrap();
        assert_eq!(forgetting(&plain).unwrap(), "khu_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    }
}
