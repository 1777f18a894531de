//! `/files/<document id>`: the content of a document, for whoever may see it; `/files/<contract id>`: where staff leave the
//! scan of a contract that was signed on paper.

use std::time::Duration;

use async_graphql::Executor;
use axum::{
    Extension, Json,
    body::{Body, to_bytes},
    extract::{Path, Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};

use secrecy::SecretString;

use super::{Download, Kept, Knock, Visitor, Web, accept::Form, cookie, respond};
use crate::error::ApiError;
use entity::refusal::Words;
use respond::Refusal;

/// How long a scan may take to arrive.
const LONGEST_UPLOAD: Duration = Duration::from_mins(1);
/// How long a scan may be, in bytes.
const LONGEST_SCAN: usize = 10 * 1_024 * 1_024;

/// `GET /files/<document id>`: the content, to be kept as a file and by no cache.
///
/// 404 alike for what there is not, what is not the viewer's to see, and what is not made yet. Takes a bearer token, or
/// the playground's cookie when the browser says that no other site asks.
pub async fn read<E: Executor>(
    State(web): State<Web<E>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let locale = visitor.locale;
    match open(&web, (visitor, cookie::token_for_reading(request.headers())), &id).await {
        Ok(download) => sent(download),
        Err(refusal) => respond::refuse(Form::Json, locale, refusal),
    }
}

/// `POST /files/<contract id>` with a PDF of 10 MiB at most: keeps it as the scan of that contract, and answers 201 with the
/// id of its document, for `signContract`.
///
/// 404 alike for what there is not and what is not the viewer's to see; 408, 413 and 415 for what comes too slowly, is too
/// long or no PDF. Takes a
/// bearer token, or the playground's cookie with its header.
pub async fn keep<E: Executor>(
    State(web): State<Web<E>>,
    Extension(visitor): Extension<Visitor>,
    Path(contract): Path<String>,
    request: Request,
) -> Response {
    let locale = visitor.locale;
    match take(&web, visitor, (&contract, request)).await {
        Ok(kept) => (StatusCode::CREATED, Json(kept)).into_response(),
        Err(refusal) => respond::refuse(Form::Json, locale, refusal),
    }
}

async fn take<E: Executor>(
    web: &Web<E>,
    visitor: Visitor,
    (contract, request): (&str, Request),
) -> Result<Kept, Refusal> {
    let token = cookie::token(request.headers(), &web.site.origin)?;
    // Nobody is heard out who is not signed in.
    let knock = Knock { token, visitor };
    if !web.door.enter(knock.clone()).await?.is_signed_in {
        return Err(ApiError::unauthenticated().into());
    }
    let pdf = tokio::time::timeout(LONGEST_UPLOAD, to_bytes(request.into_body(), LONGEST_SCAN)).await;
    let pdf = pdf.map_err(|_| too_slow())?.map_err(|_| too_long())?;
    if !pdf.starts_with(b"%PDF-") {
        let words = Words::new("Bản quét phải là tệp PDF.", "The scan must be a PDF.");
        return Err(Refusal::invalid(StatusCode::UNSUPPORTED_MEDIA_TYPE, "body", "NOT_A_PDF", words));
    }
    let kept = web.door.keep_scan(knock, contract, &pdf).await?;
    kept.ok_or_else(|| ApiError::NotFound.into())
}

fn too_slow() -> Refusal {
    let words = Words::new("Bản quét được gửi quá chậm.", "The scan came too slowly.");
    Refusal::invalid(StatusCode::REQUEST_TIMEOUT, "body", "TOO_SLOW", words)
}

fn too_long() -> Refusal {
    let words = Words::new("Bản quét dài hơn 10 MiB.", "The scan is longer than 10 MiB.");
    Refusal::invalid(StatusCode::PAYLOAD_TOO_LARGE, "body", "TOO_LONG", words)
}

async fn open<E: Executor>(
    web: &Web<E>,
    (visitor, token): (Visitor, Result<Option<SecretString>, ApiError>),
    id: &str,
) -> Result<Download, Refusal> {
    let found = web.door.open_file(Knock { token: token?, visitor }, id).await?;
    found.ok_or_else(|| ApiError::NotFound.into())
}

fn sent(download: Download) -> Response {
    let mut response = Response::new(Body::from(download.content));
    *response.status_mut() = StatusCode::OK;
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", plain(&download.name)));
    let media_type = HeaderValue::from_str(&download.media_type);
    let headers = response.headers_mut();
    headers.insert(CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    headers.insert(CONTENT_TYPE, media_type.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// A name that needs no quoting in a header.
fn plain(name: &str) -> String {
    name.chars().map(|it| if it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_') { it } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(plain("DN-2026-7KQ4MX.pdf"), "DN-2026-7KQ4MX.pdf");
        assert_eq!(plain("a\"; b\r\nc/đ.pdf"), "a___b__c__.pdf");
    }
}
