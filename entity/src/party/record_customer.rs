//! Records: entering a company, and changing what is known of it.

use super::customer::{self, Model};
use super::entering::{CustomerInput, Entered};
use super::industrial_park;
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::clock::Instant;
use crate::database::Write;
use crate::job::JobKind;
use crate::job::record::{Enqueue, enqueue};
use crate::refusal::{Mistakes, Refusal, Words};
use crate::value::id::CustomerId;
use crate::value::tax_code::TaxCode;
use crate::value::text::folded;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};

/// Enters a company. Refuses every wrong field at once, a park that does not exist and a tax code that is taken.
pub async fn add_customer(write: &Write, by: &By, input: CustomerInput) -> Result<Model, Refusal> {
    by.viewer.require(Permission::KeepParties)?;
    let entered = read(write, by, &input, None).await?;
    let row = row_of(CustomerId::new(), &input, entered, (1, by.now));
    let inserted = customer::Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await;
    inserted.map_err(|error| Refusal::if_taken(error, tax_code_taken()))?;
    audit::record(write, &by.actor, by.now, fact("customer.added", &row, Value::Null)).await?;
    Ok(row)
}

/// Changes what is known of a company; the whole of it at once. Its reminders are computed again when the hour, the
/// language or the addressee of its mail changed.
///
/// Refuses what [`add_customer`] refuses, a company the viewer does not see, and a stale version.
pub async fn change_customer(
    write: &Write,
    by: &By,
    (id, expected_version): (CustomerId, Option<i64>),
    input: CustomerInput,
) -> Result<Model, Refusal> {
    by.viewer.require(Permission::KeepParties)?;
    let found =
        customer::Entity::find_by_id(id).filter(customer::visible_to(by.viewer)).lock_exclusive().one(write.on());
    let before = found.await?.ok_or(Refusal::NotFound("customer"))?;
    if expected_version.is_some_and(|expected| expected != before.version) {
        return Err(Refusal::stale(before.version));
    }
    let entered = read(write, by, &input, Some(id)).await?;
    let row = row_of(id, &input, entered, (before.version.saturating_add(1), before.created_at));
    let updated = customer::Entity::update(row.clone().into_active_model().reset_all()).exec(write.on()).await;
    updated.map_err(|error| Refusal::if_taken(error, tax_code_taken()))?;
    audit::record(write, &by.actor, by.now, fact("customer.changed", &row, told(&before))).await?;
    if mails_differently(&before, &row) {
        let payload = json!({ "customerId": id });
        let key = Some(format!("rearm:customer:{id}"));
        enqueue(write, Enqueue { kind: JobKind::Rearm, payload, key, run_at: None }).await?;
    }
    Ok(row)
}

async fn read(write: &Write, by: &By, input: &CustomerInput, of: Option<CustomerId>) -> Result<Entered, Refusal> {
    let mut mistakes = Mistakes::default();
    if let Some(park_id) = input.park_id
        && industrial_park::find(write.on(), by.viewer, park_id).await?.is_none()
    {
        mistakes.note("parkId", "UNKNOWN", Words::new("Không có khu công nghiệp này.", "There is no such park."));
    }
    if let Ok(tax_code) = TaxCode::parse(&input.tax_code) {
        let same_code = customer::Column::TaxCode.eq(tax_code);
        let others = of.map(|id| customer::Column::Id.ne(id));
        let taken = customer::Entity::find().filter(same_code).filter(sea_orm::Condition::all().add_option(others));
        if taken.count(write.on()).await? > 0 {
            let (code, words) = taken_words();
            mistakes.note("taxCode", code, words);
        }
    }
    input.read(mistakes)
}

fn row_of(id: CustomerId, input: &CustomerInput, entered: Entered, (version, created_at): (i64, Instant)) -> Model {
    Model {
        id,
        name_folded: folded(&entered.name),
        name: entered.name,
        tax_code: entered.tax_code,
        kind: input.kind,
        address: entered.address,
        park_id: input.park_id,
        plot: entered.plot,
        billing_name: entered.billing_name,
        billing_email: entered.billing_email,
        billing_cc: entered.billing_cc,
        locale: input.locale,
        zone: entered.zone,
        version,
        created_at,
    }
}

fn mails_differently(before: &Model, after: &Model) -> bool {
    let mail = |row: &Model| (row.zone, row.locale, row.billing_email.clone(), row.billing_cc.clone());
    mail(before) != mail(after)
}

fn taken_words() -> (&'static str, Words) {
    let words = Words::new("Đã có khách hàng với mã số thuế này.", "There is a customer with this tax code already.");
    ("TAX_CODE_TAKEN", words)
}

fn tax_code_taken() -> Refusal {
    let (code, words) = taken_words();
    Refusal::invalid("taxCode", code, words)
}

fn fact(action: &'static str, row: &Model, before: Value) -> Fact<'static> {
    let subject = ("customer", row.id.0);
    Fact { chain: Chain::Installation, action, subject, before, after: told(row), reason: None }
}

/// A company's particulars are no personal values; the people behind its addresses are left out.
fn told(row: &Model) -> Value {
    json!({
        "name": row.name,
        "taxCode": row.tax_code,
        "kind": row.kind,
        "address": row.address,
        "parkId": row.park_id,
        "plot": row.plot,
        "hasBillingEmail": row.billing_email.is_some(),
        "copies": row.billing_cc.0.len(),
        "locale": row.locale,
        "zone": row.zone,
        "version": row.version,
    })
}
