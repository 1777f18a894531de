//! Attempts on work plans, their items and what is waited for.

use super::{Attempt, FIRST_DAY, World, assigned, attempt, owner};
use serde_json::{Value, json};

pub(super) fn work() -> Vec<Attempt> {
    let item: fn(&World) -> Value = |world| json!({"workItemId": world.known["newItem"]});
    vec![
        attempt(
            "rejectWorkPlan",
            owner,
            |world| json!({"workPlanId": world.known["plan"], "reason": "Cần thêm năm ngày."}),
        ),
        Attempt {
            learns: &[("newPlan", "workPlan.id"), ("newItem", "workPlan.items.0.id"), ("filed", "workPlan.items.1.id")],
            ..attempt("proposeWorkPlan", assigned, |world| {
                let item = json!({"owner": "PROVIDER", "nameVi": "Khảo sát", "nameEn": "Survey", "workingDays": 8});
                let filed =
                    json!({"owner": "AUTHORITY", "nameVi": "Thẩm định", "nameEn": "Appraisal", "workingDays": 9});
                json!({"contractId": world.known["signed"], "startOn": FIRST_DAY, "items": [item, filed]})
            })
        },
        attempt("confirmWorkPlan", owner, |world| json!({"workPlanId": world.known["newPlan"]})),
        attempt("startWorkItem", assigned, item),
        Attempt {
            learns: &[("waiting", "workWaiting.id")],
            ..attempt(
                "beginWaiting",
                assigned,
                |world| json!({"contractId": world.known["signed"], "waitsFor": "CUSTOMER", "reason": "Chờ hồ sơ pháp lý."}),
            )
        },
        attempt("endWaiting", assigned, |world| json!({"workWaitingId": world.known["waiting"]})),
        attempt(
            "completeWorkItem",
            assigned,
            |world| json!({"workItemId": world.known["newItem"], "evidence": "Biên bản khảo sát số 12."}),
        ),
        attempt(
            "recordSubmission",
            assigned,
            |world| json!({"workItemId": world.known["filed"], "authority": "Ban quản lý KCN", "receiptNumber": "BN-0412"}),
        ),
        attempt(
            "recordAuthorityAnswer",
            assigned,
            |world| json!({"workItemId": world.known["filed"], "answer": "GRANTED", "number": "88/GP"}),
        ),
    ]
}
