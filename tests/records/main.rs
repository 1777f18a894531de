//! Finders and records against real databases: each test runs on SQLite and on PostgreSQL.

mod access;
mod audit;
mod database;
mod job;
mod migrations;
