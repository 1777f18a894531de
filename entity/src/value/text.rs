//! Text people enter: made clean once, on its way in.

use thiserror::Error;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Why a text was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TextRefused {
    /// Nothing but spaces.
    #[error("the text is empty")]
    Empty,
    /// More characters than allowed.
    #[error("the text has {length} characters, at most {most} are allowed")]
    TooLong {
        /// How many it has, in Unicode characters after normalising.
        length: usize,
        /// How many are allowed.
        most: usize,
    },
    /// A character nobody sees: a control character, or one that turns the direction of writing.
    #[error("the text holds the invisible character U+{code:04X}")]
    Invisible {
        /// The character's number.
        code: u32,
    },
}

/// A text of one line: in Unicode normal form C, without spaces around it, of 1 to `most` characters.
/// Refuses line breaks, tabs and all other control characters.
pub fn line(text: &str, most: usize) -> Result<String, TextRefused> {
    let clean: String = text.trim().nfc().collect();
    bounded(clean, most, is_invisible)
}

/// A text of several lines, as [`line()`] but for line breaks, which are kept; `\r\n` becomes `\n`.
pub fn lines(text: &str, most: usize) -> Result<String, TextRefused> {
    let clean: String = text.trim().replace("\r\n", "\n").nfc().collect();
    bounded(clean, most, |letter| letter != '\n' && is_invisible(letter))
}

/// The text as searches compare it: lower case, without Vietnamese or other diacritics, `đ` as `d`, single spaces.
/// `Công ty Đỗ  Hoà` and `cong ty do hoa` fold to the same.
pub fn folded(text: &str) -> String {
    let bare: String = text.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    let lower = bare.to_lowercase().replace('đ', "d");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text for a `LIKE` pattern whose escape character is `\`: `%`, `_` and `\` stand for themselves.
pub fn like_escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The text with its first letter in upper case, as a sentence begins.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn bounded(clean: String, most: usize, is_refused: impl Fn(char) -> bool) -> Result<String, TextRefused> {
    if clean.is_empty() {
        return Err(TextRefused::Empty);
    }
    if let Some(letter) = clean.chars().find(|letter| is_refused(*letter)) {
        return Err(TextRefused::Invisible { code: letter.into() });
    }
    let length = clean.chars().count();
    if length > most { Err(TextRefused::TooLong { length, most }) } else { Ok(clean) }
}

/// Control characters, line and paragraph separators, marks that reorder or hide text (Unicode TR 36).
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{TextRefused::*, *};

    #[test]
    fn a_line_is_trimmed_normalised_and_bounded() {
        let table = [
            ("  Nguyễn Văn A ", Ok("Nguyễn Văn A")),
            ("Nguye\u{302}\u{303}n", Ok("Nguyễn")),
            ("", Err(Empty)),
            (" \n\t ", Err(Empty)),
            ("two\nlines", Err(Invisible { code: 0x0a })),
            ("a\tb", Err(Invisible { code: 0x09 })),
            ("a\0b", Err(Invisible { code: 0 })),
            ("a\u{7f}b", Err(Invisible { code: 0x7f })),
            ("a\u{85}b", Err(Invisible { code: 0x85 })),
            ("evil\u{202e}fdp.exe", Err(Invisible { code: 0x202e })),
            ("a\u{2028}b", Err(Invisible { code: 0x2028 })),
            ("a\u{200b}b", Err(Invisible { code: 0x200b })),
            ("ệệệệệệệệệệệệ", Ok("ệệệệệệệệệệệệ")),
            ("ệệệệệệệệệệệệệ", Err(TooLong { length: 13, most: 12 })),
        ];
        for (text, clean) in table {
            assert_eq!(line(text, 12), clean.map(str::to_owned), "{text:?}");
        }
    }

    #[test]
    fn several_lines_keep_their_breaks() {
        assert_eq!(lines(" one\r\ntwo\n\nthree\n", 20).as_deref(), Ok("one\ntwo\n\nthree"));
        assert_eq!(lines("one\rtwo", 20), Err(Invisible { code: 0x0d }));
        assert_eq!(lines("one\n\0", 20), Err(Invisible { code: 0 }));
    }

    #[test]
    fn both_normal_forms_are_one_text() {
        assert_eq!(line("Hoa\u{300}", 10), line("Ho\u{e0}", 10));
        assert_eq!(folded("Hoa\u{300}"), folded("Ho\u{e0}"));
    }

    #[test]
    fn folding_knows_vietnamese() {
        let table = [
            ("Công ty Đỗ  Hoà", "cong ty do hoa"),
            ("ĐƯỜNG SỐ 5, KCN Tân Thuận", "duong so 5, kcn tan thuan"),
            ("Nguyễn Thị Ngọc Ánh", "nguyen thi ngoc anh"),
            ("ữ ỡ ỗ ẵ ẫ ỵ", "u o o a a y"),
            ("Çedille & Ähre", "cedille & ahre"),
            ("100%", "100%"),
        ];
        for (text, fold) in table {
            assert_eq!(folded(text), fold);
        }
    }

    #[test]
    fn wildcards_stand_for_themselves() {
        assert_eq!(like_escaped(r"50%_a\b"), r"50\%\_a\\b");
    }

    #[test]
    fn sentences_begin_with_a_capital() {
        assert_eq!(capitalised("âm một"), "Âm một");
        assert_eq!(capitalised(""), "");
    }
}
