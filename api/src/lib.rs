//! Khu over GraphQL: web clients query contracts through it, admins steer from its playground.

pub mod access;
pub mod clock;
pub mod desk;
pub mod error;
pub mod http;
pub mod install;
pub mod playground;
pub mod reception;
pub mod schema;
pub mod serve;
pub mod settings;
pub mod value;
