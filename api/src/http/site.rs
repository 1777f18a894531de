//! Where this installation is found.

use std::str::FromStr;

use axum::http::Uri;

use super::peer::TrustedProxies;

/// What the web side must know of its surroundings.
#[derive(Debug, Clone)]
pub struct Site {
    /// The address people type (`KHU_PUBLIC_URL`).
    pub origin: Origin,
    /// Whose `X-Forwarded-For` is believed (`KHU_TRUSTED_PROXIES`).
    pub trusted_proxies: TrustedProxies,
}

/// Scheme, host and port, as a browser's `Origin` header writes them: `https://khu.example.vn`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    is_secure: bool,
    authority: String,
}

/// An address that people could not open in a browser.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a web address such as https://khu.example.vn")]
pub struct NotAnOrigin(String);

impl FromStr for Origin {
    type Err = NotAnOrigin;

    /// Of a whole address the path is left out.
    fn from_str(url: &str) -> Result<Self, NotAnOrigin> {
        let wrong = || NotAnOrigin(url.to_owned());
        let uri: Uri = url.parse().map_err(|_| wrong())?;
        let is_secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(wrong()),
        };
        let authority =
            uri.authority().filter(|it| !it.as_str().contains('@')).ok_or_else(wrong)?.as_str().to_ascii_lowercase();
        let usual_port = if is_secure { ":443" } else { ":80" };
        let authority = authority.strip_suffix(usual_port).unwrap_or(&authority).to_owned();
        Ok(Self { is_secure, authority })
    }
}

impl Origin {
    /// Whether it is reached over TLS.
    pub fn is_secure(&self) -> bool {
        self.is_secure
    }

    /// Host, and port where it is not the usual one.
    pub fn authority(&self) -> &str {
        &self.authority
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_its_origin() {
        let of = |url: &str| url.parse::<Origin>().map(|it| (it.is_secure, it.authority));
        assert_eq!(of("https://Khu.example.vn/"), Ok((true, "khu.example.vn".into())));
        assert_eq!(of("https://khu.example.vn:443"), Ok((true, "khu.example.vn".into())));
        assert_eq!(of("http://127.0.0.1:8080"), Ok((false, "127.0.0.1:8080".into())));
        for wrong in ["", "null", "khu.example.vn", "ftp://khu.example.vn", "https://a@khu.example.vn"] {
            assert_eq!(of(wrong), Err(NotAnOrigin(wrong.into())));
        }
    }
}
