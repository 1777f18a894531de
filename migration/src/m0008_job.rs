//! The queue: jobs, what became of each attempt, schedules, and kinds that rest.

crate::dialect::tables!(
    "m0008_job",
    up: &[
        "CREATE TABLE job (
            id {uuid} PRIMARY KEY NOT NULL,
            kind text NOT NULL,
            payload {json} NOT NULL,
            key text,
            slot_key text UNIQUE,
            state text NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
            run_at {instant} NOT NULL,
            attempts integer NOT NULL,
            max_attempts integer NOT NULL CHECK (max_attempts > 0),
            leased_by text,
            lease_until {instant},
            cancel_requested boolean NOT NULL,
            requested_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
            as_of {instant},
            dry_run boolean NOT NULL,
            done_count bigint NOT NULL,
            skipped_count bigint NOT NULL,
            failed_count bigint NOT NULL,
            error text,
            created_at {instant} NOT NULL,
            started_at {instant},
            finished_at {instant},
            CHECK ((state = 'RUNNING') = (leased_by IS NOT NULL)),
            CHECK ((leased_by IS NULL) = (lease_until IS NULL))
        )",
        // A fact that arrives while its job runs still gets a run: the key coalesces among waiting rows only.
        "CREATE UNIQUE INDEX job_waiting ON job (key) WHERE state = 'QUEUED' AND key IS NOT NULL",
        "CREATE INDEX job_due ON job (run_at, id) WHERE state = 'QUEUED'",
        "CREATE INDEX job_leased ON job (lease_until, id) WHERE state = 'RUNNING'",
        "CREATE INDEX job_created ON job (created_at, id)",
        // What stands before a person is rare among what is done, and is listed by itself.
        "CREATE INDEX job_failed ON job (created_at, id) WHERE state = 'FAILED'",
        "CREATE INDEX job_cancelled ON job (created_at, id) WHERE state = 'CANCELLED'",
        "CREATE INDEX job_kind ON job (kind, created_at, id)",
        "CREATE INDEX job_finished ON job (finished_at) WHERE finished_at IS NOT NULL",
        "CREATE TABLE job_attempt (
            id {uuid} PRIMARY KEY NOT NULL,
            job_id {uuid} NOT NULL REFERENCES job (id) ON DELETE CASCADE,
            number integer NOT NULL,
            worker text NOT NULL,
            outcome text NOT NULL CHECK (outcome IN ('DONE', 'RETRY', 'GAVE_UP', 'LOST', 'GIVEN_BACK', 'CANCELLED')),
            error text,
            started_at {instant} NOT NULL,
            finished_at {instant} NOT NULL
        )",
        "CREATE INDEX job_attempt_job ON job_attempt (job_id, number)",
        "CREATE TABLE schedule (
            kind text PRIMARY KEY NOT NULL,
            cron text NOT NULL,
            zone text NOT NULL,
            last_slot_at {instant} NOT NULL,
            version bigint NOT NULL
        )",
        // Kinds that rest, for all workers.
        "CREATE TABLE job_pause (
            kind text PRIMARY KEY NOT NULL,
            reason text NOT NULL,
            paused_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
            paused_at {instant} NOT NULL
        )",
    ],
    drop: &["job_pause", "schedule", "job_attempt", "job"]
);
