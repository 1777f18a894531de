//! What is known of a contract, by capability, with the questions that several rules ask of it.

use crate::acceptance::{acceptance_round, remaining_item};
use crate::agreement::{contract_signature, contract_text};
use crate::billing::instalment::Owed;
use crate::billing::{payment, payment_request, payment_reversal};
use crate::calendar::working_day::Calendar;
use crate::calendar::zone::{PROVIDER_ZONE, day_of};
use crate::clock::Instant;
use crate::contract::{contract, suspension};
use crate::document::{self, Kind};
use crate::inquiry::inquiry;
use crate::quote::quote;
use crate::response::clock;
use crate::support::support_ticket;
use crate::value::id::{PersonId, WorkItemId};
use crate::warranty::{claim_step, warranty_claim, warranty_cover};
use crate::workflow::dating::Span;
use crate::workflow::outlook::Outlook;
use crate::workflow::plan_state::PlanState;
use crate::workflow::{authority_step, work_item, work_item_after, work_plan, work_waiting};
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

/// The moment as of which rules look at dossiers, with the calendar that days are counted by.
#[derive(Clone, Copy, Debug)]
pub struct AsOf<'a> {
    /// The moment, by the business clock.
    pub now: Instant,
    /// The day it is for the provider.
    pub today: NaiveDate,
    /// The working calendar.
    pub calendar: &'a Calendar,
}

/// What is known of one contract, as far as one viewer may see it.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The contract.
    pub contract: contract::Model,
    /// Who of the provider works on it.
    pub staff: Vec<PersonId>,
    /// Every stretch of days in which it rested.
    pub rests: Vec<suspension::Model>,
    /// The papers of it, the oldest first.
    pub papers: Vec<document::Model>,
    /// Its text, and who signed it.
    pub agreement: Agreement,
    /// The money.
    pub account: Account,
    /// The work.
    pub work: Work,
    /// How its acceptance was asked for and answered.
    pub answering: Answering,
    /// Warranty and support.
    pub care: Care,
}

/// The text of a contract in its versions.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    /// The versions, the first one first.
    pub texts: Vec<contract_text::Heading>,
    /// Who signed which, in the order in which they did.
    pub signatures: Vec<contract_signature::Model>,
}

/// The money of a contract.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The instalments in order, with what is owed of each.
    pub owed: Vec<Owed>,
    /// What was received, the oldest first.
    pub payments: Vec<payment::Model>,
    /// What of that did not stand.
    pub reversals: Vec<payment_reversal::Model>,
    /// What was asked for, the oldest first.
    pub requests: Vec<payment_request::Model>,
}

/// The work under a contract.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// The versions of the plan, the first one first.
    pub plans: Vec<work_plan::Model>,
    /// The items of all versions, in order within each.
    pub items: Vec<work_item::Model>,
    /// What comes after what.
    pub after: Vec<work_item_after::Model>,
    /// What was and is waited for, the oldest first.
    pub waits: Vec<work_waiting::Model>,
    /// The steps before authorities, the oldest first.
    pub steps: Vec<authority_step::Model>,
}

/// The rounds of acceptance of a contract.
#[derive(Clone, Debug, Default)]
pub struct Answering {
    /// The rounds, the first one first.
    pub rounds: Vec<acceptance_round::Model>,
    /// What remained of acceptances in part.
    pub remaining: Vec<remaining_item::Model>,
}

/// Warranty and support under a contract.
#[derive(Clone, Debug, Default)]
pub struct Care {
    /// What is covered until when.
    pub covers: Vec<warranty_cover::Model>,
    /// The defects reported, the oldest first.
    pub claims: Vec<warranty_claim::Model>,
    /// What was done about them, in order.
    pub steps: Vec<claim_step::Model>,
    /// What was asked besides, the oldest first.
    pub tickets: Vec<support_ticket::Model>,
    /// By when claims and tickets are answered.
    pub clocks: Vec<clock::Model>,
}

/// From what a contract comes, or may come: an inquiry, with what was offered for it.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The inquiry.
    pub inquiry: inquiry::Model,
    /// The versions of what was offered, the first one first; for a customer those that were sent.
    pub quotes: Vec<quote::Model>,
    /// The papers of them.
    pub papers: Vec<document::Model>,
}

impl<'a> AsOf<'a> {
    /// That moment.
    pub fn moment(now: Instant, calendar: &'a Calendar) -> Self {
        Self { now, today: day_of(now, PROVIDER_ZONE), calendar }
    }
}

impl Dossier {
    /// Whether the contract rests: work and acceptance have stopped.
    pub fn is_resting(&self) -> bool {
        self.rests.iter().any(|rest| rest.resumed_on.is_none())
    }

    /// The newest version of a paper about a subject.
    pub fn paper(&self, kind: Kind, subject_id: Uuid) -> Option<&document::Model> {
        let about = self.papers.iter().filter(|paper| paper.kind == kind && paper.subject_id == subject_id);
        about.max_by_key(|paper| paper.version)
    }

    /// The days of the items of a version, as they are to be expected.
    pub fn expected(&self, plan: &work_plan::Model, as_of: &AsOf<'_>) -> HashMap<WorkItemId, Span> {
        let Work { items, after, waits, .. } = &self.work;
        let outlook = Outlook { plan, items, after, waits, rests: &self.rests, calendar: as_of.calendar };
        outlook.expected(as_of.today)
    }
}

impl Work {
    /// The version both confirmed.
    pub fn in_force(&self) -> Option<&work_plan::Model> {
        self.plans.iter().find(|plan| plan.state == PlanState::Confirmed)
    }

    /// The version that waits for its answer.
    pub fn proposed(&self) -> Option<&work_plan::Model> {
        self.plans.iter().find(|plan| plan.state == PlanState::Proposed)
    }

    /// The items of the version both confirmed, in order.
    pub fn items_in_force(&self) -> impl Iterator<Item = &work_item::Model> {
        let plan_id = self.in_force().map(|plan| plan.id);
        self.items.iter().filter(move |item| Some(item.plan_id) == plan_id)
    }

    /// The steps before an authority on an item, the oldest first.
    pub fn steps_of(&self, item_id: WorkItemId) -> impl Iterator<Item = &authority_step::Model> {
        self.steps.iter().filter(move |step| step.item_id == item_id)
    }
}

impl Care {
    /// The running answer-by clock of a claim or a ticket.
    pub fn clock(&self, subject_id: Uuid) -> Option<&clock::Model> {
        self.clocks.iter().find(|clock| clock.subject_id == subject_id && clock.answered_at.is_none())
    }
}

impl Origin {
    /// The paper of a version.
    pub fn paper(&self, quote: &quote::Model) -> Option<&document::Model> {
        self.papers.iter().rev().find(|paper| paper.kind == Kind::Quote && paper.subject_id == quote.id.0)
    }
}
