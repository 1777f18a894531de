//! Finder: what the minutes of an acceptance or of a liquidation say (biên bản nghiệm thu, thanh lý; S6).

use super::completion_report::{PaidFacts, paid_parts, signatory};
use crate::acceptance::round_state::Manner;
use crate::acceptance::scope::to_be_accepted;
use crate::acceptance::{acceptance_round, remaining_item};
use crate::access::{Viewer, person};
use crate::billing::owed::owed;
use crate::contract::{contract, deliverable};
use crate::document::Model;
use crate::refusal::Words;
use crate::value::id::{AcceptanceRoundId, ContractId, DeliverableId};
use crate::value::money::{Money, MoneyError};
use crate::warranty::warranty_cover;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// What both put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesFacts {
    /// What of.
    pub occasion: Occasion,
    /// By what the contract is known.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// When the contract was signed.
    pub signed_on: Option<NaiveDate>,
    /// When everything was accepted, if it is.
    pub accepted_on: Option<NaiveDate>,
    /// The whole price.
    pub total: Money,
    /// The parts of it, by number.
    pub instalments: Vec<PaidFacts>,
    /// What was paid so far.
    pub paid: Money,
    /// What is still to be paid, due or not.
    pub outstanding: Money,
    /// The last covered day of all covers there are.
    pub last_covered_on: Option<NaiveDate>,
    /// Who signs for the customer; `None` when that is not certain.
    pub signatory: Option<String>,
}

/// What minutes are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The work was accepted, in full or in part.
    Acceptance(Box<AcceptedFacts>),
    /// Both settled everything between them ("thanh lý").
    Liquidation {
        /// When.
        on: NaiveDate,
    },
}

/// An acceptance as minutes state it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedFacts {
    /// The number of the round, which is the version of its report.
    pub round: i32,
    /// When the work was done.
    pub finished_on: NaiveDate,
    /// When acceptance was asked for.
    pub asked_on: NaiveDate,
    /// Until when the customer was asked to answer.
    pub answer_by_on: NaiveDate,
    /// When it was accepted.
    pub on: NaiveDate,
    /// How.
    pub manner: Manner,
    /// Who signed which paper, where staff entered it.
    pub paper: Option<String>,
    /// SHA-256 of the report that was accepted.
    pub report_sha256: String,
    /// What was accepted, in the contract's order.
    pub accepted: Vec<CoveredFacts>,
    /// What remains to be done, in order.
    pub remaining: Vec<RemainderFacts>,
}

/// One deliverable that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoveredFacts {
    /// What it is.
    pub name: Words,
    /// The last day of its warranty; `None` without one.
    pub last_covered_on: Option<NaiveDate>,
}

/// Something that remains to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemainderFacts {
    /// Of which deliverable.
    pub deliverable: Words,
    /// What.
    pub what: String,
    /// By when.
    pub due_on: NaiveDate,
}

/// Minutes of a round of acceptance are about the round; those of the liquidation about the contract.
pub(super) async fn find(connection: &impl ConnectionTrait, document: &Model) -> Result<Option<MinutesFacts>, DbErr> {
    let id = document.contract_id.unwrap_or(ContractId(document.subject_id));
    let Some(contract) = contract::find(connection, Viewer::System, id).await? else { return Ok(None) };
    let round = AcceptanceRoundId(document.subject_id);
    let round = acceptance_round::find(connection, Viewer::System, round).await?;
    let covers = warranty_cover::of_contracts(connection, Viewer::System, vec![id]).await?;
    let mut signatory = signatory(connection, contract.customer_id).await?;
    let occasion = match &round {
        Some(round) => {
            if let Some(person_id) = round.answered_by.filter(|_| round.manner == Some(Manner::Online)) {
                let person = person::find(connection, Viewer::System, person_id).await?;
                signatory = person.map(|person| person.name);
            }
            let Some(facts) = accepted(connection, round, &covers).await? else { return Ok(None) };
            Occasion::Acceptance(Box::new(facts))
        }
        None => match contract.liquidated_on {
            Some(on) => Occasion::Liquidation { on },
            None => return Ok(None),
        },
    };
    let owed = owed(connection, Viewer::System, vec![id]).await?;
    let sum = |amounts: Vec<Money>| {
        Money::sum(contract.currency, amounts).map_err(|error: MoneyError| DbErr::Custom(error.to_string()))
    };
    Ok(Some(MinutesFacts {
        occasion,
        total: contract.total(),
        paid: sum(owed.iter().map(|part| part.paid).collect())?,
        outstanding: sum(owed.iter().map(|part| part.outstanding).collect())?,
        instalments: paid_parts(owed, contract.currency),
        last_covered_on: covers.iter().map(|cover| cover.last_covered_on).max(),
        contract_reference: contract.reference,
        contract_title: contract.title,
        signed_on: contract.signed_on,
        accepted_on: contract.accepted_on,
        signatory,
    }))
}

async fn accepted(
    connection: &impl ConnectionTrait,
    round: &acceptance_round::Model,
    covers: &[warranty_cover::Model],
) -> Result<Option<AcceptedFacts>, DbErr> {
    let Some(((on, manner), sha256)) = round.answered_on.zip(round.manner).zip(round.report_sha256.clone()) else {
        return Ok(None);
    };
    let ids = vec![round.contract_id];
    let scope = deliverable::of_contracts(connection, Viewer::System, ids.clone()).await?;
    let mut earlier = acceptance_round::of_contracts(connection, Viewer::System, ids.clone()).await?;
    earlier.retain(|other| other.number < round.number);
    let items = remaining_item::of_contracts(connection, Viewer::System, ids).await?;
    let all: Vec<DeliverableId> = scope.iter().map(|line| line.id).collect();
    let open = to_be_accepted(&all, &earlier, &items);
    let own: Vec<&remaining_item::Model> = items.iter().filter(|item| item.round_id == round.id).collect();
    let name = |line: &deliverable::Model| Words::new(&line.name_vi, &line.name_en);
    let is_accepted =
        |line: &&deliverable::Model| open.contains(&line.id) && !own.iter().any(|item| item.deliverable_id == line.id);
    let covered = scope.iter().filter(is_accepted).map(|line| CoveredFacts {
        name: name(line),
        last_covered_on: covers
            .iter()
            .find(|cover| cover.deliverable_id == line.id && !cover.follows_on())
            .map(|cover| cover.last_covered_on),
    });
    let remaining = own.iter().filter_map(|item| {
        let line = scope.iter().find(|line| line.id == item.deliverable_id)?;
        Some(RemainderFacts { deliverable: name(line), what: item.what.clone(), due_on: item.due_on })
    });
    Ok(Some(AcceptedFacts {
        round: round.number,
        finished_on: round.finished_on,
        asked_on: round.asked_on,
        answer_by_on: round.answer_by_on,
        on,
        manner,
        paper: round.paper.clone(),
        report_sha256: sha256,
        accepted: covered.collect(),
        remaining: remaining.collect(),
    }))
}
