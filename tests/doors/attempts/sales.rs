//! Attempts before there is a contract: inquiries and quotes.

use entity::inquiry::consent::VERSION;
use serde_json::{Value, json};
use tests::story::FIRST_DAY;

use super::{Attempt, REASON, accountant, admin, assigned, attempt, owner};
use crate::world::{CONTRACT_MARK, World};

pub(super) fn inquiries() -> Vec<Attempt> {
    vec![
        Attempt {
            learns: &[("asked", "inquiry.id")],
            ..attempt("submitInquiry", assigned, |_| {
                json!({
                    "contact": {"name": "Người hỏi", "email": "hoi@kin.example", "company": "Công ty Hỏi"},
                    "message": "Cần tư vấn giấy phép.", "consent": {"version": VERSION, "isGiven": true},
                })
            })
        },
        attempt(
            "linkInquiry",
            assigned,
            |world| json!({"inquiryId": world.known["asked"], "customerId": world.known["customer"]}),
        ),
        attempt("recordConsultation", assigned, |world| {
            let note = "Đã gọi điện.";
            json!({"inquiryId": world.known["asked"], "channel": "TELEPHONE", "heldOn": FIRST_DAY, "note": note})
        }),
        attempt(
            "assignInquiry",
            admin,
            |world| json!({"inquiryId": world.known["asked"], "personId": world.known["accountant"]}),
        ),
        attempt("loseInquiry", accountant, |world| json!({"inquiryId": world.known["asked"], "reason": REASON})),
    ]
}

/// The version that waits is declined; the next is taken back; the last is accepted.
pub(super) fn quotes() -> Vec<Attempt> {
    let quote: fn(&World) -> Value = |world| json!({"quoteId": world.known["quote"]});
    let with_reason: fn(&World) -> Value = |world| json!({"quoteId": world.known["quote"], "reason": REASON});
    let drafts = || Attempt {
        learns: &[("quote", "quote.id"), ("quoteHash", "quote.contentHash")],
        ..attempt("draftQuote", assigned, World::draft)
    };
    vec![
        attempt("declineQuote", owner, with_reason),
        drafts(),
        attempt("withdrawQuote", assigned, with_reason),
        drafts(),
        attempt("approveQuote", admin, quote),
        attempt("sendQuote", assigned, quote),
        Attempt {
            learns: &[("drafted", "quote.contract.id")],
            ..attempt("acceptQuote", owner, |world| {
                let (id, hash) = (&world.known["quote"], &world.known["quoteHash"]);
                json!({"quoteId": id, "contentHash": hash, "consentsToDepartures": true})
            })
        },
    ]
}

/// The draft gets another text, the customer signs that, and it is given up all the same.
pub(super) fn drafts() -> Vec<Attempt> {
    vec![
        attempt("reviseClause", admin, |_| {
            json!({
                "code": "LAPTOPS", "position": 500, "headingVi": "Máy tính", "headingEn": "Laptops",
                "bodyVi": "Không kèm máy tính.", "bodyEn": "Laptops are not included.",
            })
        }),
        Attempt {
            learns: &[("draftText", "contract.texts.1.document.id")],
            ..attempt(
                "drawUpContract",
                assigned,
                |world| json!({"contractId": world.known["drafted"], "specialTerms": format!("Riêng {CONTRACT_MARK}")}),
            )
        },
        // By now its paper is made.
        Attempt {
            learns: &[("draftHash", "contract.texts.1.document.sha256")],
            ..attempt(
                "assignStaff",
                admin,
                |world| json!({"contractId": world.known["drafted"], "personId": world.known["accountant"]}),
            )
        },
        attempt("signContract", owner, |world| {
            let (contract, text, hash) =
                (&world.known["drafted"], &world.known["draftText"], &world.known["draftHash"]);
            json!({"contractId": contract, "documentId": text, "sha256": hash})
        }),
        attempt("cancelContract", assigned, |world| json!({"contractId": world.known["drafted"], "reason": REASON})),
    ]
}
