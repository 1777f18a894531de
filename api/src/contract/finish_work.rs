//! `finishWork`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::finish_work;

use super::object::Contract;
use super::page::ContractPage;
use super::step::step;
use crate::acceptance::round::AcceptanceRound;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// Work to report done.
#[derive(InputObject)]
pub struct FinishWorkInput {
    /// Which contract.
    pub contract_id: ID,
    /// The day it happened, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct FinishWorkPayload {
    /// With its new state.
    pub contract: Contract,
    /// The round that waits for the customer's answer now.
    pub acceptance_round: Option<AcceptanceRound>,
}

/// The work is reported done, and acceptance is asked for (S5).
pub async fn run(ctx: &Context<'_>, input: FinishWorkInput) -> Result<FinishWorkPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    let done = desk.write(async |write| finish_work(write, &desk.by, &step).await).await?;
    let contract = done.into_inner();
    let page = ContractPage::of(std::slice::from_ref(&contract));
    let round = page.acceptance.rounds(desk, contract.id).await?.last().cloned();
    let acceptance_round = round.map(|round| AcceptanceRound::new(round, &page));
    Ok(FinishWorkPayload { contract: Contract::new(contract, &page), acceptance_round })
}
