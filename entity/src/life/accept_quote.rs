//! Record: the customer's signatory accepts a quote, and the contract is drafted (S2, P1).

use super::drafting::draft_contract;
use crate::access::{By, Viewer};
use crate::database::Write;
use crate::document;
use crate::inquiry;
use crate::quote::quote::{ActiveModel, Model, Ticked};
use crate::quote::record::{Held, Which, hold, moved, stop_reminding, store, tell, tell_answer};
use crate::quote::record_ending::signatory;
use crate::quote::state::Event;
use crate::refusal::{Done, Mistakes, Refusal, Unmet, Words};
use sea_orm::ActiveValue::Set;

/// What somebody accepts.
#[derive(Clone, Debug)]
pub struct QuoteAcceptance {
    /// Which version.
    pub which: Which,
    /// The hash of what they read; another content is not accepted.
    pub content_hash: String,
    /// The optional lines they take, by their place from 1.
    pub ticked: Vec<i32>,
    /// Whether they consent to what departs from their selection; needed where something does (P1).
    pub consents_to_departures: bool,
    /// The network address they do it from.
    pub from: String,
}

/// The customer's signatory accepts exactly what they read: the inquiry is won, and its contract is drafted with the
/// deliverables and instalments of the quote and the first version of its text, in one transaction.
///
/// Refuses everybody else, a quote they do not see, one that is not with them any more or has expired, a stale version,
/// another content than the one that was sent, ticks on lines that are not optional, a departure that is not consented
/// to, and, unmet, a quote whose paper is not frozen. What was accepted is `AlreadyDone`.
pub async fn accept_quote(write: &Write, by: &By, acceptance: &QuoteAcceptance) -> Result<Done<Model>, Refusal> {
    let decided_by = signatory(by.viewer)?;
    let Held { inquiry, quote: before } = hold(write, by, acceptance.which.id).await?;
    let event = (Event::Accept, acceptance.which.expected_version);
    let Some(state) = moved(by, &before, event)? else { return Ok(Done::AlreadyDone(before)) };
    acceptance.check(&before)?;
    let document_sha256 = frozen_paper(write, &before).await?;
    let won = (inquiry::state::Event::Win, "inquiry.won");
    let inquiry = inquiry::record::move_on(write, by, &inquiry, won).await?;
    let mut ticked = acceptance.ticked.clone();
    ticked.sort_unstable();
    ticked.dedup();
    let change = ActiveModel {
        state: Set(state),
        ticked: Set(Ticked(ticked)),
        decided_at: Set(Some(by.now)),
        decided_by: Set(Some(decided_by)),
        decided_from: Set(Some(acceptance.from.clone())),
        document_sha256: Set(Some(document_sha256)),
        ..ActiveModel::default()
    };
    let after = store(write, &before, change).await?;
    stop_reminding(write, by, &after).await?;
    tell(write, by, (Some(&before), &after), ("quote.accepted", None)).await?;
    tell_answer(write, by, &inquiry, &after).await?;
    draft_contract(write, by, (&after, inquiry.assigned_to)).await?;
    Ok(Done::Now(after))
}

impl QuoteAcceptance {
    fn check(&self, quote: &Model) -> Result<(), Refusal> {
        let mut mistakes = Mistakes::default();
        if self.content_hash != quote.content_hash {
            let words = Words::new(
                "Nội dung này không phải nội dung đã gửi: hãy tải lại báo giá.",
                "This is not the content that was sent: load the quote again.",
            );
            mistakes.note("contentHash", "OTHER_CONTENT", words);
        }
        for (at, place) in self.ticked.iter().enumerate() {
            let line = usize::try_from(place.saturating_sub(1)).ok().and_then(|place| quote.content.lines.get(place));
            if !line.is_some_and(|line| line.is_optional) {
                let words = Words::new("Dòng này không phải tuỳ chọn.", "This is no optional line.");
                mistakes.note(format!("tickedLines.{at}"), "NOT_OPTIONAL", words);
            }
        }
        if quote.content.has_departures() && !self.consents_to_departures {
            let words = Words::new(
                "Báo giá khác với lựa chọn của khách hàng: cần xác nhận đồng ý.",
                "The quote departs from what was selected: the consent to that is needed.",
            );
            mistakes.note("consentsToDepartures", "NO_CONSENT", words);
        }
        mistakes.finish()
    }
}

/// The hash of the paper that is accepted; unmet until there is one.
async fn frozen_paper(write: &Write, quote: &Model) -> Result<String, Refusal> {
    let paper = document::of_subject(write.on(), Viewer::System, (document::Kind::Quote, quote.id.0)).await?;
    paper.and_then(|paper| paper.sha256).ok_or_else(|| {
        let words = Words::new(
            "Bản PDF của báo giá chưa lập xong: hãy thử lại sau ít phút.",
            "The paper of the quote is not made yet: try again in a few minutes.",
        );
        Refusal::Unmet(vec![Unmet { clause: "S2", code: "NOT_FROZEN", words }])
    })
}
