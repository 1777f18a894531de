//! The mutations on warranty and support, in an order in which each can succeed.

use serde_json::{Value, json};
use tests::story::FIRST_DAY;

use crate::attempts::{Attempt, REASON, assigned, attempt, owner};
use crate::world::World;

/// Those on the warranty.
pub fn warranty() -> Vec<Attempt> {
    let claim: fn(&World) -> Value = |world| json!({"warrantyClaimId": world.known["claim"]});
    let resolved: fn(&World) -> Value =
        |world| json!({"warrantyClaimId": world.known["claim"], "answer": "Đã sửa.", "isRework": true});
    vec![
        Attempt {
            learns: &[("second", "warrantyClaim.id")],
            ..attempt(
                "fileWarrantyClaim",
                owner,
                |world| json!({"deliverableId": world.known["deliverable"], "defectOn": FIRST_DAY, "description": "Thiếu một phụ lục."}),
            )
        },
        attempt("resolveTask", assigned, |world| json!({"taskId": world.known["task"], "resolution": "Đã gọi lại."})),
        attempt(
            "askAboutWarrantyClaim",
            assigned,
            |world| json!({"warrantyClaimId": world.known["claim"], "question": "Trang nào?"}),
        ),
        attempt(
            "answerAboutWarrantyClaim",
            owner,
            |world| json!({"warrantyClaimId": world.known["claim"], "answer": "Trang 3."}),
        ),
        attempt("triageWarrantyClaim", assigned, claim),
        attempt("startWarrantyClaim", assigned, claim),
        attempt("resolveWarrantyClaim", assigned, resolved),
        attempt(
            "reopenWarrantyClaim",
            owner,
            |world| json!({"warrantyClaimId": world.known["claim"], "reason": "Vẫn thiếu."}),
        ),
        attempt("resolveWarrantyClaim", assigned, resolved),
        attempt("confirmWarrantyClaim", owner, claim),
        attempt(
            "rejectWarrantyClaim",
            assigned,
            |world| json!({"warrantyClaimId": world.known["second"], "answer": "Không thuộc phạm vi."}),
        ),
        attempt(
            "extendWarrantyCover",
            assigned,
            |world| json!({"warrantyCoverId": world.known["cover"], "lastCoveredOn": "2027-03-31", "reason": REASON}),
        ),
    ]
}

/// Those on the support.
pub fn support() -> Vec<Attempt> {
    let ticket: fn(&World) -> Value = |world| json!({"supportTicketId": world.known["ticket"]});
    let message: fn(&World) -> Value =
        |world| json!({"supportTicketId": world.known["ticket"], "body": "Xin xem phụ lục 2."});
    vec![
        attempt(
            "openSupportTicket",
            owner,
            |world| json!({"contractId": world.known["covered"], "title": "Gia hạn", "body": "Khi nào cần gia hạn?"}),
        ),
        attempt("answerSupportTicket", assigned, message),
        attempt(
            "replyToSupportTicket",
            owner,
            |world| json!({"supportTicketId": world.known["ticket"], "body": "Phụ lục nào?"}),
        ),
        attempt("closeSupportTicket", assigned, ticket),
        attempt(
            "reopenSupportTicket",
            owner,
            |world| json!({"supportTicketId": world.known["ticket"], "body": "Chưa xong."}),
        ),
    ]
}
