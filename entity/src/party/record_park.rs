//! Record: entering an industrial park.

use super::industrial_park::{self, Model};
use crate::access::By;
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::refusal::{Mistakes, Refusal, Words};
use crate::value::id::ParkId;
use sea_orm::{EntityTrait, IntoActiveModel};
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
    let mut mistakes = Mistakes::default();
    let row = Model {
        id: ParkId::new(),
        code: mistakes.code("code", &input.code, LONGEST_CODE),
        name_vi: mistakes.line("nameVi", &input.name_vi, LONGEST_NAME),
        name_en: mistakes.line("nameEn", &input.name_en, LONGEST_NAME),
        province: mistakes.line("province", &input.province, LONGEST_NAME),
    };
    mistakes.finish()?;
    let inserted = industrial_park::Entity::insert(row.clone().into_active_model());
    inserted.exec_without_returning(write.on()).await.map_err(|error| {
        let words = Words::new("Đã có khu công nghiệp với mã này.", "There is a park with this code already.");
        Refusal::if_taken(error, Refusal::invalid("code", "CODE_TAKEN", words))
    })?;
    let fact = Fact {
        chain: Chain::Installation,
        action: "park.added",
        subject: ("park", row.id.0),
        before: Value::Null,
        after: json!({ "code": row.code, "nameVi": row.name_vi, "nameEn": row.name_en, "province": row.province }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    Ok(row)
}
