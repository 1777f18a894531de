//! Records: the warranty of a contract is over, and what hung on that falls due (S3, S7). Twice is once.

use super::events::{awaits, happened};
use crate::access::{By, Viewer};
use crate::billing::instalment;
use crate::catalogue::trigger::DueEvent;
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::record::lock;
use crate::database::Write;
use crate::refusal::Refusal;
use crate::value::id::ContractId;
use crate::warranty::warranty_cover;
use chrono::NaiveDate;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

/// The accepted contracts with something that awaits the end of their warranty, which is over before a day: a page by id,
/// after the one given.
pub async fn warranties_ended(
    connection: &impl ConnectionTrait,
    today: NaiveDate,
    (after, limit): (Option<ContractId>, u64),
) -> Result<Vec<ContractId>, DbErr> {
    let covered = Query::select()
        .column(warranty_cover::Column::ContractId)
        .from(warranty_cover::Entity)
        .and_where(warranty_cover::Column::LastCoveredOn.gte(today))
        .to_owned();
    let rows = awaiting()
        .filter(contract::Column::Id.not_in_subquery(covered))
        .filter(Condition::all().add_option(after.map(|id| contract::Column::Id.gt(id))))
        .order_by_asc(contract::Column::Id)
        .limit(limit)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The last covered day, from a day on, of the next contract with something that awaits the end of its warranty.
pub async fn next_warranty_end(
    connection: &impl ConnectionTrait,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, DbErr> {
    let awaiting = awaiting().select_only().column(contract::Column::Id).into_query();
    let next = warranty_cover::Entity::find()
        .filter(warranty_cover::Column::ContractId.in_subquery(awaiting))
        .filter(warranty_cover::Column::LastCoveredOn.gte(today))
        .order_by_asc(warranty_cover::Column::LastCoveredOn)
        .one(connection)
        .await?;
    Ok(next.map(|cover| cover.last_covered_on))
}

/// Records that the warranty of a contract is over, by its last covered day; without any cover, by its acceptance. Answers
/// whether something awaited that.
pub async fn warranty_ended(write: &Write, by: &By, contract_id: ContractId) -> Result<bool, Refusal> {
    let contract = lock(write, Viewer::System, contract_id, None).await?;
    let last = last_covered_on(write.on(), contract_id).await?.or(contract.accepted_on);
    let last = last.filter(|last| *last < by.today() && contract.state == Lifecycle::Accepted);
    let Some(last) = last else { return Ok(false) };
    if !awaits(write, contract_id, DueEvent::WarrantyEnd).await? {
        return Ok(false);
    }
    happened(write, by, &contract, (DueEvent::WarrantyEnd, last)).await?;
    Ok(true)
}

/// The last covered day of all covers of a contract; none without one.
pub(super) async fn last_covered_on(
    connection: &impl ConnectionTrait,
    contract_id: ContractId,
) -> Result<Option<NaiveDate>, DbErr> {
    let covers = warranty_cover::of_contracts(connection, Viewer::System, vec![contract_id]).await?;
    Ok(covers.into_iter().map(|cover| cover.last_covered_on).max())
}

fn awaiting() -> Select<contract::Entity> {
    let instalments = Query::select()
        .column(instalment::Column::ContractId)
        .from(instalment::Entity)
        .and_where(instalment::Column::DueEvent.eq(DueEvent::WarrantyEnd))
        .and_where(instalment::Column::EventOn.is_null())
        .to_owned();
    contract::Entity::find()
        .filter(contract::Column::State.eq(Lifecycle::Accepted))
        .filter(contract::Column::Id.in_subquery(instalments))
}
