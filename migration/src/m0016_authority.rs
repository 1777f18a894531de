//! What an authority was asked and what it said, step by step (S4).

crate::dialect::tables!(
    "m0016_authority",
    up: &[
        "CREATE TABLE authority_step (
            id {uuid} PRIMARY KEY NOT NULL,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            item_id {uuid} NOT NULL REFERENCES work_item (id) ON DELETE RESTRICT,
            kind text NOT NULL CHECK (kind IN ('SUBMITTED', 'APPOINTED', 'SUPPLEMENT_ASKED', 'GRANTED', 'REFUSED')),
            happened_on {date} NOT NULL,
            authority text,
            paper_number text,
            appointment_on {date},
            note text,
            CHECK ((kind = 'SUBMITTED') = (authority IS NOT NULL)),
            CHECK (kind <> 'APPOINTED' OR appointment_on IS NOT NULL)
        )",
        "CREATE INDEX authority_step_contract ON authority_step (contract_id)",
        "CREATE INDEX authority_step_item ON authority_step (item_id)",
    ],
    drop: &["authority_step"]
);
