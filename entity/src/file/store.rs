//! Where the sealed content of files lies: a folder. Nothing in it can be read without the master key.

use super::sealing::{self, Chance, Unopened};
use super::stored_file::Model;
use crate::access::MasterKey;
use crate::clock::Instant;
use crate::value::id::FileId;
use crate::value::sha256::sha256;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

/// Where files are kept, read from `KHU_FILES`: `file:folder`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilesSetting(PathBuf);

/// What is wrong with a `KHU_FILES`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilesSettingRefused {
    /// It names no place that is known.
    #[error("must be file: with a folder, such as file:var/files")]
    Unreadable,
    /// It names a bucket.
    #[error("names a bucket, but this release keeps files in a folder only, such as file:var/files")]
    Bucket,
}

/// Why files cannot be kept where the setting says.
#[derive(Debug, thiserror::Error)]
#[error("files cannot be kept in {}: {reason}", .folder.display())]
pub struct FilesUnusable {
    folder: PathBuf,
    reason: String,
}

/// Why a file could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum FilesFailed {
    /// The store failed, or the content is not there.
    #[error("the file store failed: {0}")]
    Store(#[from] object_store::Error),
    /// What lies there does not open.
    #[error(transparent)]
    Unopened(#[from] Unopened),
    /// The system gave no randomness to make a key of.
    #[error("no randomness for a key: {0}")]
    NoChance(#[from] getrandom::Error),
    /// What opened is not what was stored.
    #[error("the file is not the one that was stored")]
    NotTheSame,
}

/// The installation's files. Cheap to clone; one per process.
#[derive(Clone, Debug)]
pub struct Files {
    objects: Arc<dyn ObjectStore>,
    master: MasterKey,
}

impl FromStr for FilesSetting {
    type Err = FilesSettingRefused;

    fn from_str(text: &str) -> Result<Self, FilesSettingRefused> {
        if text.trim().starts_with("s3://") {
            return Err(FilesSettingRefused::Bucket);
        }
        let folder = text.trim().strip_prefix("file:").filter(|folder| !folder.is_empty());
        folder.map(|folder| Self(PathBuf::from(folder))).ok_or(FilesSettingRefused::Unreadable)
    }
}

impl Files {
    /// Opens the store; a folder that is not there is made.
    pub fn open(setting: &FilesSetting, master: MasterKey) -> Result<Self, FilesUnusable> {
        let folder = &setting.0;
        let unusable = |reason: String| FilesUnusable { folder: folder.clone(), reason };
        std::fs::create_dir_all(folder).map_err(|error| unusable(error.to_string()))?;
        let objects = LocalFileSystem::new_with_prefix(folder).map_err(|error| unusable(error.to_string()))?;
        Ok(Self { objects: Arc::new(objects.with_fsync(true)), master })
    }

    /// Seals the content and puts it into the store under a fresh id. Its row is the caller's to
    /// [keep](super::record::keep): until then nobody finds it.
    pub async fn put(&self, content: &[u8], media_type: &str, now: Instant) -> Result<Model, FilesFailed> {
        let id = FileId::new();
        let sealed = sealing::seal(&self.master, id, content, &chance()?)?;
        self.objects.put(&place(id), sealed.bytes.into()).await?;
        Ok(Model {
            id,
            size: i64::try_from(content.len()).unwrap_or(i64::MAX),
            media_type: media_type.to_owned(),
            sha256: sha256(content),
            wrapped_key: sealed.wrapped_key,
            created_at: now,
        })
    }

    /// The content of a file, proven to be what was stored.
    pub async fn read(&self, file: &Model) -> Result<Vec<u8>, FilesFailed> {
        let bytes = self.objects.get(&place(file.id)).await?.bytes().await?;
        let content = sealing::open(&self.master, file.id, &file.wrapped_key, &bytes)?;
        if sha256(&content) == file.sha256 { Ok(content) } else { Err(FilesFailed::NotTheSame) }
    }

    /// Takes content out of the store that no row refers to.
    pub async fn forget(&self, id: FileId) -> Result<(), FilesFailed> {
        Ok(self.objects.delete(&place(id)).await?)
    }
}

fn chance() -> Result<Chance, getrandom::Error> {
    let mut chance = Chance { key: [0; 32], key_nonce: [0; 24], nonce: [0; 24] };
    getrandom::fill(&mut chance.key)?;
    getrandom::fill(&mut chance.key_nonce)?;
    getrandom::fill(&mut chance.nonce)?;
    Ok(chance)
}

fn place(id: FileId) -> Path {
    Path::from(id.0.simple().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_folder_will_do() {
        assert_eq!("file:var/files".parse(), Ok(FilesSetting(PathBuf::from("var/files"))));
        assert_eq!(" file:/srv/khu ".parse(), Ok(FilesSetting(PathBuf::from("/srv/khu"))));
        assert_eq!("s3://khu".parse::<FilesSetting>(), Err(FilesSettingRefused::Bucket));
        for text in ["", "file:", "var/files", "ftp://x"] {
            assert_eq!(text.parse::<FilesSetting>(), Err(FilesSettingRefused::Unreadable), "{text}");
        }
    }
}
