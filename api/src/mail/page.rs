//! What hangs on a page of mails, each read once for all of them.

use std::sync::Arc;

use entity::mail::Model;
use entity::notice;
use entity::value::id::MailId;

use super::mails::Mails;
use crate::access::people::People;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::notice::page::NoticePage;
use crate::party::customers::Customers;
use crate::value::Relation;

/// The mails of a page and what hangs on them.
#[derive(Debug)]
pub struct MailPage {
    carriers: Vec<MailId>,
    notices: Relation<Option<MailId>, (notice::Model, Arc<NoticePage>)>,
    /// The mails that they repeat.
    pub originals: Mails,
    /// Who asked for them to be sent again.
    pub people: People,
    /// The companies they are written to or about.
    pub customers: Customers,
}

impl MailPage {
    /// The page of these mails.
    pub fn of(rows: &[Model]) -> Arc<Self> {
        Arc::new(Self {
            carriers: rows.iter().map(carrier).collect(),
            notices: Relation::default(),
            originals: Mails::to(rows.iter().filter_map(|row| row.resend_of)),
            people: People::to(rows.iter().filter_map(|row| row.resent_by)),
            customers: Customers::to(rows.iter().filter_map(|row| row.customer_id)),
        })
    }

    /// What one of them says, as far as the viewer may see it, on the page of all their notices; one that repeats
    /// another says what that one said.
    pub async fn notices(&self, desk: &Desk, mail: &Model) -> Result<&[(notice::Model, Arc<NoticePage>)], ApiError> {
        let find = || async {
            let rows = notice::of_mails(desk.read(), desk.by.viewer, self.carriers.clone()).await?;
            let page = NoticePage::of(&rows);
            Ok(rows.into_iter().map(|row| (row, Arc::clone(&page))).collect())
        };
        self.notices.of(Some(carrier(mail)), find, |(row, _)| row.mail_id).await
    }
}

/// The mail on which its notices hang.
fn carrier(mail: &Model) -> MailId {
    mail.resend_of.unwrap_or(mail.id)
}
