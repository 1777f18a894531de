//! Reminders, the notices they cause, the mails that carry them, and the tasks that stand before a person.

crate::dialect::tables!(
    "m0007_notice",
    up: &[
        // A ladder is a policy: the provider's default, overridden per customer, overridden per contract.
        "CREATE TABLE ladder (
            id {uuid} PRIMARY KEY NOT NULL,
            kind text NOT NULL CHECK (kind IN ('PAYMENT', 'WARRANTY')),
            customer_id {uuid} REFERENCES customer (id) ON DELETE RESTRICT,
            contract_id {uuid} REFERENCES contract (id) ON DELETE RESTRICT,
            steps {json} NOT NULL,
            version bigint NOT NULL,
            updated_at {instant} NOT NULL,
            CHECK (customer_id IS NULL OR contract_id IS NULL)
        )",
        "CREATE UNIQUE INDEX ladder_provider ON ladder (kind) WHERE customer_id IS NULL AND contract_id IS NULL",
        "CREATE UNIQUE INDEX ladder_customer ON ladder (customer_id, kind) WHERE customer_id IS NOT NULL",
        "CREATE UNIQUE INDEX ladder_contract ON ladder (contract_id, kind) WHERE contract_id IS NOT NULL",
        // A clock on a subject. `next_at` is null when there is nothing to remind of: the sweep never sees it.
        "CREATE TABLE reminder (
            id {uuid} PRIMARY KEY NOT NULL,
            kind text NOT NULL CHECK (kind IN ('PAYMENT', 'WARRANTY')),
            subject_id {uuid} NOT NULL,
            contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
            anchor_on {date} NOT NULL,
            arming integer NOT NULL,
            armed_at {instant} NOT NULL,
            next_at {instant},
            paused_until {date},
            pause_reason text,
            pause_is_promise boolean NOT NULL,
            paused_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
            version bigint NOT NULL,
            UNIQUE (kind, subject_id)
        )",
        "CREATE INDEX reminder_next ON reminder (next_at, id) WHERE next_at IS NOT NULL",
        "CREATE INDEX reminder_contract ON reminder (contract_id, anchor_on, id)",
        "CREATE INDEX reminder_anchor ON reminder (anchor_on, id)",
        "CREATE TABLE mail (
            id {uuid} PRIMARY KEY NOT NULL,
            kind text NOT NULL,
            customer_id {uuid} REFERENCES customer (id) ON DELETE RESTRICT,
            person_id {uuid} REFERENCES person (id) ON DELETE RESTRICT,
            address text NOT NULL,
            cc {json} NOT NULL,
            locale text NOT NULL CHECK (locale IN ('vi', 'en')),
            state text NOT NULL CHECK (state IN
                ('PLANNED', 'CLAIMED', 'HANDED_OVER', 'FAILED', 'UNKNOWN', 'BOUNCED', 'VOID')),
            message_id text NOT NULL UNIQUE,
            planned_on {date} NOT NULL,
            not_before {instant} NOT NULL,
            next_try_at {instant} NOT NULL,
            attempts integer NOT NULL,
            claim_token {uuid},
            claim_until {instant},
            claimed_at {instant},
            group_key text,
            subject text,
            answer text,
            handed_over_at {instant},
            settled_at {instant},
            bounced_on {date},
            resend_of {uuid} REFERENCES mail (id) ON DELETE RESTRICT,
            resent_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
            created_at {instant} NOT NULL
        )",
        // Reminders of one group (a customer's payments, a contract's warranties) and day are one mail.
        "CREATE UNIQUE INDEX mail_of_day ON mail (group_key, planned_on)
            WHERE group_key IS NOT NULL AND resend_of IS NULL AND state NOT IN ('VOID', 'FAILED')",
        "CREATE INDEX mail_due ON mail (next_try_at, id) WHERE state = 'PLANNED'",
        "CREATE INDEX mail_claimed ON mail (claim_until, id) WHERE state = 'CLAIMED'",
        "CREATE INDEX mail_created ON mail (created_at, id)",
        "CREATE INDEX mail_state ON mail (state, created_at, id)",
        "CREATE INDEX mail_waiting ON mail (not_before) WHERE state = 'PLANNED'",
        "CREATE INDEX mail_customer ON mail (customer_id, planned_on)",
        "CREATE INDEX mail_resend ON mail (resend_of) WHERE resend_of IS NOT NULL",
        "CREATE TABLE notice (
            id {uuid} PRIMARY KEY NOT NULL,
            kind text NOT NULL,
            subject_id {uuid} NOT NULL,
            arming integer NOT NULL,
            stage integer NOT NULL,
            recipient text NOT NULL,
            contract_id {uuid} REFERENCES contract (id) ON DELETE RESTRICT,
            customer_id {uuid} REFERENCES customer (id) ON DELETE RESTRICT,
            reminder_id {uuid} REFERENCES reminder (id) ON DELETE RESTRICT,
            state text NOT NULL CHECK (state IN ('PLANNED', 'SKIPPED', 'VOID', 'MAILED')),
            reason text,
            content {json} NOT NULL,
            planned_at {instant} NOT NULL,
            not_after {instant},
            mail_id {uuid} REFERENCES mail (id) ON DELETE RESTRICT,
            created_at {instant} NOT NULL,
            UNIQUE (kind, subject_id, arming, stage, recipient),
            CHECK ((state = 'SKIPPED') <= (reason IS NOT NULL)),
            CHECK (state <> 'MAILED' OR mail_id IS NOT NULL)
        )",
        "CREATE INDEX notice_mail ON notice (mail_id)",
        "CREATE INDEX notice_reminder ON notice (reminder_id, arming)",
        "CREATE INDEX notice_contract ON notice (contract_id, created_at, id)",
        "CREATE INDEX notice_created ON notice (created_at, id)",
        // An address that bounced is not written to again until a person clears it.
        "CREATE TABLE bounced_address (
            address text PRIMARY KEY NOT NULL,
            mail_id {uuid} NOT NULL REFERENCES mail (id) ON DELETE RESTRICT,
            reason text NOT NULL,
            recorded_at {instant} NOT NULL
        )",
        // What needs a person. One open task per key.
        "CREATE TABLE staff_task (
            id {uuid} PRIMARY KEY NOT NULL,
            kind text NOT NULL,
            key text NOT NULL,
            contract_id {uuid} REFERENCES contract (id) ON DELETE RESTRICT,
            subject_id {uuid},
            detail {json} NOT NULL,
            raised_at {instant} NOT NULL,
            resolved_at {instant},
            resolved_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
            resolution text
        )",
        "CREATE UNIQUE INDEX staff_task_open ON staff_task (key) WHERE resolved_at IS NULL",
        "CREATE INDEX staff_task_subject ON staff_task (subject_id)",
        "CREATE INDEX staff_task_raised ON staff_task (raised_at, id)",
        "CREATE INDEX staff_task_contract ON staff_task (contract_id)",
    ],
    drop: &["staff_task", "bounced_address", "notice", "mail", "reminder", "ladder"]
);
