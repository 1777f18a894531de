//! The `.env` file.

use std::path::{Path, PathBuf};

/// Why the `.env` file cannot be used. It never repeats what stands in it: that may be a secret.
#[derive(Debug, thiserror::Error)]
pub enum EnvFileRefused {
    /// A line is no `NAME=value`, or a quote in it is not closed.
    #[error("{} line {line} is not NAME=value; a value with blanks, quotes or # stands in quotes that are closed", .file.display())]
    Line {
        /// Which file.
        file: PathBuf,
        /// Which line, from 1: where the value begins.
        line: usize,
    },
    /// It is there, and cannot be read.
    #[error("{} cannot be read: {error}", .file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
}

/// Reads the `.env` file of this folder, or of the nearest one above, into the environment; what is set there already
/// stays. No file is fine.
///
/// Refuses a file that cannot be read or does not parse.
pub fn read_env_file() -> Result<(), EnvFileRefused> {
    let folder = std::env::current_dir().unwrap_or_default();
    match folder.ancestors().map(|folder| folder.join(".env")).find(|file| file.is_file()) {
        Some(file) => read(&file),
        None => Ok(()),
    }
}

fn read(file: &Path) -> Result<(), EnvFileRefused> {
    let unreadable = |error| EnvFileRefused::Unreadable { file: file.to_owned(), error };
    let text = std::fs::read_to_string(file).map_err(unreadable)?;
    dotenvy::from_path(file).map_err(|error| refused(file, &text, error))
}

fn refused(file: &Path, text: &str, error: dotenvy::Error) -> EnvFileRefused {
    let file = file.to_owned();
    match error {
        dotenvy::Error::LineParse(broken, _) => {
            let before = text.split_once(broken.trim_end()).map_or("", |(before, _)| before);
            EnvFileRefused::Line { file, line: before.matches('\n').count().saturating_add(1) }
        }
        dotenvy::Error::Io(error) => EnvFileRefused::Unreadable { file, error },
        other @ (dotenvy::Error::EnvVar(_) | _) => {
            EnvFileRefused::Unreadable { file, error: std::io::Error::other(other) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(".env");
        std::fs::write(&file, text).unwrap();
        read(&file).err().map(|refused| refused.to_string())
    }

    #[test]
    fn a_file_that_does_not_parse_is_told_by_its_line_and_not_by_its_content() {
        for (text, line) in [
            ("# a remark\nPROCESS_TEST_A=1\n\nPROCESS_TEST_B 'hush'\n", Some(4)),
            ("PROCESS_TEST_A=1\nPROCESS_TEST_B='hush\nhush\n", Some(2)),
            ("PROCESS_TEST_A=two hush\n", Some(1)),
            ("PROCESS_TEST_A=1\n# a remark\n\nPROCESS_TEST_B=\"a b\" # hush\n", None),
            ("", None),
        ] {
            let refused = refusal(text);
            assert_eq!(refused.is_some(), line.is_some(), "{text:?} {refused:?}");
            if let (Some(refused), Some(line)) = (refused, line) {
                assert!(refused.contains(&format!(".env line {line} ")) && !refused.contains("hush"), "{refused}");
            }
        }
    }

    #[test]
    fn a_file_that_is_there_and_cannot_be_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(".env"), [0xff, 0xfe]).unwrap();
        assert!(read(&folder.path().join(".env")).unwrap_err().to_string().contains("cannot be read"));
    }
}
