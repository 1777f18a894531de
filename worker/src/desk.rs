//! What a duty works with.

use std::sync::Arc;

use entity::access::MasterKey;
use entity::database::Database;
use entity::file::Files;

use crate::post::{Correspondent, Post};

/// Everything a duty may reach. Cheap to clone; one per process.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Where the facts are.
    pub database: Database,
    /// The way out for letters.
    pub post: Arc<Post>,
    /// Where documents are kept.
    pub files: Files,
    /// Makes the one-time tokens that stand in letters.
    pub key: MasterKey,
    /// What every letter of this installation says alike.
    pub house: Arc<House>,
}

/// How this installation presents itself in letters.
#[derive(Clone, Debug)]
pub struct House {
    /// Where people find the web client, without a slash at the end: `https://khu.example`.
    pub public_url: String,
    /// Whom letters are from.
    pub sender: Correspondent,
}
