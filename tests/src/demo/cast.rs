//! Who plays in the demo: parks, companies, people. All of it is made up.

/// An industrial park: code, Vietnamese name, English name, province.
pub(super) const PARKS: [(&str, &str, &str, &str); 4] = [
    ("BHL", "KCN Bến Hải Lộc", "Ben Hai Loc Industrial Park", "Bắc Ninh"),
    ("TPD", "KCN Tân Phú Đông", "Tan Phu Dong Industrial Park", "Đồng Nai"),
    ("LTH", "KCN Long Thạnh Hưng", "Long Thanh Hung Industrial Park", "Tây Ninh"),
    ("NDV", "KCN Nam Đình Vân", "Nam Dinh Van Industrial Park", "Hải Phòng"),
];

/// A customer company with its two people.
pub(super) struct Company {
    pub name: &'static str,
    pub tax_code: &'static str,
    /// Whether it is an export-processing enterprise.
    pub is_export_processing: bool,
    /// Place in [`PARKS`].
    pub park: usize,
    pub plot: &'static str,
    /// Whether its people read English.
    pub reads_english: bool,
    /// Who signs: name and the part of their address before the @.
    pub signatory: (&'static str, &'static str),
    /// Who pays: name and the part of their address before the @.
    pub billing: (&'static str, &'static str),
    /// The domain of its addresses.
    pub domain: &'static str,
}

/// The customers.
pub(super) const COMPANIES: [Company; 8] = [
    Company {
        name: "Công ty TNHH Cơ khí Chính xác Hoa Sen Việt",
        tax_code: "2300987616",
        is_export_processing: false,
        park: 0,
        plot: "Lô C4-2",
        reads_english: false,
        signatory: ("Trần Thị Lan", "lan"),
        billing: ("Vũ Đức Thịnh", "ketoan"),
        domain: "hoasenviet.example",
    },
    Company {
        name: "Shinwa Electronics Vietnam Co., Ltd.",
        tax_code: "3601122336",
        is_export_processing: true,
        park: 1,
        plot: "Lot 21, Road 5",
        reads_english: true,
        signatory: ("Kenji Watanabe", "watanabe"),
        billing: ("Lê Ngọc Ánh", "accounting"),
        domain: "shinwa.example",
    },
    Company {
        name: "Công ty CP Bao bì Sông Tiền",
        tax_code: "1100776655",
        is_export_processing: false,
        park: 2,
        plot: "Lô A12",
        reads_english: false,
        signatory: ("Nguyễn Văn Phước", "phuoc"),
        billing: ("Bùi Thị Hạnh", "taichinh"),
        domain: "baobisongtien.example",
    },
    Company {
        name: "Nordwind Turbinen Vietnam GmbH",
        tax_code: "0201889903",
        is_export_processing: true,
        park: 3,
        plot: "Lot CN-7",
        reads_english: true,
        signatory: ("Katrin Vogel", "vogel"),
        billing: ("Phạm Hồng Nhung", "finance"),
        domain: "nordwind.example",
    },
    Company {
        name: "Công ty TNHH Thực phẩm Đồng Xanh",
        tax_code: "3702445566",
        is_export_processing: false,
        park: 1,
        plot: "Lô D3",
        reads_english: false,
        signatory: ("Đỗ Minh Quân", "quan"),
        billing: ("Hoàng Thu Trang", "ketoan"),
        domain: "dongxanh.example",
    },
    Company {
        name: "Công ty CP Dệt may An Khánh",
        tax_code: "2500667797",
        is_export_processing: false,
        park: 0,
        plot: "Lô B8",
        reads_english: false,
        signatory: ("Phan Thị Mỹ Duyên", "duyen"),
        billing: ("Lý Quốc Bảo", "congno"),
        domain: "ankhanh.example",
    },
    Company {
        name: "Hanbit Plastics Vina Co., Ltd.",
        tax_code: "3702998810",
        is_export_processing: false,
        park: 2,
        plot: "Lot E5-E6",
        reads_english: true,
        signatory: ("Park Ji-hoon", "park"),
        billing: ("Ngô Thị Kim Oanh", "ap"),
        domain: "hanbit.example",
    },
    Company {
        name: "Công ty TNHH Kho lạnh Bắc Hải",
        tax_code: "2301144785",
        is_export_processing: false,
        park: 3,
        plot: "Lô K1",
        reads_english: false,
        signatory: ("Lương Gia Huy", "huy"),
        billing: ("Đặng Thị Thảo", "ketoan"),
        domain: "kholanhbachai.example",
    },
];

/// Staff: name, the part of the address before the @, whether an accountant. The first is the admin.
pub(super) const STAFF: [(&str, &str, bool); 4] = [
    ("Nguyễn Thị Minh Khai", "admin", false),
    ("Lê Thị Hoa", "hoa", true),
    ("Phạm Quang Dũng", "dung", false),
    ("Võ Thanh Tâm", "tam", false),
];
