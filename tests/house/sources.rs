//! What stands where: sizes, who may write, who begins transactions, and what a rule keeps from.

use crate::tree::{Source, assert_none, sources, top, tracked};

/// Lines of a file before its tests, at most.
const LONGEST: usize = 400;

/// Calls that change rows, as they are written here.
const WRITES: [&str; 14] = [
    "Entity::insert",
    "Entity::update",
    "Entity::delete",
    "::update_many(",
    "::delete_many(",
    "::delete_by_id(",
    ".insert(write",
    ".update(write",
    ".delete(write",
    ".save(write",
    "Query::insert()",
    "Query::update()",
    "Query::delete()",
    "execute_unprepared(",
];

/// Files that change rows though they are no record, and why.
const WRITERS: [(&str, &str); 1] =
    [("entity/src/access/throttle.rs", "a counter with nothing to decide, audit or tell")];

/// Files that speak to a database though their first line does not say that they do, and why.
const READERS: [(&str, &str); 3] = [
    ("entity/src/database/", "the way to the database itself"),
    ("entity/src/file/store.rs", "the way to the files themselves"),
    ("entity/src/clock/machine.rs", "the database's clock is the machine's, for every process"),
];

#[test]
fn no_file_is_longer_than_a_reader_bears() {
    let too_long = |source: &Source| Some(source.lines().count()).filter(|lines| *lines > LONGEST);
    let wrong: Vec<_> =
        sources("").iter().filter_map(|source| Some(format!("{}: {}", source.path, too_long(source)?))).collect();
    assert_none(&wrong, "look for the second subject in:");
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("to", "do!("), concat!("unimple", "mented!(")];
    let mut wrong = Vec::new();
    for path in tracked() {
        let Ok(content) = std::fs::read_to_string(top().join(&path)) else { continue };
        let lines = content.lines().enumerate().filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)));
        wrong.extend(lines.map(|(number, line)| format!("{path}:{}: {}", number + 1, line.trim())));
    }
    assert_none(&wrong, "what is to be done is in an issue, not in the code:");
}

#[test]
fn the_queue_the_post_and_the_printer_are_known_in_one_folder_each() {
    let homes = [
        ("apalis", "worker/src/queue/"),
        ("lettre", "worker/src/post/"),
        ("typst", "worker/src/document/"),
        ("object_store", "entity/src/file/"),
    ];
    let mut wrong = Vec::new();
    for source in sources("").iter().filter(|source| !source.path.starts_with("tests/house/")) {
        let code = source.code();
        let strays = homes.iter().filter(|(library, home)| code.contains(library) && !source.path.starts_with(home));
        wrong.extend(strays.map(|(library, home)| format!("{} names {library}, which belongs to {home}", source.path)));
    }
    assert_none(&wrong, "a library is named where it is wrapped:");
}

#[test]
fn only_records_write() {
    let mut wrong = Vec::new();
    for source in sources("").iter().filter(|source| !source.path.starts_with("tests/") && !source.is_tests()) {
        let code = source.code();
        let found = WRITES.iter().find(|call| code.contains(*call));
        let may = is_record(&source.path) || source.path.starts_with("migration/") || is_listed(&WRITERS, &source.path);
        wrong.extend(found.filter(|_| !may).map(|call| format!("{}: {call}", source.path)));
    }
    assert_none(&wrong, "rows are changed by entity's records alone:");
}

#[test]
fn only_one_place_begins_a_transaction() {
    let calls = [".begin(", "begin_with_options(", "begin_with_config(", ".transaction(", "transaction_async("];
    let homes = ["entity/src/database/write.rs", "migration/src/lib.rs"];
    let mut wrong = Vec::new();
    for source in sources("").iter().filter(|source| !source.path.starts_with("tests/")) {
        let code = source.code();
        let found = calls.iter().find(|call| code.contains(*call));
        let may = homes.contains(&source.path.as_str());
        wrong.extend(found.filter(|_| !may).map(|call| format!("{}: {call}", source.path)));
    }
    assert_none(&wrong, "transactions begin in Database::write:");
}

#[test]
fn rules_are_pure() {
    let impure = ["async ", ".await", "ConnectionTrait", "machine_now(", "getrandom"];
    let mut wrong = Vec::new();
    for source in sources("entity/src/").iter().filter(|source| is_pure(source)) {
        let code = source.code();
        wrong.extend(impure.iter().filter(|word| says(&code, word)).map(|word| format!("{}: {word}", source.path)));
    }
    assert_none(&wrong, "a file that is no table, finder or record decides, and does nothing else:");
}

/// Whether the code says the words, and not only longer ones that begin with them.
fn says(code: &str, words: &str) -> bool {
    code.split(words).skip(1).any(|rest| words.ends_with([' ', '(']) || !rest.starts_with(char::is_alphanumeric))
}

#[test]
fn what_may_be_null_fails_alone() {
    let mut wrong = Vec::new();
    for source in sources("api/src/") {
        let code = source.code();
        let heads = code.split("async fn ").skip(1).filter_map(|rest| rest.split(" {").next());
        let resolvers = heads.filter(|head| head.contains("&self") && head.contains("&Context<"));
        let strays = resolvers.filter(|head| head.contains("Result<Option<"));
        wrong.extend(strays.map(|head| format!("{}: {head}", source.path)));
    }
    assert_none(&wrong, "a resolver of a field that may be null answers Nullable, with the error inside:");
}

#[test]
fn exceptions_that_nobody_needs_are_struck_out() {
    let tracked = tracked();
    let files = [&WRITERS[..], &READERS[..]].concat();
    let gone = files.iter().filter(|(path, _)| !tracked.iter().any(|tracked| tracked.starts_with(path)));
    assert_none(&gone.map(|(path, _)| (*path).to_owned()).collect::<Vec<_>>(), "WRITERS or READERS list what is gone:");
}

/// `record.rs`, `record_person.rs`, in a folder `record`, or a command of `life`.
pub fn is_record(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_command = path.strip_prefix("entity/src/life/").is_some_and(|file| !file.contains('/'));
    path.starts_with("entity/src/") && (name.starts_with("record") || path.contains("/record/") || is_command)
}

/// By what its first line says it is.
fn is_pure(source: &Source) -> bool {
    let speaks = ["//! Table", "//! Finder", "//! Question", "//! Record"]
        .iter()
        .any(|kind| source.first_line().starts_with(kind));
    !speaks && !is_record(&source.path) && !source.is_tests() && !is_listed(&READERS, &source.path)
}

fn is_listed(list: &[(&str, &str)], path: &str) -> bool {
    list.iter().any(|(listed, _)| path.starts_with(listed))
}
