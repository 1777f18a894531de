//! The playground at `/`: an own small page without internet or build step, served from the binary.
//!
//! `page/` holds what a browser loads, plain modules by subject; `operations/` the ready operations.

mod operations;
mod page;

use axum::{Router, http::HeaderMap, routing::get};

pub use operations::{Operation, ready};
use page::{Asset, page};

/// The page at `/`, its parts under `/playground/`, and the ready operations as JSON.
pub fn routes() -> Router {
    let served = |asset: Asset| get(async move |headers: HeaderMap| asset.answer(&headers));
    let router = Router::new().route("/playground/operations.json", served(operations::as_json()));
    page().into_iter().fold(router, |router, (path, asset)| router.route(path, served(asset)))
}
