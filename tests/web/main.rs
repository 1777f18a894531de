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

/// What the playground has ready can be run as it stands, even where there is nothing to be found yet.
#[tokio::test]
async fn every_ready_question_is_answered() {
    let house = House::open().await;
    let token = house.token().await;
    for operation in api::playground::ready().into_iter().filter(|it| it.query.starts_with("query ")) {
        let variables = serde_json::from_str(&operation.variables).unwrap_or_default();
        let body = house.ask(&token, operation.query, &variables).await;
        assert!(body.get("errors").is_none(), "{}: {body}", operation.title.en);
    }
}
