//! C5: instalments, reminders, payments; the tale of those who pay late.

use serde_json::json;
use tests::stories;

stories! {
    /// A late payer is reminded before, on and after the day, promises, pays in two parts, and is left in peace.
    async fn a_late_payer_is_reminded_until_the_rest_is_paid(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        let contract = khu.contract().with_instalment(100_000_000, "2026-03-02").registered().await;

        khu.until("2026-03-05").await;
        let stages = ["còn 7 ngày", "còn 3 ngày", "đến hạn hôm nay", "quá hạn 3 ngày"];
        contract.mailbox().received(&stages);
        contract.mailbox().last().says("100.000.000");

        contract.is_paid(&hoa, 60_000_000, ("FT1", "2026-03-05")).await.at("recordPayment");
        assert_eq!(contract.outstanding(&hoa).await, "40000000");
        khu.until("2026-03-09").await;
        contract.mailbox().last().says("40.000.000");

        let reminder = contract.reminder(&hoa, 0).await;
        let promise = json!({"reminderId": reminder, "until": "2026-03-20", "reason": "Kế toán trưởng hẹn chuyển khoản."});
        hoa.commands("promiseToPay", promise, "reminder { id }").await.at("promiseToPay");
        let before = contract.mailbox().letters.len();
        khu.until("2026-03-20").await;
        assert_eq!(contract.mailbox().letters.len(), before, "a promise is believed until its day");

        khu.until("2026-03-24").await;
        assert_eq!(contract.mailbox().letters.len(), before + 1, "then the stage that waited is sent");

        contract.is_paid(&hoa, 40_000_000, ("FT2", "2026-03-24")).await.at("recordPayment");
        assert_eq!(contract.outstanding(&hoa).await, "0");
        let after = contract.mailbox().letters.len();
        khu.until("2026-05-15").await;
        assert!(contract.mailbox().letters.len() <= after + 1, "nothing but the receipt follows");
    }

    /// A payment that is reversed is owed again, and the reminders begin anew.
    async fn a_reversed_payment_is_owed_again(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        let contract = khu.contract().with_instalment(50_000_000, "2026-02-02").registered().await;
        let paid = contract.is_paid(&hoa, 50_000_000, ("FT9", "2026-01-05")).await;
        let payment_id = paid.text("recordPayment.payment.id");
        khu.until("2026-02-06").await;
        let subjects = contract.mailbox().subjects().join("\n").to_lowercase();
        assert!(!subjects.contains("quá hạn"), "{subjects}");

        let input = json!({"paymentId": payment_id, "reason": "Ngân hàng thu hồi."});
        hoa.commands("reversePayment", input, "payment { id }").await.at("reversePayment");
        assert_eq!(contract.outstanding(&hoa).await, "50000000");
        khu.until("2026-02-10").await;
        assert!(contract.mailbox().last().subject.to_lowercase().contains("quá hạn"));
    }

    /// Two instalments of one customer that are due on one day are one mail.
    async fn two_sums_of_one_day_are_one_mail(khu: &Khu) {
        let given = khu.contract().with_instalment(10_000_000, "2026-02-02").with_instalment(20_000_000, "2026-02-02");
        let contract = given.registered().await;
        khu.until("2026-01-27").await;
        contract.mailbox().received(&["2 khoản"]);
        contract.mailbox().last().says("30.000.000");
    }

    /// The same transfer entered twice is one payment; the same reference with another amount is refused.
    async fn a_reference_is_one_payment(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        let contract = khu.contract().with_instalment(30_000_000, "2026-03-02").registered().await;
        let first = contract.is_paid(&hoa, 10_000_000, ("FT7", "2026-01-05")).await.text("recordPayment.payment.id");
        let again = contract.is_paid(&hoa, 10_000_000, ("FT7", "2026-01-05")).await.text("recordPayment.payment.id");
        assert_eq!(first, again);
        let other = contract.is_paid(&hoa, 11_000_000, ("FT7", "2026-01-05")).await;
        assert_eq!(other.code(), "CONFLICT");
        assert_eq!(contract.outstanding(&hoa).await, "20000000");
    }
}
