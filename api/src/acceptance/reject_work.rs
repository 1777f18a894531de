//! `rejectWork`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::{Rejection, reject_work};
use entity::refusal::Mistakes;

use super::answer::answer;
use crate::contract::object::Contract;
use crate::contract::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A rejection to enter.
#[derive(InputObject)]
pub struct RejectWorkInput {
    /// Which contract.
    pub contract_id: ID,
    /// The completion report you read; CONFLICT when there is a newer one by now.
    pub report_id: ID,
    /// SHA-256 of the report as you read it; CONFLICT when it is not that of the frozen one.
    pub sha256: Option<String>,
    /// Why, 1 to 2,000 characters: the provider reads it.
    pub reason: String,
    /// Who signed which paper, 1 to 500 characters; staff must say so, the customer's signatory need not.
    pub on_paper: Option<String>,
    /// The day the paper was signed, not in the future; today when it is not said. On line it is always today.
    pub on: Option<Day>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct RejectWorkPayload {
    /// Under way again.
    pub contract: Contract,
}

/// The customer does not accept: work goes on, and is reported done another time with another report (S6). The customer's
/// signatory does; staff enter what was signed on paper.
pub async fn run(ctx: &Context<'_>, input: RejectWorkInput) -> Result<RejectWorkPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerForCustomer)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    let mut mistakes = Mistakes::default();
    let answer = answer(&mut mistakes, &input.report_id, (input.sha256, input.on_paper));
    mistakes.finish()?;
    let rejection = Rejection { step, answer, reason: input.reason };
    let done = desk.write(async |write| reject_work(write, &desk.by, &rejection).await).await?;
    Ok(RejectWorkPayload { contract: Contract::alone(done.into_inner()) })
}
