//! Record: a person sends a mail again. It is a new mail with a Message-ID of its own, logged as manual (design 5).

use super::bounced;
use super::record_plan::{New, Resend, create};
use super::record_settle::{LONGEST_REASON, held, tell};
use super::state::State;
use super::table::{Column, Entity, Model};
use crate::access::{By, Permission};
use crate::calendar::zone::{PROVIDER_ZONE, day_of};
use crate::database::Write;
use crate::notice::{self, addressing};
use crate::refusal::{Mistakes, Refusal, Words};
use crate::task;
use crate::value::id::MailId;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

/// Sends a mail again, to where its recipient is reached now. When it is claimed everything is looked up again: for what
/// has been paid meanwhile nobody is asked twice. While a repetition is still to go out, asking again is asking for that
/// one: a second click sends nothing twice.
///
/// Refuses who may not tend notices, who does not see the mail, a mail that still goes out by itself or had nothing to
/// say, a recipient without an address or whose address bounced and was not cleared, and an empty reason.
pub async fn resend(write: &Write, by: &By, id: MailId, reason: &str) -> Result<Model, Refusal> {
    by.viewer.require(Permission::TendNotices)?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.lines("reason", reason, LONGEST_REASON);
    mistakes.finish()?;
    super::find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("mail"))?;
    let mail = held(write, id).await?.ok_or(Refusal::NotFound("mail"))?;
    if !mail.state.may_be_resent() {
        return Err(not_to_be_resent(mail.state));
    }
    let first = mail.resend_of.unwrap_or(mail.id);
    if let Some(waiting) = waiting_repetition(write, first).await? {
        return Ok(waiting);
    }
    let notice = notice::Entity::find().filter(notice::Column::MailId.eq(first)).one(write.on()).await?;
    let to = match notice {
        Some(notice) => addressing::of(write.on(), notice.recipient).await?,
        None => None,
    };
    let to = to.ok_or_else(no_address)?;
    if bounced::is_bounced(write.on(), &to.address).await? {
        return Err(address_bounced());
    }
    let new = New {
        kind: mail.kind,
        to: &to,
        group: mail.group_key.clone(),
        on: (day_of(by.now, PROVIDER_ZONE), by.now),
        resend: Some(Resend { of: first, by: by.actor.person_id() }),
    };
    let id = create(write, by.now, new).await?.ok_or(Refusal::NotFound("mail"))?;
    for kind in [task::Kind::MailUnknown, task::Kind::MailFailed, task::Kind::MailBounced] {
        task::record::resolve_by_itself(write, by.now, (kind, mail.id.0), &reason).await?;
    }
    let resent = Entity::find_by_id(id).one(write.on()).await?.ok_or(Refusal::NotFound("mail"))?;
    tell(write, by, &resent, ("mail.resent", &reason)).await?;
    Ok(resent)
}

async fn waiting_repetition(write: &Write, first: MailId) -> Result<Option<Model>, DbErr> {
    let to_go_out = Column::State.is_in([State::Planned, State::Claimed]);
    Entity::find().filter(Column::ResendOf.eq(first)).filter(to_go_out).one(write.on()).await
}

fn not_to_be_resent(state: State) -> Refusal {
    Refusal::conflict(
        "NOT_TO_BE_RESENT",
        Words::new(
            format!("Không thể gửi lại thư ở trạng thái {state:?}."),
            format!("A mail that is {state:?} cannot be sent again."),
        ),
    )
}

fn no_address() -> Refusal {
    let words = Words::new("Người nhận không có địa chỉ thư.", "The recipient has no address.");
    Refusal::conflict("NO_ADDRESS", words)
}

fn address_bounced() -> Refusal {
    Refusal::conflict(
        "ADDRESS_BOUNCED",
        Words::new(
            "Thư gửi đến địa chỉ này đã bị trả lại. Hãy sửa địa chỉ hoặc xoá dấu trả lại trước.",
            "Mail to this address came back. Correct the address or clear the bounce first.",
        ),
    )
}
