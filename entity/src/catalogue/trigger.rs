//! Rule: what makes a part of a price fall due, when it hangs on an event instead of a day (S3, C5).

use crate::calendar::working_day::Calendar;
use crate::refusal::Words;
use chrono::{Days, NaiveDate};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// What makes an instalment fall due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DueEvent {
    /// Both have signed.
    Signature,
    /// The customer has handed in everything that is required.
    DocumentsComplete,
    /// The file is with the authority.
    Filed,
    /// The authority has given its result.
    ResultObtained,
    /// The work is reported done.
    Completion,
    /// The customer has accepted.
    Acceptance,
    /// The last covered day is over.
    WarrantyEnd,
}

/// So many days after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// After what.
    pub event: DueEvent,
    /// How many days, 0 to 3,650; the day of the event is not counted.
    pub days: i32,
    /// Whether only working days count.
    pub in_working_days: bool,
}

impl DueEvent {
    /// What people call it, as what follows "after": "ký hợp đồng", "signature of the contract".
    pub fn words(self) -> Words {
        match self {
            Self::Signature => Words::new("ký hợp đồng", "signature of the contract"),
            Self::DocumentsComplete => {
                Words::new("nhận đủ hồ sơ của khách hàng", "receipt of all the customer's documents")
            }
            Self::Filed => Words::new("nộp hồ sơ cho cơ quan có thẩm quyền", "submission to the authority"),
            Self::ResultObtained => Words::new("có kết quả của cơ quan có thẩm quyền", "the authority's result"),
            Self::Completion => Words::new("báo cáo hoàn thành công việc", "the report of completion"),
            Self::Acceptance => Words::new("nghiệm thu", "acceptance"),
            Self::WarrantyEnd => Words::new("hết thời hạn bảo hành", "the end of the warranty"),
        }
    }
}

impl Trigger {
    /// The agreed day when the event happens on one; that a day off moves it on is not in it.
    pub fn day_after(&self, happened_on: NaiveDate, calendar: &Calendar) -> NaiveDate {
        if self.in_working_days {
            return calendar.add_working_days(happened_on, u32::try_from(self.days).unwrap_or_default());
        }
        let days = u64::try_from(self.days).unwrap_or_default();
        happened_on.checked_add_days(Days::new(days)).unwrap_or(happened_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;

    #[test]
    fn working_days_leave_out_the_weekend() {
        // 2026-03-05 is a Thursday.
        let table =
            [(0, false, "2026-03-05"), (3, false, "2026-03-08"), (3, true, "2026-03-10"), (10, true, "2026-03-19")];
        for (days, in_working_days, expected) in table {
            let trigger = Trigger { event: DueEvent::Filed, days, in_working_days };
            assert_eq!(trigger.day_after(on("2026-03-05"), &Calendar::default()), on(expected), "{trigger:?}");
        }
    }
}
