//! Who is told, as the key that makes a notice unique per recipient.

use crate::value::id::{CustomerId, InquiryId, PersonId};
use sea_orm::DeriveValueType;
use std::fmt::{Display, Formatter};
use std::str::FromStr;
use uuid::Uuid;

/// Who is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// One person, at the address they sign in with.
    Person(PersonId),
    /// A company, at its billing address with its copies.
    Billing(CustomerId),
    /// Whoever asked without signing in, at the address they left.
    Inquiry(InquiryId),
    /// The staff assigned to the notice's contract; without a contract or anybody assigned, all admins.
    Staff,
}

/// One recipient of one notice: a person, a company's billing contact, or whoever asked without signing in. Stored as
/// `PERSON:<id>`, `BILLING:<id>`, `INQUIRY:<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, DeriveValueType)]
#[sea_orm(value_type = "String", column_type = "Text")]
pub enum RecipientKey {
    /// One person.
    Person(PersonId),
    /// A company's billing contact.
    Billing(CustomerId),
    /// Whoever asked without signing in.
    Inquiry(InquiryId),
}

impl RecipientKey {
    /// The id of the person, the company or the inquiry.
    pub fn id(self) -> Uuid {
        match self {
            Self::Person(id) => id.0,
            Self::Billing(id) => id.0,
            Self::Inquiry(id) => id.0,
        }
    }
}

/// The text is no recipient's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no recipient's key such as PERSON:<id>")]
pub struct NotARecipient;

impl Display for RecipientKey {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(id) => write!(formatter, "PERSON:{id}"),
            Self::Billing(id) => write!(formatter, "BILLING:{id}"),
            Self::Inquiry(id) => write!(formatter, "INQUIRY:{id}"),
        }
    }
}

impl FromStr for RecipientKey {
    type Err = NotARecipient;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, id) = text.split_once(':').ok_or(NotARecipient)?;
        let id = Uuid::try_parse(id).map_err(|_| NotARecipient)?;
        match kind {
            "PERSON" => Ok(Self::Person(PersonId(id))),
            "BILLING" => Ok(Self::Billing(CustomerId(id))),
            "INQUIRY" => Ok(Self::Inquiry(InquiryId(id))),
            _ => Err(NotARecipient),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let (person, company) = (PersonId(Uuid::from_u128(7)), CustomerId(Uuid::nil()));
        let inquiry = InquiryId(Uuid::from_u128(9));
        for key in [RecipientKey::Person(person), RecipientKey::Billing(company), RecipientKey::Inquiry(inquiry)] {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        for wrong in ["", "PERSON", "PERSON:", "person:00000000-0000-0000-0000-000000000000", "STAFF:x"] {
            assert_eq!(wrong.parse::<RecipientKey>(), Err(NotARecipient));
        }
    }
}
