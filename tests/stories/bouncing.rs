//! Mail that comes back: its address is left alone until somebody clears it; sending again is a mail of its own.

use serde_json::json;
use tests::stories;

stories! {
    /// A bounced address gets no further reminder, everybody can see why, and a person sends the mail again at last.
    async fn a_bounced_address_is_left_alone_until_it_is_cleared(khu: &Khu) {
        let (admin, hoa) = (khu.admin().await, khu.accountant("Hoa").await);
        let contract = khu.contract().with_instalment(100_000_000, "2026-02-02").registered().await;
        khu.until("2026-01-27").await;
        contract.mailbox().received(&["còn 7 ngày"]);
        let first = contract.mails(&hoa, "id state messageId").await.pop().unwrap();
        assert_eq!(first["state"], "HANDED_OVER");

        // It comes back, and somebody notes it twice.
        let bounce = json!({"mailId": first["id"], "reason": "Hộp thư đã đầy."});
        for _ in 0..2 {
            let noted = hoa.commands("recordBounce", bounce.clone(), "mail { state bouncedOn }").await;
            assert_eq!(noted.at("recordBounce.mail"), json!({"state": "BOUNCED", "bouncedOn": "2026-01-27"}));
        }
        assert_eq!(contract.open_tasks(&hoa, "MAIL_BOUNCED").await, 1);
        let marked = hoa.asks("{ bouncedAddresses { nodes { address reason } } }", json!({})).await;
        let expected = json!([{"address": contract.billing.email, "reason": "Hộp thư đã đầy."}]);
        assert_eq!(marked.at("bouncedAddresses.nodes"), expected);

        // The next stages pass without a mail, and say why; staff have a task.
        khu.until("2026-02-03").await;
        assert_eq!(contract.mailbox().letters.len(), 1);
        let document = "query($id: ID!) { notices(filter: {contractId: $id, state: SKIPPED}) { nodes { stage reason } } }";
        let skipped = hoa.asks(document, json!({"id": contract.id})).await.list("notices.nodes");
        let due_today = json!({"stage": 0, "reason": "ADDRESS_BOUNCED"});
        assert!(skipped.contains(&due_today), "{skipped:?}");
        assert_eq!(contract.open_tasks(&hoa, "ADDRESS_BOUNCED").await, 1);

        // Sent again it would come back again; cleared, it goes out as a mail of its own.
        let resend = json!({"mailId": first["id"], "reason": "Khách hàng đã dọn hộp thư."});
        let refused = hoa.commands("resendMail", resend.clone(), "mail { id }").await;
        assert_eq!((refused.code().as_str(), refused.error("reason")), ("CONFLICT", json!("ADDRESS_BOUNCED")));
        let clear = json!({"address": contract.billing.email.to_uppercase(), "reason": "Khách hàng đã dọn hộp thư."});
        hoa.commands("clearBounce", clear, "address").await.text("clearBounce.address");
        let resent = hoa.commands("resendMail", resend, "mail { id messageId resendOf { id } resentBy { name } }").await;
        assert_eq!(resent.at("resendMail.mail.resendOf.id"), first["id"]);
        assert_eq!(resent.at("resendMail.mail.resentBy.name"), "Hoa");
        assert_ne!(resent.at("resendMail.mail.messageId"), first["messageId"]);
        khu.eventually("it arrives again", async || contract.mailbox().letters.len() == 2).await;
        let letters = contract.mailbox().letters;
        assert_ne!(letters[0].message_id, letters[1].message_id);
        letters[1].says("100.000.000");
        assert_eq!(contract.open_tasks(&hoa, "MAIL_BOUNCED").await, 0);

        // The trail names who did it by hand, and the reminders go on.
        let trail = contract.trail(&admin).await;
        for action in ["mail.bounced", "mail.resent"] {
            let done: Vec<_> = trail.iter().filter(|entry| entry["action"] == action).collect();
            assert!(done.len() == 1 && done[0]["actor"]["name"] == "Hoa", "{action}: {trail:?}");
        }
        khu.until("2026-02-06").await;
        contract.mailbox().received(&["còn 7 ngày", "quá hạn 1 ngày", "quá hạn 3 ngày"]);
    }

    /// What was paid before it is sent again is not asked for a second time.
    async fn a_resent_mail_does_not_ask_for_what_was_paid(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        let contract = khu.contract().with_instalment(30_000_000, "2026-02-02").registered().await;
        khu.until("2026-01-27").await;
        let first = contract.mails(&hoa, "id").await.pop().unwrap();
        contract.is_paid(&hoa, 30_000_000, ("FT1", "2026-01-27")).await.at("recordPayment");
        let resend = json!({"mailId": first["id"], "reason": "Khách hàng nói chưa nhận được."});
        hoa.commands("resendMail", resend, "mail { id }").await.at("resendMail");
        khu.eventually("the second mail has nothing to say", async || {
            contract.mails(&hoa, "state resendOf { id }").await.contains(&json!({"state": "VOID", "resendOf": first}))
        })
        .await;
        let asked = contract.mailbox().subjects().iter().filter(|subject| subject.contains("Nhắc thanh toán")).count();
        assert_eq!(asked, 1);
    }
}
