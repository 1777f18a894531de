//! Record: packages are entered, changed and taken off the offer (P1).

use super::offer::Offer;
use super::service_package::{self, ActiveModel, Model};
use super::vat::VatCategory;
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::currency::Currency;
use crate::value::id::ServicePackageId;
use crate::value::text::folded;
use sea_orm::{ActiveEnum, ActiveModelTrait, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::{Value, json};

const LONGEST_CODE: usize = 20;
const LONGEST_NAME: usize = 200;
const LONGEST_SUMMARY: usize = 2_000;
/// Ten years: longer warranties are contracts of their own.
const LONGEST_WARRANTY: i32 = 120;

/// A package as somebody enters it.
#[derive(Clone, Debug)]
pub struct PackageInput {
    /// Capital letters, digits and `-`; up to 20, unique.
    pub code: String,
    /// Vietnamese and English, 1 to 200 characters each.
    pub name: Words,
    /// Vietnamese and English, 1 to 2,000 characters each.
    pub summary: Words,
    /// The currency of the price.
    pub currency: Currency,
    /// The list price without VAT, more than nothing.
    pub price: String,
    /// How it is taxed.
    pub vat_category: VatCategory,
    /// 0 to 120.
    pub warranty_months: i32,
    /// What it comes with.
    pub offer: Offer,
}

/// Puts a package on offer. Refuses every wrong field at once, and a code that is taken.
pub async fn add_package(write: &Write, by: &By, input: &PackageInput) -> Result<Model, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let row = input.read(by)?;
    let inserted = service_package::Entity::insert(row.clone().into_active_model());
    inserted.exec_without_returning(write.on()).await.map_err(|error| Refusal::if_taken(error, code_taken()))?;
    audit::record(write, &by.actor, by.now, fact("package.added", &row, Value::Null)).await?;
    Ok(row)
}

/// Changes a package, the whole of it at once. Contracts keep what they were made of.
///
/// Refuses as [`add_package`], and a stale version.
pub async fn change_package(
    write: &Write,
    by: &By,
    (id, expected_version): (ServicePackageId, Option<i64>),
    input: &PackageInput,
) -> Result<Model, Refusal> {
    let before = lock(write, by, id).await?;
    if expected_version.is_some_and(|expected| expected != before.version) {
        return Err(Refusal::stale(before.version));
    }
    let read = input.read(by)?;
    let row = Model {
        id,
        retired_at: before.retired_at,
        created_at: before.created_at,
        version: before.version.saturating_add(1),
        ..read
    };
    let saved = service_package::Entity::update(changed(&row)).exec(write.on()).await;
    saved.map_err(|error| Refusal::if_taken(error, code_taken()))?;
    audit::record(write, &by.actor, by.now, fact("package.changed", &row, told(&before))).await?;
    Ok(row)
}

/// Takes a package off the offer; contracts with it go on.
pub async fn retire_package(write: &Write, by: &By, id: ServicePackageId) -> Result<Done<Model>, Refusal> {
    let before = lock(write, by, id).await?;
    if before.retired_at.is_some() {
        return Ok(Done::AlreadyDone(before));
    }
    let row = Model { retired_at: Some(by.now), version: before.version.saturating_add(1), ..before.clone() };
    service_package::Entity::update(changed(&row)).exec(write.on()).await?;
    audit::record(write, &by.actor, by.now, fact("package.retired", &row, told(&before))).await?;
    Ok(Done::Now(row))
}

async fn lock(write: &Write, by: &By, id: ServicePackageId) -> Result<Model, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let found = service_package::Entity::find_by_id(id).lock_exclusive().one(write.on()).await?;
    found.ok_or(Refusal::NotFound("package"))
}

fn changed(row: &Model) -> ActiveModel {
    let id = row.id;
    let mut change = row.clone().into_active_model().reset_all();
    change.id = sea_orm::ActiveValue::Unchanged(id);
    change
}

fn code_taken() -> Refusal {
    let words = Words::new("Đã có gói dịch vụ với mã này.", "There is a package with this code already.");
    Refusal::invalid("code", "CODE_TAKEN", words)
}

impl PackageInput {
    fn read(&self, by: &By) -> Result<Model, Refusal> {
        let mut mistakes = Mistakes::default();
        let code = mistakes.code("code", &self.code, LONGEST_CODE);
        let name_vi = mistakes.line("nameVi", &self.name.vi, LONGEST_NAME);
        let name_en = mistakes.line("nameEn", &self.name.en, LONGEST_NAME);
        let summary_vi = mistakes.lines("summaryVi", &self.summary.vi, LONGEST_SUMMARY);
        let summary_en = mistakes.lines("summaryEn", &self.summary.en, LONGEST_SUMMARY);
        let price = mistakes.amount("price", &self.price, self.currency);
        if !(0..=LONGEST_WARRANTY).contains(&self.warranty_months) {
            let words = Words::new(
                format!("Thời hạn bảo hành từ 0 đến {LONGEST_WARRANTY} tháng."),
                format!("A warranty lasts 0 to {LONGEST_WARRANTY} months."),
            );
            mistakes.note("warrantyMonths", "OUT_OF_RANGE", words);
        }
        let offer = self.offer.read(&mut mistakes);
        let price = mistakes.taken(price)?;
        let search_folded = folded(&[&*code, &name_vi, &name_en, &summary_vi, &summary_en].join(" "));
        Ok(Model {
            id: ServicePackageId::new(),
            code,
            name_vi,
            name_en,
            summary_vi,
            summary_en,
            search_folded,
            currency: self.currency,
            price_minor: price.minor(),
            vat_category: self.vat_category,
            warranty_months: self.warranty_months,
            workflow: offer.workflow,
            instalment_plan: offer.instalment_plan,
            response_hours: offer.response_hours,
            retired_at: None,
            version: 1,
            created_at: by.now,
        })
    }
}

fn told(row: &Model) -> Value {
    json!({
        "code": row.code,
        "nameVi": row.name_vi,
        "nameEn": row.name_en,
        "priceMinor": row.price_minor,
        "currency": row.currency.code(),
        "vatCategory": row.vat_category.to_value(),
        "warrantyMonths": row.warranty_months,
        "workflow": row.workflow,
        "instalmentPlan": row.instalment_plan,
        "responseHours": row.response_hours,
        "retiredAt": row.retired_at,
    })
}

fn fact(action: &'static str, row: &Model, before: Value) -> Fact<'static> {
    let subject = ("package", row.id.0);
    Fact { chain: Chain::Installation, action, subject, before, after: told(row), reason: None }
}
