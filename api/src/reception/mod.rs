//! Lets people in: tokens to people, people to desks.

mod passwords;
mod sign_in;
mod tokens;

pub use passwords::{hash, is_right};
pub use sign_in::{Keys, sign_in};
pub use tokens::hash_of;

use std::sync::Arc;

use async_graphql::{Data, ID};
use async_trait::async_trait;
use entity::access::{Actor, By, Permission, Viewer, person, record_session, session};
use entity::clock::machine_now;
use entity::contract::contract;
use entity::document::record_keeping::scan_kept;
use entity::document::record_reading::document_read;
use entity::installation;
use entity::value::id::{ContractId, DocumentId};
use secrecy::{ExposeSecret, SecretString};

use crate::contract::object::CONTRACT;
use crate::desk::{Desk, Office};
use crate::document::object::DOCUMENT;
use crate::error::ApiError;
use crate::http::{Credentials, Door, Download, Entry, Kept, Knock, NotReady, Visitor};

/// What a scan is.
const PDF: &str = "application/pdf";

/// The door of this installation.
#[derive(Debug)]
pub struct Reception {
    /// What every request shares.
    pub office: Arc<Office>,
}

#[async_trait]
impl Door for Reception {
    async fn enter(&self, knock: Knock) -> Result<Entry, ApiError> {
        let desk = self.desk_of(knock.token.as_ref(), &knock.visitor).await?;
        let mut data = Data::default();
        let entry = Entry {
            locale: desk.locale,
            may_introspect: desk.person.is_some() || desk.clock.is_sandbox,
            is_signed_in: desk.person.is_some(),
            data: {
                data.insert(desk);
                data
            },
        };
        Ok(entry)
    }

    async fn sign_in(&self, credentials: Credentials, visitor: &Visitor) -> Result<SecretString, ApiError> {
        let desk = self.desk_of(None, visitor).await?;
        let (token, _) = sign_in(&desk, &credentials.email, credentials.password.expose_secret()).await?;
        Ok(token)
    }

    async fn sign_out(&self, token: SecretString, visitor: &Visitor) -> Result<(), ApiError> {
        // A token that is no longer known is signed out already.
        let Ok(desk) = self.desk_of(Some(&token), visitor).await else { return Ok(()) };
        let hash = hash_of(&token);
        desk.write(async |write| Ok(record_session::end(write, &desk.by, desk.machine_now, &hash).await?)).await
    }

    async fn open_file(&self, knock: Knock, id: &str) -> Result<Option<Download>, ApiError> {
        let desk = self.desk_of(knock.token.as_ref(), &knock.visitor).await?;
        let Some(id) = DOCUMENT.decode(&ID(id.to_owned())).map(DocumentId) else { return Ok(None) };
        let printed = match desk.write(async |write| document_read(write, &desk.by, id).await).await {
            Ok(printed) => printed,
            Err(ApiError::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let content = self.office.files.read(&printed.file).await.map_err(ApiError::internal)?;
        let (name, media_type) = (printed.document.file_name(), printed.file.media_type);
        Ok(Some(Download { name, media_type, content }))
    }

    async fn keep_scan(&self, knock: Knock, contract: &str, pdf: &[u8]) -> Result<Option<Kept>, ApiError> {
        let desk = self.desk_of(knock.token.as_ref(), &knock.visitor).await?;
        desk.may(Permission::RunContracts)?;
        let Some(id) = CONTRACT.decode(&ID(contract.to_owned())).map(ContractId) else { return Ok(None) };
        if contract::find(desk.read(), desk.by.viewer, id).await?.is_none() {
            return Ok(None);
        }
        let file = self.office.files.put(pdf, PDF, desk.by.now).await.map_err(ApiError::internal)?;
        let file_id = file.id;
        let kept = desk.write(async |write| scan_kept(write, &desk.by, (id, file)).await).await;
        if kept.is_err()
            && let Err(error) = self.office.files.forget(file_id).await
        {
            tracing::warn!(file = %file_id, %error, "a file that nothing refers to stays in the store");
        }
        let document = kept?;
        let document_id = DOCUMENT.encode(document.id.0).to_string();
        Ok(Some(Kept { document_id, sha256: document.sha256.unwrap_or_default() }))
    }

    async fn is_ready(&self) -> Result<(), NotReady> {
        match installation::find(self.office.database.read()).await {
            Ok(Some(_)) => Ok(()),
            Ok(None) => Err(NotReady(vec!["installation"])),
            Err(_) => Err(NotReady(vec!["database"])),
        }
    }
}

impl Reception {
    async fn desk_of(&self, token: Option<&SecretString>, visitor: &Visitor) -> Result<Desk, ApiError> {
        let clock = installation::read(self.office.database.read()).await?.clock;
        let machine_now = machine_now();
        let token_hash = token.map(hash_of);
        let person = match &token_hash {
            Some(hash) => Some(Arc::new(self.person_of(hash, machine_now).await?)),
            None => None,
        };
        let request_id = Some(visitor.request_id.clone());
        let by = By {
            viewer: person.as_ref().map_or(Viewer::Visitor, |person| person.viewer()),
            actor: match &person {
                Some(person) => Actor::person(person.id, request_id),
                None => Actor::visitor(request_id),
            },
            now: clock.now,
        };
        let locale = person.as_ref().map_or(visitor.locale, |person| person.locale);
        let (address, office) = (visitor.address, Arc::clone(&self.office));
        Ok(Desk { by, clock, machine_now, person, token_hash, locale, address, office })
    }

    async fn person_of(&self, hash: &str, now: entity::clock::Instant) -> Result<person::Model, ApiError> {
        let found = session::person_of(self.office.database.read(), hash, now).await?;
        found.map(|(_, person)| person).ok_or_else(ApiError::unauthenticated)
    }
}
