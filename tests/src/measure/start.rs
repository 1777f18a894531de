//! From the start of the built `api` to its first answer from a database with ten thousand contracts.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::crowd::gather;
use super::ground::{ADMIN, Ground, PASSWORD};
use super::program::{Program, find};
use crate::engine::Engine;

const CONTRACTS: usize = 10_000;
/// Starts, of which the median is told.
const STARTS: usize = 9;
/// A start that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long to wait before asking again.
const BETWEEN: Duration = Duration::from_millis(2);

const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) { token } }";
const CONTRACTS_QUERY: &str =
    "{ contracts(first: 10) { nodes { reference customer { name } outstanding { formatted } } } }";

pub(super) async fn measure() -> Result<(), String> {
    find("api")?;
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(ground) = Ground::new(engine).await {
            gather(&ground.database, CONTRACTS).await;
            let token = sign_in(&ground).await?;
            let mut times = Vec::new();
            for _ in 0..STARTS {
                let began = Instant::now();
                let (api, address) = serve(&ground)?;
                let answer = answered(&address, (CONTRACTS_QUERY, Value::Null), Some(&token)).await?;
                times.push(began.elapsed());
                let rows = answer["data"]["contracts"]["nodes"].as_array().map_or(0, Vec::len);
                if rows != 10 {
                    return Err(format!("the first answer is not what was asked for: {answer}"));
                }
                api.stop()?;
            }
            times.sort();
            let value = format!("{:.0?} (median of {STARTS}, slowest {:.0?})", times[STARTS / 2], times[STARTS - 1]);
            super::print("start of api to its first answered query", engine, &value);
        }
    }
    Ok(())
}

/// A token for all the starts: sessions outlive the process.
async fn sign_in(ground: &Ground) -> Result<String, String> {
    let (api, address) = serve(ground)?;
    let input = json!({ "input": { "email": ADMIN, "password": PASSWORD } });
    let answer = answered(&address, (SIGN_IN, input), None).await?;
    api.stop()?;
    let token = answer["data"]["signIn"]["token"].as_str();
    token.map(str::to_owned).ok_or_else(|| format!("signing in failed: {answer}"))
}

/// Starts api on a port that was free a moment ago.
fn serve(ground: &Ground) -> Result<(Program, String), String> {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let address = free.map_err(|error| format!("no free port: {error}"))?.to_string();
    let settings = ground.settings(&[("KHU_LISTEN", &address)]);
    Ok((Program::start("api", &["serve"], &settings)?, address))
}

/// The answer, asked for until somebody listens.
async fn answered(address: &str, (query, variables): (&str, Value), token: Option<&str>) -> Result<Value, String> {
    let (client, began) = (reqwest::Client::new(), Instant::now());
    let asked = json!({ "query": query, "variables": variables });
    loop {
        let mut request = client.post(format!("http://{address}/graphql")).json(&asked);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        match request.send().await {
            Ok(answer) => return answer.json().await.map_err(|error| error.to_string()),
            Err(error) if began.elapsed() > PATIENCE => return Err(format!("api does not answer: {error}")),
            Err(_) => tokio::time::sleep(BETWEEN).await,
        }
    }
}
