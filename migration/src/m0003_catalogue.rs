//! What the provider sells, and the VAT rates by validity.

crate::dialect::tables!(
    "m0003_catalogue",
    up: &[
        // `search_folded` is code, names and summaries in both languages without case and diacritics.
        "CREATE TABLE service_package (
            id {uuid} PRIMARY KEY NOT NULL,
            code text NOT NULL UNIQUE,
            name_vi text NOT NULL,
            name_en text NOT NULL,
            summary_vi text NOT NULL,
            summary_en text NOT NULL,
            search_folded text NOT NULL,
            currency text NOT NULL,
            price_minor bigint NOT NULL CHECK (price_minor > 0),
            vat_category text NOT NULL
                CHECK (vat_category IN ('STANDARD', 'REDUCED', 'FIVE_PERCENT', 'ZERO', 'EXEMPT', 'NOT_DECLARED')),
            warranty_months integer NOT NULL CHECK (warranty_months BETWEEN 0 AND 120),
            retired_at {instant},
            version bigint NOT NULL,
            created_at {instant} NOT NULL
        )",
        "CREATE TABLE vat_rate (
            id {uuid} PRIMARY KEY NOT NULL,
            category text NOT NULL
                CHECK (category IN ('STANDARD', 'REDUCED', 'FIVE_PERCENT', 'ZERO', 'EXEMPT', 'NOT_DECLARED')),
            rate_basis_points integer NOT NULL CHECK (rate_basis_points BETWEEN 0 AND 10000),
            valid_from {date} NOT NULL,
            valid_to {date},
            UNIQUE (category, valid_from)
        )",
    ],
    drop: &["vat_rate", "service_package"]
);
