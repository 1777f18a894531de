//! The settings of the worker: read once, every mistake told at once, secrets never printed.

use entity::access::MasterKey;
use entity::file::FilesSetting;
use entity::value::email::Email;
use process::{SettingsRefused, database_url, environment, secret};
use secrecy::{ExposeSecret, SecretString};

use crate::post::{Correspondent, PostSettings};
use crate::queue::Pace;

/// What the worker is started with. Each field names its variable.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `DATABASE_URL`: `sqlite:path` or `postgres://…`; required.
    pub database_url: SecretString,
    /// `KHU_PUBLIC_URL`: where people find this installation, without a slash at the end; as in the api `http://` with
    /// the address of `KHU_LISTEN`, 127.0.0.1:8080.
    pub public_url: String,
    /// `KHU_MAIL`: `file:folder`, `smtp://host:port` or `smtps://user:password@host`; `file:var/mail`.
    pub mail: PostSettings,
    /// `KHU_MAIL_FROM`: whom letters are from, `Khu <khu@example.vn>` or the bare address; `Khu <khu@localhost.localdomain>`.
    pub sender: Correspondent,
    /// `KHU_FILES`: where documents are kept, `file:folder`; `file:var/files`.
    pub files: FilesSetting,
    /// `KHU_SECRET`: 32 bytes in base64; required.
    pub key: MasterKey,
    /// `KHU_WORKER_CONCURRENCY`: jobs that run at once, 1 to 1000; 16. The rest of the pace is not set from outside.
    pub pace: Pace,
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
        let key = secret(&find, &mut wrong);
        let key = key.and_then(|text| noted("KHU_SECRET", text.expose_secret().parse::<MasterKey>(), &mut wrong));
        let public_url = noted("KHU_PUBLIC_URL", web_address(&public_url(&find)), &mut wrong);
        let mail = find("KHU_MAIL").unwrap_or_else(|| "file:var/mail".to_owned());
        let mail = noted("KHU_MAIL", PostSettings::parse(&mail), &mut wrong);
        let sender = find("KHU_MAIL_FROM").unwrap_or_else(|| "Khu <khu@localhost.localdomain>".to_owned());
        let sender = noted("KHU_MAIL_FROM", correspondent(&sender), &mut wrong);
        let files = find("KHU_FILES").unwrap_or_else(|| "file:var/files".to_owned());
        let files = noted("KHU_FILES", files.parse::<FilesSetting>(), &mut wrong);
        let concurrency = find("KHU_WORKER_CONCURRENCY").unwrap_or_else(|| "32".to_owned());
        let concurrency = noted("KHU_WORKER_CONCURRENCY", jobs_at_once(&concurrency), &mut wrong);
        match (database_url, key, public_url, mail.zip(files), sender.zip(concurrency)) {
            (Some(database_url), Some(key), Some(public_url), Some((mail, files)), Some((sender, concurrency))) => {
                let pace = Pace { concurrency, ..Pace::default() };
                Ok(Self { database_url, public_url, mail, sender, files, key, pace })
            }
            _ => Err(SettingsRefused(wrong)),
        }
    }
}

fn public_url(find: &impl Fn(&str) -> Option<String>) -> String {
    let listen = || find("KHU_LISTEN").unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    find("KHU_PUBLIC_URL").unwrap_or_else(|| format!("http://{}", listen()))
}

fn web_address(text: &str) -> Result<String, &'static str> {
    let refused = "must be http:// or https:// with a host and nothing after it, such as https://khu.example";
    let url = url::Url::parse(text).map_err(|_| refused)?;
    let is_bare = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    if is_bare && matches!(url.scheme(), "http" | "https") && url.username().is_empty() {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err(refused)
    }
}

fn correspondent(text: &str) -> Result<Correspondent, &'static str> {
    let (name, address) = match text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"'), address),
        None => ("", text.trim()),
    };
    let address = Email::parse(address).map_err(|_| "must be an address such as Khu <khu@example.vn>")?;
    Ok(Correspondent {
        name: Some(name.to_owned()).filter(|name| !name.is_empty()),
        address: address.as_str().to_owned(),
    })
}

fn jobs_at_once(text: &str) -> Result<u32, &'static str> {
    text.trim()
        .parse()
        .ok()
        .filter(|number| (1..=1_000).contains(number))
        .ok_or("must be a whole number from 1 to 1000")
}

fn noted<T, E: std::fmt::Display>(name: &str, read: Result<T, E>, wrong: &mut Vec<String>) -> Option<T> {
    read.map_err(|error| wrong.push(format!("{name} {error}"))).ok()
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
        assert_eq!(settings.pace.concurrency, 32);
        assert_eq!(settings.public_url, "http://127.0.0.1:8080");
        let moved = [("DATABASE_URL", "sqlite:a"), ("KHU_SECRET", SECRET), ("KHU_LISTEN", "127.0.0.1:9")];
        assert_eq!(read(&moved).unwrap().public_url, "http://127.0.0.1:9");
        assert!(settings.mail.is_loopback());
        assert_eq!(settings.sender.name.as_deref(), Some("Khu"));
    }

    #[test]
    fn every_mistake_is_told_at_once_and_no_secret_with_it() {
        let variables = [
            ("KHU_SECRET", "c2hvcnQ="),
            ("KHU_PUBLIC_URL", "khu"),
            ("KHU_MAIL", "smtp://user@mail.example"),
            ("KHU_MAIL_FROM", "nobody"),
            ("KHU_FILES", "s3://khu"),
            ("KHU_WORKER_CONCURRENCY", "0"),
        ];
        let refused = read(&variables).unwrap_err();
        let names: Vec<_> = refused.0.iter().map(|line| line.split(' ').next().unwrap()).collect();
        let expected = [
            "DATABASE_URL",
            "KHU_SECRET",
            "KHU_PUBLIC_URL",
            "KHU_MAIL",
            "KHU_MAIL_FROM",
            "KHU_FILES",
            "KHU_WORKER_CONCURRENCY",
        ];
        assert_eq!(names, expected);
        assert!(!refused.to_string().contains("c2hvcnQ"));
    }

    #[test]
    fn senders_with_and_without_a_name() {
        let table = [
            ("Khu <khu@example.vn>", Some((Some("Khu"), "khu@example.vn"))),
            ("\"Công ty, Khu\" <Khu@Example.vn>", Some((Some("Công ty, Khu"), "khu@example.vn"))),
            ("khu@example.vn", Some((None, "khu@example.vn"))),
            ("<khu@example.vn>", Some((None, "khu@example.vn"))),
            ("Khu <khu>", None),
            ("Khu khu@example.vn", None),
        ];
        for (text, expected) in table {
            let found = correspondent(text).ok();
            let found = found.as_ref().map(|one| (one.name.as_deref(), one.address.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn public_addresses_end_without_a_slash() {
        for (text, expected) in [
            ("https://khu.example/", Some("https://khu.example")),
            ("http://127.0.0.1:8080", Some("http://127.0.0.1:8080")),
            ("https://khu.example/app", None),
            ("ftp://khu.example", None),
            ("https://a:b@khu.example", None),
        ] {
            assert_eq!(web_address(text).ok().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn settings_print_no_secret() {
        let secret = [
            ("DATABASE_URL", "postgres://khu:hush@localhost/khu"),
            ("KHU_SECRET", SECRET),
            ("KHU_MAIL", "smtps://post:whisper@mail.example"),
        ];
        let text = format!("{:?}", read(&secret).unwrap());
        assert!(!text.contains("hush") && !text.contains("whisper") && !text.contains("AQEB"), "{text}");
    }
}
