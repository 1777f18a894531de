//! Record: a file that lies in the store gets its row.

use super::stored_file::{Entity, Model};
use crate::database::Write;
use sea_orm::{DbErr, EntityTrait, IntoActiveModel};

/// Keeps the row of a file that was put into the store, in the transaction of what refers to it.
pub async fn keep(write: &Write, file: Model) -> Result<(), DbErr> {
    Entity::insert(file.into_active_model()).exec_without_returning(write.on()).await?;
    Ok(())
}
