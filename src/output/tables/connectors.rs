//! `connectors`: the clients who connect others, at the end.

use super::{index, start};
use crate::metrics::network::Connector;
use crate::output::Collected;
use crate::table::Table;

pub(super) fn table(collected: &Collected) -> Table {
    let rows = &collected.connectors;
    let about = "The clients with the highest betweenness and those with the lowest constraint, 20 of each, at the end of the last \
                 round; none are listed with more than 200,000 clients. Two clients are neighbours if either knows the other.";
    let ints = |value: fn(&Connector) -> Option<usize>| rows.iter().map(move |row| index(value(row)?));
    start("connectors", about, collected.replicate, rows.len())
        .int("client", "index", "The client, from 0.", ints(|c| Some(c.client)))
        .int("village", "index", "Its village, from 0.", ints(|c| Some(c.village)))
        .int("patron", "index", "Its patron, from 0; missing without one.", ints(|c| c.patron))
        .float(
            "betweenness",
            "share of pairs",
            "Pairs of others between whom it stands, a pair with several shortest paths in part; above 2,048 clients estimated \
             from the paths of some.",
            rows.iter().map(|c| Some(c.betweenness.value)),
        )
        .float(
            "betweenness_error",
            "share of pairs",
            "Standard error of betweenness; 0 where it is exact. What a client carries is skewed: the highest estimates are rather too \
             high, and low ones have errors that are rather too small.",
            rows.iter().map(|c| Some(c.betweenness.error)),
        )
        .int(
            "betweenness_rank",
            "place",
            "Its place by betweenness, the highest first, from 1.",
            ints(|c| Some(c.betweenness_rank)),
        )
        .float(
            "constraint",
            "index",
            "Burt's constraint: low where its neighbours do not know each other; missing if it has none.",
            rows.iter().map(|c| c.constraint),
        )
        .int("constraint_rank", "place", "Its place by constraint, the lowest first, from 1.", ints(|c| c.constraint_rank))
        .int("neighbours", "clients", "Its neighbours.", ints(|c| Some(c.neighbours)))
        .int("villages", "villages", "Villages that it and its neighbours live in.", ints(|c| Some(c.villages)))
        .int("patrons", "patrons", "Patrons that it and its neighbours have.", ints(|c| Some(c.patrons)))
}
