//! What people do in the story, each through the record that a client's command would call.

use chrono::TimeDelta;
use entity::acceptance::acceptance_round;
use entity::acceptance::answering::Answer;
use entity::access::{By, Viewer};
use entity::billing::owed::owed;
use entity::billing::receiving::Received;
use entity::billing::record_payment::payment_received;
use entity::billing::record_request::payment_requested;
use entity::billing::record_reversal::{Reversal, payment_reversed};
use entity::billing::settling::Settling;
use entity::life::{
    Acceptance, Rejection, Step, Termination, accept_work, finish_work, liquidate_contract, reject_work,
    suspend_contract, terminate_contract,
};
use entity::mail::record_claim::{self, Claim, Lease};
use entity::mail::record_settle::{Ending, settle};
use entity::notice;
use entity::refusal::Refusal;
use entity::reminder::record_pause::{Pause, pause, promise_to_pay};
use entity::reminder::{self, ReminderKind};
use entity::support::record_message as ticket;
use entity::support::record_ticket::{Opening, open_ticket};
use entity::value::currency::Currency;
use entity::value::entered::Entered;
use entity::value::id::{ClaimToken, PaymentId, ReminderId};
use entity::warranty::record_claim::{Claim as Complaint, file_claim};
use entity::warranty::record_step::Which;
use entity::warranty::record_verdict::{Judgement, triage_claim};
use entity::warranty::record_work::{Resolution, resolve_claim, start_claim};
use entity::warranty::warranty_cover;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::plot::{DEALS, Event};
use super::telling::{Teller, Untold, share, total_of};

/// Places in the staff.
const ACCOUNTANT: usize = 1;

impl Teller {
    /// Does what an event says, at the moment the clock tells.
    pub(super) async fn act(&self, event: &Event) -> Result<(), Untold> {
        let done = match event {
            Event::Pays { deal, percent } => self.pay(*deal, *percent).await.map(drop),
            Event::Promises { deal, within_days } => self.promise(*deal, *within_days).await,
            Event::Disputes { deal, for_days } => self.dispute(*deal, *for_days).await,
            Event::IsMistaken { deal, percent } => self.mistake(*deal, *percent).await,
            Event::Finishes { deal } => self.finish(*deal).await,
            Event::Rejects { deal } => self.reject(*deal).await,
            Event::Accepts { deal } => self.accept(*deal).await,
            Event::Liquidates { deal } => self.liquidate(*deal).await,
            Event::Rests { deal } => self.rest(*deal).await,
            Event::Ends { deal } => self.end(*deal).await,
            Event::Claims { deal, is_redone } => self.claim(*deal, *is_redone).await,
            Event::Wonders { deal } => self.wonder(*deal).await,
            Event::IsInDoubt { deal } => self.doubt(*deal).await,
            Event::Asks { asker } => self.ask(*asker).await,
            Event::Works { deal, work } => self.work(*deal, work).await,
            Event::Requests { offer } => self.request(*offer).await,
            Event::IsOffered { offer } => self.offer(*offer).await,
            Event::Decides { offer } => self.decide(*offer).await,
            Event::Signs { offer, is_by_both } => self.sign(*offer, *is_by_both).await,
        };
        done.map_err(|refusal| self.untold(refusal))
    }

    async fn as_accountant(&self) -> Result<By, Refusal> {
        self.by(ACCOUNTANT).await.map_err(told)
    }

    pub(super) async fn as_consultant(&self, deal: usize) -> Result<By, Refusal> {
        self.by(DEALS[deal].consultant).await.map_err(told)
    }

    async fn pay(&self, deal: usize, percent: i64) -> Result<PaymentId, Refusal> {
        let by = self.as_accountant().await?;
        let amount = share(total_of(&DEALS[deal]), percent);
        let received = Received {
            contract_id: self.contract_id(deal),
            expected_version: None,
            reference: format!("FT{}{deal:02}{percent:03}", by.today().format("%y%m%d")),
            amount: Entered { amount: amount.to_string(), currency: Currency::Vnd },
            received_on: by.today(),
            note: None,
            allocations: None,
        };
        let payment = self.database.write(async |write| payment_received(write, &by, &received).await).await?;
        Ok(payment.into_inner().id)
    }

    async fn mistake(&self, deal: usize, percent: i64) -> Result<(), Refusal> {
        let payment_id = self.pay(deal, percent).await?;
        let by = self.as_accountant().await?;
        let reason = "Nhầm hợp đồng: khoản tiền của khách hàng khác.".to_owned();
        let reversal = Reversal { payment_id, expected_version: None, reversed_on: None, reason };
        self.database.write(async |write| payment_reversed(write, &by, &reversal).await).await?;
        Ok(())
    }

    /// The reminder of the oldest instalment that is still owed.
    async fn oldest_open(&self, deal: usize) -> Result<ReminderId, Refusal> {
        let read = self.database.read();
        let all = owed(read, Viewer::System, vec![self.contract_id(deal)]).await?;
        let open = all.into_iter().find(|owed| owed.outstanding.is_positive());
        let open = open.ok_or(Refusal::NotFound("open instalment"))?;
        let found = reminder::of_subject(read, Viewer::System, (ReminderKind::Payment, open.instalment.id.0)).await?;
        Ok(found.ok_or(Refusal::NotFound("reminder"))?.id)
    }

    async fn promise(&self, deal: usize, within_days: i64) -> Result<(), Refusal> {
        let (by, reminder_id) = (self.as_accountant().await?, self.oldest_open(deal).await?);
        let reason = "Ms Ánh (accounting) promised the transfer by telephone.".to_owned();
        let promise = Pause { reminder_id, until: by.today() + TimeDelta::days(within_days), reason };
        self.database.write(async |write| promise_to_pay(write, &by, &promise).await).await?;
        Ok(())
    }

    async fn dispute(&self, deal: usize, for_days: i64) -> Result<(), Refusal> {
        let (by, reminder_id) = (self.as_consultant(deal).await?, self.oldest_open(deal).await?);
        let reason = "Khách hàng đề nghị đối chiếu số người dự huấn luyện.".to_owned();
        let rest = Pause { reminder_id, until: by.today() + TimeDelta::days(for_days), reason };
        self.database.write(async |write| pause(write, &by, &rest).await).await?;
        Ok(())
    }

    fn step(&self, deal: usize) -> Step {
        Step { contract_id: self.contract_id(deal), expected_version: None, on: None }
    }

    async fn finish(&self, deal: usize) -> Result<(), Refusal> {
        let (by, step) = (self.as_consultant(deal).await?, self.step(deal));
        self.database.write(async |write| finish_work(write, &by, &step).await).await?;
        Ok(())
    }

    async fn accept(&self, deal: usize) -> Result<(), Refusal> {
        let by = self.as_consultant(deal).await?;
        let (step, answer) = (self.step(deal), self.on_paper(deal).await?);
        let acceptance = Acceptance { step, answer, remaining: Vec::new() };
        self.database.write(async |write| accept_work(write, &by, &acceptance).await).await?;
        Ok(())
    }

    async fn liquidate(&self, deal: usize) -> Result<(), Refusal> {
        let (by, step) = (self.as_consultant(deal).await?, self.step(deal));
        self.database.write(async |write| liquidate_contract(write, &by, &step).await).await?;
        Ok(())
    }

    async fn reject(&self, deal: usize) -> Result<(), Refusal> {
        let by = self.as_consultant(deal).await?;
        let (step, answer) = (self.step(deal), self.on_paper(deal).await?);
        let reason = "The opening balance of three materials differs from the customs declaration.".to_owned();
        let rejection = Rejection { step, answer, reason };
        self.database.write(async |write| reject_work(write, &by, &rejection).await).await?;
        Ok(())
    }

    /// What the customer's director signed, by the newest report.
    async fn on_paper(&self, deal: usize) -> Result<Answer, Refusal> {
        let round = acceptance_round::newest(self.database.read(), self.contract_id(deal)).await?;
        let report_id = round.ok_or(Refusal::NotFound("round"))?.report_id;
        let on_paper = Some("Signed by the customer's director; scan in the file.".to_owned());
        Ok(Answer { report_id, sha256: None, on_paper })
    }

    async fn rest(&self, deal: usize) -> Result<(), Refusal> {
        let (by, step) = (self.as_consultant(deal).await?, self.step(deal));
        let reason = "The customer rebuilds warehouse 3; work goes on when it is handed over.";
        self.database.write(async |write| suspend_contract(write, &by, &step, reason).await).await?;
        Ok(())
    }

    async fn end(&self, deal: usize) -> Result<(), Refusal> {
        let by = self.as_consultant(deal).await?;
        let owed = owed(self.database.read(), Viewer::System, vec![self.contract_id(deal)]).await?;
        let open = owed.into_iter().filter(|owed| owed.outstanding.is_positive());
        let settlement = open.map(|owed| Settling {
            instalment_id: owed.instalment.id,
            still_owed: Some((owed.outstanding.minor() / 5).to_string()),
            owed_by: Some(by.today() + TimeDelta::days(40)),
            reason: Some("Phần việc không làm nữa.".to_owned()),
        });
        let termination = Termination {
            step: self.step(deal),
            reason: "Khách hàng dừng dự án lắp đặt.".to_owned(),
            settlement_note: "Khách hàng trả một phần năm của đợt còn lại cho công việc đã làm.".to_owned(),
            settlement: settlement.collect(),
        };
        self.database.write(async |write| terminate_contract(write, &by, &termination).await).await?;
        Ok(())
    }

    async fn claim(&self, deal: usize, is_redone: bool) -> Result<(), Refusal> {
        let by = self.as_consultant(deal).await?;
        let covers = warranty_cover::of_contracts(self.database.read(), Viewer::System, vec![self.contract_id(deal)]);
        let cover = covers.await?.pop().ok_or(Refusal::NotFound("cover"))?;
        let new = Complaint {
            expected_version: None,
            deliverable_id: cover.deliverable_id,
            defect_on: by.today(),
            description: "Báo cáo quyết toán không nhận mã hàng mới. / The settlement report rejects new item codes."
                .to_owned(),
        };
        let claim = self.database.write(async |write| file_claim(write, &by, &new).await).await?.into_inner();
        let which = Which { claim_id: claim.id, expected_version: None };
        let judgement = Judgement { which, exclusion: None, decision: None, reason: None };
        self.database.write(async |write| triage_claim(write, &by, &judgement).await).await?;
        self.database.write(async |write| start_claim(write, &by, which).await).await?;
        if is_redone {
            let answer = "Đã cập nhật danh mục mã hàng và lập lại báo cáo.".to_owned();
            let resolution = Resolution { which, answer, is_rework: true };
            self.database.write(async |write| resolve_claim(write, &by, &resolution).await).await?;
        }
        Ok(())
    }

    async fn wonder(&self, deal: usize) -> Result<(), Refusal> {
        let by = self.as_consultant(deal).await?;
        let opening = Opening {
            contract_id: self.contract_id(deal),
            expected_version: None,
            title: "Thêm mã hàng mới".to_owned(),
            body: "Chúng tôi nhập thêm mã hàng từ quý sau. Có phải cấu hình lại phần mềm không?".to_owned(),
        };
        let ticket = self.database.write(async |write| open_ticket(write, &by, &opening).await).await?.into_inner();
        let which = ticket::Which { ticket_id: ticket.id, expected_version: None };
        let body = "Không cần: thêm mã vào danh mục là đủ. Chúng tôi gửi kèm hướng dẫn.".to_owned();
        let answer = ticket::Message { which, body };
        self.database.write(async |write| ticket::answer_ticket(write, &by, &answer).await).await?;
        Ok(())
    }

    /// A request to pay whose mail server hangs up after the last dot: nobody can say whether it arrived. Planned,
    /// claimed and given up in one transaction, so that the worker does not deliver it meanwhile; without its paper, for
    /// which the mail would wait.
    async fn doubt(&self, deal: usize) -> Result<(), Refusal> {
        let by = self.as_accountant().await?;
        let all = owed(self.database.read(), Viewer::System, vec![self.contract_id(deal)]).await?;
        let open = all.into_iter().find(|owed| owed.outstanding.is_positive());
        let instalment_id = open.ok_or(Refusal::NotFound("open instalment"))?.instalment.id;
        self.database
            .write(async |write| {
                let request = payment_requested(write, &by, instalment_id).await?.into_inner();
                let told = notice::Column::SubjectId.eq(request.id.0);
                let told = notice::Entity::find().filter(told).one(write.on()).await?;
                let id = told.and_then(|notice| notice.mail_id).ok_or(Refusal::NotFound("mail"))?;
                let token = ClaimToken::new();
                let lease = Lease { token, lasts: TimeDelta::minutes(4) };
                let Claim::Taken(_) = record_claim::claim(write, id, lease).await? else {
                    return Err(Refusal::NotFound("mail to claim"));
                };
                let reason = "The server hung up after the last dot (part of the demo).".to_owned();
                settle(write, (id, token), None, Ending::InDoubt { reason }).await?;
                Ok(())
            })
            .await
    }
}

fn told(untold: Untold) -> Refusal {
    match untold {
        Untold::Refused { refusal, .. } => refusal,
    }
}
