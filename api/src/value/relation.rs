//! What hangs on the rows of a page, read once for all of them.

use std::collections::HashMap;
use std::hash::Hash;

use sea_orm::DbErr;
use tokio::sync::OnceCell;

use crate::error::ApiError;

/// One relation of a page: whichever row is asked first, one statement reads it for all of them.
///
/// A page and everything below it share their relations by an `Arc`, so that what lies two levels down is read once
/// for the whole level as well.
#[derive(Debug)]
pub struct Relation<K, V>(OnceCell<HashMap<K, Vec<V>>>);

impl<K, V> Default for Relation<K, V> {
    fn default() -> Self {
        Self(OnceCell::new())
    }
}

impl<K: Eq + Hash, V> Relation<K, V> {
    /// What belongs to one row, in the order it was found. `find` finds it for all rows of the page, `owner` says whose
    /// each is.
    pub async fn of<F: Future<Output = Result<Vec<V>, DbErr>>>(
        &self,
        key: K,
        find: impl FnOnce() -> F,
        owner: impl Fn(&V) -> K,
    ) -> Result<&[V], ApiError> {
        let read = async || {
            let mut found: HashMap<K, Vec<V>> = HashMap::new();
            for row in find().await? {
                found.entry(owner(&row)).or_default().push(row);
            }
            Ok::<_, ApiError>(found)
        };
        let all = self.0.get_or_try_init(read).await?;
        Ok(all.get(&key).map_or(&[], Vec::as_slice))
    }
}
