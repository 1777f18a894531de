//! Rule: which passwords are taken. Hashing them is api's business.

use crate::refusal::{Mistake, Words};

/// Characters at least (NIST SP 800-63B asks for 8; a contract's worth of money deserves more).
pub const LEAST: usize = 10;
/// Bytes at most: hashing time grows with length, and nobody types more.
pub const MOST_BYTES: usize = 256;

/// Refuses a password that is too short, too long, or the account's own address. No rules on kinds of characters:
/// length is what counts.
pub fn check(field: &str, password: &str, email: &str) -> Result<(), Mistake> {
    if password.len() > MOST_BYTES {
        return Err(too_long(field));
    }
    if password.chars().count() < LEAST {
        let words = Words::new(
            format!("Mật khẩu phải có ít nhất {LEAST} ký tự."),
            format!("A password has at least {LEAST} characters."),
        );
        return Err(Mistake::new(field, "PASSWORD_TOO_SHORT", words));
    }
    if password.to_lowercase().contains(&email.to_lowercase()) {
        let words =
            Words::new("Mật khẩu không được chứa địa chỉ e-mail.", "A password may not contain the e-mail address.");
        return Err(Mistake::new(field, "PASSWORD_IS_ADDRESS", words));
    }
    Ok(())
}

/// The mistake of an over-long password; also said at sign-in, before any hashing.
pub fn too_long(field: &str) -> Mistake {
    let words = Words::new(
        format!("Mật khẩu dài tối đa {MOST_BYTES} byte."),
        format!("A password has at most {MOST_BYTES} bytes."),
    );
    Mistake::new(field, "PASSWORD_TOO_LONG", words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_addresses() {
        let cases = [
            ("khu-demo-2026".to_owned(), None),
            ("mật khẩu dài".to_owned(), None),
            ("ngắn".to_owned(), Some("PASSWORD_TOO_SHORT")),
            ("a".repeat(9), Some("PASSWORD_TOO_SHORT")),
            ("a".repeat(10), None),
            ("a".repeat(256), None),
            ("a".repeat(257), Some("PASSWORD_TOO_LONG")),
            ("LAN@example.vn1".to_owned(), Some("PASSWORD_IS_ADDRESS")),
        ];
        for (password, expected) in cases {
            let found = check("password", &password, "lan@example.vn").err().map(|mistake| mistake.code);
            assert_eq!(found, expected, "{password}");
        }
    }
}
