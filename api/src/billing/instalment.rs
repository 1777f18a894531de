//! An instalment as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entity::billing::instalment::{self, Owed};
use entity::billing::outstanding::Standing;
use entity::value::currency::Currency;
use entity::value::id::InstalmentId;

use crate::catalogue::offer::DueEventName;
use crate::contract::object::Contract;
use crate::contract::page::ContractPage;
use crate::contract::reminder::NextReminder;
use crate::desk::{AtDesk, Desk};
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{Day, MoneyObject, NodeId};

/// Ids of instalments.
pub const INSTALMENT: NodeId = NodeId("Instalment");

/// How an instalment stands today.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstalmentState {
    /// It falls due on a later day, or after an event that has not happened yet.
    NotYetDue,
    /// It is due today.
    Due,
    /// Its due day has passed.
    Overdue,
    /// Nothing is owed of it.
    Settled,
}

/// A part of the price with its own due date (S3).
#[derive(Clone, Debug)]
pub struct Instalment {
    owed: Owed,
    page: Arc<ContractPage>,
}

impl Instalment {
    /// An instalment of a contract of that page.
    pub fn new(owed: Owed, page: &Arc<ContractPage>) -> Self {
        Self { owed, page: Arc::clone(page) }
    }

    /// The currency of its contract.
    pub(super) fn currency(&self) -> Currency {
        self.owed.outstanding.currency()
    }

    /// One instalment by itself, if the viewer may see it.
    pub async fn find(desk: &Desk, id: InstalmentId) -> Result<Option<Self>, ApiError> {
        let Some(row) = instalment::find(desk.read(), desk.by.viewer, id).await? else { return Ok(None) };
        let page = ContractPage::around([row.contract_id]);
        let owed = page.billing.instalment(desk, (row.contract_id, id)).await?.clone();
        Ok(Some(Self { owed, page }))
    }
}

/// A part of the price with its own due date (S3).
#[Object]
impl Instalment {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        INSTALMENT.encode(self.owed.instalment.id.0)
    }

    /// Its number in the contract, from 1.
    async fn number(&self) -> i32 {
        self.owed.instalment.number
    }

    /// What it is for, in the words of the contract.
    async fn label(&self) -> &str {
        &self.owed.instalment.label
    }

    /// How much.
    async fn amount(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.owed.instalment.amount(self.currency()))
    }

    /// The day that was agreed on.
    async fn agreed_due_on(&self) -> Day {
        self.owed.instalment.agreed_due_on.into()
    }

    /// The day it falls due: the agreed one, or the next working day when that is a day off.
    async fn due_on(&self) -> Day {
        self.owed.instalment.due_on.into()
    }

    /// After which event it falls due; null for one that falls due on a day.
    async fn due_event(&self) -> Option<DueEventName> {
        self.owed.instalment.due_event.map(Into::into)
    }

    /// How many days after that event; null without one.
    async fn due_days(&self) -> Option<i32> {
        self.owed.instalment.trigger().map(|trigger| trigger.days)
    }

    /// Whether only working days count; null without an event.
    async fn in_working_days(&self) -> Option<bool> {
        self.owed.instalment.trigger().map(|trigger| trigger.in_working_days)
    }

    /// When the event happened; null until it has, and then `dueOn` is only expected.
    async fn event_on(&self) -> Option<Day> {
        self.owed.instalment.event_on.map(Day)
    }

    /// What payments that stand settled of it.
    async fn paid(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.owed.paid)
    }

    /// What of it was written off when the contract ended early.
    async fn written_off(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.owed.written_off)
    }

    /// What is still owed of it (C5).
    async fn outstanding(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.owed.outstanding)
    }

    /// How it stands today.
    async fn state(&self, ctx: &Context<'_>) -> Result<InstalmentState, ApiError> {
        Ok(match self.owed.standing(ctx.desk()?.by.today()) {
            Standing::NotYetDue => InstalmentState::NotYetDue,
            Standing::Due => InstalmentState::Due,
            Standing::Overdue { .. } => InstalmentState::Overdue,
            Standing::Settled => InstalmentState::Settled,
        })
    }

    /// For how many days it has been overdue: 1 on the day after it was due; null when it is not.
    async fn days_overdue(&self, ctx: &Context<'_>) -> Nullable<i64> {
        nullable(async {
            Ok(match self.owed.standing(ctx.desk()?.by.today()) {
                Standing::Overdue { days } => Some(days),
                Standing::NotYetDue | Standing::Due | Standing::Settled => None,
            })
        })
        .await
    }

    /// When the customer is reminded of it next; null when there is nothing to remind of.
    async fn next_reminder(&self, ctx: &Context<'_>) -> Nullable<NextReminder> {
        nullable(async {
            let reminders = self.page.reminders(ctx.desk()?, self.owed.instalment.contract_id).await?;
            Ok(NextReminder::of(reminders, |row| row.subject_id == self.owed.instalment.id.0))
        })
        .await
    }

    /// Of which contract.
    async fn contract(&self, ctx: &Context<'_>) -> Result<Contract, ApiError> {
        let row = self.page.contract(ctx.desk()?, self.owed.instalment.contract_id).await?;
        Ok(Contract::new(row.clone(), &self.page))
    }
}
