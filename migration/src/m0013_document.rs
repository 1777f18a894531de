//! Files, encrypted, and the papers the system writes: asked for, rendered, frozen (design 3, P2).

crate::dialect::tables!(
    "m0013_document",
    up: &[
        "CREATE TABLE stored_file (
            id {uuid} PRIMARY KEY NOT NULL,
            size bigint NOT NULL CHECK (size >= 0),
            media_type text NOT NULL,
            sha256 text NOT NULL CHECK (length(sha256) = 64),
            wrapped_key text NOT NULL,
            created_at {instant} NOT NULL
        )",
        "CREATE TABLE document (
            id {uuid} PRIMARY KEY NOT NULL,
            kind text NOT NULL,
            subject_id {uuid} NOT NULL,
            version integer NOT NULL CHECK (version > 0),
            reference text NOT NULL,
            dossier_id {uuid} NOT NULL,
            contract_id {uuid} REFERENCES contract (id) ON DELETE RESTRICT,
            customer_id {uuid} NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
            locale text NOT NULL CHECK (locale IN ('vi', 'en')),
            state text NOT NULL CHECK (state IN ('REQUESTED', 'FROZEN', 'FAILED')),
            file_id {uuid} UNIQUE REFERENCES stored_file (id) ON DELETE RESTRICT,
            sha256 text,
            size bigint,
            attempts integer NOT NULL CHECK (attempts >= 0),
            error text,
            mail_waits_until {instant} NOT NULL,
            requested_at {instant} NOT NULL,
            frozen_at {instant},
            UNIQUE (kind, subject_id, version),
            CHECK ((state = 'FROZEN') = (file_id IS NOT NULL)),
            CHECK ((file_id IS NULL) = (sha256 IS NULL) AND (file_id IS NULL) = (size IS NULL)),
            CHECK ((file_id IS NULL) = (frozen_at IS NULL)),
            CHECK (state <> 'FAILED' OR error IS NOT NULL)
        )",
        "CREATE INDEX document_contract ON document (contract_id, id)",
        "CREATE INDEX document_customer ON document (customer_id, id)",
        "CREATE INDEX document_requested ON document (id) WHERE state = 'REQUESTED'",
    ],
    drop: &["document", "stored_file"]
);
