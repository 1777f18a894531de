//! How an answer leaves: status, media type, and errors worded in the viewer's language.

use async_graphql::{Response as Answer, ServerError, Value};
use axum::{
    body::Body,
    http::{
        HeaderValue, StatusCode,
        header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER},
    },
    response::Response,
};
use entity::value::locale::Locale;
use serde::Serialize;

use super::accept::Form;
use crate::error::ApiError;
use entity::refusal::Words;

/// How many mistakes in a document are told: a short document can hold thousands.
const MOST_ERRORS: usize = 20;

/// A request that did not get as far as being executed.
#[derive(Debug)]
pub struct Refusal {
    /// The status of the answer, whatever its form.
    pub status: StatusCode,
    /// What is told in the body.
    pub error: ApiError,
    /// The methods that would be right, for 405.
    pub allow: Option<&'static str>,
}

impl Refusal {
    /// A part of the request cannot be taken.
    pub fn invalid(status: StatusCode, field: &str, code: &'static str, words: Words) -> Self {
        Self { status, error: ApiError::invalid(field, code, words), allow: None }
    }

    /// The method is wrong; `allow` lists the right ones.
    pub fn method(allow: &'static str) -> Self {
        let words = Words::new(format!("Chỉ chấp nhận phương thức {allow}."), format!("Only {allow} will do."));
        Self { allow: Some(allow), ..Self::invalid(StatusCode::METHOD_NOT_ALLOWED, "method", "WRONG_METHOD", words) }
    }
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        let status = match &error {
            ApiError::Unauthenticated(_) => StatusCode::UNAUTHORIZED,
            ApiError::NotFound => StatusCode::NOT_FOUND,
            ApiError::Forbidden(_) => StatusCode::FORBIDDEN,
            ApiError::Conflict { .. } | ApiError::Unmet(_) => StatusCode::CONFLICT,
            ApiError::Invalid(_) => StatusCode::BAD_REQUEST,
            ApiError::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
            ApiError::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self { status, error, allow: None }
    }
}

/// A body without `data`, as the specification wants it for what was not executed.
#[derive(Serialize)]
struct Refused<'a, E> {
    errors: &'a [E],
}

/// The answer of the executor. A request that could not be executed has no `data` key, and is 400 in the newer form;
/// one that was executed is 200, even if every field failed.
pub fn answer(form: Form, locale: Locale, mut answer: Answer) -> Response {
    let was_not_executed = answer.data == Value::Null
        && !answer.errors.is_empty()
        && answer.errors.iter().all(|error| error.path.is_empty());
    if was_not_executed {
        answer.errors.truncate(MOST_ERRORS);
    }
    for error in &mut answer.errors {
        word(error, locale);
    }
    let status = if was_not_executed && form == Form::Graphql { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let body = if was_not_executed {
        serde_json::to_vec(&Refused { errors: &answer.errors })
    } else {
        serde_json::to_vec(&answer)
    };
    match body {
        Ok(body) => sent(form, status, body),
        Err(error) => refuse(form, locale, ApiError::internal(error).into()),
    }
}

/// The answer to a request that was refused before it was executed.
pub fn refuse(form: Form, locale: Locale, refusal: Refusal) -> Response {
    let Refusal { status, error, allow } = refusal;
    let retry_after =
        if let ApiError::RateLimited { retry_after_seconds } = &error { Some(*retry_after_seconds) } else { None };
    // Made of texts and numbers alone, which always become JSON.
    let body = serde_json::to_vec(&Refused { errors: &[error.into_graphql(locale)] }).unwrap_or_default();
    let mut response = sent(form, status, body);
    if let Some(allow) = allow {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
    }
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn sent(form: Form, status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, form.content_type());
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Gives an error its sentence and code. Ours ride in its source; of the library's own, those about the request are
/// INVALID, and whatever else is a fault on our side, whose text stays in the log.
fn word(error: &mut ServerError, locale: Locale) {
    let ours = match error.source::<ApiError>() {
        Some(ours) => ours.clone(),
        None if is_about_the_request(error) => {
            let message = briefly(&error.message);
            ApiError::invalid("query", "NOT_VALID", Words::new(message.clone(), message))
        }
        None => ApiError::broken(format!("{} at {:?}", error.message, error.path)),
    };
    error.message = ours.message(locale);
    error.extensions = Some(ours.extensions(locale));
}

/// Parsing and validation fail before there is a path; an argument that a scalar refuses fails at its field, in these words.
fn is_about_the_request(error: &ServerError) -> bool {
    let is_of_an_input =
        error.message.starts_with("Failed to parse \"") || error.message.starts_with("Expected input type \"");
    error.path.is_empty() || is_of_an_input
}

/// A syntax error repeats the line it stands in, which may be the whole document: what was expected is enough beside its location.
fn briefly(message: &str) -> String {
    match message.rsplit_once('\n') {
        Some((_, last)) => format!("Syntax error: {}", last.trim().trim_start_matches("= ")),
        None => message.to_owned(),
    }
}
