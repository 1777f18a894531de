//! S1, P1, P3: somebody asks; staff answer, or are alarmed that nobody did.

use serde_json::{Value, json};
use tests::stories;
use tests::story::{Answer, Khu, Person};

fn asks_about(message: &str) -> Value {
    json!({
        "contact": {
            "name": "Kẻ xấu <b>rao vặt</b>", "email": "khach@hoasen.example", "phone": "0912 345 678",
            "company": "Công ty Hoa Sen",
        },
        "message": message, "consent": {"version": "2026-01", "isGiven": true},
    })
}

async fn submits(person: &Person, input: Value) -> Answer {
    person.commands("submitInquiry", input, "reference inquiry { id }").await
}

/// The inquiry of a reference, as this person sees it.
async fn inquiry(person: &Person, reference: &str, wants: &str) -> Answer {
    let document = format!("query($reference: String!) {{ inquiry(reference: $reference) {{ {wants} }} }}");
    person.asks(&document, json!({"reference": reference})).await
}

/// A package that promises an answer within four working hours.
async fn package(admin: &Person, code: &str) -> String {
    let item = |owner: &str, days: i32, after: Value| json!({"owner": owner, "nameVi": "Việc", "nameEn": "Item", "workingDays": days, "after": after});
    let part = |share: i32, due: &str| json!({"nameVi": "Đợt", "nameEn": "Part", "shareBasisPoints": share, "due": due, "days": 5});
    let input = json!({
        "code": code, "nameVi": "Giấy phép môi trường", "nameEn": "Environmental permit", "price": "180000000",
        "summaryVi": "Trọn gói.", "summaryEn": "All of it.", "vatCategory": "STANDARD", "warrantyMonths": 12,
        "offer": {
            "workflow": [
                item("PROVIDER", 10, json!([])), item("CUSTOMER", 5, json!([])), item("AUTHORITY", 30, json!([1, 2])),
            ],
            "instalmentPlan": [part(4_000, "SIGNATURE"), part(6_000, "RESULT_OBTAINED")],
            "responseHours": 4,
        },
    });
    admin
        .commands("addServicePackage", input, "servicePackage { id }")
        .await
        .text("addServicePackage.servicePackage.id")
}

async fn alarms(khu: &Khu, admin: &Person) -> usize {
    khu.eventually("all mail is out", async || {
        let planned = admin.asks("{ mails(filter: {states: [PLANNED, CLAIMED]}) { totalCount } }", json!({})).await;
        planned.at("mails.totalCount") == 0
    })
    .await;
    let tasks = admin.asks("{ staffTasks(filter: {open: true}) { nodes { kind } } }", json!({})).await;
    tasks.list("staffTasks.nodes").iter().filter(|task| task["kind"] == "INQUIRY_UNANSWERED").count()
}

stories! {
    /// A visitor compares, asks, and is sent a receipt in which nothing stands that they wrote; a consultant answers.
    async fn a_visitor_asks_and_is_answered_in_time(khu: &Khu) {
        let (admin, visitor) = (khu.admin().await, khu.visitor());
        let package = package(&admin, "GPMT").await;
        let compared = visitor.asks("{ comparePackages(codes: [\"XX\", \"GPMT\"]) { code workingDays responseHours
            workflow { owner after } instalmentPlan { due shareBasisPoints } } }", json!({})).await;
        let beside = compared.at("comparePackages.0");
        assert_eq!((&beside["workingDays"], &beside["responseHours"]), (&json!(40), &json!(4)));
        assert_eq!(compared.list("comparePackages").len(), 1);
        let consent = visitor.asks("{ inquiryConsent { version text } }", json!({})).await;
        assert_eq!(consent.at("inquiryConsent.version"), "2026-01");

        let mut input = asks_about("Gọi ngay 0900 để nhận quà: http://xau.example");
        input["servicePackageIds"] = json!([package]);
        let sent = submits(&visitor, input.clone()).await;
        let reference = sent.text("submitInquiry.reference");
        assert_eq!(sent.at("submitInquiry.inquiry"), Value::Null);
        assert_eq!(submits(&visitor, input).await.text("submitInquiry.reference"), reference, "sent twice is once");

        let mut asker = khu.visitor();
        "khach@hoasen.example".clone_into(&mut asker.email);
        khu.eventually("the receipt arrives", async || asker.mailbox().letters.len() == 1).await;
        let receipt = asker.mailbox().last().clone();
        receipt.says(&reference);
        receipt.says("Giấy phép môi trường");
        receipt.says("ngày 05/01/2026");
        for theirs in ["Kẻ xấu", "quà", "xau.example", "Hoa Sen", "0912"] {
            assert!(!receipt.text.contains(theirs) && !receipt.html.contains(theirs), "{theirs}");
        }

        let dung = khu.consultant("Dung").await;
        let seen = inquiry(&dung, &reference, "id state answerBy isLate packages { code }").await;
        assert_eq!(seen.at("inquiry.packages.0.code"), "GPMT");
        // Four hours of work after eight in the morning end after lunch, at one in the afternoon.
        let answer_by = seen.text("inquiry.answerBy");
        assert!(answer_by.starts_with("2026-01-05T06:0"), "{answer_by}");
        let talk = json!({"inquiryId": seen.at("inquiry.id"), "channel": "TELEPHONE", "heldOn": "2026-01-05", "note": "Đã gọi."});
        let wants = "inquiry { state isLate assignedTo { name } consultations { note heldBy { name } } }";
        let answered = dung.commands("recordConsultation", talk, wants).await;
        assert_eq!(answered.at("recordConsultation.inquiry.state"), "IN_CONSULTATION");
        assert_eq!(answered.at("recordConsultation.inquiry.assignedTo.name"), "Dung");
        assert_eq!(answered.at("recordConsultation.inquiry.consultations.0.heldBy.name"), "Dung");

        let tam = khu.consultant("Tam").await;
        assert_eq!(inquiry(&tam, &reference, "id").await.at("inquiry"), Value::Null, "it is Dung's now");
        khu.until("2026-01-12").await;
        assert_eq!(alarms(khu, &admin).await, 0);
    }

    /// Nobody answers: when the promised hours of work are over the admins and whoever took it are alarmed, once; an
    /// answer ends the task.
    async fn an_unanswered_inquiry_stands_before_a_person(khu: &Khu) {
        let (admin, dung) = (khu.admin().await, khu.consultant("Dung").await);
        let sent = submits(&dung, asks_about("Cần tư vấn PCCC.")).await;
        let id = sent.at("submitInquiry.inquiry.id");
        assert_eq!(alarms(khu, &admin).await, 0);
        khu.until("2026-01-06").await;
        assert_eq!(alarms(khu, &admin).await, 1);
        khu.until("2026-01-08").await;
        let reference = sent.text("submitInquiry.reference");
        for person in [&admin, &dung] {
            let told = person.mailbox().letters.iter().filter(|letter| letter.text.contains(&reference)).count();
            assert_eq!(told, 1, "{}", person.email);
        }
        assert_eq!(inquiry(&dung, &reference, "isLate").await.at("inquiry.isLate"), true);
        let talk = json!({"inquiryId": id, "channel": "MEETING", "heldOn": "2026-01-08", "note": "Đã gặp."});
        dung.commands("recordConsultation", talk, "inquiry { id }").await.at("recordConsultation");
        assert_eq!(alarms(khu, &admin).await, 0);
    }

    /// A customer's person asks without saying who they are; the company sees it, another does not. What is lost stays
    /// lost, and the reason stays with the staff.
    async fn a_customer_asks_and_the_inquiry_is_lost(khu: &Khu) {
        let admin = khu.admin().await;
        let (own, other) = (khu.contract().with_instalment(1_000_000, "2026-03-02").registered().await,
            khu.contract().with_instalment(1_000_000, "2026-03-02").registered().await);
        let of = |id: &str| json!({"role": "CUSTOMER", "customerId": id});
        let (lan, minh) = (khu.newcomer("Lan", of(&own.customer_id)).await, khu.newcomer("Minh", of(&other.customer_id)).await);
        let input = json!({"message": "Gia hạn giấy phép?", "consent": {"version": "2026-01", "isGiven": true}});
        let sent = submits(&lan, input).await;
        let (id, reference) = (sent.at("submitInquiry.inquiry.id"), sent.text("submitInquiry.reference"));
        khu.eventually("the receipt arrives", async || lan.mailbox().letters.len() == 2).await;
        lan.mailbox().last().says(&reference);
        assert_eq!(inquiry(&minh, &reference, "id").await.at("inquiry"), Value::Null);
        assert_eq!(minh.asks("{ inquiries { totalCount } }", json!({})).await.at("inquiries.totalCount"), 0);
        assert_eq!(khu.visitor().asks("{ inquiries { totalCount } }", json!({})).await.code(), "UNAUTHENTICATED");

        let lost = json!({"inquiryId": id, "reason": "Khách hàng tự làm."});
        for _ in 0..2 {
            let done = admin.commands("loseInquiry", lost.clone(), "inquiry { state version lostReason }").await;
            assert_eq!(done.at("loseInquiry.inquiry"), json!({"state": "LOST", "version": 2, "lostReason": "Khách hàng tự làm."}));
        }
        assert_eq!(inquiry(&lan, &reference, "lostReason").await.at("inquiry.lostReason"), Value::Null);
        let talk = json!({"inquiryId": id, "channel": "MEETING", "heldOn": "2026-01-05", "note": "Đã gặp."});
        let refused = admin.commands("recordConsultation", talk, "inquiry { id }").await;
        assert_eq!((refused.code().as_str(), refused.error("reason")), ("CONFLICT", json!("INQUIRY_STATE")));
    }

    /// Everything wrong with an inquiry is told at once, and whoever sends too many has to wait.
    async fn wrong_and_too_many_inquiries_are_refused(khu: &Khu) {
        let visitor = khu.visitor();
        let mut input = asks_about(" ");
        input["contact"]["email"] = json!("khach");
        input["contact"]["phone"] = json!("không có");
        input["consent"] = json!({"version": "2025-01", "isGiven": false});
        let refused = submits(&visitor, input).await;
        refused.is_refused_politely();
        let codes: Vec<_> = refused.wrong_fields().into_iter().map(|(field, code)| format!("{field} {code}")).collect();
        let expected = [
            "contact.email NOT_AN_EMAIL", "contact.phone NOT_A_PHONE_NUMBER", "consent.isGiven NO_CONSENT",
            "consent.version OUTDATED", "message EMPTY",
        ];
        assert_eq!(codes, expected);
        let nobody = json!({"message": "Ai đó?", "consent": {"version": "2026-01", "isGiven": true}});
        assert_eq!(submits(&visitor, nobody).await.wrong_fields(), [("contact".into(), "EMPTY".into())]);
        for number in 0..10 {
            submits(&visitor, asks_about(&format!("Câu hỏi {number}"))).await.at("submitInquiry.reference");
        }
        assert_eq!(submits(&visitor, asks_about("Câu hỏi 10")).await.code(), "RATE_LIMITED");
        let everything = khu.admin().await.asks("{ inquiries { totalCount } }", json!({})).await;
        assert_eq!(everything.at("inquiries.totalCount"), 10);
    }
}
