//! What arrived at an address.

use std::path::Path;
use std::sync::Arc;

use mail_parser::{MessageParser, MimeHeaders as _};
use tempfile::TempDir;

use crate::smtp_server::SmtpServer;

/// Where the mail of a story goes.
#[derive(Clone, Debug)]
pub enum Arrivals {
    /// Files in a folder, gone with the story.
    Folder(Arc<TempDir>),
    /// A mail server in this process.
    Server(Arc<SmtpServer>),
    /// Where nothing can arrive: `KHU_MAIL` as it is to be.
    Nowhere(String),
}

/// One mail.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// The Message-ID.
    pub message_id: String,
    /// The files that came with it: name and content.
    pub attachments: Vec<(String, Vec<u8>)>,
    /// Copies went to these.
    pub copies: Vec<String>,
}

/// All mails to one address, oldest first.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// The mails.
    pub letters: Vec<Letter>,
}

impl Mailbox {
    pub(super) fn of(arrivals: &Arrivals, address: &str) -> Self {
        let letters = arrivals.all().iter().filter_map(|bytes| open(bytes, address)).collect();
        Self { letters }
    }

    /// The subjects, oldest first.
    pub fn subjects(&self) -> Vec<&str> {
        self.letters.iter().map(|letter| letter.subject.as_str()).collect()
    }

    /// Fails unless exactly these mails arrived, each subject holding the words given, in this order.
    pub fn received(&self, words: &[&str]) {
        let subjects = self.subjects();
        let as_told = subjects.len() == words.len()
            && subjects
                .iter()
                .zip(words)
                .all(|(subject, words)| subject.to_lowercase().contains(&words.to_lowercase()));
        assert!(as_told, "expected {words:#?}\nfound {subjects:#?}");
    }

    /// The newest mail.
    pub fn last(&self) -> &Letter {
        self.letters.last().expect("a mail has arrived")
    }
}

impl Arrivals {
    /// `KHU_MAIL`.
    pub(super) fn url(&self) -> String {
        match self {
            Self::Folder(folder) => format!("file:{}", folder.path().display()),
            Self::Server(server) => server.url(),
            Self::Nowhere(url) => url.clone(),
        }
    }

    /// Every mail as it came, oldest first.
    fn all(&self) -> Vec<Vec<u8>> {
        match self {
            Self::Folder(folder) => files(folder.path()),
            Self::Server(server) => server.accepted().into_iter().map(|mail| mail.data).collect(),
            Self::Nowhere(_) => vec![],
        }
    }
}

impl Letter {
    /// Fails unless text and HTML both say this.
    pub fn says(&self, words: &str) {
        assert!(self.text.contains(words), "the text does not say {words:?}:\n{}", self.text);
        assert!(self.html.contains(words), "the HTML does not say {words:?}:\n{}", self.html);
    }

    /// The one PDF that came with it. Fails the test when there is none, or anything else.
    pub fn pdf(&self) -> &[u8] {
        let [(name, content)] = self.attachments.as_slice() else { panic!("one paper: {}", self.subject) };
        assert!(content.starts_with(b"%PDF-"), "{name}");
        content
    }

    /// The token of the link in an invitation or a password reset.
    pub fn token(&self) -> String {
        let (_, rest) = self.text.split_once("token=").expect("a link with a token");
        rest.split_whitespace().next().expect("a token").to_owned()
    }
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "eml"))
        .collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).expect("a mail is read")).collect()
}

fn open(bytes: &[u8], address: &str) -> Option<Letter> {
    let message = MessageParser::default().parse(bytes).expect("a mail is well-formed");
    let is_to = message.to()?.iter().any(|to| to.address().is_some_and(|to| to.eq_ignore_ascii_case(address)));
    let copies = message.cc().into_iter().flat_map(|copies| copies.iter());
    is_to.then(|| Letter {
        subject: message.subject().unwrap_or_default().to_owned(),
        text: message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
        html: message.body_html(0).unwrap_or_default().into_owned(),
        message_id: message.message_id().unwrap_or_default().to_owned(),
        attachments: message
            .attachments()
            .filter(|part| part.content_id().is_none())
            .map(|part| (part.attachment_name().unwrap_or_default().to_owned(), part.contents().to_vec()))
            .collect(),
        copies: copies.filter_map(|copy| copy.address().map(str::to_owned)).collect(),
    })
}
