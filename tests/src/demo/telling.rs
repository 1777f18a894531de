//! Tells the story: registers everybody and every contract on its first day, then lives through the days, in the
//! running system, through the same records as api and worker.

use std::time::Duration;

use chrono::{Days, NaiveDate, TimeDelta};
use entity::access::record_person::{self, NewPerson, Standing};
use entity::access::{Actor, By, person};
use entity::calendar::zone::PROVIDER_ZONE;
use entity::catalogue::record_package::{PackageInput, add_package};
use entity::catalogue::vat::VatCategory;
use entity::clock::{Instant, record::move_towards};
use entity::contract::contract;
use entity::database::{Database, Write};
use entity::installation;
use entity::life::register_contract;
use entity::life::registering::{Line, Part, PastPayment, Registration};
use entity::party::customer;
use entity::party::entering::CustomerInput;
use entity::party::kind::CustomerKind;
use entity::party::record_customer::add_customer;
use entity::party::record_park::{ParkInput, add_park};
use entity::refusal::{Refusal, Words};
use entity::value::currency::Currency;
use entity::value::id::{ContractId, ServicePackageId};
use entity::value::locale::Locale;

use super::cast::{COMPANIES, Company, PARKS, STAFF};
use super::plot::{BEGINNING, DEALS, Deal, EVENTS};
use super::shelf::PACKAGES;

/// Why the story could not be told.
#[derive(Debug, thiserror::Error)]
pub enum Untold {
    /// A record refused what the story says.
    #[error("the story was refused on {day}: {refusal:?}")]
    Refused {
        /// The day of the story.
        day: NaiveDate,
        /// What the record says.
        refusal: Refusal,
    },
}

/// The story while it is told.
pub(super) struct Teller {
    pub(super) database: Database,
    password_hash: String,
    /// The day the demo is made: day 0.
    today: NaiveDate,
    staff: Vec<person::Model>,
    customers: Vec<customer::Model>,
    pub(super) packages: Vec<ServicePackageId>,
    pub(super) contracts: Vec<contract::Model>,
}

impl Teller {
    /// A teller who has said nothing yet.
    pub(super) fn new(database: Database, password_hash: String, today: NaiveDate) -> Self {
        let (staff, customers, packages, contracts) = (vec![], vec![], vec![], vec![]);
        Self { database, password_hash, today, staff, customers, packages, contracts }
    }

    /// Everybody, everything on sale, and every contract as it stood on the first day.
    pub(super) async fn begin(&mut self) -> Result<(), Untold> {
        let by = By::system(self.now().await?);
        let day = by.today();
        let database = self.database.clone();
        database
            .write(async |write| self.enter_all(write, &by).await)
            .await
            .map_err(|refusal| Untold::Refused { day, refusal })
    }

    async fn enter_all(&mut self, write: &Write, by: &By) -> Result<(), Refusal> {
        let admin = person::by_email(write.on(), &staff_address(STAFF[0].1)).await?;
        self.staff.extend(admin);
        for (name, address, is_accountant) in &STAFF[1..] {
            let standing = Standing::Staff { is_accountant: *is_accountant };
            let person = self.enter_person(write, by, (standing, name, staff_address(address), Locale::Vi)).await?;
            self.staff.push(person);
        }
        for package in &PACKAGES {
            let input = PackageInput {
                code: package.code.to_owned(),
                name: Words::new(package.name.0, package.name.1),
                summary: Words::new(package.summary.0, package.summary.1),
                currency: Currency::Vnd,
                price: package.price.to_string(),
                vat_category: VatCategory::Standard,
                warranty_months: package.warranty_months,
                offer: package.offer(),
            };
            self.packages.push(add_package(write, by, &input).await?.id);
        }
        self.enter_companies(write, by).await?;
        for deal in &DEALS {
            let registration = self.registration(deal);
            self.contracts.push(register_contract(write, by, &registration).await?);
        }
        Ok(())
    }

    async fn enter_companies(&mut self, write: &Write, by: &By) -> Result<(), Refusal> {
        let mut parks = Vec::new();
        for (code, name_vi, name_en, province) in PARKS {
            let (code, province) = (code.to_owned(), province.to_owned());
            let input = ParkInput { code, name_vi: name_vi.to_owned(), name_en: name_en.to_owned(), province };
            parks.push(add_park(write, by, input).await?);
        }
        for company in &COMPANIES {
            let locale = if company.reads_english { Locale::En } else { Locale::Vi };
            let park = &parks[company.park];
            let input = CustomerInput {
                name: company.name.to_owned(),
                tax_code: company.tax_code.to_owned(),
                kind: if company.is_export_processing {
                    CustomerKind::ExportProcessing
                } else {
                    CustomerKind::Domestic
                },
                address: format!("{}, {}, {}", company.plot, park.name_vi, park.province),
                park_id: Some(park.id),
                plot: Some(company.plot.to_owned()),
                billing_name: company.billing.0.to_owned(),
                billing_email: Some(company.address(company.billing.1)),
                billing_cc: vec![],
                locale,
                zone: PROVIDER_ZONE.name().to_owned(),
            };
            let customer = add_customer(write, by, input).await?;
            for ((name, address), is_signatory) in [(company.signatory, true), (company.billing, false)] {
                let standing = Standing::Customer { customer_id: customer.id, is_signatory };
                self.enter_person(write, by, (standing, name, company.address(address), locale)).await?;
            }
            self.customers.push(customer);
        }
        Ok(())
    }

    /// Enters a person who has a password already: a demo's people do not wait for their invitations.
    async fn enter_person(
        &self,
        write: &Write,
        by: &By,
        (standing, name, email, locale): (Standing, &str, String, Locale),
    ) -> Result<person::Model, Refusal> {
        let new = NewPerson { standing, name: name.to_owned(), email, locale };
        let person = record_person::add(write, by, &new).await?;
        record_person::set_password(write, by, person.id, &self.password_hash).await?;
        Ok(person)
    }

    fn registration(&self, deal: &Deal) -> Registration {
        let total = total_of(deal);
        let shares = shares(total, deal.parts.iter().map(|(_, percent, _)| *percent));
        let past = shares_of_past(total, deal);
        Registration {
            customer_id: self.customers[deal.company].id,
            title: deal.title.to_owned(),
            currency: Currency::Vnd,
            deliverables: deal.packages.iter().map(|place| line(self.packages[*place])).collect(),
            total: total.to_string(),
            instalments: deal
                .parts
                .iter()
                .zip(shares)
                .map(|((label, _, due), amount)| Part {
                    label: (*label).to_owned(),
                    amount: amount.to_string(),
                    due_on: self.day(*due),
                    trigger: None,
                })
                .collect(),
            warranty_terms: "Bảo hành theo Điều 7 của hợp đồng. / Warranty under article 7 of the contract.".to_owned(),
            response_hours: None,
            follow_on_days: None,
            signed_on: self.day(deal.signed),
            started_on: deal.started.map(|day| self.day(day)),
            finished_on: deal.finished.map(|day| self.day(day)),
            accepted_on: deal.accepted.map(|day| self.day(day)),
            liquidated_on: deal.closed.map(|day| self.day(day)),
            closed_on: deal.closed.map(|day| self.day(day)),
            payments: past
                .into_iter()
                .map(|(amount, day)| PastPayment {
                    reference: format!("FT{}{:06}", self.day(day).format("%y%m%d"), amount / 1000 % 1_000_000),
                    amount: amount.to_string(),
                    received_on: self.day(day),
                    note: None,
                })
                .collect(),
            silence_days: None,
            staff: vec![self.staff[deal.consultant].id],
        }
    }

    /// Lives through the days up to today.
    pub(super) async fn live(&mut self) -> Result<(), Untold> {
        for (day, event) in &EVENTS {
            self.until(*day).await?;
            self.act(event).await?;
        }
        Ok(())
    }

    /// Lets the days pass until half past nine of a day of the story, with everything due until then.
    pub(super) async fn until(&self, day: i64) -> Result<(), Untold> {
        let target = at_half_past_nine(self.day(day));
        let by = By::system(self.now().await?);
        if target <= by.now {
            return Ok(());
        }
        let moved = self.database.write(async |write| move_towards(write, &by, target).await).await;
        moved.map_err(|refusal| Untold::Refused { day: self.day(day), refusal })?;
        while !self.is_settled().await? {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    async fn is_settled(&self) -> Result<bool, Untold> {
        let read = installation::read(self.database.read()).await;
        Ok(read.map_err(|error| self.untold(error.into()))?.clock.is_settled())
    }

    pub(super) async fn now(&self) -> Result<Instant, Untold> {
        let read = installation::read(self.database.read()).await;
        Ok(read.map_err(|error| self.untold(error.into()))?.clock.now)
    }

    pub(super) fn untold(&self, refusal: Refusal) -> Untold {
        Untold::Refused { day: self.today, refusal }
    }

    /// The accountant (1) or a consultant (2, 3), at this moment.
    pub(super) async fn by(&self, place: usize) -> Result<By, Untold> {
        let person = &self.staff[place];
        Ok(By { viewer: person.viewer(), actor: Actor::person(person.id, None), now: self.now().await? })
    }

    pub(super) fn day(&self, day: i64) -> NaiveDate {
        self.today + TimeDelta::days(day)
    }

    pub(super) fn contract_id(&self, deal: usize) -> ContractId {
        self.contracts[deal].id
    }
}

/// The day on which the story begins.
pub(super) fn first_day(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(Days::new(BEGINNING.unsigned_abs())).expect("the calendar goes back that far")
}

/// Half past nine in Hồ Chí Minh City: after the hour at which reminders go out.
pub(super) fn at_half_past_nine(day: NaiveDate) -> Instant {
    let local = day.and_hms_opt(9, 30, 0).expect("a time of day").and_local_timezone(PROVIDER_ZONE);
    local.single().expect("no summer time there").to_utc()
}

/// An address of the provider's staff.
pub(super) fn staff_address(name: &str) -> String {
    format!("{name}@khu.example")
}

impl Company {
    /// An address of the company.
    pub(super) fn address(&self, name: &str) -> String {
        format!("{name}@{}", self.domain)
    }
}

/// Total in đồng: the packages at list price with 10 % VAT.
pub(super) fn total_of(deal: &Deal) -> i64 {
    let net: i64 = deal.packages.iter().map(|place| PACKAGES[*place].price).sum();
    net + net / 10
}

/// So many percent of a total, in đồng; list prices make that exact.
pub(super) fn share(total: i64, percent: i64) -> i64 {
    total / 100 * percent
}

fn shares(total: i64, percents: impl Iterator<Item = i64>) -> Vec<i64> {
    percents.map(|percent| share(total, percent)).collect()
}

fn shares_of_past(total: i64, deal: &Deal) -> Vec<(i64, i64)> {
    deal.paid.iter().map(|(percent, day)| (share(total, *percent), *day)).collect()
}

fn line(package_id: ServicePackageId) -> Line {
    Line { package_id: Some(package_id), ..Line::default() }
}
