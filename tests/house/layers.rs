//! Who may depend on whom, read from `cargo metadata`, and what may stand at the top of the repository.

use crate::tree::{assert_none, top, tracked};
use serde_json::Value;
use std::process::Command;

/// The packages of the workspace that a package may depend on.
const KNOWS: [(&str, &[&str]); 6] = [
    ("process", &[]),
    ("entity", &[]),
    ("migration", &["process"]),
    ("api", &["entity", "migration", "process"]),
    ("worker", &["entity", "migration", "process"]),
    ("tests", &["api", "entity", "migration", "process", "worker"]),
];

/// Libraries that one package alone may name.
const BELONGS_TO: [(&str, &str); 15] = [
    ("async-graphql", "api"),
    ("axum", "api"),
    ("argon2", "api"),
    ("apalis", "worker"),
    ("apalis-core", "worker"),
    ("lettre", "worker"),
    ("askama", "worker"),
    ("typst", "worker"),
    ("typst-as-lib", "worker"),
    ("typst-assets", "worker"),
    ("typst-layout", "worker"),
    ("typst-pdf", "worker"),
    ("object_store", "entity"),
    ("chacha20poly1305", "entity"),
    ("sea-orm-migration", "migration"),
];

/// What stands at the top of the repository, beside dot-files.
const TOP: [&str; 9] =
    ["Cargo.lock", "Cargo.toml", "LICENSE", "README.md", "api", "entity", "migration", "tests", "worker"];

/// What cargo says about the workspace.
pub fn metadata() -> Value {
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--locked"])
        .current_dir(top())
        .output()
        .expect("cargo runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).expect("cargo answers JSON")
}

/// The packages of the workspace.
pub fn packages(metadata: &Value) -> &[Value] {
    metadata["packages"].as_array().expect("cargo lists packages")
}

/// Every dependency: who, on whom; for building and testing too.
fn dependencies() -> Vec<(String, String)> {
    let metadata = metadata();
    let named = |value: &Value| value["name"].as_str().expect("it has a name").to_owned();
    let of = |package: &Value| {
        let on = package["dependencies"].as_array().expect("cargo lists dependencies").iter().map(named);
        on.map(|on| (named(package), on)).collect::<Vec<_>>()
    };
    packages(&metadata).iter().flat_map(of).collect()
}

#[test]
fn knowledge_flows_one_way() {
    let is_ours = |name: &str| KNOWS.iter().any(|(package, _)| *package == name);
    let mut wrong = Vec::new();
    for (package, on) in dependencies() {
        let knows = KNOWS.iter().find(|(name, _)| *name == package).map_or(&[][..], |(_, knows)| knows);
        if !is_ours(&package) || (is_ours(&on) && !knows.contains(&on.as_str())) {
            wrong.push(format!("{package} → {on}"));
        }
    }
    assert_none(&wrong, "packages depend on each other only as KNOWS says:");
}

#[test]
fn the_web_is_named_in_api_and_the_post_and_the_queue_in_worker() {
    let belongs = |on: &str| BELONGS_TO.iter().find(|(library, _)| *library == on).map(|(_, package)| *package);
    let wrong: Vec<_> = dependencies()
        .into_iter()
        .filter(|(package, on)| belongs(on).is_some_and(|owner| owner != package))
        .map(|(package, on)| format!("{package} → {on}"))
        .collect();
    assert_none(&wrong, "these libraries belong to another package:");
}

#[test]
fn the_top_of_the_repository_is_fixed() {
    let mut names: Vec<_> = tracked().iter().filter_map(|path| path.split('/').next().map(str::to_owned)).collect();
    names.dedup();
    names.retain(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()));
    assert_none(&names, "nothing else stands at the top:");
}
