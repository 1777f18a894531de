//! Khu over GraphQL: web clients query contracts through it, admins steer from its playground.

pub mod error;
pub mod http;
pub mod playground;
