//! Record: the customer is asked to pay ("đề nghị thanh toán", C5).

use super::instalment;
use super::owed::owed;
use super::payment_request::{Column, Entity, Model};
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::catalogue::trigger::DueEvent;
use crate::contract::contract;
use crate::contract::record::{lock, touch};
use crate::database::{Write, insert_named};
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::{Done, Refusal, Words};
use crate::value::id::{InstalmentId, PaymentRequestId};
use crate::value::reference::Prefix;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use serde_json::{Value, json};

/// Asks the customer for what is outstanding of an instalment today; the request is mailed to the billing contact.
///
/// Refuses an instalment the viewer does not see, one of which nothing is owed, and one whose event has not happened yet. The same sum asked for on the same
/// day again is `AlreadyDone`.
pub async fn payment_requested(write: &Write, by: &By, instalment_id: InstalmentId) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::KeepMoney)?;
    let seen = instalment::find(write.on(), by.viewer, instalment_id).await?.ok_or(Refusal::NotFound("instalment"))?;
    let contract = lock(write, by.viewer, seen.contract_id, None).await?;
    let owed = owed(write.on(), Viewer::System, vec![contract.id]).await?;
    let owed = owed.into_iter().find(|owed| owed.instalment.id == instalment_id);
    let owed = owed.ok_or(Refusal::NotFound("instalment"))?;
    if !owed.outstanding.is_positive() {
        let words = Words::new("Đợt thanh toán này không còn nợ.", "Nothing is owed of this instalment.");
        return Err(Refusal::conflict("NOTHING_OWED", words));
    }
    if let Some(event) = owed.instalment.awaited() {
        return Err(awaits(event));
    }
    let row = Model {
        id: PaymentRequestId::new(),
        reference: String::new(),
        contract_id: contract.id,
        instalment_id,
        amount_minor: owed.outstanding.minor(),
        requested_on: by.today(),
        created_at: by.now,
    };
    if let Some(earlier) = same(write, &row).await? {
        return Ok(Done::AlreadyDone(earlier));
    }
    let row = insert(write, row).await?;
    let fact = Fact {
        chain: Chain::Dossier(contract.id),
        action: "payment.requested",
        subject: ("payment_request", row.id.0),
        before: Value::Null,
        after: json!({
            "reference": row.reference,
            "instalmentId": row.instalment_id,
            "amountMinor": row.amount_minor,
            "requestedOn": row.requested_on,
        }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    touch(write, &contract).await?;
    tell(write, by, &contract, row.id).await?;
    Ok(Done::Now(row))
}

fn awaits(event: DueEvent) -> Refusal {
    let event = event.words();
    let words = Words::new(
        format!("Đợt thanh toán này chỉ đến hạn sau khi {}.", event.vi),
        format!("This instalment falls due only after {}.", event.en),
    );
    Refusal::conflict("AWAITS_EVENT", words)
}

async fn same(write: &Write, wanted: &Model) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::InstalmentId.eq(wanted.instalment_id))
        .filter(Column::RequestedOn.eq(wanted.requested_on))
        .filter(Column::AmountMinor.eq(wanted.amount_minor))
        .one(write.on())
        .await
}

async fn insert(write: &Write, row: Model) -> Result<Model, DbErr> {
    insert_named::<Entity>(write, (Prefix::PaymentRequest, row.requested_on), Column::Reference, |reference| Model {
        reference,
        ..row.clone()
    })
    .await
}

async fn tell(write: &Write, by: &By, contract: &contract::Model, id: PaymentRequestId) -> Result<(), DbErr> {
    let content = Content::PaymentRequested { payment_request_id: id };
    let to = Recipient::Billing(contract.customer_id);
    plan_about(write, by.now, contract, (content, to)).await
}
