//! `submitInquiry`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::inquiry::consent::Consent;
use entity::inquiry::entering::{ContactInput, Submission};
use entity::inquiry::record_submission::submit_inquiry;
use entity::refusal::Mistakes;
use entity::value::email::Email;
use entity::value::id::ServicePackageId;

use super::object::Inquiry;
use crate::catalogue::object::SERVICE_PACKAGE;
use crate::desk::{AtDesk, Desk};
use crate::error::ApiError;
use crate::reception::Keys;

/// What somebody wants to know.
#[derive(InputObject)]
pub struct SubmitInquiryInput {
    /// Who asks; needed unless a customer's person has signed in, who is known already.
    pub contact: Option<InquiryContactInput>,
    /// What they want to know, 1 to 4,000 characters.
    pub message: String,
    /// The packages they select, up to ten (P1).
    #[graphql(default)]
    pub service_package_ids: Vec<ID>,
    /// What they say to the text of `inquiryConsent`.
    pub consent: InquiryConsentInput,
}

/// Who asks.
#[derive(InputObject)]
pub struct InquiryContactInput {
    /// 1 to 200 characters.
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    /// Digits with spaces and signs between them, up to 30 characters.
    pub phone: Option<String>,
    /// 1 to 200 characters.
    pub company: String,
}

/// A consent to keep what somebody leaves.
#[derive(InputObject)]
pub struct InquiryConsentInput {
    /// The version of the text they were shown.
    pub version: String,
    /// Whether they agree; without it nothing is kept.
    pub is_given: bool,
}

/// Taken note of.
#[derive(SimpleObject)]
pub struct SubmitInquiryPayload {
    /// What to quote.
    pub reference: String,
    /// The inquiry; null for visitors, who see nothing of it any more.
    pub inquiry: Option<Inquiry>,
}

/// Sends an inquiry (S1). Anybody may; the language of the request is that of the answer.
///
/// RATE_LIMITED per address to answer to and per address asked from.
pub async fn run(ctx: &Context<'_>, input: SubmitInquiryInput) -> Result<SubmitInquiryPayload, ApiError> {
    let desk = ctx.desk()?;
    let submission = input.parse(desk)?;
    if !desk.by.viewer.is_staff() {
        Keys::of(desk, &format!("inquiry {}", asker(desk, &submission))).take(desk).await?;
    }
    let row = desk.write(async |write| submit_inquiry(write, &desk.by, &submission).await).await?.into_inner();
    let reference = row.reference.clone();
    Ok(SubmitInquiryPayload { reference, inquiry: desk.person.is_some().then(|| Inquiry::alone(row)) })
}

/// Whose inquiries are counted together.
fn asker(desk: &Desk, submission: &Submission) -> String {
    let left = submission.contact.as_ref().and_then(|contact| Email::parse(&contact.email).ok());
    let signed_in = desk.person.as_ref().map(|person| person.email.clone());
    signed_in.or_else(|| left.map(|email| email.as_str().to_owned())).unwrap_or_default()
}

impl SubmitInquiryInput {
    fn parse(self, desk: &Desk) -> Result<Submission, ApiError> {
        let mut mistakes = Mistakes::default();
        let named = (0..).zip(&self.service_package_ids).map(|(place, id): (i32, _)| {
            ServicePackageId(SERVICE_PACKAGE.take(&mut mistakes, &format!("servicePackageIds.{place}"), id))
        });
        let package_ids = named.collect();
        mistakes.finish()?;
        Ok(Submission {
            contact: self.contact.map(|contact| ContactInput {
                name: contact.name,
                email: contact.email,
                phone: contact.phone,
                company: contact.company,
            }),
            message: self.message,
            package_ids,
            consent: Consent { version: self.consent.version, is_given: self.consent.is_given },
            locale: desk.locale,
        })
    }
}
