//! The mails that the rows of a page lead to.

use entity::mail;
use entity::value::id::MailId;

use super::object::Mail;
use super::page::MailPage;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// Read once for the page, as far as the viewer may see them; together they are a page themselves.
#[derive(Debug)]
pub struct Mails {
    ids: Vec<MailId>,
    found: Relation<MailId, (MailId, Mail)>,
}

impl Mails {
    /// Nothing is read yet.
    pub fn to(ids: impl Iterator<Item = MailId>) -> Self {
        Self { ids: ids.collect(), found: Relation::default() }
    }

    /// One of them; nothing without an id, and nothing when the viewer may not see it.
    pub async fn at(&self, desk: &Desk, id: Option<MailId>) -> Result<Option<Mail>, ApiError> {
        let Some(id) = id else { return Ok(None) };
        let find = || async {
            let rows = mail::find_all(desk.read(), desk.by.viewer, self.ids.clone()).await?;
            let page = MailPage::of(&rows);
            Ok(rows.into_iter().map(|row| (row.id, Mail::new(row, &page))).collect())
        };
        let found = self.found.of(id, find, |(id, _)| *id).await?;
        Ok(found.first().map(|(_, found)| found.clone()))
    }
}
