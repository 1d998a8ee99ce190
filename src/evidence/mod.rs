//! Evidence: what many replicates say, as pure functions of tables and numbers.
//!
//! [`fit`] says which scenarios can be compared, and how. [`Replicates`] reads a table `rounds` of several members and replicates; [`Samples`]
//! are its measures at one time. A [`Comparison`] sets members against the first of them, [`judge`] holds a scenario's expectations
//! against its replicates, and [`precision`] says how many replicates to run; [`findings`] and [`story`] tell it to people. Values are matched
//! by the number of their replicate, never by where they stand: replicate r of every member has the same draws. Where a value is
//! missing it stays missing, and no difference is given without its interval.

pub mod analysis;
pub mod claims;
pub mod comparison;
pub mod findings;
pub mod fit;
pub mod judged;
pub mod precision;
pub mod samples;
pub mod story;

pub use comparison::{Comparison, Pairing};
pub use judged::{Judgement, judge};
pub use precision::Width;
pub use samples::{Replicates, Samples};
