//! Rule: which papers the system writes or keeps.

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
    /// What was done under a contract (báo cáo hoàn thành, S5): a version for each time the work is reported done.
    CompletionReport,
    /// What both put on record (biên bản): of an acceptance, about its round; of the liquidation, about the contract (S6).
    Minutes,
    /// What is offered (báo giá, S2).
    Quote,
    /// What both sign (hợp đồng, S2): a version for each version of its text.
    Contract,
    /// The scan of a contract that was signed on paper (S2).
    SignedCopy,
}

impl Kind {
    /// What people call it.
    pub fn title(self) -> Words {
        match self {
            Self::PaymentRequest => Words::new("Đề nghị thanh toán", "Payment request"),
            Self::CompletionReport => Words::new("Báo cáo hoàn thành", "Completion report"),
            Self::Minutes => Words::new("Biên bản nghiệm thu, thanh lý", "Minutes of acceptance or liquidation"),
            Self::Quote => Words::new("Báo giá", "Quote"),
            Self::Contract => Words::new("Hợp đồng", "Contract"),
            Self::SignedCopy => Words::new("Bản quét hợp đồng đã ký", "Scan of the signed contract"),
        }
    }

    /// What stands before the reference in the name of its file, where the reference is not the paper's own.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::PaymentRequest | Self::Quote | Self::Contract => "",
            Self::CompletionReport => "BCHT-",
            Self::Minutes => "BB-",
            Self::SignedCopy => "BK-",
        }
    }
}
