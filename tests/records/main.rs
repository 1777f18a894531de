//! Finders and records against real databases: each test runs on SQLite and on PostgreSQL.

mod access;
mod audit;
mod database;
mod given;
mod job;
mod life;
mod migrations;
mod payments;
mod visibility;
