//! Record: the warranty begins, with the acceptance (P5, S6).

use super::cover::Cover;
use super::warranty_cover::{self, Model};
use crate::access::{By, Viewer};
use crate::calendar::working_day::Calendar;
use crate::contract::{contract, deliverable};
use crate::database::Write;
use crate::refusal::Refusal;
use crate::reminder::ReminderKind;
use crate::reminder::record::{Subject, arm};
use crate::value::id::WarrantyCoverId;
use chrono::NaiveDate;
use sea_orm::{DbErr, EntityTrait, IntoActiveModel};

/// Makes the cover of every deliverable that has a warranty, and reminds of its last covered day
/// as long as the contract is not closed.
pub(crate) async fn begin_covers(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    (accepted_on, calendar): (NaiveDate, &Calendar),
) -> Result<Vec<Model>, Refusal> {
    let mut covers = Vec::new();
    for deliverable in deliverable::of_contracts(write.on(), Viewer::System, vec![contract.id]).await? {
        let months = u32::try_from(deliverable.warranty_months).unwrap_or_default();
        let cover = Cover::of(accepted_on, months, calendar).map_err(|error| DbErr::Custom(error.to_string()))?;
        let Some(cover) = cover else { continue };
        let row = Model {
            id: WarrantyCoverId::new(),
            contract_id: contract.id,
            deliverable_id: deliverable.id,
            from_on: cover.from_on,
            months: deliverable.warranty_months,
            last_covered_on: cover.last_covered_on,
        };
        warranty_cover::Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
        if contract.closed_on.is_none() {
            let subject = Subject::of(contract, (ReminderKind::Warranty, row.id.0), row.last_covered_on);
            arm(write, by.now, &subject).await?;
        }
        covers.push(row);
    }
    Ok(covers)
}
