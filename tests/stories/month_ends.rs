//! P5: warranties that end where a month, or Tết, would not let them (civil code art. 147–148), and their notices.

use serde_json::{Value, json};
use tests::stories;
use tests::story::{Contract, Khu, Person};

/// A contract paid with this transfer, with a warranty of so many months.
async fn warranted(khu: &Khu, months: u32, transfer: &str) -> Contract {
    let paid = json!([{"reference": transfer, "amount": "10000000", "receivedOn": "2026-01-05"}]);
    let given = khu.contract().with_instalment(10_000_000, "2026-01-05").with_warranty(months);
    given.with("payments", paid).registered().await
}

/// The work is reported done and accepted on the day it is; answers the last covered day.
async fn accepted(khu: &Khu, contract: &Contract, admin: &Person, day: &str) -> Value {
    contract.is_accepted(khu, admin, day).await;
    contract.asks(admin, "covers { lastCoveredOn }").await.at("contract.covers.0.lastCoveredOn")
}

/// The days on which the end of the warranty was announced, the earliest first.
async fn announced(contract: &Contract, admin: &Person) -> Vec<Value> {
    let mails = contract.mails(admin, "kind state plannedOn").await;
    let notices = mails.into_iter().filter(|mail| mail["kind"] == "WARRANTY_EXPIRY" && mail["state"] == "HANDED_OVER");
    let mut days: Vec<_> = notices.map(|mail| mail["plannedOn"].clone()).collect();
    days.reverse();
    days
}

stories! {
    /// Accepted on the last day of a long month: the short month's last day is covered, or the working day after it.
    async fn a_warranty_from_the_end_of_a_month_ends_with_the_month(khu: &Khu) {
        let admin = khu.admin().await;
        let (spring, summer, tet) = (
            warranted(khu, 6, "FT1").await,
            warranted(khu, 6, "FT2").await,
            warranted(khu, 12, "FT3").await,
        );
        // A year later it is Tết: the first working day after it is still covered.
        khu.until("2026-02-06").await;
        assert_eq!(accepted(khu, &tet, &admin, "2026-02-06").await, "2027-02-11");
        khu.until("2026-03-31").await;
        assert_eq!(accepted(khu, &spring, &admin, "2026-03-31").await, "2026-09-30");
        // There is no 31 February, and the 28th is a Sunday.
        khu.until("2026-08-31").await;
        assert_eq!(accepted(khu, &summer, &admin, "2026-08-31").await, "2027-03-01");

        khu.until("2027-03-02").await;
        // 60, 30 and 7 days before and on the day; what falls on a day off is told on the working day before it.
        let expected = [
            (&spring, ["2026-07-31", "2026-08-28", "2026-09-23", "2026-09-30"]),
            (&summer, ["2026-12-31", "2027-01-29", "2027-02-22", "2027-03-01"]),
            (&tet, ["2026-12-11", "2027-01-12", "2027-02-03", "2027-02-11"]),
        ];
        for (contract, days) in expected {
            assert_eq!(announced(contract, &admin).await, days, "{}", contract.reference);
            contract.mailbox().last().says(&contract.reference);
        }
    }

    /// Accepted on 29 February: a year later the last day of February is covered, and the day after it is not.
    async fn a_warranty_from_a_leap_day_ends_on_the_last_of_february(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = warranted(khu, 12, "FT1").await;
        khu.until("2028-02-29").await;
        assert_eq!(accepted(khu, &contract, &admin, "2028-02-29").await, "2029-02-28");
        khu.until("2029-03-01").await;
        let days = ["2028-12-29", "2029-01-29", "2029-02-21", "2029-02-28"];
        assert_eq!(announced(&contract, &admin).await, days);
        for (day, is_covered) in [("2029-02-28", true), ("2029-03-01", false)] {
            let claim = json!({"deliverableId": contract.deliverables[0], "defectOn": day, "description": format!("Lỗi {day}")});
            let filed = admin.commands("fileWarrantyClaim", claim, "warrantyClaim { isCovered }").await;
            assert_eq!(filed.at("fileWarrantyClaim.warrantyClaim.isCovered"), is_covered, "{day}");
        }
    }
}
