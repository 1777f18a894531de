//! Inquiries with what was offered for them, and papers, for tables of cases.

use super::nine;
use crate::calendar::working_day::tests::on;
use crate::catalogue::offer::InstalmentPlan;
use crate::document::state::State as Paper;
use crate::document::{self, Kind};
use crate::dossier::Origin;
use crate::inquiry::inquiry::{self, Selection};
use crate::inquiry::state::State as Asked;
use crate::quote::content::Content;
use crate::quote::quote::{self, Ticked};
use crate::quote::state::State as Offered;
use crate::value::currency::Currency;
use crate::value::id::{ContractId, CustomerId, DocumentId, InquiryId, QuoteId};
use crate::value::locale::Locale;
use uuid::Uuid;

/// An inquiry of a known customer, and a version of a quote in each of these states, valid until 2026-03-31.
pub fn origin(state: Asked, quotes: &[Offered]) -> Origin {
    let (id, customer_id) = (InquiryId::new(), CustomerId::new());
    let inquiry = inquiry::Model {
        id,
        reference: "YC-2026-7KQ4MX".to_owned(),
        state,
        name: "Lan".to_owned(),
        email: "lan@saomai.example".parse().unwrap(),
        phone: None,
        company: "Sao Mai".to_owned(),
        message: "Xin báo giá.".to_owned(),
        package_ids: Selection::default(),
        locale: Locale::Vi,
        consent_version: "2026-01".to_owned(),
        customer_id: Some(customer_id),
        asked_by: None,
        assigned_to: None,
        answer_by: nine("2026-03-04"),
        alarm_at: None,
        answered_at: None,
        closed_on: None,
        lost_reason: None,
        version: 1,
        created_at: nine("2026-03-03"),
    };
    let quotes: Vec<_> =
        quotes.iter().zip(1..).map(|(state, number)| offer((id, customer_id), *state, number)).collect();
    let papers = quotes.iter().map(|quote| paper((Kind::Quote, quote.id.0), Paper::Frozen, ContractId(id.0))).collect();
    Origin { inquiry, quotes, papers }
}

fn offer((inquiry_id, customer_id): (InquiryId, CustomerId), state: Offered, number: i32) -> quote::Model {
    let was_sent = ![Offered::Draft, Offered::Approved, Offered::Superseded].contains(&state);
    quote::Model {
        id: QuoteId::new(),
        reference: "BG-2026-7KQ4MX".to_owned(),
        inquiry_id,
        customer_id,
        number,
        state,
        valid_until: on("2026-03-31"),
        content: Content {
            title: "Giấy phép môi trường".to_owned(),
            currency: Currency::Vnd,
            lines: Vec::new(),
            instalments: InstalmentPlan(Vec::new()),
            working_days: 40,
            terms: "Theo quy định.".to_owned(),
            valid_until: on("2026-03-31"),
            omission: None,
        },
        content_hash: String::new(),
        ticked: Ticked::default(),
        drafted_by: None,
        approved_by: None,
        sent_at: was_sent.then(|| nine("2026-03-05")),
        decided_at: [Offered::Accepted, Offered::Declined].contains(&state).then(|| nine("2026-03-09")),
        decided_by: None,
        decided_from: None,
        document_sha256: None,
        ending_reason: None,
        version: 1,
        created_at: nine("2026-03-04"),
    }
}

/// A paper about a subject.
pub fn paper((kind, subject_id): (Kind, Uuid), state: Paper, dossier_id: ContractId) -> document::Model {
    document::Model {
        id: DocumentId::new(),
        kind,
        subject_id,
        version: 1,
        reference: "HD-2026-7KQ4MX".to_owned(),
        dossier_id,
        contract_id: None,
        customer_id: CustomerId::new(),
        locale: Locale::Vi,
        state,
        file_id: None,
        sha256: None,
        size: None,
        attempts: 0,
        error: None,
        mail_waits_until: nine("2026-03-05"),
        requested_at: nine("2026-03-05"),
        frozen_at: (state == Paper::Frozen).then(|| nine("2026-03-05")),
    }
}
