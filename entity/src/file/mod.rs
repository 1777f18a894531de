//! Stored files: encrypted from the first one on (design 3, P2).
//!
//! *Table*: [`stored_file`]. *Rule*: [`sealing`], a key per file under the installation's. *Store*: [`Files`], where the
//! sealed content lies. *Record*: [`record`], which writes the row of a file that is in the store.

pub mod record;
pub mod sealing;
mod store;
pub mod stored_file;

pub use store::{Files, FilesFailed, FilesSetting, FilesSettingRefused, FilesUnusable};
