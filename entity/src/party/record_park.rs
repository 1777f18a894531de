//! Records: entering an industrial park, and changing what is known of it.

use super::industrial_park::{self, Model};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::refusal::{Mistakes, Refusal, Words};
use crate::value::id::ParkId;
use sea_orm::{ActiveModelTrait, DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

const LONGEST_CODE: usize = 20;
const LONGEST_NAME: usize = 200;

/// A park as somebody enters it.
#[derive(Clone, Debug)]
pub struct ParkInput {
    /// Capital letters, digits and `-`; up to 20, unique.
    pub code: String,
    /// 1 to 200 characters.
    pub name_vi: String,
    /// 1 to 200 characters.
    pub name_en: String,
    /// 1 to 200 characters.
    pub province: String,
}

/// Enters a park. Refuses every wrong field at once, and a code that is taken.
pub async fn add_park(write: &Write, by: &By, input: ParkInput) -> Result<Model, Refusal> {
    by.viewer.require(Permission::KeepParties)?;
    let row = input.read(ParkId::new())?;
    let inserted = industrial_park::Entity::insert(row.clone().into_active_model());
    inserted.exec_without_returning(write.on()).await.map_err(code_taken)?;
    audit::record(write, &by.actor, by.now, fact("park.added", &row, Value::Null)).await?;
    Ok(row)
}

/// Changes what is known of a park; the whole of it at once. Refuses what [`add_park`] refuses, and a park that does
/// not exist.
pub async fn change_park(write: &Write, by: &By, id: ParkId, input: ParkInput) -> Result<Model, Refusal> {
    let before = industrial_park::find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("park"))?;
    let row = input.read(id)?;
    let updated = industrial_park::Entity::update(row.clone().into_active_model().reset_all());
    updated.exec(write.on()).await.map_err(code_taken)?;
    audit::record(write, &by.actor, by.now, fact("park.changed", &row, told(&before))).await?;
    Ok(row)
}

impl ParkInput {
    fn read(&self, id: ParkId) -> Result<Model, Refusal> {
        let mut mistakes = Mistakes::default();
        let row = Model {
            id,
            code: mistakes.code("code", &self.code, LONGEST_CODE),
            name_vi: mistakes.line("nameVi", &self.name_vi, LONGEST_NAME),
            name_en: mistakes.line("nameEn", &self.name_en, LONGEST_NAME),
            province: mistakes.line("province", &self.province, LONGEST_NAME),
        };
        mistakes.finish()?;
        Ok(row)
    }
}

fn code_taken(error: DbErr) -> Refusal {
    let words = Words::new("Đã có khu công nghiệp với mã này.", "There is a park with this code already.");
    Refusal::if_taken(error, Refusal::invalid("code", "CODE_TAKEN", words))
}

fn fact(action: &'static str, row: &Model, before: Value) -> Fact<'static> {
    Fact { chain: Chain::Installation, action, subject: ("park", row.id.0), before, after: told(row), reason: None }
}

fn told(row: &Model) -> Value {
    json!({ "code": row.code, "nameVi": row.name_vi, "nameEn": row.name_en, "province": row.province })
}
