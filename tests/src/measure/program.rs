//! The product's programs as they were built, run as processes of their own.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A running program; it is killed when it is dropped.
pub(super) struct Program {
    child: Child,
    /// Where it stands: nobody's `.env` is read there.
    _folder: tempfile::TempDir,
}

/// Where a program was built: beside this one. `Err` tells how to build it.
pub(super) fn find(name: &str) -> Result<PathBuf, String> {
    let this = std::env::current_exe().map_err(|error| format!("this program does not know where it is: {error}"))?;
    let found = this.with_file_name(name);
    if found.is_file() {
        return Ok(found);
    }
    let build = if cfg!(debug_assertions) { "cargo build" } else { "cargo build --release" };
    Err(format!("{} is missing: `{build}` makes it", found.display()))
}

impl Program {
    /// Starts it with these variables over those of the environment.
    pub(super) fn start(name: &str, arguments: &[&str], settings: &[(&str, &str)]) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
        let mut command = Command::new(find(name)?);
        command.args(arguments).envs(settings.iter().copied()).current_dir(folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().map_err(|error| format!("{name} does not start: {error}"))?;
        Ok(Self { child, _folder: folder })
    }

    /// Its resident memory, in KiB, as the system tells it.
    pub(super) fn resident_kib(&self) -> Result<u64, String> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        number.ok_or_else(|| format!("{path} does not tell VmRSS: has it ended?"))
    }

    /// Asks it to stop, as a service manager does, and waits until it has.
    pub(super) fn stop(mut self) -> Result<(), String> {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        asked.map_err(|error| format!("kill: {error}"))?;
        let ended = self.child.wait().map_err(|error| error.to_string())?;
        if ended.success() { Ok(()) } else { Err(format!("it ended with {ended}")) }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // One that was stopped is gone already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
