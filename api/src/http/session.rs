//! `/session`: the playground's sign-in, which keeps the token where no script can read it.

use async_graphql::Executor;
use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::Value;

use super::{Credentials, Visitor, Web, accept::Form, cookie, request, respond};
use crate::error::ApiError;
use entity::refusal::Words;
use respond::Refusal;

/// `POST /session` with `{"email", "password"}`: signs in and sets the cookie; 204.
///
/// Refuses as [`Door::sign_in`](super::Door::sign_in) does, and what another site might have made the browser send.
pub async fn open<E: Executor>(
    State(web): State<Web<E>>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    done(visitor.locale, sign_in(&web, &visitor, request).await)
}

/// `DELETE /session`: revokes the token in the cookie and makes the browser forget it; 204 also when there was none.
pub async fn close<E: Executor>(
    State(web): State<Web<E>>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    done(visitor.locale, sign_out(&web, &visitor, request).await)
}

async fn sign_in<E: Executor>(web: &Web<E>, visitor: &Visitor, request: Request) -> Result<HeaderValue, Refusal> {
    cookie::check_same_site(request.headers(), &web.site.origin)?;
    let credentials = credentials(request).await?;
    let token = web.door.sign_in(credentials, visitor).await?;
    cookie::keeping(&token, &web.site.origin).ok_or_else(|| ApiError::broken("a token that fits no cookie").into())
}

async fn sign_out<E: Executor>(web: &Web<E>, visitor: &Visitor, request: Request) -> Result<HeaderValue, Refusal> {
    cookie::check_same_site(request.headers(), &web.site.origin)?;
    if let Some(token) = cookie::in_cookie(request.headers()) {
        web.door.sign_out(token, visitor).await?;
    }
    cookie::forgetting(&web.site.origin).ok_or_else(|| ApiError::broken("an empty cookie that is none").into())
}

#[derive(Deserialize)]
struct Body {
    email: String,
    password: String,
}

async fn credentials(request: Request) -> Result<Credentials, Refusal> {
    let object = request::json_object(request).await?;
    let body: Body = serde_json::from_value(Value::Object(object)).map_err(|_| {
        let words = Words::new("Cần `email` và `password`.", "`email` and `password` are needed.");
        Refusal::invalid(StatusCode::BAD_REQUEST, "body", "UNREADABLE", words)
    })?;
    Ok(Credentials { email: body.email, password: body.password.into() })
}

fn done(locale: entity::value::locale::Locale, cookie: Result<HeaderValue, Refusal>) -> Response {
    match cookie {
        Ok(cookie) => (StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]).into_response(),
        Err(refusal) => respond::refuse(Form::Json, locale, refusal),
    }
}
