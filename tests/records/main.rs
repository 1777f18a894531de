//! Finders and records against real databases: each test runs on SQLite and on PostgreSQL.

mod acceptance;
mod access;
mod agreement;
mod audit;
mod database;
mod days;
mod document;
mod due_events;
mod duty;
mod given;
mod inquiry;
mod job;
mod life;
mod mail;
mod migrations;
mod next_action;
mod notice;
mod parties;
mod payments;
mod quote;
mod reminder;
mod support;
mod visibility;
mod warranty;
mod wide;
mod workflow;
