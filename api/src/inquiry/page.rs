//! What hangs on a page of inquiries, each read once for all of them.

use std::sync::Arc;

use entity::access::person;
use entity::catalogue::service_package;
use entity::inquiry::consultation;
use entity::inquiry::inquiry::{Model, Selection};
use entity::quote::quote;
use entity::value::id::{InquiryId, PersonId, ServicePackageId};
use tokio::sync::OnceCell;

use crate::access::object::Person;
use crate::access::people::People;
use crate::catalogue::object::ServicePackage;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::party::customers::Customers;
use crate::quote::object::Quote;
use crate::quote::page::QuotePage;
use crate::value::Relation;

/// The inquiries of a page and what hangs on them.
#[derive(Debug)]
pub struct InquiryPage {
    ids: Vec<InquiryId>,
    package_ids: Vec<ServicePackageId>,
    packages: Relation<ServicePackageId, service_package::Model>,
    consultations: Relation<InquiryId, consultation::Model>,
    consultants: Relation<PersonId, person::Model>,
    quotes: OnceCell<Vec<(InquiryId, Quote)>>,
    /// Who answers them.
    pub people: People,
    /// The customers they belong to.
    pub customers: Customers,
}

impl InquiryPage {
    /// The page of these inquiries.
    pub fn of(rows: &[Model]) -> Arc<Self> {
        let mut package_ids: Vec<_> = rows.iter().flat_map(|row| row.package_ids.0.iter().copied()).collect();
        package_ids.sort_unstable();
        package_ids.dedup();
        Arc::new(Self {
            ids: rows.iter().map(|row| row.id).collect(),
            package_ids,
            packages: Relation::default(),
            consultations: Relation::default(),
            consultants: Relation::default(),
            quotes: OnceCell::new(),
            people: People::to(rows.iter().filter_map(|row| row.assigned_to)),
            customers: Customers::to(rows.iter().filter_map(|row| row.customer_id)),
        })
    }

    /// The packages of a selection, in its order; those that are no longer offered only for staff.
    pub async fn packages(&self, desk: &Desk, selection: &Selection) -> Result<Vec<ServicePackage>, ApiError> {
        let find = || service_package::find_all(desk.read(), desk.by.viewer, self.package_ids.clone());
        let mut packages = Vec::with_capacity(selection.0.len());
        for id in &selection.0 {
            let found = self.packages.of(*id, find, |package| package.id).await?.first().cloned();
            packages.extend(found.map(ServicePackage));
        }
        Ok(packages)
    }

    /// The quotes for one of them, the oldest first.
    pub async fn quotes(&self, desk: &Desk, id: InquiryId) -> Result<Vec<Quote>, ApiError> {
        let read = async || {
            let rows = quote::of_inquiries(desk.read(), desk.by.viewer, self.ids.clone()).await?;
            let page = QuotePage::of(&rows);
            Ok::<_, ApiError>(rows.into_iter().map(|row| (row.inquiry_id, Quote::new(row, &page))).collect())
        };
        let all = self.quotes.get_or_try_init(read).await?;
        Ok(all.iter().filter(|(of, _)| *of == id).map(|(_, quote)| quote.clone()).collect())
    }

    /// The talks about one of them.
    pub async fn consultations(&self, desk: &Desk, id: InquiryId) -> Result<&[consultation::Model], ApiError> {
        let find = || consultation::of_inquiries(desk.read(), desk.by.viewer, self.ids.clone());
        self.consultations.of(id, find, |row| row.inquiry_id).await
    }

    /// Who held one of the talks about any of them.
    pub async fn consultant(&self, desk: &Desk, id: PersonId) -> Result<Option<Person>, ApiError> {
        let find = || async {
            let talks = consultation::of_inquiries(desk.read(), desk.by.viewer, self.ids.clone()).await?;
            let ids = talks.into_iter().map(|talk| talk.held_by).collect();
            person::find_all(desk.read(), desk.by.viewer, ids).await
        };
        Ok(self.consultants.of(id, find, |person| person.id).await?.first().cloned().map(Person))
    }
}
