//! Mail of which nobody can say whether it arrived: it stands before a person and is never sent again by itself.

use serde_json::{Value, json};
use tests::smtp_server::{Behaviour, Step};
use tests::stories;
use tests::story::{Contract, Khu, Person};

/// A contract whose first reminder the mail server took without saying so, and that mail.
async fn in_doubt(khu: &Khu, admin: &Person) -> (Contract, Value) {
    let contract = khu.contract().with_instalment(40_000_000, "2026-02-02").registered().await;
    khu.mail_server().once(Step::FinalDot, Behaviour::HangUp);
    khu.until("2026-01-27").await;
    let mail = contract.mails(admin, "id state attempts").await.pop().unwrap();
    assert_eq!((&mail["state"], &mail["attempts"]), (&json!("UNKNOWN"), &json!(1)));
    assert_eq!(contract.open_tasks(admin, "MAIL_UNKNOWN").await, 1);
    (contract, mail["id"].clone())
}

fn found(mail: &Value, has_arrived: bool) -> Value {
    json!({"mailId": mail, "hasArrived": has_arrived, "reason": "Đã gọi điện cho phòng kế toán."})
}

stories! {
    over smtp;

    /// The customer has it: the doubt ends, nothing is sent again, and the next stage comes on its day.
    async fn a_mail_that_arrived_after_all_is_settled_by_a_person(khu: &Khu) {
        let admin = khu.admin().await;
        let (contract, mail) = in_doubt(khu, &admin).await;
        let settled = admin.commands("settleMail", found(&mail, true), "mail { state handedOverAt }").await;
        assert_eq!(settled.at("settleMail.mail.state"), "HANDED_OVER");
        settled.text("settleMail.mail.handedOverAt");
        assert_eq!(contract.open_tasks(&admin, "MAIL_UNKNOWN").await, 0);

        // Said again it is so already; the opposite is too late.
        admin.commands("settleMail", found(&mail, true), "mail { state }").await.at("settleMail");
        let refused = admin.commands("settleMail", found(&mail, false), "mail { state }").await;
        assert_eq!((refused.code().as_str(), refused.error("reason")), ("CONFLICT", json!("NOT_IN_DOUBT")));
        let trail = contract.trail(&admin).await;
        let told: Vec<_> = trail.iter().filter(|entry| entry["action"] == "mail.settled").collect();
        assert!(told.len() == 1 && told[0]["reason"] == "Đã gọi điện cho phòng kế toán.", "{trail:?}");

        khu.until("2026-02-02").await;
        contract.mailbox().received(&["còn 7 ngày", "còn 3 ngày", "đến hạn hôm nay"]);
    }

    /// The customer has nothing: it is FAILED, and only a person sends it again, as a new mail.
    async fn a_mail_that_never_came_is_sent_again_by_a_person(khu: &Khu) {
        let admin = khu.admin().await;
        let (contract, mail) = in_doubt(khu, &admin).await;
        let settled = admin.commands("settleMail", found(&mail, false), "mail { state }").await;
        assert_eq!(settled.at("settleMail.mail.state"), "FAILED");
        khu.until("2026-01-29").await;
        assert_eq!(contract.mailbox().letters.len(), 1, "nothing goes out again by itself");

        let resend = json!({"mailId": mail, "reason": "Khách hàng không nhận được."});
        let again = admin.commands("resendMail", resend, "mail { id messageId }").await;
        let message_id = again.text("resendMail.mail.messageId");
        khu.eventually("it arrives", async || contract.mailbox().letters.len() == 2).await;
        assert_eq!(contract.mailbox().last().message_id, message_id);
        assert_eq!(khu.mail_server().count_by_message_id()[&message_id], 1);
    }

    /// A mail in doubt stays one, whatever else runs: every duty, and days.
    async fn no_duty_ever_sends_a_mail_in_doubt_again(khu: &Khu) {
        let admin = khu.admin().await;
        let (contract, mail) = in_doubt(khu, &admin).await;
        for job in ["REMIND", "RECONCILE", "REARM"] {
            let run = admin.commands("runJob", json!({"job": job}), "jobRun { id }").await.text("runJob.jobRun.id");
            khu.eventually("the duty is done", async || {
                let document = "query($id: ID!) { jobRun(id: $id) { state } }";
                admin.asks(document, json!({"id": run})).await.at("jobRun.state") == "DONE"
            })
            .await;
        }
        khu.until("2026-01-29").await;
        assert_eq!(contract.mailbox().letters.len(), 1);
        let document = "query($id: ID!) { mail(id: $id) { state answer } }";
        let mail = admin.asks(document, json!({"id": mail})).await;
        assert_eq!(mail.at("mail.state"), "UNKNOWN");
        assert!(!mail.text("mail.answer").is_empty());
    }
}
