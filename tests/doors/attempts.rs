//! Every mutation once at least, in an order in which each can succeed, with who may give it and an input that is right.

mod sales;
mod work;

use serde_json::{Value, json};
use tests::story::{FIRST_DAY, PASSWORD, Person};

use crate::care;
use crate::world::{AMOUNT, CONTRACT_MARK, World, customer};

const NEWCOMER: &str = "nguoi.moi@kin.example";
/// A reason for whatever asks for one.
pub const REASON: &str = "Theo thoả thuận với khách hàng.";

/// One mutation that will succeed when this person gives it.
pub struct Attempt {
    pub command: &'static str,
    pub by: fn(&World) -> Person,
    /// `null` for the mutations without an input.
    pub input: fn(&World) -> Value,
    /// What the answer tells that later attempts need: a name, and where it stands in the payload.
    pub learns: &'static [(&'static str, &'static str)],
}

/// All of them.
pub fn all() -> Vec<Attempt> {
    [
        people(),
        houses(),
        sales::inquiries(),
        sales::quotes(),
        sales::drafts(),
        money(),
        reminders(),
        contracts(),
        work::work(),
        endings(),
        care::warranty(),
        care::support(),
        mails(),
        jobs(),
        leaving(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What somebody gives, with nothing that later attempts need.
pub fn attempt(command: &'static str, by: fn(&World) -> Person, input: fn(&World) -> Value) -> Attempt {
    Attempt { command, by, input, learns: &[] }
}

fn admin(world: &World) -> Person {
    world.admin.clone()
}

fn accountant(world: &World) -> Person {
    world.accountant.clone()
}

/// The consultant of the contracts.
pub fn assigned(world: &World) -> Person {
    world.assigned.clone()
}

/// The customer's own.
pub fn owner(world: &World) -> Person {
    world.owner.clone()
}

fn visitor(world: &World) -> Person {
    world.visitor.clone()
}

fn newcomer(world: &World) -> Person {
    let mut newcomer = world.visitor.clone();
    NEWCOMER.clone_into(&mut newcomer.email);
    newcomer.token = world.known.get("newcomerToken").cloned();
    newcomer
}

/// The token in the newest letter to the newcomer.
fn mailed(world: &World) -> String {
    newcomer(world).mailbox().last().token()
}

fn people() -> Vec<Attempt> {
    let of_newcomer: fn(&World) -> Value = |world| json!({"personId": world.known["newcomer"]});
    let signs_in: fn(&World) -> Value = |_| json!({"email": NEWCOMER, "password": PASSWORD});
    vec![
        Attempt {
            learns: &[("newcomer", "person.id")],
            ..attempt(
                "invitePerson",
                admin,
                |world| json!({"name": "Người mới", "email": NEWCOMER, "locale": "VI", "role": "CUSTOMER", "customerId": world.known["customer"]}),
            )
        },
        attempt("invitePersonAgain", admin, of_newcomer),
        attempt("acceptInvitation", visitor, |world| json!({"token": mailed(world), "password": PASSWORD})),
        attempt("requestPasswordReset", visitor, |_| json!({"email": NEWCOMER})),
        attempt("resetPassword", visitor, |world| json!({"token": mailed(world), "password": PASSWORD})),
        Attempt { learns: &[("newcomerToken", "token")], ..attempt("signIn", visitor, signs_in) },
        attempt(
            "changePassword",
            newcomer,
            |_| json!({"currentPassword": PASSWORD, "newPassword": "mật khẩu mới 2026"}),
        ),
        attempt("changePerson", admin, |world| json!({"personId": world.known["newcomer"], "name": "Người Đổi Tên"})),
        attempt("disablePerson", admin, |world| json!({"personId": world.known["newcomer"], "reason": REASON})),
        attempt("enablePerson", admin, of_newcomer),
    ]
}

fn houses() -> Vec<Attempt> {
    let mut all = vec![
        attempt(
            "addIndustrialPark",
            admin,
            |_| json!({"code": "MOI", "nameVi": "KCN Mới", "nameEn": "New Park", "province": "Bắc Ninh"}),
        ),
        attempt(
            "updateIndustrialPark",
            admin,
            |world| json!({"industrialParkId": world.known["park"], "code": "BHL", "nameVi": "KCN Bến Hải", "nameEn": "Ben Hai", "province": "Bắc Ninh"}),
        ),
        attempt(
            "addCustomer",
            admin,
            |_| json!({"name": "Công ty Mới", "taxCode": "0301442379", "kind": "DOMESTIC", "address": "Lô 1", "billingName": "Phòng kế toán"}),
        ),
        attempt("updateCustomer", admin, |world| {
            let mut input = customer();
            input["customerId"] = json!(world.known["customer"]);
            input["plot"] = json!("Lô C9");
            input
        }),
        attempt("updateProvider", admin, |_| {
            json!({
                "name": "Công ty TNHH Tư vấn Khu Xanh", "taxCode": "0101243150", "address": "Số 9, đường Nguyễn Huệ",
                "email": "lienhe@khuxanh.example", "phone": "+84 28 3822 0000", "bankName": "Vietcombank",
                "bankBin": "970436", "bankAccount": "0071000123456", "bankHolder": "CONG TY KHU XANH",
                "signatoryName": "Nguyễn Thị Minh Khai", "signatoryTitle": "Giám đốc",
            })
        }),
    ];
    all.extend(catalogue());
    all.extend(calendar());
    all
}

fn catalogue() -> Vec<Attempt> {
    vec![
        Attempt {
            learns: &[("package", "servicePackage.id")],
            ..attempt("addServicePackage", admin, |_| package("MOI-1", "900000"))
        },
        attempt("updateServicePackage", admin, |world| {
            let mut input = package("MOI-1", "950000");
            input["servicePackageId"] = json!(world.known["package"]);
            input
        }),
        attempt("retireServicePackage", admin, |world| json!({"servicePackageId": world.known["package"]})),
        attempt(
            "addVatRate",
            admin,
            |_| json!({"category": "STANDARD", "rateBasisPoints": 1000, "validFrom": "2031-01-01"}),
        ),
    ]
}

fn package(code: &str, price: &str) -> Value {
    json!({
        "code": code, "nameVi": "Tư vấn", "nameEn": "Consulting", "price": price, "summaryVi": "Tư vấn trọn gói.",
        "summaryEn": "All of it.", "vatCategory": "STANDARD", "warrantyMonths": 6,
    })
}

fn calendar() -> Vec<Attempt> {
    vec![
        attempt(
            "setCalendarDay",
            admin,
            |_| json!({"date": "2026-06-10", "kind": "OFF", "nameVi": "Nghỉ", "nameEn": "Off"}),
        ),
        attempt("removeCalendarDay", admin, |_| json!({"date": "2026-06-10"})),
        attempt("confirmCalendarYear", admin, |_| json!({"year": 2027})),
        attempt("setLadder", admin, |world| {
            let stages = json!([{"offsetDays": -3, "tone": "UPCOMING"}, {"offsetDays": 2, "tone": "OVERDUE"}]);
            json!({"kind": "PAYMENT", "contractId": world.known["signed"], "sendHour": 9, "stages": stages})
        }),
        attempt("clearLadder", admin, |world| json!({"kind": "PAYMENT", "contractId": world.known["signed"]})),
    ]
}

fn money() -> Vec<Attempt> {
    vec![
        Attempt {
            learns: &[("payment", "payment.id")],
            ..attempt("recordPayment", accountant, |world| payment_of(world, "FT1"))
        },
        Attempt {
            learns: &[("corrected", "payment.id")],
            ..attempt("correctPayment", accountant, |world| {
                let mut input = payment_of(world, "FT2");
                input["paymentId"] = json!(world.known["payment"]);
                input["reason"] = json!(REASON);
                input
            })
        },
        attempt("requestPayment", accountant, |world| json!({"instalmentId": world.known["instalment"]})),
        attempt("reversePayment", accountant, |world| json!({"paymentId": world.known["corrected"], "reason": REASON})),
        attempt("recordEInvoice", accountant, |world| {
            json!({
                "instalmentId": world.known["instalment"], "issuedOn": FIRST_DAY, "net": AMOUNT,
                "number": "0000123", "series": "1C26TKX", "vat": "0", "vatCategory": "NOT_DECLARED", "vatRateBasisPoints": 0,
            })
        }),
        attempt(
            "moveInstalment",
            accountant,
            |world| json!({"instalmentId": world.known["instalment"], "dueOn": "2026-03-20", "reason": REASON}),
        ),
    ]
}

fn payment_of(world: &World, reference: &str) -> Value {
    json!({"contractId": world.known["signed"], "reference": reference, "amount": "2000000", "receivedOn": FIRST_DAY})
}

fn reminders() -> Vec<Attempt> {
    let pause: fn(&World) -> Value =
        |world| json!({"reminderId": world.known["reminder"], "until": "2026-02-02", "reason": REASON});
    vec![
        attempt("pauseReminder", assigned, pause),
        attempt("resumeReminder", assigned, |world| json!({"reminderId": world.known["reminder"]})),
        attempt("promiseToPay", accountant, pause),
        attempt("restartReminder", assigned, |world| json!({"reminderId": world.known["reminder"], "reason": REASON})),
    ]
}

fn contracts() -> Vec<Attempt> {
    let signed: fn(&World) -> Value = |world| json!({"contractId": world.known["signed"]});
    let staff: fn(&World) -> Value =
        |world| json!({"contractId": world.known["signed"], "personId": world.known["accountant"]});
    vec![
        Attempt { learns: &[("paid", "contract.id")], ..attempt("registerContract", assigned, paid) },
        attempt("assignStaff", admin, staff),
        attempt("unassignStaff", admin, staff),
        attempt("suspendContract", assigned, |world| json!({"contractId": world.known["signed"], "reason": REASON})),
        attempt("resumeContract", assigned, signed),
        attempt("startWork", assigned, signed),
        attempt("recordDueEvent", assigned, |world| json!({"contractId": world.known["awaiting"], "event": "FILED"})),
    ]
}

/// The answer of the customer's signatory to the newest report.
fn answered(world: &World) -> Value {
    json!({"contractId": world.known["signed"], "reportId": world.known["report"]})
}

fn endings() -> Vec<Attempt> {
    let signed: fn(&World) -> Value = |world| json!({"contractId": world.known["signed"]});
    let report = &[("report", "acceptanceRound.report.id")];
    vec![
        Attempt { learns: report, ..attempt("finishWork", assigned, signed) },
        Attempt {
            learns: &[("remaining", "contract.acceptanceRounds.0.remainingItems.0.id")],
            ..attempt("acceptWork", owner, |world| {
                let mut input = answered(world);
                let text = format!("Tài liệu {CONTRACT_MARK}");
                input["remaining"] =
                    json!([{"deliverableId": world.known["guidance"], "what": text, "dueOn": "2026-03-16"}]);
                input
            })
        },
        attempt(
            "completeRemainingItem",
            assigned,
            |world| json!({"remainingItemId": world.known["remaining"], "evidence": "Đã gửi tài liệu."}),
        ),
        Attempt { learns: report, ..attempt("finishWork", assigned, signed) },
        attempt("rejectWork", owner, |world| {
            let mut input = answered(world);
            input["reason"] = json!(format!("Thiếu chương {CONTRACT_MARK}"));
            input
        }),
        Attempt { learns: report, ..attempt("finishWork", assigned, signed) },
        attempt("acceptWork", owner, answered),
        attempt("liquidateContract", assigned, |world| json!({"contractId": world.known["paid"]})),
        attempt("closeContract", admin, |world| json!({"contractId": world.known["paid"]})),
        attempt("terminateContract", admin, |world| {
            let settled = json!([{"instalmentId": world.known["instalment"], "reason": "Phần việc không làm."}]);
            json!({
                "contractId": world.known["signed"], "reason": REASON, "settlement": settled,
                "settlementNote": "Hai bên không còn nghĩa vụ.",
            })
        }),
    ]
}

/// A contract in which nothing is owed and nothing covered any more.
fn paid(world: &World) -> Value {
    json!({
        "customerId": world.known["customer"], "title": format!("Hồ sơ {CONTRACT_MARK}"), "total": "1000000",
        "warrantyTerms": "Không bảo hành.", "signedOn": FIRST_DAY, "startedOn": FIRST_DAY, "finishedOn": FIRST_DAY,
        "acceptedOn": FIRST_DAY,
        "deliverables": [{
            "nameVi": "Tư vấn", "nameEn": "Consulting", "net": "1000000", "vatCategory": "NOT_DECLARED", "warrantyMonths": 0,
        }],
        "instalments": [{"label": "Toàn bộ", "amount": "1000000", "dueOn": FIRST_DAY}],
        "payments": [{"reference": "FT0", "amount": "1000000", "receivedOn": FIRST_DAY}],
    })
}

fn mails() -> Vec<Attempt> {
    vec![
        attempt(
            "settleMail",
            assigned,
            |world| json!({"mailId": world.known["doubtful"], "hasArrived": true, "reason": "Khách hàng xác nhận đã nhận."}),
        ),
        attempt("retryDocument", assigned, |world| json!({"documentId": world.known["document"]})),
        attempt("resendMail", assigned, |world| json!({"mailId": world.known["mail"], "reason": REASON})),
        attempt("recordBounce", assigned, |world| json!({"mailId": world.known["mail"], "reason": "550 no such user"})),
        attempt("clearBounce", assigned, |_| json!({"address": customer()["billingEmail"], "reason": REASON})),
    ]
}

fn jobs() -> Vec<Attempt> {
    let run: fn(&World) -> Value = |world| json!({"jobRunId": world.known["run"]});
    vec![
        attempt("pauseJob", admin, |_| json!({"job": "PRUNE", "reason": REASON})),
        Attempt { learns: &[("run", "jobRun.id")], ..attempt("runJob", admin, |_| json!({"job": "PRUNE"})) },
        attempt("cancelJobRun", admin, run),
        attempt("retryJobRun", admin, run),
        attempt("resumeJob", admin, |_| json!({"job": "PRUNE"})),
        attempt(
            "changeSchedule",
            admin,
            |_| json!({"job": "PRUNE", "cron": "0 30 3 * * *", "zone": "Asia/Ho_Chi_Minh"}),
        ),
        attempt("advanceClock", admin, |_| json!({"days": 1})),
    ]
}

fn leaving() -> Vec<Attempt> {
    vec![attempt("signOut", accountant, |_| Value::Null), attempt("signOutEverywhere", assigned, |_| Value::Null)]
}
