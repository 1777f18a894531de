//! Record: what an authority was asked, and what it said (S4).

use super::authority_step::{Entity, Model};
use super::filing::{Filing, StepKind};
use super::item_state::{ItemState, Owner};
use super::record::{Told, none_unmet, tell, unmet_for_work};
use super::record_item::{OnItem, hold, not_done_before, possible_from, store};
use super::record_supplement::put_before_staff;
use super::record_waiting::day;
use super::{authority_step, work_item};
use crate::access::{By, Permission};
use crate::contract::record::at_version;
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::AuthorityStepId;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

const LONGEST_NAME: usize = 200;
const LONGEST_NUMBER: usize = 100;
const LONGEST_NOTE: usize = 2_000;

/// A step as somebody enters it.
#[derive(Clone, Debug)]
pub struct Step {
    /// On which item, and when.
    pub asked: OnItem,
    /// What happened.
    pub kind: StepKind,
    /// To which authority, 1 to 200 characters: for a submission.
    pub authority: Option<String>,
    /// The number of the receipt or of the decision, up to 100 characters: of these it is demanded.
    pub paper_number: Option<String>,
    /// The day the authority named, not before the step: for an appointment it is demanded.
    pub appointment_on: Option<NaiveDate>,
    /// Up to 2,000 characters: what is asked for and why something is refused is demanded. Both parties read it.
    pub note: Option<String>,
}

/// Enters a step before an authority. A submission begins the item; what is granted is done, with the number of the
/// decision as what shows it; that more is asked for stands before staff until it is submitted.
///
/// Refuses an item the viewer does not see, one of a version that is not in force or not of an authority, work that has not
/// begun or rests, a submission before what comes before it is done (each named), an answer to what does not lie with the
/// authority, a day before the step before, and what is missing. The newest step again is `AlreadyDone`.
pub async fn enter_step(write: &Write, by: &By, step: &Step) -> Result<Done<work_item::Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let (contract, item) = hold(write, by, step.asked.item_id).await?;
    let steps = authority_step::of_item(write.on(), item.id).await?;
    let from = match steps.last() {
        Some(last) => Some(last.happened_on),
        None => possible_from(write.on(), (&contract, &item)).await?,
    };
    let read = step.read(by, (&item, from));
    if let (Ok(row), Some(last)) = (&read, steps.last())
        && step.says_again(row, last)
    {
        return Ok(Done::AlreadyDone(item));
    }
    at_version(&contract, step.asked.expected_version)?;
    must_be_possible(&item, Filing::of(steps.iter().map(|step| step.kind)), step.kind)?;
    let mut unmet = unmet_for_work(write.on(), &contract).await?;
    if step.kind == StepKind::Submitted {
        unmet.extend(not_done_before(write.on(), &item).await?);
    }
    none_unmet(unmet)?;
    let row = read?;
    Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
    note(write, by, &row).await?;
    put_before_staff(write, by, (&contract, &item), &row).await?;
    let change = change(&item, &row);
    Ok(Done::Now(store(write, by, (&contract, &item, "item.moved"), change).await?))
}

impl Step {
    /// Whether the newest step is just this one; a day that is not said is that one's.
    fn says_again(&self, row: &Model, last: &Model) -> bool {
        let said = Model { id: last.id, happened_on: self.asked.on.unwrap_or(last.happened_on), ..row.clone() };
        said == *last
    }

    fn read(&self, by: &By, (item, from): (&work_item::Model, Option<NaiveDate>)) -> Result<Model, Refusal> {
        let mut mistakes = Mistakes::default();
        let happened_on = day(&mut mistakes, by, (self.asked.on, from));
        let is_submission = self.kind == StepKind::Submitted;
        let authority = self.authority.as_deref().unwrap_or_default();
        let authority = is_submission.then(|| mistakes.line("authority", authority, LONGEST_NAME));
        let number = self.paper_number.as_deref().unwrap_or_default();
        let is_said = self.has_number() || !number.trim().is_empty();
        let paper_number = is_said.then(|| mistakes.line("number", number, LONGEST_NUMBER));
        let note = self.note.as_deref().unwrap_or_default();
        let is_said = self.has_note() || !note.trim().is_empty();
        let note = is_said.then(|| mistakes.lines("note", note, LONGEST_NOTE));
        let appointment_on = self.appointment(&mut mistakes, happened_on);
        let happened_on = mistakes.taken(happened_on)?;
        Ok(Model {
            id: AuthorityStepId::new(),
            contract_id: item.contract_id,
            item_id: item.id,
            kind: self.kind,
            happened_on,
            authority,
            paper_number,
            appointment_on,
            note,
        })
    }

    /// A receipt and a decision have a number.
    fn has_number(&self) -> bool {
        match self.kind {
            StepKind::Submitted | StepKind::Granted | StepKind::Refused => true,
            StepKind::Appointed | StepKind::SupplementAsked => false,
        }
    }

    /// What is asked for, and why something is refused, has to be said.
    fn has_note(&self) -> bool {
        match self.kind {
            StepKind::SupplementAsked | StepKind::Refused => true,
            StepKind::Submitted | StepKind::Appointed | StepKind::Granted => false,
        }
    }

    fn appointment(&self, mistakes: &mut Mistakes, happened_on: Option<NaiveDate>) -> Option<NaiveDate> {
        if self.kind == StepKind::Appointed && self.appointment_on.is_none() {
            let words = Words::new("Chưa nhập ngày hẹn.", "The day of the appointment is missing.");
            mistakes.note("appointmentOn", "MISSING", words);
        }
        if self.appointment_on.zip(happened_on).is_some_and(|(appointment_on, on)| appointment_on < on) {
            let words = Words::new("Ngày hẹn ở trước ngày này.", "The appointment lies before this day.");
            mistakes.note("appointmentOn", "OUT_OF_ORDER", words);
        }
        self.appointment_on
    }
}

fn must_be_possible(item: &work_item::Model, filing: Filing, kind: StepKind) -> Result<(), Refusal> {
    if item.owner != Owner::Authority {
        let words = Words::new("Công việc này không thuộc cơ quan nhà nước.", "This item is not an authority's.");
        return Err(Refusal::conflict("NOT_OF_AN_AUTHORITY", words));
    }
    if item.state != ItemState::Done && filing.after(kind).is_ok() {
        return Ok(());
    }
    let state = filing.words();
    let words = Words::new(
        format!("Việc này không thể xảy ra: hồ sơ {}.", state.vi),
        format!("This cannot have happened: the file is {}.", state.en),
    );
    Err(Refusal::conflict("WRONG_FILING_STATE", words))
}

/// What the step makes of its item.
fn change(item: &work_item::Model, row: &Model) -> work_item::ActiveModel {
    let unchanged = work_item::ActiveModel { id: Set(item.id), ..work_item::ActiveModel::default() };
    match row.kind {
        StepKind::Submitted if item.state == ItemState::Open => work_item::ActiveModel {
            state: Set(ItemState::InWork),
            started_on: Set(Some(row.happened_on)),
            ..unchanged
        },
        StepKind::Granted => {
            let said = [row.paper_number.as_deref(), row.note.as_deref()];
            work_item::ActiveModel {
                state: Set(ItemState::Done),
                done_on: Set(Some(row.happened_on)),
                evidence: Set(Some(said.into_iter().flatten().collect::<Vec<_>>().join("\n"))),
                ..unchanged
            }
        }
        StepKind::Submitted | StepKind::Appointed | StepKind::SupplementAsked | StepKind::Refused => {
            work_item::ActiveModel { state: Set(item.state), ..unchanged }
        }
    }
}

async fn note(write: &Write, by: &By, row: &Model) -> Result<(), Refusal> {
    let after = json!({
        "itemId": row.item_id,
        "kind": row.kind,
        "happenedOn": row.happened_on,
        "appointmentOn": row.appointment_on,
    });
    let told = Told {
        contract_id: row.contract_id,
        action: "authority.noted",
        subject: ("item", row.item_id.0),
        before: Value::Null,
        after,
        reason: row.note.as_deref(),
    };
    Ok(tell(write, by, told).await?)
}
