//! The contract, what it delivers, who works on it, and when it rested.

crate::dialect::tables!(
    "m0004_contract",
    up: &[
        "CREATE TABLE contract (
            id {uuid} PRIMARY KEY NOT NULL,
            reference text NOT NULL UNIQUE,
            customer_id {uuid} NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
            title text NOT NULL,
            title_folded text NOT NULL,
            state text NOT NULL CHECK (state IN
                ('DRAFT', 'SIGNED', 'DEPLOYING', 'FINISHED', 'ACCEPTED', 'CLOSED', 'CANCELLED', 'TERMINATED')),
            version bigint NOT NULL,
            currency text NOT NULL,
            net_minor bigint NOT NULL CHECK (net_minor > 0),
            vat_minor bigint NOT NULL CHECK (vat_minor >= 0),
            total_minor bigint NOT NULL,
            warranty_terms text NOT NULL,
            signed_on {date},
            started_on {date},
            finished_on {date},
            accepted_on {date},
            liquidated_on {date},
            closed_on {date},
            cancelled_on {date},
            terminated_on {date},
            ending_reason text,
            settlement_note text,
            created_at {instant} NOT NULL,
            CHECK (total_minor = net_minor + vat_minor)
        )",
        "CREATE INDEX contract_created ON contract (created_at, id)",
        "CREATE INDEX contract_signed ON contract (signed_on, id)",
        "CREATE INDEX contract_customer ON contract (customer_id, created_at, id)",
        "CREATE INDEX contract_state ON contract (state, created_at, id)",
        "CREATE INDEX contract_state_signed ON contract (state, signed_on, id)",
        "CREATE TABLE deliverable (
            id {uuid} PRIMARY KEY NOT NULL,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            position integer NOT NULL,
            package_id {uuid} REFERENCES service_package (id) ON DELETE RESTRICT,
            name_vi text NOT NULL,
            name_en text NOT NULL,
            net_minor bigint NOT NULL CHECK (net_minor >= 0),
            vat_category text NOT NULL
                CHECK (vat_category IN ('STANDARD', 'REDUCED', 'FIVE_PERCENT', 'ZERO', 'EXEMPT', 'NOT_DECLARED')),
            vat_rate_basis_points integer NOT NULL,
            vat_minor bigint NOT NULL CHECK (vat_minor >= 0),
            warranty_months integer NOT NULL CHECK (warranty_months BETWEEN 0 AND 120),
            UNIQUE (contract_id, position)
        )",
        "CREATE TABLE assignment (
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
            assigned_at {instant} NOT NULL,
            PRIMARY KEY (contract_id, person_id)
        )",
        "CREATE INDEX assignment_person ON assignment (person_id, contract_id)",
        "CREATE TABLE suspension (
            id {uuid} PRIMARY KEY NOT NULL,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            from_on {date} NOT NULL,
            reason text NOT NULL,
            resumed_on {date}
        )",
        "CREATE UNIQUE INDEX suspension_open ON suspension (contract_id) WHERE resumed_on IS NULL",
    ],
    drop: &["suspension", "assignment", "deliverable", "contract"]
);
