//! Evidence: what many replicates say, judged by intervals and never by a single run.

pub mod claims;
