//! Finder: what a registration is checked against.

use super::Registration;
use crate::access::{By, person};
use crate::billing::payment;
use crate::calendar;
use crate::calendar::working_day::Calendar;
use crate::catalogue::vat::Rate;
use crate::catalogue::{service_package, vat_rate};
use crate::database::Write;
use crate::party::customer;
use crate::value::id::{PersonId, ServicePackageId};
use chrono::NaiveDate;
use sea_orm::DbErr;
use std::collections::{HashMap, HashSet};

/// Everything that only the database knows.
#[derive(Clone, Debug)]
pub(in crate::life) struct Facts {
    /// The day it is.
    pub today: NaiveDate,
    /// The company, if there is one that the viewer sees.
    pub customer: Option<customer::Model>,
    /// The packages that are named and exist.
    pub packages: HashMap<ServicePackageId, service_package::Model>,
    /// The table of VAT rates.
    pub rates: Vec<Rate>,
    /// The working calendar.
    pub calendar: Calendar,
    /// Those of the named people who work for the provider.
    pub staff: HashSet<PersonId>,
    /// Those of the named bank references that stand for a payment already.
    pub used_references: HashSet<String>,
}

impl Facts {
    /// Reads them in a fixed number of statements.
    pub(in crate::life) async fn of(write: &Write, by: &By, registration: &Registration) -> Result<Self, DbErr> {
        let on = write.on();
        let package_ids = registration.deliverables.iter().filter_map(|line| line.package_id).collect();
        let packages = service_package::find_all(on, by.viewer, package_ids).await?;
        let people = person::find_all(on, by.viewer, registration.staff.clone()).await?;
        let references = registration.payments.iter().map(|payment| payment.reference.trim().to_owned()).collect();
        Ok(Self {
            today: by.today(),
            customer: customer::find(on, by.viewer, registration.customer_id).await?,
            packages: packages.into_iter().map(|package| (package.id, package)).collect(),
            rates: vat_rate::rates(on).await?,
            calendar: calendar::read(on).await?,
            staff: people.iter().filter(|person| person.works_for_provider()).map(|person| person.id).collect(),
            used_references: payment::used_references(on, references).await?,
        })
    }
}
