//! Table: the end of each hash chain. Its row is the lock under which the chain grows.

use crate::value::id::ChainId;
use sea_orm::entity::prelude::*;

/// The newest link of one chain.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_chain")]
pub struct Model {
    /// A contract's id for its dossier, the nil id for the installation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChainId,
    /// How many entries the chain has.
    pub last_number: i64,
    /// The hash of the newest entry.
    pub last_hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
