//! The provider as clients see it.

use async_graphql::Object;
use entity::clock::Instant;
use entity::installation::provider;

/// The company that runs this installation: its contracts, its bank account, who signs for it.
#[derive(Clone, Debug)]
pub struct Provider(pub provider::Model);

/// The company that runs this installation: its contracts, its bank account, who signs for it.
#[Object]
impl Provider {
    /// Full name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Tax code ("mã số thuế").
    async fn tax_code(&self) -> &str {
        self.0.tax_code.as_str()
    }

    /// Registered address.
    async fn address(&self) -> &str {
        &self.0.address
    }

    /// Where customers write to.
    async fn email(&self) -> &str {
        self.0.email.as_str()
    }

    /// Where customers call.
    async fn phone(&self) -> &str {
        &self.0.phone
    }

    /// The bank that keeps the account.
    async fn bank_name(&self) -> &str {
        &self.0.bank_name
    }

    /// The bank's number with NAPAS: six digits.
    async fn bank_bin(&self) -> &str {
        &self.0.bank_bin
    }

    /// The account that customers pay into.
    async fn bank_account(&self) -> &str {
        &self.0.bank_account
    }

    /// Whose account it is, as the bank writes it.
    async fn bank_holder(&self) -> &str {
        &self.0.bank_holder
    }

    /// Who signs for the provider.
    async fn signatory_name(&self) -> &str {
        &self.0.signatory_name
    }

    /// As what they sign.
    async fn signatory_title(&self) -> &str {
        &self.0.signatory_title
    }

    /// Rises with every change; for `expectedVersion`.
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When it was changed last.
    async fn updated_at(&self) -> Instant {
        self.0.updated_at
    }
}
