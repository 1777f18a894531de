//! Rule: what the worker can be asked to do, and how each kind may be steered.

use crate::refusal::Words;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// One duty of the worker, as it stands in the queue. A kind is never renamed or removed: rows outlive releases.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Advances every reminder whose moment has come.
    Remind,
    /// Claims, renders and hands over mail.
    DeliverMail,
    /// Finds what should have a job and has none, and what was left in doubt.
    Reconcile,
    /// Computes reminders again after calendar, ladder or zone changed.
    Rearm,
    /// Deletes what has been kept long enough.
    Prune,
    /// Renders one document and freezes it.
    RenderDocument,
    /// Alarms people about what was not answered in time.
    AlarmAnswers,
    /// Records what becomes of silence when its term has run out.
    AcceptBySilence,
    /// Records which quotes have expired.
    ExpireQuotes,
    /// Records whose warranty is over, and makes due what hangs on that.
    EndWarranties,
    /// Moves a sandbox's business clock to its target, one due instant after the other.
    AdvanceClock,
}

impl JobKind {
    /// The word in the queue, in schedules and in logs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Remind => "remind",
            Self::DeliverMail => "deliver_mail",
            Self::Reconcile => "reconcile",
            Self::Rearm => "rearm",
            Self::Prune => "prune",
            Self::RenderDocument => "render_document",
            Self::AlarmAnswers => "alarm_answers",
            Self::AcceptBySilence => "accept_by_silence",
            Self::ExpireQuotes => "expire_quotes",
            Self::EndWarranties => "end_warranties",
            Self::AdvanceClock => "advance_clock",
        }
    }

    /// How often it is tried, the first time included. A scheduled kind gets a fresh run at its next slot anyway;
    /// one that stands for a single fact is tried for hours.
    pub const fn max_attempts(self) -> i32 {
        match self {
            Self::Remind
            | Self::Reconcile
            | Self::AlarmAnswers
            | Self::AcceptBySilence
            | Self::ExpireQuotes
            | Self::EndWarranties => 3,
            Self::Rearm | Self::Prune | Self::RenderDocument => 5,
            Self::DeliverMail | Self::AdvanceClock => 12,
        }
    }

    /// Whether an admin may run it by hand. The others need a payload that only a record can give them.
    pub const fn may_be_run_by_hand(self) -> bool {
        match self {
            Self::Remind
            | Self::Reconcile
            | Self::Rearm
            | Self::Prune
            | Self::AlarmAnswers
            | Self::AcceptBySilence
            | Self::ExpireQuotes
            | Self::EndWarranties => true,
            Self::DeliverMail | Self::RenderDocument | Self::AdvanceClock => false,
        }
    }

    /// Whether it can be asked what it would have done, or would do, at another moment than now.
    pub const fn takes_as_of(self) -> bool {
        match self {
            Self::Remind => true,
            Self::DeliverMail
            | Self::Reconcile
            | Self::Rearm
            | Self::Prune
            | Self::RenderDocument
            | Self::AlarmAnswers
            | Self::AcceptBySilence
            | Self::ExpireQuotes
            | Self::EndWarranties
            | Self::AdvanceClock => false,
        }
    }

    /// Whether it can count what it would do without doing it.
    pub const fn takes_dry_run(self) -> bool {
        match self {
            Self::Remind | Self::Rearm | Self::Prune => true,
            Self::DeliverMail
            | Self::Reconcile
            | Self::RenderDocument
            | Self::AlarmAnswers
            | Self::AcceptBySilence
            | Self::ExpireQuotes
            | Self::EndWarranties
            | Self::AdvanceClock => false,
        }
    }

    /// What it does, for the admin who steers it.
    pub fn purpose(self) -> Words {
        match self {
            Self::Remind => Words::new(
                "Nhắc những khoản đến hạn, quá hạn hoặc sắp hết hạn bảo hành.",
                "Reminds of what is due, overdue or about to end.",
            ),
            Self::DeliverMail => Words::new(
                "Soạn và gửi thư đã lên kế hoạch.",
                "Renders planned mail and hands it over to the mail server.",
            ),
            Self::Reconcile => Words::new(
                "Tìm việc bị bỏ sót và thư chưa rõ kết quả.",
                "Finds what was left without a job and mail whose fate is in doubt.",
            ),
            Self::Rearm => Words::new(
                "Tính lại lịch nhắc sau khi lịch làm việc, bậc nhắc hoặc múi giờ thay đổi.",
                "Computes reminders again after calendar, ladder or zone changed.",
            ),
            Self::Prune => Words::new(
                "Xoá dữ liệu tạm đã hết thời hạn lưu.",
                "Deletes finished jobs, old tokens and sessions that have been kept long enough.",
            ),
            Self::RenderDocument => {
                Words::new("Lập bản PDF của một văn bản và lưu giữ.", "Makes the PDF of a document and keeps it.")
            }
            Self::AlarmAnswers => Words::new(
                "Báo cho nhân viên về những yêu cầu quá hạn trả lời.",
                "Alarms staff about what was not answered in time.",
            ),
            Self::AcceptBySilence => Words::new(
                "Ghi nhận nghiệm thu do im lặng khi hết thời hạn của hợp đồng, hoặc báo nhân viên.",
                "Records acceptance by silence when a contract's term has run out, or tells staff.",
            ),
            Self::ExpireQuotes => Words::new(
                "Ghi nhận những báo giá đã hết hiệu lực.",
                "Records which quotes have expired without an answer.",
            ),
            Self::EndWarranties => Words::new(
                "Ghi nhận hợp đồng hết thời hạn bảo hành và các đợt thanh toán đến hạn theo đó.",
                "Records which warranties are over, and what falls due by that.",
            ),
            Self::AdvanceClock => Words::new(
                "Chuyển đồng hồ nghiệp vụ của môi trường thử đến thời điểm đã chọn.",
                "Moves a sandbox's business clock to its target, step by step.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::{ActiveEnum, Iterable};

    #[test]
    fn the_word_is_what_the_database_holds() {
        for kind in JobKind::iter() {
            assert_eq!(kind.word(), kind.to_value());
            assert_eq!(serde_json::json!(kind), serde_json::json!(kind.word()));
        }
    }

    #[test]
    fn what_cannot_be_run_by_hand_takes_nothing_from_a_hand() {
        for kind in JobKind::iter().filter(|kind| !kind.may_be_run_by_hand()) {
            assert!(!kind.takes_as_of() && !kind.takes_dry_run(), "{kind:?}");
        }
    }
}
