//! What hangs on a page of contracts, each read once for all of them.

use std::sync::Arc;

use entity::access::person;
use entity::catalogue::service_package;
use entity::contract::care_terms::{self, CareTerms};
use entity::contract::{assignment, contract, deliverable, suspension};
use entity::document;
use entity::next_action::NextAction;
use entity::party::customer;
use entity::reminder;
use entity::response::clock;
use entity::timeline::Entry;
use entity::value::id::{ContractId, DeliverableId, PersonId, ServicePackageId};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::deliverable::Deliverable;
use crate::acceptance::page::AcceptancePage;
use crate::agreement::page::AgreementPage;
use crate::billing::page::BillingPage;
use crate::desk::Desk;
use crate::dossier::page::DossierPage;
use crate::error::ApiError;
use crate::party::customer::Customer;
use crate::party::customer_page::CustomerPage;
use crate::support::page::SupportPage;
use crate::value::Relation;
use crate::warranty::page::WarrantyPage;
use crate::workflow::page::WorkPage;

/// The contracts of a page and what hangs on them, however far down.
#[derive(Debug)]
pub struct ContractPage {
    ids: Arc<[ContractId]>,
    contracts: OnceCell<Vec<contract::Model>>,
    customers: OnceCell<(Vec<customer::Model>, Arc<CustomerPage>)>,
    deliverables: Relation<ContractId, deliverable::Model>,
    packages: OnceCell<Vec<service_package::Model>>,
    assigned: Relation<ContractId, assignment::Assigned>,
    colleagues: OnceCell<Vec<person::Model>>,
    suspensions: Relation<ContractId, suspension::Model>,
    reminders: Relation<Option<ContractId>, reminder::Model>,
    documents: Relation<ContractId, document::Model>,
    care_terms: Relation<ContractId, care_terms::Model>,
    responses: Relation<Uuid, clock::Model>,
    dossiers: DossierPage,
    /// What hangs on them of their acceptance.
    pub acceptance: AcceptancePage,
    /// What hangs on them of their texts and signatures.
    pub agreement: AgreementPage,
    /// What hangs on them of the money.
    pub billing: BillingPage,
    /// What hangs on them of the warranty.
    pub warranty: WarrantyPage,
    /// What hangs on them of the work.
    pub work: WorkPage,
    /// What hangs on them of the support.
    pub support: SupportPage,
}

impl ContractPage {
    /// The page of these contracts.
    pub fn of(rows: &[contract::Model]) -> Arc<Self> {
        let ids = rows.iter().map(|row| row.id).collect();
        Arc::new(Self::new(ids, OnceCell::new_with(Some(rows.to_vec()))))
    }

    /// The page around contracts of which only the ids are known; they are read when somebody asks for them.
    pub fn around(ids: impl IntoIterator<Item = ContractId>) -> Arc<Self> {
        let mut ids: Vec<ContractId> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Arc::new(Self::new(ids.into(), OnceCell::new()))
    }

    fn new(ids: Arc<[ContractId]>, contracts: OnceCell<Vec<contract::Model>>) -> Self {
        Self {
            contracts,
            customers: OnceCell::new(),
            deliverables: Relation::default(),
            packages: OnceCell::new(),
            assigned: Relation::default(),
            colleagues: OnceCell::new(),
            suspensions: Relation::default(),
            reminders: Relation::default(),
            documents: Relation::default(),
            care_terms: Relation::default(),
            responses: Relation::default(),
            dossiers: DossierPage::of(&ids),
            acceptance: AcceptancePage::of(&ids),
            agreement: AgreementPage::of(&ids),
            billing: BillingPage::of(&ids),
            warranty: WarrantyPage::of(&ids),
            work: WorkPage::of(&ids),
            support: SupportPage::of(&ids),
            ids,
        }
    }

    /// One of the contracts. What hangs on a contract is only found by those who may see it, so it is there.
    pub async fn contract(&self, desk: &Desk, id: ContractId) -> Result<&contract::Model, ApiError> {
        let all = self.contracts(desk).await?;
        all.iter().find(|row| row.id == id).ok_or_else(|| ApiError::broken("a contract is missing from its page"))
    }

    /// The customer of one of them, on the page of all their customers.
    pub async fn customer(&self, desk: &Desk, contract: &contract::Model) -> Result<Option<Customer>, ApiError> {
        let read = async || {
            let mut ids: Vec<_> = self.contracts(desk).await?.iter().map(|row| row.customer_id).collect();
            ids.sort_unstable();
            ids.dedup();
            let rows = customer::find_all(desk.read(), desk.by.viewer, ids).await?;
            let page = CustomerPage::of(&rows);
            Ok::<_, ApiError>((rows, page))
        };
        let (rows, page) = self.customers.get_or_try_init(read).await?;
        let row = rows.iter().find(|row| row.id == contract.customer_id);
        Ok(row.map(|row| Customer::new(row.clone(), page)))
    }

    /// What the provider owes under one of them, in the contract's order.
    pub async fn deliverables(&self, desk: &Desk, id: ContractId) -> Result<&[deliverable::Model], ApiError> {
        let find = || deliverable::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.deliverables.of(id, find, |row| row.contract_id).await
    }

    /// One line of the scope of one of them.
    pub async fn deliverable(
        self: &Arc<Self>,
        desk: &Desk,
        (contract_id, id): (ContractId, DeliverableId),
    ) -> Result<Deliverable, ApiError> {
        let currency = self.contract(desk, contract_id).await?.currency;
        let found = self.deliverables(desk, contract_id).await?.iter().find(|row| row.id == id);
        let row = found.ok_or_else(|| ApiError::broken("a deliverable is missing from its contract"))?;
        Ok(Deliverable::new(row.clone(), currency, self))
    }

    /// The package that a deliverable of any of them came from, if the viewer may see it.
    pub async fn package(
        &self,
        desk: &Desk,
        deliverable: &deliverable::Model,
    ) -> Result<Option<&service_package::Model>, ApiError> {
        let Some(id) = deliverable.package_id else { return Ok(None) };
        let read = async || {
            let mut ids: Vec<ServicePackageId> = Vec::new();
            for contract in self.ids.iter() {
                ids.extend(self.deliverables(desk, *contract).await?.iter().filter_map(|row| row.package_id));
            }
            ids.sort_unstable();
            ids.dedup();
            Ok::<_, ApiError>(service_package::find_all(desk.read(), desk.by.viewer, ids).await?)
        };
        Ok(self.packages.get_or_try_init(read).await?.iter().find(|row| row.id == id))
    }

    /// Who works on one of them, by name.
    pub async fn assigned(&self, desk: &Desk, id: ContractId) -> Result<&[assignment::Assigned], ApiError> {
        let find = || assignment::assigned_to(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.assigned.of(id, find, |row| row.contract_id).await
    }

    /// Somebody who works on one of them, if the viewer may see people of the provider.
    pub async fn colleague(&self, desk: &Desk, id: PersonId) -> Result<Option<&person::Model>, ApiError> {
        let read = async || {
            let mut ids: Vec<PersonId> = Vec::new();
            for contract in self.ids.iter() {
                ids.extend(self.assigned(desk, *contract).await?.iter().map(|row| row.person_id));
            }
            ids.sort_unstable();
            ids.dedup();
            Ok::<_, ApiError>(person::find_all(desk.read(), desk.by.viewer, ids).await?)
        };
        Ok(self.colleagues.get_or_try_init(read).await?.iter().find(|row| row.id == id))
    }

    /// The rests of one of them, the oldest first.
    pub async fn suspensions(&self, desk: &Desk, id: ContractId) -> Result<&[suspension::Model], ApiError> {
        let find = || suspension::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.suspensions.of(id, find, |row| row.contract_id).await
    }

    /// The reminders of one of them that have something to say yet, the soonest first.
    pub async fn reminders(&self, desk: &Desk, id: ContractId) -> Result<&[reminder::Model], ApiError> {
        let find = || reminder::next_of(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.reminders.of(Some(id), find, |row| row.contract_id).await
    }

    /// The papers of the dossier of one of them, the oldest first.
    pub async fn documents(&self, desk: &Desk, id: ContractId) -> Result<&[document::Model], ApiError> {
        let find = || document::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.documents.of(id, find, |row| row.dossier_id).await
    }

    /// What one of them promises for the time after acceptance.
    pub async fn care_terms(&self, desk: &Desk, id: ContractId) -> Result<CareTerms, ApiError> {
        let find = || care_terms::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        Ok(CareTerms::of(self.care_terms.of(id, find, |row| row.contract_id).await?.first()))
    }

    /// The answer-by clock of a claim or a ticket under any of them.
    pub async fn response(&self, desk: &Desk, subject_id: Uuid) -> Result<Option<&clock::Model>, ApiError> {
        let find = || clock::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        Ok(self.responses.of(subject_id, find, |row| row.subject_id).await?.first())
    }

    /// What the viewer has to do under one of them, the most urgent first.
    pub async fn next_actions(&self, desk: &Desk, id: ContractId) -> Result<Vec<NextAction>, ApiError> {
        self.dossiers.next_actions(desk, (id, self.contracts(desk).await?)).await
    }

    /// What has happened under one of them and what is to come, the oldest first.
    pub async fn timeline(&self, desk: &Desk, id: ContractId) -> Result<Vec<Entry>, ApiError> {
        self.dossiers.timeline(desk, (id, self.contracts(desk).await?)).await
    }

    async fn contracts(&self, desk: &Desk) -> Result<&Vec<contract::Model>, ApiError> {
        let read = async || Ok(contract::find_all(desk.read(), desk.by.viewer, self.ids.to_vec()).await?);
        self.contracts.get_or_try_init(read).await
    }
}
