//! Finder: where a recipient is reached at this moment.

use super::recipient::{Recipient, RecipientKey};
use crate::access::{Viewer, person};
use crate::inquiry::inquiry;
use crate::party::customer;
use crate::value::email::Email;
use crate::value::id::{CustomerId, InquiryId, PersonId};
use crate::value::locale::Locale;
use sea_orm::{ConnectionTrait, DbErr};

/// Somebody who can be written to.
#[derive(Clone, Debug)]
pub(crate) struct Addressed {
    /// Where.
    pub address: Email,
    /// Who gets a copy.
    pub cc: customer::Copies,
    /// In which language.
    pub locale: Locale,
    /// The company, where it is written to one or to one of its people.
    pub customer_id: Option<CustomerId>,
    /// The person, where it is one.
    pub person_id: Option<PersonId>,
    /// Their name: the person's, or whom the company's bills are addressed to. `None` for whoever asked without signing
    /// in: nothing that they wrote goes into a mail.
    pub name: Option<String>,
    /// The company's name.
    pub company: Option<String>,
}

/// Who is told of what waits for a signature: whoever signs for the company, or its billing contact where nobody does.
pub(crate) async fn who_signs(connection: &impl ConnectionTrait, id: CustomerId) -> Result<Vec<Recipient>, DbErr> {
    let people = person::signatories_of(connection, id).await?;
    let signatories: Vec<_> = people.into_iter().map(|person| Recipient::Person(person.id)).collect();
    Ok(if signatories.is_empty() { vec![Recipient::Billing(id)] } else { signatories })
}

/// Where the recipient is reached; `None` when there is no address, or the person has been disabled.
pub(crate) async fn of(connection: &impl ConnectionTrait, key: RecipientKey) -> Result<Option<Addressed>, DbErr> {
    match key {
        RecipientKey::Person(id) => of_person(connection, id).await,
        RecipientKey::Billing(id) => of_company(connection, id).await,
        RecipientKey::Inquiry(id) => of_inquiry(connection, id).await,
    }
}

async fn of_person(connection: &impl ConnectionTrait, id: PersonId) -> Result<Option<Addressed>, DbErr> {
    let Some(person) = person::find(connection, Viewer::System, id).await?.filter(person::Model::is_active) else {
        return Ok(None);
    };
    let company = match person.customer_id {
        Some(id) => customer::find(connection, Viewer::System, id).await?.map(|company| company.name),
        None => None,
    };
    Ok(Email::parse(&person.email).ok().map(|address| Addressed {
        address,
        cc: customer::Copies::default(),
        locale: person.locale,
        customer_id: person.customer_id,
        person_id: Some(id),
        name: Some(person.name),
        company,
    }))
}

async fn of_company(connection: &impl ConnectionTrait, id: CustomerId) -> Result<Option<Addressed>, DbErr> {
    let Some(company) = customer::find(connection, Viewer::System, id).await? else { return Ok(None) };
    Ok(company.billing_email.map(|address| Addressed {
        address,
        cc: company.billing_cc,
        locale: company.locale,
        customer_id: Some(id),
        person_id: None,
        name: Some(company.billing_name),
        company: Some(company.name),
    }))
}

async fn of_inquiry(connection: &impl ConnectionTrait, id: InquiryId) -> Result<Option<Addressed>, DbErr> {
    let Some(inquiry) = inquiry::find(connection, Viewer::System, id).await? else { return Ok(None) };
    Ok(Some(Addressed {
        address: inquiry.email,
        cc: customer::Copies::default(),
        locale: inquiry.locale,
        customer_id: inquiry.customer_id,
        person_id: None,
        name: None,
        company: None,
    }))
}
