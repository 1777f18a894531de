//! The schema as a client reads it, by introspection.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use tests::story::Person;

const INTROSPECTION: &str = "{ __schema { types {
    kind name
    fields { name type { ...T } args { name defaultValue type { ...T } } }
    inputFields { name type { ...T } }
    enumValues { name }
    possibleTypes { name }
} } }
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// All types by name.
pub struct Schema(BTreeMap<String, Type>);

/// One type.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Type {
    pub kind: String,
    name: String,
    fields: Option<Vec<Field>>,
    input_fields: Option<Vec<Argument>>,
    enum_values: Option<Vec<Named>>,
    possible_types: Option<Vec<Named>>,
}

/// A field of an object.
#[derive(Deserialize)]
pub struct Field {
    pub name: String,
    #[serde(rename = "type")]
    of: Reference,
    pub args: Vec<Argument>,
}

/// An argument, or a field of an input.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Argument {
    pub name: String,
    #[serde(rename = "type")]
    of: Reference,
    default_value: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reference {
    kind: String,
    name: Option<String>,
    of_type: Option<Box<Reference>>,
}

impl Schema {
    /// As this person reads it.
    pub async fn read(person: &Person) -> Self {
        let answer = person.asks(INTROSPECTION, json!({})).await;
        let types: Vec<Type> = serde_json::from_value(answer.at("__schema.types")).expect("a schema");
        Self(types.into_iter().map(|it| (it.name.clone(), it)).collect())
    }

    /// A type by name.
    pub fn of(&self, name: &str) -> &Type {
        &self.0[name]
    }

    /// The root fields for reading.
    pub fn queries(&self) -> &[Field] {
        self.of("Query").fields()
    }

    /// The names of the mutations.
    pub fn mutations(&self) -> impl Iterator<Item = &str> {
        self.of("Mutation").fields().iter().map(|field| field.name.as_str())
    }

    /// Whether a field has fields of its own.
    pub fn is_composite(&self, field: &Field) -> bool {
        ["OBJECT", "INTERFACE", "UNION"].contains(&self.of(field.of.innermost()).kind.as_str())
    }

    /// What values to try for an argument: every value of an enum, otherwise those of the same sort in `samples`.
    pub fn values(&self, argument: &Argument, samples: &Value) -> Vec<Value> {
        let name = argument.of.innermost();
        let values: Vec<Value> = match &self.of(name).enum_values {
            Some(values) => values.iter().map(|value| json!(value.name)).collect(),
            None => samples[name].as_array().unwrap_or_else(|| panic!("no samples of {name}")).clone(),
        };
        if argument.of.is_list() { values.into_iter().map(|value| json!([value])).collect() } else { values }
    }
}

impl Type {
    /// Its fields; none for a scalar.
    pub fn fields(&self) -> &[Field] {
        self.fields.as_deref().unwrap_or_default()
    }

    /// The fields of an input object; none otherwise.
    pub fn inputs(&self) -> &[Argument] {
        self.input_fields.as_deref().unwrap_or_default()
    }

    /// What an interface may turn out to be.
    pub fn possible(&self) -> impl Iterator<Item = &str> {
        self.possible_types.iter().flatten().map(|named| named.name.as_str())
    }
}

impl Field {
    /// The type under lists and non-nulls.
    pub fn innermost(&self) -> &str {
        self.of.innermost()
    }
}

impl Argument {
    /// Whether nothing can be asked without it.
    pub fn is_required(&self) -> bool {
        self.of.kind == "NON_NULL" && self.default_value.is_none()
    }

    /// The type under lists and non-nulls.
    pub fn innermost(&self) -> &str {
        self.of.innermost()
    }

    /// The type as a variable declares it.
    pub fn declared(&self) -> String {
        self.of.declared()
    }
}

impl Reference {
    fn innermost(&self) -> &str {
        match &self.of_type {
            Some(inner) => inner.innermost(),
            None => self.name.as_deref().expect("a named type"),
        }
    }

    fn is_list(&self) -> bool {
        self.kind == "LIST" || self.of_type.as_ref().is_some_and(|inner| inner.is_list())
    }

    fn declared(&self) -> String {
        let inner = || self.of_type.as_ref().expect("it wraps a type").declared();
        match self.kind.as_str() {
            "NON_NULL" => format!("{}!", inner()),
            "LIST" => format!("[{}]", inner()),
            _ => self.name.clone().expect("a named type"),
        }
    }
}
