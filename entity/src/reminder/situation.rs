//! Finder: all that decides what a reminder does next, for one or for a page of them in a handful of statements.

use super::kind::ReminderKind;
use super::ladder::Ladder;
use super::policy::{self, Reach};
use super::staging::{Decision, Staging};
use super::table::Model;
use crate::acceptance::acceptance_round;
use crate::acceptance::round_state::RoundState;
use crate::access::Viewer;
use crate::billing::instalment::{self, Owed};
use crate::calendar;
use crate::calendar::working_day::Calendar;
use crate::clock::Instant;
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::notice::skip_reason::SkipReason;
use crate::party::customer;
use crate::quote::{quote, state::State};
use crate::value::id::{AcceptanceRoundId, ContractId, CustomerId, QuoteId, ReminderId, WarrantyCoverId, WorkItemId};
use crate::warranty::warranty_cover;
use crate::workflow::item_state::Owner;
use crate::workflow::{agenda, work_item};
use crate::{notice, task};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// A reminder with everything around it.
#[derive(Clone, Debug)]
pub(crate) struct Situation {
    /// The reminder.
    pub reminder: Model,
    /// Its contract, once there is one.
    pub contract: Option<contract::Model>,
    /// The customer it is about, who is reminded.
    pub customer: customer::Model,
    /// The ladder that holds.
    pub ladder: Ladder,
    /// For whom that ladder was set; `None` for the built-in one.
    pub set_for: Option<Reach>,
    /// The stages of this arming that were sent, skipped or put before a person.
    pub happened: BTreeSet<i32>,
    /// What is owed of the instalment, for a payment.
    pub owed: Option<Owed>,
    /// The work item, while it is to be done.
    pub item: Option<work_item::Model>,
    /// Whether there is anything to remind of: a sum owed, a cover of a contract that is not over, a quote that waits for
    /// its answer, work that nobody else holds up, a completion report without an answer. It outlives the ladder: when
    /// every stage has happened the sum is still owed, and a stage added later is told.
    pub is_open: bool,
    calendar: Arc<Calendar>,
}

impl Situation {
    /// What the pure rule decides by.
    pub fn staging(&self) -> Staging<'_> {
        Staging {
            ladder: &self.ladder,
            anchor_on: self.reminder.anchor_on,
            calendar: &self.calendar,
            zone: self.customer.zone.tz(),
            armed_at: self.reminder.armed_at,
            happened: &self.happened,
            paused_until: self.reminder.paused_until,
        }
    }

    /// What to do now. A task does not go stale: it stands until it is dealt with. What is not put before staff is not
    /// put down either: it follows from what was.
    pub fn decide(&self, now: Instant) -> Decision {
        let mut decision = self.staging().decide(now);
        if self.is_for_staff() {
            decision.skip.retain(|(_, reason)| *reason == SkipReason::Stale);
        }
        decision
    }

    /// Whether the provider's staff are told, by tasks: of work that is not the customer's to do.
    pub fn is_for_staff(&self) -> bool {
        self.item.as_ref().is_some_and(|item| item.owner != Owner::Customer)
    }

    /// What people quote it by: the contract's reference.
    pub fn reference(&self) -> &str {
        self.contract.as_ref().map_or("–", |contract| contract.reference.as_str())
    }

    /// The key of the task that a stage of this arming puts before a person.
    pub fn task_key(&self, offset_days: i32) -> String {
        format!("{}{offset_days}", task_keys(&self.reminder))
    }
}

/// Everything around one reminder; `None` when its contract is gone.
pub(crate) async fn of(connection: &impl ConnectionTrait, reminder: &Model) -> Result<Option<Situation>, DbErr> {
    Ok(of_all(connection, vec![reminder.clone()]).await?.pop())
}

/// Everything around a page of reminders, in their order.
pub(crate) async fn of_all(connection: &impl ConnectionTrait, reminders: Vec<Model>) -> Result<Vec<Situation>, DbErr> {
    let contract_ids: Vec<ContractId> = unique(reminders.iter().filter_map(|reminder| reminder.contract_id));
    let contracts = contract::find_all(connection, Viewer::System, contract_ids.clone()).await?;
    let customer_ids: Vec<CustomerId> = unique(reminders.iter().map(|reminder| reminder.customer_id));
    let customers = customer::find_all(connection, Viewer::System, customer_ids.clone()).await?;
    let contracts: HashMap<ContractId, contract::Model> = contracts.into_iter().map(|row| (row.id, row)).collect();
    let customers: HashMap<CustomerId, customer::Model> = customers.into_iter().map(|row| (row.id, row)).collect();
    let ladders = policy::all_for(connection, customer_ids, contract_ids).await?;
    let calendar = Arc::new(calendar::read(connection).await?);
    let mut happened = happened(connection, &reminders).await?;
    let mut open = open(connection, &reminders).await?;
    let mut agenda = agenda(connection, (&reminders, &contracts)).await?;
    Ok(reminders
        .into_iter()
        .filter_map(|reminder| {
            let contract = reminder.contract_id.and_then(|id| contracts.get(&id)).cloned();
            let customer = customers.get(&reminder.customer_id)?.clone();
            let (ladder, set_for) = policy::nearest(&ladders, reminder.kind, (customer.id, reminder.contract_id));
            let (exists, owed) = open.remove(&reminder.subject_id).unwrap_or_default();
            let item = agenda.remove(&WorkItemId(reminder.subject_id));
            let is_open = match reminder.kind {
                ReminderKind::Payment => exists && owed.as_ref().is_none_or(|owed| owed.instalment.awaited().is_none()),
                ReminderKind::Quote => exists,
                ReminderKind::Acceptance => {
                    exists && contract.as_ref().is_some_and(|contract| contract.state == Lifecycle::Finished)
                }
                ReminderKind::Warranty => exists && contract.as_ref().is_some_and(|contract| !contract.state.is_over()),
                ReminderKind::WorkItem => item.is_some(),
            };
            let happened = happened.remove(&reminder.id).unwrap_or_default();
            let calendar = Arc::clone(&calendar);
            Some(Situation { reminder, contract, customer, ladder, set_for, happened, owed, item, is_open, calendar })
        })
        .collect())
}

/// What the keys of the tasks of a reminder's present arming begin with; the stage follows.
fn task_keys(reminder: &Model) -> String {
    format!("{:?}:{}:{}:", reminder.kind.task_kind(), reminder.id, reminder.arming)
}

/// The stages of the present armings that were put down: as notices, or as tasks.
async fn happened(
    connection: &impl ConnectionTrait,
    reminders: &[Model],
) -> Result<HashMap<ReminderId, BTreeSet<i32>>, DbErr> {
    let armings: HashMap<ReminderId, &Model> = reminders.iter().map(|reminder| (reminder.id, reminder)).collect();
    let ids: Vec<ReminderId> = armings.keys().copied().collect();
    let notices = notice::Entity::find().filter(notice::Column::ReminderId.is_in(ids)).all(connection).await?;
    let mut happened: HashMap<ReminderId, BTreeSet<i32>> = HashMap::new();
    for notice in notices {
        let Some(reminder) = notice.reminder_id.and_then(|id| armings.get(&id)) else { continue };
        if reminder.arming == notice.arming {
            happened.entry(reminder.id).or_default().insert(notice.stage);
        }
    }
    let subjects: HashMap<Uuid, &Model> = reminders.iter().map(|reminder| (reminder.subject_id, reminder)).collect();
    for task in tasks_of(connection, reminders).await? {
        let Some(reminder) = task.subject_id.and_then(|id| subjects.get(&id)) else { continue };
        let offset = task.key.strip_prefix(&task_keys(reminder)).and_then(|offset| offset.parse().ok());
        if let Some(offset) = offset {
            happened.entry(reminder.id).or_default().insert(offset);
        }
    }
    Ok(happened)
}

/// The tasks about the subjects of these reminders, open or not.
pub(super) async fn tasks_of(
    connection: &impl ConnectionTrait,
    reminders: &[Model],
) -> Result<Vec<task::Model>, DbErr> {
    let mut tasks = Vec::new();
    for kind in [task::Kind::PaymentOverdue, task::Kind::WorkItemDue, task::Kind::AcceptanceUnanswered] {
        let of_kind = reminders.iter().filter(|reminder| reminder.kind.task_kind() == kind);
        let subjects: Vec<Uuid> = of_kind.map(|reminder| reminder.subject_id).collect();
        if !subjects.is_empty() {
            tasks.extend(task::of_subjects(connection, kind, subjects).await?);
        }
    }
    Ok(tasks)
}

/// What is to be done now of the work under the contracts of these reminders.
async fn agenda(
    connection: &impl ConnectionTrait,
    (reminders, contracts): (&[Model], &HashMap<ContractId, contract::Model>),
) -> Result<HashMap<WorkItemId, work_item::Model>, DbErr> {
    let of_kind = reminders.iter().filter(|reminder| reminder.kind == ReminderKind::WorkItem);
    let ids = unique(of_kind.filter_map(|reminder| reminder.contract_id));
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    agenda::of_contracts(connection, ids.iter().filter_map(|id| contracts.get(id))).await
}

/// Whether each subject is there with something to remind of, and what is owed of it.
async fn open(
    connection: &impl ConnectionTrait,
    reminders: &[Model],
) -> Result<HashMap<Uuid, (bool, Option<Owed>)>, DbErr> {
    let of_kind = |kind| reminders.iter().filter(move |reminder| reminder.kind == kind);
    let mut open: HashMap<Uuid, (bool, Option<Owed>)> = HashMap::new();
    let contract_ids: Vec<ContractId> =
        unique(of_kind(ReminderKind::Payment).filter_map(|reminder| reminder.contract_id));
    if !contract_ids.is_empty() {
        for owed in instalment::owed(connection, Viewer::System, contract_ids).await? {
            open.insert(owed.instalment.id.0, (owed.outstanding.is_positive(), Some(owed)));
        }
    }
    let covers: Vec<WarrantyCoverId> =
        of_kind(ReminderKind::Warranty).map(|reminder| WarrantyCoverId(reminder.subject_id)).collect();
    if !covers.is_empty() {
        for cover in warranty_cover::find_all(connection, Viewer::System, covers).await? {
            open.insert(cover.id.0, (true, None));
        }
    }
    let quotes: Vec<QuoteId> = of_kind(ReminderKind::Quote).map(|reminder| QuoteId(reminder.subject_id)).collect();
    if !quotes.is_empty() {
        for quote in quote::find_all(connection, Viewer::System, quotes).await? {
            open.insert(quote.id.0, (quote.state == State::Sent, None));
        }
    }
    let rounds: Vec<AcceptanceRoundId> =
        of_kind(ReminderKind::Acceptance).map(|reminder| AcceptanceRoundId(reminder.subject_id)).collect();
    if !rounds.is_empty() {
        for round in acceptance_round::find_all(connection, Viewer::System, rounds).await? {
            open.insert(round.id.0, (round.state == RoundState::Asked, None));
        }
    }
    Ok(open)
}

fn unique<T: Ord>(ids: impl Iterator<Item = T>) -> Vec<T> {
    ids.collect::<BTreeSet<T>>().into_iter().collect()
}
