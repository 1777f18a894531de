//! `updateCustomer`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::party::record_customer;
use entity::value::id::CustomerId;

use super::customer::{CUSTOMER, Customer};
use super::customer_input::CustomerDetailsInput;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A company as it is to be from now on.
#[derive(InputObject)]
pub struct UpdateCustomerInput {
    /// Which one.
    pub customer_id: ID,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
    /// All that is known of it.
    #[graphql(flatten)]
    pub details: CustomerDetailsInput,
}

/// The company that was changed.
#[derive(SimpleObject)]
pub struct UpdateCustomerPayload {
    /// As it is now.
    pub customer: Customer,
}

/// Changes what is known of a customer company. Staff do.
pub async fn run(ctx: &Context<'_>, input: UpdateCustomerInput) -> Result<UpdateCustomerPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepParties)?;
    let id = CUSTOMER.decode(&input.customer_id).map(CustomerId).ok_or(ApiError::NotFound)?;
    let which = (id, input.expected_version);
    let details = input.details.parse()?;
    let row = desk.write(async |write| record_customer::change_customer(write, &desk.by, which, details).await).await?;
    Ok(UpdateCustomerPayload { customer: Customer::alone(row) })
}
