//! Which capabilities of entity know which: knowledge flows one way.

use crate::sources::is_record;
use crate::tree::{assert_none, sources};

/// The capabilities of entity in the order in which knowledge flows: each may name those of earlier lines.
const ORDER: [&[&str]; 21] = [
    &["value"],
    &["calendar"],
    &["clock"],
    &["database", "refusal"],
    &["access"],
    &["audit"],
    &["job"],
    &["file"],
    &["installation"],
    &TELLING,
    &["party"],
    &["catalogue"],
    &["inquiry"],
    &["quote"],
    &["contract"],
    &["response"],
    &["acceptance", "agreement", "billing", "support", "warranty", "workflow"],
    &["document"],
    &["life"],
    &["dossier"],
    &["next_action", "timeline"],
];

/// What every record may name, wherever its table stands: who asks, the trail, the queue, the installation.
const FOUNDATION: [&str; 6] = ["access", "audit", "database", "installation", "job", "refusal"];

/// One engine in four folders: its parts know each other.
const TELLING: [&str; 4] = ["mail", "notice", "reminder", "task"];

/// Whom the engine of telling reads at the moment it decides: what is owed, covered, whose it is and where they are
/// reached. It reads their tables and finders, and calls none of their records.
const TOLD_OF: [&str; 13] = [
    "acceptance",
    "agreement",
    "billing",
    "catalogue",
    "contract",
    "document",
    "inquiry",
    "party",
    "quote",
    "response",
    "support",
    "warranty",
    "workflow",
];

/// Who names a later one all the same, and why that is no knot.
const KNOTS: [(&str, &str, &str); 5] = [
    ("access", "audit", "who did it is what the trail writes down"),
    ("access", "notice", "an invitation is mailed by the record that makes it"),
    ("access", "party", "a person belongs to a company, which must exist"),
    ("calendar", "clock", "an instant is what a day is cut out of"),
    ("contract", "billing", "lists of contracts are filtered by what is overdue"),
];

#[test]
fn capabilities_know_only_what_comes_before_them() {
    let mut wrong = Vec::new();
    for source in sources("entity/src/").iter().filter(|source| source.capability() != "lib") {
        let (own, code) = (source.capability(), source.code());
        if rank(own).is_none() {
            wrong.push(format!("{} is of a capability without a place in ORDER", source.path));
        }
        let is_recording = |other: &str| is_record(&source.path) && FOUNDATION.contains(&other);
        let named = named_capabilities(&code).into_iter();
        let strange = named.filter(|other| !is_recording(other) && !may_name(own, other, &code));
        wrong.extend(strange.map(|other| format!("{} names {other}", source.path)));
    }
    assert_none(&wrong, "knowledge flows one way:");
}

fn may_name(own: &str, other: &str, code: &str) -> bool {
    let is_knot = KNOTS.iter().any(|(from, to, _)| *from == own && *to == other);
    let is_telling = TELLING.contains(&own) && TELLING.contains(&other);
    let writes = code.contains(&format!("{other}::record"));
    let reads_ahead = TELLING.contains(&own) && TOLD_OF.contains(&other) && !writes;
    own == other || rank(other) < rank(own) && rank(other).is_some() || is_knot || is_telling || reads_ahead
}

#[test]
fn knots_that_nobody_needs_are_struck_out() {
    let entity = sources("entity/src/");
    let uses = |from: &str, to: &str| {
        let own = entity.iter().filter(|source| source.capability() == from);
        own.flat_map(|source| named_capabilities(&source.code())).any(|other| other == to)
    };
    let gone = KNOTS.iter().filter(|(from, to, _)| !uses(from, to)).map(|(from, to, _)| format!("{from} → {to}"));
    assert_none(&gone.collect::<Vec<_>>(), "KNOTS lists what is gone:");
}

fn rank(capability: &str) -> Option<usize> {
    ORDER.iter().position(|line| line.contains(&capability))
}

/// The capabilities that code of entity names: `crate::contract::…`, `crate::{access, …}`.
fn named_capabilities(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group_heads(group)),
            None => found.extend(first_word(rest)),
        }
    }
    found.retain(|name| name.chars().next().is_some_and(char::is_lowercase));
    found.sort();
    found.dedup();
    found
}

/// The first words of a `{…}` group of paths, not of the groups inside it.
fn group_heads(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut head) = (0_u32, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.extend(first_word(&std::mem::take(&mut head))),
            _ if depth == 0 => head.push(c),
            _ => {}
        }
    }
    heads.extend(first_word(&head));
    heads
}

fn first_word(path: &str) -> Option<String> {
    let word: String = path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

#[test]
fn names_are_found_in_groups_too() {
    let code = "use crate::{access::{Viewer, Actor}, audit};\ncrate::value::Money\nuse crate::database::Write;";
    assert_eq!(named_capabilities(code), ["access", "audit", "database", "value"]);
}
