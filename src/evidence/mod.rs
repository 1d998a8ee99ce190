//! What many replicates say: every difference with its interval.

pub mod claims;
pub mod fit;
