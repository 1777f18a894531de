//! Finder: what the customer is asked to accept (S5, S6).

use super::{ContractFacts, Enclosure, enclosure};
use crate::access::Viewer;
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::document;
use crate::notice::skip_reason::SkipReason;
use crate::value::id::DocumentId;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// A completion report that waits for the customer's acceptance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedFacts {
    /// Of which contract.
    pub contract: ContractFacts,
    /// From 1: each time the work is reported done, it is another report.
    pub round: i32,
    /// When the work was done.
    pub finished_on: Option<NaiveDate>,
    /// The report, which goes with the letter.
    pub enclosure: Enclosure,
}

/// Nobody is asked to accept what was answered, nor by a report that another one has taken the place of.
pub(super) async fn asked(
    connection: &impl ConnectionTrait,
    id: DocumentId,
) -> Result<Result<ReportedFacts, SkipReason>, DbErr> {
    let Some(report) = document::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let newest = document::of_subject(connection, Viewer::System, (report.kind, report.subject_id)).await?;
    if newest.is_some_and(|newest| newest.id != report.id) {
        return Ok(Err(SkipReason::Stale));
    }
    let contract = match report.contract_id {
        Some(id) => contract::find(connection, Viewer::System, id).await?,
        None => None,
    };
    let waiting = contract.filter(|contract| contract.state == Lifecycle::Finished);
    let Some(contract) = waiting else { return Ok(Err(SkipReason::Settled)) };
    Ok(Ok(ReportedFacts {
        contract: ContractFacts::from(&contract),
        round: report.version,
        finished_on: contract.finished_on,
        enclosure: enclosure::of_document(connection, report).await?,
    }))
}
