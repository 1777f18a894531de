//! Record: a VAT rate begins to hold.

use super::vat::VatCategory;
use super::vat_rate::{self, ActiveModel, Column, Model};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::refusal::{Mistakes, Refusal, Words};
use crate::value::id::VatRateId;
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveEnum, ActiveValue::Set, IntoActiveModel, QuerySelect};
use serde_json::{Value, json};

/// A rate as somebody enters it.
#[derive(Clone, Copy, Debug)]
pub struct RateInput {
    /// For which category.
    pub category: VatCategory,
    /// In basis points, 0 to 10,000: 800 is 8 %.
    pub rate_basis_points: i32,
    /// The first day it holds; after that of every rate of the category.
    pub valid_from: NaiveDate,
    /// The last day it holds, if an end is known.
    pub valid_to: Option<NaiveDate>,
}

/// Adds a rate after those of its category; one without an end ends the day before.
///
/// Refuses a rate outside 0 to 100 %, an end before the beginning, and days that another rate has already.
pub async fn add_rate(write: &Write, by: &By, input: RateInput) -> Result<Model, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let of_category =
        vat_rate::Entity::find().filter(Column::Category.eq(input.category)).lock_exclusive().all(write.on()).await?;
    input.check(&of_category)?;
    if let Some(open) = of_category.iter().find(|rate| rate.valid_to.is_none()) {
        let ended = ActiveModel {
            id: sea_orm::ActiveValue::Unchanged(open.id),
            valid_to: Set(input.valid_from.pred_opt()),
            ..Default::default()
        };
        vat_rate::Entity::update(ended).exec(write.on()).await?;
    }
    let row = Model {
        id: VatRateId::new(),
        category: input.category,
        rate_basis_points: input.rate_basis_points,
        valid_from: input.valid_from,
        valid_to: input.valid_to,
    };
    vat_rate::Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
    let after = json!({
        "category": row.category.to_value(),
        "rateBasisPoints": row.rate_basis_points,
        "validFrom": row.valid_from,
        "validTo": row.valid_to,
    });
    let subject = ("vat_rate", row.id.0);
    let fact = Fact {
        chain: Chain::Installation,
        action: "vat_rate.added",
        subject,
        before: Value::Null,
        after,
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    Ok(row)
}

impl RateInput {
    fn check(&self, of_category: &[Model]) -> Result<(), Refusal> {
        let mut mistakes = Mistakes::default();
        if !(0..=10_000).contains(&self.rate_basis_points) {
            let words = Words::new(
                "Thuế suất từ 0 đến 10.000 điểm cơ bản (0–100 %).",
                "A rate is 0 to 10,000 basis points (0–100 %).",
            );
            mistakes.note("rateBasisPoints", "OUT_OF_RANGE", words);
        }
        if self.valid_to.is_some_and(|last| last < self.valid_from) {
            let words = Words::new("Ngày hết hiệu lực trước ngày bắt đầu.", "The last day is before the first.");
            mistakes.note("validTo", "BEFORE_FROM", words);
        }
        let is_taken = |rate: &Model| {
            rate.valid_from >= self.valid_from || rate.valid_to.is_some_and(|last| last >= self.valid_from)
        };
        if of_category.iter().any(is_taken) {
            let words = Words::new(
                "Đã có thuế suất của loại này cho những ngày đó; thuế suất mới phải bắt đầu sau.",
                "The category has a rate for these days already; a new one begins after it.",
            );
            mistakes.note("validFrom", "OVERLAPS", words);
        }
        mistakes.finish()
    }
}
