//! Minutes of an acceptance or of a liquidation (biên bản nghiệm thu, biên bản thanh lý; S6): what both put on record and
//! sign.

use entity::acceptance::round_state::Manner;
use entity::document::facts::{AcceptedFacts, MinutesFacts, Occasion};
use serde::Serialize;

use super::letterhead::Letterhead;
use super::printer::{PrintFailed, Sheet};
use super::wording;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Minutes<'a> {
    head: &'a Letterhead,
    contract_reference: &'a str,
    contract_title: &'a str,
    signed_on: Option<String>,
    /// When everything was accepted.
    accepted_on: Option<String>,
    /// `None` for minutes of a liquidation.
    acceptance: Option<Acceptance<'a>>,
    /// `None` for minutes of an acceptance.
    liquidated_on: Option<String>,
    total: String,
    in_words: String,
    instalments: Vec<Part<'a>>,
    paid: String,
    outstanding: String,
    outstanding_in_words: String,
    last_covered_on: Option<String>,
    signatory: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Acceptance<'a> {
    round: i32,
    finished_on: String,
    asked_on: String,
    answer_by_on: String,
    on: String,
    is_by_silence: bool,
    is_on_line: bool,
    paper: Option<&'a str>,
    report_sha256: &'a str,
    /// What was accepted, and the last day of its warranty.
    accepted: Vec<(&'a str, Option<String>)>,
    /// Of what, what remains, by when.
    remaining: Vec<(&'a str, &'a str, String)>,
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

/// The minutes as a sheet.
pub(super) fn sheet(head: &Letterhead, minutes: &MinutesFacts) -> Result<Sheet, PrintFailed> {
    let (acceptance, liquidated_on) = match &minutes.occasion {
        Occasion::Acceptance(accepted) => (Some(Acceptance::of(head, accepted)), None),
        Occasion::Liquidation { on } => (None, Some(head.day(*on))),
    };
    let instalments = minutes.instalments.iter().map(|part| Part {
        label: &part.label,
        due_on: wording::due_day(head, part),
        amount: head.money(part.amount),
        paid: head.money(part.paid),
        outstanding: head.money(part.outstanding),
    });
    let words = Minutes {
        head,
        contract_reference: &minutes.contract_reference,
        contract_title: &minutes.contract_title,
        signed_on: minutes.signed_on.map(|day| head.day(day)),
        accepted_on: minutes.accepted_on.map(|day| head.day(day)),
        acceptance,
        liquidated_on,
        total: head.money(minutes.total),
        in_words: head.in_words(minutes.total),
        instalments: instalments.collect(),
        paid: head.money(minutes.paid),
        outstanding: head.money(minutes.outstanding),
        outstanding_in_words: head.in_words(minutes.outstanding),
        last_covered_on: minutes.last_covered_on.map(|day| head.day(day)),
        signatory: minutes.signatory.as_deref(),
    };
    Sheet::new("minutes.typ", &words, None)
}

impl<'a> Acceptance<'a> {
    fn of(head: &Letterhead, facts: &'a AcceptedFacts) -> Self {
        let accepted = facts.accepted.iter();
        let remaining = facts.remaining.iter();
        Self {
            round: facts.round,
            finished_on: head.day(facts.finished_on),
            asked_on: head.day(facts.asked_on),
            answer_by_on: head.day(facts.answer_by_on),
            on: head.day(facts.on),
            is_by_silence: facts.manner == Manner::Silence,
            is_on_line: facts.manner == Manner::Online,
            paper: facts.paper.as_deref(),
            report_sha256: &facts.report_sha256,
            accepted: accepted
                .map(|line| (head.wording(&line.name), line.last_covered_on.map(|day| head.day(day))))
                .collect(),
            remaining: remaining
                .map(|item| (head.wording(&item.deliverable), item.what.as_str(), head.day(item.due_on)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use entity::document::facts::{Content, CoveredFacts, PaidFacts, RemainderFacts};
    use entity::refusal;
    use entity::value::locale::Locale;
    use entity::value::money::Money;

    use super::*;
    use crate::document::proof::{HOSTILE, facts, prove};

    fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    fn accepted() -> AcceptedFacts {
        let covered = |vi: &str, en: &str, last: &str| CoveredFacts {
            name: refusal::Words::new(vi, en),
            last_covered_on: last.parse().ok(),
        };
        AcceptedFacts {
            round: 2,
            finished_on: on("2026-03-02"),
            asked_on: on("2026-03-02"),
            answer_by_on: on("2026-03-16"),
            on: on("2026-03-12"),
            manner: Manner::Online,
            paper: None,
            report_sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            accepted: vec![
                covered("Lập báo cáo đề xuất cấp giấy phép môi trường", "Report for the permit", "2027-03-12"),
                covered("Đại diện nộp hồ sơ và giải trình", "Filing and explaining", ""),
            ],
            remaining: vec![],
        }
    }

    fn minutes(occasion: Occasion) -> MinutesFacts {
        let part = |label: &str, due_on, amount, paid| PaidFacts {
            label: label.into(),
            due_on: on(due_on),
            awaits: None,
            amount: Money::vnd(amount),
            paid: Money::vnd(paid),
            outstanding: Money::vnd(amount - paid),
        };
        MinutesFacts {
            occasion,
            contract_reference: "HD-2026-5QRMPF".into(),
            contract_title: "Giấy phép môi trường cho nhà máy linh kiện điện tử số 2".into(),
            signed_on: Some(on("2026-01-12")),
            accepted_on: Some(on("2026-03-12")),
            total: Money::vnd(385_000_000),
            instalments: vec![
                part("Đợt 1: Ký hợp đồng", "2026-01-19", 154_000_000, 154_000_000),
                part("Đợt 2: Nghiệm thu", "2026-03-16", 231_000_000, 100_000_000),
            ],
            paid: Money::vnd(254_000_000),
            outstanding: Money::vnd(131_000_000),
            last_covered_on: Some(on("2027-03-12")),
            signatory: Some("Trần Thị Lan".into()),
        }
    }

    #[test]
    fn samples_are_printed() {
        let acceptance = |facts| minutes(Occasion::Acceptance(Box::new(facts)));
        let text = || HOSTILE.to_owned();
        let remainder = |what: &str| RemainderFacts {
            deliverable: refusal::Words::new("Quan trắc chất thải (03 đợt)", "Monitoring"),
            what: what.to_owned(),
            due_on: on("2026-04-10"),
        };
        let in_part = AcceptedFacts {
            manner: Manner::Paper,
            paper: Some("Bà Trần Thị Lan ký biên bản số 12/2026".into()),
            remaining: vec![remainder("Bổ sung kết quả quan trắc đợt 3"), remainder("Bàn giao sổ theo dõi")],
            ..accepted()
        };
        let silent = AcceptedFacts { manner: Manner::Silence, ..accepted() };
        let hostile = MinutesFacts {
            contract_reference: text(),
            contract_title: text(),
            signatory: Some(text()),
            ..acceptance(AcceptedFacts { paper: Some(text()), remaining: vec![remainder(HOSTILE)], ..in_part.clone() })
        };
        let settled =
            MinutesFacts { outstanding: Money::vnd(0), ..minutes(Occasion::Liquidation { on: on("2026-05-04") }) };
        let samples = [
            ("full", acceptance(accepted()), 1),
            ("in_part", acceptance(in_part), 2),
            ("silent", acceptance(silent), 1),
            ("liquidation", settled, 1),
            ("hostile", hostile, 2),
        ];
        for (name, content, pages) in samples {
            for locale in [Locale::Vi, Locale::En] {
                let facts = facts(Content::Minutes(Box::new(content.clone())));
                prove(&format!("minutes.{name}"), (&facts, locale), pages);
            }
        }
    }
}
