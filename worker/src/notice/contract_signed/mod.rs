//! Both parties have signed (S2): the contract holds, and what is due on signature comes next (C5).

use chrono::NaiveDate;
use entity::value::money::Money;

use super::page::pages;

/// Tells the customer's billing contact and the provider's staff, in the same words, that a contract holds.
#[derive(Clone, Debug)]
pub struct ContractSigned {
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// When the second of both signed: the contract holds from this day on.
    pub signed_on: NaiveDate,
    /// The whole price, VAT included.
    pub total: Money,
}

pages!(
    ContractSigned,
    vi: ["contract_signed/vi.subject.txt", "contract_signed/vi.txt", "contract_signed/vi.html"],
    en: ["contract_signed/en.subject.txt", "contract_signed/en.txt", "contract_signed/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn signed() -> ContractSigned {
        ContractSigned {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            signed_on: day("2026-03-02"),
            total: Money::vnd(198_000_000),
        }
    }

    #[test]
    fn samples_are_sound() {
        let hostile = ContractSigned { contract_reference: HOSTILE.into(), contract_title: HOSTILE.into(), ..signed() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "contract_signed",
            &[
                of(
                    "signed",
                    signed(),
                    vec!["HD-2026-0042", "02/03/2026", "198.000.000", "thư riêng", "đầu mối hoặc người phụ trách"],
                    vec!["HD-2026-0042", "2 March 2026", "198,000,000", "separate letters", "or in charge of it"],
                ),
                of("hostile", hostile, vec!["02/03/2026"], vec!["2 March 2026"]),
            ],
        );
    }
}
