//! What many replicates say: every difference with its interval.

pub mod fit;
