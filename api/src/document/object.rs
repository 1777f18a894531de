//! A document as clients see it.

use async_graphql::{Context, Enum, ID, Object};
use entity::clock::Instant;
use entity::document::state::State;
use entity::document::{Kind, Model};

use crate::access::object::LocaleName;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::NodeId;

/// Ids of documents.
pub const DOCUMENT: NodeId = NodeId("Document");

/// What a document is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "DocumentKind", remote = "Kind")]
pub enum DocumentKindName {
    /// A request to pay (đề nghị thanh toán).
    PaymentRequest,
    /// What was done under a contract (báo cáo hoàn thành).
    CompletionReport,
    /// What both put on record: minutes of an acceptance or of the liquidation (biên bản nghiệm thu, thanh lý).
    Minutes,
    /// What is offered (báo giá).
    Quote,
    /// What both sign (hợp đồng).
    Contract,
    /// The scan of a contract that was signed on paper.
    SignedCopy,
}

/// Where a document stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "DocumentState", remote = "State")]
pub enum DocumentStateName {
    /// The worker makes it.
    Requested,
    /// It is made and never changes again.
    Frozen,
    /// It could not be made; staff can ask for it again.
    Failed,
}

/// A paper the system writes, as a PDF that is kept: what is signed or accepted is bound to its hash.
#[derive(Clone, Debug)]
pub struct Document(pub Model);

/// A paper the system writes, as a PDF that is kept: what is signed or accepted is bound to its hash.
#[Object]
impl Document {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        DOCUMENT.encode(self.0.id.0)
    }

    /// What it is.
    async fn kind(&self) -> DocumentKindName {
        self.0.kind.into()
    }

    /// What people call its kind, in the viewer's language.
    async fn title(&self, ctx: &Context<'_>) -> Result<String, ApiError> {
        let words = self.0.kind.title();
        Ok(words.in_locale(ctx.desk()?.locale).to_owned())
    }

    /// By what people know its subject, such as `DN-2026-7KQ4MX`.
    async fn reference(&self) -> &str {
        &self.0.reference
    }

    /// From 1; another content of the same subject is another version.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// In which language it is.
    async fn locale(&self) -> LocaleName {
        self.0.locale.into()
    }

    /// Where it stands.
    async fn state(&self) -> DocumentStateName {
        self.0.state.into()
    }

    /// SHA-256 of its content in hexadecimal; null until it is frozen.
    async fn sha256(&self) -> Option<&str> {
        self.0.sha256.as_deref()
    }

    /// The size of its content; null until it is frozen.
    async fn bytes(&self) -> Option<i64> {
        self.0.size
    }

    /// What its file is called.
    async fn file_name(&self) -> String {
        self.0.file_name()
    }

    /// Where its content is, below the address of this installation, for whoever may see this; null until it is frozen.
    /// Asked for with the same token; every reading stands in the audit trail (P2).
    async fn url(&self) -> Option<String> {
        self.0.file_id.map(|_| format!("/files/{}", *DOCUMENT.encode(self.0.id.0)))
    }

    /// When it was asked for.
    async fn requested_at(&self) -> Instant {
        self.0.requested_at
    }

    /// When it was frozen.
    async fn frozen_at(&self) -> Option<Instant> {
        self.0.frozen_at
    }

    /// Why it could not be made so far, for the provider's people; null for everybody else.
    async fn error(&self, ctx: &Context<'_>) -> Nullable<&str> {
        nullable(async {
            let is_staff = ctx.desk()?.by.viewer.is_staff();
            Ok(self.0.error.as_deref().filter(|_| is_staff))
        })
        .await
    }
}
