//! Inserting a row under a fresh reference: the next one is tried while one is taken.

use super::Write;
use crate::value::reference::{Prefix, all_taken, candidates};
use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, DbErr, EntityTrait, IntoActiveModel};

/// Inserts the row that `named` makes of a reference, and answers it. Nearly always the first reference is free.
pub async fn insert_named<E>(
    write: &Write,
    (prefix, on): (Prefix, NaiveDate),
    column: E::Column,
    named: impl Fn(String) -> E::Model,
) -> Result<E::Model, DbErr>
where
    E: EntityTrait,
    E::Model: Clone + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    for reference in candidates(prefix, on) {
        let row = named(reference);
        let inserted = E::insert(row.clone().into_active_model())
            .on_conflict(OnConflict::column(column).do_nothing().to_owned())
            .exec_without_returning(write.on())
            .await?;
        if inserted > 0 {
            return Ok(row);
        }
    }
    Err(all_taken())
}
