//! Dossiers for tables of cases: a contract of 100 million dong, signed on Monday 2026-03-02.

mod agreement;
mod origin;

pub use origin::{origin, paper};

use super::{Account, Agreement, Answering, Care, Dossier, Work};
use crate::acceptance::round_state::RoundState;
use crate::acceptance::{acceptance_round, remaining_item};
use crate::billing::instalment::{self, Owed};
use crate::calendar::working_day::tests::on;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::{contract, suspension};
use crate::document::Kind;
use crate::document::state::State as Paper;
use crate::response::clock::{self, SubjectKind};
use crate::support::support_ticket;
use crate::support::ticket_state::TicketState;
use crate::value::currency::Currency;
use crate::value::id::{
    AcceptanceRoundId, AuthorityStepId, ContractId, CustomerId, DeliverableId, InstalmentId, PersonId, RemainingItemId,
    SupportTicketId, SuspensionId, WarrantyClaimId, WarrantyCoverId, WorkItemId, WorkPlanId, WorkWaitingId,
};
use crate::value::money::Money;
use crate::warranty::claim_state::ClaimState;
use crate::warranty::claim_step::{self, StepKind};
use crate::warranty::verdict::Rule;
use crate::warranty::{warranty_claim, warranty_cover};
use crate::workflow::filing;
use crate::workflow::item_state::{ItemState, Owner};
use crate::workflow::plan_state::PlanState;
use crate::workflow::{authority_step, work_item, work_item_after, work_plan, work_waiting};
use chrono::NaiveDate;
use uuid::Uuid;

/// Nine in the morning of a day in Hà Nội.
pub fn nine(day: &str) -> crate::clock::Instant {
    format!("{day}T09:00:00+07:00").parse().unwrap()
}

/// A contract in a state, with every step before it taken.
pub fn dossier(state: Lifecycle) -> Dossier {
    use Lifecycle::{Accepted, Closed, Deploying, Finished, Signed};
    let taken = |step: &str, at_least: &[Lifecycle]| at_least.contains(&state).then(|| on(step));
    let contract = contract::Model {
        id: ContractId::new(),
        reference: "HD-2026-7KQ4MX".to_owned(),
        customer_id: CustomerId::new(),
        title: "Giấy phép môi trường".to_owned(),
        title_folded: "giay phep moi truong".to_owned(),
        state,
        version: 1,
        currency: Currency::Vnd,
        net_minor: 100_000_000,
        vat_minor: 0,
        total_minor: 100_000_000,
        warranty_terms: "12 tháng".to_owned(),
        signed_on: taken("2026-03-02", &[Signed, Deploying, Finished, Accepted, Closed]),
        started_on: taken("2026-03-03", &[Deploying, Finished, Accepted, Closed]),
        finished_on: taken("2026-03-20", &[Finished, Accepted, Closed]),
        accepted_on: taken("2026-03-27", &[Accepted, Closed]),
        liquidated_on: taken("2027-03-29", &[Closed]),
        closed_on: taken("2027-03-29", &[Closed]),
        cancelled_on: None,
        terminated_on: None,
        ending_reason: None,
        settlement_note: None,
        created_at: nine("2026-03-01"),
    };
    Dossier {
        contract,
        staff: Vec::new(),
        rests: Vec::new(),
        papers: Vec::new(),
        agreement: Agreement::default(),
        account: Account::default(),
        work: Work::default(),
        answering: Answering::default(),
        care: Care::default(),
    }
}

impl Dossier {
    /// Rests from a day on.
    pub(crate) fn resting(mut self, from: &str) -> Self {
        let (id, contract_id) = (SuspensionId::new(), self.contract.id);
        let reason = "Chờ vốn.".to_owned();
        self.rests.push(suspension::Model { id, contract_id, from_on: on(from), reason, resumed_on: None });
        self
    }

    /// An instalment of 100 million of which so much is still owed.
    pub(crate) fn owing(mut self, millions: i64, due_on: &str) -> Self {
        let number = i32::try_from(self.account.owed.len()).unwrap() + 1;
        let instalment = instalment::Model {
            id: InstalmentId::new(),
            contract_id: self.contract.id,
            number,
            label: format!("Đợt {number}"),
            amount_minor: 100_000_000,
            agreed_due_on: on(due_on),
            due_on: on(due_on),
            due_event: None,
            due_days: 0,
            in_working_days: false,
            event_on: None,
        };
        let owed = Owed {
            instalment,
            paid: Money::vnd(100_000_000 - millions * 1_000_000),
            written_off: Money::vnd(0),
            outstanding: Money::vnd(millions * 1_000_000),
        };
        self.account.owed.push(owed);
        self
    }

    /// A version of the plan.
    pub(crate) fn planned(mut self, state: PlanState) -> Self {
        let number = i32::try_from(self.work.plans.len()).unwrap() + 1;
        let answered_on = (state != PlanState::Proposed).then(|| on("2026-03-04"));
        self.work.plans.push(work_plan::Model {
            id: WorkPlanId::new(),
            contract_id: self.contract.id,
            number,
            state,
            start_on: on("2026-03-04"),
            note: None,
            proposed_on: on("2026-03-03"),
            proposed_by: None,
            answered_on,
            answered_by: None,
            answer: answered_on.map(|_| "Xin thêm thời gian.".to_owned()),
            created_at: nine("2026-03-03"),
        });
        self
    }

    /// An item of two working days in the newest version of the plan, after those of these places.
    pub(crate) fn item(mut self, owner: Owner, state: ItemState, after: &[usize]) -> Self {
        let (id, plan_id) = (WorkItemId::new(), self.work.plans.last().unwrap().id);
        let number = i32::try_from(self.work.items.len()).unwrap() + 1;
        let done_on = (state == ItemState::Done).then(|| on("2026-03-05"));
        for place in after {
            let after_id = self.work.items[*place].id;
            self.work.after.push(work_item_after::Model { item_id: id, after_id, plan_id });
        }
        self.work.items.push(work_item::Model {
            id,
            plan_id,
            contract_id: self.contract.id,
            number,
            owner,
            name_vi: format!("Việc {number}"),
            name_en: format!("Item {number}"),
            deliverable_id: None,
            working_days: 2,
            planned_from_on: on("2026-03-04"),
            planned_to_on: on("2026-03-05"),
            continues_id: None,
            state,
            started_on: done_on,
            done_on,
            evidence: None,
        });
        self
    }

    /// The provider waits for somebody under the newest version of the plan.
    pub(crate) fn waiting(mut self, waits_for: Owner) -> Self {
        self.work.waits.push(work_waiting::Model {
            id: WorkWaitingId::new(),
            contract_id: self.contract.id,
            plan_id: self.work.plans.last().unwrap().id,
            item_id: None,
            waits_for,
            from_on: on("2026-03-05"),
            until_on: None,
            reason: "Chờ hồ sơ pháp lý.".to_owned(),
        });
        self
    }

    /// A step before an authority on the newest item.
    pub(crate) fn step(mut self, kind: filing::StepKind, appointment_on: Option<NaiveDate>) -> Self {
        self.work.steps.push(authority_step::Model {
            id: AuthorityStepId::new(),
            contract_id: self.contract.id,
            item_id: self.work.items.last().unwrap().id,
            kind,
            happened_on: on("2026-03-06"),
            authority: None,
            paper_number: None,
            appointment_on,
            note: Some("Bổ sung bản đồ.".to_owned()),
        });
        self
    }

    /// A round of acceptance, with its report.
    pub(crate) fn round(mut self, state: RoundState, report: Paper) -> Self {
        let number = i32::try_from(self.answering.rounds.len()).unwrap() + 1;
        let mut report = paper((Kind::CompletionReport, self.contract.id.0), report, self.contract.id);
        report.version = number;
        self.answering.rounds.push(acceptance_round::Model {
            id: AcceptanceRoundId::new(),
            contract_id: self.contract.id,
            number,
            report_id: report.id,
            state,
            finished_on: on("2026-03-20"),
            asked_on: on("2026-03-20"),
            answer_by_on: on("2026-03-30"),
            silence_accepts: false,
            manner: None,
            answered_on: (state != RoundState::Asked).then(|| on("2026-03-27")),
            answered_by: None,
            paper: None,
            reason: (state == RoundState::Rejected).then(|| "Thiếu phụ lục.".to_owned()),
            report_sha256: None,
        });
        self.papers.push(report);
        self
    }

    /// Something that remained in the newest round.
    pub(crate) fn remaining(mut self, due_on: &str, done_on: Option<&str>) -> Self {
        let number = i32::try_from(self.answering.remaining.len()).unwrap() + 1;
        self.answering.remaining.push(remaining_item::Model {
            id: RemainingItemId::new(),
            contract_id: self.contract.id,
            round_id: self.answering.rounds.last().unwrap().id,
            number,
            deliverable_id: DeliverableId::new(),
            what: "Phụ lục 3".to_owned(),
            due_on: on(due_on),
            done_on: done_on.map(on),
            evidence: None,
        });
        self
    }

    /// A claim, with the steps taken on it.
    pub(crate) fn claim(mut self, state: ClaimState, steps: &[StepKind]) -> Self {
        let id = WarrantyClaimId::new();
        self.care.claims.push(warranty_claim::Model {
            id,
            reference: "BH-2026-7KQ4MX".to_owned(),
            contract_id: self.contract.id,
            deliverable_id: DeliverableId::new(),
            state,
            rule: Rule::InCover,
            exclusion: None,
            is_covered: true,
            is_overruled: false,
            judged_on: None,
            judged_by: None,
            verdict_reason: None,
            defect_on: on("2026-04-01"),
            description: "Sai công suất".to_owned(),
            filed_on: on("2026-04-02"),
            filed_by: PersonId::new(),
            answered_on: None,
            answer: None,
            created_at: nine("2026-04-02"),
        });
        for (kind, number) in steps.iter().zip(1..) {
            self.care.steps.push(claim_step::Model {
                claim_id: id,
                number,
                contract_id: self.contract.id,
                kind: *kind,
                taken_on: on("2026-04-03"),
                taken_by: None,
                words: Some("Có ảnh chụp không?".to_owned()),
                created_at: nine("2026-04-03"),
            });
        }
        self
    }

    /// A ticket.
    pub(crate) fn ticket(mut self, state: TicketState) -> Self {
        self.care.tickets.push(support_ticket::Model {
            id: SupportTicketId::new(),
            reference: "HT-2026-7KQ4MX".to_owned(),
            contract_id: self.contract.id,
            state,
            title: "Gia hạn".to_owned(),
            opened_by: PersonId::new(),
            opened_on: on("2026-04-02"),
            closed_on: (state == TicketState::Closed).then(|| on("2026-04-06")),
            created_at: nine("2026-04-02"),
        });
        self
    }

    /// An answer is promised for a claim or a ticket by nine in the morning of a day.
    pub(crate) fn clock(mut self, subject_id: Uuid, answer_by: &str) -> Self {
        self.care.clocks.push(clock::Model {
            subject_id,
            subject_kind: SubjectKind::Claim,
            contract_id: self.contract.id,
            reference: "BH-2026-7KQ4MX".to_owned(),
            hours: 8,
            answer_by: Some(nine(answer_by)),
            minutes_left: None,
            answered_at: None,
            alarm_at: None,
        });
        self
    }

    /// Covered until a day.
    pub(crate) fn covered(mut self, last_covered_on: &str) -> Self {
        self.care.covers.push(warranty_cover::Model {
            id: WarrantyCoverId::new(),
            contract_id: self.contract.id,
            deliverable_id: DeliverableId::new(),
            claim_id: None,
            from_on: on("2026-03-27"),
            months: Some(12),
            days: None,
            last_covered_on: on(last_covered_on),
        });
        self
    }
}
