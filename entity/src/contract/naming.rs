//! The names of states and events, as refusals say them.

use super::lifecycle::{Event, Lifecycle};
use crate::refusal::Words;

impl Lifecycle {
    /// What a contract in this state is: "đang triển khai", "under way".
    pub fn words(self) -> Words {
        match self {
            Self::Draft => Words::new("còn là bản thảo", "a draft"),
            Self::Signed => Words::new("đã ký, chưa triển khai", "signed and not yet started"),
            Self::Deploying => Words::new("đang triển khai", "under way"),
            Self::Finished => Words::new("đã hoàn thành, chờ nghiệm thu", "finished and waiting for acceptance"),
            Self::Accepted => Words::new("đã nghiệm thu", "accepted"),
            Self::Closed => Words::new("đã đóng", "closed"),
            Self::Cancelled => Words::new("đã hủy", "cancelled"),
            Self::Terminated => Words::new("đã chấm dứt", "terminated"),
        }
    }
}

impl Event {
    /// What is done to a contract by this event: "đóng", "close".
    pub fn words(self) -> Words {
        match self {
            Self::Sign => Words::new("ký", "sign"),
            Self::Start => Words::new("bắt đầu", "start"),
            Self::Finish => Words::new("báo hoàn thành", "finish"),
            Self::Accept => Words::new("nghiệm thu", "accept"),
            Self::RejectCompletion => Words::new("từ chối nghiệm thu", "reject"),
            Self::Close => Words::new("đóng", "close"),
            Self::Cancel => Words::new("hủy", "cancel"),
            Self::Terminate => Words::new("chấm dứt", "terminate"),
        }
    }
}
