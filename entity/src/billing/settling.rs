//! Rule: what becomes of what is outstanding when a contract ends early: each instalment is still owed by a day, written
//! off with a reason, or partly the one and partly the other (C5, design 4). Nothing is left unsaid.

use super::instalment;
use super::owed::Owed;
use crate::refusal::{Mistakes, Words};
use crate::value::id::InstalmentId;
use crate::value::locale::Locale;
use crate::value::money::Money;
use chrono::NaiveDate;

const LONGEST_REASON: usize = 500;

/// How an instalment is settled, as somebody enters it.
#[derive(Clone, Debug)]
pub struct Settling {
    /// Which one: something is outstanding of it.
    pub instalment_id: InstalmentId,
    /// How much of it is still owed; nothing when it is not said. The rest is written off.
    pub still_owed: Option<String>,
    /// By when, where something is still owed: not before the contract ends.
    pub owed_by: Option<NaiveDate>,
    /// Why the rest is written off, 1 to 500 characters.
    pub reason: Option<String>,
}

/// How an instalment is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settled {
    pub(crate) instalment: instalment::Model,
    pub(crate) written_off: Money,
    pub(crate) reason: Option<String>,
    /// What is still owed, and by when.
    pub(crate) still_owed: Option<(Money, NaiveDate)>,
}

/// Settles everything that is outstanding on the day a contract ends; `None` when something is wrong, which is noted.
pub(crate) fn settled(
    mistakes: &mut Mistakes,
    owed: &[Owed],
    (wanted, on): (&[Settling], NaiveDate),
) -> Option<Vec<Settled>> {
    let open = || owed.iter().filter(|owed| owed.outstanding.is_positive());
    for owed in open().filter(|owed| !wanted.iter().any(|it| it.instalment_id == owed.instalment.id)) {
        let (number, sum) = (owed.instalment.number, owed.outstanding);
        let words = Words::new(
            format!("Đợt {number} còn phải trả {}: hãy nêu cách quyết toán.", sum.formatted(Locale::Vi)),
            format!("{} of instalment {number} is still owed: say how it is settled.", sum.formatted(Locale::En)),
        );
        mistakes.note("settlement", "NOT_SETTLED", words);
    }
    let entries = wanted.iter().enumerate().map(|(place, entry)| {
        let is_repeated = wanted.iter().take(place).any(|before| before.instalment_id == entry.instalment_id);
        let found = open().find(|owed| owed.instalment.id == entry.instalment_id).filter(|_| !is_repeated);
        let Some(owed) = found else {
            let words = Words::new(
                "Hợp đồng không còn nợ đợt này, hoặc đợt này đã được nêu ở trên.",
                "Nothing is owed of this instalment under the contract, or it is named above.",
            );
            mistakes.note(format!("settlement.{place}.instalmentId"), "NOTHING_OWED", words);
            return None;
        };
        entry.read(mistakes, owed, (place, on))
    });
    let entries: Vec<Option<Settled>> = entries.collect();
    entries.into_iter().collect()
}

impl Settling {
    fn read(&self, mistakes: &mut Mistakes, owed: &Owed, (place, on): (usize, NaiveDate)) -> Option<Settled> {
        let path = |field: &str| format!("settlement.{place}.{field}");
        let outstanding = owed.outstanding;
        let said = self.still_owed.as_deref().unwrap_or("0");
        let still = mistakes.amount_or_nothing(&path("stillOwed"), said, outstanding.currency())?;
        let Some(written_off) = outstanding.minus(still).ok().filter(|rest| !rest.is_negative()) else {
            let words = Words::new(
                format!("Đợt này chỉ còn phải trả {}.", outstanding.formatted(Locale::Vi)),
                format!("Only {} of this instalment is owed.", outstanding.formatted(Locale::En)),
            );
            mistakes.note(path("stillOwed"), "MORE_THAN_OWED", words);
            return None;
        };
        let still_owed = self.due(mistakes, still, (&path("owedBy"), on));
        let reason = if written_off.is_positive() {
            Some(mistakes.line(&path("reason"), self.reason.as_deref().unwrap_or_default(), LONGEST_REASON))
        } else {
            mistakes.optional_line(&path("reason"), self.reason.as_deref(), LONGEST_REASON)
        };
        Some(Settled { instalment: owed.instalment.clone(), written_off, reason, still_owed })
    }

    /// What is still owed and by when; a day that is missing, needless or too early is noted.
    fn due(&self, mistakes: &mut Mistakes, still: Money, (field, on): (&str, NaiveDate)) -> Option<(Money, NaiveDate)> {
        match self.owed_by {
            None if still.is_positive() => {
                let words = Words::new("Hãy nêu ngày phải trả.", "Say by when it is owed.");
                mistakes.note(field, "REQUIRED", words);
            }
            Some(_) if !still.is_positive() => {
                let words = Words::new("Không còn nợ thì không có ngày phải trả.", "Nothing is owed, so by no day.");
                mistakes.note(field, "NOT_ALLOWED", words);
            }
            Some(by) if by < on => {
                let words =
                    Words::new(format!("Ngày này phải từ {on} trở đi."), format!("This day must not be before {on}."));
                mistakes.note(field, "OUT_OF_ORDER", words);
            }
            None | Some(_) => {}
        }
        self.owed_by.filter(|_| still.is_positive()).map(|by| (still, by))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;
    use crate::refusal::Refusal;
    use crate::value::currency::Currency;
    use crate::value::id::ContractId;

    fn owed(number: i32, dong: i64) -> Owed {
        let instalment = instalment::Model {
            id: InstalmentId(uuid::Uuid::from_u128(number.unsigned_abs().into())),
            contract_id: ContractId(uuid::Uuid::nil()),
            number,
            label: format!("Đợt {number}"),
            amount_minor: 100,
            agreed_due_on: on("2026-11-02"),
            due_event: None,
            due_days: 0,
            in_working_days: false,
            event_on: None,
            due_on: on("2026-11-02"),
        };
        let nothing = Money::zero(Currency::Vnd);
        Owed { instalment, paid: nothing, written_off: nothing, outstanding: Money::vnd(dong) }
    }

    fn entry(number: u128, still_owed: Option<&str>, (owed_by, reason): (Option<&str>, Option<&str>)) -> Settling {
        Settling {
            instalment_id: InstalmentId(uuid::Uuid::from_u128(number)),
            still_owed: still_owed.map(str::to_owned),
            owed_by: owed_by.map(on),
            reason: reason.map(str::to_owned),
        }
    }

    fn noted(wanted: &[Settling]) -> Vec<String> {
        let mut mistakes = Mistakes::default();
        let owed = [owed(1, 0), owed(2, 60), owed(3, 100)];
        settled(&mut mistakes, &owed, (wanted, on("2026-11-20")));
        match mistakes.finish() {
            Err(Refusal::Invalid(noted)) => noted.iter().map(|it| format!("{} {}", it.field, it.code)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn everything_that_is_owed_is_settled_in_one_way_or_another() {
        let off = |number| entry(number, None, (None, Some("Chưa làm.")));
        let table: [(&[Settling], &[&str]); 9] = [
            (&[off(2), off(3)], &[]),
            (&[entry(2, Some("60"), (Some("2026-11-20"), None)), off(3)], &[]),
            (&[off(2)], &["settlement NOT_SETTLED"]),
            (&[], &["settlement NOT_SETTLED", "settlement NOT_SETTLED"]),
            (&[off(2), off(3), off(1)], &["settlement.2.instalmentId NOTHING_OWED"]),
            (&[off(2), off(3), off(2)], &["settlement.2.instalmentId NOTHING_OWED"]),
            (&[entry(2, None, (None, None)), off(3)], &["settlement.0.reason EMPTY"]),
            (&[entry(2, Some("61"), (Some("2026-12-01"), None)), off(3)], &["settlement.0.stillOwed MORE_THAN_OWED"]),
            (
                &[entry(2, Some("10"), (None, Some("Một phần"))), entry(3, Some("100"), (Some("2026-11-19"), None))],
                &["settlement.0.owedBy REQUIRED", "settlement.1.owedBy OUT_OF_ORDER"],
            ),
        ];
        for (wanted, expected) in table {
            assert_eq!(noted(wanted), expected, "{wanted:?}");
        }
    }

    #[test]
    fn what_is_not_written_off_is_still_owed() {
        let mut mistakes = Mistakes::default();
        let partly = entry(2, Some("25"), (Some("2026-12-01"), Some("Một phần")));
        let settled = settled(&mut mistakes, &[owed(2, 60)], (&[partly], on("2026-11-20"))).unwrap();
        assert!(mistakes.is_empty());
        assert_eq!(settled[0].written_off, Money::vnd(35));
        assert_eq!(settled[0].still_owed, Some((Money::vnd(25), on("2026-12-01"))));
    }
}
