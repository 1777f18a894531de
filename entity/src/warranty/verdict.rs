//! Rule: whether the warranty covers a defect, and which rule says so (P5). A suspension of the contract plays no part:
//! it stops work and acceptance, never the warranty (design 4).

use super::cover::Cover;
use crate::refusal::Words;
use chrono::NaiveDate;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// Why something is not warranted though it showed on a covered day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Exclusion {
    /// It was used otherwise than agreed or explained.
    Misuse,
    /// Somebody else than the provider changed it.
    ChangedByOthers,
    /// It rests on information of the customer that was wrong (C2).
    WrongInformation,
    /// It was never part of what was agreed.
    NotAgreed,
    /// The law changed after acceptance.
    LawChanged,
    /// Force majeure.
    ForceMajeure,
}

/// The rule that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Rule {
    /// It showed within the warranty.
    InCover,
    /// It showed after the warranty, within the cover of redone work.
    InFollowOn,
    /// Nothing is warranted of it.
    NoCover,
    /// It showed before acceptance: it belongs to the acceptance, not to the warranty.
    BeforeCover,
    /// It showed after the last covered day.
    AfterCover,
    /// It showed on a covered day, but for a reason that is not warranted.
    Excluded,
}

/// What the rules say of a defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The rule that decided.
    pub rule: Rule,
    /// Why it is not warranted; only with [`Rule::Excluded`].
    pub exclusion: Option<Exclusion>,
}

/// The covers of one deliverable: its warranty, and what follows on redone work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covers {
    /// The warranty, if there is one.
    pub warranty: Option<Cover>,
    /// The covers of redone work.
    pub follow_ons: Vec<Cover>,
}

impl Covers {
    /// The last day on which any of it is covered.
    pub fn last_covered_on(&self) -> Option<NaiveDate> {
        self.all().map(|cover| cover.last_covered_on).max()
    }

    /// The verdict on a defect that showed on that day. The days decide first: nobody has to judge an exclusion where no
    /// day is covered.
    pub fn verdict(&self, defect_on: NaiveDate, exclusion: Option<Exclusion>) -> Verdict {
        let (rule, exclusion) = match (self.by_days(defect_on), exclusion) {
            (Rule::InCover | Rule::InFollowOn, Some(exclusion)) => (Rule::Excluded, Some(exclusion)),
            (rule, _) => (rule, None),
        };
        Verdict { rule, exclusion }
    }

    fn by_days(&self, on: NaiveDate) -> Rule {
        if self.warranty.is_some_and(|cover| cover.is_covered(on)) {
            return Rule::InCover;
        }
        if self.follow_ons.iter().any(|cover| cover.is_covered(on)) {
            return Rule::InFollowOn;
        }
        match self.all().map(|cover| cover.from_on).min() {
            None => Rule::NoCover,
            Some(from_on) if on < from_on => Rule::BeforeCover,
            Some(_) => Rule::AfterCover,
        }
    }

    fn all(&self) -> impl Iterator<Item = &Cover> {
        self.warranty.iter().chain(&self.follow_ons)
    }
}

impl Verdict {
    /// Whether the provider has to put it right.
    pub const fn is_covered(self) -> bool {
        match self.rule {
            Rule::InCover | Rule::InFollowOn => true,
            Rule::NoCover | Rule::BeforeCover | Rule::AfterCover | Rule::Excluded => false,
        }
    }

    /// The rule with its days, as both parties read it.
    pub fn words(self, defect_on: NaiveDate, covers: &Covers) -> Words {
        let on = defect_on;
        match (self.rule, covers.last_covered_on()) {
            (Rule::InCover, last) => {
                let last = covers.warranty.map(|cover| cover.last_covered_on).or(last).unwrap_or(on);
                Words::new(
                    format!("Lỗi xuất hiện ngày {}, trong thời hạn bảo hành đến hết ngày {}.", vi(on), vi(last)),
                    format!("The defect showed on {}, within the warranty that ends on {}.", en(on), en(last)),
                )
            }
            (Rule::InFollowOn, last) => {
                let last = last.unwrap_or(on);
                Words::new(
                    format!(
                        "Lỗi xuất hiện ngày {}, trong thời hạn bảo hành phần đã làm lại, đến hết ngày {}.",
                        vi(on),
                        vi(last)
                    ),
                    format!(
                        "The defect showed on {}, within the cover of redone work that ends on {}.",
                        en(on),
                        en(last)
                    ),
                )
            }
            (Rule::BeforeCover, _) => Words::new(
                format!(
                    "Lỗi xuất hiện ngày {}, trước khi nghiệm thu: thuộc về nghiệm thu, không phải bảo hành.",
                    vi(on)
                ),
                format!(
                    "The defect showed on {}, before acceptance: it belongs to acceptance, not to the warranty.",
                    en(on)
                ),
            ),
            (Rule::AfterCover, Some(last)) => Words::new(
                format!("Lỗi xuất hiện ngày {}, sau ngày bảo hành cuối cùng {}.", vi(on), vi(last)),
                format!("The defect showed on {}, after {}, the last covered day.", en(on), en(last)),
            ),
            (Rule::NoCover, _) | (Rule::AfterCover, None) => {
                Words::new("Hạng mục này không có bảo hành.", "Nothing is warranted of this item.")
            }
            (Rule::Excluded, _) => self.exclusion.map_or_else(
                || Words::new("Thuộc trường hợp không bảo hành.", "It is excluded from the warranty."),
                Exclusion::words,
            ),
        }
    }
}

impl Exclusion {
    /// The exclusion as both parties read it.
    pub fn words(self) -> Words {
        match self {
            Self::Misuse => Words::new(
                "Không bảo hành: sử dụng không đúng thoả thuận hoặc hướng dẫn.",
                "Not warranted: it was used otherwise than agreed or explained.",
            ),
            Self::ChangedByOthers => Words::new(
                "Không bảo hành: bên khác đã tự ý thay đổi.",
                "Not warranted: somebody else than the provider changed it.",
            ),
            Self::WrongInformation => Words::new(
                "Không bảo hành: thông tin khách hàng cung cấp không chính xác (C2).",
                "Not warranted: the customer's information was not accurate (C2).",
            ),
            Self::NotAgreed => Words::new(
                "Không bảo hành: không thuộc phạm vi đã thoả thuận.",
                "Not warranted: it is no part of what was agreed.",
            ),
            Self::LawChanged => Words::new(
                "Không bảo hành: quy định pháp luật thay đổi sau nghiệm thu.",
                "Not warranted: the law changed after acceptance.",
            ),
            Self::ForceMajeure => Words::new("Không bảo hành: bất khả kháng.", "Not warranted: force majeure."),
        }
    }
}

fn vi(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn en(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;
    use sea_orm::Iterable;

    fn cover(from: &str, last: &str) -> Cover {
        Cover { from_on: on(from), last_covered_on: on(last) }
    }

    fn both() -> Covers {
        let follow_ons = vec![cover("2027-01-10", "2027-04-12"), cover("2027-06-01", "2027-08-30")];
        Covers { warranty: Some(cover("2026-03-15", "2027-03-15")), follow_ons }
    }

    #[test]
    fn the_day_decides_and_the_rule_is_named() {
        let warranty = || Covers { follow_ons: Vec::new(), ..both() };
        let table = [
            (warranty(), "2026-03-14", Rule::BeforeCover),
            (warranty(), "2026-03-15", Rule::InCover),
            (warranty(), "2027-03-15", Rule::InCover),
            (warranty(), "2027-03-16", Rule::AfterCover),
            (both(), "2027-03-15", Rule::InCover),
            (both(), "2027-03-16", Rule::InFollowOn),
            (both(), "2027-04-12", Rule::InFollowOn),
            (both(), "2027-04-13", Rule::AfterCover),
            (both(), "2027-06-01", Rule::InFollowOn),
            (both(), "2027-08-31", Rule::AfterCover),
            (Covers::default(), "2026-03-15", Rule::NoCover),
        ];
        for (covers, day, rule) in table {
            assert_eq!(covers.verdict(on(day), None), Verdict { rule, exclusion: None }, "{day}");
        }
    }

    #[test]
    fn an_exclusion_counts_on_covered_days_alone() {
        for exclusion in Exclusion::iter() {
            let excluded = both().verdict(on("2026-06-01"), Some(exclusion));
            assert_eq!(excluded, Verdict { rule: Rule::Excluded, exclusion: Some(exclusion) });
            assert!(!excluded.is_covered());
            let late = both().verdict(on("2027-08-31"), Some(exclusion));
            assert_eq!(late, Verdict { rule: Rule::AfterCover, exclusion: None });
        }
    }

    #[test]
    fn every_rule_has_words_with_its_days() {
        for rule in Rule::iter() {
            let exclusion = Some(Exclusion::Misuse).filter(|_| rule == Rule::Excluded);
            let words = Verdict { rule, exclusion }.words(on("2027-03-16"), &both());
            assert!(words.vi.ends_with('.') && words.en.ends_with('.'), "{words:?}");
        }
        let late = Verdict { rule: Rule::AfterCover, exclusion: None }.words(on("2027-09-01"), &both());
        assert!(late.vi.contains("01/09/2027") && late.vi.contains("30/08/2027"), "{late:?}");
        assert!(late.en.contains("1 September 2027") && late.en.contains("30 August 2027"), "{late:?}");
    }
}
