//! The commands of the schema as forms to be filled in: what holds for every command is tried with every command.

use serde_json::{Map, Value, json};

use super::Person;

const DOCUMENT: &str = "{ __schema { types { name kind enumValues { name }
    inputFields { name defaultValue type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
    fields { name args { type { ofType { name } } } } } } }";

/// Every command with its input.
#[derive(Debug)]
pub struct Forms(Vec<Value>);

impl Forms {
    /// Reads them off the schema, as an admin may.
    pub async fn read(admin: &Person) -> Self {
        Self(admin.asks(DOCUMENT, json!({})).await.list("__schema.types"))
    }

    /// The commands whose input has all these fields.
    pub fn with(&self, fields: &[&str]) -> Vec<String> {
        let commands = self.named("Mutation")["fields"].as_array().cloned().unwrap_or_default();
        let names = commands.iter().map(|command| command["name"].as_str().expect("a name").to_owned());
        names
            .filter(|command| {
                let has = self.fields(&input_of(command));
                // Commands without an input are no forms.
                if has.is_empty() {
                    return false;
                }
                fields.iter().all(|field| has.iter().any(|it| it["name"] == *field))
            })
            .collect()
    }

    /// The fields of a command's input that take any text.
    pub fn texts(&self, command: &str) -> Vec<String> {
        let is_text = |of: &Value| of["name"] == "String" || of["ofType"]["name"] == "String";
        let fields = self.fields(&input_of(command)).into_iter().filter(|field| is_text(&field["type"]));
        fields.map(|field| field["name"].as_str().expect("a name").to_owned()).collect()
    }

    /// The input of a command with these fields as given and everything else that is demanded filled in believably.
    pub fn filled(&self, command: &str, given: Value) -> Value {
        let mut filled = self.object(&input_of(command));
        let given = given.as_object().cloned().unwrap_or_default();
        filled.as_object_mut().expect("an object").extend(given);
        filled
    }

    fn object(&self, name: &str) -> Value {
        let demanded = self
            .fields(name)
            .into_iter()
            .filter(|field| field["type"]["kind"] == "NON_NULL" && field["defaultValue"].is_null());
        let filled: Map<String, Value> = demanded
            .map(|field| {
                let name = field["name"].as_str().expect("a name");
                (name.to_owned(), self.value(name, &field["type"]))
            })
            .collect();
        Value::Object(filled)
    }

    fn value(&self, field: &str, of: &Value) -> Value {
        match (of["kind"].as_str().unwrap_or_default(), of["name"].as_str().unwrap_or_default()) {
            ("NON_NULL", _) => self.value(field, &of["ofType"]),
            ("LIST", _) => json!([self.value(field, &of["ofType"])]),
            ("ENUM", name) => self.named(name)["enumValues"][0]["name"].clone(),
            ("INPUT_OBJECT", name) => self.object(name),
            (_, "Int") => json!(1),
            (_, "Boolean") => json!(true),
            (_, "Date") => json!("2026-01-05"),
            _ => json!(believable(field)),
        }
    }

    fn fields(&self, name: &str) -> Vec<Value> {
        let found = self.0.iter().find(|one| one["name"] == name);
        found.and_then(|one| one["inputFields"].as_array()).cloned().unwrap_or_default()
    }

    fn named(&self, name: &str) -> &Value {
        self.0.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("no {name} in the schema"))
    }
}

fn input_of(command: &str) -> String {
    let mut name = command.to_owned();
    name[..1].make_ascii_uppercase();
    format!("{name}Input")
}

fn believable(field: &str) -> &'static str {
    match field {
        "amount" | "net" | "total" | "price" => "1000",
        "email" | "address" => "ai.do@hoasen.example",
        "taxCode" => "0201889903",
        "cron" => "0 7 * * *",
        "zone" => "Asia/Ho_Chi_Minh",
        "currentPassword" | "newPassword" | "password" => "khu-demo-2026",
        "reference" | "number" | "series" => "C26TKH",
        _ => "Theo yêu cầu của khách hàng.",
    }
}
