use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use secrecy::SecretString;
use url::Url;

/// Where mail goes, read from `KHU_MAIL`: `file:var/mail`, `smtp://[user:pass@]host[:port]` (default port 25, or 587
/// with a user) or `smtps://[user:pass@]host[:port]` (default port 465). User and password are percent-encoded.
#[derive(Clone, Debug)]
pub enum PostSettings {
    /// A folder for `.eml` files; made when it is not there.
    Folder(PathBuf),
    /// A mail server.
    Server(ServerSettings),
}

/// An SMTP server, how the way to it is kept private, and who signs in.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) privacy: Privacy,
    pub(super) sign_in: Option<SignIn>,
}

/// How the conversation with the server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Privacy {
    /// Not at all: nothing leaves this machine.
    Loopback,
    /// By STARTTLS if the server offers it.
    WhenOffered,
    /// By STARTTLS; nothing is said to a server that does not offer it: a password is at stake.
    Demanded,
    /// From the first byte on (`smtps:`).
    Implicit,
}

/// Name and password; the password does not print.
#[derive(Clone)]
pub(super) struct SignIn {
    pub(super) user: String,
    pub(super) password: SecretString,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn(…)")
    }
}

/// What is wrong with a `KHU_MAIL`. Never repeats the text: a password may stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostSettingsRefused {
    /// It begins like none of the three ways, or is no address at all.
    #[error("is neither file:<folder>, smtp://<host>:<port> nor smtps://<user>:<password>@<host>")]
    Form,
    /// `file:` stands alone.
    #[error("names no folder after «file:»")]
    NoFolder,
    /// The server's name is missing.
    #[error("names no host")]
    NoHost,
    /// Signing in takes both.
    #[error("has a user without a password or a password without a user")]
    HalfSignIn,
    /// What the percent-encoding stands for is no text.
    #[error("has a user or password that is not percent-encoded UTF-8")]
    SignInText,
    /// A path, a query or a fragment means nothing to a mail server.
    #[error("has something after the host and port")]
    Excess,
}

impl PostSettings {
    /// Reads the text of `KHU_MAIL`; looks nothing up and connects to nothing.
    pub fn parse(text: &str) -> Result<Self, PostSettingsRefused> {
        if let Some(folder) = text.strip_prefix("file:") {
            let folder = folder.strip_prefix("//").unwrap_or(folder);
            let named = !folder.trim().is_empty();
            return if named { Ok(Self::Folder(folder.into())) } else { Err(PostSettingsRefused::NoFolder) };
        }
        let url = Url::parse(text).map_err(|_| PostSettingsRefused::Form)?;
        let implicit = match url.scheme() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(PostSettingsRefused::Form),
        };
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(PostSettingsRefused::Excess);
        }
        let host = host(&url)?;
        let sign_in = sign_in(&url)?;
        let privacy = match (implicit, is_loopback(&host), &sign_in) {
            (true, _, _) => Privacy::Implicit,
            (false, true, _) => Privacy::Loopback,
            (false, false, Some(_)) => Privacy::Demanded,
            (false, false, None) => Privacy::WhenOffered,
        };
        let usual_port = match (implicit, &sign_in) {
            (true, _) => 465,
            (false, Some(_)) => 587,
            (false, None) => 25,
        };
        let port = url.port().unwrap_or(usual_port);
        Ok(Self::Server(ServerSettings { host, port, privacy, sign_in }))
    }

    /// Whether no letter can leave this machine: a folder, or a server on it. A sandbox accepts nothing else.
    pub fn is_loopback(&self) -> bool {
        match self {
            Self::Folder(_) => true,
            Self::Server(server) => is_loopback(&server.host),
        }
    }
}

fn host(url: &Url) -> Result<String, PostSettingsRefused> {
    let host = url.host_str().unwrap_or_default();
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if bare.is_empty() { Err(PostSettingsRefused::NoHost) } else { Ok(bare.to_ascii_lowercase()) }
}

fn sign_in(url: &Url) -> Result<Option<SignIn>, PostSettingsRefused> {
    let plain = |text| percent_decode_str(text).decode_utf8().map_err(|_| PostSettingsRefused::SignInText);
    match (url.username(), url.password().unwrap_or_default()) {
        ("", "") => Ok(None),
        ("", _) | (_, "") => Err(PostSettingsRefused::HalfSignIn),
        (user, password) => {
            Ok(Some(SignIn { user: plain(user)?.into_owned(), password: plain(password)?.into_owned().into() }))
        }
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    fn server(text: &str) -> ServerSettings {
        match PostSettings::parse(text).unwrap() {
            PostSettings::Server(server) => server,
            PostSettings::Folder(_) => panic!("{text} is a folder"),
        }
    }

    #[test]
    fn privacy_and_port_follow_from_the_address() {
        for (text, host, port, privacy) in [
            ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, Privacy::Loopback),
            ("smtp://[::1]:2525", "::1", 2525, Privacy::Loopback),
            ("smtp://LOCALHOST", "localhost", 25, Privacy::Loopback),
            ("smtp://a:b@localhost", "localhost", 587, Privacy::Loopback),
            ("smtp://mail.example", "mail.example", 25, Privacy::WhenOffered),
            ("smtp://a:b@mail.example", "mail.example", 587, Privacy::Demanded),
            ("smtps://a:b@mail.example/", "mail.example", 465, Privacy::Implicit),
            ("smtps://a:b@mail.example:10465", "mail.example", 10465, Privacy::Implicit),
        ] {
            let server = server(text);
            assert_eq!((server.host.as_str(), server.port, server.privacy), (host, port, privacy), "{text}");
        }
    }

    #[test]
    fn only_folders_and_this_machine_are_loopback() {
        for text in
            ["file:var/mail", "smtp://127.9.9.9", "smtp://[::1]", "smtp://[::ffff:127.0.0.1]", "smtps://localhost"]
        {
            assert!(PostSettings::parse(text).unwrap().is_loopback(), "{text}");
        }
        for text in ["smtp://mail.example", "smtp://10.0.0.1", "smtp://localhost.example", "smtp://127.0.0.1.example"] {
            assert!(!PostSettings::parse(text).unwrap().is_loopback(), "{text}");
        }
    }

    #[test]
    fn the_sign_in_is_decoded_and_never_prints() {
        let server = server("smtps://post%40khu.example:p%3Aa%2Fss@mail.example");
        let sign_in = server.sign_in.clone().unwrap();
        assert_eq!(sign_in.user, "post@khu.example");
        assert_eq!(sign_in.password.expose_secret(), "p:a/ss");
        assert!(!format!("{server:?}").contains("ss@") && !format!("{server:?}").contains("a/ss"));
        assert!(!format!("{server:?}").contains("post@"));
    }

    #[test]
    fn mistakes_are_named() {
        for (text, refused) in [
            ("", PostSettingsRefused::Form),
            ("mail.example:25", PostSettingsRefused::Form),
            ("http://mail.example", PostSettingsRefused::Form),
            ("smtp://mail.example:99999", PostSettingsRefused::Form),
            ("file:", PostSettingsRefused::NoFolder),
            ("smtp://", PostSettingsRefused::NoHost),
            ("smtp:mail.example", PostSettingsRefused::Excess),
            ("smtp://user@mail.example", PostSettingsRefused::HalfSignIn),
            ("smtp://a:%ff@mail.example", PostSettingsRefused::SignInText),
            ("smtp://mail.example/inbox", PostSettingsRefused::Excess),
            ("smtp://mail.example?tls=no", PostSettingsRefused::Excess),
        ] {
            assert_eq!(PostSettings::parse(text).unwrap_err(), refused, "{text}");
        }
        assert!(matches!(PostSettings::parse("file:///srv/mail").unwrap(), PostSettings::Folder(p) if p.is_absolute()));
    }
}
