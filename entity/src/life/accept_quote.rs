//! Record: the customer's signatory accepts a quote, and the contract is drafted (S2, P1).

use crate::access::{By, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::billing::instalment;
use crate::calendar;
use crate::calendar::working_day::Calendar;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::{assignment, contract, deliverable};
use crate::database::{Write, insert_named};
use crate::document;
use crate::inquiry;
use crate::quote::quote::{ActiveModel, Model, Ticked};
use crate::quote::record::{Held, Which, hold, moved, stop_reminding, store, tell, tell_answer};
use crate::quote::record_ending::signatory;
use crate::quote::state::Event;
use crate::quote::totals::Totals;
use crate::refusal::{Done, Mistakes, Refusal, Unmet, Words};
use crate::value::id::{ContractId, DeliverableId, InstalmentId, PersonId};
use crate::value::reference::Prefix;
use crate::value::text::folded;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// What somebody accepts.
#[derive(Clone, Debug)]
pub struct QuoteAcceptance {
    /// Which version.
    pub which: Which,
    /// The hash of what they read; another content is not accepted.
    pub content_hash: String,
    /// The optional lines they take, by their place from 1.
    pub ticked: Vec<i32>,
    /// Whether they consent to what departs from their selection; needed where something does (P1).
    pub consents_to_departures: bool,
    /// The network address they do it from.
    pub from: String,
}

/// The customer's signatory accepts exactly what they read: the inquiry is won, and its contract is drafted with the
/// deliverables and instalments of the quote, in one transaction.
///
/// Refuses everybody else, a quote they do not see, one that is not with them any more or has expired, a stale version,
/// another content than the one that was sent, ticks on lines that are not optional, a departure that is not consented
/// to, and, unmet, a quote whose paper is not frozen. What was accepted is `AlreadyDone`.
pub async fn accept_quote(write: &Write, by: &By, acceptance: &QuoteAcceptance) -> Result<Done<Model>, Refusal> {
    let decided_by = signatory(by.viewer)?;
    let Held { inquiry, quote: before } = hold(write, by, acceptance.which.id).await?;
    let event = (Event::Accept, acceptance.which.expected_version);
    let Some(state) = moved(by, &before, event)? else { return Ok(Done::AlreadyDone(before)) };
    acceptance.check(&before)?;
    let document_sha256 = frozen_paper(write, &before).await?;
    let won = (inquiry::state::Event::Win, "inquiry.won");
    let inquiry = inquiry::record::move_on(write, by, &inquiry, won).await?;
    let mut ticked = acceptance.ticked.clone();
    ticked.sort_unstable();
    ticked.dedup();
    let change = ActiveModel {
        state: Set(state),
        ticked: Set(Ticked(ticked)),
        decided_at: Set(Some(by.now)),
        decided_by: Set(Some(decided_by)),
        decided_from: Set(Some(acceptance.from.clone())),
        document_sha256: Set(Some(document_sha256)),
        ..ActiveModel::default()
    };
    let after = store(write, &before, change).await?;
    stop_reminding(write, by, &after).await?;
    tell(write, by, (Some(&before), &after), ("quote.accepted", None)).await?;
    tell_answer(write, by, &inquiry, &after).await?;
    draft_contract(write, by, (&after, inquiry.assigned_to)).await?;
    Ok(Done::Now(after))
}

impl QuoteAcceptance {
    fn check(&self, quote: &Model) -> Result<(), Refusal> {
        let mut mistakes = Mistakes::default();
        if self.content_hash != quote.content_hash {
            let words = Words::new(
                "Nội dung này không phải nội dung đã gửi: hãy tải lại báo giá.",
                "This is not the content that was sent: load the quote again.",
            );
            mistakes.note("contentHash", "OTHER_CONTENT", words);
        }
        for (at, place) in self.ticked.iter().enumerate() {
            let line = usize::try_from(place.saturating_sub(1)).ok().and_then(|place| quote.content.lines.get(place));
            if !line.is_some_and(|line| line.is_optional) {
                let words = Words::new("Dòng này không phải tuỳ chọn.", "This is no optional line.");
                mistakes.note(format!("tickedLines.{at}"), "NOT_OPTIONAL", words);
            }
        }
        if quote.content.has_departures() && !self.consents_to_departures {
            let words = Words::new(
                "Báo giá khác với lựa chọn của khách hàng: cần xác nhận đồng ý.",
                "The quote departs from what was selected: the consent to that is needed.",
            );
            mistakes.note("consentsToDepartures", "NO_CONSENT", words);
        }
        mistakes.finish()
    }
}

/// The hash of the paper that is accepted; unmet until there is one.
async fn frozen_paper(write: &Write, quote: &Model) -> Result<String, Refusal> {
    let paper = document::of_subject(write.on(), Viewer::System, (document::Kind::Quote, quote.id.0)).await?;
    paper.and_then(|paper| paper.sha256).ok_or_else(|| {
        let words = Words::new(
            "Bản PDF của báo giá chưa lập xong: hãy thử lại sau ít phút.",
            "The paper of the quote is not made yet: try again in a few minutes.",
        );
        Refusal::Unmet(vec![Unmet { clause: "S2", code: "NOT_FROZEN", words }])
    })
}

/// The contract takes the id of its inquiry: one chain of the trail tells the whole dossier.
async fn draft_contract(write: &Write, by: &By, (quote, staff): (&Model, Option<PersonId>)) -> Result<(), Refusal> {
    let totals = quote.content.totals(&quote.ticked.0)?;
    let contract = insert_contract(write, by, quote, &totals).await?;
    insert_scope(write, &contract, quote).await?;
    insert_schedule(write, by, (&contract, quote, &calendar::read(write.on()).await?)).await?;
    if let Some(person_id) = staff {
        let row = assignment::Model { contract_id: contract.id, person_id, assigned_at: by.now };
        assignment::Entity::insert(row.into_active_model()).exec_without_returning(write.on()).await?;
    }
    audit::record(write, &by.actor, by.now, drafted(&contract, quote)).await?;
    Ok(())
}

async fn insert_contract(write: &Write, by: &By, quote: &Model, totals: &Totals) -> Result<contract::Model, DbErr> {
    let row = contract::Model {
        id: ContractId(quote.inquiry_id.0),
        reference: String::new(),
        customer_id: quote.customer_id,
        title: quote.content.title.clone(),
        title_folded: folded(&quote.content.title),
        state: Lifecycle::Draft,
        version: 1,
        currency: quote.content.currency,
        net_minor: totals.net.minor(),
        vat_minor: totals.vat.minor(),
        total_minor: totals.total.minor(),
        warranty_terms: quote.content.terms.clone(),
        signed_on: None,
        started_on: None,
        finished_on: None,
        accepted_on: None,
        liquidated_on: None,
        closed_on: None,
        cancelled_on: None,
        terminated_on: None,
        ending_reason: None,
        settlement_note: None,
        created_at: by.now,
    };
    insert_named::<contract::Entity>(write, (Prefix::Contract, by.today()), contract::Column::Reference, |reference| {
        contract::Model { reference, ..row.clone() }
    })
    .await
}

async fn insert_scope(write: &Write, contract: &contract::Model, quote: &Model) -> Result<(), DbErr> {
    let rows = (1..).zip(quote.content.delivered(&quote.ticked.0)).map(|(position, line)| {
        let row = deliverable::Model {
            id: DeliverableId::new(),
            contract_id: contract.id,
            position,
            package_id: line.package_id,
            name_vi: line.name.vi.clone(),
            name_en: line.name.en.clone(),
            net_minor: line.net_minor,
            vat_category: line.vat_category,
            vat_rate_basis_points: line.vat_rate_basis_points,
            vat_minor: line.vat_minor,
            warranty_months: line.warranty_months,
        };
        row.into_active_model()
    });
    deliverable::Entity::insert_many(rows).exec_without_returning(write.on()).await?;
    Ok(())
}

/// The days are those expected at acceptance; signing fixes them.
async fn insert_schedule(
    write: &Write,
    by: &By,
    (contract, quote, calendar): (&contract::Model, &Model, &Calendar),
) -> Result<(), Refusal> {
    let schedule = quote.content.schedule(contract.total(), (by.today(), calendar))?;
    let rows = (1..).zip(schedule).map(|(number, due)| {
        let row = instalment::Model {
            id: InstalmentId::new(),
            contract_id: contract.id,
            number,
            label: due.part.label.vi.clone(),
            amount_minor: due.amount.minor(),
            agreed_due_on: due.on,
            due_on: calendar.on_or_after(due.on),
        };
        row.into_active_model()
    });
    instalment::Entity::insert_many(rows).exec_without_returning(write.on()).await?;
    Ok(())
}

fn drafted(contract: &contract::Model, quote: &Model) -> Fact<'static> {
    Fact {
        chain: Chain::Dossier(contract.id),
        action: "contract.drafted",
        subject: ("contract", contract.id.0),
        before: Value::Null,
        after: json!({
            "reference": contract.reference,
            "customerId": contract.customer_id,
            "title": contract.title,
            "state": contract.state,
            "quoteId": quote.id,
            "contentHash": quote.content_hash,
            "netMinor": contract.net_minor,
            "vatMinor": contract.vat_minor,
            "totalMinor": contract.total_minor,
        }),
        reason: None,
    }
}
