//! `acceptWork`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::acceptance::answering::Remaining;
use entity::access::Permission;
use entity::life::{Acceptance, accept_work};
use entity::refusal::Mistakes;
use entity::value::id::DeliverableId;

use super::answer::answer;
use crate::contract::deliverable::DELIVERABLE;
use crate::contract::object::Contract;
use crate::contract::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// An acceptance to enter.
#[derive(InputObject)]
pub struct AcceptWorkInput {
    /// Which contract.
    pub contract_id: ID,
    /// The completion report you read; CONFLICT when there is a newer one by now.
    pub report_id: ID,
    /// SHA-256 of the report as you read it; CONFLICT when it is not that of the frozen one.
    pub sha256: Option<String>,
    /// What remains to be done by the provider, 50 things at most: the deliverables named are not accepted yet, all
    /// others are. Nothing for an acceptance in full.
    #[graphql(default)]
    pub remaining: Vec<RemainingInput>,
    /// Who signed which paper, 1 to 500 characters; staff must say so, the customer's signatory need not.
    pub on_paper: Option<String>,
    /// The day the paper was signed, not in the future; today when it is not said. On line it is always today.
    pub on: Option<Day>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// Something that remains to be done.
#[derive(InputObject)]
pub struct RemainingInput {
    /// Of which deliverable.
    pub deliverable_id: ID,
    /// What, 1 to 500 characters.
    pub what: String,
    /// By the end of which day, as both agreed; not before the acceptance.
    pub due_on: Day,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct AcceptWorkPayload {
    /// Accepted; or finished as before when something remains.
    pub contract: Contract,
}

/// The customer accepts by the report they read, in full or in part, and the warranty of what is accepted begins (S6, P5).
/// The customer's signatory does; staff enter what was signed on paper.
pub async fn run(ctx: &Context<'_>, input: AcceptWorkInput) -> Result<AcceptWorkPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerForCustomer)?;
    let acceptance = input.parse()?;
    let done = desk.write(async |write| accept_work(write, &desk.by, &acceptance).await).await?;
    Ok(AcceptWorkPayload { contract: Contract::alone(done.into_inner()) })
}

impl AcceptWorkInput {
    fn parse(self) -> Result<Acceptance, ApiError> {
        let step = step(&self.contract_id, self.on, self.expected_version)?;
        let mut mistakes = Mistakes::default();
        let items = self.remaining.into_iter().enumerate().map(|(place, item)| {
            let field = format!("remaining.{place}.deliverableId");
            let deliverable_id = DeliverableId(DELIVERABLE.take(&mut mistakes, &field, &item.deliverable_id));
            Remaining { deliverable_id, what: item.what, due_on: item.due_on.0 }
        });
        let remaining = items.collect();
        let answer = answer(&mut mistakes, &self.report_id, (self.sha256, self.on_paper));
        mistakes.finish()?;
        Ok(Acceptance { step, answer, remaining })
    }
}
