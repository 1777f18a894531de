//! Two customers; contracts of one of them that carry a mark wherever somebody can write; everybody who might look.

use std::collections::BTreeMap;

use entity::clock::Instant;
use entity::document::{Column as DocumentColumn, Entity as Documents};
use entity::inquiry::consent::VERSION;
use entity::mail::state::State;
use entity::mail::{Column as MailColumn, Entity as Mails};
use sea_orm::{EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};
use tests::story::{FIRST_DAY, Khu, Person};

use crate::schema::Schema;

/// Stands in every text of the contracts nobody else may learn of.
pub const CONTRACT_MARK: &str = "ho-so-7731-x";
/// The price of these contracts, in đồng; nobody else has one like it.
pub const AMOUNT: &str = "773100021";
/// Stands in what is known of their customer, whom all staff may know.
pub const CUSTOMER_MARK: &str = "kin-4417-q";

/// Who is in it, and what is where.
pub struct World {
    pub schema: Schema,
    pub admin: Person,
    pub accountant: Person,
    /// A consultant assigned to the contracts.
    pub assigned: Person,
    /// A consultant who is not.
    pub unassigned: Person,
    /// Of the customer whose contracts they are.
    pub owner: Person,
    /// Of another customer.
    pub other: Person,
    pub visitor: Person,
    /// Global ids and the like, by what they are of.
    pub known: BTreeMap<&'static str, String>,
}

/// Somebody who is not of the contract, and what they must not find.
pub struct Outsider<'a> {
    pub name: &'static str,
    pub person: &'a Person,
    pub marks: &'static [&'static str],
}

impl World {
    /// Everybody is there, and the other customer has a contract of their own.
    pub async fn before(khu: &Khu) -> Self {
        let admin = khu.admin().await;
        let schema = Schema::read(&admin).await;
        let others = khu.contract().with_instalment(1_000_000, "2026-03-02").registered().await;
        let park = json!({"code": "BHL", "nameVi": "KCN Bến Hải Lộc", "nameEn": "Ben Hai Loc", "province": "Bắc Ninh"});
        let park = admin.commands("addIndustrialPark", park, "industrialPark { id }").await;
        let mut known = BTreeMap::from([("park", park.text("addIndustrialPark.industrialPark.id"))]);
        let customer = admin.commands("addCustomer", customer(), "customer { id }").await;
        known.insert("customer", customer.text("addCustomer.customer.id"));
        let of = |customer: &str| json!({"role": "CUSTOMER", "customerId": customer, "isSignatory": true});
        let owner = khu.newcomer(&format!("An {CUSTOMER_MARK}"), of(&known["customer"])).await;
        let other = khu.newcomer("Lan", of(&others.customer_id)).await;
        let (accountant, assigned) = (khu.accountant("Hoa").await, khu.consultant("Dung").await);
        let unassigned = khu.consultant("Tam").await;
        known.extend([
            ("owner", owner.id.clone()),
            ("assigned", assigned.id.clone()),
            ("accountant", accountant.id.clone()),
        ]);
        let visitor = khu.visitor();
        Self { schema, admin, accountant, assigned, unassigned, owner, other, visitor, known }
    }

    /// The contracts appear, with everything that can happen to one.
    pub async fn contract_appears(&mut self, khu: &Khu) {
        self.contracts_are_registered().await;
        let input = json!({
            "contractId": self.known["signed"], "reference": format!("FT{CONTRACT_MARK}"),
            "amount": "3000021", "receivedOn": FIRST_DAY, "note": format!("Ghi chú {CONTRACT_MARK}"),
        });
        self.does(&self.accountant.clone(), ("recordPayment", input), &[("payment", "payment.id")]).await;
        let input = json!({"instalmentId": self.known["instalment"]});
        self.does(
            &self.accountant.clone(),
            ("requestPayment", input),
            &[("request", "paymentRequest.id"), ("document", "paymentRequest.document.id")],
        )
        .await;
        let input = json!({
            "deliverableId": self.known["deliverable"], "defectOn": FIRST_DAY, "description": format!("Lỗi {CONTRACT_MARK}"),
        });
        self.does(&self.owner.clone(), ("fileWarrantyClaim", input), &[("claim", "warrantyClaim.id")]).await;
        self.an_inquiry_is_assigned().await;
        self.a_quote_is_sent().await;
        let text = format!("Hỏi {CONTRACT_MARK}");
        let input = json!({"contractId": self.known["covered"], "title": text, "body": text});
        self.does(&self.owner.clone(), ("openSupportTicket", input), &[("ticket", "supportTicket.id")]).await;
        self.work_is_planned().await;
        self.follow_ups_are_known(khu).await;
        self.one_mail_is_in_doubt(khu).await;
        self.one_document_has_failed(khu).await;
    }

    /// Who must not learn of it.
    pub fn outsiders(&self) -> [Outsider<'_>; 3] {
        let outsider = |name, person, marks| Outsider { name, person, marks };
        [
            outsider("visitor", &self.visitor, &[CONTRACT_MARK, AMOUNT, CUSTOMER_MARK][..]),
            outsider("customer", &self.other, &[CONTRACT_MARK, AMOUNT, CUSTOMER_MARK][..]),
            outsider("consultant", &self.unassigned, &[CONTRACT_MARK, AMOUNT][..]),
        ]
    }

    /// Values to ask with, by GraphQL type: those of the contracts.
    pub fn samples(&self) -> Value {
        let ids: Vec<&String> = self.known.iter().filter(|(name, _)| **name != "reference").map(|(_, id)| id).collect();
        json!({
            "ID": ids, "String": [self.known["reference"], CONTRACT_MARK, format!("Hồ sơ {CONTRACT_MARK}"), CUSTOMER_MARK],
            "Date": [FIRST_DAY, "2026-03-16"], "DateTime": ["2026-01-05T02:00:00Z"], "Boolean": [true, false], "Int": [5],
        })
    }

    /// Gives a command that must succeed, and remembers what its answer tells.
    pub async fn does(&mut self, person: &Person, (command, input): (&str, Value), learns: &[(&'static str, &str)]) {
        let wants: Vec<String> = learns.iter().map(|(_, path)| selection(path)).collect();
        let wants = if wants.is_empty() { "__typename".to_owned() } else { wants.join(" ") };
        let answer = person.commands(command, input, &wants).await;
        answer.at(command);
        for (name, path) in learns {
            self.known.insert(name, answer.text(&format!("{command}.{path}")));
        }
    }

    async fn contracts_are_registered(&mut self) {
        let admin = self.admin.clone();
        let learns = [
            ("signed", "contract.id"),
            ("reference", "contract.reference"),
            ("guidance", "contract.deliverables.1.id"),
        ];
        self.does(&admin, ("registerContract", self.contract(json!({}))), &learns).await;
        let covered = json!({"startedOn": FIRST_DAY, "finishedOn": FIRST_DAY, "acceptedOn": FIRST_DAY});
        self.does(&admin, ("registerContract", self.contract(covered)), &[("covered", "contract.id")]).await;
        let part = json!([{
            "label": format!("Đợt {CONTRACT_MARK}"), "amount": AMOUNT, "dueOn": "2026-03-16", "due": {"event": "FILED"},
        }]);
        let awaiting = self.contract(json!({"instalments": part}));
        self.does(&admin, ("registerContract", awaiting), &[("awaiting", "contract.id")]).await;
        let parts = "instalments { id } deliverables { id cover { id } }";
        for (contract, names) in [("signed", ["instalment", "-", "-"]), ("covered", ["-", "deliverable", "cover"])] {
            let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on Contract {{ {parts} }} }} }}");
            let answer = admin.asks(&document, json!({"id": self.known[contract]})).await;
            let paths = ["node.instalments.0.id", "node.deliverables.0.id", "node.deliverables.0.cover.id"];
            for (name, path) in names.into_iter().zip(paths).filter(|(name, _)| *name != "-") {
                self.known.insert(name, answer.text(path));
            }
        }
    }

    /// A version that waits for its answer: in it stands what nobody else may learn of.
    async fn work_is_planned(&mut self) {
        let text = format!("Khảo sát {CONTRACT_MARK}");
        let input = json!({
            "contractId": self.known["signed"], "startOn": FIRST_DAY, "note": text,
            "items": [{"owner": "PROVIDER", "nameVi": text, "nameEn": text, "workingDays": 3}],
        });
        let learns = [("plan", "workPlan.id"), ("item", "workPlan.items.0.id")];
        self.does(&self.assigned.clone(), ("proposeWorkPlan", input), &learns).await;
    }

    async fn an_inquiry_is_assigned(&mut self) {
        let consent = json!({"version": VERSION, "isGiven": true});
        let input = json!({"message": format!("Hỏi về {CONTRACT_MARK}"), "consent": consent});
        self.does(&self.owner.clone(), ("submitInquiry", input), &[("inquiry", "inquiry.id")]).await;
        let input = json!({"inquiryId": self.known["inquiry"], "personId": self.assigned.id});
        self.does(&self.admin.clone(), ("assignInquiry", input), &[]).await;
    }

    async fn a_quote_is_sent(&mut self) {
        let draft = self.draft();
        let learns = [("quote", "quote.id"), ("quoteHash", "quote.contentHash")];
        self.does(&self.assigned.clone(), ("draftQuote", draft), &learns).await;
        let input = json!({"quoteId": self.known["quote"]});
        self.does(&self.admin.clone(), ("approveQuote", input.clone()), &[]).await;
        self.does(&self.assigned.clone(), ("sendQuote", input), &[]).await;
    }

    /// What is offered for the inquiry: in it stands what nobody else may learn of.
    pub fn draft(&self) -> Value {
        let text = format!("Hồ sơ {CONTRACT_MARK}");
        json!({
            "inquiryId": self.known["inquiry"], "title": text, "workingDays": 30, "terms": text,
            "validUntil": "2026-12-31",
            "lines": [{"nameVi": text, "net": AMOUNT, "vatCategory": "NOT_DECLARED", "departure": text}],
            "instalments": [{"nameVi": text, "nameEn": text, "shareBasisPoints": 10_000, "due": "SIGNATURE", "days": 0}],
        })
    }

    async fn follow_ups_are_known(&mut self, khu: &Khu) {
        let admin = self.admin.clone();
        let handed_over =
            format!("{{ mails(filter: {{customerId: \"{}\"}}) {{ nodes {{ state }} }} }}", self.known["customer"]);
        khu.eventually("the mails about it are out", async || {
            let mails = admin.asks(&handed_over, json!({})).await.list("mails.nodes");
            mails.len() >= 2 && mails.iter().all(|mail| mail["state"] == "HANDED_OVER")
        })
        .await;
        let document = "query($signed: ID!, $covered: ID!, $customer: ID!) {
            reminders(filter: {contractId: $signed}) { nodes { id } }
            notices(filter: {contractId: $signed}) { nodes { id } }
            mails(filter: {customerId: $customer, kind: PAYMENT_RECEIVED}) { nodes { id } }
            requests: mails(filter: {customerId: $customer, kind: PAYMENT_REQUESTED}) { nodes { id } }
            staffTasks(filter: {contractId: $covered}) { nodes { id } }
        }";
        let variables = json!({
            "signed": self.known["signed"], "covered": self.known["covered"], "customer": self.known["customer"],
        });
        let answer = admin.asks(document, variables).await;
        let lists = [
            ("reminder", "reminders"),
            ("notice", "notices"),
            ("mail", "mails"),
            ("doubtful", "requests"),
            ("task", "staffTasks"),
        ];
        for (name, list) in lists {
            self.known.insert(name, answer.text(&format!("{list}.nodes.0.id")));
        }
    }

    /// As if the server had hung up after the last dot.
    async fn one_mail_is_in_doubt(&self, khu: &Khu) {
        let doubtful = uuid_of(&self.known["doubtful"]);
        let written = khu.database().write(async |write| {
            let doubt = Mails::update_many().col_expr(MailColumn::State, Expr::value(State::Unknown));
            doubt.filter(Expr::col(MailColumn::Id).eq(doubtful)).exec(write.on()).await
        });
        assert_eq!(written.await.expect("it is written").rows_affected, 1);
    }

    /// As if every try to make it had failed.
    async fn one_document_has_failed(&self, khu: &Khu) {
        let failed = uuid_of(&self.known["document"]);
        let nothing = || Expr::value(Option::<String>::None);
        let written = khu.database().write(async |write| {
            Documents::update_many()
                .col_expr(DocumentColumn::State, Expr::value("FAILED"))
                .col_expr(DocumentColumn::FileId, Expr::value(Option::<uuid::Uuid>::None))
                .col_expr(DocumentColumn::Sha256, nothing())
                .col_expr(DocumentColumn::Size, Expr::value(Option::<i64>::None))
                .col_expr(DocumentColumn::FrozenAt, Expr::value(Option::<Instant>::None))
                .col_expr(DocumentColumn::Error, Expr::value(format!("Lỗi {CONTRACT_MARK}")))
                .filter(Expr::col(DocumentColumn::Id).eq(failed))
                .exec(write.on())
                .await
        });
        assert_eq!(written.await.expect("it is written").rows_affected, 1);
    }

    fn contract(&self, more: Value) -> Value {
        let mut input = json!({
            "customerId": self.known["customer"], "title": format!("Hồ sơ {CONTRACT_MARK}"), "total": AMOUNT,
            "warrantyTerms": format!("Bảo hành {CONTRACT_MARK}."), "signedOn": FIRST_DAY, "staff": [self.assigned.id],
            "deliverables": [{
                "nameVi": format!("Giấy phép {CONTRACT_MARK}"), "nameEn": format!("Permit {CONTRACT_MARK}"),
                "net": AMOUNT, "vatCategory": "NOT_DECLARED", "warrantyMonths": 12,
            }, {
                "nameVi": format!("Hướng dẫn {CONTRACT_MARK}"), "nameEn": format!("Guidance {CONTRACT_MARK}"),
                "net": "0", "vatCategory": "NOT_DECLARED", "warrantyMonths": 0,
            }],
            "instalments": [{"label": format!("Đợt {CONTRACT_MARK}"), "amount": AMOUNT, "dueOn": "2026-03-16"}],
        });
        input.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        input
    }
}

/// What is known of the customer, as a form has it.
pub fn customer() -> Value {
    json!({
        "name": format!("Công ty Kín {CUSTOMER_MARK}"), "taxCode": "0101245486", "kind": "DOMESTIC",
        "address": format!("Lô {CUSTOMER_MARK}"), "billingName": format!("Phòng {CUSTOMER_MARK}"),
        "billingEmail": format!("ketoan{CUSTOMER_MARK}@kin.example"),
    })
}

/// A path as a selection: `contract.id` is `contract { id }`.
fn selection(path: &str) -> String {
    match path.split_once('.') {
        Some((place, rest)) if place.parse::<usize>().is_ok() => selection(rest),
        Some((first, rest)) => format!("{first} {{ {} }}", selection(rest)),
        None => path.to_owned(),
    }
}

fn uuid_of(id: &str) -> uuid::Uuid {
    api::value::NodeId::open(&id.into()).expect("a global id").1
}
