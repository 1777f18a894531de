//! What is in the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The top folder.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package stands in the repository").to_owned()
}

/// The text of a file, by its path from the top.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(top().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every path that git tracks and that is still there, from the top.
pub fn tracked() -> Vec<String> {
    let listed = Command::new("git")
        .args(["-c", "safe.directory=*", "ls-files", "-z"])
        .current_dir(top())
        .output()
        .expect("git lists the tree");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).expect("paths are UTF-8");
    names.split_terminator('\0').filter(|path| top().join(path).exists()).map(str::to_owned).collect()
}

/// A Rust file.
pub struct Source {
    /// From the top, such as `entity/src/value/money.rs`.
    pub path: String,
    text: String,
}

/// Every Rust file whose path begins with `folder`.
pub fn sources(folder: &str) -> Vec<Source> {
    let found: Vec<_> = tracked()
        .into_iter()
        .filter(|path| path.starts_with(folder) && Path::new(path).extension().is_some_and(|ending| ending == "rs"))
        .map(|path| Source { text: text(&path), path })
        .collect();
    assert!(!found.is_empty(), "no source under {folder}");
    found
}

impl Source {
    /// What the file says of itself first.
    pub fn first_line(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }

    /// The lines before the tests that stand in the file.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let mut lines = self.text.lines().peekable();
        std::iter::from_fn(move || {
            let line = lines.next()?;
            let begins_tests = line == "#[cfg(test)]" && lines.peek().is_some_and(|next| next.ends_with('{'));
            (!begins_tests).then_some(line)
        })
    }

    /// Those lines without comments.
    pub fn code(&self) -> String {
        let bare = self.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
        bare.map(|line| line.split(" // ").next().unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }

    /// The folder right under `src`, or the file's name without its ending: `contract`, `database`, `lib`.
    pub fn capability(&self) -> &str {
        let inner = self.path.split_once("/src/").map_or(self.path.as_str(), |(_, inner)| inner);
        inner.split(['/', '.']).next().unwrap_or(inner)
    }

    /// Whether the whole file is tests.
    pub fn is_tests(&self) -> bool {
        self.path.ends_with("tests.rs") || !self.path.contains("/src/")
    }
}

/// Fails with everything that is wrong, one a line.
pub fn assert_none(wrong: &[String], rule: &str) {
    assert!(wrong.is_empty(), "{rule}\n  {}", wrong.join("\n  "));
}
