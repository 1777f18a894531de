//! Rule: which papers the system writes.

use crate::refusal::Words;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// A request to pay (đề nghị thanh toán, C5).
    PaymentRequest,
}

impl Kind {
    /// What people call it.
    pub fn title(self) -> Words {
        match self {
            Self::PaymentRequest => Words::new("Đề nghị thanh toán", "Payment request"),
        }
    }
}
