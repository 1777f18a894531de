//! Records: acceptance is asked for, answered, and left unanswered (S5, S6).

use super::acceptance_round::{ActiveModel, Entity, Model};
use super::answering::Remaining;
use super::round_state::{Manner, RoundState};
use super::silence::{USUAL_DAYS, answer_by, moved_by_rest};
use super::{acceptance_round, remaining_item, silence_term};
use crate::access::{By, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::calendar;
use crate::clock::Instant;
use crate::contract::contract;
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::Words;
use crate::reminder::ReminderKind;
use crate::reminder::record::{Subject, arm, rearm, settle};
use crate::task::{self, record::Task};
use crate::value::id::{AcceptanceRoundId, ContractId, DocumentId, RemainingItemId};
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// An answer to a round, checked.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    /// What was said.
    pub state: RoundState,
    /// How.
    pub manner: Manner,
    /// When.
    pub on: NaiveDate,
    /// Who signed which paper, where staff entered it.
    pub paper: Option<String>,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// Of the report that was answered.
    pub report_sha256: Option<String>,
    /// What remains to be done.
    pub remaining: Vec<Remaining>,
}

/// Notes what a contract says of silence.
pub(crate) async fn silence_agreed(write: &Write, contract_id: ContractId, days: i32) -> Result<(), DbErr> {
    let term = silence_term::Model { contract_id, days };
    silence_term::Entity::insert(term.into_active_model()).exec_without_returning(write.on()).await?;
    Ok(())
}

/// Opens the next round by a report, and reminds the customer of the day to answer. The term counts from today, whenever
/// the work was done: nobody can answer what they have not been told.
pub(crate) async fn round_asked(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    report_id: DocumentId,
) -> Result<Model, DbErr> {
    let earlier = acceptance_round::newest(write.on(), contract.id).await?;
    let term = silence_term::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?.pop();
    let days = term.as_ref().map_or(USUAL_DAYS, |term| u32::try_from(term.days).unwrap_or(USUAL_DAYS));
    let (asked_on, calendar) = (by.today(), calendar::read(write.on()).await?);
    let answer_by_on = answer_by(asked_on, days, &calendar).map_err(|error| DbErr::Custom(error.to_string()))?;
    let round = Model {
        id: AcceptanceRoundId::new(),
        contract_id: contract.id,
        number: earlier.map_or(1, |earlier| earlier.number.saturating_add(1)),
        report_id,
        state: RoundState::Asked,
        finished_on: contract.finished_on.unwrap_or(asked_on),
        asked_on,
        answer_by_on,
        silence_accepts: term.is_some(),
        manner: None,
        answered_on: None,
        answered_by: None,
        paper: None,
        reason: None,
        report_sha256: None,
    };
    Entity::insert(round.clone().into_active_model()).exec_without_returning(write.on()).await?;
    let after = json!({
        "number": round.number, "reportId": report_id, "finishedOn": round.finished_on,
        "answerByOn": answer_by_on, "silenceAccepts": round.silence_accepts,
    });
    tell(write, by, (&round, "acceptance.asked"), (Value::Null, after)).await?;
    arm(write, by.now, &subject_of(contract, &round)).await?;
    Ok(round)
}

/// Writes an answer down with what remains; the reminder ends, and staff are told. Of acceptance by silence the customer
/// is told too.
pub(crate) async fn round_answered(
    write: &Write,
    by: &By,
    (contract, round): (&contract::Model, &Model),
    answered: &Answered,
) -> Result<Model, DbErr> {
    let change = ActiveModel {
        id: Set(round.id),
        state: Set(answered.state),
        manner: Set(Some(answered.manner)),
        answered_on: Set(Some(answered.on)),
        answered_by: Set(by.viewer.person_id()),
        paper: Set(answered.paper.clone()),
        reason: Set(answered.reason.clone()),
        report_sha256: Set(answered.report_sha256.clone()),
        ..ActiveModel::default()
    };
    let after = Entity::update(change).exec(write.on()).await?;
    insert_remaining(write, &after, &answered.remaining).await?;
    let states = (
        json!({ "state": round.state }),
        json!({
            "state": after.state, "manner": after.manner, "on": answered.on, "number": after.number,
            "reportSha256": after.report_sha256, "remaining": answered.remaining.len(),
        }),
    );
    tell(write, by, (&after, "acceptance.answered"), states).await?;
    settle(write, by.now, ReminderKind::Acceptance, round.id.0).await?;
    plan_about(write, by.now, contract, (Content::AcceptanceAnswered { round_id: round.id }, Recipient::Staff)).await?;
    if answered.manner == Manner::Silence {
        let to = Recipient::Billing(contract.customer_id);
        plan_about(write, by.now, contract, (Content::AcceptedBySilence { round_id: round.id }, to)).await?;
    }
    Ok(after)
}

/// The clock of the open round stands still while the contract rests.
pub(crate) async fn clock_stopped(write: &Write, by: &By, contract_id: ContractId) -> Result<(), DbErr> {
    match open_round(write, contract_id).await? {
        Some(round) => settle(write, by.now, ReminderKind::Acceptance, round.id.0).await,
        None => Ok(()),
    }
}

/// The clock of the open round goes on: the days of the rest do not count, and the warnings begin anew.
pub(crate) async fn clock_resumed(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    rest: (NaiveDate, NaiveDate),
) -> Result<(), DbErr> {
    let Some(round) = open_round(write, contract.id).await? else { return Ok(()) };
    let calendar = calendar::read(write.on()).await?;
    let answer_by_on = moved_by_rest((round.asked_on, round.answer_by_on), rest, &calendar);
    if answer_by_on == round.answer_by_on {
        return rearm(write, by.now, ReminderKind::Acceptance, round.id.0).await;
    }
    let change = ActiveModel { id: Set(round.id), answer_by_on: Set(answer_by_on), ..ActiveModel::default() };
    let after = Entity::update(change).exec(write.on()).await?;
    let days = (json!({ "answerByOn": round.answer_by_on }), json!({ "answerByOn": answer_by_on }));
    tell(write, by, (&after, "acceptance.moved"), days).await?;
    arm(write, by.now, &subject_of(contract, &after)).await
}

/// Puts a round before staff whose day to answer has passed. Once: whoever resolved the task saw it.
/// Answers whether it was put there now.
pub(crate) async fn left_unanswered(
    write: &Write,
    now: Instant,
    (contract, round): (&contract::Model, &Model),
) -> Result<bool, DbErr> {
    let kind = task::Kind::AcceptanceUnanswered;
    if !task::of_subjects(write.on(), kind, vec![round.id.0]).await?.is_empty() {
        return Ok(false);
    }
    let (reference, number, by_day) = (&contract.reference, round.number, round.answer_by_on);
    let silent = if round.silence_accepts {
        Words::new(
            " Im lặng chưa được coi là nghiệm thu vì thư cảnh báo không được gửi trọn vẹn.",
            " Silence does not count as acceptance, because not every warning was handed over.",
        )
    } else {
        Words::new("", "")
    };
    let detail = Words::new(
        format!(
            "Khách hàng chưa trả lời đề nghị nghiệm thu lần {number} của hợp đồng {reference} (hạn {}).{} Hãy liên hệ khách hàng.",
            by_day.format("%d/%m/%Y"),
            silent.vi
        ),
        format!(
            "The customer has not answered round {number} of acceptance of contract {reference}, asked for by {}.{} \
             Contact the customer.",
            by_day.format("%-d %B %Y"),
            silent.en
        ),
    );
    let task = Task {
        kind,
        key: format!("{kind:?}:{}", round.id),
        contract_id: Some(contract.id),
        subject_id: Some(round.id.0),
        detail,
    };
    task::record::raise(write, now, task).await?;
    Ok(true)
}

/// The round of a contract that waits for its answer.
pub(crate) async fn open_round(write: &Write, contract_id: ContractId) -> Result<Option<Model>, DbErr> {
    let newest = acceptance_round::newest(write.on(), contract_id).await?;
    Ok(newest.filter(|round| round.state == RoundState::Asked))
}

async fn insert_remaining(write: &Write, round: &Model, remaining: &[Remaining]) -> Result<(), DbErr> {
    let rows: Vec<_> = (1..)
        .zip(remaining)
        .map(|(number, item)| remaining_item::Model {
            id: RemainingItemId::new(),
            contract_id: round.contract_id,
            round_id: round.id,
            number,
            deliverable_id: item.deliverable_id,
            what: item.what.clone(),
            due_on: item.due_on,
            done_on: None,
            evidence: None,
        })
        .map(IntoActiveModel::into_active_model)
        .collect();
    if !rows.is_empty() {
        remaining_item::Entity::insert_many(rows).exec_without_returning(write.on()).await?;
    }
    Ok(())
}

async fn tell(
    write: &Write,
    by: &By,
    (round, action): (&Model, &'static str),
    (before, after): (Value, Value),
) -> Result<(), DbErr> {
    let fact = Fact {
        chain: Chain::Dossier(round.contract_id),
        action,
        subject: ("acceptance_round", round.id.0),
        before,
        after,
        reason: round.reason.as_deref().or(round.paper.as_deref()),
    };
    audit::record(write, &by.actor, by.now, fact).await
}

fn subject_of(contract: &contract::Model, round: &Model) -> Subject {
    Subject::of(contract, (ReminderKind::Acceptance, round.id.0), round.answer_by_on)
}
