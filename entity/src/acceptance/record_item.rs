//! Record: something that remained is done (S6).

use super::acceptance_round;
use super::remaining_item::{self, ActiveModel, Entity, Model};
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::record::{at_version, lock, touch};
use crate::contract::suspension;
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Unmet, Words};
use crate::value::id::{ContractId, RemainingItemId};
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use serde_json::json;

const LONGEST_EVIDENCE: usize = 2_000;

/// What remained, as somebody reports it done.
#[derive(Clone, Debug)]
pub struct ItemDone {
    /// Which item.
    pub item_id: RemainingItemId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// When: not in the future, not before the acceptance in part; today when it is not said.
    pub on: Option<NaiveDate>,
    /// What shows it, 1 to 2,000 characters.
    pub evidence: String,
}

/// Something that remained of an acceptance in part is done. When all of it is, the work is reported done again.
///
/// Refuses an item the viewer does not see, while the contract rests or after it is over, a day that cannot be, and missing
/// evidence. What is done is `AlreadyDone`.
pub async fn complete_remaining_item(write: &Write, by: &By, done: &ItemDone) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let missing = || Refusal::NotFound("item");
    let seen = remaining_item::find(write.on(), by.viewer, done.item_id).await?.ok_or_else(missing)?;
    let contract = lock(write, by.viewer, seen.contract_id, None).await?;
    // Read again: only now nobody else can be doing it.
    let item = remaining_item::find(write.on(), by.viewer, done.item_id).await?.ok_or_else(missing)?;
    if item.done_on.is_some() {
        return Ok(Done::AlreadyDone(item));
    }
    at_version(&contract, done.expected_version)?;
    must_be_in_work(write, &contract).await?;
    let round = acceptance_round::find(write.on(), Viewer::System, item.round_id).await?.ok_or_else(missing)?;
    let mut mistakes = Mistakes::default();
    let on = mistakes.past_day("on", done.on.unwrap_or(by.today()), by.today());
    if let Some(from) = round.answered_on.filter(|from| on.is_some_and(|on| on < *from)) {
        let words =
            Words::new(format!("Ngày này phải từ {from} trở đi."), format!("This day must not be before {from}."));
        mistakes.note("on", "OUT_OF_ORDER", words);
    }
    let evidence = mistakes.lines("evidence", &done.evidence, LONGEST_EVIDENCE);
    let on = mistakes.taken(on)?;
    let change = ActiveModel {
        id: Set(item.id),
        done_on: Set(Some(on)),
        evidence: Set(Some(evidence)),
        ..ActiveModel::default()
    };
    let after = Entity::update(change).exec(write.on()).await?;
    let fact = Fact {
        chain: Chain::Dossier(contract.id),
        action: "remaining_item.done",
        subject: ("remaining_item", item.id.0),
        before: json!({ "dueOn": item.due_on }),
        after: json!({ "doneOn": on }),
        reason: after.evidence.as_deref(),
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    touch(write, &contract).await?;
    Ok(Done::Now(after))
}

/// What remained and is not done, each thing named: until then the work is not reported done again (S6).
pub(crate) async fn still_remaining(
    connection: &impl ConnectionTrait,
    contract_id: ContractId,
) -> Result<Vec<Unmet>, DbErr> {
    let items = remaining_item::of_contracts(connection, Viewer::System, vec![contract_id]).await?;
    let open = items.into_iter().filter(|item| item.done_on.is_none());
    Ok(open
        .map(|item| Unmet {
            clause: "S6",
            code: "REMAINING_ITEM_OPEN",
            words: Words::new(
                format!("Việc còn lại số {} chưa xong (hạn {}): {}", item.number, item.due_on, item.what),
                format!("What remained as number {} is not done (due on {}): {}", item.number, item.due_on, item.what),
            ),
        })
        .collect())
}

async fn must_be_in_work(write: &Write, contract: &contract::Model) -> Result<(), Refusal> {
    if contract.state != Lifecycle::Finished && contract.state != Lifecycle::Deploying {
        let state = contract.state.words();
        let words = Words::new(
            format!("Hợp đồng {} không còn việc phải làm: {}.", contract.reference, state.vi),
            format!("Nothing remains to be done under contract {}: it is {}.", contract.reference, state.en),
        );
        return Err(Refusal::Conflict { code: "WRONG_STATE", words, current_version: Some(contract.version) });
    }
    let Some(rest) = suspension::open_of(write.on(), contract.id).await? else { return Ok(()) };
    let words = Words::new(
        format!("Hợp đồng tạm dừng từ {}: {}", rest.from_on, rest.reason),
        format!("The contract rests since {}: {}", rest.from_on, rest.reason),
    );
    Err(Refusal::Unmet(vec![Unmet { clause: "S6", code: "SUSPENDED", words }]))
}
