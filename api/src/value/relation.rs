//! What the rows of a page lead to, read once for all of them.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use sea_orm::DbErr;
use tokio::sync::OnceCell;

use crate::error::ApiError;

/// One relation of a page: the keys that its rows lead to, and what was found for them once somebody has asked.
/// The rows of a page share it, so that it costs the same whatever the size of the page.
#[derive(Debug)]
pub struct Relation<K, V> {
    keys: Vec<K>,
    found: OnceCell<HashMap<K, V>>,
}

impl<K: Copy + Eq + Hash + Ord, V> Relation<K, V> {
    /// Nothing is read yet.
    pub fn to(keys: impl IntoIterator<Item = K>) -> Self {
        let keys: BTreeSet<K> = keys.into_iter().collect();
        Self { keys: keys.into_iter().collect(), found: OnceCell::new() }
    }

    /// What stands under `key`; `read` is called for all keys of the page when nobody has asked before.
    pub async fn at(
        &self,
        key: K,
        read: impl AsyncFnOnce(Vec<K>) -> Result<HashMap<K, V>, DbErr>,
    ) -> Result<Option<&V>, ApiError> {
        let found = self.found.get_or_try_init(|| read(self.keys.clone())).await?;
        Ok(found.get(&key))
    }
}

/// Rows by their key.
pub fn by<K: Eq + Hash, M>(rows: Vec<M>, key: impl Fn(&M) -> K) -> HashMap<K, M> {
    rows.into_iter().map(|row| (key(&row), row)).collect()
}

/// Rows in groups, each in the order of the rows.
pub fn grouped<K: Eq + Hash, M>(rows: Vec<M>, key: impl Fn(&M) -> Option<K>) -> HashMap<K, Vec<M>> {
    let mut groups: HashMap<K, Vec<M>> = HashMap::new();
    for row in rows {
        if let Some(key) = key(&row) {
            groups.entry(key).or_default().push(row);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_page_reads_a_relation_once() {
        let relation = Relation::to([3, 1, 3]);
        let read = async |keys: Vec<i32>| {
            assert_eq!(keys, [1, 3]);
            Ok(by(keys, |key| *key))
        };
        assert_eq!(relation.at(3, read).await.unwrap(), Some(&3));
        let never = async |_: Vec<i32>| -> Result<HashMap<i32, i32>, DbErr> { panic!("it was read already") };
        assert_eq!(relation.at(1, never).await.unwrap(), Some(&1));
        assert_eq!(relation.at(2, never).await.unwrap(), None);
    }
}
