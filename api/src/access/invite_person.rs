//! `invitePerson`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::person::Role;
use entity::access::record_person::{self, NewPerson, Standing};
use entity::refusal::{Mistakes, Words};
use entity::value::id::CustomerId;

use super::object::{LocaleName, Person, RoleName};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::NodeId;

/// Somebody to let in.
#[derive(InputObject)]
pub struct InvitePersonInput {
    /// Full name.
    pub name: String,
    /// Where the invitation goes and what they sign in with.
    pub email: String,
    /// What they are to the provider.
    pub role: RoleName,
    /// The company of a customer's person; only and always for that role.
    pub customer_id: Option<ID>,
    /// Staff who enter money.
    #[graphql(default)]
    pub is_accountant: bool,
    /// A customer's person who signs and accepts for the company.
    #[graphql(default)]
    pub is_signatory: bool,
    /// The language of their mail.
    pub locale: LocaleName,
}

/// Who was invited.
#[derive(SimpleObject)]
pub struct InvitePersonPayload {
    /// The invitation is on its way to them.
    pub person: Person,
}

/// Enters a person and mails them an invitation. Admins invite anybody, staff the people of customers.
pub async fn run(ctx: &Context<'_>, input: InvitePersonInput) -> Result<InvitePersonPayload, ApiError> {
    let desk = ctx.desk()?.staff()?;
    let new = input.parse()?;
    let person = desk.write(async |write| record_person::invite(write, &desk.by, desk.machine_now, new).await).await?;
    Ok(InvitePersonPayload { person: Person(person) })
}

impl InvitePersonInput {
    fn parse(self) -> Result<NewPerson, ApiError> {
        let mut mistakes = Mistakes::default();
        let customer_id = self.customer_id.map(|id| NodeId("Customer").take(&mut mistakes, "customerId", &id));
        let role = Role::from(self.role);
        let standing = match (role, customer_id) {
            (Role::Customer, Some(id)) => {
                Standing::Customer { customer_id: CustomerId(id), is_signatory: self.is_signatory }
            }
            (Role::Customer, None) => {
                let words = Words::new(
                    "Người của khách hàng phải thuộc một công ty.",
                    "A customer's person belongs to a company.",
                );
                mistakes.note("customerId", "MISSING", words);
                Standing::Staff { is_accountant: false }
            }
            (Role::Staff, _) => Standing::Staff { is_accountant: self.is_accountant },
            (Role::Admin, _) => Standing::Admin,
        };
        let is_wrong = |flag: bool, right: Role| flag && role != right;
        if role != Role::Customer && customer_id.is_some() {
            let words = Words::new(
                "Chỉ người của khách hàng mới thuộc một công ty.",
                "Only a customer's person belongs to a company.",
            );
            mistakes.note("customerId", "NOT_A_CUSTOMER", words);
        }
        if is_wrong(self.is_accountant, Role::Staff) {
            let words = Words::new("Chỉ nhân viên mới có thể là kế toán.", "Only staff can be accountants.");
            mistakes.note("isAccountant", "NOT_STAFF", words);
        }
        if is_wrong(self.is_signatory, Role::Customer) {
            let words = Words::new(
                "Chỉ người của khách hàng mới ký thay khách hàng.",
                "Only a customer's person signs for it.",
            );
            mistakes.note("isSignatory", "NOT_A_CUSTOMER", words);
        }
        mistakes.finish()?;
        Ok(NewPerson { standing, name: self.name, email: self.email, locale: self.locale.into() })
    }
}
