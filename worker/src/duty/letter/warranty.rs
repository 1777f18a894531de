//! Letters about warranties and claims (P5, S7).

use entity::notice::facts::{ClaimFacts, EndingFacts};
use entity::warranty::claim_state::ClaimState;

use super::Writer;
use crate::notice::claim_filed::ClaimFiled;
use crate::notice::claim_resolved::{ClaimResolved, Verdict};
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
        }
    }

    pub(super) fn claim_answered(&self, facts: &ClaimFacts) -> ClaimResolved {
        let (answered_on, answer) = facts.answer.clone().unwrap_or((self.claimed.today, String::new()));
        let verdict = match facts.state {
            ClaimState::Rejected => Verdict::Rejected,
            ClaimState::Filed | ClaimState::Resolved => Verdict::Resolved,
        };
        ClaimResolved {
            claim_reference: facts.reference.clone(),
            contract_reference: facts.contract.reference.clone(),
            deliverable: facts.deliverable.in_locale(self.locale()).to_owned(),
            filed_on: facts.filed_on,
            answered_on,
            verdict,
            answer,
        }
    }
}
