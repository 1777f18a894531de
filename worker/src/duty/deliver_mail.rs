//! Delivers one mail: claims it, writes its letter, hands it over, settles the claim (design 5).

use std::time::Duration;

use chrono::TimeDelta;
use entity::mail::record_claim::{Claim, Claimed, Lease, claim};
use entity::mail::record_settle::{Ending, Settled, settle};
use entity::notice::facts::{Enclosure, Facts};
use entity::value::id::{ClaimToken, MailId};
use sea_orm::DbErr;
use serde::Deserialize;

use super::letter::{self, Unwritten};
use crate::desk::Desk;
use crate::post::{Attachment, HandOver, Letter};
use crate::queue::{Counts, Outcome, Run};

/// How long a claim lasts beyond the longest conversation with the mail server.
const LEASE: Duration = Duration::from_secs(30);

/// How often a mail is claimed again because others planned into it meanwhile.
const CLAIMS: usize = 5;

/// How often the answer is offered to a database that does not answer, and how long between two offers.
const OFFERS: usize = 90;
const BETWEEN_OFFERS: Duration = Duration::from_secs(2);

const SKIPPED: Counts = Counts { done: 0, skipped: 1, failed: 0 };
const FAILED: Counts = Counts { done: 0, skipped: 0, failed: 1 };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload {
    mail_id: MailId,
}

/// Delivers the mail of the payload. What becomes of it stands in the mail, with its own tries and back-off: the job is
/// done whichever way the hand-over ended.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    match run.payload::<Payload>() {
        Ok(payload) => deliver(desk, payload.mail_id).await.map_or_else(Outcome::from, Outcome::Done),
        Err(stopped) => stopped,
    }
}

/// Claims, hands over and settles one mail; skips one that is not to be sent now.
pub(super) async fn deliver(desk: &Desk, id: MailId) -> Result<Counts, DbErr> {
    let token = ClaimToken::new();
    let lasts = TimeDelta::from_std(LEASE + desk.post.longest_conversation()).unwrap_or(TimeDelta::MAX);
    for _ in 0..CLAIMS {
        match desk.database.write(async |write| claim(write, id, Lease { token, lasts }).await).await? {
            Claim::Taken(claimed) => return hand_over(desk, &claimed, token).await,
            Claim::Void | Claim::Postponed | Claim::NotNow => return Ok(SKIPPED),
            Claim::Again => {}
        }
    }
    Err(DbErr::Custom(format!("mail {id} was planned into {CLAIMS} times while it was claimed")))
}

async fn hand_over(desk: &Desk, claimed: &Claimed, token: ClaimToken) -> Result<Counts, DbErr> {
    let id = claimed.mail.id;
    let (subject, ending) = match write(desk, claimed).await {
        Ok(letter) => (Some(letter.subject.clone()), ending(desk.post.hand_over(&letter).await)),
        Err(unwritten) => {
            (None, Ending::NotSent { reason: unwritten.to_string(), may_retry: unwritten.may_be_retried() })
        }
    };
    let (counts, level) = match &ending {
        Ending::HandedOver { .. } => (Counts::done(1), "handed over"),
        Ending::NotSent { .. } => (FAILED, "not sent"),
        Ending::InDoubt { .. } => (FAILED, "in doubt"),
    };
    tracing::info!(mail = %id, kind = ?claimed.mail.kind, attempt = claimed.mail.attempts, "mail {level}");
    let settled = keep_answer(desk, (id, token), subject, ending).await?;
    if settled == Settled::NotYours {
        tracing::warn!(mail = %id, "a person had settled the mail before its answer came");
    }
    Ok(counts)
}

/// The letter with the papers that go with it.
async fn write(desk: &Desk, claimed: &Claimed) -> Result<Letter, Unwritten> {
    let mut letter = letter::write(&desk.house, &desk.key, claimed)?;
    for enclosure in claimed.facts.iter().filter_map(Facts::enclosure) {
        if let Enclosure::Ready(printed) = enclosure {
            let bytes = desk.files.read(&printed.file).await?;
            let content_type = printed.file.media_type.clone();
            letter.attachments.push(Attachment { name: printed.document.file_name(), content_type, bytes });
        }
    }
    Ok(letter)
}

/// The answer is offered until the database takes it: lost, it would leave a mail in doubt that is not.
async fn keep_answer(
    desk: &Desk,
    claim: (MailId, ClaimToken),
    subject: Option<String>,
    ending: Ending,
) -> Result<Settled, DbErr> {
    let mut offers = 0;
    loop {
        let (subject, ending) = (subject.clone(), ending.clone());
        let kept = desk.database.write(async |write| settle(write, claim, subject, ending).await).await;
        match kept {
            Ok(settled) => return Ok(settled),
            Err(error) if offers == OFFERS => return Err(error),
            Err(error) => {
                offers += 1;
                tracing::warn!(mail = %claim.0, %error, "the answer about a mail could not be kept yet");
                tokio::time::sleep(BETWEEN_OFFERS).await;
            }
        }
    }
}

fn ending(hand_over: HandOver) -> Ending {
    match hand_over {
        HandOver::HandedOver { answer } => Ending::HandedOver { answer },
        HandOver::NotSent { retry, reason, .. } => Ending::NotSent { reason, may_retry: retry },
        HandOver::InDoubt { reason } => Ending::InDoubt { reason },
    }
}
