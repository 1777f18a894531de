//! `updateProvider`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::installation::provider::Profile;
use entity::installation::record;

use super::object::Provider;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// The whole profile at once.
#[derive(InputObject)]
pub struct UpdateProviderInput {
    /// Full name, 1 to 200 characters.
    pub name: String,
    /// Tax code; its check digit is checked.
    pub tax_code: String,
    /// Registered address.
    pub address: String,
    /// Where customers write to.
    pub email: String,
    /// Where customers call.
    pub phone: String,
    /// The bank that keeps the account.
    pub bank_name: String,
    /// The bank's number with NAPAS: six digits.
    pub bank_bin: String,
    /// The account: 1 to 19 letters and digits.
    pub bank_account: String,
    /// Whose account it is, as the bank writes it.
    pub bank_holder: String,
    /// Who signs for the provider.
    pub signatory_name: String,
    /// As what they sign.
    pub signatory_title: String,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The profile as it is now.
#[derive(SimpleObject)]
pub struct UpdateProviderPayload {
    /// With the changes.
    pub provider: Provider,
}

/// Changes the provider's profile. Admins do.
pub async fn run(ctx: &Context<'_>, input: UpdateProviderInput) -> Result<UpdateProviderPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let version = input.expected_version;
    let profile = input.profile();
    let work = desk.write(async |write| record::update_provider(write, &desk.by, &profile, version).await);
    Ok(UpdateProviderPayload { provider: Provider(work.await?) })
}

impl UpdateProviderInput {
    fn profile(self) -> Profile {
        Profile {
            name: self.name,
            tax_code: self.tax_code,
            address: self.address,
            email: self.email,
            phone: self.phone,
            bank_name: self.bank_name,
            bank_bin: self.bank_bin,
            bank_account: self.bank_account,
            bank_holder: self.bank_holder,
            signatory_name: self.signatory_name,
            signatory_title: self.signatory_title,
        }
    }
}
