//! What hangs on a page of notices, each read once for all of them.

use std::sync::Arc;

use entity::access::person;
use entity::inquiry::inquiry;
use entity::notice::{Model, RecipientKey};
use entity::party::customer;
use entity::value::email::Email;
use entity::value::id::{CustomerId, InquiryId, PersonId};

use crate::contract::contracts::Contracts;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::mail::mails::Mails;
use crate::party::customers::Customers;
use crate::value::Relation;

/// The notices of a page and what hangs on them.
#[derive(Debug)]
pub struct NoticePage {
    person_ids: Vec<PersonId>,
    company_ids: Vec<CustomerId>,
    inquiry_ids: Vec<InquiryId>,
    people: Relation<PersonId, person::Model>,
    companies: Relation<CustomerId, customer::Model>,
    inquiries: Relation<InquiryId, inquiry::Model>,
    /// The mails that carry them.
    pub mails: Mails,
    /// The contracts they belong to.
    pub contracts: Contracts,
    /// The companies they concern.
    pub customers: Customers,
}

impl NoticePage {
    /// The page of these notices.
    pub fn of(rows: &[Model]) -> Arc<Self> {
        Arc::new(Self {
            person_ids: rows.iter().filter_map(|row| person_of(row.recipient)).collect(),
            company_ids: rows.iter().filter_map(|row| company_of(row.recipient)).collect(),
            inquiry_ids: rows.iter().filter_map(|row| inquiry_of(row.recipient)).collect(),
            people: Relation::default(),
            companies: Relation::default(),
            inquiries: Relation::default(),
            mails: Mails::to(rows.iter().filter_map(|row| row.mail_id)),
            contracts: Contracts::to(rows.iter().filter_map(|row| row.contract_id)),
            customers: Customers::to(rows.iter().filter_map(|row| row.customer_id)),
        })
    }

    /// Name and address of a recipient as they are now; nothing when the viewer may not see who it is.
    pub async fn recipient(&self, desk: &Desk, key: RecipientKey) -> Result<Option<(&str, Option<&str>)>, ApiError> {
        match key {
            RecipientKey::Person(id) => {
                let find = || person::find_all(desk.read(), desk.by.viewer, self.person_ids.clone());
                let found = self.people.of(id, find, |person| person.id).await?.first();
                Ok(found.map(|person| (person.name.as_str(), Some(person.email.as_str()))))
            }
            RecipientKey::Billing(id) => {
                let find = || customer::find_all(desk.read(), desk.by.viewer, self.company_ids.clone());
                let found = self.companies.of(id, find, |company| company.id).await?.first();
                Ok(found
                    .map(|company| (company.billing_name.as_str(), company.billing_email.as_ref().map(Email::as_str))))
            }
            RecipientKey::Inquiry(id) => {
                let find = || inquiry::find_all(desk.read(), desk.by.viewer, self.inquiry_ids.clone());
                let found = self.inquiries.of(id, find, |inquiry| inquiry.id).await?.first();
                Ok(found.map(|inquiry| (inquiry.name.as_str(), Some(inquiry.email.as_str()))))
            }
        }
    }
}

fn person_of(key: RecipientKey) -> Option<PersonId> {
    match key {
        RecipientKey::Person(id) => Some(id),
        RecipientKey::Billing(_) | RecipientKey::Inquiry(_) => None,
    }
}

fn company_of(key: RecipientKey) -> Option<CustomerId> {
    match key {
        RecipientKey::Billing(id) => Some(id),
        RecipientKey::Person(_) | RecipientKey::Inquiry(_) => None,
    }
}

fn inquiry_of(key: RecipientKey) -> Option<InquiryId> {
    match key {
        RecipientKey::Inquiry(id) => Some(id),
        RecipientKey::Person(_) | RecipientKey::Billing(_) => None,
    }
}
