//! Every mutation, tried by those who may not before it is done by somebody who may.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::answers::{told, with_unknown_ids};
use crate::asking::dump;
use crate::attempts::{self, Attempt};
use crate::world::World;

/// What outsiders may do, a line each: who, the mutation, why.
const ALLOWED: &str = include_str!("allowed.txt");
/// What leaves no audit entry, a line each: the mutation, why.
const UNAUDITED: &str = include_str!("unaudited.txt");

/// The schema's mutations and the attempts are the same, and the exceptions are of mutations that exist.
pub fn every_mutation_is_tried(world: &World) {
    let schema: BTreeSet<&str> = world.schema.mutations().collect();
    let tried: BTreeSet<&str> = attempts::all().iter().map(|attempt| attempt.command).collect();
    assert_eq!(schema, tried, "left: the schema's mutations, right: those that are tried");
    let excepted = exceptions(ALLOWED).map(|words| words[1]).chain(exceptions(UNAUDITED).map(|words| words[0]));
    for mutation in excepted {
        assert!(schema.contains(mutation), "an exception for {mutation}, which is no mutation");
    }
}

/// A stranger is not known; another customer and unassigned staff find nothing or are not allowed, in the same words as
/// for what does not exist. Nothing has changed after that.
pub async fn the_others_are_denied(world: &World, attempt: &Attempt) {
    mail_is_out(world).await;
    let input = (attempt.input)(world);
    let before = (audited(world).await, dump(world).await);
    for outsider in world.outsiders() {
        if exceptions(ALLOWED).any(|words| words[0] == outsider.name && words[1] == attempt.command) {
            continue;
        }
        let codes: &[&str] =
            if outsider.name == "visitor" { &["UNAUTHENTICATED"] } else { &["NOT_FOUND", "FORBIDDEN"] };
        let refused = attempt.give(outsider.person, &input).await;
        let who = format!("{} {}: {}", outsider.name, attempt.command, refused.body);
        assert!(refused.body.get("errors").is_some(), "allowed: {who}");
        assert!(codes.contains(&refused.code().as_str()), "{who}");
        let unknown = with_unknown_ids(&input);
        let nothing = attempt.give(outsider.person, &unknown).await;
        assert_eq!(told(&refused, &input), told(&nothing, &unknown), "the foreign differs from the unknown: {who}");
    }
    assert_eq!(before, (audited(world).await, dump(world).await), "changed by {}", attempt.command);
}

/// Somebody who may gives the command; it succeeds and stands in the audit trail.
pub async fn who_may_does_it(world: &mut World, attempt: &Attempt) {
    let (person, input) = ((attempt.by)(world), (attempt.input)(world));
    let before = audited(world).await;
    let answer = attempt.give(&person, &input).await;
    answer.at(attempt.command);
    for (name, path) in attempt.learns {
        world.known.insert(name, answer.text(&format!("{}.{path}", attempt.command)));
    }
    let is_audited = audited(world).await > before;
    let is_excepted = exceptions(UNAUDITED).any(|words| words[0] == attempt.command);
    assert_eq!(is_audited, !is_excepted, "{} and the audit trail", attempt.command);
}

/// Letters hold the tokens that some attempts need; and the worker's own entries, of papers it makes, stand in the trail
/// before those of the next attempt are counted.
async fn mail_is_out(world: &World) {
    let waiting = "{ mails(filter: {states: [PLANNED, CLAIMED]}) { totalCount }
        contracts(first: 20) { nodes { documents { state } } } quotes(first: 20) { nodes { document { state } } } }";
    for _ in 0..2_000 {
        let answer = world.admin.asks(waiting, json!({})).await;
        let (contracts, quotes) = (answer.list("contracts.nodes"), answer.list("quotes.nodes"));
        let of_contracts = contracts.iter().filter_map(|contract| contract["documents"].as_array()).flatten();
        let mut papers = of_contracts.chain(quotes.iter().map(|quote| &quote["document"]));
        if answer.at("mails.totalCount") == 0 && papers.all(|paper| paper["state"] != "REQUESTED") {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("mail is still waiting after twenty seconds");
}

async fn audited(world: &World) -> u64 {
    let count = world.admin.asks("{ auditTrail { totalCount } }", json!({})).await;
    count.at("auditTrail.totalCount").as_u64().expect("a number")
}

fn exceptions(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_whitespace().collect())
}

impl Attempt {
    async fn give(&self, person: &tests::story::Person, input: &Value) -> tests::story::Answer {
        let wants = match self.learns {
            [] => "__typename".to_owned(),
            learns => learns.iter().map(|(_, path)| wanted(path)).collect::<Vec<_>>().join(" "),
        };
        match input {
            Value::Null => person.asks(&format!("mutation {{ {} {{ {wants} }} }}", self.command), json!({})).await,
            _ => person.commands(self.command, input.clone(), &wants).await,
        }
    }
}

fn wanted(path: &str) -> String {
    match path.split_once('.') {
        Some((place, rest)) if place.parse::<usize>().is_ok() => wanted(rest),
        Some((first, rest)) => format!("{first} {{ {} }}", wanted(rest)),
        None => path.to_owned(),
    }
}
