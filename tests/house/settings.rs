//! Each setting stands in `.env.example` with what it is, its unit and its default; and nothing else stands there.

use crate::tree::{assert_none, sources, text};
use std::collections::BTreeSet;

/// Variables that are no settings: of tests, and a password that one command takes once and no file should keep.
const NO_SETTINGS: [&str; 7] = [
    "KHU_ADMIN_PASSWORD",
    "KHU_BLESS",
    "KHU_CHROMIUM",
    "KHU_PAPERS",
    "KHU_REQUIRE_BROWSER",
    "KHU_REQUIRE_POSTGRES",
    "KHU_TEST_POSTGRES_URL",
];

/// Variables with a name that others gave.
const FOREIGN: [&str; 2] = ["DATABASE_URL", "RUST_LOG"];

#[test]
fn every_setting_is_in_the_example_and_the_other_way_round() {
    let read: BTreeSet<String> =
        sources("").iter().flat_map(|source| source.lines().flat_map(variables).collect::<Vec<_>>()).collect();
    let shown: BTreeSet<String> = example().into_iter().map(|setting| setting.name).collect();
    let missing = read.difference(&shown).filter(|name| !NO_SETTINGS.contains(&name.as_str()));
    let missing: Vec<_> = missing.map(|name| format!("{name} is read, but not in .env.example")).collect();
    assert_none(&missing, ".env.example is not complete:");
    let needless = shown.difference(&read).map(|name| format!("{name} is in .env.example, but never read"));
    assert_none(&needless.collect::<Vec<_>>(), ".env.example tells too much:");
}

#[test]
fn every_setting_tells_its_default() {
    let wrong: Vec<_> = example()
        .into_iter()
        .filter(|setting| !["Default:", "Required"].iter().any(|word| setting.comment.contains(word)))
        .map(|setting| setting.name)
        .collect();
    assert_none(&wrong, "a setting tells its default, or that it is required:");
}

/// A setting as the example shows it.
struct Setting {
    name: String,
    comment: String,
}

/// Settings, commented out or not: `NAME=value` or `#NAME=value` under the comment lines that tell of it.
fn example() -> Vec<Setting> {
    let (mut settings, mut comment) = (Vec::new(), String::new());
    for line in text(".env.example").lines() {
        let name = line.trim_start_matches('#').split_once('=').map(|(name, _)| name);
        match name.filter(|name| !name.is_empty() && name.chars().all(is_of_a_name)) {
            Some(name) => settings.push(Setting { name: name.to_owned(), comment: std::mem::take(&mut comment) }),
            None if line.is_empty() => comment.clear(),
            None => comment.push_str(line),
        }
    }
    settings
}

/// The variables that a line names, be it a comment: a comment must not tell of what does not exist.
fn variables(code: &str) -> Vec<String> {
    let words = code.split(|c: char| !is_of_a_name(c)).map(|word| word.trim_end_matches('_'));
    words.filter(|word| word.starts_with("KHU_") || FOREIGN.contains(word)).map(str::to_owned).collect()
}

fn is_of_a_name(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'
}
