//! P2, C5: papers are made, kept under lock and key, and go with the mail.

use serde_json::json;
use tests::stories;
use tests::story::FIRST_DAY;

const PAPERS: &str = "documents { id kind state version sha256 bytes fileName url error }";

stories! {
    /// A request to pay arrives with its PDF; the customer opens it again later, strangers never, and the trail tells.
    async fn a_request_to_pay_comes_as_a_paper(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        let contract = khu.contract().with_instalment(100_000_000, "2026-03-02").registered().await;
        let of = |customer: &str| json!({"role": "CUSTOMER", "customerId": customer, "isSignatory": true});
        let lan = khu.newcomer("Lan", of(&contract.customer_id)).await;
        let other = khu.contract().with_instalment(1_000_000, "2026-03-02").registered().await;
        let stranger = khu.newcomer("Tam", of(&other.customer_id)).await;

        let input = json!({"instalmentId": contract.instalments[0]});
        let asked = hoa.commands("requestPayment", input.clone(), "paymentRequest { reference document { id } }").await;
        let reference = asked.text("requestPayment.paymentRequest.reference");
        let again = hoa.commands("requestPayment", input, "paymentRequest { document { id } }").await;
        let document = "requestPayment.paymentRequest.document.id";
        assert_eq!(asked.text(document), again.text(document), "asked for twice, it is one paper");

        khu.eventually("the request arrives", async || !contract.mailbox().letters.is_empty()).await;
        let mailbox = contract.mailbox();
        let letter = mailbox.last();
        letter.says("PDF");
        let [(name, attached)] = letter.attachments.as_slice() else { panic!("one paper: {:?}", letter.subject) };
        assert_eq!(name, &format!("{reference}.pdf"));
        assert!(attached.starts_with(b"%PDF-"));

        let papers = contract.asks(&lan, PAPERS).await.list("contract.documents");
        let [paper] = papers.as_slice() else { panic!("one paper: {papers:?}") };
        assert_eq!((&paper["kind"], &paper["state"], &paper["error"]), (&json!("PAYMENT_REQUEST"), &json!("FROZEN"), &json!(null)));
        assert_eq!(paper["bytes"], attached.len());
        let url = paper["url"].as_str().expect("it can be opened");
        assert_eq!(lan.downloads(url).await, (200, attached.clone()));
        for nobody in [&stranger, &khu.visitor()] {
            let (status, body) = nobody.downloads(url).await;
            let (unknown, nothing) = nobody.downloads("/files/RG9jdW1lbnQ6eA").await;
            assert_eq!((status, unknown, &body), (404, 404, &nothing), "a foreign paper is as one that is not there");
        }

        let id = json!({"id": paper["id"]});
        let trail = "query($id: ID!) { auditTrail(filter: {subjectId: $id}) { nodes { action actor { name } } } }";
        let lines = khu.admin().await.asks(trail, id).await.list("auditTrail.nodes");
        let actions: Vec<_> = lines.iter().filter_map(|line| line["action"].as_str()).collect();
        for action in ["document.requested", "document.frozen", "document.read"] {
            assert_eq!(actions.iter().filter(|found| **found == action).count(), 1, "{action} in {actions:?}");
        }
        for file in std::fs::read_dir(khu.files()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!bytes.windows(5).any(|part| part == b"%PDF-"), "what lies in the store cannot be read");
        }
    }

    /// Work that is reported done has its report, for both sides to open.
    async fn finished_work_has_its_report(khu: &Khu) {
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(100_000_000, "2026-03-02").registered().await;
        let of = json!({"role": "CUSTOMER", "customerId": contract.customer_id, "isSignatory": true});
        let lan = khu.newcomer("Lan", of).await;
        let paper = contract.is_finished(khu, &admin, FIRST_DAY).await;
        assert_eq!(paper["version"], 1);
        assert_eq!(paper["fileName"], format!("BCHT-{}.pdf", contract.reference));
        let (status, pdf) = lan.downloads(paper["url"].as_str().expect("it can be opened")).await;
        assert!(status == 200 && pdf.starts_with(b"%PDF-"));

        khu.eventually("acceptance is asked for", async || !contract.mailbox().letters.is_empty()).await;
        let mailbox = contract.mailbox();
        let letter = mailbox.last();
        letter.says("nghiệm thu");
        let [(name, attached)] = letter.attachments.as_slice() else { panic!("one paper: {:?}", letter.subject) };
        assert_eq!((name.as_str(), attached), (paper["fileName"].as_str().unwrap(), &pdf));
    }

    /// A contract that is brought in finished awaits acceptance like any other: its report is made and mailed.
    async fn what_comes_in_finished_is_to_be_accepted(khu: &Khu) {
        let admin = khu.admin().await;
        let given = khu.contract().with_instalment(100_000_000, "2026-03-02").with("finishedOn", json!(FIRST_DAY));
        let contract = given.registered().await;
        khu.eventually("acceptance is asked for", async || !contract.mailbox().letters.is_empty()).await;
        assert_eq!(contract.mailbox().last().attachments.len(), 1);
        let round = contract.asks(&admin, "acceptanceRounds { report { id } }").await;
        let report = round.at("contract.acceptanceRounds.0.report.id");
        let input = json!({"contractId": contract.id, "reportId": report, "onPaper": "Bà Lan ký ngày 05/01/2026"});
        let accepted = admin.commands("acceptWork", input, "contract { state }").await;
        assert_eq!(accepted.at("acceptWork.contract.state"), "ACCEPTED");
    }

    /// The clock may be moved on at once: the paper is made before the days pass.
    async fn days_pass_only_when_the_paper_is_made(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        let contract = khu.contract().with_instalment(100_000_000, "2026-03-02").registered().await;
        let input = json!({"instalmentId": contract.instalments[0]});
        hoa.commands("requestPayment", input, "paymentRequest { id }").await.at("requestPayment");
        khu.until("2026-01-20").await;
        let papers = contract.asks(&hoa, PAPERS).await.list("contract.documents");
        assert_eq!(papers[0]["state"], "FROZEN");
        contract.mailbox().received(&["Đề nghị thanh toán"]);
        assert_eq!(contract.mailbox().last().attachments.len(), 1);
    }
}
