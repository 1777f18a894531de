//! Scripts that are run by Node.js, where it is installed.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A folder beside this file with a `package.json`, its lock, and `run.mjs`.
pub struct Script {
    name: &'static str,
    program: Option<&'static str>,
}

impl Script {
    pub const fn of(name: &'static str) -> Self {
        Self { name, program: None }
    }

    /// A program that the script starts and that must be installed.
    pub const fn needing(self, program: &'static str) -> Self {
        Self { program: Some(program), ..self }
    }

    /// What the script printed, once it has ended well. `None` where it could not be tried, which is said loudly;
    /// with `KHU_REQUIRE_BROWSER` set (as in CI) that is a failure.
    pub fn run(&self, arguments: &[&str]) -> Option<String> {
        let folder = match self.installed() {
            Ok(folder) => folder,
            Err(reason) => {
                self.say_it_was_not_tried(&reason);
                return None;
            }
        };
        let output = Command::new("node").arg("run.mjs").args(arguments).current_dir(folder).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
        Some(said)
    }

    /// The folder with its packages, installed once per lock beside the other build results.
    fn installed(&self) -> Result<PathBuf, String> {
        if let Some(program) = self.program.filter(|program| !Path::new(program).exists()) {
            return Err(format!("{program} is not installed"));
        }
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("web").join(self.name);
        let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("web-{}", self.name));
        let lock = std::fs::read(from.join("package-lock.json")).unwrap();
        let is_installed = std::fs::read(to.join("installed")).is_ok_and(|of| of == lock);
        std::fs::create_dir_all(&to).unwrap();
        for file in std::fs::read_dir(&from).unwrap() {
            let file = file.unwrap();
            if file.file_type().unwrap().is_file() {
                std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
            }
        }
        if !is_installed {
            let npm =
                Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(&to).stdin(Stdio::null()).output();
            let npm = npm.map_err(|error| format!("npm cannot be started: {error}"))?;
            if !npm.status.success() {
                return Err(format!("npm ci failed: {}", String::from_utf8_lossy(&npm.stderr).trim()));
            }
            std::fs::write(to.join("installed"), lock).unwrap();
        }
        Ok(to)
    }

    fn say_it_was_not_tried(&self, reason: &str) {
        let name = self.name;
        assert!(std::env::var_os("KHU_REQUIRE_BROWSER").is_none(), "{name} must be tried, but {reason}");
        // Written past the test runner's capture, so that it is seen.
        let line = format!("\n*** NOT TRIED: {name}: {reason}\n\n");
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
}
