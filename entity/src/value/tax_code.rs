//! Vietnamese tax codes ("mã số thuế").

use std::{
    fmt::{Display, Formatter},
    str::FromStr,
};

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use thiserror::Error;

const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/// A company's tax code: ten digits of which the last checks the others, and for a branch `-` and its number 001–999:
/// `0101245486`, `0101245486-001` (Circular 86/2024/TT-BTC, art. 5).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType)]
#[sea_orm(value_type = "String", column_type = "Text")]
#[serde(try_from = "String", into = "String")]
pub struct TaxCode(String);

/// Why a text is not a company's tax code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TaxCodeRefused {
    /// Not ten digits, with or without a branch.
    #[error("a tax code is ten digits, for a branch followed by - and three digits")]
    WrongShape,
    /// The tenth digit does not fit the nine before it.
    #[error("the check digit of the tax code is wrong: was a digit mistyped?")]
    WrongCheckDigit,
}

impl TaxCode {
    /// Reads a tax code; spaces around it do not count.
    pub fn parse(text: &str) -> Result<Self, TaxCodeRefused> {
        let code = text.trim();
        let (company, branch) = match code.split_once('-') {
            Some((company, branch)) => (company, Some(branch)),
            None => (code, None),
        };
        let digits: Vec<u32> = company.chars().map_while(|letter| letter.to_digit(10)).collect();
        let [nine @ .., check] = digits.as_slice() else { return Err(TaxCodeRefused::WrongShape) };
        if company.len() != 10 || nine.len() != WEIGHTS.len() || !branch.is_none_or(is_branch) {
            return Err(TaxCodeRefused::WrongShape);
        }
        let weighted: u32 = nine.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        // A remainder of 0 would ask for the digit 10: such codes are never issued.
        if 10 - weighted % 11 == *check { Ok(Self(code.to_owned())) } else { Err(TaxCodeRefused::WrongCheckDigit) }
    }

    /// The code as it is stored and printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TaxCode {
    type Err = TaxCodeRefused;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for TaxCode {
    type Error = TaxCodeRefused;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<TaxCode> for String {
    fn from(code: TaxCode) -> Self {
        code.0
    }
}

impl Display for TaxCode {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_branch(branch: &str) -> bool {
    branch.len() == 3 && branch.bytes().all(|byte| byte.is_ascii_digit()) && branch != "000"
}

#[cfg(test)]
mod tests {
    use super::{TaxCodeRefused::*, *};

    #[test]
    fn the_tenth_digit_checks_the_others() {
        let table = [
            ("0101245486", Ok("0101245486")),
            ("0300588569", Ok("0300588569")),
            ("0101248141", Ok("0101248141")),
            (" 0101245486 ", Ok("0101245486")),
            ("0101245486-001", Ok("0101245486-001")),
            ("0101245487", Err(WrongCheckDigit)),
            ("0101254486", Err(WrongCheckDigit)),
            ("0000000000", Err(WrongCheckDigit)),
            ("0101245487-001", Err(WrongCheckDigit)),
            ("", Err(WrongShape)),
            ("010124548", Err(WrongShape)),
            ("01012454861", Err(WrongShape)),
            ("0101245486-01", Err(WrongShape)),
            ("0101245486-000", Err(WrongShape)),
            ("0101245486-0001", Err(WrongShape)),
            ("0101245486-", Err(WrongShape)),
            ("0101245486001", Err(WrongShape)),
            ("010124548a", Err(WrongShape)),
            ("01012 45486", Err(WrongShape)),
            ("٠١٠١٢٤٥٤٨٦", Err(WrongShape)),
        ];
        for (text, code) in table {
            assert_eq!(TaxCode::parse(text).as_ref().map(TaxCode::as_str), code.as_ref().copied(), "{text}");
        }
    }
}
