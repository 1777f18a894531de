//! Reading a GraphQL request out of an HTTP one.

use std::time::Duration;

use async_graphql::{Request as Asked, Variables};
use axum::{
    body,
    extract::{Query, Request},
    http::{HeaderMap, Method, StatusCode, Uri, header::CONTENT_TYPE},
};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::respond::Refusal;
use crate::error::ApiError;
use entity::refusal::Words;

/// The largest body that is read, in bytes.
pub const LARGEST_BODY: usize = 100 * 1024;

/// How long a body may take to arrive.
const LONGEST_BODY: Duration = Duration::from_secs(10);

/// How a GraphQL request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// In the query string: reads only, as links and caches may repeat it.
    Get,
    /// As a JSON body.
    Post,
}

/// The GraphQL request in an HTTP request.
///
/// Refuses other methods (405), bodies that are not JSON (415), too large (413) or too slow (408), and what is no GraphQL request (400).
pub async fn read(request: Request) -> Result<(Asked, Verb), Refusal> {
    match *request.method() {
        Method::GET => Ok((from_query_string(request.uri())?, Verb::Get)),
        Method::POST => Ok((from_body(request).await?, Verb::Post)),
        _ => Err(Refusal::method("GET, POST")),
    }
}

/// The JSON object in a request's body, with the same refusals.
pub async fn json_object(request: Request) -> Result<Map<String, Value>, Refusal> {
    if !is_json(request.headers()) {
        let words = Words::new("Nội dung phải có kiểu application/json.", "The body must be application/json.");
        return Err(Refusal::invalid(StatusCode::UNSUPPORTED_MEDIA_TYPE, "contentType", "NOT_JSON", words));
    }
    let bytes = tokio::time::timeout(LONGEST_BODY, body::to_bytes(request.into_body(), LARGEST_BODY)).await;
    let bytes = bytes.map_err(|_| too_slow())?.map_err(|_| too_large())?;
    serde_json::from_slice(&bytes).map_err(|_| unreadable("body"))
}

fn is_json(headers: &HeaderMap) -> bool {
    let told = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    let mut parts = told.split(';').map(str::trim);
    parts.next() == Some("application/json")
        && parts
            .filter_map(|part| part.strip_prefix("charset="))
            .all(|charset| matches!(charset.trim_matches('"'), "utf-8" | "utf8"))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    query: String,
    operation_name: Option<String>,
    variables: Option<Map<String, Value>>,
    #[serde(rename = "extensions")]
    _extensions: Option<Map<String, Value>>,
}

async fn from_body(request: Request) -> Result<Asked, Refusal> {
    let object = json_object(request).await?;
    let body: Body = serde_json::from_value(Value::Object(object)).map_err(|_| unreadable("body"))?;
    Ok(asked(body.query, body.operation_name, body.variables))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    query: String,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

fn from_query_string(uri: &Uri) -> Result<Asked, Refusal> {
    let Query(told) = Query::<Parameters>::try_from_uri(uri).map_err(|_| unreadable("query"))?;
    let object = |text: Option<String>, field| {
        text.map_or(Ok(None), |text| serde_json::from_str::<Option<Map<String, Value>>>(&text))
            .map_err(|_| unreadable(field))
    };
    object(told.extensions, "extensions")?;
    let variables = object(told.variables, "variables")?;
    Ok(asked(told.query, told.operation_name, variables))
}

fn asked(query: String, operation_name: Option<String>, variables: Option<Map<String, Value>>) -> Asked {
    let mut asked = Asked::new(query).variables(Variables::from_json(Value::Object(variables.unwrap_or_default())));
    asked.operation_name = operation_name.filter(|name| !name.is_empty());
    asked
}

fn unreadable(field: &str) -> Refusal {
    let words = Words::new(
        "Đây không phải là một yêu cầu GraphQL: cần `query`, và nếu có `operationName`, `variables`, `extensions`.",
        "This is no GraphQL request: it needs `query`, and may have `operationName`, `variables` and `extensions`.",
    );
    Refusal::invalid(StatusCode::BAD_REQUEST, field, "UNREADABLE", words)
}

fn too_large() -> Refusal {
    let kib = LARGEST_BODY / 1024;
    let words = Words::new(format!("Nội dung vượt quá {kib} KiB."), format!("The body is larger than {kib} KiB."));
    Refusal::invalid(StatusCode::PAYLOAD_TOO_LARGE, "body", "TOO_LARGE", words)
}

fn too_slow() -> Refusal {
    let words = Words::new("Nội dung gửi đến quá chậm.", "The body took too long to arrive.");
    let error = ApiError::invalid("body", "TOO_SLOW", words);
    Refusal { status: StatusCode::REQUEST_TIMEOUT, error, allow: None }
}

#[cfg(test)]
mod tests {
    use axum::body::Body as Bytes;

    use super::*;

    async fn post(content_type: &str, body: impl Into<Bytes>) -> Result<Asked, u16> {
        let request = Request::post("/graphql").header(CONTENT_TYPE, content_type).body(body.into()).unwrap();
        read(request).await.map(|(asked, _)| asked).map_err(|refusal| refusal.status.as_u16())
    }

    async fn get(query_string: &str) -> Result<Asked, u16> {
        let request = Request::get(format!("/graphql?{query_string}")).body(Bytes::empty()).unwrap();
        read(request).await.map(|(asked, _)| asked).map_err(|refusal| refusal.status.as_u16())
    }

    #[tokio::test]
    async fn a_body_is_read() {
        let body = r#"{"query":"{ a }","operationName":"A","variables":{"x":[1]},"extensions":null,"other":1}"#;
        for content_type in
            ["application/json", "application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\""]
        {
            let asked = post(content_type, body).await.unwrap();
            assert_eq!(asked.query, "{ a }");
            assert_eq!(asked.operation_name.as_deref(), Some("A"));
            assert_eq!(asked.variables.into_value().to_string(), "{x: [1]}");
        }
    }

    #[tokio::test]
    async fn what_is_no_request_is_refused() {
        for content_type in ["text/plain", "application/json; charset=latin1", "multipart/form-data", ""] {
            assert_eq!(post(content_type, r#"{"query":"{ a }"}"#).await.unwrap_err(), 415, "{content_type}");
        }
        let unreadable =
            ["", "{", "[]", r#"["{ a }",null,null,null]"#, r#"[{"query":"{ a }"}]"#, r#"{"query":1}"#, "{}"];
        for body in unreadable {
            assert_eq!(post("application/json", body).await.unwrap_err(), 400, "{body}");
        }
        for wrong in [r#""operationName":7"#, r#""variables":[1]"#, r#""variables":"x""#, r#""extensions":"x""#] {
            let body = format!(r#"{{"query":"{{ a }}",{wrong}}}"#);
            assert_eq!(post("application/json", body).await.unwrap_err(), 400, "{wrong}");
        }
        assert_eq!(post("application/json", vec![b' '; LARGEST_BODY + 1]).await.unwrap_err(), 413);
    }

    #[tokio::test]
    async fn a_query_string_is_read() {
        let asked = get("query=%7B+a+%7D&operationName=A&variables=%7B%22x%22%3A1%7D").await.unwrap();
        assert_eq!((asked.query.as_str(), asked.operation_name.as_deref()), ("{ a }", Some("A")));
        assert_eq!(asked.variables.into_value().to_string(), "{x: 1}");
        for wrong in ["", "query=a&query=b", "query=a&variables=%5B%5D", "query=a&variables=x", "query=a&extensions=1"]
        {
            assert_eq!(get(wrong).await.unwrap_err(), 400, "{wrong}");
        }
    }

    #[tokio::test]
    async fn other_methods_are_refused() {
        let request = Request::put("/graphql").body(Bytes::empty()).unwrap();
        let refusal = read(request).await.unwrap_err();
        assert_eq!((refusal.status.as_u16(), refusal.allow), (405, Some("GET, POST")));
    }
}
