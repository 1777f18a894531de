//! E-mail addresses of people and companies.

use std::{
    fmt::{Debug, Display, Formatter},
    str::FromStr,
};

use email_address::{EmailAddress, Options};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use thiserror::Error;

const LONGEST: usize = 254;

/// An e-mail address one can write to, in lower case throughout: two that differ in case only are the same.
///
/// A bare ASCII address of at most 254 characters (RFC 5321) whose domain has at least two parts; no display name,
/// no quoted local part, no address literal. Its `Debug` text is masked, so that logs do not carry addresses.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType)]
#[sea_orm(value_type = "String", column_type = "Text")]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is not an e-mail address; the text itself is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("that is not an e-mail address such as lan@example.vn")]
pub struct NotAnEmail;

impl Email {
    /// Reads an address; spaces around it do not count. Refuses everything the type's description excludes.
    pub fn parse(text: &str) -> Result<Self, NotAnEmail> {
        let address = text.trim();
        let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
        if !is_plain || address.len() > LONGEST {
            return Err(NotAnEmail);
        }
        let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
        EmailAddress::parse_with_options(address, options).map_err(|_| NotAnEmail)?;
        Ok(Self(address.to_ascii_lowercase()))
    }

    /// The address as it is stored, compared and written to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address for logs: `l***@example.vn`.
    pub fn masked(&self) -> String {
        let first: String = self.0.chars().take(1).collect();
        let domain = self.0.rsplit_once('@').map_or("", |(_, domain)| domain);
        format!("{first}***@{domain}")
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Email {
    type Error = NotAnEmail;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl Display for Email {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Debug for Email {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Email({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_in_lower_case() {
        let table = [
            ("lan@example.vn", "lan@example.vn"),
            (" Lan.Nguyen+Khu@Example.VN ", "lan.nguyen+khu@example.vn"),
            ("a@b.co", "a@b.co"),
            ("o'hara_x@mail.example.com", "o'hara_x@mail.example.com"),
            ("ke-toan@xn--cng-ty-1ta.vn", "ke-toan@xn--cng-ty-1ta.vn"),
        ];
        for (text, stored) in table {
            assert_eq!(Email::parse(text).unwrap().as_str(), stored);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let long = format!("{}@example.vn", "a".repeat(65));
        let longer = format!("a@{}vn", "example.".repeat(40));
        let refused = [
            "",
            "lan",
            "lan@",
            "@example.vn",
            "lan@localhost",
            "lan@@example.vn",
            "lan@example..vn",
            "lan..nguyen@example.vn",
            ".lan@example.vn",
            "lan@-example.vn",
            "lan@[127.0.0.1]",
            "Lan <lan@example.vn>",
            "<lan@example.vn>",
            "lan@example.vn, hoa@example.vn",
            "lan nguyen@example.vn",
            "\"lan nguyen\"@example.vn",
            "lan@example.vn\r\nBcc: all@example.vn",
            "lan\0@example.vn",
            "lan\u{301}@example.vn",
            "lan@ex\u{e4}mple.vn",
            &long,
            &longer,
        ];
        for text in refused {
            assert_eq!(Email::parse(text), Err(NotAnEmail), "{text:?}");
        }
    }

    #[test]
    fn logs_do_not_carry_it() {
        let email = Email::parse("lan@example.vn").unwrap();
        assert_eq!(format!("{email:?}"), "Email(l***@example.vn)");
        assert_eq!(email.to_string(), "lan@example.vn");
    }

    #[test]
    fn json_is_checked_on_the_way_in() {
        assert_eq!(serde_json::from_str::<Email>("\"Lan@Example.vn\"").unwrap().as_str(), "lan@example.vn");
        assert!(serde_json::from_str::<Email>("\"lan\"").is_err());
    }
}
