//! What a clock can stand on.

use super::ladder::{Ladder, Tone};
use crate::notice::{Content, Kind};
use crate::task;
use crate::value::id::{AcceptanceRoundId, InstalmentId, QuoteId, WarrantyCoverId, WorkItemId};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReminderKind {
    /// The due day of an instalment (C5).
    Payment,
    /// The last covered day of a warranty (P5).
    Warranty,
    /// The last day of a work item, as waiting and rests have moved it (C3, S4).
    WorkItem,
    /// The day to answer a completion report (S6).
    Acceptance,
    /// The last day on which a quote can be accepted (S2).
    Quote,
}

impl ReminderKind {
    /// The ladder that holds where nobody set another.
    pub fn built_in(self) -> Ladder {
        match self {
            Self::Payment => Ladder::payment(),
            Self::Warranty => Ladder::warranty(),
            Self::WorkItem => Ladder::work_item(),
            Self::Acceptance => Ladder::acceptance(),
            Self::Quote => Ladder::quote(),
        }
    }

    /// What people are told of a subject of this kind, at a stage of that tone.
    pub(crate) fn content(self, subject_id: Uuid, tone: Tone) -> Content {
        match self {
            Self::Payment => Content::PaymentReminder { instalment_id: InstalmentId(subject_id), tone },
            Self::WorkItem => Content::WorkItemReminder { work_item_id: WorkItemId(subject_id), tone },
            Self::Acceptance => Content::AcceptanceReminder { round_id: AcceptanceRoundId(subject_id) },
            Self::Warranty => Content::WarrantyExpiry { cover_id: WarrantyCoverId(subject_id) },
            Self::Quote => Content::QuoteReminder { quote_id: QuoteId(subject_id) },
        }
    }

    /// The kind of notice that its stages make.
    pub(crate) const fn notice_kind(self) -> Kind {
        match self {
            Self::Payment => Kind::PaymentReminder,
            Self::Warranty => Kind::WarrantyExpiry,
            Self::WorkItem => Kind::WorkItemReminder,
            Self::Acceptance => Kind::AcceptanceReminder,
            Self::Quote => Kind::QuoteReminder,
        }
    }

    /// The kind of task that puts a subject before a person.
    pub(crate) const fn task_kind(self) -> task::Kind {
        match self {
            Self::Payment | Self::Warranty | Self::Quote => task::Kind::PaymentOverdue,
            Self::WorkItem => task::Kind::WorkItemDue,
            Self::Acceptance => task::Kind::AcceptanceUnanswered,
        }
    }
}
