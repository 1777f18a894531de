//! A company as somebody enters it, the same whether it is new or changed.

use async_graphql::{ID, InputObject};
use entity::party::entering::CustomerInput;
use entity::refusal::Mistakes;
use entity::value::id::ParkId;

use super::customer::CustomerKindName;
use super::park::PARK;
use crate::access::object::LocaleName;
use crate::error::ApiError;

/// What is known of a company; the whole of it at once.
#[derive(InputObject)]
pub struct CustomerDetailsInput {
    /// Full name, 1 to 200 characters.
    pub name: String,
    /// Tax code; its check digit is checked, one company per code.
    pub tax_code: String,
    /// What decides the currencies it may agree on.
    pub kind: CustomerKindName,
    /// Registered address, 1 to 300 characters.
    pub address: String,
    /// The industrial park it is in.
    pub park_id: Option<ID>,
    /// Its plot there, up to 60 characters.
    pub plot: Option<String>,
    /// The person or department bills are addressed to.
    pub billing_name: String,
    /// Where bills go, when it is known.
    pub billing_email: Option<String>,
    /// Up to five further addresses that get a copy.
    #[graphql(default)]
    pub billing_cc: Vec<String>,
    /// The language of its mail.
    #[graphql(default_with = "LocaleName::Vi")]
    pub locale: LocaleName,
    /// The time zone in which the hour of sending is meant.
    #[graphql(default_with = "\"Asia/Ho_Chi_Minh\".to_owned()")]
    pub zone: String,
}

impl CustomerDetailsInput {
    pub(super) fn parse(self) -> Result<CustomerInput, ApiError> {
        let mut mistakes = Mistakes::default();
        let park_id = self.park_id.map(|id| ParkId(PARK.take(&mut mistakes, "parkId", &id)));
        mistakes.finish()?;
        Ok(CustomerInput {
            name: self.name,
            tax_code: self.tax_code,
            kind: self.kind.into(),
            address: self.address,
            park_id,
            plot: self.plot,
            billing_name: self.billing_name,
            billing_email: self.billing_email,
            billing_cc: self.billing_cc,
            locale: self.locale.into(),
            zone: self.zone,
        })
    }
}
