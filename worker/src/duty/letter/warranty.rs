//! Letters about warranties, claims and support (P5, S7).

use entity::contract::care_terms::USUAL_RESPONSE_HOURS;
use entity::notice::facts::{ClaimFacts, EndingFacts, TicketFacts};
use entity::warranty::claim_state::ClaimState;

use super::Writer;
use crate::notice::claim_asked::ClaimAsked;
use crate::notice::claim_filed::ClaimFiled;
use crate::notice::claim_reopened::ClaimReopened;
use crate::notice::claim_resolved::{ClaimResolved, Verdict};
use crate::notice::claim_triaged::ClaimTriaged;
use crate::notice::ticket_answered::TicketAnswered;
use crate::notice::warranty_expiry::{Cover, WarrantyExpiry};

impl Writer<'_> {
    pub(super) fn warranty_expiry(&self, first: &EndingFacts, ending: &[&EndingFacts]) -> WarrantyExpiry {
        let covers = ending.iter().map(|ending| Cover {
            deliverable: ending.deliverable.in_locale(self.locale()).to_owned(),
            last_covered_on: ending.last_covered_on,
        });
        WarrantyExpiry {
            as_of: self.claimed.today,
            contract_reference: first.contract.reference.clone(),
            contract_title: first.contract.title.clone(),
            covers: covers.collect(),
            claim_link: None,
        }
    }

    pub(super) fn claim_filed(&self, facts: &ClaimFacts) -> ClaimFiled {
        ClaimFiled {
            claim_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            deliverable: facts.deliverable.in_locale(self.locale()).to_owned(),
            description: facts.description.clone(),
            defect_on: facts.defect_on,
            filed_on: facts.filed_on,
            last_covered_on: facts.last_covered_on,
            is_covered: facts.is_covered,
            rule: self.rule(facts),
            response_hours: promised(facts),
        }
    }

    fn rule(&self, facts: &ClaimFacts) -> Option<String> {
        facts.rule.as_ref().map(|rule| rule.in_locale(self.locale()).to_owned())
    }

    pub(super) fn claim_triaged(&self, facts: &ClaimFacts) -> ClaimTriaged {
        ClaimTriaged {
            claim_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            deliverable: facts.deliverable.in_locale(self.locale()).to_owned(),
            filed_on: facts.filed_on,
            rule: self.rule(facts),
            reason: facts.verdict_reason.clone(),
        }
    }

    pub(super) fn claim_asked(&self, facts: &ClaimFacts) -> ClaimAsked {
        ClaimAsked {
            claim_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            deliverable: facts.deliverable.in_locale(self.locale()).to_owned(),
            filed_on: facts.filed_on,
            question: facts.said.clone().map(|(_, words)| words).unwrap_or_default(),
        }
    }

    pub(super) fn claim_reopened(&self, facts: &ClaimFacts) -> ClaimReopened {
        let (reopened_on, reason) = facts.said.clone().unwrap_or((self.claimed.today, String::new()));
        ClaimReopened {
            claim_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            deliverable: facts.deliverable.in_locale(self.locale()).to_owned(),
            filed_on: facts.filed_on,
            reopened_on,
            reason,
            response_hours: promised(facts),
        }
    }

    pub(super) fn ticket_answered(facts: &TicketFacts) -> TicketAnswered {
        TicketAnswered {
            ticket_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            title: facts.title.clone(),
            opened_on: facts.opened_on,
            answer: facts.answer.clone(),
        }
    }

    pub(super) fn claim_answered(&self, facts: &ClaimFacts) -> ClaimResolved {
        let (answered_on, answer) = facts.answer.clone().unwrap_or((self.claimed.today, String::new()));
        let verdict = match facts.state {
            ClaimState::Rejected => Verdict::Rejected,
            ClaimState::Filed
            | ClaimState::Triaged
            | ClaimState::InWork
            | ClaimState::Resolved
            | ClaimState::Confirmed => Verdict::Resolved,
        };
        ClaimResolved {
            claim_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            deliverable: facts.deliverable.in_locale(self.locale()).to_owned(),
            filed_on: facts.filed_on,
            answered_on,
            verdict,
            rule: self.rule(facts),
            answer,
            follow_on_until: facts.follow_on_until,
        }
    }
}

/// A claim from before there were clocks was promised what is usual.
fn promised(facts: &ClaimFacts) -> i32 {
    facts.response_hours.unwrap_or(USUAL_RESPONSE_HOURS.cast_signed())
}
