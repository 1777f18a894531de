//! What happens in the demo. Days are counted from the day the demo is made: yesterday is −1.

use super::working::{LINE_APPROVAL, PERMIT, STORE_APPROVAL, Work, agrees, does, hands_in, is_sent_back, waits};

/// The day on which the story begins: every contract is registered on it, all that follows is lived through.
pub(super) const BEGINNING: i64 = -62;

/// A contract as it is registered.
pub(super) struct Deal {
    /// Place in the companies.
    pub company: usize,
    pub title: &'static str,
    /// Places in the packages.
    pub packages: &'static [usize],
    pub signed: i64,
    pub started: Option<i64>,
    pub finished: Option<i64>,
    pub accepted: Option<i64>,
    pub closed: Option<i64>,
    /// Label, percent of the total, due day.
    pub parts: &'static [(&'static str, i64, i64)],
    /// Percent of the total that had come in, and when.
    pub paid: &'static [(i64, i64)],
    /// Place in the staff: who works on it.
    pub consultant: usize,
}

/// A contract that is being worked on.
const fn deal(company: usize, title: &'static str, packages: &'static [usize], days: (i64, Option<i64>)) -> Deal {
    Deal {
        company,
        title,
        packages,
        signed: days.0,
        started: days.1,
        finished: None,
        accepted: None,
        closed: None,
        parts: &[],
        paid: &[],
        consultant: 2,
    }
}

/// A contract that was finished and accepted before the story begins, and paid.
const fn accepted(company: usize, title: &'static str, packages: &'static [usize], on: i64) -> Deal {
    Deal {
        finished: Some(on - 5),
        accepted: Some(on),
        consultant: 3,
        ..deal(company, title, packages, (on - 120, Some(on - 110)))
    }
}

/// The contracts. Their places are what the events speak of.
pub(super) const DEALS: [Deal; 21] = [
    // 0: pays the second part late, after two reminders.
    Deal {
        parts: &[("Đợt 1 – khi ký", 40, -75), ("Đợt 2 – nộp hồ sơ", 40, -24), ("Đợt 3 – nghiệm thu", 20, 30)],
        paid: &[(40, -76)],
        ..deal(0, "Giấy phép môi trường cho xưởng mở rộng", &[0], (-90, Some(-80)))
    },
    // 1: has promised to pay.
    Deal {
        parts: &[("First half", 50, -65), ("Second half, permits issued", 50, -10)],
        paid: &[(50, -66)],
        consultant: 3,
        ..deal(1, "Work permits for twelve engineers", &[2], (-75, Some(-70)))
    },
    // 2: has paid a part of what is due, and stands before a person.
    Deal {
        parts: &[("Đợt 1 – khi ký", 30, -105), ("Đợt 2 – thẩm duyệt", 40, -45), ("Đợt 3 – nghiệm thu", 30, 20)],
        paid: &[(30, -104)],
        ..deal(2, "Thẩm duyệt và nghiệm thu PCCC nhà kho số 2", &[1], (-120, Some(-110)))
    },
    // 3: finished, rejected, put right and accepted in the story; the last part paid on time.
    Deal {
        parts: &[("On signature", 50, -90), ("On acceptance", 50, -8)],
        paid: &[(50, -89)],
        consultant: 3,
        ..deal(3, "Customs settlement software", &[4], (-100, Some(-95)))
    },
    // 4 to 6: warranties that are about to end.
    Deal {
        parts: &[("Thanh toán một lần", 100, -350)],
        paid: &[(100, -352)],
        ..accepted(4, "Quan trắc môi trường lao động 2025", &[3], -338)
    },
    Deal {
        parts: &[("Đợt 1", 60, -470), ("Đợt 2", 40, -365)],
        paid: &[(60, -470), (40, -366)],
        ..accepted(5, "Giấy phép môi trường xưởng nhuộm", &[0], -359)
    },
    Deal {
        parts: &[("On signature", 50, -815), ("On acceptance", 50, -700)],
        paid: &[(50, -816), (50, -699)],
        ..accepted(6, "Fire-safety approval, hall E6", &[1], -703)
    },
    // 7: over and done with.
    Deal {
        closed: Some(-300),
        parts: &[("Thanh toán một lần", 100, -790)],
        paid: &[(100, -790)],
        ..accepted(7, "Giấy phép môi trường kho lạnh số 1", &[0], -720)
    },
    // 8: signed, work has not begun.
    Deal {
        parts: &[("Tạm ứng", 50, -63), ("Khi có kết quả", 50, 45)],
        paid: &[(50, -63)],
        ..deal(0, "Huấn luyện an toàn đợt 2", &[3], (-64, None))
    },
    // 9: rests, because the customer rebuilds.
    Deal {
        parts: &[("On signature", 40, -140), ("On delivery", 60, 60)],
        paid: &[(40, -139)],
        consultant: 3,
        ..deal(1, "Customs settlement software, warehouse 3", &[4], (-150, Some(-140)))
    },
    // 10: terminated.
    Deal {
        parts: &[("Đợt 1", 50, -80), ("Đợt 2", 50, 40)],
        paid: &[(50, -80)],
        ..deal(2, "Giấy phép lao động cho chuyên gia lắp đặt", &[2], (-95, Some(-90)))
    },
    // 11: finished, waits for acceptance.
    Deal {
        parts: &[("On signature", 50, -110), ("On acceptance", 50, 12)],
        paid: &[(50, -109)],
        ..deal(3, "Environmental permit for the coating line", &[0], (-130, Some(-120)))
    },
    // 12: owes two parts and has not answered.
    Deal {
        parts: &[("Đợt 1", 40, -55), ("Đợt 2", 30, -17), ("Đợt 3", 30, 25)],
        ..deal(4, "Thẩm duyệt PCCC dây chuyền mới", &[1], (-70, Some(-65)))
    },
    // 13: disputes a sum; the reminders rest.
    Deal {
        parts: &[("Đợt 1", 50, -64), ("Đợt 2", 50, -16)],
        paid: &[(50, -64)],
        consultant: 3,
        ..deal(5, "Huấn luyện an toàn và quan trắc 2026", &[3], (-80, Some(-75)))
    },
    // 14: accepted in the story, with a claim in work.
    Deal {
        parts: &[("On signature", 60, -118), ("On acceptance", 40, -28)],
        paid: &[(60, -117)],
        ..deal(6, "Customs settlement software and migration", &[4], (-128, Some(-120)))
    },
    // 15: a payment was entered for the wrong contract and reversed.
    Deal {
        parts: &[("Đợt 1", 50, -100), ("Đợt 2", 50, -6)],
        paid: &[(50, -100)],
        ..deal(7, "Nghiệm thu PCCC kho lạnh số 2", &[1], (-110, Some(-105)))
    },
    // 16: in warranty, with a claim on which work was redone.
    Deal {
        parts: &[("Thanh toán một lần", 100, -240)],
        paid: &[(100, -241)],
        ..accepted(0, "Phần mềm quyết toán hải quan", &[4], -200)
    },
    // 17: pays ahead of time, twice over: a rest stays unallocated.
    Deal {
        parts: &[("On signature", 30, -66), ("On design approval", 40, -2), ("On acceptance", 30, 70)],
        paid: &[(30, -66)],
        consultant: 3,
        ..deal(1, "Fire-safety approval, solvent store", &[1], (-72, Some(-66)))
    },
    // 18: one mail is in doubt.
    Deal {
        parts: &[("Tạm ứng", 50, -70), ("Quyết toán", 50, 6)],
        paid: &[(50, -70)],
        ..deal(2, "Quan trắc môi trường lao động 2026", &[3], (-78, Some(-72)))
    },
    // 19: a short warranty that ends within days.
    Deal {
        parts: &[("Full sum", 100, -185)],
        paid: &[(100, -186)],
        ..accepted(3, "Residence cards for families", &[2], -181)
    },
    // 20: closed.
    Deal {
        closed: Some(-310),
        parts: &[("Full sum", 100, -690)],
        paid: &[(100, -690)],
        ..accepted(6, "Work permits 2024", &[2], -640)
    },
];

/// Something that people do in the story.
pub(super) enum Event {
    /// The customer's transfer arrives: percent of the total.
    Pays { deal: usize, percent: i64 },
    /// The customer promises to pay what is overdue within so many days.
    Promises { deal: usize, within_days: i64 },
    /// Staff let the reminders of what is overdue rest.
    Disputes { deal: usize, for_days: i64 },
    /// A transfer that belonged to somebody else is entered, and reversed the same day.
    IsMistaken { deal: usize, percent: i64 },
    /// The work is reported done.
    Finishes { deal: usize },
    /// The customer does not accept what was reported done.
    Rejects { deal: usize },
    /// The customer accepts.
    Accepts { deal: usize },
    /// Both sign that everything is settled.
    Liquidates { deal: usize },
    /// The contract rests.
    Rests { deal: usize },
    /// The contract ends before its time.
    Ends { deal: usize },
    /// The customer reports a defect; work on it begins, or it is redone and waits for their confirmation.
    Claims { deal: usize, is_redone: bool },
    /// The customer asks something, which staff answer.
    Wonders { deal: usize },
    /// A request to pay goes to a server that hangs up after the last dot.
    IsInDoubt { deal: usize },
    /// Somebody asks about services.
    Asks { asker: usize },
    /// Work goes on by its plan.
    Works { deal: usize, work: Work },
    /// A customer's signatory asks for a quote.
    Requests { offer: usize },
    /// They are quoted.
    IsOffered { offer: usize },
    /// They accept or decline.
    Decides { offer: usize },
    /// The contract that came of it is signed: by their signatory, and by the provider if it is by both.
    Signs { offer: usize, is_by_both: bool },
}

/// What people do, by day.
pub(super) const EVENTS: [(i64, Event); 53] = [
    (-61, agrees(0, PERMIT, "Biên bản họp số 02/2026/BB-KX")),
    (-61, agrees(17, STORE_APPROVAL, "Minutes of the kick-off meeting, signed by Mr Watanabe")),
    (-60, agrees(12, LINE_APPROVAL, "Biên bản làm việc ngày khảo sát")),
    (-57, does(0, 1, "Biên bản khảo sát ngày đầu, 14 ảnh hiện trạng.")),
    (-57, does(17, 1, "Survey report 2026-031.")),
    (-56, does(17, 2, "Access granted, guide: Ms Ánh.")),
    (-56, does(12, 1, "Biên bản khảo sát dây chuyền.")),
    (-54, does(0, 2, "Bản sao y giấy chứng nhận đầu tư, sơ đồ thoát nước.")),
    (-45, Event::Asks { asker: 0 }),
    (-41, does(0, 3, "Báo cáo bản 1.2, khách hàng đã đọc.")),
    (-40, Event::Pays { deal: 2, percent: 20 }),
    (-39, hands_in(0, 4, "1247/BN-BQL")),
    (-36, does(17, 3, "Fire-fighting plan, revision B.")),
    (-34, Event::Claims { deal: 16, is_redone: true }),
    (-30, Event::Rests { deal: 9 }),
    (-29, Event::Finishes { deal: 14 }),
    (-29, Event::Requests { offer: 0 }),
    (-27, Event::Accepts { deal: 14 }),
    (-27, Event::IsOffered { offer: 0 }),
    (-26, Event::Pays { deal: 14, percent: 40 }),
    (-25, Event::Ends { deal: 10 }),
    (-25, Event::Requests { offer: 1 }),
    (-23, Event::IsOffered { offer: 1 }),
    (-21, waits(12, "Chờ bản vẽ mặt bằng đã đóng dấu của đơn vị thiết kế.")),
    (-20, Event::Decides { offer: 0 }),
    (-19, Event::Pays { deal: 0, percent: 40 }),
    (-18, Event::Signs { offer: 0, is_by_both: true }),
    (-15, Event::Pays { deal: 17, percent: 70 }),
    (-14, Event::Pays { deal: 17, percent: 5 }),
    (-13, Event::Disputes { deal: 13, for_days: 30 }),
    (-13, Event::Decides { offer: 1 }),
    (-12, Event::Finishes { deal: 3 }),
    (-12, Event::Requests { offer: 3 }),
    (-11, Event::Rejects { deal: 3 }),
    (-11, is_sent_back(0, 4, "Bổ sung kết quả quan trắc nước mưa chảy tràn.")),
    (-10, Event::Finishes { deal: 3 }),
    (-10, Event::Requests { offer: 2 }),
    (-9, Event::Accepts { deal: 3 }),
    (-9, Event::IsOffered { offer: 3 }),
    (-8, Event::Pays { deal: 3, percent: 50 }),
    (-7, Event::Liquidates { deal: 3 }),
    (-7, Event::Claims { deal: 14, is_redone: false }),
    (-6, Event::Asks { asker: 1 }),
    (-6, hands_in(0, 4, "1391/BN-BQL")),
    (-6, Event::IsOffered { offer: 2 }),
    (-6, Event::Wonders { deal: 16 }),
    (-5, Event::IsMistaken { deal: 15, percent: 50 }),
    (-5, Event::Decides { offer: 3 }),
    (-4, Event::Promises { deal: 1, within_days: 8 }),
    (-3, Event::Finishes { deal: 11 }),
    (-2, Event::Asks { asker: 2 }),
    (-2, Event::Signs { offer: 3, is_by_both: false }),
    (-1, Event::IsInDoubt { deal: 18 }),
];
