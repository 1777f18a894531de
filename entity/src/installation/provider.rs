//! Table and rule: the provider's profile, as it stands on payment requests and in mails.

use super::installation::ONLY;
use crate::clock::Instant;
use crate::refusal::{Mistakes, Refusal, Words};
use crate::value::email::Email;
use crate::value::tax_code::TaxCode;
use sea_orm::entity::prelude::*;

const LONGEST_NAME: usize = 200;
const LONGEST_ADDRESS: usize = 300;
const LONGEST_PHONE: usize = 40;

/// The company that provides the services: one per installation.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "provider")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// The company's full name.
    pub name: String,
    /// Its tax code.
    pub tax_code: TaxCode,
    /// Its registered address.
    pub address: String,
    /// Where customers write to.
    pub email: Email,
    /// Where customers call.
    pub phone: String,
    /// The bank of the account that customers pay to.
    pub bank_name: String,
    /// The bank's number with NAPAS: six digits.
    pub bank_bin: String,
    /// The account: letters and digits, 19 at most.
    pub bank_account: String,
    /// In whose name the account is.
    pub bank_holder: String,
    /// Who signs for the provider.
    pub signatory_name: String,
    /// What the signatory is there.
    pub signatory_title: String,
    /// Rises with every change.
    pub version: i64,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The profile as somebody enters it.
#[derive(Clone, Debug)]
pub struct Profile {
    /// 1 to 200 characters.
    pub name: String,
    /// Checked by its last digit.
    pub tax_code: String,
    /// 1 to 300 characters.
    pub address: String,
    /// An address one can write to.
    pub email: String,
    /// 1 to 40 characters.
    pub phone: String,
    /// 1 to 200 characters.
    pub bank_name: String,
    /// Six digits.
    pub bank_bin: String,
    /// 1 to 19 letters and digits.
    pub bank_account: String,
    /// 1 to 200 characters.
    pub bank_holder: String,
    /// 1 to 200 characters.
    pub signatory_name: String,
    /// 1 to 200 characters.
    pub signatory_title: String,
}

/// The provider, for whoever may see the payment details: everybody. `None` until an admin entered it.
pub async fn find(connection: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(ONLY).one(connection).await
}

impl Profile {
    /// The row it makes, or every mistake in it.
    pub(super) fn checked(&self, version: i64, now: Instant) -> Result<Model, Refusal> {
        let mut mistakes = Mistakes::default();
        let name = mistakes.line("name", &self.name, LONGEST_NAME);
        let tax_code = mistakes.tax_code("taxCode", &self.tax_code);
        let address = mistakes.line("address", &self.address, LONGEST_ADDRESS);
        let email = mistakes.email("email", &self.email);
        let phone = mistakes.line("phone", &self.phone, LONGEST_PHONE);
        let bank_name = mistakes.line("bankName", &self.bank_name, LONGEST_NAME);
        let bank_bin = bank_bin(&mut mistakes, &self.bank_bin);
        let bank_account = bank_account(&mut mistakes, &self.bank_account);
        let bank_holder = mistakes.line("bankHolder", &self.bank_holder, LONGEST_NAME);
        let signatory_name = mistakes.line("signatoryName", &self.signatory_name, LONGEST_NAME);
        let signatory_title = mistakes.line("signatoryTitle", &self.signatory_title, LONGEST_NAME);
        let (tax_code, email) = mistakes.taken(tax_code.zip(email))?;
        Ok(Model {
            id: ONLY,
            name,
            tax_code,
            address,
            email,
            phone,
            bank_name,
            bank_bin,
            bank_account,
            bank_holder,
            signatory_name,
            signatory_title,
            version,
            updated_at: now,
        })
    }
}

fn bank_bin(mistakes: &mut Mistakes, entered: &str) -> String {
    let bin = entered.trim().to_owned();
    if bin.len() != 6 || !bin.bytes().all(|byte| byte.is_ascii_digit()) {
        let words = Words::new("Mã ngân hàng (BIN) gồm sáu chữ số.", "A bank's number (BIN) is six digits.");
        mistakes.note("bankBin", "NOT_A_BANK_NUMBER", words);
    }
    bin
}

fn bank_account(mistakes: &mut Mistakes, entered: &str) -> String {
    let account = entered.trim().to_owned();
    let is_account = (1..=19).contains(&account.len()) && account.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_account {
        let words = Words::new("Số tài khoản gồm 1 đến 19 chữ và số.", "A bank account is 1 to 19 letters and digits.");
        mistakes.note("bankAccount", "NOT_AN_ACCOUNT", words);
    }
    account
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn profile() -> Profile {
        Profile {
            name: "Công ty TNHH Khu".to_owned(),
            tax_code: "0101245486".to_owned(),
            address: "KCN Thăng Long, Hà Nội".to_owned(),
            email: "Office@Khu.example".to_owned(),
            phone: "024 1234 5678".to_owned(),
            bank_name: "Vietcombank".to_owned(),
            bank_bin: "970436".to_owned(),
            bank_account: "0011001234567".to_owned(),
            bank_holder: "CONG TY TNHH KHU".to_owned(),
            signatory_name: "Nguyễn Văn An".to_owned(),
            signatory_title: "Giám đốc".to_owned(),
        }
    }

    #[test]
    fn a_right_profile_is_taken_and_cleaned() {
        let row = profile().checked(3, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((row.email.as_str(), row.version), ("office@khu.example", 3));
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let wrong = Profile {
            name: String::new(),
            tax_code: "0101245487".to_owned(),
            email: "office".to_owned(),
            bank_bin: "97043".to_owned(),
            bank_account: "0011 00".to_owned(),
            ..profile()
        };
        let Err(Refusal::Invalid(mistakes)) = wrong.checked(1, DateTime::UNIX_EPOCH) else { panic!("it was taken") };
        let fields: Vec<_> = mistakes.iter().map(|mistake| mistake.field.as_str()).collect();
        assert_eq!(fields, ["name", "taxCode", "email", "bankBin", "bankAccount"]);
    }
}
