use std::time::{Duration, SystemTime};

use entity::clock::Instant;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment as Part, Mailbox, Message, MultiPart, SinglePart};

/// A finished mail, ready to be handed over: everything in it is decided, nothing is looked up any more.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The Message-ID without `<` and `>`, derived from the mail's id: the same mail always bears the same one.
    pub message_id: String,
    /// Who sends it: the installation's own address, `KHU_MAIL_FROM`.
    pub from: Correspondent,
    /// The one the letter is meant for; if the server refuses them, the letter is not sent.
    pub to: Correspondent,
    /// Who gets a copy; one whom the server refuses does not keep the letter from going.
    pub copies: Vec<Correspondent>,
    /// Where an answer goes; without it, to the sender.
    pub reply_to: Option<Correspondent>,
    /// What the recipient's list of mail shows; a line break in it begins no header line of its own.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The same letter as HTML.
    pub html: String,
    /// What the HTML shows by `cid:`.
    pub pictures: Vec<Picture>,
    /// Files that come with it; none with most letters.
    pub attachments: Vec<Attachment>,
    /// The day and hour the letter bears, by the business clock.
    pub date: Instant,
}

/// A mail address and, where known, whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correspondent {
    /// Shown beside the address, where known.
    pub name: Option<String>,
    /// A mail address; whether it is one is looked at when the letter is built.
    pub address: String,
}

/// A picture inside the letter, shown where its HTML says `<img src="cid:…">`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The name by which the HTML refers to it, unique within the letter: `vietqr@khu`.
    pub cid: String,
    /// The picture itself, as a PNG file.
    pub png: Vec<u8>,
}

/// A file that comes with the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name as the recipient sees it.
    pub name: String,
    /// As `application/pdf`.
    pub content_type: String,
    /// The file's content.
    pub bytes: Vec<u8>,
}

/// Why a letter cannot be put into the form of a mail. Trying again does not help.
#[derive(Debug, thiserror::Error)]
pub enum LetterRefused {
    /// Sender, recipient, a copy or the address for answers cannot be written to.
    #[error("«{0}» is not a mail address")]
    Address(String),
    /// It has no `@`, or a character that would break the header.
    #[error("«{0}» is not a Message-ID")]
    MessageId(String),
    /// An attachment names a kind of file that is none.
    #[error("«{0}» is not a content type")]
    ContentType(String),
    /// The library could not put the parts together.
    #[error("the mail could not be built: {0}")]
    Build(#[from] lettre::error::Error),
}

impl Letter {
    /// The letter as a MIME message: text and HTML as alternatives, the pictures beside the HTML, attachments around
    /// both. Whatever stands in subject, names and file names, it cannot become a header line of its own.
    pub fn to_message(&self) -> Result<Message, LetterRefused> {
        let mut message = Message::builder()
            .message_id(Some(self.checked_message_id()?))
            .date(system_time(self.date))
            .from(self.from.mailbox()?)
            .to(self.to.mailbox()?)
            .subject(single_line(&self.subject))
            .header(AutoSubmitted);
        for copy in &self.copies {
            message = message.cc(copy.mailbox()?);
        }
        if let Some(reply_to) = &self.reply_to {
            message = message.reply_to(reply_to.mailbox()?);
        }
        Ok(message.multipart(self.parts()?)?)
    }

    fn checked_message_id(&self) -> Result<String, LetterRefused> {
        let id = &self.message_id;
        let sound = id.contains('@') && id.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"'));
        if sound { Ok(format!("<{id}>")) } else { Err(LetterRefused::MessageId(id.clone())) }
    }

    fn parts(&self) -> Result<MultiPart, LetterRefused> {
        let text = SinglePart::plain(unix_lines(&self.text));
        let html = SinglePart::html(unix_lines(&self.html));
        let alternatives = MultiPart::alternative().singlepart(text);
        let body = if self.pictures.is_empty() {
            alternatives.singlepart(html)
        } else {
            let mut related = MultiPart::related().singlepart(html);
            for picture in &self.pictures {
                related = related.singlepart(picture.part()?);
            }
            alternatives.multipart(related)
        };
        if self.attachments.is_empty() {
            return Ok(body);
        }
        let mut mixed = MultiPart::mixed().multipart(body);
        for attachment in &self.attachments {
            mixed = mixed.singlepart(attachment.part()?);
        }
        Ok(mixed)
    }
}

impl Correspondent {
    fn mailbox(&self) -> Result<Mailbox, LetterRefused> {
        let address = self.address.parse().map_err(|_| LetterRefused::Address(single_line(&self.address)))?;
        let name = self.name.as_deref().map(single_line).filter(|name| !name.is_empty());
        Ok(Mailbox::new(name, address))
    }
}

impl Picture {
    fn part(&self) -> Result<SinglePart, LetterRefused> {
        let file_name = format!("{}.png", self.cid);
        Ok(Part::new_inline_with_name(self.cid.clone(), file_name).body(self.png.clone(), content_type("image/png")?))
    }
}

impl Attachment {
    fn part(&self) -> Result<SinglePart, LetterRefused> {
        Ok(Part::new(single_line(&self.name)).body(self.bytes.clone(), content_type(&self.content_type)?))
    }
}

/// Tells other machines that no person wrote this, so that they do not answer it (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn content_type(text: &str) -> Result<ContentType, LetterRefused> {
    ContentType::parse(text).map_err(|_| LetterRefused::ContentType(single_line(text)))
}

/// Header text on one line: control characters, line breaks above all, become spaces.
fn single_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Line ends as lettre expects them; a lone carriage return would be a second kind of line end on the wire.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The header's date format knows the years 1970 to 9999 only.
fn system_time(instant: Instant) -> SystemTime {
    const LAST_SECOND_OF_9999: u64 = 253_402_300_799;
    let seconds = u64::try_from(instant.timestamp()).unwrap_or(0).min(LAST_SECOND_OF_9999);
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        let someone = |address: &str| Correspondent { name: None, address: address.to_owned() };
        Letter {
            message_id: "0192f0c1@khu.example".into(),
            from: Correspondent {
                name: Some("Công ty Môi trường Xanh".into()), address: "post@khu.example".into()
            },
            to: someone("lan@customer.example"),
            copies: vec![],
            reply_to: None,
            subject: "Đến hạn".into(),
            text: "Kính gửi".into(),
            html: "<p>Kính gửi</p>".into(),
            pictures: vec![],
            attachments: vec![],
            date: chrono::DateTime::from_timestamp(1_772_413_200, 0).unwrap(),
        }
    }

    fn written(letter: &Letter) -> String {
        String::from_utf8(letter.to_message().unwrap().formatted()).unwrap()
    }

    #[test]
    fn bears_its_own_id_and_date_and_says_a_machine_wrote_it() {
        let written = written(&letter());
        for line in [
            "Message-ID: <0192f0c1@khu.example>\r\n",
            "Date: Mon, 02 Mar 2026 01:00:00 +0000\r\n",
            "Auto-Submitted: auto-generated\r\n",
        ] {
            assert!(written.contains(line), "{line} in {written}");
        }
        assert!(written.is_ascii());
    }

    #[test]
    fn is_mixed_only_with_attachments_and_related_only_with_pictures() {
        let plain = letter();
        let mut pictured = letter();
        pictured.pictures.push(Picture { cid: "vietqr".into(), png: vec![1, 2, 3] });
        let mut complete = pictured.clone();
        let content_type = "application/pdf".to_owned();
        complete.attachments.push(Attachment { name: "HĐ.pdf".into(), content_type, bytes: vec![4] });
        let kinds = |letter: &Letter| {
            let written = written(letter);
            ["multipart/mixed", "multipart/alternative", "multipart/related"].map(|kind| written.contains(kind))
        };
        assert_eq!(kinds(&plain), [false, true, false]);
        assert_eq!(kinds(&pictured), [false, true, true]);
        assert_eq!(kinds(&complete), [true, true, true]);
    }

    #[test]
    fn refuses_what_cannot_be_a_header() {
        let mut strange = letter();
        strange.to.address = "lan@customer.example>\r\nBcc: <all@customer.example".into();
        assert!(matches!(strange.to_message(), Err(LetterRefused::Address(_))));
        for id in ["no-domain", "a b@c", "a@b>\r\nX: y", ""] {
            let strange = Letter { message_id: id.into(), ..letter() };
            assert!(matches!(strange.to_message(), Err(LetterRefused::MessageId(_))), "{id}");
        }
    }

    #[test]
    fn dates_outside_the_format_are_clamped() {
        let early = Letter { date: Instant::MIN_UTC, ..letter() };
        let late = Letter { date: Instant::MAX_UTC, ..letter() };
        assert!(written(&early).contains("Date: Thu, 01 Jan 1970"));
        assert!(written(&late).contains("Date: Fri, 31 Dec 9999"));
    }
}
