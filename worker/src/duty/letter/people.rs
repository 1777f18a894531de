//! Letters to people about their account or their work.

use entity::notice::facts::{Account, Facts};
use entity::task;

use super::Writer;
use crate::notice::invitation::Invitation;
use crate::notice::password_reset::PasswordReset;
use crate::notice::staff_alarm::Concern;

impl Writer<'_> {
    pub(super) fn invitation(&self, account: &Account) -> Invitation {
        Invitation {
            account: account.address.clone(),
            link: self.link("invitation", account),
            valid_until: account.valid_until,
        }
    }

    pub(super) fn password_reset(&self, account: &Account) -> PasswordReset {
        PasswordReset {
            account: account.address.clone(),
            link: self.link("password-reset", account),
            valid_until: account.valid_until,
        }
    }

    pub(super) fn concern(&self, facts: &Facts) -> Option<Concern> {
        let Facts::StaffAlarm(task, contract) = facts else { return None };
        let task: &task::Model = task;
        let title = task.kind.title().in_locale(self.locale()).to_owned();
        Some(Concern {
            title: contract.as_ref().map_or(title.clone(), |reference| format!("{title} ({reference})")),
            detail: task.detail.in_locale(self.locale()).to_owned(),
            since: task.raised_at,
            link: Some(self.house.public_url.clone()),
        })
    }

    /// The token's text is made here and nowhere kept.
    fn link(&self, page: &str, account: &Account) -> String {
        format!("{}/{page}?token={}", self.house.public_url, self.key.one_time_token(account.token_id.0))
    }
}
