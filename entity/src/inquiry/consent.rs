//! Rule: to what somebody consents who leaves their particulars with an inquiry. A changed text gets a new version.

use crate::refusal::{Mistakes, Words};

/// The version of the text that is shown now.
pub const VERSION: &str = "2026-01";

/// The text that is shown now.
pub fn text() -> Words {
    Words::new(
        "Tôi đồng ý để nhà cung cấp lưu giữ tên, địa chỉ liên hệ và nội dung tôi gửi nhằm tư vấn và báo giá. \
         Thông tin không được chuyển cho bên thứ ba và được xoá khi tôi yêu cầu.",
        "I agree that the provider keeps my name, my contact details and what I write in order to consult me and to quote. \
         They are not passed on to others and are erased when I ask for it.",
    )
}

/// What somebody said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The version they were shown.
    pub version: String,
    /// Whether they agreed.
    pub is_given: bool,
}

impl Consent {
    /// Notes a consent that was not given, or given to another text than the present one.
    pub(super) fn read(&self, mistakes: &mut Mistakes) {
        if !self.is_given {
            let words = Words::new(
                "Cần đồng ý với nội dung lưu giữ thông tin.",
                "The consent to keep the particulars is needed.",
            );
            mistakes.note("consent.isGiven", "NO_CONSENT", words);
        }
        if self.version != VERSION {
            let words = Words::new(
                format!("Nội dung đồng ý đã thay đổi; phiên bản hiện tại là {VERSION}."),
                format!("The text of the consent has changed; its version is now {VERSION}."),
            );
            mistakes.note("consent.version", "OUTDATED", words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Refusal;

    #[test]
    fn only_the_present_text_can_be_agreed_to() {
        let table: [(&str, bool, &[&str]); 3] =
            [(VERSION, true, &[]), (VERSION, false, &["NO_CONSENT"]), ("2025-01", false, &["NO_CONSENT", "OUTDATED"])];
        for (version, is_given, expected) in table {
            let mut mistakes = Mistakes::default();
            Consent { version: version.to_owned(), is_given }.read(&mut mistakes);
            let codes: Vec<_> = match mistakes.finish() {
                Err(Refusal::Invalid(noted)) => noted.iter().map(|mistake| mistake.code).collect(),
                _ => Vec::new(),
            };
            assert_eq!(codes, expected, "{version} {is_given}");
        }
    }
}
