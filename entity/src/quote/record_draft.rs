//! Record: a version of a quote is written; the one before it is superseded (S2).

use super::entering::{Draft, Facts};
use super::quote::{self, Model, Ticked};
use super::record::tell;
use super::record_ending::give_way;
use super::state::State;
use crate::access::{By, Permission};
use crate::catalogue::{service_package, vat_rate};
use crate::database::{Write, insert_named};
use crate::inquiry::inquiry;
use crate::inquiry::record::lock;
use crate::inquiry::state::wrong_state;
use crate::party::customer;
use crate::refusal::{Refusal, Words};
use crate::value::id::{CustomerId, InquiryId, QuoteId};
use crate::value::reference::Prefix;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};

/// Writes the next version for an inquiry, for the provider's eyes until it is sent. A version that is still live is
/// superseded in the same transaction: at most one is.
///
/// Refuses an inquiry the viewer does not see, one that is over or belongs to no customer yet, and every mistake in the
/// draft at once.
pub async fn draft_quote(write: &Write, by: &By, inquiry_id: InquiryId, draft: &Draft) -> Result<Model, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let inquiry = lock(write, by.viewer, inquiry_id).await?;
    if !inquiry.state.is_open() {
        return Err(wrong_state(inquiry.state, inquiry.version));
    }
    let Some(customer_id) = inquiry.customer_id else { return Err(without_customer()) };
    let content = draft.read(&facts(write, by, (draft, &inquiry, customer_id)).await?)?;
    give_way(write, by, inquiry_id, (State::Superseded, "quote.superseded", None)).await?;
    let earlier = quote::Entity::find().filter(quote::Column::InquiryId.eq(inquiry_id)).count(write.on()).await?;
    let row = Model {
        id: QuoteId::new(),
        reference: String::new(),
        inquiry_id,
        customer_id,
        number: i32::try_from(earlier).unwrap_or(i32::MAX).saturating_add(1),
        state: State::Draft,
        valid_until: content.valid_until,
        content,
        content_hash: String::new(),
        ticked: Ticked::default(),
        drafted_by: by.viewer.person_id(),
        approved_by: None,
        sent_at: None,
        decided_at: None,
        decided_by: None,
        decided_from: None,
        document_sha256: None,
        ending_reason: None,
        version: 1,
        created_at: by.now,
    };
    let row = insert(write, by, row).await?;
    tell(write, by, (None, &row), ("quote.drafted", None)).await?;
    Ok(row)
}

async fn facts(
    write: &Write,
    by: &By,
    (draft, inquiry, customer_id): (&Draft, &inquiry::Model, CustomerId),
) -> Result<Facts, Refusal> {
    let on = write.on();
    let customer = customer::find(on, by.viewer, customer_id).await?.ok_or(Refusal::NotFound("customer"))?;
    let named = draft.lines.iter().filter_map(|line| line.package_id).collect();
    let packages = service_package::find_all(on, by.viewer, named).await?;
    Ok(Facts {
        today: by.today(),
        selected: inquiry.package_ids.0.clone(),
        packages: packages.into_iter().map(|package| (package.id, package)).collect(),
        rates: vat_rate::rates(on).await?,
        may_agree_on_currency: customer.kind.may_agree_on(draft.currency),
    })
}

async fn insert(write: &Write, by: &By, row: Model) -> Result<Model, DbErr> {
    insert_named::<quote::Entity>(write, (Prefix::Quote, by.today()), quote::Column::Reference, |reference| {
        let content_hash = row.content.hash((&reference, row.number));
        Model { reference, content_hash, ..row.clone() }
    })
    .await
}

fn without_customer() -> Refusal {
    let words = Words::new(
        "Hãy gắn yêu cầu với một khách hàng trước khi báo giá.",
        "Link the inquiry to a customer before a quote is written.",
    );
    Refusal::conflict("NO_CUSTOMER", words)
}
