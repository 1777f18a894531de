//! What people said in the audit trail: kept beside it, so that it can be erased and the chain still verifies.

use crate::dialect;

dialect::tables!(
    "m0010_audit_reason",
    up: &[
        // The entry itself holds the reason sealed with `salt`.
        "CREATE TABLE audit_reason (
            entry_id {uuid} PRIMARY KEY NOT NULL REFERENCES audit_entry (id) ON DELETE RESTRICT,
            salt text NOT NULL,
            reason text NOT NULL
        )",
    ],
    drop: &["audit_reason"]
);
