//! Records: the warranty begins with the acceptance, redone work has a cover of its own, and an end is moved to a later day
//! (P5, S6, S7). What is reminded of moves with it.

use super::cover::Cover;
use super::warranty_claim;
use super::warranty_cover::{self, ActiveModel, Model};
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::calendar;
use crate::calendar::working_day::Calendar;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::record::{at_version, lock, touch};
use crate::contract::{care_terms, contract, deliverable};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::reminder::ReminderKind;
use crate::reminder::record::{Subject, arm, settle};
use crate::value::id::{DeliverableId, WarrantyCoverId};
use chrono::{Months, NaiveDate};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

const LONGEST_REASON: usize = 500;
/// No end of a cover is moved further from today, in months.
const FURTHEST_MONTHS: u32 = 120;

/// Makes the cover of every deliverable that has a warranty, or of those named alone, and reminds of its last covered day
/// as long as the contract is not closed.
pub(crate) async fn begin_covers(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    (accepted_on, calendar, only): (NaiveDate, &Calendar, Option<&[DeliverableId]>),
) -> Result<Vec<Model>, Refusal> {
    let mut covers = Vec::new();
    let scope = deliverable::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    for deliverable in scope.into_iter().filter(|row| only.is_none_or(|only| only.contains(&row.id))) {
        let months = u32::try_from(deliverable.warranty_months).unwrap_or_default();
        let cover = Cover::of(accepted_on, months, calendar).map_err(|error| DbErr::Custom(error.to_string()))?;
        let Some(cover) = cover else { continue };
        let row = Model {
            id: WarrantyCoverId::new(),
            contract_id: contract.id,
            deliverable_id: deliverable.id,
            claim_id: None,
            from_on: cover.from_on,
            months: Some(deliverable.warranty_months),
            days: None,
            last_covered_on: cover.last_covered_on,
        };
        warranty_cover::Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
        remind_of_end(write, by, (contract, &row)).await?;
        covers.push(row);
    }
    Ok(covers)
}

/// What was redone on a claim is covered from today; done again, its cover begins anew. Its end is reminded of where it
/// outlasts the warranty of the deliverable, which covers it until then.
pub(super) async fn follow_on(
    write: &Write,
    by: &By,
    (contract, claim): (&contract::Model, &warranty_claim::Model),
) -> Result<Model, Refusal> {
    let days = care_terms::of_contract(write.on(), contract.id).await?.follow_on_days;
    let calendar = calendar::read(write.on()).await?;
    let cover = Cover::following_on(by.today(), days, &calendar).map_err(|error| DbErr::Custom(error.to_string()))?;
    let rows = warranty_cover::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let before = rows.iter().find(|row| row.claim_id == Some(claim.id));
    let row = Model {
        id: before.map_or_else(WarrantyCoverId::new, |before| before.id),
        contract_id: contract.id,
        deliverable_id: claim.deliverable_id,
        claim_id: Some(claim.id),
        from_on: cover.from_on,
        months: None,
        days: Some(i32::try_from(days).unwrap_or(i32::MAX)),
        last_covered_on: cover.last_covered_on,
    };
    match before {
        Some(before) => {
            let change = ActiveModel {
                id: Set(before.id),
                from_on: Set(row.from_on),
                days: Set(row.days),
                last_covered_on: Set(row.last_covered_on),
                ..ActiveModel::default()
            };
            warranty_cover::Entity::update(change).exec(write.on()).await?;
        }
        None => {
            warranty_cover::Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
        }
    }
    tell(write, by, (before, &row), ("cover.followed_on", None)).await?;
    let warranty = rows.iter().find(|other| other.deliverable_id == row.deliverable_id && !other.follows_on());
    if warranty.is_none_or(|warranty| row.last_covered_on > warranty.last_covered_on) {
        remind_of_end(write, by, (contract, &row)).await?;
    }
    Ok(row)
}

/// A later end of a cover, as somebody enters it.
#[derive(Clone, Debug)]
pub struct Extension {
    /// Of which cover.
    pub cover_id: WarrantyCoverId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The last covered day from now on; on a day off it ends with the next working day.
    pub last_covered_on: NaiveDate,
    /// Why, 1 to 500 characters.
    pub reason: String,
}

/// Moves the end of a cover to a later day, and what is reminded of with it: the stages begin anew, and what was planned of
/// the old day is void. What follows on redone work and ends before the warranty now is not reminded of any more.
///
/// Refuses a cover the viewer does not see, a contract that is over, a stale version, a day that is not later or more than
/// ten years ahead, a missing reason. The day it ends on already is `AlreadyDone`.
pub async fn extend_cover(write: &Write, by: &By, extension: &Extension) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let missing = || Refusal::NotFound("cover");
    let seen = warranty_cover::find(write.on(), by.viewer, extension.cover_id).await?.ok_or_else(missing)?;
    let contract = lock(write, by.viewer, seen.contract_id, None).await?;
    let before = warranty_cover::find(write.on(), by.viewer, extension.cover_id).await?.ok_or_else(missing)?;
    let last_covered_on = calendar::read(write.on()).await?.on_or_after(extension.last_covered_on);
    if before.last_covered_on == last_covered_on {
        return Ok(Done::AlreadyDone(before));
    }
    if contract.state != Lifecycle::Accepted {
        return Err(over(&contract));
    }
    at_version(&contract, extension.expected_version)?;
    let mut mistakes = Mistakes::default();
    check_end(&mut mistakes, by, (&before, last_covered_on));
    let reason = mistakes.line("reason", &extension.reason, LONGEST_REASON);
    mistakes.finish()?;
    let change = ActiveModel { id: Set(before.id), last_covered_on: Set(last_covered_on), ..ActiveModel::default() };
    let after = warranty_cover::Entity::update(change).exec(write.on()).await?;
    tell(write, by, (Some(&before), &after), ("cover.extended", Some(&reason))).await?;
    touch(write, &contract).await?;
    remind_of_end(write, by, (&contract, &after)).await?;
    settle_outlasted(write, by, &after).await?;
    Ok(Done::Now(after))
}

/// Reminds of the end of a cover; a moved end arms it again.
async fn remind_of_end(write: &Write, by: &By, (contract, row): (&contract::Model, &Model)) -> Result<(), DbErr> {
    if contract.state.is_over() {
        return Ok(());
    }
    let subject = Subject::of(contract, (ReminderKind::Warranty, row.id.0), row.last_covered_on);
    arm(write, by.now, &subject).await
}

/// Redone work that the extended warranty covers to its end needs no reminder of its own.
async fn settle_outlasted(write: &Write, by: &By, extended: &Model) -> Result<(), DbErr> {
    if extended.follows_on() {
        return Ok(());
    }
    for row in warranty_cover::of_contracts(write.on(), Viewer::System, vec![extended.contract_id]).await? {
        let is_outlasted = row.follows_on()
            && row.deliverable_id == extended.deliverable_id
            && row.last_covered_on <= extended.last_covered_on;
        if is_outlasted {
            settle(write, by.now, ReminderKind::Warranty, row.id.0).await?;
        }
    }
    Ok(())
}

fn check_end(mistakes: &mut Mistakes, by: &By, (before, last_covered_on): (&Model, NaiveDate)) {
    let present = before.last_covered_on;
    if last_covered_on <= present {
        let words = Words::new(
            format!("Ngày này phải sau ngày bảo hành cuối cùng hiện tại {present}."),
            format!("This day must be after {present}, the last covered day until now."),
        );
        mistakes.note("lastCoveredOn", "NOT_LATER", words);
    }
    let furthest = by.today().checked_add_months(Months::new(FURTHEST_MONTHS));
    if furthest.is_none_or(|furthest| last_covered_on > furthest) {
        let words = Words::new(
            "Bảo hành chỉ được kéo dài tối đa mười năm kể từ hôm nay.",
            "A cover is moved to at most ten years from today.",
        );
        mistakes.note("lastCoveredOn", "OUT_OF_RANGE", words);
    }
}

fn over(contract: &contract::Model) -> Refusal {
    let state = contract.state.words();
    let words = Words::new(
        format!("Chỉ kéo dài bảo hành của hợp đồng đã nghiệm thu; hợp đồng {}.", state.vi),
        format!("Only an accepted contract's warranty is extended; this one is {}.", state.en),
    );
    Refusal::Conflict { code: "NOT_IN_WARRANTY", words, current_version: Some(contract.version) }
}

async fn tell(
    write: &Write,
    by: &By,
    (before, after): (Option<&Model>, &Model),
    (action, reason): (&'static str, Option<&str>),
) -> Result<(), DbErr> {
    let told =
        |row: &Model| json!({ "fromOn": row.from_on, "lastCoveredOn": row.last_covered_on, "claimId": row.claim_id });
    let fact = Fact {
        chain: Chain::Dossier(after.contract_id),
        action,
        subject: ("cover", after.id.0),
        before: before.map_or(Value::Null, told),
        after: told(after),
        reason,
    };
    audit::record(write, &by.actor, by.now, fact).await
}
