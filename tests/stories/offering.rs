//! S2, P1: what is offered for an inquiry, version by version, until the customer's signatory accepts one.

use serde_json::{Value, json};
use tests::stories;
use tests::story::{Answer, Khu, Person};

const QUOTE: &str = "quote { id reference number state version contentHash hasDepartures total { amount }
    endingReason document { state sha256 url } contract { reference } }";

/// A customer with a signatory and somebody else, and an inquiry of theirs that Dung answers.
struct Dossier {
    admin: Person,
    dung: Person,
    lan: Person,
    clerk: Person,
    inquiry: String,
}

impl Dossier {
    async fn opened(khu: &Khu) -> Self {
        let (admin, dung) = (khu.admin().await, khu.consultant("Dung").await);
        let own = khu.contract().with_instalment(1_000_000, "2026-03-02").registered().await;
        let of = |is_signatory: bool| json!({"role": "CUSTOMER", "customerId": own.customer_id, "isSignatory": is_signatory});
        let (lan, clerk) = (khu.newcomer("Lan", of(true)).await, khu.newcomer("Minh", of(false)).await);
        let input =
            json!({"message": "Báo giá giấy phép môi trường?", "consent": {"version": "2026-01", "isGiven": true}});
        let asked = lan.commands("submitInquiry", input, "inquiry { id }").await.text("submitInquiry.inquiry.id");
        let taken = json!({"inquiryId": asked, "personId": dung.id});
        dung.commands("assignInquiry", taken, "inquiry { id }").await.at("assignInquiry");
        Self { admin, dung, lan, clerk, inquiry: asked }
    }

    /// A version with one line that may be left out.
    fn draft(&self) -> Value {
        let part = |share: i32, due: &str| json!({"nameVi": "Đợt", "nameEn": "Part", "shareBasisPoints": share, "due": due, "days": 5});
        let line = |name: &str, net: &str, is_optional: bool| {
            json!({
                "nameVi": name, "net": net, "vatCategory": "STANDARD", "warrantyMonths": 12, "isOptional": is_optional,
                "departure": "Cần cho hồ sơ.",
            })
        };
        json!({
            "inquiryId": self.inquiry, "title": "Giấy phép môi trường", "workingDays": 40, "terms": "Theo quy định.",
            "validUntil": "2026-01-30",
            "lines": [line("Lập hồ sơ", "100000000", false), line("Quan trắc", "20000000", true)],
            "instalments": [part(4_000, "SIGNATURE"), part(6_000, "ACCEPTANCE")],
        })
    }

    async fn drafted(&self, draft: Value) -> String {
        self.dung.commands("draftQuote", draft, QUOTE).await.text("draftQuote.quote.id")
    }

    /// A version that waits for the customer's answer, with its paper made.
    async fn sent(&self, khu: &Khu) -> Answer {
        let id = json!({"quoteId": self.drafted(self.draft()).await});
        self.admin.commands("approveQuote", id.clone(), QUOTE).await.at("approveQuote");
        self.dung.commands("sendQuote", id.clone(), QUOTE).await.at("sendQuote");
        let id = id["quoteId"].as_str().unwrap().to_owned();
        khu.eventually("its paper is made", async || {
            self.as_seen(&self.lan, &id).await.at("node.document.state") == "FROZEN"
        })
        .await;
        self.as_seen(&self.lan, &id).await
    }

    async fn as_seen(&self, person: &Person, id: &str) -> Answer {
        let fields = QUOTE.trim_start_matches("quote {").trim_end_matches('}');
        person
            .asks(&format!("query($id: ID!) {{ node(id: $id) {{ ... on Quote {{ {fields} }} }} }}"), json!({"id": id}))
            .await
    }
}

fn accepts(quote: &Answer, ticked: &[i32]) -> Value {
    json!({
        "quoteId": quote.at("node.id"), "contentHash": quote.at("node.contentHash"), "tickedLines": ticked,
        "consentsToDepartures": true,
    })
}

stories! {
    /// Drafted, approved, sent with its paper, and accepted with the optional line: the contract is drafted, owes nothing
    /// yet, and the paper lies in its dossier.
    async fn a_quote_becomes_a_contract(khu: &Khu) {
        let dossier = Dossier::opened(khu).await;
        let id = dossier.drafted(dossier.draft()).await;
        assert_eq!(dossier.as_seen(&dossier.lan, &id).await.at("node"), Value::Null, "a draft is the provider's");
        let too_early = dossier.dung.commands("sendQuote", json!({"quoteId": id}), QUOTE).await;
        assert_eq!((too_early.code().as_str(), too_early.error("reason")), ("CONFLICT", json!("QUOTE_STATE")));
        let quote = dossier.sent(khu).await;
        assert_eq!((quote.at("node.number"), quote.at("node.state")), (json!(2), json!("SENT")));
        assert_eq!(dossier.as_seen(&dossier.dung, &id).await.at("node.state"), "SUPERSEDED");
        khu.eventually("the letter arrives", async || {
            dossier.lan.mailbox().letters.iter().any(|letter| letter.subject.contains(&quote.text("node.reference")))
        })
        .await;
        let letter = dossier.lan.mailbox().last().clone();
        letter.says("110.000.000");
        assert_eq!(letter.attachments.len(), 1, "the paper goes with it");
        let (status, paper) = dossier.lan.downloads(&quote.text("node.document.url")).await;
        assert_eq!((status, &paper), (200, &letter.attachments[0].1));

        let clerk = dossier.clerk.commands("acceptQuote", accepts(&quote, &[]), QUOTE).await;
        assert_eq!(clerk.code(), "FORBIDDEN");
        assert_eq!(dossier.admin.commands("acceptQuote", accepts(&quote, &[]), QUOTE).await.code(), "FORBIDDEN");
        let mut wrong = accepts(&quote, &[1, 7]);
        (wrong["contentHash"], wrong["consentsToDepartures"]) = (json!("0"), json!(false));
        let refused = dossier.lan.commands("acceptQuote", wrong, QUOTE).await;
        let codes: Vec<_> = refused.wrong_fields().into_iter().map(|(field, code)| format!("{field} {code}")).collect();
        let expected = [
            "contentHash OTHER_CONTENT", "tickedLines.0 NOT_OPTIONAL", "tickedLines.1 NOT_OPTIONAL",
            "consentsToDepartures NO_CONSENT",
        ];
        assert_eq!(codes, expected);

        let wants = "quote { state total { amount } contract { id reference state total { amount }
            outstanding { amount } instalments { amount { amount } } deliverables { name } documents { kind state } } }";
        let won = dossier.lan.commands("acceptQuote", accepts(&quote, &[2]), wants).await;
        let contract = won.at("acceptQuote.quote.contract");
        assert_eq!(won.at("acceptQuote.quote.state"), "ACCEPTED");
        assert_eq!((&contract["state"], &contract["total"]["amount"]), (&json!("DRAFT"), &json!("132000000")));
        assert_eq!(contract["outstanding"]["amount"], "0", "nothing is owed before both have signed");
        let amounts: Vec<_> = contract["instalments"].as_array().unwrap().iter().map(|part| part["amount"]["amount"].clone()).collect();
        assert_eq!(amounts, [json!("52800000"), json!("79200000")]);
        let kinds: Vec<_> = contract["documents"].as_array().unwrap().iter().map(|paper| paper["kind"].clone()).collect();
        assert_eq!(kinds, ["QUOTE", "CONTRACT"], "the text to sign is drawn up with it");
        let again = dossier.lan.commands("acceptQuote", accepts(&quote, &[]), wants).await;
        assert_eq!(again.at("acceptQuote.quote.total.amount"), "132000000", "accepted twice is once");
        let seen = dossier.dung.asks("query($id: ID!) { node(id: $id) { ... on Inquiry { state quotes { state } } } }",
            json!({"id": dossier.inquiry})).await;
        assert_eq!(seen.at("node"), json!({"state": "WON", "quotes": [{"state": "SUPERSEDED"}, {"state": "ACCEPTED"}]}));
        khu.eventually("Dung is told", async || {
            dossier.dung.mailbox().letters.iter().any(|letter| letter.subject.contains("chấp nhận"))
        })
        .await;
        khu.until("2026-03-10").await;
        let reminded = dossier.lan.mailbox().letters.iter().filter(|letter| letter.subject.contains("sắp hết hiệu lực")).count();
        assert_eq!(reminded, 0, "nobody is reminded of what was answered");
    }

    /// It expires at the end of its last day, after two reminders; nobody can accept it then, and a new version can be
    /// declined with a reason, after which there is room for another.
    async fn a_quote_expires_and_another_is_declined(khu: &Khu) {
        let dossier = Dossier::opened(khu).await;
        let quote = dossier.sent(khu).await;
        khu.until("2026-01-31").await;
        let mailbox = dossier.lan.mailbox();
        assert!(mailbox.subjects().iter().any(|subject| subject.contains("chờ Quý công ty xem xét")), "{:?}", mailbox.subjects());
        let mails = dossier.admin.asks("{ notices(filter: {kind: QUOTE_REMINDER}) { nodes { stage state } } }", json!({})).await;
        let mut stages: Vec<_> = mails.list("notices.nodes").into_iter().map(|notice| notice["stage"].clone()).collect();
        stages.sort_by_key(Value::as_i64);
        assert_eq!(stages, [json!(-3), json!(-1)]);
        let late = dossier.lan.commands("acceptQuote", accepts(&quote, &[]), QUOTE).await;
        assert_eq!((late.code().as_str(), late.error("reason")), ("CONFLICT", json!("QUOTE_STATE")));
        let recorded = dossier.admin.asks("{ quotes(filter: {states: [EXPIRED]}) { totalCount } }", json!({})).await;
        assert_eq!(recorded.at("quotes.totalCount"), 1, "the duty has recorded it");

        let id = json!({"quoteId": dossier.drafted({
            let mut draft = dossier.draft();
            draft["validUntil"] = json!("2026-03-01");
            draft
        }).await});
        dossier.admin.commands("approveQuote", id.clone(), QUOTE).await.at("approveQuote");
        let sent = dossier.dung.commands("sendQuote", id.clone(), QUOTE).await;
        let mut decline = id.clone();
        decline["reason"] = json!(" ");
        let empty = dossier.lan.commands("declineQuote", decline.clone(), QUOTE).await;
        assert_eq!(empty.wrong_fields(), [("reason".into(), "EMPTY".into())]);
        (decline["reason"], decline["expectedVersion"]) = (json!("Giá cao."), json!(1));
        let stale = dossier.lan.commands("declineQuote", decline.clone(), QUOTE).await;
        assert_eq!((stale.code().as_str(), stale.error("currentVersion")), ("CONFLICT", sent.at("sendQuote.quote.version")));
        decline["expectedVersion"] = sent.at("sendQuote.quote.version");
        let declined = dossier.lan.commands("declineQuote", decline, QUOTE).await;
        assert_eq!((declined.at("declineQuote.quote.state"), declined.at("declineQuote.quote.endingReason")), (json!("DECLINED"), json!("Giá cao.")));
        let withdraw = json!({"quoteId": id["quoteId"], "reason": "Nhầm."});
        assert_eq!(dossier.dung.commands("withdrawQuote", withdraw, QUOTE).await.error("reason"), "QUOTE_STATE");
        khu.eventually("Dung is told why", async || {
            dossier.dung.mailbox().letters.iter().any(|letter| letter.text.contains("Giá cao."))
        })
        .await;
    }

    /// An inquiry that is given up takes its quote along; the reason stays with the staff.
    async fn a_lost_inquiry_withdraws_its_quote(khu: &Khu) {
        let dossier = Dossier::opened(khu).await;
        let quote = dossier.sent(khu).await;
        let lose = json!({"inquiryId": dossier.inquiry, "reason": "Khách hàng dừng dự án."});
        dossier.dung.commands("loseInquiry", lose, "inquiry { state }").await.at("loseInquiry");
        let id = quote.text("node.id");
        let (staff, customer) = (dossier.as_seen(&dossier.dung, &id).await, dossier.as_seen(&dossier.lan, &id).await);
        assert_eq!((staff.at("node.state"), staff.at("node.endingReason")), (json!("WITHDRAWN"), json!("Khách hàng dừng dự án.")));
        assert_eq!((customer.at("node.state"), customer.at("node.endingReason")), (json!("WITHDRAWN"), Value::Null));
        let late = dossier.lan.commands("acceptQuote", accepts(&quote, &[]), QUOTE).await;
        assert_eq!((late.code().as_str(), late.error("reason")), ("CONFLICT", json!("QUOTE_STATE")));
        let draft = dossier.dung.commands("draftQuote", dossier.draft(), QUOTE).await;
        assert_eq!(draft.error("reason"), "INQUIRY_STATE");
    }

    /// Everything wrong with a draft is told at once.
    async fn a_wrong_draft_is_refused(khu: &Khu) {
        let dossier = Dossier::opened(khu).await;
        let draft = json!({
            "inquiryId": dossier.inquiry, "title": " ", "workingDays": 0, "terms": "", "validUntil": "2026-01-01",
            "lines": [
                {"nameVi": "Việc", "net": "0", "vatCategory": "STANDARD", "warrantyMonths": 121, "isOptional": true},
                {"isOptional": true, "departure": "Vì sao."},
            ],
            "instalments": [{"nameVi": "Đợt", "nameEn": "Part", "shareBasisPoints": 9_000, "due": "SIGNATURE", "days": -1}],
        });
        let refused = dossier.dung.commands("draftQuote", draft, QUOTE).await;
        refused.is_refused_politely();
        let codes: Vec<_> = refused.wrong_fields().into_iter().map(|(field, code)| format!("{field} {code}")).collect();
        let expected = [
            "title EMPTY", "lines ALL_OPTIONAL", "lines.0.net NOT_POSITIVE", "lines.0.warrantyMonths OUT_OF_RANGE",
            "lines.0.departure REQUIRED", "lines.1.nameVi REQUIRED", "lines.1.net REQUIRED", "lines.1.vatCategory REQUIRED",
            "instalments.0.days OUT_OF_RANGE", "instalments NOT_THE_WHOLE", "workingDays OUT_OF_RANGE", "terms EMPTY",
            "validUntil OUT_OF_RANGE",
        ];
        assert_eq!(codes, expected);
        let visitors = khu.visitor().commands("submitInquiry", json!({
            "contact": {"name": "Khách", "email": "khach@moi.example", "company": "Mới"}, "message": "Giá?",
            "consent": {"version": "2026-01", "isGiven": true},
        }), "reference").await.text("submitInquiry.reference");
        let found = dossier.dung.asks("query($reference: String!) { inquiry(reference: $reference) { id } }", json!({"reference": visitors})).await;
        let mut draft = dossier.draft();
        draft["inquiryId"] = found.at("inquiry.id");
        let nobodys = dossier.dung.commands("draftQuote", draft, QUOTE).await;
        assert_eq!((nobodys.code().as_str(), nobodys.error("reason")), ("CONFLICT", json!("NO_CUSTOMER")));
    }
}
