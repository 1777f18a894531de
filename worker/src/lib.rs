//! The timed duties of Khu: reminders, notices, mail.

pub mod desk;
pub mod document;
pub mod duty;
pub mod notice;
pub mod post;
pub mod queue;
pub mod settings;
mod work;

pub use work::{WorkRefused, work};

use settings::Settings;

/// Does every duty with these settings until `stop` resolves.
pub async fn run(settings: Settings, stop: impl Future<Output = ()>) -> Result<(), WorkRefused> {
    work(settings, duty::all(), stop).await
}
