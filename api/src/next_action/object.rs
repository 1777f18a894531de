//! Something to be done, as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entity::next_action::{Command, NextAction as Row};

use crate::agreement::signature::PartyName;
use crate::contract::object::Contract;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::dossier::subject::global_id;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::Day;

/// What the viewer has to do, the most urgent first.
#[derive(SimpleObject, Debug)]
pub struct NextActions {
    /// How many there are, of which `nodes` holds the first.
    pub total_count: usize,
    /// The most urgent ones.
    pub nodes: Vec<NextAction>,
}

/// Something to be done by the viewer, or, for admins, by whom it is.
#[derive(Clone, Debug)]
pub struct NextAction {
    row: Row,
    page: Arc<ContractPage>,
}

impl NextAction {
    /// One of those under the contracts of a page, or before there is one.
    pub fn new(row: Row, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }
}

/// Something to be done by the viewer, or, for admins, by whom it is.
#[Object]
impl NextAction {
    /// The clause of the terms it comes from: P1 to P6, C1 to C6, S1 to S7.
    async fn clause(&self) -> &str {
        self.row.action.clause
    }

    /// Whose it is to do.
    async fn owner(&self) -> PartyName {
        self.row.action.doer.party().into()
    }

    /// What is to be done.
    async fn what(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(self.row.action.what.in_locale(ctx.desk()?.locale))
    }

    /// Why, with the day, the sum or the number.
    async fn reason(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(self.row.action.reason.in_locale(ctx.desk()?.locale))
    }

    /// The last day for it; null when nothing sets one.
    async fn due_on(&self) -> Option<Day> {
        self.row.action.due.on.map(Day)
    }

    /// Whether the day, or the hour that was promised, has passed.
    async fn overdue(&self) -> bool {
        self.row.action.due.is_overdue
    }

    /// The mutation that does it, such as `acceptQuote`; null where it is done elsewhere, such as a bank transfer.
    async fn mutation(&self) -> Option<&str> {
        self.row.action.command.map(Command::name)
    }

    /// Global id of what it is about: what the mutation names.
    async fn subject(&self) -> ID {
        global_id(self.row.action.subject)
    }

    /// The contract it is under; null before there is one.
    async fn contract(&self, ctx: &Context<'_>) -> Nullable<Contract> {
        let read = async {
            let Some(id) = self.row.contract_id else { return Ok(None) };
            let row = self.page.contract(ctx.desk()?, id).await?.clone();
            Ok(Some(Contract::new(row, &self.page)))
        };
        nullable(read).await
    }

    /// The reference of the contract, or of the inquiry before there is one.
    async fn reference(&self) -> &str {
        &self.row.reference
    }

    /// What the contract, the quote or the inquiry is about.
    async fn title(&self) -> &str {
        &self.row.title
    }
}

#[cfg(test)]
mod tests {
    use super::Command;
    use sea_orm::Iterable;

    #[test]
    fn every_command_is_a_mutation() {
        let schema = crate::schema::text();
        let mutations = schema.split("type Mutation {").nth(1).and_then(|rest| rest.split("\n}").next()).unwrap();
        for command in Command::iter() {
            assert!(mutations.contains(&format!("\t{}(", command.name())), "{command:?}");
        }
    }
}
