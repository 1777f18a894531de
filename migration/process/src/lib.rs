//! What every process of Khu begins and ends with: the `.env` file, the settings that all of them need, and the signal
//! to stop. It knows nothing of what the processes do.

mod env_file;
mod settings;
mod stop;

pub use env_file::{EnvFileRefused, read_env_file};
pub use settings::{SettingsRefused, database_url, environment, secret};
pub use stop::told_to_stop;
