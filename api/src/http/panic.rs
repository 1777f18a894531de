//! A panic is an answer too.

use std::{any::Any, panic::AssertUnwindSafe};

use axum::{Extension, extract::Request, middleware::Next, response::Response};
use futures_util::FutureExt;

use super::{Visitor, accept, respond};
use crate::error::ApiError;

/// Turns a panic below into INTERNAL. Without it the connection would close without a word.
///
/// A transaction that was open is rolled back when it is dropped.
pub async fn catch(Extension(visitor): Extension<Visitor>, request: Request, next: Next) -> Response {
    let form = accept::preferred(request.headers()).unwrap_or(accept::Form::Json);
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(payload) => {
            let fault = ApiError::broken(format!("panicked: {}", said(payload.as_ref())));
            respond::refuse(form, visitor.locale, fault.into())
        }
    }
}

fn said(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no text")
}
