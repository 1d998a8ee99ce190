//! Measures of networks: of any [`Graph`], and of the society's two networks at the end of a round ([`observe`]).
//!
//! Conventions are those of networkx, igraph and R's sna, where these agree; `tests/network.rs` compares every measure
//! with theirs. What is undefined is missing (`None`): a mean over nobody, a correlation without variance.
//!
//! The algorithms are written here and not taken from a graph library. `rustworkx-core` is the one that has
//! betweenness, but its threads add to one sum in whatever order they finish, which changes the last bits from run to
//! run. With it gone, the others are short on one [`Graph`], which is smaller than a second kind of graph beside it.

pub mod clustering;
pub mod components;
pub mod degree;
mod graph;
pub mod holes;
pub mod measures;
pub mod mixing;
pub mod null;
mod observe;
pub mod paths;
pub mod reciprocity;
pub mod vertical;

pub use graph::{Graph, Kind};
pub use measures::{MEASURES, NetworkMeasure};
pub use observe::{CONNECTORS, Connector, LARGEST, NetworkObservation, observe};
