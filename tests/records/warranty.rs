//! A claim is judged, worked on, confirmed or reopened; redone work is covered on its own; answers are given in time.

use crate::given::{as_person, codes, on, registered, registration, sao_mai, somebody, system_on};
use chrono::DateTime;
use entity::access::record_person::Standing;
use entity::access::{By, Viewer, person};
use entity::contract::{contract, deliverable};
use entity::database::Database;
use entity::life::registering::Registration;
use entity::life::{Step, close_contract};
use entity::notice;
use entity::notice::Kind::{ClaimAnswered, ClaimFiled, ClaimReopened, ClaimTriaged};
use entity::refusal::{Done, Refusal};
use entity::reminder::{self, ReminderKind};
use entity::response::{clock, record_alarm::alarm_unanswered};
use entity::task;
use entity::value::id::WarrantyClaimId;
use entity::warranty::claim_state::ClaimState;
use entity::warranty::claim_step::StepKind::{Confirmed, Reopened, Resolved, Started, Triaged};
use entity::warranty::claim_step::{self, StepKind};
use entity::warranty::record_claim::{Claim, file_claim};
use entity::warranty::record_confirmation::{Confirmation, Reopening, confirm_claim, reopen_claim};
use entity::warranty::record_cover::{Extension, extend_cover};
use entity::warranty::record_question::{Saying, answer_question, ask_claimant};
use entity::warranty::record_step::Which;
use entity::warranty::record_verdict::{Decision, Judgement, Rejection, reject_claim, triage_claim};
use entity::warranty::record_work::{Resolution, resolve_claim, start_claim};
use entity::warranty::verdict::{Exclusion, Rule};
use entity::warranty::{warranty_claim, warranty_cover};
use sea_orm::EntityTrait;
use tests::database_tests;

/// Hoa of the staff and Lan of the customer, with a contract that was accepted on Friday 30 October 2026: its first
/// deliverable is covered until Monday 1 November 2027, its second not at all.
struct Given {
    database: Database,
    contract: contract::Model,
    hoa: person::Model,
    lan: person::Model,
}

type Answer = Result<Done<warranty_claim::Model>, Refusal>;

impl Given {
    async fn of(database: Database, response_hours: Option<i32>) -> Self {
        let customer = sao_mai(&database).await;
        let hoa = somebody(&database, "Hoa", Standing::Admin).await;
        let standing = Standing::Customer { customer_id: customer.id, is_signatory: true };
        let lan = somebody(&database, "Lan", standing).await;
        let accepted = Registration {
            started_on: Some(on("2026-10-05")),
            finished_on: Some(on("2026-10-28")),
            accepted_on: Some(on("2026-10-30")),
            response_hours,
            ..registration(customer.id)
        };
        let contract = registered(&database, &accepted).await;
        Self { database, contract, hoa, lan }
    }

    async fn files(&self, by: &By, (position, defect_on): (usize, &str)) -> Answer {
        let scope =
            deliverable::of_contracts(self.database.read(), Viewer::System, vec![self.contract.id]).await.unwrap();
        let claim = Claim {
            deliverable_id: scope[position].id,
            expected_version: None,
            defect_on: on(defect_on),
            description: "Giấy phép ghi sai công suất".to_owned(),
        };
        self.database.write(async |write| file_claim(write, by, &claim).await).await
    }

    async fn filed(&self, by: &By, defect_on: &str) -> Which {
        which(self.files(by, (0, defect_on)).await.unwrap().into_inner().id)
    }

    async fn judges(&self, by: &By, judgement: &Judgement) -> Answer {
        self.database.write(async |write| triage_claim(write, by, judgement).await).await
    }

    async fn starts(&self, by: &By, which: Which) -> Answer {
        self.database.write(async |write| start_claim(write, by, which).await).await
    }

    async fn resolves(&self, by: &By, which: Which, is_rework: bool) -> Answer {
        let resolution = Resolution { which, answer: "Đã xin cấp lại giấy phép.".to_owned(), is_rework };
        self.database.write(async |write| resolve_claim(write, by, &resolution).await).await
    }

    async fn confirms(&self, by: &By, which: Which, note: Option<&str>) -> Answer {
        let confirmation = Confirmation { which, note: note.map(str::to_owned) };
        self.database.write(async |write| confirm_claim(write, by, &confirmation).await).await
    }

    async fn reopens(&self, by: &By, which: Which, reason: &str) -> Answer {
        let reopening = Reopening { which, reason: reason.to_owned() };
        self.database.write(async |write| reopen_claim(write, by, &reopening).await).await
    }

    /// Judged as the rules say, begun, resolved.
    async fn put_right(&self, by: &By, which: Which, is_rework: bool) {
        self.judges(by, &as_the_rules_say(which)).await.unwrap();
        self.starts(by, which).await.unwrap();
        self.resolves(by, which, is_rework).await.unwrap();
    }

    async fn steps(&self, which: Which) -> Vec<StepKind> {
        let steps = claim_step::of_claim(self.database.read(), which.claim_id).await.unwrap();
        steps.into_iter().map(|step| step.kind).collect()
    }

    async fn clock(&self, which: Which) -> clock::Model {
        clock::Entity::find_by_id(which.claim_id.0).one(self.database.read()).await.unwrap().unwrap()
    }

    async fn covers(&self) -> Vec<warranty_cover::Model> {
        warranty_cover::of_contracts(self.database.read(), Viewer::System, vec![self.contract.id]).await.unwrap()
    }

    async fn reminder(&self, cover: &warranty_cover::Model) -> Option<reminder::Model> {
        let subject = (ReminderKind::Warranty, cover.id.0);
        reminder::of_subject(self.database.read(), Viewer::System, subject).await.unwrap()
    }

    async fn open_tasks(&self, kind: task::Kind) -> u64 {
        let filter = task::Filter { is_open: Some(true), kind: Some(kind), contract_id: Some(self.contract.id) };
        task::count(self.database.read(), Viewer::System, &filter).await.unwrap()
    }

    async fn told(&self) -> Vec<notice::Kind> {
        let notices = notice::Entity::find().all(self.database.read()).await.unwrap();
        let mut told: Vec<_> = notices.into_iter().filter(|it| it.kind != notice::Kind::StaffAlarm).collect();
        told.sort_by_key(|it| it.id);
        told.into_iter().map(|it| it.kind).collect()
    }

    async fn closing(&self, day: &str) -> Vec<String> {
        let step = Step { contract_id: self.contract.id, expected_version: None, on: None };
        let by = system_on(day);
        let refused = self.database.write(async |write| close_contract(write, &by, &step).await).await.unwrap_err();
        codes(refused).into_iter().filter(|code| code.starts_with('P')).collect()
    }
}

fn which(claim_id: WarrantyClaimId) -> Which {
    Which { claim_id, expected_version: None }
}

fn as_the_rules_say(which: Which) -> Judgement {
    Judgement { which, exclusion: None, decision: None, reason: None }
}

fn at(person: &person::Model, wall: &str) -> By {
    let now = DateTime::parse_from_rfc3339(&format!("{wall}:00+07:00")).unwrap().to_utc();
    By { now, ..as_person(person) }
}

database_tests! {
    async fn a_claim_goes_from_its_verdict_to_the_customers_confirmation(database: Database) {
        let given = Given::of(database, None).await;
        let (hoa, lan) = (as_person(&given.hoa), as_person(&given.lan));
        let filed = given.files(&lan, (0, "2026-11-19")).await.unwrap().into_inner();
        assert!(filed.is_covered && filed.rule == Rule::InCover && filed.reference.starts_with("BH-2026-"));
        assert_eq!(given.files(&lan, (0, "2026-11-19")).await.unwrap(), Done::AlreadyDone(filed.clone()), "filed twice");
        let claim = which(filed.id);
        assert_eq!(given.open_tasks(task::Kind::ClaimToAnswer).await, 1);

        let judged = given.judges(&hoa, &as_the_rules_say(claim)).await.unwrap().into_inner();
        assert_eq!((judged.state, judged.is_overruled), (ClaimState::Triaged, false));
        assert_eq!(given.open_tasks(task::Kind::ClaimToAnswer).await, 0);
        assert!(matches!(given.judges(&hoa, &as_the_rules_say(claim)).await.unwrap(), Done::AlreadyDone(_)));
        for state in [ClaimState::InWork, ClaimState::InWork] {
            assert_eq!(given.starts(&hoa, claim).await.unwrap().into_inner().state, state);
        }
        let resolved = given.resolves(&hoa, claim, false).await.unwrap().into_inner();
        assert_eq!((resolved.state, resolved.answered_on), (ClaimState::Resolved, Some(on("2026-11-20"))));
        assert_eq!(given.closing("2026-11-20").await, ["P5 CLAIM_UNCONFIRMED", "P5 UNDER_WARRANTY"]);

        let reopened = given.reopens(&lan, claim, "Vẫn ghi sai công suất.").await.unwrap().into_inner();
        assert_eq!((reopened.state, reopened.answered_on, reopened.answer), (ClaimState::InWork, None, None));
        let again = given.reopens(&lan, claim, "Vẫn ghi sai công suất.").await.unwrap();
        assert!(matches!(again, Done::AlreadyDone(_)), "a double click");
        assert_eq!(given.open_tasks(task::Kind::ClaimToAnswer).await, 1);
        assert_eq!(given.closing("2026-11-20").await, ["P5 CLAIM_OPEN", "P5 UNDER_WARRANTY"]);
        given.resolves(&hoa, claim, false).await.unwrap();
        let confirmed = given.confirms(&lan, claim, None).await.unwrap().into_inner();
        assert_eq!(confirmed.state, ClaimState::Confirmed);
        assert!(matches!(given.confirms(&lan, claim, None).await.unwrap(), Done::AlreadyDone(_)));

        assert_eq!(given.steps(claim).await, [Triaged, Started, Resolved, Reopened, Resolved, Confirmed]);
        assert_eq!(given.told().await, [ClaimFiled, ClaimTriaged, ClaimAnswered, ClaimReopened, ClaimAnswered]);
    }

    async fn what_cannot_be_done_to_a_claim_is_told(database: Database) {
        let given = Given::of(database, None).await;
        let (hoa, lan) = (as_person(&given.hoa), as_person(&given.lan));
        let refused = async |answer: Answer| codes(answer.unwrap_err());
        assert_eq!(refused(given.files(&lan, (0, "2026-11-21")).await).await, ["defectOn IN_FUTURE"]);
        assert_eq!(refused(given.files(&lan, (0, "2026-09-30")).await).await, ["defectOn BEFORE_SIGNING"]);
        let other = crate::given::customer(&given.database, "Công ty Khác", "0100109106").await;
        let standing = Standing::Customer { customer_id: other.id, is_signatory: true };
        let stranger = as_person(&somebody(&given.database, "Tam", standing).await);
        assert_eq!(refused(given.files(&stranger, (0, "2026-11-19")).await).await, ["NOT_FOUND deliverable"]);

        let claim = given.filed(&lan, "2026-11-19").await;
        assert_eq!(refused(given.judges(&lan, &as_the_rules_say(claim)).await).await, ["FORBIDDEN"]);
        assert_eq!(refused(given.confirms(&stranger, claim, None).await).await, ["NOT_FOUND claim"]);
        assert_eq!(refused(given.starts(&hoa, claim).await).await, ["WRONG_CLAIM_STATE"]);
        assert_eq!(refused(given.resolves(&hoa, claim, true).await).await, ["WRONG_CLAIM_STATE"]);
        assert_eq!(refused(given.confirms(&lan, claim, None).await).await, ["WRONG_CLAIM_STATE"], "before it is resolved");
        assert_eq!(refused(given.reopens(&lan, claim, "Lỗi").await).await, ["WRONG_CLAIM_STATE"]);
        let stale = Which { expected_version: Some(1), ..claim };
        assert_eq!(refused(given.judges(&hoa, &as_the_rules_say(stale)).await).await, ["STALE_VERSION"]);
        let overruled = Judgement { decision: Some(Decision::NotCovered), ..as_the_rules_say(claim) };
        assert_eq!(refused(given.judges(&hoa, &overruled).await).await, ["reason EMPTY"]);
        let excluded = Judgement { exclusion: Some(Exclusion::Misuse), reason: Some(" ".into()), ..as_the_rules_say(claim) };
        assert_eq!(refused(given.judges(&hoa, &excluded).await).await, ["reason EMPTY"]);
        given.judges(&hoa, &as_the_rules_say(claim)).await.unwrap();
        let reason = Some("Khách tự sửa.".to_owned());
        assert_eq!(refused(given.judges(&hoa, &Judgement { reason, ..excluded }).await).await, ["CLAIM_JUDGED"], "judged twice");
        given.starts(&hoa, claim).await.unwrap();
        given.resolves(&hoa, claim, false).await.unwrap();
        assert_eq!(refused(given.reopens(&lan, claim, "").await).await, ["reason EMPTY"]);
        assert_eq!(refused(given.confirms(&hoa, claim, None).await).await, ["note EMPTY"], "staff say who confirmed");
        let rejection = Rejection { which: claim, exclusion: None, answer: "Không".to_owned() };
        let rejected = given.database.write(async |write| reject_claim(write, &hoa, &rejection).await).await;
        assert_eq!(refused(rejected).await, ["WRONG_CLAIM_STATE"]);
        assert_eq!(given.steps(claim).await.len(), 3, "what was refused left no step");
    }

    async fn the_day_after_cover_is_kept_and_rejected_by_its_rule(database: Database) {
        let given = Given::of(database, None).await;
        let (hoa, lan) = (at(&given.hoa, "2027-11-03T09:00"), at(&given.lan, "2027-11-03T09:00"));
        let last_day = given.files(&lan, (0, "2027-11-01")).await.unwrap().into_inner();
        assert!(last_day.is_covered && last_day.rule == Rule::InCover);
        let late = given.files(&lan, (0, "2027-11-02")).await.unwrap().into_inner();
        assert!(!late.is_covered && late.rule == Rule::AfterCover);
        let without = given.files(&lan, (1, "2027-11-01")).await.unwrap().into_inner();
        assert_eq!(without.rule, Rule::NoCover);

        let needless = Judgement { exclusion: Some(Exclusion::Misuse), reason: Some("Lỗi".into()), ..as_the_rules_say(which(late.id)) };
        assert_eq!(codes(given.judges(&hoa, &needless).await.unwrap_err()), ["exclusion NOTHING_TO_EXCLUDE"]);
        let rejected = given.judges(&hoa, &as_the_rules_say(which(late.id))).await.unwrap().into_inner();
        assert_eq!((rejected.state, rejected.is_overruled), (ClaimState::Rejected, false));
        let answer = rejected.answer.unwrap();
        assert!(answer.contains("02/11/2027") && answer.contains("01/11/2027") && answer.contains("1 November 2027"), "{answer}");

        let goodwill = Judgement {
            decision: Some(Decision::Covered),
            reason: Some("Khách hàng lâu năm.".into()),
            ..as_the_rules_say(which(without.id))
        };
        let overruled = given.judges(&hoa, &goodwill).await.unwrap().into_inner();
        assert_eq!((overruled.state, overruled.rule, overruled.is_overruled), (ClaimState::Triaged, Rule::NoCover, true));

        given.judges(&hoa, &as_the_rules_say(which(last_day.id))).await.unwrap();
        let in_work = Rejection {
            which: which(last_day.id),
            exclusion: Some(Exclusion::ChangedByOthers),
            answer: "Khách hàng đã tự sửa báo cáo.".to_owned(),
        };
        let turned_out = given.database.write(async |write| reject_claim(write, &hoa, &in_work).await).await.unwrap().into_inner();
        assert_eq!((turned_out.state, turned_out.rule, turned_out.is_covered), (ClaimState::Rejected, Rule::Excluded, false));
        assert!(!turned_out.is_overruled);
    }

    async fn redone_work_is_covered_on_its_own_and_its_reminder_moves(database: Database) {
        let given = Given::of(database, None).await;
        let (hoa, lan) = (at(&given.hoa, "2026-11-20T09:00"), at(&given.lan, "2026-11-20T09:00"));
        let early = given.filed(&lan, "2026-11-19").await;
        given.put_right(&hoa, early, true).await;
        given.confirms(&lan, early, None).await.unwrap();
        let covers = given.covers().await;
        let (warranty, redone) = (&covers[0], &covers[1]);
        assert_eq!((redone.claim_id, redone.days, redone.last_covered_on), (Some(early.claim_id), Some(90), on("2027-02-18")));
        assert_eq!(given.reminder(redone).await, None, "the warranty outlasts it");

        let (hoa, lan) = (at(&given.hoa, "2027-10-20T09:00"), at(&given.lan, "2027-10-20T09:00"));
        let late = given.filed(&lan, "2027-10-19").await;
        given.put_right(&hoa, late, true).await;
        let redone = given.covers().await.into_iter().find(|row| row.claim_id == Some(late.claim_id)).unwrap();
        let reminder = given.reminder(&redone).await.unwrap();
        assert_eq!((reminder.anchor_on, reminder.arming), (on("2028-01-18"), 1));
        given.reopens(&lan, late, "Vẫn sai.").await.unwrap();
        let again = at(&given.hoa, "2027-10-22T09:00");
        given.resolves(&again, late, true).await.unwrap();
        let moved = given.reminder(&redone).await.unwrap();
        assert_eq!((moved.anchor_on, moved.arming), (on("2028-01-20"), 2), "done again, it begins anew");
        assert_eq!(given.covers().await.len(), 3);

        let after = at(&given.lan, "2027-11-02T09:00");
        let in_redone = given.files(&after, (0, "2027-11-02")).await.unwrap().into_inner();
        assert!(in_redone.is_covered && in_redone.rule == Rule::InFollowOn);
        let closing = given.closing("2027-11-02").await;
        assert_eq!(closing, ["P5 CLAIM_UNCONFIRMED", "P5 CLAIM_OPEN", "P5 REDONE_WORK_COVERED"]);

        let extend = async |day: &str, expected_version| {
            let reason = "Thoả thuận ngày 20/10/2027.".to_owned();
            let extension = Extension { cover_id: warranty.id, expected_version, last_covered_on: on(day), reason };
            given.database.write(async |write| extend_cover(write, &hoa, &extension).await).await
        };
        assert_eq!(codes(extend("2027-10-29", None).await.unwrap_err()), ["lastCoveredOn NOT_LATER"]);
        assert_eq!(codes(extend("2040-01-01", None).await.unwrap_err()), ["lastCoveredOn OUT_OF_RANGE"]);
        assert_eq!(codes(extend("2028-03-31", Some(1)).await.unwrap_err()), ["STALE_VERSION"]);
        let extended = extend("2028-03-31", None).await.unwrap().into_inner();
        assert!(matches!(extend("2028-03-31", None).await.unwrap(), Done::AlreadyDone(_)));
        let reminder = given.reminder(&extended).await.unwrap();
        assert_eq!((reminder.anchor_on, reminder.arming), (on("2028-03-31"), 2));
        assert_eq!(given.reminder(&redone).await.unwrap().next_at, None, "the warranty outlasts it now");
    }

    async fn a_claim_is_answered_in_working_hours_or_somebody_is_alarmed(database: Database) {
        let given = Given::of(database, None).await;
        let claim = given.filed(&at(&given.lan, "2026-11-20T09:00"), "2026-11-19").await;
        let monday = |hour: &str| Some(at(&given.hoa, &format!("2026-11-23T{hour}")).now);
        assert_eq!(given.clock(claim).await.answer_by, monday("09:00"), "eight working hours");
        let saying = |words: &str| Saying { which: claim, words: words.to_owned() };
        let ask = async |by: &By, words: &str| given.database.write(async |write| ask_claimant(write, by, &saying(words)).await).await;
        let answer = async |by: &By, words: &str| given.database.write(async |write| answer_question(write, by, &saying(words)).await).await;
        let (eleven, ten) = (at(&given.hoa, "2026-11-20T11:00"), at(&given.lan, "2026-11-23T10:00"));
        assert_eq!(codes(answer(&ten, "Trang 3").await.unwrap_err()), ["NOTHING_ASKED"]);
        assert_eq!(codes(ask(&ten, "Trang nào?").await.unwrap_err()), ["FORBIDDEN"]);
        assert_eq!(codes(ask(&eleven, " ").await.unwrap_err()), ["question EMPTY"]);
        assert!(matches!(ask(&eleven, "Trang nào?").await.unwrap(), Done::Now(_)));
        assert!(matches!(ask(&eleven, "Trang nào?").await.unwrap(), Done::AlreadyDone(_)));
        let still = given.clock(claim).await;
        assert_eq!((still.answer_by, still.minutes_left, still.alarm_at), (None, Some(360), None));
        assert!(matches!(answer(&ten, "Trang 3").await.unwrap(), Done::Now(_)));
        assert!(matches!(answer(&ten, "Trang 3").await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(given.clock(claim).await.answer_by, monday("17:00"));

        let alarm = async |wall: &str| {
            let now = at(&given.hoa, wall).now;
            given.database.write(async |write| alarm_unanswered(write, now, claim.claim_id.0).await).await.unwrap()
        };
        assert!(!alarm("2026-11-23T16:59").await);
        assert!(alarm("2026-11-23T17:00").await);
        assert!(!alarm("2026-11-23T17:01").await, "once");
        assert_eq!(given.open_tasks(task::Kind::ClaimUnanswered).await, 1);
        given.judges(&at(&given.hoa, "2026-11-24T09:00"), &as_the_rules_say(claim)).await.unwrap();
        assert_eq!(given.open_tasks(task::Kind::ClaimUnanswered).await, 0);
        let answered = given.clock(claim).await;
        assert!(answered.is_late(answered.answered_at.unwrap()));
        given.starts(&at(&given.hoa, "2026-11-24T09:00"), claim).await.unwrap();
        given.resolves(&at(&given.hoa, "2026-11-25T09:00"), claim, false).await.unwrap();
        given.reopens(&at(&given.lan, "2026-11-25T10:00"), claim, "Vẫn sai.").await.unwrap();
        let anew = given.clock(claim).await;
        assert_eq!((anew.answered_at, anew.answer_by), (None, Some(at(&given.hoa, "2026-11-26T10:00").now)));
    }

    async fn a_contract_may_promise_an_answer_of_its_own(database: Database) {
        let given = Given::of(database, Some(4)).await;
        let claim = given.filed(&at(&given.lan, "2026-11-20T09:00"), "2026-11-19").await;
        let clock = given.clock(claim).await;
        assert_eq!((clock.hours, clock.answer_by), (4, Some(at(&given.hoa, "2026-11-20T14:00").now)));
    }
}
