use entity::value::money::Money;
use entity::value::vietqr;

use super::qr;
use crate::post::Picture;

/// Where the customer is to pay: the provider's account, and the words by which the payment is recognised.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// The provider's bank, as people know it.
    pub bank_name: String,
    /// The bank's number with NAPAS, six digits.
    pub bank_bin: String,
    /// The account to pay into.
    pub account_number: String,
    /// Whose account it is, as the bank writes it.
    pub account_holder: String,
    /// Begins with the reference: a bank may cut it.
    pub note: String,
}

impl Transfer {
    /// The `VietQR` code of this transfer for one of the amounts, the one in dong. Without such an amount, or with an
    /// account that `VietQR` does not know, the letter does without: the details stand in it as text.
    pub(crate) fn pictures(&self, amounts: &[Money]) -> Vec<Picture> {
        amounts.iter().find_map(|amount| self.vietqr(*amount)).into_iter().collect()
    }

    fn vietqr(&self, amount: Money) -> Option<Picture> {
        let asked = vietqr::Transfer {
            bank_bin: &self.bank_bin,
            account: &self.account_number,
            amount: Some(amount),
            note: &self.note,
        };
        let payload = vietqr::payload(&asked).ok()?;
        let png = qr::png(&payload).ok()?;
        Some(Picture { cid: "vietqr@khu".to_owned(), png })
    }
}

#[cfg(test)]
mod tests {
    use entity::value::currency::Currency;

    use super::*;
    use crate::notice::proof::transfer;

    #[test]
    fn only_dong_to_an_account_banks_know_gets_a_code() {
        let (dong, dollars) = (Money::vnd(1), Money::new(100, Currency::Usd));
        let unknown = Transfer { bank_bin: "VCB".into(), ..transfer() };
        for (transfer, amounts, codes) in [
            (transfer(), vec![dong], 1),
            (transfer(), vec![dollars, dong], 1),
            (transfer(), vec![dollars], 0),
            (transfer(), vec![], 0),
            (unknown, vec![dong], 0),
        ] {
            assert_eq!(transfer.pictures(&amounts).len(), codes, "{amounts:?}");
        }
    }
}
