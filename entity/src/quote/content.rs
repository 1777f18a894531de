//! Rule: what a version of a quote says. It never changes after drafting: whoever accepts, accepts exactly this hash.

use crate::catalogue::offer::{InstalmentPlan, Workflow};
use crate::catalogue::vat::VatCategory;
use crate::refusal::Words;
use crate::value::currency::Currency;
use crate::value::id::ServicePackageId;
use crate::value::sha256::sha256;
use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

/// One line of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// The package it comes from; `None` for free text.
    pub package_id: Option<ServicePackageId>,
    /// What is delivered.
    pub name: Words,
    /// The price without VAT, in minor units of the quote's currency.
    pub net_minor: i64,
    /// How it is taxed.
    pub vat_category: VatCategory,
    /// The rate on the day of drafting, in basis points.
    pub vat_rate_basis_points: i32,
    /// The VAT by that rate, rounded per line.
    pub vat_minor: i64,
    /// The warranty on it, 0 to 120 months.
    pub warranty_months: i32,
    /// What is done for it, by whom and in which order; empty for free text.
    pub workflow: Workflow,
    /// Within how many working hours questions and claims about it are answered, where its package says so (P3).
    pub response_hours: Option<i32>,
    /// Whether the customer may leave it out.
    pub is_optional: bool,
    /// Why it departs from what the customer selected; `None` where it does not (P1).
    pub departure: Option<String>,
}

/// Everything a version of a quote says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(rename_all = "camelCase")]
pub struct Content {
    /// What it is about.
    pub title: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// What is delivered: 1 to 50 lines, of which one at least is not optional.
    pub lines: Vec<Line>,
    /// When the price is paid.
    pub instalments: InstalmentPlan,
    /// How many working days the work takes.
    pub working_days: i32,
    /// The terms in words, warranty included.
    pub terms: String,
    /// The last day on which it can be accepted.
    pub valid_until: NaiveDate,
    /// Why a selected package is not in it; `None` when all are (P1).
    pub omission: Option<String>,
}

impl Content {
    /// Whether anything departs from what the customer selected: then they must consent to it (P1).
    pub fn has_departures(&self) -> bool {
        self.omission.is_some() || self.lines.iter().any(|line| line.departure.is_some())
    }

    /// The SHA-256, in hexadecimal, of this content under its reference and number.
    pub fn hash(&self, (reference, number): (&str, i32)) -> String {
        let text = serde_json::json!([reference, number, self]).to_string();
        sha256(text.as_bytes())
    }
}
