//! Somebody who acts through HTTP.

use serde_json::{Value, json};

use super::{Answer, Arrivals, Khu, Letter, Mailbox};

/// A person with a token, or a visitor without.
#[derive(Clone, Debug)]
pub struct Person {
    /// Where their mail goes.
    pub email: String,
    /// Global id; empty for a visitor.
    pub id: String,
    /// Bearer token; `None` for a visitor.
    pub token: Option<String>,
    pub(super) address: String,
    pub(super) arrivals: Arrivals,
}

impl Person {
    /// Somebody who has not signed in.
    pub fn visitor(khu: &Khu) -> Self {
        Self {
            email: String::new(),
            id: String::new(),
            token: None,
            address: khu.address().to_owned(),
            arrivals: khu.arrivals().clone(),
        }
    }

    /// Signs in.
    pub async fn sign_in(khu: &Khu, email: &str, password: &str) -> Self {
        let visitor = Self::visitor(khu);
        let input = json!({"email": email, "password": password});
        let document = "mutation($input: SignInInput!) { signIn(input: $input) { token person { id } } }";
        let answer = visitor.asks(document, json!({ "input": input })).await;
        let (token, id) = (answer.text("signIn.token"), answer.text("signIn.person.id"));
        Self { email: email.to_owned(), id, token: Some(token), ..visitor }
    }

    /// Sends a document with variables.
    pub async fn asks(&self, document: &str, variables: Value) -> Answer {
        let mut request = reqwest::Client::new()
            .post(format!("{}/graphql", self.address))
            .header("accept", "application/graphql-response+json")
            .json(&json!({"query": document, "variables": variables}));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let body = request.send().await.expect("the api answers").json().await.expect("the api answers in JSON");
        Answer { body, asked: format!("{document} {variables}") }
    }

    /// Gives a command by its name: `commands("recordPayment", input, "payment { id }")`.
    pub async fn commands(&self, command: &str, input: Value, wants: &str) -> Answer {
        let mut type_name = command.to_owned();
        type_name[..1].make_ascii_uppercase();
        let document = format!("mutation($input: {type_name}Input!) {{ {command}(input: $input) {{ {wants} }} }}");
        self.asks(&document, json!({ "input": input })).await
    }

    /// Opens a document's `url`: the status and what came.
    pub async fn downloads(&self, url: &str) -> (u16, Vec<u8>) {
        let mut request = reqwest::Client::new().get(format!("{}{url}", self.address));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.expect("the api answers");
        let status = answer.status().as_u16();
        (status, answer.bytes().await.expect("an answer has a body").to_vec())
    }

    /// What has arrived for them.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox::of(&self.arrivals, &self.email)
    }

    /// The newest letter to them with these words in its subject, as soon as there is one.
    pub async fn letter(&self, khu: &Khu, words: &str) -> Letter {
        let newest = || self.mailbox().letters.into_iter().rfind(|letter| letter.subject.contains(words));
        khu.eventually(words, async || newest().is_some()).await;
        newest().expect("it has arrived")
    }
}
