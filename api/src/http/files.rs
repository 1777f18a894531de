//! `/files/<document id>`: the content of a document, for whoever may see it.

use async_graphql::Executor;
use axum::{
    Extension,
    body::Body,
    extract::{Path, Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::Response,
};

use secrecy::SecretString;

use super::{Download, Knock, Visitor, Web, accept::Form, cookie, respond};
use crate::error::ApiError;
use respond::Refusal;

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
