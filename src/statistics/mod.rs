//! Statistics of a few numbers, such as the values of a measure in the replicates of a scenario: intervals, differences with their
//! tests, sizes of effects.
//!
//! Everything is a pure function of slices, whose order fixes the order of sums. What is not defined is missing (`None`): there is no
//! interval of a single value, and nothing is ever infinite or not a number. The t distribution comes from `statrs`; all else is
//! computed here.

mod adjust;
mod contrast;
mod linear;
mod sample;
pub mod sensitivity;
mod student;
mod wilcoxon;

pub use adjust::benjamini_hochberg;
pub use contrast::{Contrast, Difference};
pub use linear::linear;
pub use sample::{Interval, LEVEL, Sample};
pub use wilcoxon::{Method, Wilcoxon};
