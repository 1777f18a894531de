//! The settings that the processes share.

use secrecy::SecretString;

/// Everything that is wrong with the settings, by the name of the variable.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the settings are not right:\n{}", .0.join("\n"))]
pub struct SettingsRefused(pub Vec<String>);

/// One variable of the environment; an empty one counts as not set.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// `DATABASE_URL`: required. Which engines there are, the database says when it is opened.
pub fn database_url(find: &impl Fn(&str) -> Option<String>, wrong: &mut Vec<String>) -> Option<SecretString> {
    required(
        find("DATABASE_URL"),
        "DATABASE_URL is missing: sqlite:path or postgres://user:password@host/database",
        wrong,
    )
}

/// `KHU_SECRET`, as it is written: required. Whether it is a key, its type says.
pub fn secret(find: &impl Fn(&str) -> Option<String>, wrong: &mut Vec<String>) -> Option<SecretString> {
    let missing = "KHU_SECRET is missing: 32 random bytes in base64, as `openssl rand -base64 32` makes them";
    required(find("KHU_SECRET"), missing, wrong)
}

fn required(found: Option<String>, missing: &str, wrong: &mut Vec<String>) -> Option<SecretString> {
    if found.is_none() {
        wrong.push(missing.to_owned());
    }
    found.map(SecretString::from)
}
