//! What came back from one request.

use serde_json::Value;

/// A GraphQL answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The body.
    pub body: Value,
    /// What was asked, for messages.
    pub asked: String,
}

impl Answer {
    /// The data at a path such as `contract.instalments.0.outstanding.amount`. Fails the test when anything was refused.
    pub fn at(&self, path: &str) -> Value {
        assert!(self.body.get("errors").is_none(), "refused: {}\nasked: {}", self.body, self.asked);
        self.look(path).unwrap_or_else(|| panic!("nothing at {path} in {}", self.body))
    }

    /// The text at a path.
    pub fn text(&self, path: &str) -> String {
        match self.at(path) {
            Value::String(text) => text,
            other => panic!("{path} is no text: {other}"),
        }
    }

    /// The list at a path.
    pub fn list(&self, path: &str) -> Vec<Value> {
        match self.at(path) {
            Value::Array(list) => list,
            other => panic!("{path} is no list: {other}"),
        }
    }

    /// The code of the first error.
    pub fn code(&self) -> String {
        self.error("code").as_str().unwrap_or_default().to_owned()
    }

    /// Something in the extensions of the first error.
    pub fn error(&self, name: &str) -> Value {
        let path = format!("/errors/0/extensions/{name}");
        self.body.pointer(&path).cloned().unwrap_or_else(|| panic!("no {name} in {}\nasked: {}", self.body, self.asked))
    }

    /// The wrong fields that were told, with their codes.
    pub fn wrong_fields(&self) -> Vec<(String, String)> {
        let fields = self.error("fields");
        let text = |field: &Value, name: &str| field[name].as_str().unwrap_or_default().to_owned();
        fields.as_array().into_iter().flatten().map(|field| (text(field, "field"), text(field, "code"))).collect()
    }

    /// Fails when it was not refused, or when the refusal shows how things are stored or that something broke.
    pub fn is_refused_politely(&self) {
        let text = self.body.to_string().to_lowercase();
        for word in ["sqlx", "sea_orm", "sqlite", "postgres", "select ", "constraint", "panicked", "database is locked"]
        {
            assert!(!text.contains(word), "{word} in {text}");
        }
        assert_ne!(self.code(), "INTERNAL", "{text}\nasked: {}", self.asked);
    }

    /// Whether it was refused.
    pub fn is_refused(&self) -> bool {
        self.body.get("errors").is_some()
    }

    /// The unmet conditions that were told: clause and code.
    pub fn unmet(&self) -> Vec<(String, String)> {
        let conditions = self.error("conditions");
        let text = |it: &Value, name: &str| it[name].as_str().unwrap_or_default().to_owned();
        conditions.as_array().into_iter().flatten().map(|it| (text(it, "clause"), text(it, "code"))).collect()
    }

    fn look(&self, path: &str) -> Option<Value> {
        let mut found = self.body.get("data")?;
        for step in path.split('.') {
            found = match step.parse::<usize>() {
                Ok(place) => found.get(place)?,
                Err(_) => found.get(step)?,
            };
        }
        Some(found.clone())
    }
}
