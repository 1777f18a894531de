//! Letters about a contract as such: its text waits, it is signed, it ends early or is given up (S2, C5).

use entity::notice::facts::{Enclosure, EndedFacts, OfferedFacts, SignedFacts};

use super::Writer;
use crate::notice::contract_ended::{ContractEnded, Settled};
use crate::notice::contract_offered::ContractOffered;
use crate::notice::contract_signed::ContractSigned;

impl Writer<'_> {
    pub(super) fn contract_offered(facts: &OfferedFacts) -> ContractOffered {
        ContractOffered {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            number: facts.number,
            total: facts.total,
            is_enclosed: matches!(facts.enclosure, Enclosure::Ready(_)),
        }
    }

    pub(super) fn contract_signed(facts: &SignedFacts) -> ContractSigned {
        ContractSigned {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            signed_on: facts.signed_on,
            total: facts.total,
        }
    }

    pub(super) fn contract_ended(facts: &EndedFacts) -> ContractEnded {
        let settled = facts.settled.iter().map(|part| Settled {
            instalment: part.instalment.label.clone(),
            written_off: part.written_off,
            outstanding: part.outstanding,
            due_on: part.instalment.due_on,
        });
        ContractEnded {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            ended_on: facts.ended_on,
            reason: facts.reason.clone(),
            note: facts.note.clone(),
            settled: settled.collect(),
        }
    }
}
