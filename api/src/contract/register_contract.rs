//! `registerContract`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::catalogue::trigger::Trigger;
use entity::life::register_contract;
use entity::life::registering::{Line, Part, PastPayment, Registration};
use entity::refusal::Mistakes;
use entity::value::id::{CustomerId, PersonId, ServicePackageId};

use super::object::Contract;
use crate::access::object::PERSON;
use crate::catalogue::object::SERVICE_PACKAGE;
use crate::catalogue::offer::DueEventName;
use crate::catalogue::vat::VatCategoryName;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::party::customer::CUSTOMER;
use crate::value::{CurrencyCode, Day};

/// A contract that is signed and running already. All amounts are decimals with a point, in its currency.
#[derive(InputObject)]
pub struct RegisterContractInput {
    /// With whom.
    pub customer_id: ID,
    /// What it is about, 1 to 200 characters.
    pub title: String,
    /// The currency of every amount; the customer's kind must allow it.
    #[graphql(default_with = "CurrencyCode::Vnd")]
    pub currency: CurrencyCode,
    /// What is delivered: 1 to 50 lines.
    pub deliverables: Vec<RegisteredDeliverableInput>,
    /// What the contract says it costs in all, VAT included: must be what the lines come to.
    pub total: String,
    /// When it is paid: 1 to 60 parts that add up to the total.
    pub instalments: Vec<RegisteredInstalmentInput>,
    /// The warranty in words, 1 to 4,000 characters.
    pub warranty_terms: String,
    /// Within how many working hours a claim or a ticket is answered, 1 to 400; eight when it is not said.
    pub response_hours: Option<i32>,
    /// How many days redone work is covered, 1 to 3,650; ninety when it is not said.
    pub follow_on_days: Option<i32>,
    /// When both had signed.
    pub signed_on: Day,
    /// When work began, if it has.
    pub started_on: Option<Day>,
    /// When it was reported done, if it is.
    pub finished_on: Option<Day>,
    /// When the customer accepted, if they have.
    pub accepted_on: Option<Day>,
    /// When both signed that everything is settled ("thanh lý"), if they have.
    pub liquidated_on: Option<Day>,
    /// When it was closed, if it is: then nothing is owed and the warranty is over.
    pub closed_on: Option<Day>,
    /// What came in before.
    #[graphql(default)]
    pub payments: Vec<RegisteredPaymentInput>,
    /// After how many days without an answer the contract takes silence for acceptance, 7 to 90; not said, it never does.
    pub silence_days: Option<i32>,
    /// Who of the staff works on it; a consultant who registers it always does.
    #[graphql(default)]
    pub staff: Vec<ID>,
}

/// A line of the scope: from a package, with what departs from it, or as free text with everything said.
#[derive(InputObject)]
pub struct RegisteredDeliverableInput {
    /// The package it comes from.
    pub package_id: Option<ID>,
    /// The name in Vietnamese; the package's if it is not said.
    pub name_vi: Option<String>,
    /// The name in English; the package's if it is not said.
    pub name_en: Option<String>,
    /// The price without VAT; the package's if it is not said.
    pub net: Option<String>,
    /// How it is taxed; as the package if it is not said.
    pub vat_category: Option<VatCategoryName>,
    /// 0 to 120 months; the package's if it is not said.
    pub warranty_months: Option<i32>,
}

/// A part of the price.
#[derive(InputObject)]
pub struct RegisteredInstalmentInput {
    /// What it is for, 1 to 200 characters.
    pub label: String,
    /// How much, more than nothing.
    pub amount: String,
    /// The agreed day, from signing on; on a day off it falls due on the next working day. With an event, the day on which
    /// it is expected to fall due.
    pub due_on: Day,
    /// After which event it falls due, if it does not fall due on a day; one that is still to come.
    pub due: Option<DueAfterInput>,
}

/// So many days after an event.
#[derive(InputObject)]
pub struct DueAfterInput {
    /// After what.
    pub event: DueEventName,
    /// How many days, 0 to 3,650.
    #[graphql(default)]
    pub days: i32,
    /// Whether only working days count.
    #[graphql(default)]
    pub in_working_days: bool,
}

/// A payment that came in before; spread over the instalments, the oldest due date first.
#[derive(InputObject)]
pub struct RegisteredPaymentInput {
    /// The bank's reference, 1 to 64 characters.
    pub reference: String,
    /// How much, more than nothing.
    pub amount: String,
    /// From signing on, not in the future.
    pub received_on: Day,
    /// Up to 500 characters for colleagues.
    pub note: Option<String>,
}

/// The contract that was registered.
#[derive(SimpleObject)]
pub struct RegisterContractPayload {
    /// As it is now.
    pub contract: Contract,
}

/// Brings in a contract that is signed and running already; every mistake is named at once. Staff do.
pub async fn run(ctx: &Context<'_>, input: RegisterContractInput) -> Result<RegisterContractPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let registration = input.parse()?;
    let row = desk.write(async |write| register_contract(write, &desk.by, &registration).await).await?;
    Ok(RegisterContractPayload { contract: Contract::alone(row) })
}

impl RegisterContractInput {
    fn parse(self) -> Result<Registration, ApiError> {
        let mut mistakes = Mistakes::default();
        let customer_id = CustomerId(CUSTOMER.take(&mut mistakes, "customerId", &self.customer_id));
        let lines = self.deliverables.into_iter().enumerate();
        let deliverables = lines.map(|(place, line)| line.parse(&mut mistakes, place)).collect();
        let staff = self.staff.iter().enumerate();
        let staff = staff.map(|(place, id)| PersonId(PERSON.take(&mut mistakes, &format!("staff.{place}"), id)));
        let staff = staff.collect();
        mistakes.finish()?;
        Ok(Registration {
            customer_id,
            title: self.title,
            currency: self.currency.into(),
            deliverables,
            total: self.total,
            instalments: self.instalments.into_iter().map(Into::into).collect(),
            warranty_terms: self.warranty_terms,
            response_hours: self.response_hours,
            follow_on_days: self.follow_on_days,
            signed_on: self.signed_on.0,
            started_on: self.started_on.map(|day| day.0),
            finished_on: self.finished_on.map(|day| day.0),
            accepted_on: self.accepted_on.map(|day| day.0),
            liquidated_on: self.liquidated_on.map(|day| day.0),
            closed_on: self.closed_on.map(|day| day.0),
            payments: self.payments.into_iter().map(Into::into).collect(),
            silence_days: self.silence_days,
            staff,
        })
    }
}

impl RegisteredDeliverableInput {
    fn parse(self, mistakes: &mut Mistakes, place: usize) -> Line {
        let field = format!("deliverables.{place}.packageId");
        let package_id = self.package_id.map(|id| ServicePackageId(SERVICE_PACKAGE.take(mistakes, &field, &id)));
        Line {
            package_id,
            name_vi: self.name_vi,
            name_en: self.name_en,
            net: self.net,
            vat_category: self.vat_category.map(Into::into),
            warranty_months: self.warranty_months,
        }
    }
}

impl From<DueAfterInput> for Trigger {
    fn from(due: DueAfterInput) -> Self {
        Self { event: due.event.into(), days: due.days, in_working_days: due.in_working_days }
    }
}

impl From<RegisteredInstalmentInput> for Part {
    fn from(part: RegisteredInstalmentInput) -> Self {
        Self { label: part.label, amount: part.amount, due_on: part.due_on.0, trigger: part.due.map(Into::into) }
    }
}

impl From<RegisteredPaymentInput> for PastPayment {
    fn from(payment: RegisteredPaymentInput) -> Self {
        let (reference, amount, note) = (payment.reference, payment.amount, payment.note);
        Self { reference, amount, received_on: payment.received_on.0, note }
    }
}
