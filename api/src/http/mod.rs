//! The web side: GraphQL over HTTP to its specification, the playground and its session, health.
//!
//! It knows nothing of the business. Who is asking, and what a resolver finds in its context, is said by the [`Door`];
//! what the schema answers, by its executor.
//!
//! A request passes [`request_id`], [`headers`], [`mod@panic`], and then one of [`graphql`], [`session`], [`files`], [`health`] or the [playground](crate::playground).

pub mod accept;
pub mod cookie;
pub mod door;
pub mod files;
pub mod graphql;
pub mod headers;
pub mod health;
pub mod language;
pub mod limits;
pub mod panic;
pub mod peer;
pub mod request;
pub mod request_id;
pub mod respond;
pub mod session;
pub mod site;
pub mod visitor;

#[cfg(test)]
mod tests;

use std::{net::SocketAddr, sync::Arc};

use async_graphql::Executor;
use axum::{
    Router,
    http::StatusCode,
    middleware,
    routing::{any, get, post},
};
use tokio::net::TcpListener;

pub use door::{Credentials, Door, Download, Entry, Kept, Knock, NotReady};
pub use site::Site;
pub use visitor::Visitor;

/// What every handler of the web side works with.
pub struct Web<E> {
    /// Answers GraphQL requests.
    pub executor: E,
    /// Says who is asking.
    pub door: Arc<dyn Door>,
    /// Where this installation is found.
    pub site: Arc<Site>,
}

impl<E: Clone> Clone for Web<E> {
    fn clone(&self) -> Self {
        Self { executor: self.executor.clone(), door: Arc::clone(&self.door), site: Arc::clone(&self.site) }
    }
}

/// Everything that is served: `/graphql`, `/session`, `/files`, `/livez`, `/readyz`, and the playground at `/`.
pub fn router<E: Executor>(web: Web<E>) -> Router {
    let site = Arc::clone(&web.site);
    Router::new()
        .route("/graphql", any(graphql::answer::<E>))
        .route("/session", post(session::open::<E>).delete(session::close::<E>))
        .route("/files/{id}", get(files::read::<E>).post(files::keep::<E>))
        .route("/livez", get(health::is_alive))
        .route("/readyz", get(health::is_ready::<E>))
        .with_state(web)
        .merge(crate::playground::routes())
        .fallback(async || (StatusCode::NOT_FOUND, "nothing is found here\n"))
        .layer(middleware::from_fn(panic::catch))
        .layer(middleware::from_fn(headers::secure))
        .layer(middleware::from_fn_with_state(site, visitor::welcome))
}

/// Serves until `stop` resolves, then lets running requests end.
///
/// Refuses with the system's error when the listener breaks.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(stop).await
}
