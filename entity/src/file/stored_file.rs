//! Table: a file in the store, with the key that opens it. Only the installation's master key opens that key.

use crate::clock::Instant;
use crate::value::id::FileId;
use sea_orm::entity::prelude::*;

/// One file: never changed, only read.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stored_file")]
pub struct Model {
    /// Id; the content's name in the store.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FileId,
    /// Of the plain content, in bytes.
    pub size: i64,
    /// Such as `application/pdf`.
    pub media_type: String,
    /// SHA-256 of the plain content, in hexadecimal.
    pub sha256: String,
    /// The key the content is sealed with, itself sealed; base64.
    pub wrapped_key: String,
    /// When it was stored.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
