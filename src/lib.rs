//! patronage simulates patron-client relations with agents.

pub mod chart;
pub mod checkpoint;
pub mod cli;
pub mod engine;
pub mod ensemble;
pub mod evidence;
pub mod ids;
pub mod language;
pub mod maths;
pub mod metrics;
pub mod output;
pub mod parameter;
pub mod phases;
pub mod quantity;
pub mod random;
pub mod report;
pub mod scenario;
pub mod statistics;
pub mod stored;
pub mod sweep;
pub mod table;
pub mod world;
