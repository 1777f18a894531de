//! P3, S7: the customer asks, staff answer in time or are alarmed.

use serde_json::json;
use tests::stories;

stories! {
    /// A ticket that nobody answers alarms staff; its answer reaches whoever asked.
    async fn a_ticket_is_answered_late_and_whoever_asked_is_told(khu: &Khu) {
        let dung = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-06-01").with("responseHours", json!(4)).registered().await;
        let lan = khu.newcomer("Lan", json!({"role": "CUSTOMER", "customerId": contract.customer_id})).await;
        let asked = json!({"contractId": contract.id, "title": "Gia hạn", "body": "Khi nào cần gia hạn?"});
        let opened = lan.commands("openSupportTicket", asked, "supportTicket { id reference response { hours } }").await;
        assert_eq!(opened.at("openSupportTicket.supportTicket.response.hours"), 4);
        assert_eq!(contract.open_tasks(&dung, "TICKET_TO_ANSWER").await, 1);
        khu.until("2026-01-06").await;
        assert_eq!(contract.open_tasks(&dung, "TICKET_UNANSWERED").await, 1);

        let id = opened.text("openSupportTicket.supportTicket.id");
        let answer = json!({"supportTicketId": id, "body": "Trước 45 ngày."});
        let answered = dung.commands("answerSupportTicket", answer, "supportTicket { state response { isLate } }").await;
        let expected = json!({"state": "ANSWERED", "response": {"isLate": true}});
        assert_eq!(answered.at("answerSupportTicket.supportTicket"), expected);
        assert_eq!(contract.open_tasks(&dung, "TICKET_UNANSWERED").await, 0);
        let reference = opened.text("openSupportTicket.supportTicket.reference");
        khu.eventually("the answer arrives", async || lan.mailbox().subjects().iter().any(|it| it.contains(&reference))).await;
        lan.mailbox().last().says("Trước 45 ngày.");
        let listed = lan.asks("{ supportTickets { totalCount nodes { messages { author isFromProvider } } } }", json!({})).await;
        assert_eq!(listed.at("supportTickets.totalCount"), 1);
        assert_eq!(listed.list("supportTickets.nodes.0.messages").len(), 2);
    }
}
