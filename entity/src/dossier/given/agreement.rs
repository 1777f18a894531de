//! Texts of a contract and who signed them, for tables of cases.

use super::{nine, paper};
use crate::agreement::content::Content;
use crate::agreement::party::Party;
use crate::agreement::{contract_signature, contract_text};
use crate::calendar::working_day::tests::on;
use crate::catalogue::offer::Workflow;
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
        let text = contract_text::Model {
            id: ContractTextId::new(),
            contract_id: contract.id,
            number,
            document_id: document.id,
            content: Content {
                reference: contract.reference.clone(),
                title: contract.title.clone(),
                quote_reference: None,
                clauses: Vec::new(),
                special_terms: None,
                scope: Vec::new(),
                currency: contract.currency,
                net_minor: contract.net_minor,
                vat_minor: contract.vat_minor,
                total_minor: contract.total_minor,
                instalments: Vec::new(),
                working_days: None,
                workflow: Workflow::default(),
                response_hours: 8,
                warranty_terms: contract.warranty_terms.clone(),
            },
            content_hash: String::new(),
            drawn_up_on: on("2026-03-01"),
            created_at: nine("2026-03-01"),
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
