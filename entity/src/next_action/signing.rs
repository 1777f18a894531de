//! What is to be done before a contract holds: its text is drawn up, and both parties sign it (S2).

use super::action::{Action, Due};
use super::command::Command;
use super::doer::Doer;
use super::papers::made_again;
use crate::agreement::party::Party;
use crate::contract::lifecycle::Lifecycle;
use crate::document;
use crate::document::state::State as Paper;
use crate::dossier::{AsOf, Dossier, Subject};
use crate::refusal::Words;
use sea_orm::Iterable;

/// What somebody has to do about a draft.
pub fn actions(dossier: &Dossier, _as_of: &AsOf<'_>) -> Vec<Action> {
    if dossier.contract.state != Lifecycle::Draft {
        return Vec::new();
    }
    let Some(text) = dossier.agreement.texts.last() else { return vec![draw_up(dossier)] };
    let Some(paper) = dossier.papers.iter().find(|paper| paper.id == text.document_id) else { return Vec::new() };
    match paper.state {
        Paper::Requested => Vec::new(),
        Paper::Failed => vec![made_again(paper)],
        Paper::Frozen => {
            let has_signed = |party: &Party| {
                let of_text = dossier.agreement.signatures.iter().filter(|signature| signature.text_id == text.id);
                of_text.into_iter().any(|signature| signature.party == *party)
            };
            let missing: Vec<Party> = Party::iter().filter(|party| !has_signed(party)).collect();
            let is_last = missing.len() == 1;
            missing.into_iter().map(|party| sign(dossier, paper, (party, is_last))).collect()
        }
    }
}

fn draw_up(dossier: &Dossier) -> Action {
    Action {
        clause: "S2",
        doer: Doer::Consultants,
        what: Words::new("Soạn văn bản hợp đồng.", "Draw up the text of the contract."),
        reason: Words::new("Hợp đồng chưa có văn bản để ký.", "There is no text to sign yet."),
        due: Due::UNSET,
        command: Some(Command::DrawUpContract),
        subject: Subject::Contract(dossier.contract.id),
    }
}

fn sign(dossier: &Dossier, paper: &document::Model, (party, is_last): (Party, bool)) -> Action {
    let (reference, number) = (&dossier.contract.reference, paper.version);
    let reason = if is_last {
        Words::new(
            format!("Bên kia đã ký văn bản bản {number}; hợp đồng có hiệu lực khi hai bên cùng ký."),
            format!("The other party has signed version {number}; the contract holds when both have."),
        )
    } else {
        Words::new(
            format!("Văn bản bản {number} đã chốt, chờ hai bên ký."),
            format!("Version {number} of the text is frozen and waits for both signatures."),
        )
    };
    Action {
        clause: "S2",
        doer: match party {
            Party::Customer => Doer::CustomerSignatory,
            Party::Provider => Doer::Admins,
        },
        what: Words::new(format!("Ký hợp đồng {reference}."), format!("Sign contract {reference}.")),
        reason,
        due: Due::UNSET,
        command: Some(Command::SignContract),
        subject: Subject::Document(paper.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::given::dossier;
    use crate::next_action::action::tests::on_day;

    #[test]
    fn a_draft_is_signed_by_whoever_has_not() {
        let drafted = |paper: Paper, signed: &[Party]| dossier(Lifecycle::Draft).drawn_up(paper, signed);
        let customer = "S2 CustomerSignatory signContract -";
        let provider = "S2 Admins signContract -";
        let table: [(Dossier, &[&str]); 7] = [
            (dossier(Lifecycle::Draft), &["S2 Consultants drawUpContract -"]),
            (drafted(Paper::Requested, &[]), &[]),
            (drafted(Paper::Failed, &[]), &["P3 Consultants retryDocument -"]),
            (drafted(Paper::Frozen, &[]), &[customer, provider]),
            (drafted(Paper::Frozen, &[Party::Customer]), &[provider]),
            (drafted(Paper::Frozen, &[Party::Provider]), &[customer]),
            (dossier(Lifecycle::Signed).drawn_up(Paper::Frozen, &[Party::Customer, Party::Provider]), &[]),
        ];
        for (dossier, expected) in table {
            assert_eq!(on_day(actions, &dossier, "2026-03-02"), expected, "{dossier:?}");
        }
    }

    #[test]
    fn another_text_needs_other_signatures() {
        let dossier =
            dossier(Lifecycle::Draft).drawn_up(Paper::Frozen, &[Party::Customer]).drawn_up(Paper::Frozen, &[]);
        assert_eq!(on_day(actions, &dossier, "2026-03-02").len(), 2);
    }
}
