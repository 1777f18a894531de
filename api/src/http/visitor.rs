//! Where a request comes from: its address, its id, the language it asks for.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Instant,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};
use entity::value::locale::Locale;
use tracing::Instrument;

use super::{Site, language, peer, request_id};

/// What is known of a request before anybody has been recognised.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The client's address, through the proxies that are trusted.
    pub address: IpAddr,
    /// The id under which the request stands in the log and in the audit trail.
    pub request_id: String,
    /// The language asked for by `Accept-Language`, Vietnamese if none of ours was.
    pub locale: Locale,
}

/// Finds out who is visiting, gives the request its id and its line in the log.
///
/// The line tells method, path, status and time; never the query string, which may carry what a person typed.
pub async fn welcome(
    State(site): State<Arc<Site>>,
    ConnectInfo(socket): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let visitor = Visitor {
        address: peer::address(socket.ip(), headers, &site.trusted_proxies),
        request_id: request_id::of(headers),
        locale: language::wanted(headers),
    };
    let span = tracing::info_span!("request", request_id = %visitor.request_id, method = %request.method(), path = request.uri().path());
    let id = HeaderValue::from_str(&visitor.request_id);
    request.extensions_mut().insert(visitor);
    async {
        let began_at = Instant::now();
        let mut response = next.run(request).await;
        if let Ok(id) = id {
            response.headers_mut().insert(request_id::NAME, id);
        }
        tracing::info!(status = response.status().as_u16(), elapsed_us = began_at.elapsed().as_micros(), "answered");
        response
    }
    .instrument(span)
    .await
}
