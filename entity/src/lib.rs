//! What Khu knows and decides. Per capability: *tables* (rows and finders), *rules* (pure), *records* (the only writers).

pub mod acceptance;
pub mod access;
pub mod audit;
pub mod billing;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod contract;
pub mod database;
pub mod document;
pub mod file;
pub mod inquiry;
pub mod installation;
pub mod job;
pub mod life;
pub mod mail;
pub mod notice;
pub mod party;
pub mod refusal;
pub mod reminder;
pub mod response;
pub mod support;
pub mod task;
pub mod value;
pub mod warranty;
pub mod workflow;
