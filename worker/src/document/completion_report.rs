//! A completion report (báo cáo hoàn thành, S5): what was agreed, done and paid, for both sides to sign.

use chrono::NaiveDate;
use entity::document::facts::{CompletionReportFacts, ResultFacts, WorkFacts};
use serde::Serialize;

use super::letterhead::Letterhead;
use super::printer::{PrintFailed, Sheet};
use super::wording;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    head: &'a Letterhead,
    contract_reference: &'a str,
    contract_title: &'a str,
    round: i32,
    signed_on: Option<String>,
    started_on: Option<String>,
    finished_on: Option<String>,
    /// From and until, the latter `None` when the work still rests.
    rests: Vec<(String, Option<String>)>,
    work: Vec<Item<'a>>,
    results: Vec<Finding<'a>>,
    scope: Vec<Line<'a>>,
    net: String,
    vat: String,
    total: String,
    in_words: String,
    instalments: Vec<Part<'a>>,
    paid: String,
    paid_in_words: String,
    outstanding: String,
    outstanding_in_words: String,
    /// A paragraph each.
    warranty_terms: Vec<&'a str>,
    /// Who signs for the customer, where that is beyond doubt.
    signatory: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    number: i32,
    name: &'a str,
    owner: String,
    started_on: Option<String>,
    done_on: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    item: &'a str,
    authority: &'a str,
    receipt: &'a str,
    submitted_on: String,
    /// Number and day, once it is granted.
    decision: Option<(&'a str, String)>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    name: &'a str,
    net: String,
    vat: String,
    warranty_months: i32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Part<'a> {
    label: &'a str,
    due_on: String,
    amount: String,
    paid: String,
    outstanding: String,
}

/// The report as a sheet.
pub(super) fn sheet(head: &Letterhead, report: &CompletionReportFacts) -> Result<Sheet, PrintFailed> {
    let day = |day: Option<NaiveDate>| day.map(|day| head.day(day));
    let scope = report.scope.iter().map(|line| Line {
        name: head.wording(&line.name),
        net: head.money(line.net),
        vat: head.money(line.vat),
        warranty_months: line.warranty_months,
    });
    let instalments = report.instalments.iter().map(|part| Part {
        label: &part.label,
        due_on: wording::due_day(head, part),
        amount: head.money(part.amount),
        paid: head.money(part.paid),
        outstanding: head.money(part.outstanding),
    });
    let words = Report {
        head,
        contract_reference: &report.contract_reference,
        contract_title: &report.contract_title,
        round: report.round,
        signed_on: day(report.signed_on),
        started_on: day(report.started_on),
        finished_on: day(report.finished_on),
        rests: report.rests.iter().map(|rest| (head.day(rest.from_on), day(rest.until_on))).collect(),
        work: report.work.iter().map(|item| Item::of(head, item)).collect(),
        results: report.results.iter().map(|result| Finding::of(head, result)).collect(),
        scope: scope.collect(),
        net: head.money(report.net),
        vat: head.money(report.vat),
        total: head.money(report.total),
        in_words: head.in_words(report.total),
        instalments: instalments.collect(),
        paid: head.money(report.paid),
        paid_in_words: head.in_words(report.paid),
        outstanding: head.money(report.outstanding),
        outstanding_in_words: head.in_words(report.outstanding),
        warranty_terms: report.warranty_terms.lines().filter(|line| !line.trim().is_empty()).collect(),
        signatory: report.signatory.as_deref(),
    };
    Sheet::new("completion_report.typ", &words, None)
}

impl<'a> Item<'a> {
    fn of(head: &Letterhead, item: &'a WorkFacts) -> Self {
        Self {
            number: item.number,
            name: head.wording(&item.name),
            owner: head.wording(&item.owner.words()).to_owned(),
            started_on: item.started_on.map(|day| head.day(day)),
            done_on: item.done_on.map(|day| head.day(day)),
        }
    }
}

impl<'a> Finding<'a> {
    fn of(head: &Letterhead, result: &'a ResultFacts) -> Self {
        let (receipt, submitted_on) = &result.receipt;
        Self {
            item: head.wording(&result.item),
            authority: &result.authority,
            receipt,
            submitted_on: head.day(*submitted_on),
            decision: result.decision.as_ref().map(|(number, on)| (number.as_str(), head.day(*on))),
        }
    }
}

#[cfg(test)]
mod tests {
    use entity::document::facts::{Content, DeliverableFacts, PaidFacts, RestFacts};
    use entity::refusal;
    use entity::value::locale::Locale;
    use entity::value::money::Money;
    use entity::workflow::item_state::Owner;

    use super::*;
    use crate::document::proof::{HOSTILE, facts, prove};

    fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    fn work() -> Vec<WorkFacts> {
        let item = |number, owner, (vi, en): (&str, &str), (started, done): (&str, &str)| WorkFacts {
            number,
            owner,
            name: refusal::Words::new(vi, en),
            started_on: Some(on(started)),
            done_on: done.parse().ok(),
        };
        vec![
            item(
                1,
                Owner::Customer,
                ("Cung cấp hồ sơ pháp lý và bản vẽ", "Legal file and drawings"),
                ("2026-01-19", "2026-01-23"),
            ),
            item(
                2,
                Owner::Provider,
                ("Khảo sát hiện trạng, lấy mẫu", "Survey and samples"),
                ("2026-01-19", "2026-01-28"),
            ),
            item(
                3,
                Owner::Provider,
                ("Lập báo cáo đề xuất cấp giấy phép", "Report for the permit"),
                ("2026-01-29", "2026-02-27"),
            ),
            item(4, Owner::Authority, ("Thẩm định và cấp giấy phép", "Appraisal and permit"), ("2026-02-27", "")),
        ]
    }

    fn report() -> CompletionReportFacts {
        let line = |vi: &str, en: &str, net, vat, warranty_months| DeliverableFacts {
            name: refusal::Words::new(vi, en),
            net: Money::vnd(net),
            vat: Money::vnd(vat),
            warranty_months,
        };
        let part = |label: &str, due_on, amount, paid| PaidFacts {
            label: label.into(),
            due_on: on(due_on),
            awaits: None,
            amount: Money::vnd(amount),
            paid: Money::vnd(paid),
            outstanding: Money::vnd(amount - paid),
        };
        CompletionReportFacts {
            contract_reference: "HD-2026-5QRMPF".into(),
            contract_title: "Giấy phép môi trường cho nhà máy linh kiện điện tử số 2".into(),
            round: 1,
            signed_on: Some(on("2026-01-12")),
            started_on: Some(on("2026-01-19")),
            finished_on: Some(on("2026-03-02")),
            rests: vec![RestFacts { from_on: on("2026-02-09"), until_on: Some(on("2026-02-24")) }],
            work: work(),
            results: vec![ResultFacts {
                item: refusal::Words::new("Thẩm định và cấp giấy phép", "Appraisal and permit"),
                authority: "Ban Quản lý các KCN Bắc Ninh".into(),
                receipt: ("1247/BN-BQL".into(), on("2026-02-27")),
                decision: None,
            }],
            scope: vec![
                line(
                    "Lập báo cáo đề xuất cấp giấy phép môi trường",
                    "Report for the permit",
                    200_000_000,
                    20_000_000,
                    12,
                ),
                line("Đại diện nộp hồ sơ và giải trình với cơ quan thẩm quyền", "Filing", 100_000_000, 10_000_000, 0),
                line("Quan trắc chất thải vận hành thử nghiệm (03 đợt)", "Monitoring", 50_000_000, 5_000_000, 6),
            ],
            net: Money::vnd(350_000_000),
            vat: Money::vnd(35_000_000),
            total: Money::vnd(385_000_000),
            instalments: vec![
                part("Đợt 1: Ký hợp đồng", "2026-01-19", 154_000_000, 154_000_000),
                part("Đợt 2: Nộp hồ sơ", "2026-02-16", 154_000_000, 100_000_000),
                part("Đợt 3: Nghiệm thu", "2026-03-16", 77_000_000, 0),
            ],
            paid: Money::vnd(254_000_000),
            outstanding: Money::vnd(131_000_000),
            warranty_terms: "Bảo hành nội dung hồ sơ 12 tháng kể từ ngày nghiệm thu.\nSửa chữa, bổ sung miễn phí các \
                             sai sót do bên cung cấp gây ra trong thời hạn bảo hành."
                .into(),
            signatory: Some("Trần Thị Lan".into()),
        }
    }

    #[test]
    fn samples_are_printed_on_two_pages() {
        let hostile = CompletionReportFacts {
            contract_reference: HOSTILE.into(),
            contract_title: HOSTILE.into(),
            warranty_terms: HOSTILE.into(),
            signed_on: None,
            rests: vec![],
            work: vec![],
            results: vec![ResultFacts {
                item: refusal::Words::new(HOSTILE, HOSTILE),
                authority: HOSTILE.into(),
                receipt: (HOSTILE.into(), on("2026-02-27")),
                decision: Some((HOSTILE.into(), on("2026-03-02"))),
            }],
            signatory: Some(HOSTILE.into()),
            ..report()
        };
        for (name, content) in [("three_lines", report()), ("hostile", hostile)] {
            for locale in [Locale::Vi, Locale::En] {
                let facts = facts(Content::CompletionReport(Box::new(content.clone())));
                prove(&format!("completion_report.{name}"), (&facts, locale), 2);
            }
        }
    }
}
