//! The settings of the api: read once, every mistake told at once, secrets never printed.

use std::net::SocketAddr;

use entity::access::MasterKey;
use entity::file::FilesSetting;
use process::{SettingsRefused, database_url, environment, secret};
use secrecy::{ExposeSecret, SecretString};

use crate::http::Site;
use crate::http::peer::TrustedProxies;

/// What the api is started with. Each field names its variable.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `DATABASE_URL`: `sqlite:path` or `postgres://…`; required.
    pub database_url: SecretString,
    /// `KHU_LISTEN`: address and port; 127.0.0.1:8080.
    pub listen: SocketAddr,
    /// `KHU_PUBLIC_URL` and `KHU_TRUSTED_PROXIES`: where clients find this installation, and through whom;
    /// `http://` with the address of `KHU_LISTEN`, and nobody.
    pub site: Site,
    /// `KHU_FILES`: where documents are kept, `file:folder`; `file:var/files`.
    pub files: FilesSetting,
    /// `KHU_SECRET`: 32 bytes in base64; required.
    pub key: MasterKey,
}

impl Settings {
    /// Reads the environment.
    pub fn from_environment() -> Result<Self, SettingsRefused> {
        Self::read(environment)
    }

    /// Reads settings through `find`.
    pub fn read(find: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsRefused> {
        let mut wrong = Vec::new();
        let database_url = database_url(&find, &mut wrong);
        let key = key(&find, &mut wrong);
        let listen = find("KHU_LISTEN").unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let listen = noted("KHU_LISTEN", listen.parse::<SocketAddr>(), &mut wrong);
        let usual = listen.map(|listen| format!("http://{listen}"));
        let origin = match find("KHU_PUBLIC_URL").or(usual) {
            Some(url) => noted("KHU_PUBLIC_URL", url.parse(), &mut wrong),
            None => None,
        };
        let proxies = find("KHU_TRUSTED_PROXIES").unwrap_or_default();
        let trusted_proxies = noted("KHU_TRUSTED_PROXIES", proxies.parse::<TrustedProxies>(), &mut wrong);
        let files = find("KHU_FILES").unwrap_or_else(|| "file:var/files".to_owned());
        let files = noted("KHU_FILES", files.parse::<FilesSetting>(), &mut wrong);
        match (database_url, listen, origin.zip(trusted_proxies), files, key) {
            (Some(database_url), Some(listen), Some((origin, trusted_proxies)), Some(files), Some(key))
                if wrong.is_empty() =>
            {
                Ok(Self { database_url, listen, site: Site { origin, trusted_proxies }, files, key })
            }
            _ => Err(SettingsRefused(wrong)),
        }
    }
}

/// `KHU_SECRET`, for every command of the api.
pub fn key(find: &impl Fn(&str) -> Option<String>, wrong: &mut Vec<String>) -> Option<MasterKey> {
    noted("KHU_SECRET", secret(find, wrong)?.expose_secret().parse(), wrong)
}

fn noted<T, E: std::fmt::Display>(name: &str, read: Result<T, E>, wrong: &mut Vec<String>) -> Option<T> {
    read.map_err(|error| wrong.push(format!("{name}: {error}"))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    fn read(variables: &[(&str, &str)]) -> Result<Settings, SettingsRefused> {
        Settings::read(|name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn two_variables_are_enough() {
        let settings = read(&[("DATABASE_URL", "sqlite:khu.sqlite"), ("KHU_SECRET", SECRET)]).unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.site.origin.authority(), "127.0.0.1:8080");
    }

    #[test]
    fn every_mistake_is_told_at_once_and_no_secret_with_it() {
        let variables = [
            ("KHU_SECRET", "c2hvcnQ="),
            ("KHU_LISTEN", "here"),
            ("KHU_PUBLIC_URL", "khu"),
            ("KHU_TRUSTED_PROXIES", "everybody"),
            ("KHU_FILES", "var/files"),
        ];
        let refused = read(&variables).unwrap_err();
        let names: Vec<_> = refused.0.iter().map(|line| line.split([' ', ':']).next().unwrap()).collect();
        let expected =
            ["DATABASE_URL", "KHU_SECRET", "KHU_LISTEN", "KHU_PUBLIC_URL", "KHU_TRUSTED_PROXIES", "KHU_FILES"];
        assert_eq!(names, expected);
        assert!(!refused.to_string().contains("c2hvcnQ"));
    }

    #[test]
    fn settings_print_no_secret() {
        let secret = [("DATABASE_URL", "postgres://khu:hush@localhost/khu"), ("KHU_SECRET", SECRET)];
        let text = format!("{:?}", read(&secret).unwrap());
        assert!(!text.contains("hush") && !text.contains("AQEB"), "{text}");
    }
}
