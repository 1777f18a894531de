//! The statement of account: what was charged and received, day by day (C5).

use chrono::NaiveDate;

use crate::value::{
    currency::Currency,
    money::{Money, MoneyError},
};

/// What an entry does to what the customer owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An instalment fell due: more is owed.
    Charge,
    /// A payment came in: less is owed.
    Receipt,
    /// A payment was reversed: its sum is owed again.
    Reversal,
    /// A part of an instalment was written off: less is owed.
    WriteOff,
}

/// One fact of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day it happened: due, received, reversed or written off.
    pub on: NaiveDate,
    /// What it was.
    pub kind: Kind,
    /// By what both sides know it: the number of the instalment, the bank's reference.
    pub reference: String,
    /// How much, always more than nothing.
    pub amount: Money,
}

/// One line of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What happened.
    pub entry: Entry,
    /// What the customer owed after it; less than nothing is a credit.
    pub balance: Money,
}

/// The account over some days: `closing` is `opening` and all lines, and the opening balance of the day after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The first day, included.
    pub from_on: NaiveDate,
    /// The last day, included.
    pub to_on: NaiveDate,
    /// What was owed before the first day.
    pub opening: Money,
    /// What happened, by day; on one day charges before receipts before reversals, then by reference.
    pub lines: Vec<Line>,
    /// What was owed at the end of the last day.
    pub closing: Money,
}

/// Draws up the statement of the days from `from_on` to `to_on`, both included, out of all facts of the account.
/// Refuses facts of more than one currency.
pub fn statement(
    currency: Currency,
    entries: impl IntoIterator<Item = Entry>,
    from_on: NaiveDate,
    to_on: NaiveDate,
) -> Result<Statement, MoneyError> {
    let mut entries: Vec<Entry> = entries.into_iter().filter(|entry| entry.on <= to_on).collect();
    entries.sort_by(|a, b| (a.on, a.kind, &a.reference).cmp(&(b.on, b.kind, &b.reference)));
    let (mut opening, mut balance, mut lines) = (Money::zero(currency), Money::zero(currency), Vec::new());
    for entry in entries {
        balance = match entry.kind {
            Kind::Charge | Kind::Reversal => balance.plus(entry.amount)?,
            Kind::Receipt | Kind::WriteOff => balance.minus(entry.amount)?,
        };
        if entry.on < from_on {
            opening = balance;
        } else {
            lines.push(Line { entry, balance });
        }
    }
    Ok(Statement { from_on, to_on, opening, lines, closing: balance })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;

    fn facts() -> Vec<Entry> {
        let entry = |day, kind, reference: &str, dong| Entry {
            on: on(day),
            kind,
            reference: reference.to_owned(),
            amount: Money::vnd(dong),
        };
        vec![
            entry("2026-03-09", Kind::Receipt, "FT-2", 40),
            entry("2026-03-02", Kind::Charge, "1", 100),
            entry("2026-03-05", Kind::Receipt, "FT-1", 60),
            entry("2026-03-12", Kind::Reversal, "FT-2", 40),
            entry("2026-04-02", Kind::Charge, "2", 50),
            entry("2026-04-02", Kind::Receipt, "FT-3", 120),
        ]
    }

    fn drawn_up(from: &str, to: &str) -> (i64, Vec<(String, i64)>, i64) {
        let statement = statement(Currency::Vnd, facts(), on(from), on(to)).unwrap();
        let lines = statement.lines.iter().map(|line| (line.entry.reference.clone(), line.balance.minor())).collect();
        (statement.opening.minor(), lines, statement.closing.minor())
    }

    #[test]
    fn balances_run_from_the_opening_to_the_closing() {
        type Case<'a> = (&'a str, &'a str, i64, &'a [(&'a str, i64)], i64);
        let table: [Case<'_>; 7] = [
            ("2026-01-01", "2026-03-01", 0, &[], 0),
            ("2026-03-01", "2026-03-05", 0, &[("1", 100), ("FT-1", 40)], 40),
            ("2026-03-03", "2026-03-31", 100, &[("FT-1", 40), ("FT-2", 0), ("FT-2", 40)], 40),
            ("2026-03-06", "2026-03-08", 40, &[], 40),
            ("2026-04-02", "2026-04-02", 40, &[("2", 90), ("FT-3", -30)], -30),
            ("2026-05-01", "2026-05-31", -30, &[], -30),
            ("2026-03-31", "2026-03-01", 0, &[], 0),
        ];
        for (from, to, opening, lines, closing) in table {
            let lines = lines.iter().map(|(reference, balance)| ((*reference).to_owned(), *balance)).collect();
            assert_eq!(drawn_up(from, to), (opening, lines, closing), "{from} to {to}");
        }
    }

    #[test]
    fn a_statement_begins_where_the_last_ended() {
        let march = statement(Currency::Vnd, facts(), on("2026-03-01"), on("2026-03-31")).unwrap();
        let april = statement(Currency::Vnd, facts(), on("2026-04-01"), on("2026-04-30")).unwrap();
        assert_eq!(march.closing, april.opening);
    }

    #[test]
    fn currencies_are_not_mixed() {
        assert!(statement(Currency::Usd, facts(), on("2026-03-01"), on("2026-03-31")).is_err());
    }
}
