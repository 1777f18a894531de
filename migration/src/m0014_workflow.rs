//! The work plan of a contract in versions, its items, and what is waited for (P2, C3, S4).

crate::dialect::tables!(
    "m0014_workflow",
    up: &[
        "CREATE TABLE work_plan (
            id {uuid} PRIMARY KEY NOT NULL,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            number integer NOT NULL CHECK (number > 0),
            state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED', 'SUPERSEDED')),
            start_on {date} NOT NULL,
            note text,
            proposed_on {date} NOT NULL,
            proposed_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
            answered_on {date},
            answered_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
            answer text,
            created_at {instant} NOT NULL,
            UNIQUE (contract_id, number),
            CHECK (state NOT IN ('CONFIRMED', 'REJECTED') OR answered_on IS NOT NULL)
        )",
        // One version waits for its answer, and one holds.
        "CREATE UNIQUE INDEX work_plan_proposed ON work_plan (contract_id) WHERE state = 'PROPOSED'",
        "CREATE UNIQUE INDEX work_plan_confirmed ON work_plan (contract_id) WHERE state = 'CONFIRMED'",
        "CREATE TABLE work_item (
            id {uuid} PRIMARY KEY NOT NULL,
            plan_id {uuid} NOT NULL REFERENCES work_plan (id) ON DELETE RESTRICT,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            number integer NOT NULL CHECK (number > 0),
            owner text NOT NULL CHECK (owner IN ('PROVIDER', 'CUSTOMER', 'AUTHORITY')),
            name_vi text NOT NULL,
            name_en text NOT NULL,
            deliverable_id {uuid} REFERENCES deliverable (id) ON DELETE RESTRICT,
            working_days integer NOT NULL CHECK (working_days BETWEEN 1 AND 250),
            planned_from_on {date} NOT NULL,
            planned_to_on {date} NOT NULL,
            continues_id {uuid} REFERENCES work_item (id) ON DELETE RESTRICT,
            state text NOT NULL CHECK (state IN ('OPEN', 'IN_WORK', 'DONE')),
            started_on {date},
            done_on {date},
            evidence text,
            UNIQUE (plan_id, number),
            CHECK (planned_from_on <= planned_to_on),
            CHECK ((state = 'OPEN') = (started_on IS NULL)),
            CHECK ((state = 'DONE') = (done_on IS NOT NULL))
        )",
        "CREATE INDEX work_item_contract ON work_item (contract_id)",
        "CREATE TABLE work_item_after (
            item_id {uuid} NOT NULL REFERENCES work_item (id) ON DELETE RESTRICT,
            after_id {uuid} NOT NULL REFERENCES work_item (id) ON DELETE RESTRICT,
            plan_id {uuid} NOT NULL REFERENCES work_plan (id) ON DELETE RESTRICT,
            PRIMARY KEY (item_id, after_id),
            CHECK (item_id <> after_id)
        )",
        "CREATE INDEX work_item_after_plan ON work_item_after (plan_id)",
        "CREATE TABLE work_waiting (
            id {uuid} PRIMARY KEY NOT NULL,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            plan_id {uuid} NOT NULL REFERENCES work_plan (id) ON DELETE RESTRICT,
            item_id {uuid} REFERENCES work_item (id) ON DELETE RESTRICT,
            waits_for text NOT NULL CHECK (waits_for IN ('CUSTOMER', 'AUTHORITY')),
            from_on {date} NOT NULL,
            until_on {date},
            reason text NOT NULL,
            CHECK (until_on IS NULL OR from_on <= until_on)
        )",
        "CREATE INDEX work_waiting_contract ON work_waiting (contract_id)",
        "CREATE INDEX work_waiting_plan ON work_waiting (plan_id)",
    ],
    drop: &["work_waiting", "work_item_after", "work_item", "work_plan"]
);
