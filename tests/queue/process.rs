//! Worker processes, and killing them.

use std::collections::HashMap;
use std::process::{Child, Command, Stdio};

/// 32 bytes of value 1, as the installation of these tests was made with.
pub const MAILS_SECRET: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

/// Processes on one database.
pub struct Fleet {
    url: String,
    mail: String,
    journal: Option<tempfile::NamedTempFile>,
    running: Vec<Child>,
}

impl Fleet {
    /// Processes that write down what they begin.
    pub fn journaling(url: &str) -> Self {
        let journal = tempfile::NamedTempFile::new().expect("a file for the journal");
        Self { url: url.to_owned(), mail: "file:/tmp".to_owned(), journal: Some(journal), running: Vec::new() }
    }

    /// Processes that do the real duties and hand their mail to this server.
    pub fn mailing(url: &str, server: &str) -> Self {
        Self { url: url.to_owned(), mail: server.to_owned(), journal: None, running: Vec::new() }
    }

    /// Starts another one.
    pub fn start(&mut self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khu-worker"));
        command.env("DATABASE_URL", &self.url).env("KHU_SECRET", MAILS_SECRET).env("KHU_MAIL", &self.mail);
        command.env("KHU_FILES", format!("file:{}", std::env::temp_dir().display()));
        command.args(self.journal.as_ref().map(tempfile::NamedTempFile::path)).stdin(Stdio::null());
        self.running.push(command.spawn().expect("the worker's binary starts"));
    }

    /// `kill -9` for the one that has run longest.
    pub fn kill_oldest(&mut self) {
        let mut oldest = self.running.remove(0);
        oldest.kill().expect("it can be killed");
        oldest.wait().expect("it is gone");
    }

    /// Asks all of them to stop, as a service manager does.
    pub fn stop_all(&mut self) {
        for child in &self.running {
            let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
            assert!(asked.expect("kill runs").success());
        }
        for mut child in self.running.drain(..) {
            assert!(child.wait().expect("it ends").success(), "a worker ended badly");
        }
    }

    /// How often each job was begun.
    pub fn journal(&self) -> HashMap<String, usize> {
        let journal = self.journal.as_ref().expect("these processes write a journal");
        let lines = std::fs::read_to_string(journal.path()).expect("the journal is read");
        lines.lines().fold(HashMap::new(), |mut times, line| {
            *times.entry(line.to_owned()).or_default() += 1;
            times
        })
    }
}

impl Drop for Fleet {
    fn drop(&mut self) {
        for child in &mut self.running {
            // A test that failed leaves none behind.
            child.kill().ok();
            child.wait().ok();
        }
    }
}
