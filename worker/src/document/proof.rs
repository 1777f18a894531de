//! Proves that samples print: the right number of pages, PDF/A-2b, the same bytes each time. `KHU_PAPERS` names a folder
//! that keeps them for a look.

use entity::calendar::zone::Zone;
use entity::clock::Instant;
use entity::document::facts::{Content, Facts};
use entity::installation::provider;
use entity::party::customer::{self, Copies};
use entity::party::kind::CustomerKind;
use entity::value::email::Email;
use entity::value::id::CustomerId;
use entity::value::locale::Locale;
use entity::value::tax_code::TaxCode;

use super::Paper;

/// Text that would do harm if a template took it for its own.
pub(super) const HOSTILE: &str = "#panic() $x$ *a* _b_ `c` <l> @r \\ \"q\" // k = h";

/// A content with the parties around it.
pub(super) fn facts(content: Content) -> Facts {
    let now = "2026-03-02T01:00:00Z".parse().unwrap();
    Facts { provider: provider(now), customer: customer(now), requested_at: now, content }
}

/// Prints a sample and looks at what every paper must be.
pub(super) fn prove(name: &str, (facts, locale): (&Facts, Locale), pages: usize) {
    let print = || Paper::of(facts, locale).and_then(Paper::print).unwrap_or_else(|error| panic!("{name}: {error}"));
    let pdf = print();
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.starts_with("%PDF-1.7"), "{name}");
    assert!(text.contains("pdfaid:part>2<") && text.contains("pdfaid:conformance>B<"), "{name} is no PDF/A-2b");
    assert_eq!(text.matches("/Type/Page/").count() + text.matches("/Type /Page\n").count(), pages, "{name}: pages");
    assert_eq!(print(), pdf, "{name}: the same facts give the same bytes");
    if let Some(folder) = std::env::var_os("KHU_PAPERS") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.{}.pdf", locale.tag())), pdf).unwrap();
    }
}

fn provider(now: Instant) -> provider::Model {
    provider::Model {
        id: 1,
        name: "Công ty TNHH Tư vấn Khu Xanh".into(),
        tax_code: TaxCode::parse("0101243150").unwrap(),
        address: "Số 8, đường Nguyễn Huệ, phường Sài Gòn, TP. Hồ Chí Minh".into(),
        email: Email::parse("lienhe@khuxanh.example").unwrap(),
        phone: "+84 28 3822 0000".into(),
        bank_name: "Vietcombank, chi nhánh TP. Hồ Chí Minh".into(),
        bank_bin: "970436".into(),
        bank_account: "0071000123456".into(),
        bank_holder: "CONG TY TNHH TU VAN KHU XANH".into(),
        signatory_name: "Nguyễn Thị Minh Khai".into(),
        signatory_title: "Giám đốc".into(),
        version: 1,
        updated_at: now,
    }
}

fn customer(now: Instant) -> customer::Model {
    customer::Model {
        id: CustomerId::new(),
        name: "Công ty Cổ phần Thép Đình Vũ".into(),
        name_folded: "cong ty co phan thep dinh vu".into(),
        tax_code: TaxCode::parse("0301442379").unwrap(),
        kind: CustomerKind::Domestic,
        address: "Lô CN5, KCN Đình Vũ, phường Đông Hải, thành phố Hải Phòng".into(),
        park_id: None,
        plot: None,
        billing_name: "Phòng Kế toán – Trần Thị Lan".into(),
        billing_email: None,
        billing_cc: Copies::default(),
        locale: Locale::Vi,
        zone: "Asia/Ho_Chi_Minh".parse::<Zone>().unwrap(),
        version: 1,
        created_at: now,
    }
}
