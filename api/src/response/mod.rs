//! Answer-by clocks (P3).

pub mod object;
