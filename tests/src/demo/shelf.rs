//! What is on sale in the demo. All of it is made up, and believable.

use entity::catalogue::offer::{InstalmentPlan, ItemOwner, Offer, PlanPart, Workflow, WorkflowItem};
use entity::refusal::Words;

use DueEvent::{Acceptance, Completion, Filed, ResultObtained, Signature};
use ItemOwner::{Authority, Customer, Provider};
use entity::catalogue::trigger::DueEvent;

/// On sale: code, Vietnamese and English name and summary, price in đồng, months of warranty, and what it comes with.
pub(super) struct Package {
    pub code: &'static str,
    pub name: (&'static str, &'static str),
    pub summary: (&'static str, &'static str),
    pub price: i64,
    pub warranty_months: i32,
    /// Within how many working hours an inquiry is answered.
    response_hours: i32,
    /// Owner, Vietnamese and English name, working days, the items it waits for.
    workflow: &'static [(ItemOwner, &'static str, &'static str, i32, &'static [i32])],
    /// Percent of the price, what makes it fall due, how many days after that.
    instalments: &'static [(i32, DueEvent, i32)],
}

impl Package {
    /// What it comes with.
    pub(super) fn offer(&self) -> Offer {
        let items = self.workflow.iter().map(|(owner, vi, en, working_days, after)| WorkflowItem {
            owner: *owner,
            name: Words::new(*vi, *en),
            working_days: *working_days,
            after: after.to_vec(),
        });
        let parts = self.instalments.iter().zip(1..).map(|((percent, due, days), number)| PlanPart {
            label: label(number, *due),
            share_basis_points: percent * 100,
            due: *due,
            days: *days,
            in_working_days: false,
        });
        Offer {
            workflow: Workflow(items.collect()),
            instalment_plan: InstalmentPlan(parts.collect()),
            response_hours: Some(self.response_hours),
        }
    }
}

fn label(number: i32, due: DueEvent) -> Words {
    let (vi, en) = match due {
        DueEvent::Signature => ("khi ký hợp đồng", "on signature"),
        DueEvent::DocumentsComplete => ("khi đủ hồ sơ", "when the documents are complete"),
        DueEvent::Filed => ("khi nộp hồ sơ", "on filing"),
        DueEvent::ResultObtained => ("khi có kết quả", "on the result"),
        DueEvent::Completion => ("khi hoàn thành", "on completion"),
        DueEvent::Acceptance => ("khi nghiệm thu", "on acceptance"),
        DueEvent::WarrantyEnd => ("khi hết bảo hành", "at the end of the warranty"),
    };
    Words::new(format!("Đợt {number} – {vi}"), format!("Part {number} – {en}"))
}

/// The catalogue. Contracts of the story name the places of the first five.
pub(super) const PACKAGES: [Package; 12] = [
    Package {
        code: "GPMT",
        name: ("Giấy phép môi trường", "Environmental permit"),
        summary: (
            "Khảo sát, lập báo cáo đề xuất, nộp hồ sơ và theo dõi đến khi có giấy phép theo Luật Bảo vệ môi trường 2020.",
            "Survey, proposal report, filing and follow-up until the permit under the 2020 Law on Environmental Protection is issued.",
        ),
        price: 180_000_000,
        warranty_months: 12,
        response_hours: 8,
        workflow: &[
            (Provider, "Khảo sát hiện trạng nhà máy", "Survey of the plant", 5, &[]),
            (Customer, "Cung cấp bản vẽ và giấy tờ pháp lý", "Drawings and legal papers handed in", 5, &[]),
            (Provider, "Lấy mẫu và phân tích nền môi trường", "Baseline sampling and analysis", 10, &[1]),
            (Provider, "Lập báo cáo đề xuất cấp giấy phép", "Proposal report", 15, &[2, 3]),
            (Customer, "Duyệt và ký báo cáo", "Report reviewed and signed", 3, &[4]),
            (Authority, "Thẩm định và cấp giấy phép", "Appraisal and permit", 30, &[5]),
        ],
        instalments: &[(40, Signature, 5), (40, Filed, 5), (20, ResultObtained, 10)],
    },
    Package {
        code: "PCCC",
        name: ("Thẩm duyệt và nghiệm thu phòng cháy chữa cháy", "Fire-safety design approval and acceptance"),
        summary: (
            "Hồ sơ thẩm duyệt thiết kế, hướng dẫn thi công, nghiệm thu hệ thống phòng cháy và chữa cháy.",
            "Design approval file, guidance during installation, and acceptance of fire-prevention and fire-fighting systems.",
        ),
        price: 240_000_000,
        warranty_months: 24,
        response_hours: 8,
        workflow: &[
            (Provider, "Khảo sát và tính toán giải pháp", "Survey and concept", 7, &[]),
            (
                Customer,
                "Cung cấp bản vẽ kiến trúc, kết cấu, cơ điện",
                "Architectural, structural and MEP drawings",
                7,
                &[],
            ),
            (Provider, "Hồ sơ thiết kế phòng cháy chữa cháy", "Fire-safety design file", 15, &[1, 2]),
            (Authority, "Thẩm duyệt thiết kế", "Design approval", 15, &[3]),
            (Provider, "Giám sát thi công và thử nghiệm", "Supervision and testing", 30, &[4]),
            (Authority, "Kiểm tra, chấp thuận nghiệm thu", "Inspection and acceptance", 10, &[5]),
        ],
        instalments: &[(30, Signature, 5), (40, ResultObtained, 7), (30, Acceptance, 15)],
    },
    Package {
        code: "GPLD",
        name: ("Giấy phép lao động cho chuyên gia nước ngoài", "Work permits for foreign experts"),
        summary: (
            "Chấp thuận nhu cầu sử dụng, giấy phép lao động, thị thực và thẻ tạm trú cho chuyên gia và gia đình.",
            "Approval of demand, work permits, visas and residence cards for experts and their families.",
        ),
        price: 65_000_000,
        warranty_months: 6,
        response_hours: 4,
        workflow: &[
            (Provider, "Đăng tuyển và giải trình nhu cầu", "Job posting and justification of demand", 15, &[]),
            (Customer, "Hợp pháp hoá bằng cấp và lý lịch tư pháp", "Legalised degrees and criminal records", 10, &[]),
            (Authority, "Chấp thuận nhu cầu", "Approval of demand", 10, &[1]),
            (Authority, "Cấp giấy phép lao động", "Work permit issued", 10, &[2, 3]),
            (Authority, "Thị thực và thẻ tạm trú", "Visa and residence card", 7, &[4]),
        ],
        instalments: &[(50, Signature, 3), (50, ResultObtained, 5)],
    },
    Package {
        code: "ATLD",
        name: ("Quan trắc môi trường lao động và huấn luyện an toàn", "Workplace monitoring and safety training"),
        summary: (
            "Đo kiểm môi trường lao động, hồ sơ vệ sinh lao động, huấn luyện an toàn theo Nghị định 44/2016/NĐ-CP.",
            "Workplace measurements, occupational-hygiene file, and safety training under Decree 44/2016/ND-CP.",
        ),
        price: 48_000_000,
        warranty_months: 12,
        response_hours: 8,
        workflow: &[
            (Customer, "Danh sách người lao động theo nhóm", "List of workers by group", 3, &[]),
            (Provider, "Đo kiểm môi trường lao động", "Workplace measurements", 4, &[]),
            (Provider, "Hồ sơ vệ sinh lao động", "Occupational-hygiene file", 8, &[2]),
            (Provider, "Huấn luyện và cấp thẻ an toàn", "Training and safety cards", 5, &[1]),
        ],
        instalments: &[(50, Signature, 5), (50, Completion, 10)],
    },
    Package {
        code: "XNK",
        name: (
            "Phần mềm quyết toán hải quan cho doanh nghiệp chế xuất",
            "Customs settlement software for export processors",
        ),
        summary: (
            "Cài đặt phần mềm quyết toán nguyên phụ liệu, chuyển dữ liệu, đào tạo và hỗ trợ kỳ quyết toán đầu tiên.",
            "Material settlement software installed, data migrated, staff trained, and the first settlement supported.",
        ),
        price: 120_000_000,
        warranty_months: 18,
        response_hours: 16,
        workflow: &[
            (Provider, "Khảo sát quy trình kho và kế toán", "Survey of warehouse and accounting", 5, &[]),
            (Customer, "Xuất dữ liệu kho hai năm gần nhất", "Two years of warehouse data exported", 5, &[]),
            (Provider, "Cài đặt và chuyển dữ liệu", "Installation and migration", 15, &[1, 2]),
            (Provider, "Đào tạo người dùng", "Training", 3, &[3]),
            (Provider, "Hỗ trợ kỳ quyết toán đầu tiên", "Support of the first settlement", 20, &[4]),
        ],
        instalments: &[(50, Signature, 5), (30, Completion, 10), (20, Acceptance, 15)],
    },
    Package {
        code: "IRC",
        name: ("Giấy chứng nhận đăng ký đầu tư và thành lập doanh nghiệp", "Investment and enterprise registration"),
        summary: (
            "Hồ sơ dự án đầu tư, giấy chứng nhận đăng ký đầu tư, thành lập công ty, con dấu và khai thuế ban đầu.",
            "Project dossier, investment registration certificate, incorporation, seal and first tax declaration.",
        ),
        price: 95_000_000,
        warranty_months: 6,
        response_hours: 4,
        workflow: &[
            (Customer, "Giấy tờ pháp lý của nhà đầu tư đã hợp pháp hoá", "Legalised papers of the investor", 15, &[]),
            (Provider, "Hồ sơ dự án và giải trình", "Project dossier and explanation", 10, &[]),
            (Authority, "Cấp chứng nhận đăng ký đầu tư", "Investment certificate issued", 15, &[1, 2]),
            (Authority, "Cấp chứng nhận đăng ký doanh nghiệp", "Enterprise certificate issued", 5, &[3]),
            (Provider, "Khắc dấu, tài khoản, khai thuế ban đầu", "Seal, accounts, first tax declaration", 7, &[4]),
        ],
        instalments: &[(50, Signature, 5), (50, ResultObtained, 5)],
    },
    Package {
        code: "GPXD",
        name: ("Giấy phép xây dựng nhà xưởng", "Construction permit for factories"),
        summary: (
            "Hồ sơ quy hoạch, thiết kế cơ sở, thẩm định và giấy phép xây dựng trong khu công nghiệp.",
            "Planning file, basic design, appraisal and construction permit within an industrial park.",
        ),
        price: 160_000_000,
        warranty_months: 12,
        response_hours: 8,
        workflow: &[
            (Customer, "Hợp đồng thuê đất và chỉ giới", "Land lease and boundaries", 5, &[]),
            (Provider, "Thiết kế cơ sở", "Basic design", 20, &[1]),
            (Provider, "Hồ sơ xin phép xây dựng", "Permit application", 7, &[2]),
            (Authority, "Thẩm định và cấp phép", "Appraisal and permit", 20, &[3]),
        ],
        instalments: &[(40, Signature, 5), (30, Filed, 5), (30, ResultObtained, 10)],
    },
    Package {
        code: "DTM",
        name: ("Báo cáo đánh giá tác động môi trường", "Environmental impact assessment"),
        summary: (
            "Lập báo cáo ĐTM, tham vấn cộng đồng, bảo vệ trước hội đồng thẩm định và hoàn thiện theo kết luận.",
            "Impact report, public consultation, defence before the appraisal council and completion by its conclusions.",
        ),
        price: 320_000_000,
        warranty_months: 12,
        response_hours: 8,
        workflow: &[
            (Provider, "Khảo sát và lấy mẫu hai mùa", "Survey and two-season sampling", 40, &[]),
            (Customer, "Thuyết minh công nghệ sản xuất", "Description of the production process", 10, &[]),
            (Provider, "Lập báo cáo và tham vấn", "Report and consultation", 25, &[1, 2]),
            (Authority, "Hội đồng thẩm định", "Appraisal council", 45, &[3]),
            (Provider, "Hoàn thiện theo kết luận", "Completion by the conclusions", 10, &[4]),
            (Authority, "Quyết định phê duyệt", "Decision of approval", 15, &[5]),
        ],
        instalments: &[(30, Signature, 5), (30, Filed, 5), (40, ResultObtained, 10)],
    },
    Package {
        code: "CCTT",
        name: ("Ứng phó sự cố hoá chất và chất thải nguy hại", "Chemical incident plan and hazardous waste"),
        summary: (
            "Kế hoạch phòng ngừa sự cố hoá chất, đăng ký chủ nguồn thải, hướng dẫn kho chứa và diễn tập.",
            "Chemical incident prevention plan, registration as a waste source, storage guidance and a drill.",
        ),
        price: 72_000_000,
        warranty_months: 12,
        response_hours: 8,
        workflow: &[
            (Customer, "Danh mục và phiếu an toàn hoá chất", "Inventory and safety data sheets", 5, &[]),
            (Provider, "Kế hoạch phòng ngừa, ứng phó", "Prevention and response plan", 12, &[1]),
            (Authority, "Xác nhận kế hoạch", "Confirmation of the plan", 20, &[2]),
            (Provider, "Diễn tập tại nhà máy", "Drill at the plant", 2, &[3]),
        ],
        instalments: &[(50, Signature, 5), (50, Completion, 10)],
    },
    Package {
        code: "ISO14",
        name: ("Hệ thống quản lý môi trường ISO 14001", "Environmental management system ISO 14001"),
        summary: (
            "Đánh giá hiện trạng, xây dựng hệ thống, đào tạo đánh giá viên nội bộ và đồng hành khi chứng nhận.",
            "Gap analysis, system set up, internal auditors trained, and company through certification.",
        ),
        price: 135_000_000,
        warranty_months: 12,
        response_hours: 16,
        workflow: &[
            (Provider, "Đánh giá hiện trạng", "Gap analysis", 5, &[]),
            (Provider, "Xây dựng quy trình", "Procedures", 25, &[1]),
            (Customer, "Vận hành ba tháng", "Three months of operation", 60, &[2]),
            (Provider, "Đánh giá nội bộ", "Internal audit", 5, &[3]),
            (Authority, "Đánh giá chứng nhận", "Certification audit", 10, &[4]),
        ],
        instalments: &[(30, Signature, 5), (40, Completion, 10), (30, ResultObtained, 10)],
    },
    Package {
        code: "KTNL",
        name: ("Kiểm toán năng lượng", "Energy audit"),
        summary: (
            "Đo đạc, kiểm toán năng lượng cho cơ sở sử dụng năng lượng trọng điểm và kế hoạch tiết kiệm năm năm.",
            "Measurements, audit for designated energy users and a five-year saving plan.",
        ),
        price: 88_000_000,
        warranty_months: 6,
        response_hours: 8,
        workflow: &[
            (Customer, "Hoá đơn và nhật ký vận hành hai năm", "Two years of bills and logs", 5, &[]),
            (Provider, "Đo đạc tại nhà máy", "Measurements at the plant", 6, &[1]),
            (Provider, "Báo cáo và kế hoạch năm năm", "Report and five-year plan", 15, &[2]),
            (Authority, "Tiếp nhận báo cáo", "Report received", 10, &[3]),
        ],
        instalments: &[(50, Signature, 5), (50, Completion, 10)],
    },
    Package {
        code: "QTNT",
        name: ("Vận hành và quan trắc trạm xử lý nước thải", "Operation and monitoring of wastewater treatment"),
        summary: (
            "Vận hành trạm xử lý, quan trắc tự động, nhật ký điện tử và báo cáo công tác bảo vệ môi trường hằng năm.",
            "Operation of the plant, automatic monitoring, electronic log and the yearly environmental report.",
        ),
        price: 210_000_000,
        warranty_months: 3,
        response_hours: 4,
        workflow: &[
            (Provider, "Tiếp nhận trạm và hiệu chỉnh", "Plant taken over and tuned", 10, &[]),
            (Provider, "Lắp quan trắc tự động", "Automatic monitoring installed", 15, &[]),
            (Authority, "Kết nối dữ liệu với cơ quan quản lý", "Data connected to the authority", 10, &[2]),
            (Provider, "Vận hành và báo cáo năm", "Operation and yearly report", 250, &[1, 3]),
        ],
        instalments: &[(25, Signature, 5), (25, Completion, 5), (50, Acceptance, 15)],
    },
];
