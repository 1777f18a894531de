//! Rule: what a version of a quote may be drafted with. It is checked as a whole: every mistake is named at once.

use super::content::{Content, Line};
use crate::catalogue::offer::InstalmentPlan;
use crate::catalogue::service_package;
use crate::catalogue::vat::{Rate, VatCategory, rate_on, vat_of};
use crate::refusal::{Mistakes, Refusal, Words};
use crate::value::currency::Currency;
use crate::value::id::ServicePackageId;
use crate::value::money::Money;
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

const MOST_LINES: usize = 50;
const LONGEST_NAME: usize = 300;
const LONGEST_TITLE: usize = 200;
const LONGEST_REASON: usize = 1_000;
const LONGEST_TERMS: usize = 4_000;
const LONGEST_WARRANTY: i32 = 120;
const LONGEST_WORK: i32 = 1_000;
/// A quote that is open longer than a year is none.
const LONGEST_VALIDITY: Days = Days::new(366);

/// A version of a quote as somebody enters it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is about, 1 to 200 characters.
    pub title: String,
    /// The currency of every amount; the customer's kind must allow it.
    pub currency: Currency,
    /// 1 to 50 lines, one at least not optional.
    pub lines: Vec<LineInput>,
    /// When the price is paid: parts that are the whole of it.
    pub instalments: InstalmentPlan,
    /// How many working days the work takes, 1 to 1,000.
    pub working_days: i32,
    /// The terms in words, 1 to 4,000 characters.
    pub terms: String,
    /// The last day on which it can be accepted: today or later, within a year.
    pub valid_until: NaiveDate,
    /// Why a package that was selected is not among the lines; needed when one is missing (P1).
    pub omission: Option<String>,
}

/// One line: from a package, with what departs from it, or as free text with everything said.
#[derive(Clone, Debug, Default)]
pub struct LineInput {
    /// The package it comes from.
    pub package_id: Option<ServicePackageId>,
    /// The name in both languages; the package's if it is not said.
    pub name: Option<Words>,
    /// The price without VAT; the package's if it is not said.
    pub net: Option<String>,
    /// How it is taxed; as the package if it is not said.
    pub vat_category: Option<VatCategory>,
    /// 0 to 120 months; the package's if it is not said.
    pub warranty_months: Option<i32>,
    /// Whether the customer may leave it out.
    pub is_optional: bool,
    /// Why it is offered although the customer did not select it; needed then (P1).
    pub departure: Option<String>,
}

/// What a draft is checked against.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) today: NaiveDate,
    pub(super) selected: Vec<ServicePackageId>,
    pub(super) packages: HashMap<ServicePackageId, service_package::Model>,
    pub(super) rates: Vec<Rate>,
    pub(super) may_agree_on_currency: bool,
}

impl Draft {
    /// What the version says, or every mistake in it.
    pub(super) fn read(&self, facts: &Facts) -> Result<Content, Refusal> {
        let mut mistakes = Mistakes::default();
        let title = mistakes.line("title", &self.title, LONGEST_TITLE);
        if !facts.may_agree_on_currency {
            let words = Words::new(
                "Khách hàng trong nước chỉ được báo giá bằng VND.",
                "A domestic customer may only be quoted in VND.",
            );
            mistakes.note("currency", "NOT_ALLOWED", words);
        }
        let lines = self.lines(&mut mistakes, facts);
        let instalments = self.instalments(&mut mistakes);
        if !(1..=LONGEST_WORK).contains(&self.working_days) {
            mistakes.note("workingDays", "OUT_OF_RANGE", range(1, LONGEST_WORK));
        }
        let terms = mistakes.lines("terms", &self.terms, LONGEST_TERMS);
        self.check_validity(&mut mistakes, facts.today);
        let omission = self.omission(&mut mistakes, facts);
        let lines = mistakes.taken(lines)?;
        Ok(Content {
            title,
            currency: self.currency,
            lines,
            instalments,
            working_days: self.working_days,
            terms,
            valid_until: self.valid_until,
            omission,
        })
    }

    fn lines(&self, mistakes: &mut Mistakes, facts: &Facts) -> Option<Vec<Line>> {
        if !(1..=MOST_LINES).contains(&self.lines.len()) {
            let words = Words::new(
                format!("Báo giá có từ 1 đến {MOST_LINES} dòng."),
                format!("A quote has 1 to {MOST_LINES} lines."),
            );
            mistakes.note("lines", "WRONG_COUNT", words);
            return None;
        }
        if self.lines.iter().all(|line| line.is_optional) {
            let words =
                Words::new("Phải có ít nhất một dòng không tuỳ chọn.", "One line at least must not be optional.");
            mistakes.note("lines", "ALL_OPTIONAL", words);
        }
        let read = self.lines.iter().enumerate();
        let read: Vec<_> = read.map(|(place, line)| line.read(mistakes, facts, (place, self.currency))).collect();
        read.into_iter().collect()
    }

    fn instalments(&self, mistakes: &mut Mistakes) -> InstalmentPlan {
        if self.instalments.0.is_empty() {
            let words = Words::new("Báo giá cần ít nhất một đợt thanh toán.", "A quote needs an instalment at least.");
            mistakes.note("instalments", "EMPTY", words);
        }
        self.instalments.read(mistakes, "instalments")
    }

    fn check_validity(&self, mistakes: &mut Mistakes, today: NaiveDate) {
        let latest = today.checked_add_days(LONGEST_VALIDITY).unwrap_or(today);
        if !(today..=latest).contains(&self.valid_until) {
            let words = Words::new(
                format!("Ngày cuối hiệu lực phải từ {today} đến {latest}."),
                format!("The last day must be between {today} and {latest}."),
            );
            mistakes.note("validUntil", "OUT_OF_RANGE", words);
        }
    }

    /// Why something that was selected is not offered (P1).
    fn omission(&self, mistakes: &mut Mistakes, facts: &Facts) -> Option<String> {
        let is_offered = |id: &ServicePackageId| self.lines.iter().any(|line| line.package_id == Some(*id));
        let is_missing = !facts.selected.iter().all(is_offered);
        let reason = mistakes.optional_lines("omission", self.omission.as_deref(), LONGEST_REASON);
        if is_missing && reason.is_none() {
            let words = Words::new(
                "Có gói khách hàng đã chọn mà báo giá không có: hãy nêu lý do.",
                "A package that the customer selected is missing: say why.",
            );
            mistakes.note("omission", "REQUIRED", words);
        }
        reason.filter(|_| is_missing)
    }
}

impl LineInput {
    fn read(&self, mistakes: &mut Mistakes, facts: &Facts, (place, currency): (usize, Currency)) -> Option<Line> {
        let path = |field: &str| format!("lines.{place}.{field}");
        let package = self.package_id.and_then(|id| facts.packages.get(&id));
        if self.package_id.is_some() && package.is_none() {
            let words = Words::new("Không có gói dịch vụ này.", "There is no such service package.");
            mistakes.note(path("servicePackageId"), "UNKNOWN", words);
            return None;
        }
        let name = self.name(mistakes, place, package);
        let net = self.net(mistakes, &path("net"), (currency, package));
        let category = self.vat_category.or(package.map(|package| package.vat_category));
        let rate = category.and_then(|category| Some((category, rate_on(&facts.rates, category, facts.today).ok()?)));
        if rate.is_none() {
            mistakes.note(path("vatCategory"), "REQUIRED", required());
        }
        let months = self.warranty_months.or(package.map(|package| package.warranty_months)).unwrap_or_default();
        if !(0..=LONGEST_WARRANTY).contains(&months) {
            mistakes.note(path("warrantyMonths"), "OUT_OF_RANGE", range(0, LONGEST_WARRANTY));
        }
        let departure = self.departure(mistakes, facts, &path("departure"));
        let (net, (vat_category, vat_rate_basis_points)) = net.zip(rate)?;
        let vat = vat_of(net, vat_rate_basis_points).ok()?;
        Some(Line {
            package_id: self.package_id,
            name: name?,
            net_minor: net.minor(),
            vat_category,
            vat_rate_basis_points,
            vat_minor: vat.minor(),
            warranty_months: months,
            workflow: package.map(|package| package.workflow.clone()).unwrap_or_default(),
            response_hours: package.and_then(|package| package.response_hours),
            is_optional: self.is_optional,
            departure,
        })
    }

    fn name(&self, mistakes: &mut Mistakes, place: usize, package: Option<&service_package::Model>) -> Option<Words> {
        match (&self.name, package) {
            (Some(name), _) => {
                let vi = mistakes.line(&format!("lines.{place}.nameVi"), &name.vi, LONGEST_NAME);
                let en = mistakes.line(&format!("lines.{place}.nameEn"), &name.en, LONGEST_NAME);
                Some(Words::new(vi, en))
            }
            (None, Some(package)) => Some(Words::new(&package.name_vi, &package.name_en)),
            (None, None) => {
                mistakes.note(format!("lines.{place}.nameVi"), "REQUIRED", required());
                None
            }
        }
    }

    fn net(
        &self,
        mistakes: &mut Mistakes,
        field: &str,
        (currency, package): (Currency, Option<&service_package::Model>),
    ) -> Option<Money> {
        if let Some(entered) = &self.net {
            return mistakes.amount(field, entered, currency);
        }
        let price = package.map(service_package::Model::price).filter(|price| price.currency() == currency);
        if price.is_none() {
            mistakes.note(field, "REQUIRED", required());
        }
        price
    }

    /// Why it is offered, where the customer did not select it (P1).
    fn departure(&self, mistakes: &mut Mistakes, facts: &Facts, field: &str) -> Option<String> {
        let is_selected = self.package_id.is_some_and(|id| facts.selected.contains(&id));
        let reason = mistakes.optional_lines(field, self.departure.as_deref(), LONGEST_REASON);
        if !is_selected && reason.is_none() {
            let words = Words::new(
                "Khách hàng không chọn hạng mục này: hãy nêu lý do đề xuất.",
                "The customer did not select this: say why it is offered.",
            );
            mistakes.note(field, "REQUIRED", words);
        }
        reason.filter(|_| !is_selected)
    }
}

fn required() -> Words {
    Words::new("Cần nhập nội dung này.", "This is needed here.")
}

fn range(least: i32, most: i32) -> Words {
    Words::new(format!("Phải từ {least} đến {most}."), format!("It must be {least} to {most}."))
}
