//! Cover per deliverable and the claims made on it (P5, S7).

crate::dialect::tables!(
    "m0006_warranty",
    up: &[
        "CREATE TABLE warranty_cover (
            id {uuid} PRIMARY KEY NOT NULL,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            deliverable_id {uuid} NOT NULL UNIQUE REFERENCES deliverable (id) ON DELETE RESTRICT,
            from_on {date} NOT NULL,
            months integer NOT NULL CHECK (months > 0),
            last_covered_on {date} NOT NULL
        )",
        "CREATE INDEX warranty_cover_contract ON warranty_cover (contract_id)",
        "CREATE INDEX warranty_cover_last ON warranty_cover (last_covered_on)",
        "CREATE TABLE warranty_claim (
            id {uuid} PRIMARY KEY NOT NULL,
            reference text NOT NULL UNIQUE,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            deliverable_id {uuid} NOT NULL REFERENCES deliverable (id) ON DELETE RESTRICT,
            state text NOT NULL CHECK (state IN ('FILED', 'RESOLVED', 'REJECTED')),
            is_covered boolean NOT NULL,
            defect_on {date} NOT NULL,
            description text NOT NULL,
            filed_on {date} NOT NULL,
            filed_by {uuid} NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
            answered_on {date},
            answer text,
            created_at {instant} NOT NULL,
            CHECK ((state = 'FILED') = (answered_on IS NULL))
        )",
        "CREATE INDEX warranty_claim_contract ON warranty_claim (contract_id)",
        "CREATE INDEX warranty_claim_deliverable ON warranty_claim (deliverable_id)",
    ],
    drop: &["warranty_claim", "warranty_cover"]
);
