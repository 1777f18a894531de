//! What is delivered, at which price and tax.

use super::{Facts, Line, Registration};
use crate::catalogue::service_package;
use crate::catalogue::vat::{VatCategory, rate_on, vat_of};
use crate::refusal::{Mistakes, Words};
use crate::value::id::ServicePackageId;
use crate::value::money::Money;

const MOST_LINES: usize = 50;
const LONGEST_NAME: usize = 300;
const LONGEST_WARRANTY: i32 = 120;

/// A line without a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::life) struct Work {
    pub(in crate::life) package_id: Option<ServicePackageId>,
    pub(in crate::life) name_vi: String,
    pub(in crate::life) name_en: String,
    pub(in crate::life) net: Money,
    pub(in crate::life) vat_category: VatCategory,
    pub(in crate::life) vat_rate_basis_points: i32,
    pub(in crate::life) vat: Money,
    pub(in crate::life) warranty_months: i32,
}

impl Registration {
    /// All lines, or nothing when one has a mistake.
    pub(super) fn scope_of_work(&self, mistakes: &mut Mistakes, facts: &Facts) -> Option<Vec<Work>> {
        if !(1..=MOST_LINES).contains(&self.deliverables.len()) {
            let words = Words::new(
                format!("Hợp đồng có từ 1 đến {MOST_LINES} hạng mục."),
                format!("A contract has 1 to {MOST_LINES} deliverables."),
            );
            mistakes.note("deliverables", "WRONG_COUNT", words);
            return None;
        }
        let lines = self.deliverables.iter().enumerate();
        let work: Vec<_> = lines.map(|(place, line)| self.work(mistakes, facts, (place, line))).collect();
        work.into_iter().collect()
    }

    fn work(&self, mistakes: &mut Mistakes, facts: &Facts, (place, line): (usize, &Line)) -> Option<Work> {
        let path = |field: &str| format!("deliverables.{place}.{field}");
        let package = line.package_id.and_then(|id| facts.packages.get(&id));
        if line.package_id.is_some() && package.is_none() {
            let words = Words::new("Không có gói dịch vụ này.", "There is no such service package.");
            mistakes.note(path("packageId"), "UNKNOWN", words);
            return None;
        }
        let name_vi = name(mistakes, &path("nameVi"), (line.name_vi.as_deref(), package.map(|it| it.name_vi.as_str())));
        let name_en = name(mistakes, &path("nameEn"), (line.name_en.as_deref(), package.map(|it| it.name_en.as_str())));
        let net = self.net(mistakes, &path("net"), (line, package));
        let tax = self.tax(mistakes, facts, (&path("vatCategory"), line, package));
        let warranty_months = warranty(mistakes, &path("warrantyMonths"), (line, package));
        let ((net, (vat_category, vat_rate_basis_points)), warranty_months) = net.zip(tax).zip(warranty_months)?;
        let vat = vat_of(net, vat_rate_basis_points).ok()?;
        let package_id = line.package_id;
        Some(Work { package_id, name_vi, name_en, net, vat_category, vat_rate_basis_points, vat, warranty_months })
    }

    fn net(
        &self,
        mistakes: &mut Mistakes,
        field: &str,
        (line, package): (&Line, Option<&service_package::Model>),
    ) -> Option<Money> {
        if let Some(entered) = &line.net {
            return mistakes.amount_or_nothing(field, entered, self.currency);
        }
        let price = package.map(service_package::Model::price).filter(|price| price.currency() == self.currency);
        if price.is_none() {
            mistakes.note(field, "REQUIRED", required());
        }
        price
    }

    /// The category with the rate of the day of signing.
    fn tax(
        &self,
        mistakes: &mut Mistakes,
        facts: &Facts,
        (field, line, package): (&str, &Line, Option<&service_package::Model>),
    ) -> Option<(VatCategory, i32)> {
        let Some(category) = line.vat_category.or(package.map(|package| package.vat_category)) else {
            mistakes.note(field, "REQUIRED", required());
            return None;
        };
        let Ok(rate) = rate_on(&facts.rates, category, self.signed_on) else {
            let words = Words::new(
                format!("Không có thuế suất cho loại này vào ngày {}.", self.signed_on),
                format!("No rate of this category is known for {}.", self.signed_on),
            );
            mistakes.note(field, "NO_RATE", words);
            return None;
        };
        Some((category, rate))
    }

    /// Net, VAT and total of the lines, which must be the total of the contract.
    pub(super) fn sums(
        &self,
        mistakes: &mut Mistakes,
        work: &[Work],
        total: Option<Money>,
    ) -> Option<(Money, Money, Money)> {
        let net = Money::sum(self.currency, work.iter().map(|work| work.net)).ok()?;
        let vat = Money::sum(self.currency, work.iter().map(|work| work.vat)).ok()?;
        let sum = net.plus(vat).ok()?;
        let total = total?;
        if sum == total {
            return Some((net, vat, total));
        }
        let words = Words::new(
            format!(
                "Các hạng mục cộng lại là {} (thuế {}), không phải {}.",
                sum.amount(),
                vat.amount(),
                total.amount()
            ),
            format!("The deliverables come to {} ({} VAT), not to {}.", sum.amount(), vat.amount(), total.amount()),
        );
        mistakes.note("total", "DOES_NOT_SUM", words);
        None
    }
}

fn name(mistakes: &mut Mistakes, field: &str, (entered, of_package): (Option<&str>, Option<&str>)) -> String {
    match (entered, of_package) {
        (Some(entered), _) => mistakes.line(field, entered, LONGEST_NAME),
        (None, Some(of_package)) => of_package.to_owned(),
        (None, None) => {
            mistakes.note(field, "REQUIRED", required());
            String::new()
        }
    }
}

fn warranty(
    mistakes: &mut Mistakes,
    field: &str,
    (line, package): (&Line, Option<&service_package::Model>),
) -> Option<i32> {
    let months = line.warranty_months.or(package.map(|package| package.warranty_months));
    if months.is_none() {
        mistakes.note(field, "REQUIRED", required());
    }
    let months = months?;
    if (0..=LONGEST_WARRANTY).contains(&months) {
        return Some(months);
    }
    let words = Words::new(
        format!("Thời hạn bảo hành từ 0 đến {LONGEST_WARRANTY} tháng."),
        format!("A warranty lasts 0 to {LONGEST_WARRANTY} months."),
    );
    mistakes.note(field, "OUT_OF_RANGE", words);
    None
}

fn required() -> Words {
    Words::new(
        "Phải nhập khi hạng mục không lấy từ gói dịch vụ cùng loại tiền.",
        "This must be said where no package of the same currency says it.",
    )
}
