//! What is owed, what was received, which settled which (C5, S3), and what was asked for and invoiced.

crate::dialect::tables!(
    "m0005_billing",
    up: &[
        "CREATE TABLE instalment (
            id {uuid} PRIMARY KEY NOT NULL,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            number integer NOT NULL,
            label text NOT NULL,
            amount_minor bigint NOT NULL CHECK (amount_minor > 0),
            agreed_due_on {date} NOT NULL,
            due_on {date} NOT NULL,
            UNIQUE (contract_id, number)
        )",
        "CREATE INDEX instalment_due ON instalment (due_on, contract_id)",
        // A received fact. A wrong one is reversed, never changed; what replaces it names it.
        "CREATE TABLE payment (
            id {uuid} PRIMARY KEY NOT NULL,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            reference text NOT NULL,
            amount_minor bigint NOT NULL CHECK (amount_minor > 0),
            received_on {date} NOT NULL,
            note text,
            corrects_id {uuid} UNIQUE REFERENCES payment (id) ON DELETE RESTRICT,
            entered_at {instant} NOT NULL
        )",
        // One entry per reference of the bank; only what corrects an entry may carry its reference again.
        "CREATE UNIQUE INDEX payment_reference ON payment (reference) WHERE corrects_id IS NULL",
        "CREATE INDEX payment_same_reference ON payment (reference)",
        "CREATE INDEX payment_contract ON payment (contract_id, received_on, id)",
        "CREATE INDEX payment_received ON payment (received_on, id)",
        "CREATE TABLE payment_reversal (
            payment_id {uuid} PRIMARY KEY NOT NULL REFERENCES payment (id) ON DELETE RESTRICT,
            reversed_on {date} NOT NULL,
            reason text NOT NULL,
            entered_at {instant} NOT NULL
        )",
        "CREATE TABLE allocation (
            payment_id {uuid} NOT NULL REFERENCES payment (id) ON DELETE RESTRICT,
            instalment_id {uuid} NOT NULL REFERENCES instalment (id) ON DELETE RESTRICT,
            amount_minor bigint NOT NULL CHECK (amount_minor > 0),
            PRIMARY KEY (payment_id, instalment_id)
        )",
        "CREATE INDEX allocation_instalment ON allocation (instalment_id)",
        // Đề nghị thanh toán: what the customer is asked to transfer, and with which note.
        "CREATE TABLE payment_request (
            id {uuid} PRIMARY KEY NOT NULL,
            reference text NOT NULL UNIQUE,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            instalment_id {uuid} NOT NULL REFERENCES instalment (id) ON DELETE RESTRICT,
            amount_minor bigint NOT NULL CHECK (amount_minor > 0),
            requested_on {date} NOT NULL,
            created_at {instant} NOT NULL
        )",
        "CREATE INDEX payment_request_contract ON payment_request (contract_id)",
        "CREATE INDEX payment_request_instalment ON payment_request (instalment_id)",
        // The tax e-invoice is issued elsewhere; its number, date and rate are recorded here.
        "CREATE TABLE e_invoice (
            id {uuid} PRIMARY KEY NOT NULL,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            instalment_id {uuid} NOT NULL REFERENCES instalment (id) ON DELETE RESTRICT,
            series text NOT NULL,
            number text NOT NULL,
            issued_on {date} NOT NULL,
            net_minor bigint NOT NULL CHECK (net_minor > 0),
            vat_category text NOT NULL
                CHECK (vat_category IN ('STANDARD', 'REDUCED', 'FIVE_PERCENT', 'ZERO', 'EXEMPT', 'NOT_DECLARED')),
            vat_rate_basis_points integer NOT NULL,
            vat_minor bigint NOT NULL CHECK (vat_minor >= 0),
            created_at {instant} NOT NULL,
            UNIQUE (series, number)
        )",
        "CREATE INDEX e_invoice_contract ON e_invoice (contract_id)",
        "CREATE INDEX e_invoice_instalment ON e_invoice (instalment_id)",
    ],
    drop: &["e_invoice", "payment_request", "allocation", "payment_reversal", "payment", "instalment"]
);
