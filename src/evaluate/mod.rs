//! Gold files and metrics; knows nothing of how links were made.
