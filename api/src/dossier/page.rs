//! The dossiers of a page of contracts, each table read once for all of them.

use std::sync::Arc;

use entity::calendar;
use entity::calendar::working_day::Calendar;
use entity::contract::contract;
use entity::dossier::{self, AsOf, Dossier, Origin};
use entity::next_action::{self, NextAction};
use entity::timeline::{self, Entry};
use entity::value::id::{ContractId, InquiryId};
use tokio::sync::OnceCell;

use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// The dossiers of the contracts of a page.
#[derive(Debug)]
pub struct DossierPage {
    ids: Arc<[ContractId]>,
    dossiers: Relation<ContractId, Dossier>,
    origins: Relation<InquiryId, Origin>,
    calendar: OnceCell<Calendar>,
}

impl DossierPage {
    /// The dossiers of these contracts.
    pub fn of(ids: &Arc<[ContractId]>) -> Self {
        Self {
            ids: Arc::clone(ids),
            dossiers: Relation::default(),
            origins: Relation::default(),
            calendar: OnceCell::new(),
        }
    }

    /// What the viewer has to do under one of the contracts of the page, which are given as well.
    pub async fn next_actions(
        &self,
        desk: &Desk,
        (id, contracts): (ContractId, &[contract::Model]),
    ) -> Result<Vec<NextAction>, ApiError> {
        let read = async || Ok::<_, ApiError>(calendar::read(desk.read()).await?);
        let calendar = self.calendar.get_or_try_init(read).await?;
        let as_of = AsOf::moment(desk.by.now, calendar);
        let dossier = self.dossier(desk, (id, contracts)).await?;
        Ok(dossier.map(|it| next_action::of_dossier(it, desk.by.viewer, &as_of)).unwrap_or_default())
    }

    /// What has happened under one of them, and what is to come.
    pub async fn timeline(
        &self,
        desk: &Desk,
        (id, contracts): (ContractId, &[contract::Model]),
    ) -> Result<Vec<Entry>, ApiError> {
        let find = || dossier::origins_of_contracts(desk.read(), desk.by.viewer, &self.ids);
        let origin = self.origins.of(InquiryId(id.0), find, |origin| origin.inquiry.id).await?.first();
        let dossier = self.dossier(desk, (id, contracts)).await?;
        Ok(dossier.map(|it| timeline::of_dossier(it, origin, desk.by.today())).unwrap_or_default())
    }

    async fn dossier(
        &self,
        desk: &Desk,
        (id, contracts): (ContractId, &[contract::Model]),
    ) -> Result<Option<&Dossier>, ApiError> {
        let find = || dossier::of_contracts(desk.read(), desk.by.viewer, contracts);
        Ok(self.dossiers.of(id, find, |dossier| dossier.contract.id).await?.first())
    }
}
