//! What a story is told with: a whole running Khu of its own, people who act through HTTP, days that pass on the
//! clock, mailboxes that are read.
//!
//! A story leaves the place clean: what is still waiting to be mailed, or has failed, fails it.

mod answer;
mod forms;
mod given;
mod khu;
mod mailbox;
mod person;

pub use answer::Answer;
pub use forms::Forms;
pub use given::{Contract, Given};
pub use khu::{FIRST_DAY, Khu, PASSWORD, at, provider};
pub use mailbox::{Arrivals, Letter, Mailbox};
pub use person::Person;

/// Declares stories that take a [`Khu`] and are lived on both engines, with mail in a folder. Stories about the way to
/// the mail server begin with `over smtp;`.
#[macro_export]
macro_rules! stories {
    (over smtp; $($story:tt)*) => { $crate::stories!(@told open_over_smtp: $($story)*); };
    (@told $open:ident: $($(#[$meta:meta])* async fn $name:ident($khu:ident: &Khu) $body:block)*) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn story($khu: &$crate::story::Khu) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                if let Some(khu) = $crate::story::Khu::$open($crate::engine::Engine::Sqlite).await {
                    story(&khu).await;
                    khu.close().await;
                }
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                if let Some(khu) = $crate::story::Khu::$open($crate::engine::Engine::Postgres).await {
                    story(&khu).await;
                    khu.close().await;
                }
            }
        }
    )*};
    ($($story:tt)*) => { $crate::stories!(@told open: $($story)*); };
}
