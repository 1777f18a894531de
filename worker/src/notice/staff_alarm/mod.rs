//! What needs a person: mail in doubt or given up, jobs that failed, dates that ran out (design 1, 5).

use entity::clock::Instant;

use super::page::pages;

/// Puts matters before a member of staff that the system will not settle by itself.
#[derive(Clone, Debug)]
pub struct StaffAlarm {
    /// At least one; the most urgent first.
    pub concerns: Vec<Concern>,
}

/// One matter: what it is, what is known about it, since when it stands, and where to look at it.
#[derive(Clone, Debug)]
pub struct Concern {
    /// What it is, on one line; the first one's is the subject of the letter.
    pub title: String,
    /// What is known about it.
    pub detail: String,
    /// When it was put before people.
    pub since: Instant,
    /// Where it is looked at and settled.
    pub link: Option<String>,
}

pages!(
    StaffAlarm,
    vi: ["staff_alarm/vi.subject.txt", "staff_alarm/vi.txt", "staff_alarm/vi.html"],
    en: ["staff_alarm/en.subject.txt", "staff_alarm/en.txt", "staff_alarm/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, instant, prove};

    fn in_doubt() -> Concern {
        Concern {
            title: "Thư nhắc thanh toán HD-2026-0042: không rõ đã gửi hay chưa".into(),
            detail: "Máy chủ thư ngắt kết nối sau khi nhận toàn bộ thư.".into(),
            since: instant("2026-03-02T01:00:00Z"),
            link: Some("https://khu.example/mails/0195".into()),
        }
    }

    #[test]
    fn samples_are_sound() {
        let bounced = Concern {
            title: "Địa chỉ ketoan@thepdinhvu.example bị trả lại".into(),
            detail: "550 5.1.1 No such user".into(),
            link: None,
            ..in_doubt()
        };
        let text = || HOSTILE.to_owned();
        let hostile = Concern { title: text(), detail: text(), link: Some(text()), ..in_doubt() };
        let of = |name, concerns, vi, en| Sample { name, notice: StaffAlarm { concerns }, vi, en };
        prove(
            "staff_alarm",
            &[
                of(
                    "one",
                    vec![in_doubt()],
                    vec!["HD-2026-0042", "ngắt kết nối", "08:00 ngày 02/03/2026", "https://khu.example/mails/0195"],
                    vec!["HD-2026-0042", "ngắt kết nối", "08:00 on 2 March 2026", "https://khu.example/mails/0195"],
                ),
                of("several", vec![in_doubt(), bounced], vec!["HD-2026-0042", "550 5.1.1"], vec!["550 5.1.1"]),
                of("hostile", vec![hostile], vec!["08:00"], vec!["08:00"]),
            ],
        );
    }
}
