//! Sensitivity of a measure to the factors of a sweep: variance-based indices, elementary effects, partial rank correlations.
//!
//! As in all of [`statistics`](super): pure functions of slices, and what is not defined is missing. Intervals of indices and effects
//! are bootstrap percentile intervals whose draws come by address, so that they are the same on any number of threads.

mod bootstrap;
mod cholesky;
mod elementary;
mod prcc;
mod ranks;
mod sobol;

pub use bootstrap::Bootstrap;
pub use elementary::{Elementary, elementary_effect};
pub use prcc::{NoCorrelation, RankCorrelation, prcc};
pub use ranks::ranks;
pub use sobol::{Indices, Scheme};
