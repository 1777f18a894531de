//! `terminateContract`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::billing::settling::Settling;
use entity::life::{Termination, terminate_contract};
use entity::refusal::Mistakes;
use entity::value::id::InstalmentId;

use super::object::Contract;
use super::step::step;
use crate::billing::instalment::INSTALMENT;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// An early end.
#[derive(InputObject)]
pub struct TerminateContractInput {
    /// Which contract.
    pub contract_id: ID,
    /// The day it happened, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// Why, 1 to 500 characters.
    pub reason: String,
    /// How it was settled, 1 to 2,000 characters.
    pub settlement_note: String,
    /// What becomes of each instalment of which something is outstanding; none of them may be left out.
    #[graphql(default)]
    pub settlement: Vec<SettlementInput>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// How an instalment is settled: what is not still owed is written off.
#[derive(InputObject)]
pub struct SettlementInput {
    /// Which one.
    pub instalment_id: ID,
    /// How much of it is still owed, as a decimal in the contract's currency; nothing when it is not said.
    pub still_owed: Option<String>,
    /// By when, where something is still owed; on a day off it falls due on the next working day.
    pub owed_by: Option<Day>,
    /// Why the rest is written off, 1 to 500 characters.
    pub reason: Option<String>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct TerminateContractPayload {
    /// With its new state.
    pub contract: Contract,
}

/// Ends a contract early, and settled: what is outstanding is written off or still owed by a day. Staff do.
pub async fn run(ctx: &Context<'_>, input: TerminateContractInput) -> Result<TerminateContractPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    let mut mistakes = Mistakes::default();
    let entries = input.settlement.into_iter().enumerate();
    let settlement = entries.map(|(place, entry)| entry.parse(&mut mistakes, place)).collect();
    mistakes.finish()?;
    let (reason, settlement_note) = (input.reason, input.settlement_note);
    let termination = Termination { step, reason, settlement_note, settlement };
    let done = desk.write(async |write| terminate_contract(write, &desk.by, &termination).await).await?;
    Ok(TerminateContractPayload { contract: Contract::alone(done.into_inner()) })
}

impl SettlementInput {
    fn parse(self, mistakes: &mut Mistakes, place: usize) -> Settling {
        let field = format!("settlement.{place}.instalmentId");
        Settling {
            instalment_id: InstalmentId(INSTALMENT.take(mistakes, &field, &self.instalment_id)),
            still_owed: self.still_owed,
            owed_by: self.owed_by.map(|day| day.0),
            reason: self.reason,
        }
    }
}
