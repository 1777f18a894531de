//! Rule: which contracts somebody sees. Everything that hangs on a contract is seen with it.

use super::{assignment, contract};
use crate::access::Viewer;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

/// The contracts the viewer sees, as a condition on the contract's columns: admins and accountants all, other staff
/// those they are assigned to, customers their own, visitors none.
pub fn visible_to(viewer: Viewer) -> Condition {
    if viewer.sees_all_contracts() {
        return Condition::all();
    }
    let condition = match viewer {
        Viewer::Customer { customer_id, .. } => contract::Column::CustomerId.eq(customer_id),
        Viewer::Staff { person_id, .. } => Expr::exists(
            Query::select()
                .expr(Expr::val(1))
                .from(assignment::Entity)
                .and_where(
                    Expr::col((assignment::Entity, assignment::Column::ContractId))
                        .equals((contract::Entity, contract::Column::Id)),
                )
                .and_where(assignment::Column::PersonId.eq(person_id))
                .to_owned(),
        ),
        Viewer::Visitor | Viewer::Admin { .. } | Viewer::System => contract::Column::Id.is_null(),
    };
    Condition::all().add(condition)
}

/// The same on a column of another table that holds a contract's id.
pub fn of_visible(viewer: Viewer, contract_id: impl ColumnTrait) -> Condition {
    if viewer.sees_all_contracts() {
        return Condition::all();
    }
    Condition::all().add(contract_id.in_subquery(visible_ids(viewer)))
}

fn visible_ids(viewer: Viewer) -> SelectStatement {
    contract::Entity::find().select_only().column(contract::Column::Id).filter(visible_to(viewer)).into_query()
}
