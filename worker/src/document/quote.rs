//! A quote (báo giá, S2): scope, price, payment, workflow and terms of one version.

use entity::catalogue::offer::PlanPart;
use entity::document::facts::QuoteFacts;
use entity::quote::content::Line;
use entity::refusal::Words;
use entity::value::money::Money;
use serde::Serialize;

use super::letterhead::Letterhead;
use super::printer::{PrintFailed, Sheet};
use super::wording::{Item, due, items};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Offer<'a> {
    head: &'a Letterhead,
    reference: &'a str,
    number: i32,
    inquiry_reference: &'a str,
    title: &'a str,
    valid_until: String,
    lines: Vec<OfferLine<'a>>,
    net: String,
    vat: String,
    total: String,
    in_words: String,
    omission: Option<&'a str>,
    instalments: Vec<Instalment<'a>>,
    working_days: i32,
    workflow: Vec<Item<'a>>,
    /// The longest of its packages' response times.
    response_hours: Option<i32>,
    terms: &'a str,
    content_hash: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OfferLine<'a> {
    place: i32,
    name: &'a str,
    net: String,
    vat: String,
    rate: String,
    warranty: String,
    is_optional: bool,
    departure: Option<&'a str>,
}

#[derive(Serialize)]
struct Instalment<'a> {
    number: i32,
    label: &'a str,
    share: String,
    due: String,
}

/// The quote as a sheet.
pub(super) fn sheet(head: &Letterhead, facts: &QuoteFacts) -> Result<Sheet, PrintFailed> {
    let content = &facts.content;
    let words = Offer {
        head,
        reference: &facts.reference,
        number: facts.number,
        inquiry_reference: &facts.inquiry_reference,
        title: &content.title,
        valid_until: head.day(content.valid_until),
        lines: (1..).zip(&content.lines).map(|(place, line)| offered(head, facts, (place, line))).collect(),
        net: head.money(facts.totals.net),
        vat: head.money(facts.totals.vat),
        total: head.money(facts.totals.total),
        in_words: head.in_words(facts.totals.total),
        omission: content.omission.as_deref(),
        instalments: (1..).zip(&content.instalments.0).map(|(number, part)| instalment(head, (number, part))).collect(),
        working_days: content.working_days,
        workflow: items(head, content.lines.iter().flat_map(|line| &line.workflow.0)),
        response_hours: content.lines.iter().filter_map(|line| line.response_hours).max(),
        terms: &content.terms,
        content_hash: &facts.content_hash,
    };
    Sheet::new("quote.typ", &words, None)
}

fn offered<'a>(head: &Letterhead, facts: &'a QuoteFacts, (place, line): (i32, &'a Line)) -> OfferLine<'a> {
    let money = |minor| head.money(Money::new(minor, facts.content.currency));
    OfferLine {
        place,
        name: head.wording(&line.name),
        net: money(line.net_minor),
        vat: money(line.vat_minor),
        rate: head.percent(line.vat_rate_basis_points),
        warranty: match line.warranty_months {
            0 => "–".to_owned(),
            months => head.wording(&Words::new(format!("{months} tháng"), format!("{months} months"))).to_owned(),
        },
        is_optional: line.is_optional,
        departure: line.departure.as_deref(),
    }
}

fn instalment<'a>(head: &Letterhead, (number, part): (i32, &'a PlanPart)) -> Instalment<'a> {
    Instalment {
        number,
        label: head.wording(&part.label),
        share: head.percent(part.share_basis_points),
        due: head.wording(&due(part.trigger())).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use entity::catalogue::offer::{InstalmentPlan, ItemOwner, Workflow, WorkflowItem};
    use entity::catalogue::trigger::DueEvent;
    use entity::catalogue::vat::VatCategory;
    use entity::document::facts::Content as Facts;
    use entity::quote::content::Content;
    use entity::value::currency::Currency;
    use entity::value::locale::Locale;

    use super::*;
    use crate::document::proof::{HOSTILE, facts, prove};

    fn line((vi, en): (&str, &str), net_minor: i64, is_optional: bool) -> Line {
        let item = |owner, vi: &str, en: &str, working_days| WorkflowItem {
            owner,
            name: Words::new(vi, en),
            working_days,
            after: Vec::new(),
        };
        Line {
            package_id: None,
            name: Words::new(vi, en),
            net_minor,
            vat_category: VatCategory::Reduced,
            vat_rate_basis_points: 800,
            vat_minor: net_minor / 100 * 8,
            warranty_months: if is_optional { 0 } else { 12 },
            workflow: Workflow(vec![
                item(
                    ItemOwner::Customer,
                    "Cung cấp hồ sơ pháp lý, bản vẽ nhà xưởng",
                    "Hand in legal papers and drawings",
                    5,
                ),
                item(ItemOwner::Provider, "Khảo sát, lập hồ sơ", "Survey and write the file", 15),
                item(ItemOwner::Authority, "Thẩm định và cấp phép", "Appraise and license", 30),
            ]),
            response_hours: Some(16),
            is_optional,
            departure: is_optional.then(|| "Khu công nghiệp yêu cầu quan trắc trước khi cấp phép.".to_owned()),
        }
    }

    fn quote() -> QuoteFacts {
        let part = |vi: &str, en: &str, share_basis_points, due, days| PlanPart {
            label: Words::new(vi, en),
            share_basis_points,
            due,
            days,
            in_working_days: false,
        };
        let content = Content {
            title: "Giấy phép môi trường cho nhà máy linh kiện điện tử số 2".into(),
            currency: Currency::Vnd,
            lines: vec![
                line(
                    ("Lập hồ sơ đề nghị cấp giấy phép môi trường", "Environmental permit dossier"),
                    320_000_000,
                    false,
                ),
                line(("Quan trắc môi trường nền", "Baseline monitoring"), 45_000_000, true),
            ],
            instalments: InstalmentPlan(vec![
                part("Tạm ứng", "Advance", 3_000, DueEvent::Signature, 7),
                part("Nộp hồ sơ", "Submission", 4_000, DueEvent::Filed, 10),
                part("Nghiệm thu", "Acceptance", 3_000, DueEvent::Acceptance, 0),
            ]),
            working_days: 50,
            terms: "Giá đã gồm chi phí đi lại trong tỉnh. Phí, lệ phí nhà nước do khách hàng nộp trực tiếp.".into(),
            valid_until: "2026-03-31".parse().unwrap(),
            omission: Some("Gói quan trắc định kỳ sẽ báo giá riêng sau khi có giấy phép.".into()),
        };
        let totals = content.totals(&[]).unwrap();
        QuoteFacts {
            reference: "BG-2026-7KQ4MX".into(),
            number: 2,
            inquiry_reference: "YC-2026-5QRMPF".into(),
            content_hash: content.hash(("BG-2026-7KQ4MX", 2)),
            content,
            totals,
        }
    }

    #[test]
    fn samples_are_printed_on_two_pages() {
        let usual = quote();
        let text = || HOSTILE.to_owned();
        let mut hostile = quote();
        hostile.reference = text();
        hostile.inquiry_reference = text();
        hostile.content.title = text();
        hostile.content.terms = text();
        hostile.content.omission = Some(text());
        for line in &mut hostile.content.lines {
            (line.name, line.departure) = (Words::new(HOSTILE, HOSTILE), Some(text()));
        }
        for (name, content) in [("usual", usual), ("hostile", hostile)] {
            for locale in [Locale::Vi, Locale::En] {
                let facts = facts(Facts::Quote(Box::new(content.clone())));
                prove(&format!("quote.{name}"), (&facts, locale), 2);
            }
        }
    }
}
