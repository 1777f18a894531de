//! `addCustomer`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::party::record_customer;

use super::customer::Customer;
use super::customer_input::CustomerDetailsInput;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A company to enter.
#[derive(InputObject)]
pub struct AddCustomerInput {
    /// What is known of it.
    #[graphql(flatten)]
    pub details: CustomerDetailsInput,
}

/// The company that was entered.
#[derive(SimpleObject)]
pub struct AddCustomerPayload {
    /// As it is now.
    pub customer: Customer,
}

/// Enters a customer company. Staff do.
pub async fn run(ctx: &Context<'_>, input: AddCustomerInput) -> Result<AddCustomerPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepParties)?;
    let details = input.details.parse()?;
    let row = desk.write(async |write| record_customer::add_customer(write, &desk.by, details).await).await?;
    Ok(AddCustomerPayload { customer: Customer::alone(row) })
}
