//! The web side as programs outside see it: the audits of GraphQL over HTTP, and the playground in a real browser.

mod house;
mod node;

use house::{EMAIL, House, PASSWORD};
use node::Script;
use serde_json::json;

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

/// What fails is null by itself and told with its path; what was asked for beside it is answered.
#[tokio::test]
async fn a_field_that_may_be_null_fails_alone() {
    let house = House::open().await;
    let token = house.token().await;
    let park = json!({"code": "TB", "nameVi": "KCN Tân Bình", "nameEn": "Tan Binh Park", "province": "TP.HCM"});
    let add =
        "mutation($input: AddIndustrialParkInput!) { addIndustrialPark(input: $input) { industrialPark { id } } }";
    let park =
        house.ask(&token, add, &json!({"input": park})).await["data"]["addIndustrialPark"]["industrialPark"].take();
    let company = json!({"name": "Minh An", "taxCode": "0201889903", "kind": "DOMESTIC", "address": "Lô A1",
        "billingName": "Kế toán", "parkId": park["id"]});
    let add = "mutation($input: AddCustomerInput!) { addCustomer(input: $input) { customer { park { code } } } }";
    let added = house.ask(&token, add, &json!({"input": company})).await;
    assert_eq!(added["data"]["addCustomer"]["customer"]["park"]["code"], "TB", "{added}");

    house.lose("industrial_park").await;
    let query = "query($id: ID!) { customers { nodes { name park { code } taxCode } } node(id: $id) { id } provider { phone } }";
    let mut told = house.ask(&token, query, &park).await;
    let rest = json!({"customers": {"nodes": [{"name": "Minh An", "park": null, "taxCode": "0201889903"}]},
        "node": null, "provider": {"phone": "02812345678"}});
    assert_eq!(told["data"], rest, "{told}");
    let errors = told["errors"].as_array_mut().expect("errors");
    errors.sort_by_key(|error| error["path"].to_string());
    assert_eq!(
        errors.iter().map(|error| &error["path"]).collect::<Vec<_>>(),
        [&json!(["customers", "nodes", 0, "park"]), &json!(["node"])]
    );
    assert!(errors.iter().all(|error| error["extensions"]["code"] == "INTERNAL"), "{errors:?}");

    let alone = house.ask(&token, "{ customers { nodes { park { code } } } }", &json!({})).await;
    assert_eq!(alone["data"], json!({"customers": {"nodes": [{"park": null}]}}), "{alone}");
}
