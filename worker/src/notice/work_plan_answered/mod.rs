//! A version of the work plan was answered (P2, S4): confirmed or not agreed to.

use chrono::NaiveDate;

use super::page::pages;

/// Tells the staff of a contract what the customer said to a version of the work plan.
#[derive(Clone, Debug)]
pub struct WorkPlanAnswered {
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// The version, from 1.
    pub number: i32,
    /// Whether the customer agreed.
    pub is_confirmed: bool,
    /// The day of the answer.
    pub answered_on: NaiveDate,
    /// The reason, or on which paper it was confirmed; may have several lines.
    pub answer: Option<String>,
}

pages!(
    WorkPlanAnswered,
    vi: ["work_plan_answered/vi.subject.txt", "work_plan_answered/vi.txt", "work_plan_answered/vi.html"],
    en: ["work_plan_answered/en.subject.txt", "work_plan_answered/en.txt", "work_plan_answered/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn confirmed() -> WorkPlanAnswered {
        WorkPlanAnswered {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            number: 1,
            is_confirmed: true,
            answered_on: day("2026-03-02"),
            answer: None,
        }
    }

    fn rejected() -> WorkPlanAnswered {
        let answer = Some("Chúng tôi cần thêm năm ngày để chuẩn bị hồ sơ.".into());
        WorkPlanAnswered { is_confirmed: false, answer, ..confirmed() }
    }

    fn hostile() -> WorkPlanAnswered {
        let text = || HOSTILE.to_owned();
        WorkPlanAnswered { contract_reference: text(), contract_title: text(), answer: Some(text()), ..rejected() }
    }

    #[test]
    fn samples_are_sound() {
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "work_plan_answered",
            &[
                of(
                    "confirmed",
                    confirmed(),
                    vec!["HD-2026-0042", "bản 1", "đã xác nhận", "02/03/2026"],
                    vec!["HD-2026-0042", "version 1", "customer confirmed", "2 March 2026"],
                ),
                of(
                    "rejected",
                    rejected(),
                    vec!["chưa đồng ý", "thêm năm ngày"],
                    vec!["did not agree", "thêm năm ngày"],
                ),
                of("hostile", hostile(), vec!["02/03/2026"], vec!["2 March 2026"]),
            ],
        );
    }
}
