//! The names of parties and states, as refusals and letters say them.

use super::filing::Filing;
use super::item_state::Owner;
use super::plan_state::PlanState;
use crate::refusal::Words;

impl Owner {
    /// Who it is: "bên cung cấp", "the provider".
    pub fn words(self) -> Words {
        match self {
            Self::Provider => Words::new("bên cung cấp", "the provider"),
            Self::Customer => Words::new("khách hàng", "the customer"),
            Self::Authority => Words::new("cơ quan nhà nước", "the authority"),
        }
    }
}

impl PlanState {
    /// What a version in this state is: "chờ xác nhận", "waiting for its answer".
    pub fn words(self) -> Words {
        match self {
            Self::Proposed => Words::new("đang chờ xác nhận", "waiting for its answer"),
            Self::Confirmed => Words::new("đã được xác nhận", "confirmed"),
            Self::Rejected => Words::new("đã bị từ chối", "rejected"),
            Self::Superseded => Words::new("đã được thay bằng bản mới", "superseded by a later version"),
        }
    }
}

impl Filing {
    /// What a file in this state is: "đã nộp", "with the authority".
    pub fn words(self) -> Words {
        match self {
            Self::NotSubmitted => Words::new("chưa nộp", "not submitted"),
            Self::Submitted => Words::new("đã nộp, chờ kết quả", "with the authority"),
            Self::SupplementAsked => Words::new("chờ bổ sung", "waiting for more"),
            Self::Granted => Words::new("đã được chấp thuận", "granted"),
            Self::Refused => Words::new("đã bị từ chối", "refused"),
        }
    }
}
