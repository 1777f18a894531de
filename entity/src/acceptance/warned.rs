//! Finder: whether the customer was warned before silence is taken for acceptance (S6).

use super::acceptance_round::Model;
use crate::access::Viewer;
use crate::mail;
use crate::mail::state::State as MailState;
use crate::notice;
use crate::notice::skip_reason::SkipReason;
use crate::notice::state::State as NoticeState;
use crate::reminder::{self, ReminderKind};
use sea_orm::{ConnectionTrait, DbErr};

/// Whether at least one warning was handed over to the mail server, and none that was due failed, came back, is in doubt
/// or could not be sent. Only the warnings of the term as it stands count, not those before a rest.
pub async fn was_warned(connection: &impl ConnectionTrait, round: &Model) -> Result<bool, DbErr> {
    let subject = (ReminderKind::Acceptance, round.id.0);
    let Some(reminder) = reminder::of_subject(connection, Viewer::System, subject).await? else { return Ok(false) };
    let notices = notice::of_reminder(connection, Viewer::System, reminder.id).await?;
    let warnings: Vec<_> = notices.into_iter().filter(|notice| notice.arming == reminder.arming).collect();
    let mails = warnings.iter().filter_map(|notice| notice.mail_id).collect();
    let mails = mail::find_all(connection, Viewer::System, mails).await?;
    let fates: Vec<Fate> = warnings
        .iter()
        .map(|notice| {
            let mail = mails.iter().find(|mail| Some(mail.id) == notice.mail_id);
            fate(notice.state, notice.reason, mail.map(|mail| mail.state))
        })
        .collect();
    Ok(fates.contains(&Fate::Arrived) && !fates.contains(&Fate::Missed))
}

/// What became of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// The mail server took it, and it did not come back.
    Arrived,
    /// Another one was told in its place.
    NotNeeded,
    /// The customer was not told.
    Missed,
}

fn fate(state: NoticeState, reason: Option<SkipReason>, mail: Option<MailState>) -> Fate {
    match (state, reason, mail) {
        (NoticeState::Mailed, _, Some(MailState::HandedOver)) => Fate::Arrived,
        (NoticeState::Skipped, Some(SkipReason::ArmedLate | SkipReason::SameDay | SkipReason::Superseded), _) => {
            Fate::NotNeeded
        }
        (NoticeState::Planned | NoticeState::Mailed | NoticeState::Skipped | NoticeState::Void, _, _) => Fate::Missed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_taken_and_stayed_is_a_warning() {
        let table = [
            (NoticeState::Mailed, None, Some(MailState::HandedOver), Fate::Arrived),
            (NoticeState::Mailed, None, Some(MailState::Bounced), Fate::Missed),
            (NoticeState::Mailed, None, Some(MailState::Unknown), Fate::Missed),
            (NoticeState::Mailed, None, Some(MailState::Planned), Fate::Missed),
            (NoticeState::Mailed, None, None, Fate::Missed),
            (NoticeState::Skipped, Some(SkipReason::SameDay), None, Fate::NotNeeded),
            (NoticeState::Skipped, Some(SkipReason::ArmedLate), None, Fate::NotNeeded),
            (NoticeState::Skipped, Some(SkipReason::AddressBounced), None, Fate::Missed),
            (NoticeState::Skipped, Some(SkipReason::NoAddress), None, Fate::Missed),
            (NoticeState::Skipped, Some(SkipReason::Paused), None, Fate::Missed),
            (NoticeState::Skipped, Some(SkipReason::Stale), None, Fate::Missed),
            (NoticeState::Planned, None, None, Fate::Missed),
        ];
        for (state, reason, mail, expected) in table {
            assert_eq!(fate(state, reason, mail), expected, "{state:?} {reason:?} {mail:?}");
        }
    }
}
