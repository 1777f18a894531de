//! VietQR: the text inside the square code a customer scans to pay by bank transfer.

use thiserror::Error;

use super::{currency::Currency, money::Money, text};

const LONGEST_NOTE: usize = 25;
const LONGEST_ACCOUNT: usize = 19;
const LONGEST_AMOUNT: usize = 13;

/// The transfer a code asks for: to which account, how much, with which words.
#[derive(Clone, Copy, Debug)]
pub struct Transfer<'a> {
    /// The bank's number with NAPAS: six digits, such as 970436.
    pub bank_bin: &'a str,
    /// The account: 1 to 19 letters and digits.
    pub account: &'a str,
    /// How much, in VND; without it the payer enters the sum.
    pub amount: Option<Money>,
    /// The words of the transfer, by which the payment is recognised. Put the reference first: the note is written in
    /// capitals without diacritics, other signs become spaces, and what is beyond 25 characters is cut.
    pub note: &'a str,
}

/// Why no code can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum VietQrRefused {
    /// The bank's number is not six digits.
    #[error("a bank's number (BIN) is six digits")]
    BankNumber,
    /// The account is not 1 to 19 letters and digits.
    #[error("a bank account is 1 to 19 letters and digits")]
    Account,
    /// VietQR transfers are in dong.
    #[error("VietQR transfers are in VND, not in {}", .0.code())]
    NotInDong(Currency),
    /// Nothing, less than nothing, or more than 13 digits.
    #[error("the amount of a transfer is 1 to 13 digits of dong")]
    Amount,
}

/// The text of the code, as EMVCo's merchant-presented mode and NAPAS prescribe it: payload format 01, single use with
/// an amount (12) or for any use without (11), the account under id 38, currency 704, country VN, CRC-16 last.
pub fn payload(transfer: &Transfer<'_>) -> Result<String, VietQrRefused> {
    let amount = transfer.amount.map(amount_text).transpose()?;
    let account = account_text(transfer)?;
    let mut payload = field("00", "01");
    payload += &field("01", if amount.is_some() { "12" } else { "11" });
    payload += &field("38", &account);
    payload += &field("53", Currency::Vnd.number());
    payload += &amount.map(|digits| field("54", &digits)).unwrap_or_default();
    payload += &field("58", "VN");
    let note = note_text(transfer.note);
    if !note.is_empty() {
        payload += &field("62", &field("08", &note));
    }
    payload += "6304";
    let checksum = crc16(payload.as_bytes());
    Ok(format!("{payload}{checksum:04X}"))
}

fn account_text(transfer: &Transfer<'_>) -> Result<String, VietQrRefused> {
    let (bin, account) = (transfer.bank_bin, transfer.account);
    if bin.len() != 6 || !bin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(VietQrRefused::BankNumber);
    }
    let is_account = account.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if account.is_empty() || account.len() > LONGEST_ACCOUNT || !is_account {
        return Err(VietQrRefused::Account);
    }
    let beneficiary = field("00", bin) + &field("01", account);
    Ok(field("00", "A000000727") + &field("01", &beneficiary) + &field("02", "QRIBFTTA"))
}

fn amount_text(amount: Money) -> Result<String, VietQrRefused> {
    if amount.currency() != Currency::Vnd {
        return Err(VietQrRefused::NotInDong(amount.currency()));
    }
    let digits = amount.amount();
    if amount.is_positive() && digits.len() <= LONGEST_AMOUNT { Ok(digits) } else { Err(VietQrRefused::Amount) }
}

/// ASCII letters, digits, `-` and `.`, single spaces between words: what every bank passes on unchanged.
fn note_text(note: &str) -> String {
    let upper = text::folded(note).to_uppercase();
    let plain: String = upper.chars().map(|letter| if is_passed_on(letter) { letter } else { ' ' }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(LONGEST_NOTE).collect::<String>().trim_end().to_owned()
}

fn is_passed_on(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.')
}

/// Id, length in two digits, value. Every value here is ASCII and shorter than 100.
fn field(id: &str, value: &str) -> String {
    format!("{id}{:02}{value}", value.len())
}

/// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, nothing reflected (ISO/IEC 13239 as EMVCo uses it).
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(
            crc ^ (u16::from(*byte) << 8),
            |crc, _| {
                if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRANSFER: Transfer<'static> =
        Transfer { bank_bin: "970403", account: "0011012345678", amount: None, note: "" };

    #[test]
    fn the_checksum_is_ccitt_false() {
        assert_eq!(crc16(b"123456789"), 0x29B1);
        assert_eq!(crc16(b""), 0xFFFF);
        // The single-use example of the NAPAS guideline; it also carries a bill number, which Khu does not use.
        let napas = "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang6304";
        assert_eq!(crc16(napas.as_bytes()), 0x2E2E);
    }

    #[test]
    fn without_amount_and_note_it_is_for_any_use() {
        assert_eq!(
            payload(&TRANSFER).unwrap(),
            "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
        );
    }

    #[test]
    fn with_amount_and_note_it_is_for_one_use() {
        let transfer = Transfer { amount: Some(Money::vnd(180_000)), note: "HD-2026-0042 đợt 2", ..TRANSFER };
        let text = payload(&transfer).unwrap();
        let (before, checksum) = text.split_at(text.len() - 4);
        assert_eq!(
            before,
            "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA\
             530370454061800005802VN62220818HD-2026-0042 DOT 26304"
        );
        assert_eq!(checksum, format!("{:04X}", crc16(before.as_bytes())));
    }

    #[test]
    fn notes_are_made_plain_and_cut() {
        let table = [
            ("", ""),
            ("HD-2026-0042", "HD-2026-0042"),
            ("  Thanh toán   đợt 1 ", "THANH TOAN DOT 1"),
            ("KHU/42_7;DROP", "KHU 42 7 DROP"),
            ("HD-2026-0042 Giấy phép môi trường", "HD-2026-0042 GIAY PHEP MO"),
            ("AAAAAAAAAAAAAAAAAAAAAAAA BBB", "AAAAAAAAAAAAAAAAAAAAAAAA"),
            ("日本", ""),
        ];
        for (note, plain) in table {
            assert_eq!(note_text(note), plain);
        }
    }

    #[test]
    fn what_no_bank_would_take_is_refused() {
        use VietQrRefused::*;
        let bin = |bank_bin| Transfer { bank_bin, ..TRANSFER };
        let account = |account| Transfer { account, ..TRANSFER };
        let amount = |amount| Transfer { amount: Some(amount), ..TRANSFER };
        let table = [
            (bin("97040"), BankNumber),
            (bin("97040a"), BankNumber),
            (bin("9704030"), BankNumber),
            (account(""), Account),
            (account("001 101"), Account),
            (account("12345678901234567890"), Account),
            (amount(Money::new(100, Currency::Usd)), NotInDong(Currency::Usd)),
            (amount(Money::vnd(0)), Amount),
            (amount(Money::vnd(-1)), Amount),
            (amount(Money::vnd(10_000_000_000_000)), Amount),
        ];
        for (transfer, refused) in table {
            assert_eq!(payload(&transfer), Err(refused));
        }
        assert!(payload(&amount(Money::vnd(9_999_999_999_999))).is_ok());
    }
}
