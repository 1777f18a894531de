//! Who takes part: industrial parks, customer companies, people, and how people get in.

crate::dialect::tables!(
    "m0002_party",
    up: &[
        "CREATE TABLE industrial_park (
            id {uuid} PRIMARY KEY NOT NULL,
            code text NOT NULL UNIQUE,
            name_vi text NOT NULL,
            name_en text NOT NULL,
            province text NOT NULL
        )",
        // `name_folded` is the name without case and diacritics: neither engine folds Vietnamese the same way.
        "CREATE TABLE customer (
            id {uuid} PRIMARY KEY NOT NULL,
            name text NOT NULL,
            name_folded text NOT NULL,
            tax_code text NOT NULL UNIQUE,
            kind text NOT NULL CHECK (kind IN ('DOMESTIC', 'EXPORT_PROCESSING')),
            address text NOT NULL,
            park_id {uuid} REFERENCES industrial_park (id) ON DELETE RESTRICT,
            plot text,
            billing_name text NOT NULL,
            billing_email text,
            billing_cc {json} NOT NULL,
            locale text NOT NULL CHECK (locale IN ('vi', 'en')),
            zone text NOT NULL,
            version bigint NOT NULL,
            created_at {instant} NOT NULL
        )",
        "CREATE INDEX customer_name ON customer (name_folded, id)",
        "CREATE INDEX customer_park ON customer (park_id)",
        // A customer's person belongs to one company; staff and admins to none.
        "CREATE TABLE person (
            id {uuid} PRIMARY KEY NOT NULL,
            role text NOT NULL CHECK (role IN ('ADMIN', 'STAFF', 'CUSTOMER')),
            is_accountant boolean NOT NULL,
            is_signatory boolean NOT NULL,
            customer_id {uuid} REFERENCES customer (id) ON DELETE RESTRICT,
            name text NOT NULL,
            name_folded text NOT NULL,
            email text NOT NULL UNIQUE,
            locale text NOT NULL CHECK (locale IN ('vi', 'en')),
            password_hash text,
            disabled_at {instant},
            audit_salt text NOT NULL,
            version bigint NOT NULL,
            created_at {instant} NOT NULL,
            CHECK ((role = 'CUSTOMER') = (customer_id IS NOT NULL)),
            CHECK (NOT is_accountant OR role = 'STAFF'),
            CHECK (NOT is_signatory OR role = 'CUSTOMER')
        )",
        "CREATE INDEX person_name ON person (name_folded, id)",
        "CREATE INDEX person_customer ON person (customer_id)",
        "CREATE TABLE session (
            id {uuid} PRIMARY KEY NOT NULL,
            person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
            token_hash text NOT NULL UNIQUE,
            created_at {instant} NOT NULL,
            expires_at {instant} NOT NULL,
            revoked_at {instant}
        )",
        "CREATE INDEX session_person ON session (person_id)",
        "CREATE INDEX session_expiry ON session (expires_at)",
        // Invitation and password reset: the token itself is only in the mail, derived from the id and the master key.
        "CREATE TABLE one_time_token (
            id {uuid} PRIMARY KEY NOT NULL,
            person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
            purpose text NOT NULL CHECK (purpose IN ('INVITATION', 'PASSWORD_RESET')),
            created_at {instant} NOT NULL,
            expires_at {instant} NOT NULL,
            used_at {instant},
            voided_at {instant}
        )",
        "CREATE INDEX one_time_token_person ON one_time_token (person_id, purpose)",
    ],
    drop: &["one_time_token", "session", "person", "customer", "industrial_park"]
);
