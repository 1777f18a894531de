//! Days: periods as the civil code counts them, the working calendar, days and hours of a zone. All pure.

pub mod period;
pub mod working_day;
pub mod working_hours;
pub mod zone;
