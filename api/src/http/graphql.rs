//! `/graphql`: from an HTTP request to a GraphQL answer.

use std::time::Duration;

use async_graphql::{
    Executor, Request as Asked, Response as Answer, ServerError,
    parser::types::{DocumentOperations, ExecutableDocument, OperationType},
};
use axum::{
    Extension,
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use entity::value::locale::Locale;

use super::{
    Entry, Knock, Visitor, Web,
    accept::{self, Form},
    cookie, limits,
    request::{self, Verb},
    respond::{self, Refusal},
};
use crate::error::ApiError;
use entity::refusal::Words;

/// How long a request may be worked on.
const LONGEST: Duration = Duration::from_secs(10);

/// Answers one GraphQL request, by the GraphQL over HTTP specification.
pub async fn answer<E: Executor>(
    State(web): State<Web<E>>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let Some(form) = accept::preferred(request.headers()) else {
        return respond::refuse(Form::Json, visitor.locale, not_acceptable());
    };
    let locale = visitor.locale;
    match carry_out(&web, visitor, request).await {
        Ok((answer, locale)) => respond::answer(form, locale, answer),
        Err(refusal) => respond::refuse(form, locale, refusal),
    }
}

async fn carry_out<E: Executor>(web: &Web<E>, visitor: Visitor, request: Request) -> Result<(Answer, Locale), Refusal> {
    let token = cookie::token(request.headers(), &web.site.origin)?;
    let (mut asked, verb) = request::read(request).await?;
    let purpose = match measure(&mut asked) {
        Ok(purpose) => purpose,
        Err(error) => return Ok((Answer::from_errors(vec![error]), visitor.locale)),
    };
    if verb == Verb::Get && purpose.has_effects {
        return Err(Refusal::method("POST"));
    }
    let entry = web.door.enter(Knock { token, visitor }).await?;
    let locale = entry.locale;
    let answer = match admit(asked, entry, &purpose) {
        Ok(asked) => in_time(LONGEST, web.executor.execute(asked)).await?,
        Err(error) => Answer::from_errors(vec![told(error)]),
    };
    Ok((answer, locale))
}

/// What a document is for, as far as it matters before it is executed.
struct Purpose {
    reads_schema: bool,
    has_effects: bool,
}

/// Parses the document between the limits that come before and after parsing.
fn measure(asked: &mut Asked) -> Result<Purpose, ServerError> {
    limits::check_nesting(&asked.query).map_err(told)?;
    let name = asked.operation_name.clone();
    let document = asked.parsed_query()?;
    limits::check_document(document).map_err(told)?;
    Ok(Purpose { reads_schema: limits::reads_schema(document), has_effects: has_effects(document, name.as_deref()) })
}

/// Whether the operation to be executed is anything but a query. An operation that cannot be told is left to validation.
fn has_effects(document: &ExecutableDocument, name: Option<&str>) -> bool {
    let operation = match &document.operations {
        DocumentOperations::Single(operation) => Some(operation),
        DocumentOperations::Multiple(all) => match name {
            Some(name) => all.get(name),
            None => all.values().next().filter(|_| all.len() == 1),
        },
    };
    operation.is_some_and(|operation| operation.node.ty != OperationType::Query)
}

/// The request with its entry's data. Refuses to tell the schema to those who may not read it: the library would
/// answer null without a word.
fn admit(mut asked: Asked, entry: Entry, purpose: &Purpose) -> Result<Asked, ApiError> {
    asked.data = entry.data;
    match (entry.may_introspect, purpose.reads_schema, entry.is_signed_in) {
        (true, ..) => Ok(asked),
        (false, false, _) => Ok(asked.disable_introspection()),
        (false, true, true) => Err(ApiError::forbidden()),
        (false, true, false) => Err(ApiError::unauthenticated()),
    }
}

/// Gives up on work that takes too long; what it had not committed is rolled back.
async fn in_time<T>(longest: Duration, work: impl Future<Output = T>) -> Result<T, Refusal> {
    let late = |_| ApiError::broken(format!("a request took longer than {} s", longest.as_secs()));
    tokio::time::timeout(longest, work)
        .await
        .map_err(|elapsed| Refusal { status: StatusCode::SERVICE_UNAVAILABLE, ..late(elapsed).into() })
}

/// One of our errors, in place of the library's own.
fn told(error: ApiError) -> ServerError {
    ServerError { source: Some(std::sync::Arc::new(error)), ..ServerError::new("", None) }
}

fn not_acceptable() -> Refusal {
    let words = Words::new(
        "Trả lời chỉ có dạng application/graphql-response+json hoặc application/json.",
        "Answers are application/graphql-response+json or application/json.",
    );
    Refusal::invalid(StatusCode::NOT_ACCEPTABLE, "accept", "NOT_ACCEPTABLE", words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_takes_too_long_is_given_up() {
        let refusal = in_time(Duration::from_millis(1), std::future::pending::<()>()).await.unwrap_err();
        assert_eq!((refusal.status, refusal.error.code()), (StatusCode::SERVICE_UNAVAILABLE, "INTERNAL"));
    }
}
