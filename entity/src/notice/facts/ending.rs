//! Finder: how a contract ended early or was given up, and what is still owed of it (C5).

use super::{ContractFacts, InstalmentFacts};
use crate::access::Viewer;
use crate::billing::{instalment, settlement};
use crate::contract::contract;
use crate::notice::skip_reason::SkipReason;
use crate::value::id::ContractId;
use crate::value::money::Money;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// A contract that ended early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedFacts {
    /// Which one.
    pub contract: ContractFacts,
    /// On which day.
    pub ended_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// How it was settled, in words; `None` for what was given up before signing.
    pub note: Option<String>,
    /// What became of each instalment of which something was outstanding.
    pub settled: Vec<SettledInstalment>,
}

/// How an instalment was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledInstalment {
    /// Which one, with the day it is due now.
    pub instalment: InstalmentFacts,
    /// What is not owed any more.
    pub written_off: Money,
    /// What is still owed.
    pub outstanding: Money,
}

pub(super) async fn ended(
    connection: &impl ConnectionTrait,
    id: ContractId,
) -> Result<Result<EndedFacts, SkipReason>, DbErr> {
    let Some(contract) = contract::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let ended_on = contract.terminated_on.or(contract.cancelled_on);
    let Some((ended_on, reason)) = ended_on.zip(contract.ending_reason.clone()) else {
        return Ok(Err(SkipReason::Settled));
    };
    let note = contract.settlement_note.clone();
    let settlements = settlement::of_contracts(connection, Viewer::System, vec![id]).await?;
    let owed = instalment::owed(connection, Viewer::System, vec![id]).await?;
    let settled = owed.iter().filter(|owed| settlements.iter().any(|row| row.instalment_id == owed.instalment.id));
    let settled = settled.map(|owed| SettledInstalment {
        instalment: InstalmentFacts::from(&owed.instalment),
        written_off: owed.written_off,
        outstanding: owed.outstanding,
    });
    let settled = settled.collect();
    Ok(Ok(EndedFacts { contract: ContractFacts::from(&contract), ended_on, reason, note, settled }))
}
