//! The whole tale: one contract from the first inquiry to closing (S1 to S7), by the public API and the mailboxes alone.

use std::cell::RefCell;

use serde_json::{Value, json};
use tests::stories;
use tests::story::{Answer, Contract, FIRST_DAY, Khu, Person};

/// What the trail of the dossier tells in this order, whatever stands in between.
const CHAIN: &str = "inquiry.submitted inquiry.assigned inquiry.consulted quote.drafted quote.approved quote.sent
    quote.accepted contract.drafted contract.text_drawn_up contract.signature_given contract.signature_given
    contract.signed instalment.fell_due payment.requested payment.received contract.started plan.proposed plan.answered
    item.completed item.completed authority.noted authority.noted contract.finished instalment.fell_due
    contract.rejected instalment.awaits_again contract.finished instalment.fell_due contract.accepted
    instalment.fell_due payment.received payment.received contract.liquidated claim.filed claim.triaged claim.started
    claim.resolved claim.confirmed contract.closed";

/// The papers of the dossier, by kind.
const PAPERS: &str = "COMPLETION_REPORT COMPLETION_REPORT CONTRACT MINUTES MINUTES PAYMENT_REQUEST PAYMENT_REQUEST
    PAYMENT_REQUEST PAYMENT_REQUEST QUOTE";

/// Who takes part, and what they have done so far: an admin, Dung the consultant and Hoa the accountant; of the customer
/// Lan, who signs, a clerk, who does not, and the address that bills go to.
struct Cast<'a> {
    khu: &'a Khu,
    admin: Person,
    dung: Person,
    hoa: Person,
    lan: Person,
    clerk: Person,
    billing: Person,
    customer_id: String,
    operations: RefCell<Vec<String>>,
}

impl<'a> Cast<'a> {
    async fn assembled(khu: &'a Khu) -> Self {
        let admin = khu.admin().await;
        let (dung, hoa) = (khu.consultant("Dung").await, khu.accountant("Hoa").await);
        let (customer_id, billing) = khu.customer().await;
        let of = |signs: bool| json!({"role": "CUSTOMER", "customerId": customer_id, "isSignatory": signs});
        let (lan, clerk) = (khu.newcomer("Lan", of(true)).await, khu.newcomer("Minh", of(false)).await);
        Self { khu, admin, dung, hoa, lan, clerk, billing, customer_id, operations: RefCell::default() }
    }

    /// Gives a command, which may be refused.
    async fn tries(&self, who: &Person, (command, wants): (&str, &str), input: Value) -> Answer {
        let answer = who.commands(command, input, wants).await;
        let outcome = if answer.is_refused() { answer.code() } else { "done".to_owned() };
        self.notes(who, &format!("{command}: {outcome}"));
        answer
    }

    /// Gives a command that is carried out, and answers its payload.
    async fn does(&self, who: &Person, (command, wants): (&str, &str), input: Value) -> Value {
        self.tries(who, (command, wants), input).await.at(command)
    }

    fn notes(&self, who: &Person, what: &str) {
        let (name, _) = who.email.split_once('@').expect("an address");
        self.operations.borrow_mut().push(format!("{name}: {what}"));
    }

    /// S1: Lan asks; Dung takes it up and advises. Answers the inquiry's id.
    async fn inquire(&self) -> Value {
        let consent = json!({"version": "2026-01", "isGiven": true});
        let input = json!({"message": "Nhà máy số 2 cần giấy phép môi trường trước quý III.", "consent": consent});
        let inquiry = self.does(&self.lan, ("submitInquiry", "inquiry { id }"), input).await["inquiry"]["id"].clone();
        self.lan.letter(self.khu, "Đã tiếp nhận yêu cầu").await;
        let taken = json!({"inquiryId": inquiry, "personId": self.dung.id});
        self.does(&self.dung, ("assignInquiry", "inquiry { id }"), taken).await;
        let talk = json!({
            "inquiryId": inquiry, "channel": "SITE_VISIT", "heldOn": FIRST_DAY,
            "note": "Khảo sát nhà máy số 2, tư vấn trọn gói giấy phép môi trường.",
        });
        self.does(&self.dung, ("recordConsultation", "inquiry { id }"), talk).await;
        inquiry
    }

    /// S2: Dung drafts, an admin approves, Dung sends. Answers the quote as Lan reads it, once its paper is frozen.
    async fn offer(&self, inquiry: &Value) -> Value {
        let part = |(vi, en): (&str, &str), share: i32, due: &str| json!({"nameVi": vi, "nameEn": en, "shareBasisPoints": share, "due": due, "days": 5});
        let draft = json!({
            "inquiryId": inquiry, "title": "Giấy phép môi trường nhà máy số 2", "workingDays": 40,
            "terms": "Bảo hành 12 tháng kể từ ngày nghiệm thu.", "validUntil": "2026-01-30",
            "lines": [{
                "nameVi": "Lập hồ sơ và xin cấp giấy phép môi trường", "nameEn": "File for the environmental permit",
                "net": "100000000", "vatCategory": "STANDARD", "warrantyMonths": 12, "departure": "Theo kết quả khảo sát nhà máy.",
            }],
            "instalments": [
                part(("Đợt 1 – khi ký hợp đồng", "Part 1 – on signature"), 3_000, "SIGNATURE"),
                part(("Đợt 2 – khi hoàn thành", "Part 2 – on completion"), 4_000, "COMPLETION"),
                part(("Đợt 3 – khi nghiệm thu", "Part 3 – on acceptance"), 3_000, "ACCEPTANCE"),
            ],
        });
        let drafted = self.does(&self.dung, ("draftQuote", "quote { id }"), draft).await;
        let id = json!({"quoteId": drafted["quote"]["id"]});
        self.does(&self.admin, ("approveQuote", "quote { id }"), id.clone()).await;
        self.does(&self.dung, ("sendQuote", "quote { id }"), id.clone()).await;
        let document = "query($quoteId: ID!) { node(id: $quoteId) {
            ... on Quote { id contentHash document { state } } } }";
        let read = async || self.lan.asks(document, id.clone()).await.at("node");
        self.khu.eventually("the quote is made", async || read().await["document"]["state"] == "FROZEN").await;
        self.lan.letter(self.khu, "chờ Quý công ty xem xét").await.pdf();
        read().await
    }

    /// S2: Lan accepts exactly what she read; the contract is drafted with the first version of its text.
    async fn accept_quote(&self, quote: &Value) -> Contract {
        let accepted = json!({
            "quoteId": quote["id"], "contentHash": quote["contentHash"], "tickedLines": [], "consentsToDepartures": true,
        });
        let wants = "quote { contract { id reference state texts { number } deliverables { id }
            instalments { id amount { amount } } } }";
        let won = self.does(&self.lan, ("acceptQuote", wants), accepted).await;
        let drafted = &won["quote"]["contract"];
        assert_eq!((&drafted["state"], &drafted["texts"]), (&json!("DRAFT"), &json!([{"number": 1}])));
        let amounts: Vec<String> = each(&drafted["instalments"], |part| text(&part["amount"]["amount"]));
        assert_eq!(amounts, ["33000000", "44000000", "33000000"]);
        Contract {
            id: text(&drafted["id"]),
            reference: text(&drafted["reference"]),
            instalments: each(&drafted["instalments"], |part| text(&part["id"])),
            deliverables: each(&drafted["deliverables"], |line| text(&line["id"])),
            billing: self.billing.clone(),
            customer_id: self.customer_id.clone(),
        }
    }

    /// S2: Lan signs the paper that was mailed to her, an admin signs for the provider, and the contract holds.
    async fn sign(&self, contract: &Contract) {
        let letter = self.lan.letter(self.khu, "chờ Quý công ty ký").await;
        let text = contract.asks(&self.lan, "texts { document { id sha256 state url } }").await;
        let paper = text.at("contract.texts.0.document");
        assert_eq!(paper["state"], "FROZEN", "what is mailed is frozen");
        let read = self.lan.downloads(&text.text("contract.texts.0.document.url")).await;
        assert_eq!(read, (200, letter.pdf().to_vec()));
        let input = json!({"contractId": contract.id, "documentId": paper["id"], "sha256": paper["sha256"]});
        let command = ("signContract", "contract { state texts { signatures { party } } }");
        assert_eq!(self.tries(&self.clerk, command, input.clone()).await.code(), "FORBIDDEN");
        let altered = json!({"contractId": contract.id, "documentId": paper["id"], "sha256": "00"});
        assert_eq!(self.tries(&self.lan, command, altered).await.error("reason"), "TEXT_DIFFERS");
        let half = self.does(&self.lan, command, input.clone()).await;
        let signed = json!({"state": "DRAFT", "texts": [{"signatures": [{"party": "CUSTOMER"}]}]});
        assert_eq!(half["contract"], signed, "one signature is not enough");
        let whole = self.does(&self.admin, command, input).await;
        let signatures = json!([{"signatures": [{"party": "CUSTOMER"}, {"party": "PROVIDER"}]}]);
        assert_eq!(whole["contract"], json!({"state": "SIGNED", "texts": signatures}));
        contract.billing.letter(self.khu, "đã được hai bên ký").await.says("08/01/2026");
    }

    /// S3: part 1 is asked for; work begins when Hoa has entered it, and not before.
    async fn start(&self, contract: &Contract) {
        let asked = contract.billing.letter(self.khu, "Đề nghị thanh toán").await;
        asked.says("33.000.000");
        asked.pdf();
        let (command, input) = (("startWork", "contract { state }"), json!({"contractId": contract.id}));
        assert_eq!(conditions(&self.tries(&self.dung, command, input.clone()).await), ["C5 DUE_ON_SIGNATURE"]);
        self.khu.until("2026-01-09").await;
        self.pay(contract, 33_000_000, ("FT26009001", "2026-01-09")).await;
        self.khu.until("2026-01-12").await;
        assert_eq!(self.does(&self.dung, command, input).await["contract"]["state"], "DEPLOYING");
    }

    /// S4: both agree on who does what; the customer, the provider and the authority do it.
    async fn deploy(&self, contract: &Contract) {
        let item = |owner: &str, (vi, en): (&str, &str), (days, after): (i32, &[i32])| json!({"owner": owner, "nameVi": vi, "nameEn": en, "workingDays": days, "after": after});
        let plan = json!({
            "contractId": contract.id, "startOn": "2026-01-12",
            "items": [
                item("CUSTOMER", ("Cung cấp hồ sơ pháp lý", "Provide the legal papers"), (3, &[])),
                item("PROVIDER", ("Lập báo cáo môi trường", "Write the environmental report"), (10, &[1])),
                item("AUTHORITY", ("Thẩm định hồ sơ", "Appraise the file"), (15, &[2])),
            ],
        });
        let proposed = self.does(&self.dung, ("proposeWorkPlan", "workPlan { id items { id } }"), plan).await;
        let plan = &proposed["workPlan"];
        contract.billing.letter(self.khu, "chờ Quý công ty xác nhận").await;
        self.does(&self.lan, ("confirmWorkPlan", "workPlan { state }"), json!({"workPlanId": plan["id"]})).await;
        let done = |item: usize, evidence: &str| json!({"workItemId": plan["items"][item]["id"], "evidence": evidence});
        let (complete, wants) = ("completeWorkItem", "workItem { state }");
        self.khu.until("2026-01-13").await;
        self.does(&self.lan, (complete, wants), done(0, "Bản sao y giấy chứng nhận đầu tư.")).await;
        self.khu.until("2026-01-27").await;
        self.does(&self.dung, (complete, wants), done(1, "Báo cáo bản 1.0.")).await;
        let authority = "Ban quản lý các khu công nghiệp";
        let filed = json!({"workItemId": plan["items"][2]["id"], "authority": authority, "receiptNumber": "BN-0412"});
        self.does(&self.dung, ("recordSubmission", wants), filed).await;
        self.khu.until("2026-02-25").await;
        let granted = json!({"workItemId": plan["items"][2]["id"], "answer": "GRANTED", "number": "88/GPMT-BQL"});
        self.does(&self.dung, ("recordAuthorityAnswer", wants), granted).await;
        let seen = contract.asks(&self.lan, "workPlan { items { state } }").await.at("contract.workPlan.items");
        assert_eq!(each(&seen, |item| text(&item["state"])), ["DONE"; 3]);
    }

    /// S5: the work is reported done; the report goes by mail, and part 2 falls due.
    async fn finish(&self, contract: &Contract, (on, words): (&str, &str)) -> Value {
        self.khu.until(on).await;
        let report = contract.is_finished(self.khu, &self.dung, on).await;
        self.notes(&self.dung, "finishWork: done");
        contract.billing.letter(self.khu, words).await.pdf();
        let second = &self.parts(contract).await[1];
        assert_eq!((&second["dueEvent"], &second["eventOn"]), (&json!("COMPLETION"), &json!(on)));
        report
    }

    async fn pay(&self, contract: &Contract, amount: i64, received: (&str, &str)) {
        contract.is_paid(&self.hoa, amount, received).await.at("recordPayment");
        self.notes(&self.hoa, "recordPayment: done");
    }

    async fn parts(&self, contract: &Contract) -> Value {
        contract.asks(&self.hoa, "instalments { dueEvent eventOn dueOn state }").await.at("contract.instalments")
    }

    /// S6: Lan does not accept; part 2 awaits completion again, and nobody is reminded of it.
    async fn reject(&self, contract: &Contract, report: &Value) {
        self.khu.until("2026-02-27").await;
        let input = json!({
            "contractId": contract.id, "reportId": report["id"], "sha256": report["sha256"],
            "reason": "Thiếu kết quả quan trắc đợt 3.",
        });
        let command = ("rejectWork", "contract { state }");
        assert_eq!(self.does(&self.lan, command, input).await["contract"]["state"], "DEPLOYING");
        self.dung.letter(self.khu, "chưa chấp thuận nghiệm thu").await.says("quan trắc đợt 3");
        self.khu.until("2026-03-11").await;
        let second = &self.parts(contract).await[1];
        assert_eq!((&second["eventOn"], &second["state"]), (&Value::Null, &json!("NOT_YET_DUE")));
        assert_eq!(reminders(contract), Vec::<String>::new());
    }

    /// S6: Lan accepts: the cover begins, part 3 falls due, and part 2, due since the 17th, is late.
    async fn accept(&self, contract: &Contract, report: &Value) {
        self.khu.until("2026-03-19").await;
        let input = json!({"contractId": contract.id, "reportId": report["id"], "sha256": report["sha256"]});
        let wants = "contract { state covers { fromOn lastCoveredOn } }";
        let accepted = self.does(&self.lan, ("acceptWork", wants), input).await;
        let cover = json!({"fromOn": "2026-03-19", "lastCoveredOn": "2027-03-19"});
        assert_eq!(accepted["contract"], json!({"state": "ACCEPTED", "covers": [cover]}));
        let part = |event: &str, (on, due): (&str, &str), state: &str| json!({"dueEvent": event, "eventOn": on, "dueOn": due, "state": state});
        let expected = json!([
            part("SIGNATURE", ("2026-01-08", "2026-01-13"), "SETTLED"),
            part("COMPLETION", ("2026-03-12", "2026-03-17"), "OVERDUE"),
            part("ACCEPTANCE", ("2026-03-19", "2026-03-24"), "NOT_YET_DUE"),
        ]);
        assert_eq!(self.parts(contract).await, expected);
    }

    /// S6: part 2 is paid after its third reminder, part 3 ahead of its day; then both sign that everything is settled.
    async fn settle(&self, contract: &Contract) {
        self.khu.until("2026-03-20").await;
        let (command, input) = (("liquidateContract", "contract { liquidatedOn }"), json!({"contractId": contract.id}));
        let refused = self.tries(&self.dung, command, input.clone()).await;
        assert_eq!(conditions(&refused), ["C5 OUTSTANDING", "C5 OUTSTANDING"]);
        let told = reminders(contract);
        let expected = ["sắp đến hạn 17/03/2026 (còn 1 ngày)", "đến hạn hôm nay 17/03/2026", "quá hạn 3 ngày"];
        let as_told = told.len() == expected.len() && told.iter().zip(expected).all(|(it, words)| it.contains(words));
        assert!(as_told, "{told:#?}");
        self.pay(contract, 44_000_000, ("FT26079002", "2026-03-20")).await;
        self.pay(contract, 33_000_000, ("FT26079003", "2026-03-20")).await;
        assert_eq!(contract.outstanding(&self.hoa).await, "0");
        self.khu.until("2026-03-23").await;
        assert_eq!(self.does(&self.dung, command, input).await["contract"]["liquidatedOn"], "2026-03-23");
        let name = format!("BB-{}-TL.pdf", contract.reference);
        let is_made = |paper: &Value| paper["fileName"] == name && paper["state"] == "FROZEN";
        self.khu
            .eventually("the minutes are made", async || papers(contract, &self.lan).await.iter().any(is_made))
            .await;
    }

    /// S7: a defect under warranty is put right, and what was redone is covered beyond the warranty.
    async fn claim(&self, contract: &Contract) {
        self.khu.until("2027-01-11").await;
        let defect = json!({
            "deliverableId": contract.deliverables[0], "defectOn": "2027-01-08", "description": "Phụ lục 2 ghi sai số.",
        });
        let command = ("fileWarrantyClaim", "warrantyClaim { id verdict { isCovered } }");
        let filed = self.does(&self.lan, command, defect).await["warrantyClaim"].clone();
        assert_eq!(filed["verdict"]["isCovered"], true);
        let moves = async |who: &Person, command: &str, mut more: Value| {
            more["warrantyClaimId"] = filed["id"].clone();
            let wants = "warrantyClaim { state followOn { lastCoveredOn } }";
            self.does(who, (command, wants), more).await["warrantyClaim"].clone()
        };
        moves(&self.dung, "triageWarrantyClaim", json!({})).await;
        moves(&self.dung, "startWarrantyClaim", json!({})).await;
        self.khu.until("2027-01-13").await;
        let answer = json!({"answer": "Đã lập lại phụ lục 2.", "isRework": true});
        let resolved = moves(&self.dung, "resolveWarrantyClaim", answer).await;
        assert_eq!(resolved["followOn"]["lastCoveredOn"], "2027-04-13");
        contract.billing.letter(self.khu, "đã xử lý xong").await.says("13/04/2027");
        assert_eq!(moves(&self.lan, "confirmWarrantyClaim", json!({})).await["state"], "CONFIRMED");
    }

    /// S7: the end is announced sixty days ahead; the contract is closed when nothing is covered any more.
    async fn close(&self, contract: &Contract) {
        let (command, input) = (("closeContract", "contract { state }"), json!({"contractId": contract.id}));
        let refused = async || conditions(&self.tries(&self.dung, command, input.clone()).await);
        self.khu.until("2027-01-18").await;
        contract.billing.letter(self.khu, "Sắp hết hạn bảo hành").await.says("19/03/2027");
        assert_eq!(refused().await, ["P5 UNDER_WARRANTY", "P5 REDONE_WORK_COVERED"]);
        self.khu.until("2027-03-22").await;
        assert_eq!(refused().await, ["P5 REDONE_WORK_COVERED"]);
        self.khu.until("2027-04-14").await;
        assert_eq!(self.does(&self.dung, command, input).await["contract"]["state"], "CLOSED");
        assert_eq!(reminders(contract).len(), 3, "what is paid is not reminded of");
    }

    /// The trail is whole and in order, and every paper is frozen.
    async fn look_back(&self, contract: &Contract) {
        let papers = papers(contract, &self.lan).await;
        let mut kinds: Vec<String> = papers.iter().map(|paper| text(&paper["kind"])).collect();
        kinds.sort();
        assert_eq!(kinds, PAPERS.split_whitespace().collect::<Vec<_>>());
        assert!(papers.iter().all(|paper| paper["state"] == "FROZEN"), "{papers:?}");
        let document = "query($id: ID!) { auditVerification(contractId: $id) { isWhole entries } }";
        let verified = self.admin.asks(document, json!({"id": contract.id})).await;
        assert_eq!(verified.at("auditVerification.isWhole"), true);
        let trail = contract.trail(&self.admin).await;
        assert_eq!(verified.at("auditVerification.entries"), trail.len());
        let told: Vec<&str> = trail.iter().filter_map(|entry| entry["action"].as_str()).collect();
        let mut rest = told.iter();
        for action in CHAIN.split_whitespace() {
            assert!(rest.any(|it| *it == action), "{action} is missing, or out of order: {told:#?}");
        }
        let papers =
            papers.iter().map(|it| format!("{} v{}: {}", text(&it["kind"]), it["version"], text(&it["fileName"])));
        let letters = |to: &Person| to.mailbox().letters.into_iter().map(|letter| letter.subject).collect();
        let chapters: [(&str, Vec<String>); 4] = [
            ("Operations", self.operations.take()),
            ("Letters to Lan", letters(&self.lan)),
            ("Letters to the billing contact", letters(&contract.billing)),
            ("Documents", papers.collect()),
        ];
        for (heading, lines) in chapters {
            eprintln!("{heading}\n  {}", lines.join("\n  "));
        }
    }
}

/// What the customer was reminded to pay.
fn reminders(contract: &Contract) -> Vec<String> {
    let subjects = contract.mailbox().letters.into_iter().map(|letter| letter.subject);
    subjects.filter(|subject| subject.starts_with("Nhắc thanh toán")).collect()
}

async fn papers(contract: &Contract, to: &Person) -> Vec<Value> {
    contract.asks(to, "documents { kind version state fileName }").await.list("contract.documents")
}

fn conditions(refused: &Answer) -> Vec<String> {
    refused.unmet().into_iter().map(|(clause, code)| format!("{clause} {code}")).collect()
}

fn each(rows: &Value, of: impl Fn(&Value) -> String) -> Vec<String> {
    rows.as_array().expect("a list").iter().map(of).collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

stories! {
    /// Asked for, offered, signed, paid for, done, rejected, done again, accepted, settled, put right under warranty, closed.
    async fn one_contract_from_inquiry_to_closing(khu: &Khu) {
        let cast = Cast::assembled(khu).await;
        // S1: contact.
        let inquiry = cast.inquire().await;
        // S2: agreement.
        let quote = cast.offer(&inquiry).await;
        khu.until("2026-01-08").await;
        let contract = cast.accept_quote(&quote).await;
        cast.sign(&contract).await;
        // S3: payment.
        cast.start(&contract).await;
        // S4: work.
        cast.deploy(&contract).await;
        // S5: completion.
        let first = cast.finish(&contract, ("2026-02-26", "kính đề nghị nghiệm thu")).await;
        // S6: acceptance, in the second round.
        cast.reject(&contract, &first).await;
        let second = cast.finish(&contract, ("2026-03-12", "kính đề nghị nghiệm thu lần 2")).await;
        cast.accept(&contract, &second).await;
        cast.settle(&contract).await;
        // S7: warranty.
        cast.claim(&contract).await;
        cast.close(&contract).await;
        cast.look_back(&contract).await;
    }
}
