//! Who asks in the demo, about what, and what comes of it.

use entity::access::{Actor, By, Viewer};
use entity::inquiry::consent::{Consent, VERSION};
use entity::inquiry::consultation::Channel;
use entity::inquiry::entering::{ContactInput, Submission};
use entity::inquiry::record::Which;
use entity::inquiry::record_consultation::{Consultation, record_consultation};
use entity::inquiry::record_submission::submit_inquiry;
use entity::life::lose_inquiry;
use entity::refusal::Refusal;
use entity::value::locale::Locale;

use super::telling::{Teller, Untold};

/// The consultant who answers.
const CONSULTANT: usize = 3;

/// Somebody who asks.
struct Asker {
    /// Name, address, company.
    contact: (&'static str, &'static str, &'static str),
    message: &'static str,
    /// Places in the packages.
    packages: &'static [usize],
    reads_english: bool,
    /// What was said to them.
    said: Option<&'static str>,
    /// Why nothing came of it.
    lost: Option<&'static str>,
}

/// The inquiries. Their places are what the events speak of.
const ASKERS: [Asker; 3] = [
    Asker {
        contact: ("Mai Xuân Trường", "truong@goviet.example", "Công ty CP Gỗ Việt Hưng"),
        message: "Công ty mở rộng xưởng sơn, cần báo cáo ĐTM và giấy phép môi trường. Thời gian bao lâu?",
        packages: &[7, 0],
        reads_english: false,
        said: Some("Đã gọi: xưởng chưa có quyết định chủ trương, hẹn lại sau."),
        lost: Some("Chủ đầu tư hoãn dự án mở rộng sang năm sau."),
    },
    Asker {
        contact: ("Ingrid Solberg", "i.solberg@fjordpack.example", "Fjordpack AS"),
        message: "We plan a packaging plant. Which permits come first, and can you handle the investment certificate?",
        packages: &[5, 6],
        reads_english: true,
        said: Some("Call with Ms Solberg: land lease signed, wants a quote for both by the end of the month."),
        lost: None,
    },
    Asker {
        contact: ("Tạ Quang Hải", "hai@namchau.example", "Công ty TNHH Hoá chất Nam Châu"),
        message: "Cần kế hoạch ứng phó sự cố hoá chất trước đợt kiểm tra tháng sau.",
        packages: &[8],
        reads_english: false,
        said: None,
        lost: None,
    },
];

impl Teller {
    /// Somebody asks, and staff do what they did about it.
    pub(super) async fn ask(&self, place: usize) -> Result<(), Refusal> {
        let inquirer = &ASKERS[place];
        let staff = self.by(CONSULTANT).await.map_err(|Untold::Refused { refusal, .. }| refusal)?;
        let visitor = By { viewer: Viewer::Visitor, actor: Actor::visitor(None), now: staff.now };
        let submission = self.submission(inquirer);
        let asked = self.database.write(async |write| submit_inquiry(write, &visitor, &submission).await).await?;
        let which = Which { id: asked.into_inner().id, expected_version: None };
        if let Some(note) = inquirer.said.map(str::to_owned) {
            let talk = Consultation { which, channel: Channel::Telephone, held_on: staff.today(), note };
            self.database.write(async |write| record_consultation(write, &staff, &talk).await).await?;
        }
        if let Some(reason) = inquirer.lost {
            self.database.write(async |write| lose_inquiry(write, &staff, which, reason).await).await?;
        }
        Ok(())
    }

    fn submission(&self, asker: &Asker) -> Submission {
        let (name, email, company) = asker.contact;
        Submission {
            contact: Some(ContactInput {
                name: name.to_owned(),
                email: email.to_owned(),
                phone: None,
                company: company.to_owned(),
            }),
            message: asker.message.to_owned(),
            package_ids: asker.packages.iter().map(|place| self.packages[*place]).collect(),
            consent: Consent { version: VERSION.to_owned(), is_given: true },
            locale: if asker.reads_english { Locale::En } else { Locale::Vi },
        }
    }
}
