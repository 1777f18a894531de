//! A contract (hợp đồng, S2): parties, scope, price, payment, workflow and clauses of one version of its text.

use entity::agreement::content::{ClauseText, DueText, InstalmentText, ScopeLine};
use entity::catalogue::trigger::Trigger;
use entity::catalogue::vat::VatCategory;
use entity::document::facts::ContractFacts;
use entity::refusal::Words;
use serde::Serialize;

use super::letterhead::Letterhead;
use super::printer::{PrintFailed, Sheet};
use super::wording::{Item, due, items};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Agreement<'a> {
    head: &'a Letterhead,
    reference: &'a str,
    number: i32,
    title: &'a str,
    quote_reference: Option<&'a str>,
    /// Who signs for the customer, where that is beyond doubt.
    signatory: Option<&'a str>,
    lines: Vec<Line<'a>>,
    net: String,
    vat: String,
    total: String,
    in_words: String,
    instalments: Vec<Part<'a>>,
    working_days: Option<i32>,
    workflow: Vec<Item<'a>>,
    response_hours: u32,
    /// A paragraph each.
    warranty_terms: Vec<&'a str>,
    /// A paragraph each; none where nothing special was agreed.
    special_terms: Vec<&'a str>,
    clauses: Vec<Clause<'a>>,
    content_hash: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    name: &'a str,
    net: String,
    vat: String,
    rate: String,
    warranty_months: i32,
}

#[derive(Serialize)]
struct Part<'a> {
    label: &'a str,
    amount: String,
    due: String,
}

#[derive(Serialize)]
struct Clause<'a> {
    heading: &'a str,
    paragraphs: Vec<&'a str>,
}

/// The contract as a sheet.
pub(super) fn sheet(head: &Letterhead, facts: &ContractFacts) -> Result<Sheet, PrintFailed> {
    let content = &facts.content;
    let money = |minor| head.money(content.money(minor));
    let lines = content.scope.iter().map(|line| Line {
        name: head.wording(&line.name),
        net: money(line.net_minor),
        vat: money(line.vat_minor),
        rate: rate(head, line),
        warranty_months: line.warranty_months,
    });
    let instalments = content.instalments.iter().map(|part| Part {
        label: &part.label,
        amount: money(part.amount_minor),
        due: due_of(head, part),
    });
    let words = Agreement {
        head,
        reference: &content.reference,
        number: facts.number,
        title: &content.title,
        quote_reference: content.quote_reference.as_deref(),
        signatory: facts.signatory.as_deref(),
        lines: lines.collect(),
        net: money(content.net_minor),
        vat: money(content.vat_minor),
        total: money(content.total_minor),
        in_words: head.in_words(content.money(content.total_minor)),
        instalments: instalments.collect(),
        working_days: content.working_days,
        workflow: items(head, &content.workflow.0),
        response_hours: content.response_hours,
        warranty_terms: paragraphs(&content.warranty_terms),
        special_terms: content.special_terms.as_deref().map(paragraphs).unwrap_or_default(),
        clauses: content.clauses.iter().map(|clause| Clause::of(head, clause)).collect(),
        content_hash: &facts.content_hash,
    };
    Sheet::new("contract.typ", &words, None)
}

impl<'a> Clause<'a> {
    fn of(head: &Letterhead, clause: &'a ClauseText) -> Self {
        Self { heading: head.wording(&clause.heading), paragraphs: paragraphs(head.wording(&clause.body)) }
    }
}

/// What is not taxed at all has no rate, not even one of zero.
fn rate(head: &Letterhead, line: &ScopeLine) -> String {
    match line.vat_category {
        VatCategory::Standard | VatCategory::Reduced | VatCategory::FivePercent | VatCategory::Zero => {
            head.percent(line.vat_rate_basis_points)
        }
        VatCategory::Exempt => head.wording(&Words::new("Không chịu thuế", "Exempt")).to_owned(),
        VatCategory::NotDeclared => head.wording(&Words::new("Không kê khai thuế", "Not declared")).to_owned(),
    }
}

fn due_of(head: &Letterhead, part: &InstalmentText) -> String {
    match part.due {
        DueText::Day { on } => head.day(on),
        DueText::Event { event, days, in_working_days } => {
            head.wording(&due(Trigger { event, days, in_working_days })).to_owned()
        }
    }
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use entity::agreement::content::Content;
    use entity::catalogue::offer::{ItemOwner, Workflow, WorkflowItem};
    use entity::catalogue::trigger::DueEvent;
    use entity::document::facts::Content as Facts;
    use entity::value::currency::Currency;
    use entity::value::locale::Locale;

    use super::*;
    use crate::document::proof::{HOSTILE, facts, prove};

    fn scope() -> Vec<ScopeLine> {
        let line =
            |(vi, en): (&str, &str), net_minor, vat_category, (vat_rate_basis_points, warranty_months)| ScopeLine {
                name: Words::new(vi, en),
                net_minor,
                vat_category,
                vat_rate_basis_points,
                vat_minor: net_minor / 10_000 * i64::from(vat_rate_basis_points),
                warranty_months,
            };
        vec![
            line(
                ("Lập hồ sơ đề nghị cấp giấy phép môi trường", "Environmental permit dossier"),
                320_000_000,
                VatCategory::Reduced,
                (800, 12),
            ),
            line(("Quan trắc môi trường nền", "Baseline monitoring"), 45_000_000, VatCategory::Reduced, (800, 6)),
            line(
                (
                    "Phần mềm theo dõi nghĩa vụ môi trường, 12 tháng",
                    "Software to follow environmental duties, 12 months",
                ),
                36_000_000,
                VatCategory::Exempt,
                (0, 12),
            ),
            line(
                ("Tập huấn an toàn lao động cho 40 người", "Safety training for 40 people"),
                24_000_000,
                VatCategory::Standard,
                (1_000, 0),
            ),
        ]
    }

    fn workflow() -> Workflow {
        let item = |owner, (vi, en): (&str, &str), working_days| WorkflowItem {
            owner,
            name: Words::new(vi, en),
            working_days,
            after: Vec::new(),
        };
        let (customer, provider, authority) = (ItemOwner::Customer, ItemOwner::Provider, ItemOwner::Authority);
        Workflow(vec![
            item(customer, ("Cung cấp hồ sơ pháp lý, bản vẽ nhà xưởng", "Hand in legal papers and drawings"), 5),
            item(provider, ("Khảo sát hiện trạng, lấy mẫu", "Survey and samples"), 10),
            item(provider, ("Lập báo cáo đề xuất cấp giấy phép", "Report for the permit"), 20),
            item(customer, ("Soát xét, ký hồ sơ", "Review and sign the file"), 5),
            item(authority, ("Thẩm định và cấp giấy phép", "Appraise and license"), 30),
            item(provider, ("Bàn giao kết quả, tập huấn", "Hand over the results, train"), 5),
        ])
    }

    fn instalments() -> Vec<InstalmentText> {
        let part = |label: &str, amount_minor, due| InstalmentText { label: label.to_owned(), amount_minor, due };
        let event = |event, days, in_working_days| DueText::Event { event, days, in_working_days };
        vec![
            part("Tạm ứng", 136_800_000, event(DueEvent::Signature, 7, true)),
            part("Nộp hồ sơ", 182_400_000, DueText::Day { on: "2026-06-15".parse().unwrap() }),
            part("Nghiệm thu", 137_400_000, event(DueEvent::Acceptance, 0, false)),
        ]
    }

    fn clauses() -> Vec<ClauseText> {
        let clause = |code: &str, (vi, en): (&str, &str), (body_vi, body_en): (&str, &str)| ClauseText {
            code: code.to_owned(),
            version: 1,
            heading: Words::new(vi, en),
            body: Words::new(body_vi, body_en),
        };
        let duties =
            [("P1", "Nghĩa vụ của Bên B", "Duties of Party B"), ("C1", "Nghĩa vụ của Bên A", "Duties of Party A")];
        let manners = [
            ("ACCEPTANCE", "Nghiệm thu", "Acceptance"),
            ("CHANGES", "Sửa đổi, bổ sung Hợp đồng", "Changes of this Contract"),
            ("DISPUTES", "Luật áp dụng và giải quyết tranh chấp", "Governing law and disputes"),
            ("EFFECT", "Hiệu lực của Hợp đồng", "Effect"),
        ];
        let body = (
            "Hai bên thực hiện đúng những gì đã thoả thuận tại Hợp đồng này, trên tinh thần hợp tác và đúng pháp \
             luật.\nBên nào không thực hiện được phần việc của mình thì thông báo ngay bằng văn bản cho bên kia và nêu \
             rõ lý do.",
            "The parties do what they agreed on in this Contract, in the spirit of cooperation and within the law.\n\
             A party that cannot do its part informs the other in writing at once and states the reasons.",
        );
        let all = duties.into_iter().chain(manners);
        all.map(|(code, vi, en)| clause(code, (vi, en), body)).collect()
    }

    fn contract() -> ContractFacts {
        let content = Content {
            reference: "HD-2026-5QRMPF".into(),
            title: "Giấy phép môi trường cho nhà máy linh kiện điện tử số 2".into(),
            quote_reference: Some("BG-2026-7KQ4MX".into()),
            clauses: clauses(),
            special_terms: Some(
                "Bên A không trả lời trong 14 ngày kể từ ngày nhận báo cáo hoàn thành thì công việc được coi là đã \
                 nghiệm thu, nếu Bên B đã cảnh báo trước khi hết hạn.\nPhí, lệ phí nhà nước do Bên A nộp trực tiếp."
                    .into(),
            ),
            scope: scope(),
            currency: Currency::Vnd,
            net_minor: 425_000_000,
            vat_minor: 31_600_000,
            total_minor: 456_600_000,
            instalments: instalments(),
            working_days: Some(75),
            workflow: workflow(),
            response_hours: 16,
            warranty_terms:
                "Bảo hành nội dung hồ sơ kể từ ngày nghiệm thu.\nSửa chữa, bổ sung miễn phí các sai sót do \
                             Bên B gây ra trong thời hạn bảo hành."
                    .into(),
        };
        ContractFacts {
            number: 2,
            content,
            content_hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            signatory: Some("Trần Thị Lan".into()),
        }
    }

    #[test]
    fn samples_are_printed() {
        let mut hostile = contract();
        hostile.signatory = None;
        hostile.content.reference = HOSTILE.to_owned();
        hostile.content.title = HOSTILE.to_owned();
        hostile.content.special_terms = Some(format!("{HOSTILE}\n= {HOSTILE}"));
        hostile.content.clauses[0].heading = Words::new(HOSTILE, HOSTILE);
        hostile.content.clauses[0].body = Words::new(HOSTILE, HOSTILE);
        let mut entered = contract();
        entered.content.quote_reference = None;
        entered.content.special_terms = None;
        entered.content.working_days = None;
        entered.content.workflow = Workflow::default();
        entered.content.clauses.truncate(2);
        for (name, content, pages) in [("usual", contract(), 3), ("hostile", hostile, 3), ("entered", entered, 2)] {
            for locale in [Locale::Vi, Locale::En] {
                let facts = facts(Facts::Contract(Box::new(content.clone())));
                prove(&format!("contract.{name}"), (&facts, locale), pages);
            }
        }
    }
}
