//! One integration binary: one file a concern.
