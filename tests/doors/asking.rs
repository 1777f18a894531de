//! What outsiders are answered.

use serde_json::Value;
use tests::story::{Answer, Person};

use crate::answers::{told, with_unknown_ids};
use crate::documents::{Document, named, of_contract};
use crate::world::{Outsider, World};

/// What each outsider is answered to each document.
pub async fn transcripts(world: &World, documents: &[Document]) -> Vec<(String, String)> {
    let mut transcripts = vec![];
    for outsider in world.outsiders() {
        for document in documents {
            let answer = document.asked_by(outsider.person).await;
            let asked = format!("{} asks {} {}", outsider.name, document.text, document.variables);
            transcripts.push((asked, answer.body.to_string()));
        }
    }
    transcripts
}

/// Fails where an outsider's answer has changed.
pub fn nothing_has_changed(before: &[(String, String)], after: &[(String, String)]) {
    for ((asked, before), (_, after)) in before.iter().zip(after) {
        assert_eq!(before, after, "another's contract shows: {asked}");
    }
}

/// Asks for everything by every argument and filter with what belongs to the contracts: an admin finds it, outsiders do
/// not.
pub async fn nothing_is_told(world: &World) {
    let mut found = 0;
    for document in named(world) {
        let all = document.asked_by(&world.admin).await.body.to_string();
        assert!(!all.contains("NOT_VALID"), "refused before it was asked: {} {all}", document.text);
        found += usize::from(all.contains(crate::world::CONTRACT_MARK));
        for outsider in world.outsiders() {
            let answer = document.asked_by(outsider.person).await;
            let told = told(&answer, &document.variables);
            for mark in outsider.marks.iter().copied().chain(ids(world)) {
                let is_told = told.contains(mark);
                let asked = format!("{} asks {} {}", outsider.name, document.text, document.variables);
                assert!(!is_told || outsider.may_know(world, mark), "{mark} is told: {asked}\n{told}");
            }
        }
    }
    assert!(found > 50, "the admin finds too little for this to prove anything: {found}");
}

/// Asked with ids that nothing has, every outsider is answered the same as with those of the contracts.
pub async fn foreign_is_as_unknown(world: &World) {
    for document in named(world) {
        let unknown = with_unknown_ids(&document.variables);
        if unknown == document.variables {
            continue;
        }
        for outsider in world.outsiders() {
            if outsider.may_know_what_is_named(world, &document.variables) {
                continue;
            }
            let foreign = document.asked_by(outsider.person).await;
            let nothing = outsider.person.asks(&document.text, unknown.clone()).await;
            let asked = format!("{} asks {} {}", outsider.name, document.text, document.variables);
            assert_eq!(told(&foreign, &document.variables), told(&nothing, &unknown), "{asked}");
        }
    }
}

impl Outsider<'_> {
    /// All staff know the customers and their people, and everybody of the provider's.
    fn may_know(&self, world: &World, mark: &str) -> bool {
        let of_parties = ["customer", "owner", "assigned", "accountant", "park"].map(|name| world.known[name].as_str());
        self.name == "consultant" && of_parties.contains(&mark) || mark == world.known["park"]
    }

    fn may_know_what_is_named(&self, world: &World, variables: &Value) -> bool {
        let text = variables.to_string();
        world.known.values().any(|id| text.contains(id.as_str()) && self.may_know(world, id))
    }
}

/// What the contracts themselves say, with their versions: it stays the same when nobody has done anything to them.
pub async fn dump(world: &World) -> String {
    let mut told = String::new();
    for contract in ["signed", "covered"] {
        told += &of_contract(&world.schema, &world.known[contract]).asked_by(&world.admin).await.body.to_string();
    }
    told
}

/// The global ids of the contracts and what hangs on them.
fn ids(world: &World) -> impl Iterator<Item = &str> {
    world.known.values().map(String::as_str)
}

impl Document {
    async fn asked_by(&self, person: &Person) -> Answer {
        person.asks(&self.text, self.variables.clone()).await
    }
}
