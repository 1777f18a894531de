//! The text of a contract is drawn up (S2): it goes with the letter, and waits for the signatory.

use entity::value::money::Money;

use super::page::pages;

/// Asks the customer's signatory to read the text of a contract and to sign it, on line or on paper.
#[derive(Clone, Debug)]
pub struct ContractOffered {
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// The version of the text, from 1; a later one replaces the earlier, whatever was signed of that.
    pub number: i32,
    /// The whole price, VAT included.
    pub total: Money,
    /// Whether the text comes with the letter as a PDF.
    pub is_enclosed: bool,
}

pages!(
    ContractOffered,
    vi: ["contract_offered/vi.subject.txt", "contract_offered/vi.txt", "contract_offered/vi.html"],
    en: ["contract_offered/en.subject.txt", "contract_offered/en.txt", "contract_offered/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, prove};

    fn first() -> ContractOffered {
        ContractOffered {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            number: 1,
            total: Money::vnd(198_000_000),
            is_enclosed: true,
        }
    }

    #[test]
    fn samples_are_sound() {
        let second = ContractOffered { number: 2, is_enclosed: false, ..first() };
        let hostile = ContractOffered { contract_reference: HOSTILE.into(), contract_title: HOSTILE.into(), ..first() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "contract_offered",
            &[
                of(
                    "first",
                    first(),
                    vec!["HD-2026-0042", "Giấy phép môi trường nhà máy 2", "198.000.000", "PDF", "ký trực tuyến"],
                    vec!["HD-2026-0042", "Giấy phép môi trường nhà máy 2", "198,000,000", "PDF", "sign it on line"],
                ),
                of(
                    "second",
                    second,
                    vec!["bản 2, thay thế bản trước", "mở toàn văn hợp đồng trên phần mềm"],
                    vec!["version 2, which replaces the one before", "open the text of the contract"],
                ),
                of("hostile", hostile, vec!["198.000.000"], vec!["198,000,000"]),
            ],
        );
    }
}
