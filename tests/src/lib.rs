//! Stories, the demo, and what they stand on.
