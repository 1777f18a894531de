//! Texts of a contract and who signed them, for tables of cases.

use super::{nine, paper};
use crate::agreement::party::Party;
use crate::agreement::{contract_signature, contract_text};
use crate::calendar::working_day::tests::on;
use crate::document::Kind;
use crate::document::state::State as Paper;
use crate::dossier::Dossier;
use crate::value::id::{ContractSignatureId, ContractTextId, PersonId};

impl Dossier {
    /// The next version of the text, signed by these.
    pub(crate) fn drawn_up(mut self, state: Paper, signed: &[Party]) -> Self {
        let contract = &self.contract;
        let number = i32::try_from(self.agreement.texts.len()).unwrap() + 1;
        let mut document = paper((Kind::Contract, contract.id.0), state, contract.id);
        document.version = number;
        let text = contract_text::Heading {
            id: ContractTextId::new(),
            contract_id: contract.id,
            number,
            document_id: document.id,
        };
        let signature = |party: &Party| contract_signature::Model {
            id: ContractSignatureId::new(),
            contract_id: contract.id,
            text_id: text.id,
            party: *party,
            document_sha256: "0".repeat(64),
            signer: "Trần Thị Lan".to_owned(),
            power_of_attorney: None,
            signed_on: on("2026-03-02"),
            scan_id: None,
            entered_by: PersonId::new(),
            entered_from: "203.0.113.7".to_owned(),
            entered_at: nine("2026-03-02"),
        };
        self.agreement.signatures.extend(signed.iter().map(signature));
        self.agreement.texts.push(text);
        self.papers.push(document);
        self
    }
}
