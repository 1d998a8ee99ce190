//! Flows of a round as a cell: finished rounds are kept until results are written.

use super::{Flow, Flows, Rescue, Turn, Way};
use crate::quantity::Money;
use crate::stored::record;

record!(Flows {
    amounts: [Money; Flow::ALL.len()],
    counts: [u64; Flow::ALL.len()],
    turns: [u64; Turn::ALL.len()],
    ways: [[u64; Way::ALL.len()]; Turn::FUNNEL.len()],
    misfortunes: u64,
    rescues: [u64; Rescue::ALL.len()],
});
