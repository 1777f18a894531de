//! A support ticket was answered (P3, S7).

use chrono::NaiveDate;

use super::page::pages;

/// Tells whoever opened a support ticket what the provider answered.
#[derive(Clone, Debug)]
pub struct TicketAnswered {
    /// By which both parties name the ticket, such as `HT-2026-0007`.
    pub ticket_reference: String,
    /// The contract it was opened under, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What it is about.
    pub title: String,
    /// The day it was opened.
    pub opened_on: NaiveDate,
    /// What was answered; may have several lines.
    pub answer: String,
}

pages!(
    TicketAnswered,
    vi: ["ticket_answered/vi.subject.txt", "ticket_answered/vi.txt", "ticket_answered/vi.html"],
    en: ["ticket_answered/en.subject.txt", "ticket_answered/en.txt", "ticket_answered/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn usual() -> TicketAnswered {
        TicketAnswered {
            ticket_reference: "HT-2026-0007".into(),
            contract_reference: "HD-2025-0031".into(),
            title: "Gia hạn giấy phép".into(),
            opened_on: day("2026-06-22"),
            answer: "Cần nộp hồ sơ trước 45 ngày.\nChúng tôi gửi kèm danh mục.".into(),
        }
    }

    fn hostile() -> TicketAnswered {
        let text = || HOSTILE.to_owned();
        TicketAnswered {
            ticket_reference: text(),
            contract_reference: text(),
            title: text(),
            answer: text(),
            ..usual()
        }
    }

    #[test]
    fn samples_are_sound() {
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "ticket_answered",
            &[
                of(
                    "answered",
                    usual(),
                    vec!["HT-2026-0007", "HD-2025-0031", "Gia hạn giấy phép", "22/06/2026", "45 ngày"],
                    vec!["HT-2026-0007", "HD-2025-0031", "Gia hạn giấy phép", "22 June 2026", "45 ngày"],
                ),
                of("hostile", hostile(), vec!["22/06/2026"], vec!["22 June 2026"]),
            ],
        );
    }
}
