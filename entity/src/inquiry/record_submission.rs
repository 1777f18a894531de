//! Record: an inquiry comes in, from a visitor or from a customer's person (S1).

use super::entering::{Contact, Submission, answer_by};
use super::inquiry::{self, Model, Selection};
use super::record::tell;
use super::state::State;
use crate::access::{By, Viewer, person};
use crate::calendar;
use crate::catalogue::service_package;
use crate::database::{Write, insert_named};
use crate::notice::{self, Content, Plan, Recipient};
use crate::party::customer;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::email::Email;
use crate::value::id::{CustomerId, InquiryId, PersonId};
use crate::value::reference::Prefix;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

/// Takes an inquiry in: the answer-by clock runs from now in working hours, and whoever asked gets a receipt that says
/// nothing they wrote.
///
/// Refuses every wrong field at once: no contact where nobody has signed in, packages that are not on offer, a consent
/// that was not given or belongs to an older text. The same message from the same address about the same packages, still
/// unanswered, is `AlreadyDone`.
pub async fn submit_inquiry(write: &Write, by: &By, submission: &Submission) -> Result<Done<Model>, Refusal> {
    let mut mistakes = Mistakes::default();
    let asker = asker(write, by, (submission, &mut mistakes)).await?;
    let message = submission.read(&mut mistakes);
    let promised = selected(write, (submission, &mut mistakes)).await?;
    let asker = mistakes.taken(asker)?;
    let selection = Selection(submission.package_ids.clone());
    if let Some(earlier) = same(write, (&asker.contact.email, &message, &selection)).await? {
        return Ok(Done::AlreadyDone(earlier));
    }
    let answer_by = answer_by(by.now, promised.into_iter(), &calendar::read(write.on()).await?);
    let row = Model {
        id: InquiryId::new(),
        reference: String::new(),
        state: State::Received,
        name: asker.contact.name,
        email: asker.contact.email,
        phone: asker.contact.phone,
        company: asker.contact.company,
        message,
        package_ids: selection,
        locale: submission.locale,
        consent_version: submission.consent.version.clone(),
        customer_id: asker.of.map(|(_, customer_id)| customer_id),
        asked_by: asker.of.map(|(person_id, _)| person_id),
        assigned_to: taken_by(by.viewer),
        answer_by,
        alarm_at: Some(answer_by),
        answered_at: None,
        closed_on: None,
        lost_reason: None,
        version: 1,
        created_at: by.now,
    };
    let row = insert(write, by, row).await?;
    tell(write, by, (None, &row), ("inquiry.submitted", None)).await?;
    let to = row.asked_by.map_or(Recipient::Inquiry(row.id), Recipient::Person);
    let content = Content::InquiryReceived { inquiry_id: row.id };
    notice::record::plan(write, by.now, Plan { content, contract_id: None, customer_id: row.customer_id, to }).await?;
    Ok(Done::Now(row))
}

/// A consultant who takes an inquiry in, over the telephone, answers it.
fn taken_by(viewer: Viewer) -> Option<PersonId> {
    match viewer {
        Viewer::Staff { person_id, is_accountant: false } => Some(person_id),
        Viewer::Staff { is_accountant: true, .. }
        | Viewer::Visitor
        | Viewer::Customer { .. }
        | Viewer::Admin { .. }
        | Viewer::System => None,
    }
}

/// Who asks, and of which customer where they have signed in.
struct Asker {
    contact: Contact,
    of: Option<(PersonId, CustomerId)>,
}

async fn asker(
    write: &Write,
    by: &By,
    (submission, mistakes): (&Submission, &mut Mistakes),
) -> Result<Option<Asker>, Refusal> {
    if let Viewer::Customer { person_id, customer_id, .. } = by.viewer {
        let person = person::find(write.on(), by.viewer, person_id).await?.ok_or(Refusal::NotFound("person"))?;
        let company = customer::find(write.on(), by.viewer, customer_id).await?.ok_or(Refusal::NotFound("customer"))?;
        let email = Email::parse(&person.email).map_err(|_| DbErr::Custom("a person without an address".to_owned()))?;
        let contact = Contact { name: person.name, email, phone: None, company: company.name };
        return Ok(Some(Asker { contact, of: Some((person_id, customer_id)) }));
    }
    let Some(contact) = &submission.contact else {
        let words = Words::new("Cần biết ai hỏi và trả lời vào đâu.", "It must be known who asks and where to answer.");
        mistakes.note("contact", "EMPTY", words);
        return Ok(None);
    };
    Ok(contact.read(mistakes).map(|contact| Asker { contact, of: None }))
}

/// Within how many hours the selected packages promise an answer. Notes those that are not on offer.
async fn selected(write: &Write, (submission, mistakes): (&Submission, &mut Mistakes)) -> Result<Vec<i32>, DbErr> {
    let ids = submission.package_ids.clone();
    let found = service_package::find_all(write.on(), Viewer::Visitor, ids).await?;
    for (place, id) in submission.package_ids.iter().enumerate() {
        let field = || format!("servicePackageIds.{place}");
        if found.iter().all(|package| package.id != *id) {
            mistakes.note(field(), "UNKNOWN", Words::new("Không có gói này.", "There is no such package on offer."));
        } else if submission.package_ids.iter().take(place).any(|earlier| earlier == id) {
            mistakes.note(
                field(),
                "DUPLICATE",
                Words::new("Gói này đã được chọn.", "This package is selected already."),
            );
        }
    }
    Ok(found.into_iter().filter_map(|package| package.response_hours).collect())
}

/// The same inquiry, sent twice.
async fn same(write: &Write, (email, message, selection): (&Email, &str, &Selection)) -> Result<Option<Model>, DbErr> {
    let waiting = inquiry::Entity::find()
        .filter(inquiry::Column::Email.eq(email.clone()))
        .filter(inquiry::Column::State.eq(State::Received))
        .all(write.on())
        .await?;
    Ok(waiting.into_iter().find(|row| row.message == message && row.package_ids == *selection))
}

async fn insert(write: &Write, by: &By, row: Model) -> Result<Model, DbErr> {
    insert_named::<inquiry::Entity>(write, (Prefix::Inquiry, by.today()), inquiry::Column::Reference, |reference| {
        Model { reference, ..row.clone() }
    })
    .await
}
