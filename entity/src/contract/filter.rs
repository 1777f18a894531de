//! Finders of lists of contracts: by keyset, over indexes that serve each order.

use super::contract::{Column, Entity, Model};
use super::lifecycle::Lifecycle;
use super::scope::visible_to;
use crate::access::Viewer;
use crate::billing::instalment::{is_overdue, is_owing};
use crate::clock::Instant;
use crate::database::window::{Rows, Window};
use crate::refusal::{Refusal, Words};
use crate::value::id::{ContractId, CustomerId};
use crate::value::text::{folded, like_escaped};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{LikeExpr, ValueTuple};
use sea_orm::{Condition, Iterable, PaginatorTrait, QueryOrder, QuerySelect, Value};
use serde::{Deserialize, Serialize};

/// Which contracts are asked for; an empty filter asks for all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those in one of these states; empty means any.
    pub states: Vec<Lifecycle>,
    /// Only this company's.
    pub customer_id: Option<CustomerId>,
    /// Only those with this text in their title (case and diacritics do not count) or in their reference.
    pub search: Option<String>,
    /// Only those signed on this day or later.
    pub signed_from: Option<NaiveDate>,
    /// Only those signed on this day or earlier.
    pub signed_to: Option<NaiveDate>,
    /// Only those of which something is overdue on this day.
    pub overdue_on: Option<NaiveDate>,
}

/// How a list of contracts is ordered. By signing, contracts that are not signed are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest entry first.
    #[default]
    CreatedDesc,
    /// The oldest entry first.
    CreatedAsc,
    /// The newest signature first.
    SignedDesc,
    /// The oldest signature first.
    SignedAsc,
}

/// A contract's place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Position {
    /// In a list by entry.
    Created(Instant, ContractId),
    /// In a list by signature.
    Signed(NaiveDate, ContractId),
}

impl From<Position> for ValueTuple {
    fn from(position: Position) -> Self {
        match position {
            Position::Created(at, id) => Self::Two(at.into(), id.into()),
            Position::Signed(on, id) => Self::Two(on.into(), id.into()),
        }
    }
}

impl Position {
    fn day_or_moment(self) -> Value {
        match self {
            Self::Created(at, _) => at.into(),
            Self::Signed(on, _) => on.into(),
        }
    }
}

impl Order {
    /// Where that contract stands in such a list; `None` for one that is not in it.
    pub fn position_of(self, contract: &Model) -> Option<Position> {
        match self {
            Self::CreatedDesc | Self::CreatedAsc => Some(Position::Created(contract.created_at, contract.id)),
            Self::SignedDesc | Self::SignedAsc => contract.signed_on.map(|on| Position::Signed(on, contract.id)),
        }
    }

    /// Which contracts are in such a list at all.
    fn condition(self) -> Condition {
        Condition::all().add_option(self.is_by_signature().then(|| Column::SignedOn.is_not_null()))
    }

    fn is_by_signature(self) -> bool {
        match self {
            Self::CreatedDesc | Self::CreatedAsc => false,
            Self::SignedDesc | Self::SignedAsc => true,
        }
    }

    fn is_descending(self) -> bool {
        match self {
            Self::CreatedDesc | Self::SignedDesc => true,
            Self::CreatedAsc | Self::SignedAsc => false,
        }
    }

    fn fits(self, position: Position) -> bool {
        match position {
            Position::Created(..) => !self.is_by_signature(),
            Position::Signed(..) => self.is_by_signature(),
        }
    }
}

/// A page of contracts. Refuses a position that belongs to another order.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    (filter, order): (&Filter, Order),
    window: Window<Position>,
) -> Result<Rows<Model>, Refusal> {
    for (field, position) in [("after", window.after), ("before", window.before)] {
        if position.is_some_and(|position| !order.fits(position)) {
            let words = Words::new(
                "Con trỏ thuộc về một danh sách có thứ tự khác.",
                "The cursor belongs to a list in another order.",
            );
            return Err(Refusal::invalid(field, "WRONG_CURSOR", words));
        }
    }
    let column = if order.is_by_signature() { Column::SignedOn } else { Column::CreatedAt };
    let reach = window.reach(column, order.is_descending(), |position| position.day_or_moment());
    let select = Entity::find().filter(filter.condition(viewer)).filter(order.condition()).filter(reach);
    let mut list = select.cursor_by((column, Column::Id));
    if order.is_descending() {
        list.desc();
    }
    Ok(window.over(list, connection).await?)
}

/// How many contracts such a list has of those the viewer may see.
pub async fn count(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    (filter, order): (&Filter, Order),
) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).filter(order.condition()).count(connection).await
}

/// The contracts under which somebody may still have to do something: those that are not over, and of the others those of
/// which something is owed. The newest ones, `limit` at most, as far as the viewer may see them.
pub async fn newest_open(connection: &impl ConnectionTrait, viewer: Viewer, limit: u64) -> Result<Vec<Model>, DbErr> {
    let going_on = Column::State.is_in(Lifecycle::iter().filter(|state| !state.is_over()));
    Entity::find()
        .filter(visible_to(viewer))
        .filter(Condition::any().add(going_on).add(is_owing()))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(connection)
        .await
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        let states = (!self.states.is_empty()).then(|| Column::State.is_in(self.states.iter().copied()));
        let search = self.search.as_ref().map(|text| {
            let title = format!("%{}%", like_escaped(&folded(text)));
            let reference = format!("%{}%", like_escaped(&text.trim().to_uppercase()));
            Condition::any()
                .add(Column::TitleFolded.like(LikeExpr::new(title).escape('\\')))
                .add(Column::Reference.like(LikeExpr::new(reference).escape('\\')))
        });
        visible_to(viewer)
            .add_option(states)
            .add_option(self.customer_id.map(|id| Column::CustomerId.eq(id)))
            .add_option(search)
            .add_option(self.signed_from.map(|on| Column::SignedOn.gte(on)))
            .add_option(self.signed_to.map(|on| Column::SignedOn.lte(on)))
            .add_option(self.overdue_on.map(is_overdue))
    }
}
