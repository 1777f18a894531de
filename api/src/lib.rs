//! Khu over GraphQL: web clients query contracts through it, admins steer from its playground.

pub mod access;
pub mod audit;
pub mod billing;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod contract;
pub mod desk;
pub mod error;
pub mod http;
pub mod install;
pub mod job;
pub mod mail;
pub mod node;
pub mod notice;
pub mod party;
pub mod playground;
pub mod provider;
pub mod reception;
pub mod reminder;
pub mod schema;
pub mod serve;
pub mod settings;
pub mod task;
pub mod value;
pub mod warranty;
