//! Record: a party signs the contract, and with the second signature it holds (S2).

use super::events::happened;
use super::moving::{Begun, Moving, Step, Told, begin, tell_step};
use super::reminders::remind_of_what_is_owed;
use crate::access::{By, Permission, Viewer, person};
use crate::agreement::contract_signature;
use crate::agreement::contract_text;
use crate::agreement::entering::{Given, PaperSignature};
use crate::agreement::party::Party;
use crate::agreement::record_signature::{Entered, signature_given};
use crate::catalogue::trigger::DueEvent;
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::contract::record::{at_version, touch};
use crate::database::Write;
use crate::document::{self, Kind};
use crate::installation::provider;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::{Done, Mistakes, Refusal, Unmet, Words};
use crate::value::id::{ContractId, DocumentId, PersonId};
use sea_orm::{ActiveValue::Set, DbErr};

/// A signature, as somebody gives it.
#[derive(Clone, Debug)]
pub struct Signing {
    /// Under which contract.
    pub contract_id: ContractId,
    /// The version it was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The paper they read.
    pub document_id: DocumentId,
    /// SHA-256 of it as they read it, in hexadecimal.
    pub sha256: String,
    /// The network address they do it from.
    pub from: String,
    /// What was signed on paper, as staff enter it; `None` for signing on line.
    pub on_paper: Option<PaperSignature>,
}

/// A party signs the newest version of the text: on line the customer's signatory for the customer and an admin for the
/// provider, each bound to the hash of the paper; or on paper, which staff enter for either party. With both signatures the
/// contract holds from the later day on: what hangs on signature falls due and is asked for, and the customer is told.
///
/// Refuses everybody else, a contract that is past signing, a stale version; until the paper is frozen; another paper than
/// the newest or other bytes; a day, a signer or a scan that cannot be. What the party signed already is `AlreadyDone`.
pub async fn sign_contract(write: &Write, by: &By, signing: &Signing) -> Result<Done<Model>, Refusal> {
    let entered_by = may_sign(by.viewer, signing.on_paper.is_some())?;
    // The version is checked when it is certain that this party has not signed: the first signature raises it.
    let step = Step { contract_id: signing.contract_id, expected_version: None, on: None };
    let mut moving = match begin(write, by, &step, Event::Sign).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    let (text, sha256) = take_text(write, &mut moving, signing).await?;
    let signed = read(write, by, (signing, &text)).await?;
    let earlier = contract_signature::of_text(write.on(), text.id).await?;
    if earlier.iter().any(|signature| signature.party == signed.party) {
        return Ok(Done::AlreadyDone(moving.contract));
    }
    at_version(&moving.contract, signing.expected_version)?;
    let entered = Entered { by: entered_by, from: signing.from.clone(), document_sha256: sha256 };
    let given = signature_given(write, by, &text, (signed, entered)).await?;
    let contract = match earlier.first() {
        None => touch(write, &moving.contract).await?,
        Some(other) => seal(write, by, moving, given.signed_on.max(other.signed_on)).await?,
    };
    Ok(Done::Now(contract))
}

/// Both have signed: the contract holds.
async fn seal(write: &Write, by: &By, moving: Moving, on: chrono::NaiveDate) -> Result<Model, Refusal> {
    let before = moving.contract.clone();
    let change = ActiveModel { signed_on: Set(Some(on)), ..ActiveModel::default() };
    let contract = moving.finish(write, by, Told { change, action: "contract.signed", reason: None }).await?;
    tell_step(write, by, (&before, &contract, on), ("contract.in_force", None)).await?;
    remind_of_what_is_owed(write, by, &contract).await?;
    let contract = happened(write, by, &contract, (DueEvent::Signature, on)).await?;
    let content = Content::ContractSigned { contract_id: contract.id };
    for to in [Recipient::Billing(contract.customer_id), Recipient::Staff] {
        plan_about(write, by.now, &contract, (content, to)).await?;
    }
    Ok(contract)
}

/// Who enters the signature.
fn may_sign(viewer: Viewer, is_on_paper: bool) -> Result<PersonId, Refusal> {
    if is_on_paper {
        viewer.require(Permission::RunContracts)?;
        return viewer.person_id().ok_or_else(nobody);
    }
    Party::signed_for_by(viewer).map(|(_, person_id)| person_id).ok_or_else(nobody)
}

fn nobody() -> Refusal {
    Refusal::Forbidden(Words::new(
        "Chỉ người đại diện ký của khách hàng và quản trị viên của bên cung cấp ký trực tuyến; nhân viên nhập bản ký giấy.",
        "Only the customer's signatory and an admin of the provider sign on line; staff enter what was signed on paper.",
    ))
}

/// The newest version of the text, with the hash of its paper, if that is what was read.
async fn take_text(
    write: &Write,
    moving: &mut Moving,
    signing: &Signing,
) -> Result<(contract_text::Model, String), Refusal> {
    let text = contract_text::newest(write.on(), moving.contract.id).await?;
    let paper = match &text {
        Some(text) => document::find(write.on(), Viewer::System, text.document_id).await?,
        None => None,
    };
    let sha256 = paper.and_then(|paper| paper.sha256);
    if sha256.is_none() {
        moving.unmet.push(not_frozen(text.is_some()));
    }
    moving.none_unmet()?;
    let (text, sha256) = text.zip(sha256).ok_or_else(|| DbErr::Custom("a paper without its text".to_owned()))?;
    if text.document_id != signing.document_id {
        let words = Words::new(
            format!("Văn bản hợp đồng hiện tại là bản {}. Hãy mở bản này rồi ký.", text.number),
            format!("The text of the contract is at version {} now. Open that one, then sign.", text.number),
        );
        return Err(Refusal::conflict("STALE_TEXT", words));
    }
    if !sha256.eq_ignore_ascii_case(signing.sha256.trim()) {
        let words = Words::new(
            "Mã SHA-256 không khớp với văn bản hợp đồng đã chốt.",
            "The SHA-256 is not that of the frozen text of the contract.",
        );
        return Err(Refusal::conflict("TEXT_DIFFERS", words));
    }
    Ok((text, sha256))
}

fn not_frozen(is_drawn_up: bool) -> Unmet {
    let words = if is_drawn_up {
        Words::new(
            "Bản PDF của hợp đồng chưa lập xong: hãy thử lại sau ít phút.",
            "The paper of the contract is not made yet: try again in a few minutes.",
        )
    } else {
        Words::new("Văn bản hợp đồng chưa được soạn.", "The text of the contract is not drawn up yet.")
    };
    Unmet { clause: "S2", code: "NOT_FROZEN", words }
}

/// The signature without a mistake.
async fn read(write: &Write, by: &By, (signing, text): (&Signing, &contract_text::Model)) -> Result<Given, Refusal> {
    if let Some(paper) = &signing.on_paper {
        let mut mistakes = Mistakes::default();
        let signed = paper.read(&mut mistakes, (text.drawn_up_on, by.today()));
        let scan = document::find(write.on(), by.viewer, paper.scan_id).await?;
        let is_scan =
            |scan: &document::Model| scan.kind == Kind::SignedCopy && scan.contract_id == Some(signing.contract_id);
        if !scan.as_ref().is_some_and(is_scan) {
            let words = Words::new(
                "Không có bản quét này của hợp đồng: hãy tải lên trước.",
                "There is no such scan of this contract: upload it first.",
            );
            mistakes.note("onPaper.scanId", "NO_SCAN", words);
        }
        mistakes.finish()?;
        return Ok(signed);
    }
    let (party, person_id) = Party::signed_for_by(by.viewer).ok_or_else(nobody)?;
    let signer = match party {
        Party::Customer => person::find(write.on(), Viewer::System, person_id).await?.map(|person| person.name),
        Party::Provider => provider::find(write.on()).await?.map(|provider| provider.signatory_name),
    };
    let signer = signer.ok_or_else(|| DbErr::Custom("a signature of nobody".to_owned()))?;
    Ok(Given { party, signer, power_of_attorney: None, signed_on: by.today(), scan_id: None })
}
