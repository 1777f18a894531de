//! The web side as programs outside see it: the audits of GraphQL over HTTP, and the playground in a real browser.

mod house;
mod node;

use house::{EMAIL, House, PASSWORD};
use node::Script;

/// Every audit of the npm package graphql-http, which checks a server against the GraphQL over HTTP specification.
#[tokio::test(flavor = "multi_thread")]
async fn all_audits_of_graphql_over_http_pass() {
    let house = House::open().await;
    let Some(said) = Script::of("audits").run(&[&house.address("/graphql"), &house.token().await]) else { return };
    assert!(said.ends_with("61 of 61 audits ok\n"), "{said}");
}

/// Somebody signs in, runs operations, reads the documentation, on a desk and on a phone.
#[tokio::test(flavor = "multi_thread")]
async fn the_playground_is_lived_through_in_a_browser() {
    let house = House::open().await;
    let said = Script::of("browser").needing("/usr/bin/chromium").run(&[&house.address("/"), EMAIL, PASSWORD]);
    let Some(said) = said else { return };
    assert!(said.ends_with("the playground was lived through\n"), "{said}");
}
