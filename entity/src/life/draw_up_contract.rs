//! Record: the text of a contract is drawn up from the clause library, for both to sign (S2).

use super::moving::wrong_state;
use super::papers::contract_paper;
use crate::access::{By, Permission, Viewer};
use crate::agreement::content::{ClauseText, Content, DueText, InstalmentText, ScopeLine};
use crate::agreement::record_text::{DrawnUp, text_drawn_up};
use crate::agreement::{clause, contract_text};
use crate::billing::instalment;
use crate::billing::owed::owed;
use crate::catalogue::offer::Workflow;
use crate::contract::contract::Model;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::record::{at_version, lock, touch};
use crate::contract::{care_terms, deliverable};
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content as Letter, who_signs};
use crate::quote::quote;
use crate::quote::state::State;
use crate::refusal::{Mistakes, Refusal, Words};
use crate::value::id::{ContractId, InquiryId};

const LONGEST_TERMS: usize = 8_000;

/// A text to draw up, as somebody asks for it.
#[derive(Clone, Debug)]
pub struct DrawingUp {
    /// For which contract.
    pub contract_id: ContractId,
    /// The version it was read at, if it matters.
    pub expected_version: Option<i64>,
    /// What both agreed on for this contract alone, up to 8,000 characters, in the language of the contract.
    pub special_terms: Option<String>,
}

/// Draws up another version of the text, from the clauses as they stand in the library now, and sends it to the customer's
/// signatories for signing. Who signed an earlier version signs again: that one holds nothing any more.
///
/// Refuses a contract the viewer does not see, one that is signed or over, a stale version, and terms that are too long.
pub async fn draw_up_contract(write: &Write, by: &By, wanted: &DrawingUp) -> Result<Model, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let contract = lock(write, by.viewer, wanted.contract_id, None).await?;
    if contract.state != Lifecycle::Draft {
        return Err(wrong_state(&contract, &Words::new("soạn lại văn bản của", "draw up the text of")));
    }
    at_version(&contract, wanted.expected_version)?;
    let mut mistakes = Mistakes::default();
    let terms = mistakes.optional_lines("specialTerms", wanted.special_terms.as_deref(), LONGEST_TERMS);
    mistakes.finish()?;
    text_of(write, by, (&contract, terms)).await?;
    Ok(touch(write, &contract).await?)
}

/// Draws up the next version of a draft's text, has its paper made in the customer's language, and sends that to the
/// signatories. The caller holds the contract's lock, or has just made it.
pub(super) async fn text_of(
    write: &Write,
    by: &By,
    (contract, special_terms): (&Model, Option<String>),
) -> Result<(), Refusal> {
    let earlier = contract_text::newest(write.on(), contract.id).await?;
    let number = earlier.map_or(1, |earlier| earlier.number.saturating_add(1));
    let content = content(write, contract, special_terms).await?;
    let paper = contract_paper(write, by, (contract, number)).await?;
    let drawn_up = DrawnUp { number, content, document_id: paper.id };
    text_drawn_up(write, by, contract, drawn_up).await?;
    for to in who_signs(write.on(), contract.customer_id).await? {
        plan_about(write, by.now, contract, (Letter::ContractOffered { document_id: paper.id }, to)).await?;
    }
    Ok(())
}

async fn content(write: &Write, contract: &Model, special_terms: Option<String>) -> Result<Content, Refusal> {
    let inquiry = InquiryId(contract.id.0);
    let quotes = quote::of_inquiries(write.on(), Viewer::System, vec![inquiry]).await?;
    let quote = quotes.into_iter().find(|quote| quote.state == State::Accepted);
    let scope = deliverable::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let parts = owed(write.on(), Viewer::System, vec![contract.id]).await?;
    let care = care_terms::of_contract(write.on(), contract.id).await?;
    let clauses = clause::current(write.on()).await?;
    let workflow = quote.as_ref().map_or_else(Workflow::default, |quote| {
        let lines = quote.content.delivered(&quote.ticked.0);
        lines.fold(Workflow::default(), |whole, line| whole.followed_by(&line.workflow))
    });
    Ok(Content {
        reference: contract.reference.clone(),
        title: contract.title.clone(),
        working_days: quote.as_ref().map(|quote| quote.content.working_days),
        quote_reference: quote.map(|quote| quote.reference),
        clauses: clauses.into_iter().map(clause_text).collect(),
        special_terms,
        scope: scope.into_iter().map(scope_line).collect(),
        currency: contract.currency,
        net_minor: contract.net_minor,
        vat_minor: contract.vat_minor,
        total_minor: contract.total_minor,
        instalments: parts.into_iter().map(|part| instalment_text(part.instalment)).collect(),
        workflow,
        response_hours: care.response_hours,
        warranty_terms: contract.warranty_terms.clone(),
    })
}

fn clause_text(clause: clause::Model) -> ClauseText {
    let clause::Model { code, version, heading, body, .. } = clause;
    ClauseText { code, version, heading, body }
}

fn scope_line(line: deliverable::Model) -> ScopeLine {
    ScopeLine {
        name: Words::new(line.name_vi, line.name_en),
        net_minor: line.net_minor,
        vat_category: line.vat_category,
        vat_rate_basis_points: line.vat_rate_basis_points,
        vat_minor: line.vat_minor,
        warranty_months: line.warranty_months,
    }
}

fn instalment_text(part: instalment::Model) -> InstalmentText {
    let due = match part.trigger() {
        Some(trigger) => {
            DueText::Event { event: trigger.event, days: trigger.days, in_working_days: trigger.in_working_days }
        }
        None => DueText::Day { on: part.due_on },
    };
    InstalmentText { label: part.label, amount_minor: part.amount_minor, due }
}
