//! Handing a finished mail over, by SMTP or into a folder, so that its outcome is never a guess (design 5):
//! handed over, certainly not sent, or in doubt. Deciding what is sent, when and to whom is not the post's business.

mod answer;
mod file;
mod letter;
mod settings;
mod smtp;

use std::time::Duration;

pub use answer::{HandOver, Step};
pub use file::Folder;
pub use letter::{Attachment, Correspondent, Letter, LetterRefused, Picture};
pub use settings::{PostSettings, PostSettingsRefused, ServerSettings};
pub use smtp::{Smtp, SmtpLimits};

/// The way out for letters. One per process, shared by all that hand over: it keeps connections for reuse.
#[derive(Debug)]
pub enum Post {
    /// Letters go to a mail server.
    Smtp(Smtp),
    /// Letters become `.eml` files, for a demo or a sandbox.
    Folder(Folder),
}

/// Why no post can be opened from settings that read well.
#[derive(Debug, thiserror::Error)]
#[error("TLS cannot be set up for the mail server: {0}")]
pub struct PostUnusable(#[from] lettre::transport::smtp::Error);

impl Post {
    /// Connects to nothing yet: an unreachable server is a matter of each hand-over.
    pub fn open(settings: PostSettings, limits: SmtpLimits) -> Result<Self, PostUnusable> {
        Ok(match settings {
            PostSettings::Folder(path) => Self::Folder(Folder::new(path)),
            PostSettings::Server(server) => Self::Smtp(Smtp::new(server, limits)?),
        })
    }

    /// Hands one letter over and tells what became of it, at the latest after `longest_conversation`.
    pub async fn hand_over(&self, letter: &Letter) -> HandOver {
        match self {
            Self::Smtp(smtp) => smtp.hand_over(letter).await,
            Self::Folder(folder) => folder.hand_over(letter).await,
        }
    }

    /// How long a hand-over may take at most; a claim older than that and its lease will get no answer any more.
    pub fn longest_conversation(&self) -> Duration {
        match self {
            Self::Smtp(smtp) => smtp.longest_conversation(),
            Self::Folder(_) => SmtpLimits::default().longest_conversation(),
        }
    }

    /// Takes leave of the mail server on the connections that were kept for reuse; for the end of the process.
    pub async fn close(&self) {
        match self {
            Self::Smtp(smtp) => smtp.close().await,
            Self::Folder(_) => {}
        }
    }
}
