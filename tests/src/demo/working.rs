//! Work by a plan: what is agreed, done, handed in to an authority and waited for.

use entity::access::{By, Viewer};
use entity::life::{complete_work_item, enter_authority_step};
use entity::refusal::Refusal;
use entity::value::id::WorkItemId;
use entity::workflow::entering::{Proposal, ProposedItem};
use entity::workflow::filing::StepKind;
use entity::workflow::item_state::Owner;
use entity::workflow::record_answer::{Answer, confirm_plan};
use entity::workflow::record_authority::Step;
use entity::workflow::record_item::OnItem;
use entity::workflow::record_plan::propose_plan;
use entity::workflow::record_waiting::{Waiting, begin_waiting};
use entity::workflow::{work_item, work_plan};

use super::plot::Event;
use super::telling::Teller;

/// Names in Vietnamese and English, whose it is, its working days, the numbers it comes after.
pub(super) type Item = (&'static str, &'static str, Owner, i32, &'static [i32]);

/// Something of the work under a contract.
pub(super) enum Work {
    /// Both agree on a plan that begins on that day; the customer's confirmation came on paper.
    IsAgreed { items: &'static [Item], paper: &'static str },
    /// An item is done, with what shows it.
    IsDone { number: i32, evidence: &'static str },
    /// A file is handed in to an authority, under the number of its receipt.
    IsHandedIn { number: i32, authority: &'static str, receipt: &'static str },
    /// The authority asks for more.
    IsSentBack { number: i32, asked: &'static str },
    /// The provider waits for the customer.
    WaitsForCustomer { reason: &'static str },
}

/// An environmental permit: the authority decides.
pub(super) const PERMIT: &[Item] = &[
    ("Khảo sát hiện trạng", "Survey the site", Owner::Provider, 4, &[]),
    (
        "Cung cấp hồ sơ pháp lý và sơ đồ thoát nước",
        "Provide legal papers and the drainage plan",
        Owner::Customer,
        6,
        &[],
    ),
    ("Lập báo cáo đề xuất cấp giấy phép", "Write the permit report", Owner::Provider, 10, &[1, 2]),
    ("Thẩm định và cấp giấy phép", "Appraise the file and grant the permit", Owner::Authority, 22, &[3]),
    (
        "Bàn giao giấy phép và hướng dẫn tuân thủ",
        "Hand the permit over and explain its duties",
        Owner::Provider,
        2,
        &[4],
    ),
];

/// A fire-safety approval of a new line: the customer's drawings come first.
pub(super) const LINE_APPROVAL: &[Item] = &[
    ("Khảo sát dây chuyền", "Survey the line", Owner::Provider, 3, &[]),
    ("Cung cấp bản vẽ mặt bằng đã đóng dấu", "Provide stamped floor plans", Owner::Customer, 12, &[]),
    ("Lập hồ sơ thẩm duyệt PCCC", "Write the approval file", Owner::Provider, 12, &[1, 2]),
    ("Thẩm duyệt thiết kế", "Approve the design", Owner::Authority, 15, &[3]),
];

/// A fire-safety approval of a store: all but the last test is behind it.
pub(super) const STORE_APPROVAL: &[Item] = &[
    ("Khảo sát kho dung môi", "Survey the solvent store", Owner::Provider, 3, &[]),
    ("Bố trí lối vào và người hướng dẫn", "Arrange access and a guide", Owner::Customer, 2, &[]),
    ("Lập phương án chữa cháy", "Write the fire-fighting plan", Owner::Provider, 15, &[1, 2]),
    ("Chạy thử hệ thống báo cháy", "Test the fire alarm", Owner::Provider, 40, &[3]),
];

const fn works(deal: usize, work: Work) -> Event {
    Event::Works { deal, work }
}

pub(super) const fn agrees(deal: usize, items: &'static [Item], paper: &'static str) -> Event {
    works(deal, Work::IsAgreed { items, paper })
}

pub(super) const fn does(deal: usize, number: i32, evidence: &'static str) -> Event {
    works(deal, Work::IsDone { number, evidence })
}

pub(super) const fn hands_in(deal: usize, number: i32, receipt: &'static str) -> Event {
    works(deal, Work::IsHandedIn { number, authority: "Ban quản lý các khu công nghiệp", receipt })
}

pub(super) const fn is_sent_back(deal: usize, number: i32, asked: &'static str) -> Event {
    works(deal, Work::IsSentBack { number, asked })
}

pub(super) const fn waits(deal: usize, reason: &'static str) -> Event {
    works(deal, Work::WaitsForCustomer { reason })
}

impl Teller {
    /// Does it for the contract, as its consultant.
    pub(super) async fn work(&self, deal: usize, work: &Work) -> Result<(), Refusal> {
        let by = self.as_consultant(deal).await?;
        match work {
            Work::IsAgreed { items, paper } => self.agree(&by, deal, (items, paper)).await,
            Work::IsDone { number, evidence } => {
                let asked = self.on_item(deal, *number).await?;
                self.database.write(async |write| complete_work_item(write, &by, &asked, evidence).await).await?;
                Ok(())
            }
            Work::IsHandedIn { number, authority, receipt } => {
                let asked = self.on_item(deal, *number).await?;
                let step = Step {
                    authority: Some((*authority).to_owned()),
                    paper_number: Some((*receipt).to_owned()),
                    ..step(asked, StepKind::Submitted)
                };
                self.database.write(async |write| enter_authority_step(write, &by, &step).await).await?;
                Ok(())
            }
            Work::IsSentBack { number, asked } => {
                let on_item = self.on_item(deal, *number).await?;
                let step = Step { note: Some((*asked).to_owned()), ..step(on_item, StepKind::SupplementAsked) };
                self.database.write(async |write| enter_authority_step(write, &by, &step).await).await?;
                Ok(())
            }
            Work::WaitsForCustomer { reason } => {
                let waiting = Waiting {
                    contract_id: self.contract_id(deal),
                    expected_version: None,
                    waits_for: Owner::Customer,
                    item_id: None,
                    on: None,
                    reason: (*reason).to_owned(),
                };
                self.database.write(async |write| begin_waiting(write, &by, &waiting).await).await?;
                Ok(())
            }
        }
    }

    async fn agree(&self, by: &By, deal: usize, (items, paper): (&[Item], &str)) -> Result<(), Refusal> {
        let item = |(vi, en, owner, working_days, after): &Item| ProposedItem {
            owner: *owner,
            name_vi: (*vi).to_owned(),
            name_en: (*en).to_owned(),
            deliverable_id: None,
            working_days: *working_days,
            after: after.to_vec(),
            continues_id: None,
        };
        let proposal = Proposal {
            contract_id: self.contract_id(deal),
            expected_version: None,
            start_on: by.today(),
            note: None,
            items: items.iter().map(item).collect(),
        };
        self.database
            .write(async |write| {
                let plan_id = propose_plan(write, by, &proposal).await?.into_inner().id;
                let answer = Answer { plan_id, expected_version: None, words: Some(paper.to_owned()) };
                confirm_plan(write, by, &answer).await
            })
            .await?;
        Ok(())
    }

    async fn on_item(&self, deal: usize, number: i32) -> Result<OnItem, Refusal> {
        let item_id = self.item_id(deal, number).await?;
        Ok(OnItem { item_id, expected_version: None, on: None })
    }

    async fn item_id(&self, deal: usize, number: i32) -> Result<WorkItemId, Refusal> {
        let read = self.database.read();
        let contract_id = self.contract_id(deal);
        let plan = work_plan::in_force(read, contract_id).await?.ok_or(Refusal::NotFound("plan"))?;
        let items = work_item::of_contracts(read, Viewer::System, vec![contract_id]).await?;
        let item = items.into_iter().find(|item| item.plan_id == plan.id && item.number == number);
        Ok(item.ok_or(Refusal::NotFound("item"))?.id)
    }
}

fn step(asked: OnItem, kind: StepKind) -> Step {
    Step { asked, kind, authority: None, paper_number: None, appointment_on: None, note: None }
}
