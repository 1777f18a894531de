use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::answer::{HandOver, Step};
use super::letter::Letter;

/// Mail as files: each letter becomes one `.eml` in a folder, for the demo and for installations without a mail server.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder need not exist yet: it is made with the first letter.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Writes the letter whole or not at all: into a file beside it, to the disk, then under its name.
    /// A folder that is missing or may not be written to is told in words and worth another try.
    pub(super) async fn hand_over(&self, letter: &Letter) -> HandOver {
        let bytes = match letter.to_message() {
            Ok(message) => message.formatted(),
            Err(refused) => return not_sent(Step::Letter, false, refused.to_string()),
        };
        let (folder, name) = (self.path.clone(), file_name(letter));
        tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await.unwrap_or_else(|stopped| {
            HandOver::InDoubt { reason: format!("writing the mail was cut short: {stopped}") }
        })
    }
}

/// Sorted by time, then by mail; safe on every file system.
fn file_name(letter: &Letter) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '@') { c } else { '_' };
    let id: String = letter.message_id.chars().map(safe).collect();
    format!("{}-{id}.eml", letter.date.format("%Y%m%dT%H%M%S%.6fZ"))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> HandOver {
    let partial = folder.join(format!(".{name}.partial"));
    let complete = folder.join(name);
    let written = fs::create_dir_all(folder).and_then(|()| write_through(&partial, bytes));
    if let Err(fault) = written.and_then(|()| fs::rename(&partial, &complete)) {
        let reason = format!("the mail could not be written to {}: {fault}", folder.display());
        return not_sent(Step::Folder, true, reason);
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Ok(()) => HandOver::HandedOver { answer: format!("written to {}", complete.display()) },
        Err(fault) => HandOver::InDoubt { reason: format!("written to {}, but: {fault}", complete.display()) },
    }
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn not_sent(step: Step, retry: bool, reason: String) -> HandOver {
    HandOver::NotSent { step, retry, reason }
}
