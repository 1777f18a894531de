//! `retryDocument`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::document::record_request::retry_document;
use entity::value::id::DocumentId;

use super::object::{DOCUMENT, Document};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which document to make again.
#[derive(InputObject)]
pub struct RetryDocumentInput {
    /// One that could not be made.
    pub document_id: ID,
}

/// The document.
#[derive(SimpleObject)]
pub struct RetryDocumentPayload {
    /// The worker makes it.
    pub document: Document,
}

/// Asks again for a document that could not be made, after the cause was mended. CONFLICT once it is frozen. Staff do.
pub async fn run(ctx: &Context<'_>, input: RetryDocumentInput) -> Result<RetryDocumentPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::TendNotices)?;
    let id = DOCUMENT.decode(&input.document_id).map(DocumentId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| retry_document(write, &desk.by, id).await).await?;
    Ok(RetryDocumentPayload { document: Document(done.into_inner()) })
}
