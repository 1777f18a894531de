//! Finders: what is still owed, of an instalment and by a customer; in one statement for many.

use super::outstanding::{self, Standing, outstanding};
use super::settlement::written_off_minor;
use super::{allocation, instalment, payment_reversal};
use crate::access::Viewer;
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::scope::visible_to;
use crate::value::currency::Currency;
use crate::value::id::{ContractId, CustomerId};
use crate::value::money::{Money, MoneyError};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Func, Query};
use sea_orm::{FromQueryResult, QueryOrder, QuerySelect};

/// An instalment with what was paid on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Which one.
    pub instalment: instalment::Model,
    /// What payments that stand were allocated to it.
    pub paid: Money,
    /// What of it is not owed any more, because the contract ended early and was settled so.
    pub written_off: Money,
    /// What is still owed of it; nothing before the contract is signed.
    pub outstanding: Money,
}

impl Owed {
    /// How it stands on a day.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        let settled = self.paid.minor().saturating_add(self.written_off.minor());
        if self.instalment.awaited().is_some() && settled < self.instalment.amount_minor {
            return Standing::NotYetDue;
        }
        outstanding::standing(self.outstanding, self.instalment.due_on, today)
    }
}

/// What a customer owes in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerOwed {
    /// Who.
    pub customer_id: CustomerId,
    /// Everything still owed, due or not.
    pub outstanding: Money,
    /// The part of it whose due day has passed.
    pub overdue: Money,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    instalment: instalment::Model,
    customer_id: CustomerId,
    currency: Currency,
    state: Lifecycle,
    paid_minor: i64,
    written_off_minor: i64,
}

/// The instalments of several contracts, in order, with what is owed of each; as far as the viewer may see them.
pub async fn owed(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Owed>, DbErr> {
    let rows =
        select(viewer).filter(contract::Column::Id.is_in(contract_ids)).into_model::<Row>().all(connection).await?;
    rows.into_iter().map(Row::owed).collect()
}

/// What several customers owe, a line per currency they owe in; as far as the viewer may see their contracts.
pub async fn by_customers(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    (customer_ids, today): (Vec<CustomerId>, NaiveDate),
) -> Result<Vec<CustomerOwed>, DbErr> {
    let open = Expr::col((instalment::Entity, instalment::Column::AmountMinor)).gt(settled_minor());
    let rows = select(viewer)
        .filter(contract::Column::CustomerId.is_in(customer_ids))
        .filter(open)
        .into_model::<Row>()
        .all(connection)
        .await?;
    let mut lines: Vec<CustomerOwed> = Vec::new();
    for row in rows {
        let customer_id = row.customer_id;
        let owed = row.owed()?;
        if !owed.outstanding.is_positive() {
            continue;
        }
        let overdue = match owed.standing(today) {
            Standing::Overdue { .. } => owed.outstanding,
            Standing::Settled | Standing::NotYetDue | Standing::Due => Money::zero(owed.outstanding.currency()),
        };
        let same = |line: &&mut CustomerOwed| {
            line.customer_id == customer_id && line.outstanding.currency() == overdue.currency()
        };
        match lines.iter_mut().find(same) {
            Some(line) => {
                line.outstanding = line.outstanding.plus(owed.outstanding).map_err(unreckonable)?;
                line.overdue = line.overdue.plus(overdue).map_err(unreckonable)?;
            }
            None => lines.push(CustomerOwed { customer_id, outstanding: owed.outstanding, overdue }),
        }
    }
    Ok(lines)
}

/// What of the instalment of the surrounding statement was paid or written off, in minor units.
pub(super) fn settled_minor() -> Expr {
    paid_minor().add(written_off_minor())
}

/// What payments that stand were allocated to the instalment of the surrounding statement, in minor units.
fn paid_minor() -> Expr {
    let allocated = Expr::col((allocation::Entity, allocation::Column::AmountMinor)).sum().cast_as("bigint");
    let allocations = Query::select()
        .expr(Func::coalesce([allocated, Expr::val(0_i64)]))
        .from(allocation::Entity)
        .left_join(
            payment_reversal::Entity,
            Expr::col((payment_reversal::Entity, payment_reversal::Column::PaymentId))
                .equals((allocation::Entity, allocation::Column::PaymentId)),
        )
        .and_where(
            Expr::col((allocation::Entity, allocation::Column::InstalmentId))
                .equals((instalment::Entity, instalment::Column::Id)),
        )
        .and_where(payment_reversal::Column::PaymentId.is_null())
        .to_owned();
    Expr::SubQuery(None, Box::new(allocations.into()))
}

fn select(viewer: Viewer) -> Select<instalment::Entity> {
    instalment::Entity::find()
        .inner_join(contract::Entity)
        .filter(visible_to(viewer))
        .column(contract::Column::CustomerId)
        .column(contract::Column::Currency)
        .column(contract::Column::State)
        .expr_as(paid_minor(), "paid_minor")
        .expr_as(written_off_minor(), "written_off_minor")
        .order_by_asc(instalment::Column::ContractId)
        .order_by_asc(instalment::Column::Number)
}

fn unreckonable(error: MoneyError) -> DbErr {
    DbErr::Custom(error.to_string())
}

impl Row {
    fn owed(self) -> Result<Owed, DbErr> {
        let paid = Money::new(self.paid_minor, self.currency);
        let written_off = Money::new(self.written_off_minor, self.currency);
        let still = outstanding(self.instalment.amount(self.currency), [paid, written_off]).map_err(unreckonable)?;
        let outstanding = if self.state.owes() { still } else { Money::zero(self.currency) };
        Ok(Owed { instalment: self.instalment, paid, written_off, outstanding })
    }
}
