//! What is to be done about the money: the customer pays what is due, the provider asks for it and enters it (C5, S3).

use super::action::{Action, Due};
use super::command::Command;
use super::doer::Doer;
use crate::billing::instalment::Owed;
use crate::billing::outstanding::Standing;
use crate::contract::lifecycle::Lifecycle;
use crate::dossier::{AsOf, Dossier, Subject};
use crate::life::conditions::due_on_signature;
use crate::refusal::Words;
use crate::value::locale::Locale;

/// What somebody has to do about each instalment that is due, and before the work about what is due on signature.
pub fn actions(dossier: &Dossier, as_of: &AsOf<'_>) -> Vec<Action> {
    let owed = dossier.account.owed.iter().filter(|owed| owed.outstanding.is_positive());
    owed.flat_map(|owed| {
        let standing = owed.standing(as_of.today);
        let pays = pays(dossier, owed, standing).map(|reason| pay(owed, reason, as_of));
        pays.into_iter().chain(chase(dossier, owed, (standing, as_of)))
    })
    .collect()
}

/// Why the customer has to pay an instalment now; `None` when they do not have to yet.
fn pays(dossier: &Dossier, owed: &Owed, standing: Standing) -> Option<Words> {
    let due_on = owed.instalment.due_on;
    let due = match standing {
        Standing::Settled => return None,
        Standing::NotYetDue => {
            Words::new(format!("Hạn thanh toán là ngày {due_on}."), format!("It is due on {due_on}."))
        }
        Standing::Due => Words::new("Hôm nay là hạn thanh toán.", "It is due today."),
        Standing::Overdue { days } => Words::new(
            format!("Đã quá hạn {days} ngày (hạn {due_on})."),
            format!("It was due on {due_on} and is overdue for {}.", in_days(days)),
        ),
    };
    let is_awaited = dossier.contract.state == Lifecycle::Signed
        && !due_on_signature(std::slice::from_ref(owed), dossier.contract.signed_on).is_empty();
    if is_awaited {
        return Some(Words::new(
            format!("{} Công việc bắt đầu sau khi thanh toán khoản này.", due.vi),
            format!("{} Work begins when it is paid.", due.en),
        ));
    }
    (standing != Standing::NotYetDue).then_some(due)
}

fn pay(owed: &Owed, reason: Words, as_of: &AsOf<'_>) -> Action {
    let (number, sum) = (owed.instalment.number, owed.outstanding);
    Action {
        clause: "C5",
        doer: Doer::CustomerPeople,
        what: Words::new(
            format!("Thanh toán {} của đợt {number}.", sum.formatted(Locale::Vi)),
            format!("Pay {} of instalment {number}.", sum.formatted(Locale::En)),
        ),
        reason,
        due: Due::by(owed.instalment.due_on, as_of.today),
        command: None,
        subject: Subject::Instalment(owed.instalment.id),
    }
}

/// What is overdue is asked for on paper, and then looked for on the account.
fn chase(dossier: &Dossier, owed: &Owed, (standing, as_of): (Standing, &AsOf<'_>)) -> Option<Action> {
    let Standing::Overdue { days } = standing else { return None };
    let (number, due_on) = (owed.instalment.number, owed.instalment.due_on);
    let (vi, en) = (owed.outstanding.formatted(Locale::Vi), owed.outstanding.formatted(Locale::En));
    let request = dossier.account.requests.iter().rev().find(|request| request.instalment_id == owed.instalment.id);
    let (command, what, reason) = match request {
        None => (
            Command::RequestPayment,
            Words::new(
                format!("Lập đề nghị thanh toán {vi} cho đợt {number}."),
                format!("Request {en} of instalment {number}."),
            ),
            Words::new(
                format!("Đã quá hạn {days} ngày (hạn {due_on}), chưa có đề nghị thanh toán."),
                format!("It was due on {due_on}, is overdue for {} and was not requested.", in_days(days)),
            ),
        ),
        Some(request) => (
            Command::RecordPayment,
            Words::new(
                format!("Kiểm tra tài khoản và ghi nhận khoản thanh toán {vi} của đợt {number}."),
                format!("Look for {en} of instalment {number} on the account and enter it."),
            ),
            Words::new(
                format!("Đã quá hạn {days} ngày; đã gửi đề nghị {} ngày {}.", request.reference, request.requested_on),
                format!(
                    "It is overdue for {}; {} requested it on {}.",
                    in_days(days),
                    request.reference,
                    request.requested_on
                ),
            ),
        ),
    };
    let due = Due::by(due_on, as_of.today);
    let subject = Subject::Instalment(owed.instalment.id);
    Some(Action { clause: "C5", doer: Doer::Accountants, what, reason, due, command: Some(command), subject })
}

/// How many days in English.
fn in_days(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::billing::payment_request;
    use crate::calendar::working_day::tests::on;
    use crate::dossier::given::{dossier, nine};
    use crate::next_action::action::tests::on_day;
    use crate::value::id::PaymentRequestId;

    #[test]
    fn what_is_due_is_paid_and_what_is_overdue_asked_for() {
        let table: [(Lifecycle, i64, &str, &str, &[&str]); 8] = [
            // state, millions owed, due on, today
            (Lifecycle::Deploying, 60, "2026-03-16", "2026-03-15", &[]),
            (Lifecycle::Deploying, 60, "2026-03-16", "2026-03-16", &["C5 CustomerPeople - 2026-03-16"]),
            (
                Lifecycle::Deploying,
                60,
                "2026-03-16",
                "2026-03-17",
                &["C5 CustomerPeople - 2026-03-16!", "C5 Accountants requestPayment 2026-03-16!"],
            ),
            (Lifecycle::Deploying, 0, "2026-03-16", "2026-03-17", &[]),
            // Due on signature, which fell on a day before.
            (Lifecycle::Signed, 60, "2026-03-02", "2026-03-02", &["C5 CustomerPeople - 2026-03-02"]),
            (Lifecycle::Signed, 60, "2026-03-03", "2026-03-02", &[]),
            (
                Lifecycle::Terminated,
                60,
                "2026-03-16",
                "2026-03-17",
                &["C5 CustomerPeople - 2026-03-16!", "C5 Accountants requestPayment 2026-03-16!"],
            ),
            (Lifecycle::Closed, 0, "2026-03-16", "2026-03-17", &[]),
        ];
        for (state, millions, due_on, today, expected) in table {
            let dossier = dossier(state).owing(millions, due_on);
            assert_eq!(on_day(actions, &dossier, today), expected, "{state:?} {millions} {due_on} {today}");
        }
    }

    #[test]
    fn what_is_due_on_signature_is_paid_before_its_rolled_day() {
        let mut dossier = dossier(Lifecycle::Signed).owing(60, "2026-03-02");
        dossier.account.owed[0].instalment.due_on = on("2026-03-04");
        let calendar = crate::calendar::working_day::tests::vietnam();
        let found = actions(&dossier, &AsOf::moment(nine("2026-03-02"), &calendar));
        assert!(found[0].reason.vi.contains("Công việc bắt đầu sau khi thanh toán"), "{:?}", found[0].reason);
        assert!(found[0].what.vi.contains("60.000.000"), "{:?}", found[0].what);
    }

    #[test]
    fn what_was_requested_is_looked_for_on_the_account() {
        let mut dossier = dossier(Lifecycle::Deploying).owing(60, "2026-03-16").resting("2026-03-10");
        dossier.account.requests.push(payment_request::Model {
            id: PaymentRequestId::new(),
            reference: "DN-2026-7KQ4MX".to_owned(),
            contract_id: dossier.contract.id,
            instalment_id: dossier.account.owed[0].instalment.id,
            amount_minor: 60_000_000,
            requested_on: on("2026-03-17"),
            created_at: nine("2026-03-17"),
        });
        let expected = ["C5 CustomerPeople - 2026-03-16!", "C5 Accountants recordPayment 2026-03-16!"];
        assert_eq!(on_day(actions, &dossier, "2026-03-18"), expected, "a rest does not stop what is due");
    }
}
