//! Whether the process lives, and whether it can answer.

use async_graphql::Executor;
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{NotReady, Web};

/// `/livez`: the process answers. A failure means: restart it.
pub async fn is_alive() -> &'static str {
    "alive\n"
}

/// `/readyz`: requests can be answered now; 503 and what is missing otherwise. A failure means: send requests elsewhere.
pub async fn is_ready<E: Executor>(State(web): State<Web<E>>) -> Response {
    match web.door.is_ready().await {
        Ok(()) => Json(json!({"ready": true})).into_response(),
        Err(NotReady(missing)) => {
            tracing::warn!(?missing, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({"ready": false, "missing": missing}))).into_response()
        }
    }
}
