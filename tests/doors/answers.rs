//! Comparing what was answered.

use api::value::NodeId;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::Value;
use tests::story::Answer;

/// An id that nothing has.
const UNKNOWN: &str = "01900000000070008000000000000001";

/// The same value with every global id of it replaced by one that nothing has.
pub fn with_unknown_ids(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(unknown_for(text).unwrap_or_else(|| text.clone())),
        Value::Array(list) => list.iter().map(with_unknown_ids).collect(),
        Value::Object(map) => map.iter().map(|(name, value)| (name.clone(), with_unknown_ids(value))).collect(),
        other => other.clone(),
    }
}

/// The body without the texts that were asked with, where a refusal repeats them.
pub fn told(answer: &Answer, asked: &Value) -> String {
    let mut text = answer.body.to_string();
    for asked in texts(asked) {
        text = text.replace(asked, "…");
    }
    text
}

/// Of which kind a global id is; `None` when the text is none.
pub fn kind_of(text: &str) -> Option<String> {
    NodeId::open(&text.into()).map(|(kind, _)| kind)
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(map) => map.values().flat_map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => vec![],
    }
}

fn unknown_for(text: &str) -> Option<String> {
    Some(BASE64_URL_SAFE_NO_PAD.encode(format!("{}:{UNKNOWN}", kind_of(text)?)))
}
