//! Amounts in Vietnamese words ("bằng chữ").

use super::{currency::Currency, money::Money, text::capitalised};

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u64 = 1_000_000_000;

/// The amount as it is read: `Một trăm triệu đồng chẵn`, `Một nghìn hai trăm ba mươi bốn đô la Mỹ và năm mươi sáu xu`.
///
/// "chẵn" closes every amount without a smaller unit, so that nothing can be written behind it.
/// Northern forms: "nghìn", "linh"; "bốn" everywhere (never "tư"), as accounting software writes it.
pub fn in_words(money: Money) -> String {
    let minor = money.minor().unsigned_abs();
    let per_unit = money.currency().minor_per_unit().unsigned_abs();
    let (whole, part) = (minor / per_unit, minor % per_unit);
    let unit = unit(money.currency());
    let mut words = if money.is_negative() { vec!["âm".to_owned()] } else { Vec::new() };
    if whole > 0 || part == 0 {
        words.push(number(whole));
        words.push(unit.to_owned());
    }
    match (whole, part) {
        (0, 0) => {}
        (_, 0) => words.push("chẵn".to_owned()),
        (0, _) => words.push(format!("{} xu", number(part))),
        (_, _) => words.push(format!("và {} xu", number(part))),
    }
    capitalised(&words.join(" "))
}

fn unit(currency: Currency) -> &'static str {
    match currency {
        Currency::Vnd => "đồng",
        Currency::Usd => "đô la Mỹ",
        Currency::Eur => "euro",
        Currency::Jpy => "yên Nhật",
    }
}

fn number(value: u64) -> String {
    if value == 0 {
        return digit(0).to_owned();
    }
    let mut words = Vec::new();
    read(value, Place::Leading, &mut words);
    words.join(" ")
}

/// Whether something was read before: only then are absent hundreds and tens spoken ("không trăm linh").
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Leading,
    Following,
}

/// Reads by billions, each time what is above the billion first: a million billion is "một triệu tỷ".
fn read(value: u64, place: Place, words: &mut Vec<&'static str>) {
    let (billions, rest) = (value / BILLION, value % BILLION);
    let mut place = place;
    if billions > 0 {
        read(billions, place, words);
        words.push("tỷ");
        place = Place::Following;
    }
    for (group, name) in
        [(rest / 1_000_000, Some("triệu")), (rest / 1_000 % 1_000, Some("nghìn")), (rest % 1_000, None)]
    {
        if group > 0 {
            read_group(group, place, words);
            words.extend(name);
            place = Place::Following;
        }
    }
}

/// Reads three digits: 105 "một trăm linh năm", 21 "hai mươi mốt", 15 "mười lăm".
fn read_group(group: u64, place: Place, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let hundreds_are_spoken = hundreds > 0 || place == Place::Following;
    if hundreds_are_spoken {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if ones > 0 && hundreds_are_spoken => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (1.., 5) => words.push("lăm"),
        (_, _) => words.push(digit(ones)),
    }
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Currency::*, *};

    #[test]
    fn numbers_are_read_as_spoken() {
        let table = [
            (0, "không"),
            (1, "một"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi bốn"),
            (25, "hai mươi lăm"),
            (91, "chín mươi mốt"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (111, "một trăm mười một"),
            (115, "một trăm mười lăm"),
            (121, "một trăm hai mươi mốt"),
            (555, "năm trăm năm mươi lăm"),
            (1_000, "một nghìn"),
            (1_001, "một nghìn không trăm linh một"),
            (1_010, "một nghìn không trăm mười"),
            (1_100, "một nghìn một trăm"),
            (15_015, "mười lăm nghìn không trăm mười lăm"),
            (100_000, "một trăm nghìn"),
            (1_000_005, "một triệu không trăm linh năm"),
            (1_005_000, "một triệu không trăm linh năm nghìn"),
            (1_050_021, "một triệu không trăm năm mươi nghìn không trăm hai mươi mốt"),
            (100_000_000, "một trăm triệu"),
            (1_000_000_000, "một tỷ"),
            (1_000_000_005, "một tỷ không trăm linh năm"),
            (21_305_015_000, "hai mươi mốt tỷ ba trăm linh năm triệu không trăm mười lăm nghìn"),
            (1_000_000_000_000, "một nghìn tỷ"),
            (1_000_000_000_000_000, "một triệu tỷ"),
            (1_000_000_001_000_000, "một triệu tỷ không trăm linh một triệu"),
            (1_000_005_000_000_000, "một triệu không trăm linh năm tỷ"),
            (1_000_000_000_000_000_000, "một tỷ tỷ"),
        ];
        for (value, words) in table {
            assert_eq!(number(value), words, "{value}");
        }
    }

    #[test]
    fn amounts_end_with_their_unit() {
        let table = [
            (100_000_000, Vnd, "Một trăm triệu đồng chẵn"),
            (0, Vnd, "Không đồng"),
            (1_234_567, Vnd, "Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng chẵn"),
            (-500_000, Vnd, "Âm năm trăm nghìn đồng chẵn"),
            (123_456, Usd, "Một nghìn hai trăm ba mươi bốn đô la Mỹ và năm mươi sáu xu"),
            (100_000, Usd, "Một nghìn đô la Mỹ chẵn"),
            (5, Usd, "Năm xu"),
            (105, Eur, "Một euro và năm xu"),
            (21_000, Jpy, "Hai mươi mốt nghìn yên Nhật chẵn"),
        ];
        for (minor, currency, words) in table {
            assert_eq!(in_words(Money::new(minor, currency)), words);
        }
    }

    #[test]
    fn the_largest_amounts_are_read_too() {
        assert!(in_words(Money::vnd(i64::MAX)).starts_with("Chín tỷ hai trăm hai mươi ba triệu"));
        assert!(in_words(Money::vnd(i64::MIN)).starts_with("Âm chín tỷ"));
    }
}
