//! The whole way of a request, over a small schema that can also misbehave.

use async_graphql::{Context, EmptySubscription, Object, Schema};
use async_trait::async_trait;
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::connect_info::MockConnectInfo,
    http::{Request, Response, StatusCode},
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::*;
use crate::error::ApiError;
use entity::refusal::{Refusal, Words};

struct Query;

#[Object]
impl Query {
    async fn hello(&self) -> &str {
        "xin chào"
    }

    /// Who the door let in.
    async fn me(&self, ctx: &Context<'_>) -> Option<String> {
        ctx.data_opt::<Lan>().map(|_| "Lan".to_owned())
    }

    async fn unpaid(&self) -> Option<Result<i32, ApiError>> {
        Some(Err(Refusal::conflict("SIGNED", Words::new("Chưa thanh toán.", "Unpaid.")).into()))
    }

    async fn broken(&self) -> Result<i32, ApiError> {
        Err(ApiError::broken("secret table name"))
    }

    async fn forgotten(&self, ctx: &Context<'_>) -> async_graphql::Result<i32> {
        ctx.data::<i32>().copied()
    }

    async fn panics(&self) -> i32 {
        "".parse().expect("secret panic")
    }

    async fn day(&self, on: Day) -> i32 {
        on.0
    }
}

struct Mutation;

#[Object]
impl Mutation {
    async fn pay(&self) -> bool {
        true
    }
}

struct Day(i32);

#[async_graphql::Scalar]
impl async_graphql::ScalarType for Day {
    fn parse(value: async_graphql::Value) -> async_graphql::InputValueResult<Self> {
        let async_graphql::Value::Number(number) = value else {
            return Err(async_graphql::InputValueError::expected_type(value));
        };
        Ok(Self(number.as_i64().unwrap_or(0).try_into()?))
    }

    fn to_value(&self) -> async_graphql::Value {
        self.0.into()
    }
}

/// In the context when Lan is signed in.
struct Lan;

/// Knows Lan, whose token is `lan`; lets signed-in people read the schema.
struct House {
    is_ready: bool,
}

#[async_trait]
impl Door for House {
    async fn enter(&self, knock: Knock) -> Result<Entry, ApiError> {
        let mut data = async_graphql::Data::default();
        let token = knock.token.as_ref().map(ExposeSecret::expose_secret);
        let is_signed_in = match token {
            None => false,
            Some("lan") => true,
            Some("hurried") => return Err(ApiError::RateLimited { retry_after_seconds: 9 }),
            Some(_) => return Err(ApiError::unauthenticated()),
        };
        if is_signed_in {
            data.insert(Lan);
        }
        Ok(Entry { data, locale: knock.visitor.locale, may_introspect: is_signed_in, is_signed_in })
    }

    async fn sign_in(&self, credentials: Credentials, _: &Visitor) -> Result<SecretString, ApiError> {
        let is_lan = credentials.email == "lan@example.vn" && credentials.password.expose_secret() == "right";
        if is_lan { Ok("lan".into()) } else { Err(ApiError::unauthenticated()) }
    }

    async fn sign_out(&self, _: SecretString, _: &Visitor) -> Result<(), ApiError> {
        Ok(())
    }

    async fn open_file(&self, knock: Knock, id: &str) -> Result<Option<Download>, ApiError> {
        let is_lans = knock.token.is_some_and(|token| token.expose_secret() == "lan") && id == "hers";
        let (name, media_type) = ("DN-1.pdf".to_owned(), "application/pdf".to_owned());
        Ok(is_lans.then(|| Download { name, media_type, content: b"%PDF-".to_vec() }))
    }

    async fn keep_scan(&self, knock: Knock, contract: &str, pdf: &[u8]) -> Result<Option<Kept>, ApiError> {
        let is_lans = knock.token.is_some_and(|token| token.expose_secret() == "lan") && contract == "hers";
        Ok(is_lans.then(|| Kept { document_id: "scan".to_owned(), sha256: pdf.len().to_string() }))
    }

    async fn is_ready(&self) -> Result<(), NotReady> {
        if self.is_ready { Ok(()) } else { Err(NotReady(vec!["database"])) }
    }
}

fn khu_that(is_ready: bool) -> Router {
    let executor = Schema::new(Query, Mutation, EmptySubscription);
    let origin = "https://khu.example.vn".parse().unwrap();
    let site = Arc::new(Site { origin, trusted_proxies: peer::TrustedProxies::default() });
    let router = router(Web { executor, door: Arc::new(House { is_ready }), site });
    router.layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))))
}

async fn ask(request: Request<Body>) -> Response<Body> {
    khu_that(true).oneshot(request).await.unwrap()
}

/// Status and body of a document posted with these headers.
async fn post(query: &str, headers: &[(&str, &str)]) -> (StatusCode, Value) {
    let mut request = Request::post("/graphql").header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    read(ask(request.body(json!({"query": query}).to_string().into()).unwrap()).await).await
}

async fn read(response: Response<Body>) -> (StatusCode, Value) {
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

const NEW: (&str, &str) = ("accept", "application/graphql-response+json");
const ENGLISH: (&str, &str) = ("accept-language", "en");

#[tokio::test]
async fn a_query_is_answered() {
    assert_eq!(post("{ hello me }", &[]).await, (StatusCode::OK, json!({"data": {"hello": "xin chào", "me": null}})));
    let lan = ("authorization", "Bearer lan");
    assert_eq!(post("{ me }", &[lan]).await.1, json!({"data": {"me": "Lan"}}));
}

#[tokio::test]
async fn an_unknown_token_is_refused_with_a_body() {
    let (status, body) = post("{ hello }", &[("authorization", "Bearer who"), ENGLISH]).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(body, json!({"errors": [{"message": "Sign in first.", "extensions": {"code": "UNAUTHENTICATED"}}]}));
}

#[tokio::test]
async fn who_is_too_hurried_is_told_when_to_come_back() {
    let request = Request::get("/graphql?query=%7Bhello%7D").header("authorization", "Bearer hurried");
    let response = ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()["retry-after"], "9");
}

#[tokio::test]
async fn our_errors_are_worded_in_the_language_asked_for() {
    let told = |message: &str| {
        json!({"data": {"unpaid": null}, "errors": [{"message": message, "locations": [{"line": 1, "column": 3}],
            "path": ["unpaid"], "extensions": {"code": "CONFLICT", "reason": "SIGNED"}}]})
    };
    assert_eq!(post("{ unpaid }", &[ENGLISH]).await, (StatusCode::OK, told("Unpaid.")));
    assert_eq!(post("{ unpaid }", &[("accept-language", "vi-VN")]).await, (StatusCode::OK, told("Chưa thanh toán.")));
}

#[tokio::test]
async fn faults_on_our_side_tell_nothing_but_an_id() {
    for query in ["{ broken }", "{ forgotten }", "{ panics }"] {
        let (_, body) = post(query, &[ENGLISH]).await;
        let error = &body["errors"][0];
        assert_eq!(error["extensions"]["code"], "INTERNAL", "{query}");
        let id = error["extensions"]["id"].as_str().unwrap();
        assert!(error["message"].as_str().unwrap().contains(id), "{body}");
        for secret in ["secret", "i32", "data"] {
            assert!(!error.to_string().contains(secret), "{body}");
        }
    }
}

#[tokio::test]
async fn a_document_that_cannot_be_executed_is_invalid_and_briefly_told() {
    for (query, message) in [
        ("{ hello", "Syntax error: expected selection"),
        ("{ hola }", "Unknown field \"hola\" on type \"Query\"."),
        ("{ day(on: \"x\") }", "Expected input type \"Day\""),
    ] {
        let (status, body) = post(query, &[ENGLISH]).await;
        let error = &body["errors"][0];
        assert_eq!((status, &error["extensions"]["code"]), (StatusCode::OK, &json!("INVALID")), "{body}");
        assert!(error["message"].as_str().unwrap().starts_with(message), "{body}");
    }
    let (status, body) = post("{ hola }", &[NEW]).await;
    assert_eq!((status, body.get("data")), (StatusCode::BAD_REQUEST, None));
}

#[tokio::test]
async fn a_query_that_asks_for_too_much_is_invalid() {
    let deep = format!("{}{}", "{hello".repeat(70), "}".repeat(70));
    let (status, body) = post(&deep, &[NEW]).await;
    assert_eq!(
        (status, &body["errors"][0]["extensions"]["fields"][0]["code"]),
        (StatusCode::BAD_REQUEST, &json!("NESTED_TOO_DEEP"))
    );
}

#[tokio::test]
async fn a_document_full_of_mistakes_does_not_get_a_long_answer() {
    let mistakes = "hola ".repeat(1000);
    let (_, body) = post(&format!("{{ {mistakes} }}"), &[]).await;
    assert_eq!(body["errors"].as_array().unwrap().len(), 20);
}

#[tokio::test]
async fn the_schema_is_told_to_signed_in_people_alone() {
    let query = "{ __schema { queryType { name } } }";
    assert_eq!(post(query, &[]).await.1["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    let (_, body) = post(query, &[("authorization", "Bearer lan")]).await;
    assert_eq!(body, json!({"data": {"__schema": {"queryType": {"name": "Query"}}}}));
}

#[tokio::test]
async fn a_scan_is_kept_for_staff_who_see_the_contract() {
    let leave = async |contract: &str, token: Option<&str>, body: Vec<u8>| {
        let mut request = Request::post(format!("/files/{contract}"));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        read(ask(request.body(body.into()).unwrap()).await).await
    };
    let pdf = || b"%PDF-1.7 scanned".to_vec();
    let kept = json!({"documentId": "scan", "sha256": "16"});
    assert_eq!(leave("hers", Some("lan"), pdf()).await, (StatusCode::CREATED, kept));
    let long = || [pdf(), vec![b' '; 10 << 20]].concat();
    let table = [
        ("hers", None, pdf(), StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"),
        ("another's", Some("lan"), pdf(), StatusCode::NOT_FOUND, "NOT_FOUND"),
        ("hers", Some("lan"), b"GIF89a".to_vec(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "INVALID"),
        ("hers", Some("lan"), Vec::new(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "INVALID"),
        ("hers", Some("lan"), long(), StatusCode::PAYLOAD_TOO_LARGE, "INVALID"),
    ];
    for (contract, token, body, status, code) in table {
        let (found, refused) = leave(contract, token, body).await;
        assert_eq!((found, &refused["errors"][0]["extensions"]["code"]), (status, &json!(code)), "{refused}");
    }
}

#[tokio::test]
async fn a_link_reads_but_never_changes() {
    let get = |query: &str| Request::get(format!("/graphql?query={query}")).body(Body::empty()).unwrap();
    assert_eq!(ask(get("%7Bhello%7D")).await.status(), StatusCode::OK);
    let response = ask(get("mutation%7Bpay%7D")).await;
    assert_eq!(
        (response.status(), &response.headers()["allow"]),
        (StatusCode::METHOD_NOT_ALLOWED, &"POST".parse().unwrap())
    );
    assert_eq!(read(response).await.1["errors"][0]["extensions"]["code"], "INVALID");
    assert_eq!(post("mutation { pay }", &[]).await.1, json!({"data": {"pay": true}}));
}

#[tokio::test]
async fn a_body_over_the_limit_gets_a_body() {
    let (status, body) = post(&"#".repeat(200 << 10), &[]).await;
    assert_eq!((status, &body["errors"][0]["extensions"]["field"]), (StatusCode::PAYLOAD_TOO_LARGE, &json!("body")));
}

#[tokio::test]
async fn the_playground_signs_in_by_cookie_and_out_again() {
    let session = |method: &str, body: &str| {
        let request = Request::builder().method(method).uri("/session").header("content-type", "application/json");
        request
            .header("x-khu-csrf", "1")
            .header("origin", "https://khu.example.vn")
            .body(body.to_owned().into())
            .unwrap()
    };
    let response = ask(session("POST", r#"{"email":"lan@example.vn","password":"right"}"#)).await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(response.headers()["set-cookie"], "khu_session=lan; Path=/; HttpOnly; SameSite=Strict; Secure");

    let cookie = ("cookie", "khu_session=lan");
    assert_eq!(post("{ me }", &[cookie]).await.0, StatusCode::FORBIDDEN);
    let from_our_page = [cookie, ("x-khu-csrf", "1"), ("sec-fetch-site", "same-origin")];
    assert_eq!(post("{ me }", &from_our_page).await.1, json!({"data": {"me": "Lan"}}));

    let response = ask(session("DELETE", "")).await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert!(response.headers()["set-cookie"].to_str().unwrap().contains("Max-Age=0"));

    let wrong = ask(session("POST", r#"{"email":"lan@example.vn","password":"wrong"}"#)).await;
    assert_eq!(read(wrong).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(ask(session("POST", r#"{"email":"lan@example.vn"}"#)).await.status(), StatusCode::BAD_REQUEST);
    let from_elsewhere =
        Request::post("/session").header("content-type", "application/json").body("{}".into()).unwrap();
    assert_eq!(ask(from_elsewhere).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_answer_carries_its_id_and_the_security_headers() {
    for path in ["/livez", "/graphql", "/nowhere"] {
        let request = Request::get(path).header("x-request-id", "id-7").body(Body::empty()).unwrap();
        let response = ask(request).await;
        assert_eq!(response.headers()["x-request-id"], "id-7", "{path}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff", "{path}");
        assert!(
            response.headers()["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn readiness_names_what_is_missing() {
    let readyz = || Request::get("/readyz").body(Body::empty()).unwrap();
    assert_eq!(read(ask(readyz()).await).await, (StatusCode::OK, json!({"ready": true})));
    let response = khu_that(false).oneshot(readyz()).await.unwrap();
    assert_eq!(
        read(response).await,
        (StatusCode::SERVICE_UNAVAILABLE, json!({"ready": false, "missing": ["database"]}))
    );
}
