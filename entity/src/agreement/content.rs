//! Rule: what a version of a contract's text says. It never changes: whoever signs, signs exactly this (S2).

use crate::catalogue::offer::Workflow;
use crate::catalogue::trigger::DueEvent;
use crate::catalogue::vat::VatCategory;
use crate::refusal::Words;
use crate::value::currency::Currency;
use crate::value::money::Money;
use crate::value::sha256::sha256;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

/// Everything a version of a contract's text says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(rename_all = "camelCase")]
pub struct Content {
    /// By what the contract is known.
    pub reference: String,
    /// What it is about.
    pub title: String,
    /// By what the quote is known that was accepted; none for a contract that was entered by itself.
    pub quote_reference: Option<String>,
    /// The clauses, in order: the general terms among them, as they stood in the library when the text was drawn up.
    pub clauses: Vec<ClauseText>,
    /// What both agreed on for this contract alone, in the words of its language.
    pub special_terms: Option<String>,
    /// What is delivered.
    pub scope: Vec<ScopeLine>,
    /// The currency of every amount.
    pub currency: Currency,
    /// The price without VAT, in minor units.
    pub net_minor: i64,
    /// The VAT on it, in minor units.
    pub vat_minor: i64,
    /// Both together.
    pub total_minor: i64,
    /// When it is paid; the amounts add up to the total.
    pub instalments: Vec<InstalmentText>,
    /// How many working days the work takes, where it was quoted.
    pub working_days: Option<i32>,
    /// What is done, by whom and in which order; empty where nothing was quoted.
    pub workflow: Workflow,
    /// Within how many working hours questions and claims are answered (P3).
    pub response_hours: u32,
    /// The warranty in words (P5).
    pub warranty_terms: String,
}

/// A clause as it stood in the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClauseText {
    /// By what the library knows it: `P1`, `PAYMENT`.
    pub code: String,
    /// Which version of it.
    pub version: i32,
    /// Its heading.
    pub heading: Words,
    /// What it says; a line is a paragraph.
    pub body: Words,
}

/// What is delivered, and for how much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScopeLine {
    /// What it is.
    pub name: Words,
    /// The price without VAT, in minor units.
    pub net_minor: i64,
    /// How it is taxed.
    pub vat_category: VatCategory,
    /// The rate, in basis points.
    pub vat_rate_basis_points: i32,
    /// The VAT, in minor units.
    pub vat_minor: i64,
    /// Months of warranty from acceptance; 0 for none.
    pub warranty_months: i32,
}

/// A part of the price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InstalmentText {
    /// What it is called.
    pub label: String,
    /// How much, in minor units.
    pub amount_minor: i64,
    /// When it falls due.
    pub due: DueText,
}

/// When a part of the price falls due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "by")]
pub enum DueText {
    /// On a day.
    Day {
        /// Which one.
        on: chrono::NaiveDate,
    },
    /// After something has happened.
    Event {
        /// What.
        event: DueEvent,
        /// How many days later.
        days: i32,
        /// Whether only working days count.
        in_working_days: bool,
    },
}

impl Content {
    /// An amount of it.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// The SHA-256, in hexadecimal, of this content as a version of the contract's text.
    pub fn hash(&self, number: i32) -> String {
        sha256(serde_json::json!([number, self]).to_string().as_bytes())
    }
}
