//! What a story takes as given: a customer with a contract, of which it says only what matters to it.

use serde_json::{Value, json};

use super::{Khu, Mailbox, Person};

/// A contract to be registered: by default a running one of 100 million đồng without VAT, signed on the first day.
pub struct Given<'a> {
    khu: &'a Khu,
    input: Value,
    instalments: Vec<Value>,
    warranty_months: u32,
    extras: Vec<Value>,
}

/// A registered contract with its people.
pub struct Contract {
    /// Global id.
    pub id: String,
    /// What people quote.
    pub reference: String,
    /// Global ids, by number.
    pub instalments: Vec<String>,
    /// Global ids, by position.
    pub deliverables: Vec<String>,
    /// Where its bills go.
    pub billing: Person,
    /// Global id of the customer.
    pub customer_id: String,
}

impl Khu {
    /// A contract with a customer of its own.
    pub fn contract(&self) -> Given<'_> {
        let input = json!({
            "title": "Giấy phép môi trường",
            "warrantyTerms": "Bảo hành 12 tháng kể từ ngày nghiệm thu.",
            "signedOn": super::FIRST_DAY,
            "startedOn": super::FIRST_DAY,
        });
        Given { khu: self, input, instalments: vec![], warranty_months: 12, extras: vec![] }
    }

    /// A customer without a contract: its global id, and where its bills go.
    pub async fn customer(&self) -> (String, Person) {
        let admin = self.admin().await;
        let number = admin.asks("{ customers { totalCount } }", json!({})).await.at("customers.totalCount");
        let tax_code = TAX_CODES[usize::try_from(number.as_u64().unwrap()).unwrap()];
        let mut input = json!({
            "name": format!("Công ty Cơ khí Hoa Sen {tax_code}"), "taxCode": tax_code, "kind": "DOMESTIC",
            "address": "Lô C4, KCN Bến Hải Lộc, Bắc Ninh", "billingName": "Phòng kế toán",
        });
        let added = admin.commands("addCustomer", input.clone(), "customer { id version }").await;
        let id = added.text("addCustomer.customer.id");
        let billing = Person { email: billing_address(&id), ..self.visitor() };
        input["billingEmail"] = json!(billing.email);
        input["customerId"] = json!(id);
        admin.commands("updateCustomer", input, "customer { id }").await.at("updateCustomer");
        (id, billing)
    }
}

impl Given<'_> {
    /// One more part, in đồng.
    pub fn with_instalment(mut self, amount: i64, due_on: &str) -> Self {
        let label = format!("Đợt {}", self.instalments.len() + 1);
        self.instalments.push(json!({"label": label, "amount": amount.to_string(), "dueOn": due_on}));
        self
    }

    /// A warranty of so many months instead of twelve.
    pub fn with_warranty(self, months: u32) -> Self {
        Self { warranty_months: months, ..self }
    }

    /// One more deliverable, free of charge, with six months of warranty.
    pub fn with_extra(mut self, name: &str) -> Self {
        self.extras.push(json!({
            "nameVi": name, "nameEn": name, "net": "0", "vatCategory": "NOT_DECLARED", "warrantyMonths": 6,
        }));
        self
    }

    /// Something else of the registration, such as `acceptedOn`.
    pub fn with(mut self, field: &str, value: Value) -> Self {
        self.input[field] = value;
        self
    }

    /// Registers customer and contract.
    pub async fn registered(self) -> Contract {
        let admin = self.khu.admin().await;
        let (customer_id, billing) = self.khu.customer().await;
        let warranty_months = self.warranty_months;
        let total: i64 =
            self.instalments.iter().map(|part| part["amount"].as_str().unwrap().parse::<i64>().unwrap()).sum();
        let mut input = self.input;
        input["customerId"] = json!(customer_id);
        input["instalments"] = json!(self.instalments);
        input["total"] = json!(total.to_string());
        let mut deliverables = vec![json!({
            "nameVi": "Giấy phép môi trường", "nameEn": "Environmental permit",
            "net": total.to_string(), "vatCategory": "NOT_DECLARED", "warrantyMonths": warranty_months,
        })];
        deliverables.extend(self.extras);
        input["deliverables"] = json!(deliverables);
        let wants = "contract { id reference instalments { id } deliverables { id } }";
        let answer = admin.commands("registerContract", input, wants).await;
        let ids = |list: &str| {
            let rows = answer.list(&format!("registerContract.contract.{list}"));
            rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
        };
        Contract {
            id: answer.text("registerContract.contract.id"),
            reference: answer.text("registerContract.contract.reference"),
            instalments: ids("instalments"),
            deliverables: ids("deliverables"),
            billing,
            customer_id,
        }
    }
}

impl Contract {
    /// What arrived where its bills go.
    pub fn mailbox(&self) -> Mailbox {
        self.billing.mailbox()
    }

    /// The answer about this contract: `asks(&person, "outstanding { amount }")`.
    pub async fn asks(&self, person: &Person, wants: &str) -> super::Answer {
        let document = format!("query($reference: String!) {{ contract(reference: $reference) {{ {wants} }} }}");
        person.asks(&document, json!({"reference": self.reference})).await
    }

    /// What is still owed of it, as a decimal.
    pub async fn outstanding(&self, person: &Person) -> String {
        self.asks(person, "outstanding { amount }").await.text("contract.outstanding.amount")
    }

    /// The payment a person enters; answers the request's answer.
    pub async fn is_paid(&self, by: &Person, amount: i64, (reference, on): (&str, &str)) -> super::Answer {
        let input = json!({
            "contractId": self.id, "reference": reference, "amount": amount.to_string(), "receivedOn": on,
        });
        by.commands("recordPayment", input, "payment { id }").await
    }

    /// Reports the work done and waits for its completion report; answers the report, the newest of its versions.
    pub async fn is_finished(&self, khu: &Khu, by: &Person, on: &str) -> Value {
        let input = json!({"contractId": self.id, "on": on});
        by.commands("finishWork", input, "contract { id }").await.at("finishWork");
        let newest = async || {
            let papers = self.asks(by, "documents { id kind version state sha256 fileName url }").await;
            let mut all = papers.list("contract.documents").into_iter();
            all.rfind(|paper| paper["kind"] == "COMPLETION_REPORT").expect("a report is asked for")
        };
        khu.eventually("the report is made", async || newest().await["state"] == "FROZEN").await;
        newest().await
    }

    /// Somebody who signs for the customer.
    pub async fn signatory(&self, khu: &Khu, name: &str) -> Person {
        let of = json!({"role": "CUSTOMER", "customerId": self.customer_id, "isSignatory": true});
        khu.newcomer(name, of).await
    }

    /// Reports the work done, and has the customer's acceptance entered when its report is made.
    pub async fn is_accepted(&self, khu: &Khu, by: &Person, on: &str) {
        let report = self.is_finished(khu, by, on).await;
        let paper = "Bà Lan ký biên bản nghiệm thu";
        let input = json!({"contractId": self.id, "reportId": report["id"], "onPaper": paper, "on": on});
        by.commands("acceptWork", input, "contract { id }").await.at("acceptWork");
    }

    /// The mails to and about its customer, the newest first; `wants` are their fields.
    pub async fn mails(&self, by: &Person, wants: &str) -> Vec<Value> {
        let document = format!("query($id: ID!) {{ mails(filter: {{customerId: $id}}) {{ nodes {{ {wants} }} }} }}");
        by.asks(&document, json!({"id": self.customer_id})).await.list("mails.nodes")
    }

    /// How many tasks of a kind stand open about it.
    pub async fn open_tasks(&self, by: &Person, kind: &str) -> Value {
        let filter = json!({"contractId": self.id, "kind": kind, "open": true});
        let document = "query($filter: StaffTaskFilter) { staffTasks(filter: $filter) { totalCount } }";
        by.asks(document, json!({"filter": filter})).await.at("staffTasks.totalCount")
    }

    /// What its audit trail says was done, the oldest first: action, reason, and the name of who did it.
    pub async fn trail(&self, admin: &Person) -> Vec<Value> {
        let document = "query($id: ID!, $after: String) {
            auditTrail(filter: {contractId: $id}, first: 100, after: $after) {
                nodes { action reason actor { name } } pageInfo { hasNextPage endCursor } } }";
        let (mut entries, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = admin.asks(document, json!({"id": self.id, "after": after})).await;
            entries.extend(page.list("auditTrail.nodes"));
            if page.at("auditTrail.pageInfo.hasNextPage") == false {
                break;
            }
            after = page.at("auditTrail.pageInfo.endCursor");
        }
        entries.reverse();
        entries
    }

    /// The reminder of one of its instalments.
    pub async fn reminder(&self, by: &Person, place: usize) -> String {
        let document = "query($id: ID!) { reminders(filter: {contractId: $id}) { nodes { id anchorOn } } }";
        let answer = by.asks(document, json!({"id": self.id})).await;
        answer.text(&format!("reminders.nodes.{place}.id"))
    }
}

fn billing_address(customer_id: &str) -> String {
    let tail: String = customer_id.chars().rev().filter(char::is_ascii_alphanumeric).take(12).collect();
    format!("ketoan.{}@hoasen.example", tail.to_lowercase())
}

/// Tax codes with right check digits.
const TAX_CODES: [&str; 4] = ["2300987616", "3601122336", "1100776655", "0201889903"];
