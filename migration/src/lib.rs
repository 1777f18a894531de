//! The tables of Khu on SQLite and PostgreSQL. Knows nothing of `entity`: a migration stays true when the code moves on.
