//! Measures of networks: of any [`Graph`], and of the society's two networks at the end of a round ([`observe`]).
//!
//! Conventions are those of networkx, igraph and R's sna, where these agree; `tests/network.rs` compares every measure
//! with theirs. What is undefined is missing (`None`): a mean over nobody, a correlation without variance.
//!
//! What the ties alone show is counted in passes over the slots (`slots`), at any size. For the rest a [`Graph`] is built of
//! up to [`LARGEST`] clients; in larger societies, of which it would take more memory than everything else, circles and distances
//! of some clients are followed through the slots (`circles`, `reach`), and components are joined there (`parts`).
//!
//! The algorithms are written here and not taken from a graph library. `rustworkx-core` is the one that has
//! betweenness, but its threads add to one sum in whatever order they finish, which changes the last bits from run to
//! run. With it gone, the others are short on one [`Graph`], which is smaller than a second kind of graph beside it.

mod between;
mod circles;
pub mod clustering;
pub mod components;
pub mod degree;
mod estimate;
mod graph;
pub mod holes;
pub mod measures;
pub mod methods;
pub mod mixing;
pub mod null;
mod observe;
mod parts;
pub mod paths;
pub mod ranks;
mod reach;
pub mod reciprocity;
mod search;
mod slots;
pub mod vertical;

pub use between::{CONNECTORS, Connector, most_between};
pub use estimate::Estimate;
pub use graph::{Graph, Kind};
pub use measures::{MEASURES, NetworkMeasure, Taken};
pub use observe::{
    CIRCLES, FEW_SEARCHES, LARGEST, MANY, Method, NetworkObservation, SEARCHES, Shape, bytes_per_client, observe, observe_by,
};
pub use reach::LONGEST;
