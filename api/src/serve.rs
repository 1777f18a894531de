//! Serving: the checks before the first request, then requests until told to stop.

use std::sync::Arc;

use entity::access::MasterKey;
use entity::database::{Database, OpenRefused, Opening};
use entity::file::{Files, FilesSetting, FilesUnusable};
use entity::installation::readiness::{self, NotReady};
use sea_orm::DbErr;
use secrecy::ExposeSecret;
use tokio::net::TcpListener;

use crate::desk::Office;
use crate::http::{self, Site, Web};
use crate::reception::Reception;
use crate::schema::schema;
use crate::settings::Settings;

/// Why the api does not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeRefused {
    /// See [`OpenRefused`].
    #[error(transparent)]
    Database(#[from] OpenRefused),
    /// Tables or the installation are missing, or the key is another one's.
    #[error(transparent)]
    NotReady(#[from] NotReady),
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {address}: {error}")]
    Listen {
        /// `KHU_LISTEN`.
        address: std::net::SocketAddr,
        /// What the system says.
        error: std::io::Error,
    },
    /// Documents cannot be read from where they are to be.
    #[error(transparent)]
    Files(#[from] FilesUnusable),
    /// The listener broke.
    #[error("serving ended: {0}")]
    Broken(#[from] std::io::Error),
    /// The connections did not close.
    #[error("the database did not close: {0}")]
    Closing(#[from] DbErr),
}

/// Serves with these settings until `stop` resolves; requests that run then may end.
pub async fn serve(settings: Settings, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeRefused> {
    let database = Database::open(Opening::of(settings.database_url.expose_secret())).await?;
    let address = settings.listen;
    let listener = TcpListener::bind(address).await.map_err(|error| ServeRefused::Listen { address, error })?;
    serve_on(listener, database.clone(), (settings.key, settings.site, settings.files), stop).await?;
    Ok(database.close().await?)
}

/// Serves an open database on an open listener.
pub async fn serve_on(
    listener: TcpListener,
    database: Database,
    (key, site, files): (MasterKey, Site, FilesSetting),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeRefused> {
    readiness::check(&database, &key).await?;
    let files = Files::open(&files, key.clone())?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    let office = Arc::new(Office { database, files, key });
    let web = Web { executor: schema(), door: Arc::new(Reception { office }), site: Arc::new(site) };
    Ok(http::serve(listener, http::router(web), stop).await?)
}
