//! Record: both sign that everything between them is settled ("thanh lý"); the warranty goes on.

use super::conditions::unsettled_at_liquidation;
use super::moving::{Step, day, latest_day, tell_step, wrong_state};
use super::papers::minutes_of_liquidation;
use super::silence::held;
use crate::access::{By, Permission, Viewer};
use crate::billing::owed::owed;
use crate::billing::{payment, payment_reversal};
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Lifecycle;
use crate::contract::record::{at_version, store};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::money::{Money, MoneyError};
use sea_orm::{ActiveValue::Set, DbErr};

/// The contract is liquidated: its own date, usually before the warranty ends and the contract is closed (design 4). Its
/// minutes are made for both to sign.
///
/// Refuses before acceptance, a day before it or in the future, and with everything at once that is not settled: each
/// instalment of which something is owed, and money received beyond what is owed (C5). What is liquidated is
/// `AlreadyDone`.
pub async fn liquidate_contract(write: &Write, by: &By, step: &Step) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let contract = held(write, by, step.contract_id).await?;
    if contract.liquidated_on.is_some() {
        return Ok(Done::AlreadyDone(contract));
    }
    if !may_be_liquidated(contract.state) {
        return Err(wrong_state(&contract, &Words::new("thanh lý", "liquidate")));
    }
    at_version(&contract, step.expected_version)?;
    let mut mistakes = Mistakes::default();
    let on = day(&mut mistakes, "on", (step.on, by.today()), latest_day(&contract));
    let on = mistakes.taken(on)?;
    let owed = owed(write.on(), Viewer::System, vec![contract.id]).await?;
    let reversals = payment_reversal::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let payments = payment::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let received = received(&contract, &payments, &reversals).map_err(|error| DbErr::Custom(error.to_string()))?;
    let unsettled = unsettled_at_liquidation(&owed, received, contract.total());
    if !unsettled.is_empty() {
        return Err(Refusal::Unmet(unsettled));
    }
    let change = ActiveModel { liquidated_on: Set(Some(on)), ..ActiveModel::default() };
    let after = store(write, &contract, change).await?;
    tell_step(write, by, (&contract, &after, on), ("contract.liquidated", None)).await?;
    minutes_of_liquidation(write, by, &after).await?;
    Ok(Done::Now(after))
}

/// What came in for the contract and was not reversed.
pub(crate) fn received(
    contract: &Model,
    payments: &[payment::Model],
    reversals: &[payment_reversal::Model],
) -> Result<Money, MoneyError> {
    let is_reversed = |payment: &payment::Model| reversals.iter().any(|reversal| reversal.payment_id == payment.id);
    let counted = payments.iter().filter(|payment| !is_reversed(payment));
    Money::sum(contract.currency, counted.map(|payment| payment.amount(contract.currency)))
}

/// Once the customer has accepted; a closed contract may still lack the paper.
fn may_be_liquidated(state: Lifecycle) -> bool {
    match state {
        Lifecycle::Accepted | Lifecycle::Closed => true,
        Lifecycle::Draft
        | Lifecycle::Signed
        | Lifecycle::Deploying
        | Lifecycle::Finished
        | Lifecycle::Cancelled
        | Lifecycle::Terminated => false,
    }
}
