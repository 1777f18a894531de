//! The ready operations: one file each, which begins with what it is.
//!
//! ```text
//! # title: My contracts | Hợp đồng của tôi
//! # about: The first ten. | Mười hợp đồng đầu tiên.
//! # group: clients
//! # variables: {"first": 10}
//! # fill: {"filter.customerId": "{ customers(first: 1) { nodes { id } } }"}
//! query MyContracts($first: Int!) { … }
//! ```
//! `fill` says with which question a variable is filled in when the operation is opened, so that it can be run as it stands:
//! the first value in the answer is taken.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Serialize;
use serde_json::Value;

use super::page::Asset;

/// An operation to be opened and run in the playground.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Operation {
    /// What the list shows.
    pub title: Bilingual,
    /// What it does, in a sentence or two.
    pub about: Bilingual,
    /// Who it is for: `clients`, `staff` or `admins`.
    pub group: &'static str,
    /// The variables to start from, as JSON text; empty if it takes none.
    pub variables: String,
    /// By the path of a variable, the question whose first value fills it in.
    pub fill: BTreeMap<String, String>,
    /// The document, without its comments at the head.
    pub query: &'static str,
}

/// A short text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bilingual {
    /// In English.
    pub en: &'static str,
    /// In Vietnamese.
    pub vi: &'static str,
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("operations/", $name, ".graphql")))),+]
    };
}

/// Every file of `operations/`, in the order of the list.
const FILES: &[(&str, &str)] = &files![
    "who-am-i",
    "service-packages",
    "compare-packages",
    "submit-inquiry",
    "contracts",
    "contract",
    "next-actions",
    "timeline",
    "what-to-pay",
    "statement",
    "documents",
    "work-plan",
    "acceptance",
    "accept-work",
    "warranty",
    "file-warranty-claim",
    "support-tickets",
    "open-support-ticket",
    "change-password",
    "inquiries",
    "quotes",
    "late-payers",
    "customers",
    "payments",
    "register-contract",
    "propose-work-plan",
    "triage-warranty-claim",
    "resolve-warranty-claim",
    "request-payment",
    "record-payment",
    "reverse-payment",
    "promise-to-pay",
    "forecast",
    "notices",
    "clock",
    "advance-clock",
    "jobs",
    "job-runs",
    "run-job",
    "retry-job-run",
    "mails",
    "doubtful-mails",
    "resend-mail",
    "ladder-overrides",
    "audit-trail",
    "people",
    "invite-person",
    "provider",
    "calendar",
];

/// All of them, in the order of the list.
pub fn ready() -> Vec<Operation> {
    FILES.iter().filter_map(|(_, text)| Operation::parse(text)).collect()
}

/// What the page loads.
pub(super) fn as_json() -> Asset {
    static JSON: LazyLock<String> = LazyLock::new(|| serde_json::json!(ready()).to_string());
    Asset::new("application/json", &JSON)
}

impl Operation {
    /// Reads a file; `None` if its head is not complete, which a test excludes.
    fn parse(text: &'static str) -> Option<Self> {
        let told =
            |key: &str| text.lines().find_map(|line| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(": "));
        let both = |key: &str| told(key)?.split_once(" | ").map(|(en, vi)| Bilingual { en, vi });
        let variables = match told("variables") {
            Some(json) => format!("{:#}", serde_json::from_str::<Value>(json).ok()?),
            None => String::new(),
        };
        let fill = told("fill").map_or(Ok(BTreeMap::new()), serde_json::from_str).ok()?;
        let query = text.get(text.find("\nquery ").or_else(|| text.find("\nmutation "))?..)?.trim_start();
        Some(Self { title: both("title")?, about: both("about")?, group: told("group")?, variables, fill, query })
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::Variables;

    use super::*;

    #[test]
    fn every_file_is_listed_and_complete() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/playground/operations");
        let mut files: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        let mut listed: Vec<String> = FILES.iter().map(|(name, _)| format!("{name}.graphql")).collect();
        files.sort();
        listed.sort();
        assert_eq!(files, listed);
        for (name, text) in FILES {
            let operation = Operation::parse(text).unwrap_or_else(|| panic!("{name} lacks a part of its head"));
            assert!(["clients", "staff", "admins"].contains(&operation.group), "{name}");
        }
    }

    /// Validated, not executed: the library resolves nothing but the schema itself in that mode.
    async fn mistakes(query: &str, variables: &str) -> Vec<String> {
        let variables = Variables::from_json(serde_json::from_str(variables).unwrap_or_default());
        let request = async_graphql::Request::new(query).variables(variables);
        let answer = crate::schema::schema().execute(request.only_introspection()).await;
        let told = answer.errors.into_iter().map(|error| error.message);
        told.filter(|message| message != "Schema is not configured for mutations.").collect()
    }

    #[tokio::test]
    async fn every_operation_fits_the_schema_with_its_variables() {
        for operation in ready() {
            let none = Vec::<String>::new();
            assert_eq!(mistakes(operation.query, &operation.variables).await, none, "{}", operation.title.en);
            for (path, question) in operation.fill {
                assert_eq!(mistakes(&question, "").await, none, "{path} of {}", operation.title.en);
            }
        }
    }
}
