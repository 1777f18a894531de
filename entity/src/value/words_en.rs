//! Amounts in English words.

use super::{currency::Currency, money::Money, text::capitalised};

const UP_TO_TWENTY: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(u64, &str); 7] = [
    (1_000_000_000_000_000_000, " quintillion"),
    (1_000_000_000_000_000, " quadrillion"),
    (1_000_000_000_000, " trillion"),
    (1_000_000_000, " billion"),
    (1_000_000, " million"),
    (1_000, " thousand"),
    (1, ""),
];

/// The amount as it is read, short scale, without "and" inside a number:
/// `One hundred million dong`, `One thousand two hundred thirty-four US dollars and fifty-six cents`.
pub fn in_words(money: Money) -> String {
    let minor = money.minor().unsigned_abs();
    let per_unit = money.currency().minor_per_unit().unsigned_abs();
    let (whole, part) = (minor / per_unit, minor % per_unit);
    let mut words = Vec::new();
    if whole > 0 || part == 0 {
        words.push(format!("{} {}", number(whole), unit(money.currency(), whole)));
    }
    if part > 0 {
        words.push(format!("{} {}", number(part), if part == 1 { "cent" } else { "cents" }));
    }
    let sign = if money.is_negative() { "minus " } else { "" };
    capitalised(&format!("{sign}{}", words.join(" and ")))
}

fn unit(currency: Currency, count: u64) -> &'static str {
    match (currency, count) {
        (Currency::Vnd, _) => "dong",
        (Currency::Usd, 1) => "US dollar",
        (Currency::Usd, _) => "US dollars",
        (Currency::Eur, 1) => "euro",
        (Currency::Eur, _) => "euros",
        (Currency::Jpy, _) => "yen",
    }
}

fn number(value: u64) -> String {
    if value == 0 {
        return word(&UP_TO_TWENTY, 0).to_owned();
    }
    let groups = SCALES.iter().map(|(scale, name)| (value / scale % 1_000, name));
    let spoken = groups.filter(|(group, _)| *group > 0).map(|(group, name)| format!("{}{name}", below_thousand(group)));
    spoken.collect::<Vec<_>>().join(" ")
}

fn below_thousand(group: u64) -> String {
    match (group / 100, group % 100) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} hundred", word(&UP_TO_TWENTY, hundreds)),
        (hundreds, rest) => format!("{} hundred {}", word(&UP_TO_TWENTY, hundreds), below_hundred(rest)),
    }
}

fn below_hundred(value: u64) -> String {
    match (value / 10, value % 10) {
        (0 | 1, _) => word(&UP_TO_TWENTY, value).to_owned(),
        (tens, 0) => word(&TENS, tens).to_owned(),
        (tens, ones) => format!("{}-{}", word(&TENS, tens), word(&UP_TO_TWENTY, ones)),
    }
}

fn word(words: &[&'static str], value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|at| words.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Currency::*, *};

    #[test]
    fn amounts_are_read_in_the_short_scale() {
        let table = [
            (0, Vnd, "Zero dong"),
            (1, Vnd, "One dong"),
            (13, Vnd, "Thirteen dong"),
            (20, Vnd, "Twenty dong"),
            (21, Vnd, "Twenty-one dong"),
            (100, Vnd, "One hundred dong"),
            (101, Vnd, "One hundred one dong"),
            (999, Vnd, "Nine hundred ninety-nine dong"),
            (1_000, Vnd, "One thousand dong"),
            (1_001, Vnd, "One thousand one dong"),
            (100_000_000, Vnd, "One hundred million dong"),
            (21_305_015_000, Vnd, "Twenty-one billion three hundred five million fifteen thousand dong"),
            (1_000_000_000_000_000, Vnd, "One quadrillion dong"),
            (-500_000, Vnd, "Minus five hundred thousand dong"),
            (123_456, Usd, "One thousand two hundred thirty-four US dollars and fifty-six cents"),
            (101, Usd, "One US dollar and one cent"),
            (200, Eur, "Two euros"),
            (100, Eur, "One euro"),
            (5, Usd, "Five cents"),
            (15_000, Jpy, "Fifteen thousand yen"),
        ];
        for (minor, currency, words) in table {
            assert_eq!(in_words(Money::new(minor, currency)), words);
        }
    }

    #[test]
    fn the_largest_amounts_are_read_too() {
        assert!(
            in_words(Money::vnd(i64::MIN)).starts_with("Minus nine quintillion two hundred twenty-three quadrillion")
        );
    }
}
