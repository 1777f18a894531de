//! A ladder as clients see it.

use async_graphql::{Context, Enum, ID, SimpleObject};
use entity::access::Permission;
use entity::refusal::{Mistakes, Words};
use entity::reminder::ReminderKind;
use entity::reminder::ladder;
use entity::reminder::policy::{Reach, holding};
use entity::value::id::{ContractId, CustomerId};
use sea_orm::Iterable;

use super::kind::{ReminderKindName, ToneName};
use crate::contract::object::CONTRACT;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::party::customer::CUSTOMER;

/// For whom a ladder was set.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LadderScope {
    /// Nobody set it: it comes with the product.
    BuiltIn,
    /// Everybody for whom nothing nearer is set.
    Provider,
    /// All contracts of a customer.
    Customer,
    /// One contract.
    Contract,
}

/// One rung of a ladder.
#[derive(SimpleObject, Clone, Debug)]
pub struct LadderStep {
    /// Days from the day reminded of: -7 is a week before, 0 the day itself.
    offset_days: i32,
    /// In which tone it speaks.
    tone: ToneName,
}

/// A policy of reminding: on which days before and after somebody is told. Contract before customer before provider.
#[derive(SimpleObject, Clone, Debug)]
pub struct Ladder {
    /// What it reminds of.
    kind: ReminderKindName,
    /// For whom it was set.
    scope: LadderScope,
    /// The stages, the earliest first.
    steps: Vec<LadderStep>,
    /// The hour of sending, 0 to 23, in the recipient's zone.
    send_hour: i32,
    /// Whether a stage on a day off moves to a working day.
    working_days: bool,
}

impl Ladder {
    /// A ladder and for whom it was set; `None` for the built-in one.
    pub fn new(kind: ReminderKind, ladder: ladder::Ladder, reach: Option<Reach>) -> Self {
        let scope = match reach {
            None => LadderScope::BuiltIn,
            Some(Reach::Provider) => LadderScope::Provider,
            Some(Reach::Customer(_)) => LadderScope::Customer,
            Some(Reach::Contract(_)) => LadderScope::Contract,
        };
        let draft = ladder::Draft::from(ladder);
        let step = |stage: ladder::Stage| LadderStep { offset_days: stage.offset_days, tone: stage.tone.into() };
        Self {
            kind: kind.into(),
            scope,
            steps: draft.stages.into_iter().map(step).collect(),
            send_hour: draft.send_hour,
            working_days: draft.working_days,
        }
    }
}

/// The ladders that hold for a contract, a customer or, when neither is named, for everybody: one per kind. For those
/// who may administer.
pub async fn ladders(
    ctx: &Context<'_>,
    customer_id: Option<ID>,
    contract_id: Option<ID>,
) -> Result<Vec<Ladder>, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let reach = reach_of(customer_id.as_ref(), contract_id.as_ref())?;
    let mut ladders = Vec::new();
    for kind in ReminderKind::iter() {
        let found = holding(desk.read(), desk.by.viewer, (kind, reach)).await?;
        let (ladder, set_for) = found.ok_or(ApiError::NotFound)?;
        ladders.push(Ladder::new(kind, ladder, set_for));
    }
    Ok(ladders)
}

/// For whom, from the two ids of an input of which at most one is given.
pub(super) fn reach_of(customer_id: Option<&ID>, contract_id: Option<&ID>) -> Result<Reach, ApiError> {
    let mut mistakes = Mistakes::default();
    let reach = match (customer_id, contract_id) {
        (None, None) => Reach::Provider,
        (Some(id), None) => Reach::Customer(CustomerId(CUSTOMER.take(&mut mistakes, "customerId", id))),
        (None, Some(id)) => Reach::Contract(ContractId(CONTRACT.take(&mut mistakes, "contractId", id))),
        (Some(_), Some(_)) => {
            let words =
                Words::new("Chỉ cho một trong hai: khách hàng hoặc hợp đồng.", "Name either a customer or a contract.");
            mistakes.note("contractId", "ONE_OF_TWO", words);
            Reach::Provider
        }
    };
    mistakes.finish()?;
    Ok(reach)
}
