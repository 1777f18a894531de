//! What is to be done before work goes by a plan: it starts, a plan is proposed and confirmed (P2, S3, S4).

use super::action::{Action, Due};
use super::command::Command;
use super::doer::Doer;
use crate::contract::lifecycle::Lifecycle;
use crate::dossier::{AsOf, Dossier, Subject};
use crate::life::conditions::due_on_signature;
use crate::refusal::Words;
use crate::workflow::plan_state::PlanState;
use crate::workflow::work_plan;

/// What somebody has to do before the work can go on; nothing while the contract rests.
pub fn actions(dossier: &Dossier, _as_of: &AsOf<'_>) -> Vec<Action> {
    if dossier.is_resting() {
        return Vec::new();
    }
    match dossier.contract.state {
        Lifecycle::Signed => start(dossier).into_iter().chain(confirm(dossier)).collect(),
        Lifecycle::Deploying => confirm(dossier).or_else(|| propose(dossier)).into_iter().collect(),
        Lifecycle::Draft
        | Lifecycle::Finished
        | Lifecycle::Accepted
        | Lifecycle::Closed
        | Lifecycle::Cancelled
        | Lifecycle::Terminated => Vec::new(),
    }
}

/// Work begins when nothing that is due on signature is owed.
fn start(dossier: &Dossier) -> Option<Action> {
    let signed_on = dossier.contract.signed_on?;
    let is_clear = due_on_signature(&dossier.account.owed, Some(signed_on)).is_empty();
    is_clear.then(|| Action {
        clause: "S4",
        doer: Doer::Consultants,
        what: Words::new("Bắt đầu triển khai công việc.", "Begin the work."),
        reason: Words::new(
            format!("Hợp đồng đã ký ngày {signed_on}; không còn khoản nào phải trả khi ký."),
            format!("It was signed on {signed_on}, and nothing due on signature is owed."),
        ),
        due: Due::UNSET,
        command: Some(Command::StartWork),
        subject: Subject::Contract(dossier.contract.id),
    })
}

fn confirm(dossier: &Dossier) -> Option<Action> {
    let plan = dossier.work.proposed()?;
    let (number, on) = (plan.number, plan.proposed_on);
    Some(Action {
        clause: "P2",
        doer: Doer::CustomerSignatory,
        what: Words::new(
            format!("Xác nhận hoặc từ chối kế hoạch công việc bản {number}."),
            format!("Confirm or reject version {number} of the work plan."),
        ),
        reason: Words::new(
            format!("Bên cung cấp đã đề xuất ngày {on}; kế hoạch có hiệu lực khi hai bên đồng ý."),
            format!("The provider proposed it on {on}; it holds when both agree."),
        ),
        due: Due::UNSET,
        command: Some(Command::ConfirmWorkPlan),
        subject: Subject::WorkPlan(plan.id),
    })
}

fn propose(dossier: &Dossier) -> Option<Action> {
    if dossier.work.in_force().is_some() {
        return None;
    }
    Some(Action {
        clause: "P2",
        doer: Doer::Consultants,
        what: Words::new("Đề xuất kế hoạch công việc.", "Propose a work plan."),
        reason: why_propose(dossier.work.plans.last()),
        due: Due::UNSET,
        command: Some(Command::ProposeWorkPlan),
        subject: Subject::Contract(dossier.contract.id),
    })
}

fn why_propose(last: Option<&work_plan::Model>) -> Words {
    let rejected = last.filter(|plan| plan.state == PlanState::Rejected);
    rejected.map_or_else(
        || Words::new("Công việc đã bắt đầu, chưa có kế hoạch.", "Work has begun, and there is no plan."),
        |plan| {
            let (number, why) = (plan.number, plan.answer.as_deref().unwrap_or_default());
            Words::new(
                format!("Khách hàng đã từ chối bản {number}: {why}"),
                format!("The customer rejected version {number}: {why}"),
            )
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::given::dossier;
    use crate::next_action::action::tests::on_day;
    use sea_orm::Iterable;

    const START: &str = "S4 Consultants startWork -";
    const PROPOSE: &str = "P2 Consultants proposeWorkPlan -";
    const CONFIRM: &str = "P2 CustomerSignatory confirmWorkPlan -";

    #[test]
    fn work_begins_and_a_plan_is_agreed_on() {
        let signed = || dossier(Lifecycle::Signed);
        let deploying = || dossier(Lifecycle::Deploying);
        let table: [(Dossier, &[&str]); 10] = [
            (signed(), &[START]),
            (signed().owing(60, "2026-03-16"), &[START]),
            (signed().owing(60, "2026-03-02"), &[]),
            (signed().owing(0, "2026-03-02").planned(PlanState::Proposed), &[START, CONFIRM]),
            (signed().resting("2026-03-03"), &[]),
            (deploying(), &[PROPOSE]),
            (deploying().planned(PlanState::Proposed), &[CONFIRM]),
            (deploying().planned(PlanState::Rejected), &[PROPOSE]),
            (deploying().planned(PlanState::Confirmed), &[]),
            (deploying().resting("2026-03-03").planned(PlanState::Proposed), &[]),
        ];
        for (dossier, expected) in table {
            assert_eq!(on_day(actions, &dossier, "2026-03-04"), expected, "{dossier:?}");
        }
    }

    #[test]
    fn a_later_version_is_confirmed_while_one_is_in_force() {
        let both = dossier(Lifecycle::Deploying).planned(PlanState::Confirmed).planned(PlanState::Proposed);
        assert_eq!(on_day(actions, &both, "2026-03-04"), [CONFIRM]);
    }

    #[test]
    fn no_other_state_plans() {
        for state in Lifecycle::iter().filter(|state| ![Lifecycle::Signed, Lifecycle::Deploying].contains(state)) {
            let dossier = dossier(state).planned(PlanState::Proposed);
            assert_eq!(on_day(actions, &dossier, "2026-03-04"), [""; 0], "{state:?}");
        }
    }
}
