//! Reading an input so that every wrong field is told at once.

use super::{Mistake, Refusal, Words};
use crate::value::currency::Currency;
use crate::value::email::Email;
use crate::value::entered::Entered;
use crate::value::money::{AmountUnreadable, Money};
use crate::value::tax_code::{TaxCode, TaxCodeRefused};
use crate::value::text::{self, TextRefused};
use chrono::NaiveDate;
use sea_orm::DbErr;

/// Gathers the wrong fields of an input. What a field with a mistake reads as does not matter: nothing is written.
#[derive(Debug, Default)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// Notes a wrong field.
    pub fn note(&mut self, field: impl Into<String>, code: &'static str, words: Words) {
        self.0.push(Mistake::new(field, code, words));
    }

    /// Whether nothing was wrong so far.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A text of one line, 1 to `most` characters, cleaned.
    pub fn line(&mut self, field: &str, entered: &str, most: usize) -> String {
        self.text(field, text::line(entered, most))
    }

    /// A text of several lines, 1 to `most` characters, cleaned.
    pub fn lines(&mut self, field: &str, entered: &str, most: usize) -> String {
        self.text(field, text::lines(entered, most))
    }

    /// As [`Mistakes::line`], where nothing may be said.
    pub fn optional_line(&mut self, field: &str, entered: Option<&str>, most: usize) -> Option<String> {
        let said = entered.filter(|entered| !entered.trim().is_empty())?;
        Some(self.line(field, said, most))
    }

    /// As [`Mistakes::lines`], where nothing may be said.
    pub fn optional_lines(&mut self, field: &str, entered: Option<&str>, most: usize) -> Option<String> {
        let said = entered.filter(|entered| !entered.trim().is_empty())?;
        Some(self.lines(field, said, most))
    }

    /// A code of capital letters, digits and `-`, 1 to `most` characters.
    pub fn code(&mut self, field: &str, entered: &str, most: usize) -> String {
        let code = self.line(field, entered, most);
        if !code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-') {
            self.note(
                field,
                "NOT_A_CODE",
                Words::new("Mã chỉ gồm chữ in hoa, chữ số và dấu -.", "A code is capital letters, digits and hyphens."),
            );
        }
        code
    }

    /// An e-mail address; `None` when it is none.
    pub fn email(&mut self, field: &str, entered: &str) -> Option<Email> {
        let email = Email::parse(entered).ok();
        if email.is_none() {
            self.note(
                field,
                "NOT_AN_EMAIL",
                Words::new(
                    "Đây không phải địa chỉ e-mail như lan@example.vn.",
                    "This is not an e-mail address such as lan@example.vn.",
                ),
            );
        }
        email
    }

    /// A tax code; `None` when it is none.
    pub fn tax_code(&mut self, field: &str, entered: &str) -> Option<TaxCode> {
        let words = match TaxCode::parse(entered) {
            Ok(code) => return Some(code),
            Err(TaxCodeRefused::WrongShape) => Words::new(
                "Mã số thuế gồm mười chữ số; chi nhánh thêm dấu - và ba chữ số.",
                "A tax code is ten digits, for a branch followed by - and three digits.",
            ),
            Err(TaxCodeRefused::WrongCheckDigit) => Words::new(
                "Chữ số kiểm tra của mã số thuế không đúng: có gõ nhầm chữ số nào không?",
                "The check digit of the tax code is wrong: was a digit mistyped?",
            ),
        };
        self.note(field, "NOT_A_TAX_CODE", words);
        None
    }

    /// An amount of at least one minor unit.
    pub fn amount(&mut self, field: &str, entered: &str, currency: Currency) -> Option<Money> {
        let amount = self.amount_or_nothing(field, entered, currency)?;
        if amount.is_positive() {
            return Some(amount);
        }
        self.note(field, "NOT_POSITIVE", Words::new("Số tiền phải lớn hơn 0.", "The amount must be more than zero."));
        None
    }

    /// An amount of at least one minor unit that must be in `currency`.
    pub fn amount_in(&mut self, field: &str, entered: &Entered, currency: Currency) -> Option<Money> {
        if entered.currency == currency {
            return self.amount(field, &entered.amount, currency);
        }
        let words = Words::new(
            format!("Hợp đồng tính bằng {}, không phải {}.", currency.code(), entered.currency.code()),
            format!("The contract is in {}, not in {}.", currency.code(), entered.currency.code()),
        );
        self.note(field, "WRONG_CURRENCY", words);
        None
    }

    /// A day that is not after `today`; `None` when it is.
    pub fn past_day(&mut self, field: &str, day: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
        if day <= today {
            return Some(day);
        }
        let words = Words::new("Ngày này ở tương lai.", "This day lies in the future.");
        self.note(field, "IN_FUTURE", words);
        None
    }

    /// An amount that may be zero.
    pub fn amount_or_nothing(&mut self, field: &str, entered: &str, currency: Currency) -> Option<Money> {
        match Money::parse(entered.trim(), currency) {
            Ok(amount) => Some(amount),
            Err(unreadable) => {
                let (code, words) = amount_flaw(unreadable);
                self.note(field, code, words);
                None
            }
        }
    }

    /// `Ok` when no mistake was noted.
    pub fn finish(self) -> Result<(), Refusal> {
        super::none_of(self.0)
    }

    /// What was read, when no mistake was noted: several values at once by [`Option::zip`].
    pub fn taken<T>(self, read: Option<T>) -> Result<T, Refusal> {
        self.finish()?;
        let unnoted = || DbErr::Custom("a value is missing though no mistake was noted for it".to_owned());
        read.ok_or_else(|| Refusal::Unexpected(unnoted()))
    }

    fn text(&mut self, field: &str, read: Result<String, TextRefused>) -> String {
        match read {
            Ok(clean) => clean,
            Err(refused) => {
                let (code, words) = text_flaw(refused);
                self.note(field, code, words);
                String::new()
            }
        }
    }
}

fn text_flaw(refused: TextRefused) -> (&'static str, Words) {
    match refused {
        TextRefused::Empty => ("EMPTY", Words::new("Chưa nhập nội dung.", "This must not be empty.")),
        TextRefused::TooLong { length, most } => (
            "TOO_LONG",
            Words::new(
                format!("Nội dung dài {length} ký tự, tối đa {most} ký tự."),
                format!("The text has {length} characters, at most {most} are allowed."),
            ),
        ),
        TextRefused::Invisible { code } => (
            "INVISIBLE_CHARACTER",
            Words::new(
                format!("Nội dung có ký tự không nhìn thấy U+{code:04X}."),
                format!("The text holds the invisible character U+{code:04X}."),
            ),
        ),
    }
}

fn amount_flaw(unreadable: AmountUnreadable) -> (&'static str, Words) {
    match unreadable {
        AmountUnreadable::NotANumber => (
            "NOT_AN_AMOUNT",
            Words::new(
                "Số tiền là các chữ số, ví dụ 1234.56.",
                "An amount is digits with at most one decimal point, such as 1234.56.",
            ),
        ),
        AmountUnreadable::Negative => {
            ("NEGATIVE", Words::new("Số tiền không được âm.", "The amount must not be negative."))
        }
        AmountUnreadable::TooManyDecimals { currency } => (
            "TOO_MANY_DECIMALS",
            Words::new(
                format!("{} có {} chữ số thập phân.", currency.code(), currency.digits()),
                format!("{} has {} digits after the decimal point.", currency.code(), currency.digits()),
            ),
        ),
        AmountUnreadable::TooLarge => ("TOO_LARGE", Words::new("Số tiền quá lớn.", "The amount is too large.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_field_is_told_with_its_code() {
        let mut mistakes = Mistakes::default();
        mistakes.line("name", " ", 10);
        mistakes.line("title", "too long a text", 5);
        mistakes.lines("terms", "a\u{200b}b", 10);
        mistakes.code("code", "env-1", 10);
        mistakes.email("email", "lan at example");
        mistakes.tax_code("taxCode", "123");
        mistakes.amount("price", "0", Currency::Vnd);
        mistakes.amount("fee", "-1", Currency::Vnd);
        mistakes.amount("sum", "1.5", Currency::Vnd);
        mistakes.amount("total", "9999999999999999", Currency::Vnd);
        let Err(Refusal::Invalid(noted)) = mistakes.finish() else { panic!("nothing was refused") };
        let codes: Vec<_> = noted.iter().map(|mistake| (mistake.field.as_str(), mistake.code)).collect();
        let expected = [
            ("name", "EMPTY"),
            ("title", "TOO_LONG"),
            ("terms", "INVISIBLE_CHARACTER"),
            ("code", "NOT_A_CODE"),
            ("email", "NOT_AN_EMAIL"),
            ("taxCode", "NOT_A_TAX_CODE"),
            ("price", "NOT_POSITIVE"),
            ("fee", "NEGATIVE"),
            ("sum", "TOO_MANY_DECIMALS"),
            ("total", "TOO_LARGE"),
        ];
        assert_eq!(codes, expected);
    }

    #[test]
    fn what_is_right_comes_out_clean() {
        let mut mistakes = Mistakes::default();
        assert_eq!(mistakes.line("name", " Hoa\u{323}", 10), "Hoạ");
        assert_eq!(mistakes.optional_line("plot", Some("  "), 10), None);
        assert_eq!(mistakes.amount("price", "1500", Currency::Vnd), Some(Money::vnd(1500)));
        assert!(mistakes.finish().is_ok());
    }
}
