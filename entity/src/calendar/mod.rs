//! Days: periods as the civil code counts them, the working calendar, days and hours of a zone.
//!
//! *Rules*: [`period`], [`working_day`], [`working_hours`], [`zone`]. *Tables*: [`day`], [`year`]. *Finder*: [`read`].

pub mod day;
pub mod period;
mod reading;
pub mod record;
pub mod working_day;
pub mod working_hours;
pub mod year;
pub mod zone;

pub use reading::read;
