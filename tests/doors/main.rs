//! Deny by default, tried on the whole schema: every query, field, filter, order and mutation, asked by a stranger, by
//! the customer of another contract and by staff who are not assigned.
//!
//! What is new in the schema is tried without being added here, except a mutation: that one needs a line in
//! `attempts.rs` or a file it gathers, or the walk fails. What somebody may although they are a stranger to the contract stands in
//! `allowed.txt`, and what leaves no audit entry in `unaudited.txt`: lists that only shrink.

mod answers;
mod asking;
mod attempts;
mod care;
mod commanding;
mod documents;
mod schema;
mod world;

use tests::stories;

use world::World;

stories! {
    /// Nobody learns of another's contract by asking: not by id, path, filter, order, count or words of a refusal.
    async fn nobody_learns_of_anothers_contract_by_asking(khu: &Khu) {
        let mut world = World::before(khu).await;
        let documents = documents::lists(&world.schema);
        let before = asking::transcripts(&world, &documents).await;
        world.contract_appears(khu).await;
        let after = asking::transcripts(&world, &documents).await;
        asking::nothing_has_changed(&before, &after);
        asking::nothing_is_told(&world).await;
        asking::foreign_is_as_unknown(&world).await;
    }

    /// Nobody does anything to another's contract, and whoever may leaves an audit entry.
    async fn nobody_acts_on_anothers_contract(khu: &Khu) {
        let mut world = World::before(khu).await;
        world.contract_appears(khu).await;
        commanding::every_mutation_is_tried(&world);
        for attempt in attempts::all() {
            commanding::the_others_are_denied(&world, &attempt).await;
            commanding::who_may_does_it(&mut world, &attempt).await;
        }
    }
}
