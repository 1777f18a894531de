//! README tells the truth: its commands exist and its links lead somewhere.

use crate::layers::{metadata, packages};
use crate::tree::{assert_none, text, top};
use serde_json::Value;

/// Commands of cargo itself that README may show.
const BUILT_IN: [&str; 7] = ["bench", "build", "clippy", "doc", "fmt", "run", "test"];

#[test]
fn every_cargo_command_exists() {
    let aliases = text(".cargo/config.toml");
    let is_alias =
        |word: &str| aliases.lines().any(|line| line.split_once('=').is_some_and(|(name, _)| name.trim() == word));
    let metadata = metadata();
    let mut wrong = Vec::new();
    for command in commands(&text("README.md")) {
        let words: Vec<&str> = command.split_whitespace().collect();
        let Some(asked) = words.iter().position(|word| *word == "cargo") else { continue };
        let word = words.get(asked + 1).copied().unwrap_or_default();
        let named_exist = named(&words).iter().all(|(sort, name)| exists(packages(&metadata), sort, name));
        if !(BUILT_IN.contains(&word) || is_alias(word)) || !named_exist {
            wrong.push(command);
        }
    }
    assert_none(&wrong, "README shows commands that do not exist:");
}

#[test]
fn every_link_leads_somewhere() {
    let readme = text("README.md");
    let targets = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let wrong: Vec<_> = targets
        .filter(|target| !target.contains("://") && !target.starts_with('#'))
        .filter(|target| !top().join(target.split('#').next().unwrap_or(target)).exists())
        .map(str::to_owned)
        .collect();
    assert_none(&wrong, "README links to what does not exist:");
}

/// The lines of README's ```sh blocks.
fn commands(readme: &str) -> Vec<String> {
    let blocks = readme.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines = blocks.flat_map(str::lines).map(|line| line.split(" # ").next().unwrap_or(line).trim());
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// What a command names by `-p`, `--bin` and the like.
fn named<'a>(words: &[&'a str]) -> Vec<(&'static str, &'a str)> {
    let sorts =
        [("-p", "package"), ("--package", "package"), ("--bin", "bin"), ("--test", "test"), ("--bench", "bench")];
    let own = words.split(|word| *word == "--").next().unwrap_or_default();
    let pairs = own.windows(2).filter_map(|pair| match pair {
        [flag, name] => sorts.iter().find(|(known, _)| known == flag).map(|(_, sort)| (*sort, *name)),
        _ => None,
    });
    pairs.collect()
}

fn exists(packages: &[Value], sort: &str, name: &str) -> bool {
    packages.iter().any(|package| {
        let mut targets = package["targets"].as_array().into_iter().flatten();
        match sort {
            "package" => package["name"] == name,
            _ => targets.any(|target| {
                target["name"] == name
                    && target["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == sort))
            }),
        }
    })
}

#[test]
fn commands_are_read_as_typed() {
    let shown = commands(
        "text\n```sh\ncargo demo  # the demo\n\n# only a comment\ncargo run -p api --bin api -- --bin no\n```\n",
    );
    assert_eq!(shown, ["cargo demo", "cargo run -p api --bin api -- --bin no"]);
    let words: Vec<&str> = shown[1].split_whitespace().collect();
    assert_eq!(named(&words), [("package", "api"), ("bin", "api")]);
}
