//! The network of patrons and clients in one round: who gave how much to whom.
//!
//! It is taken of the relations that outlasted the round (whoever moved has another patron now than the one of the round),
//! and of the clients whose exchanges are kept: all of them, or every k-th in a large society.

use super::Graph;
use super::null::{Null, null};
use crate::world::clients::sampled_every;
use crate::world::{Patrons, World};
use std::sync::atomic::Ordering::Relaxed;

/// The largest number of patrons and clients in relations for which the null of weighted reciprocity is computed: its work
/// grows with the square of that number.
pub const NULL_UP_TO: usize = 256;
/// Parts of 1 S in which exchanges are counted for the null, which needs whole numbers.
const PER_S: f64 = 100.0;

/// What the network of patrons and clients shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Vertical {
    /// The number of relations it is taken of.
    pub relations: u64,
    /// Weighted reciprocity r_w of what they exchanged, in the clients' eyes.
    pub reciprocity: Option<f64>,
    /// What r_w would be by chance, up to [`NULL_UP_TO`] nodes.
    pub null: Option<Null>,
    /// Mean dependence gap: the part of what a client receives that comes from its patron, less the part of what the patron
    /// receives that comes from this client.
    pub asymmetry: Option<f64>,
    /// Herfindahl index of clients over patrons: 1 if one has all.
    pub concentration: Option<f64>,
}

/// One relation of the round.
#[derive(Clone, Copy, Debug)]
struct Relation {
    client: usize,
    patron: usize,
    /// What the client received \[S\].
    received: f64,
    /// What it gave \[S\].
    given: f64,
    /// Aid it received from others \[S\].
    aid: f64,
}

impl Vertical {
    /// Of the world at the end of a round.
    #[must_use]
    pub fn of(world: &World) -> Self {
        let every = sampled_every(world.clients.len());
        let relations = || (0..world.clients.len()).step_by(every).filter_map(|client| relation(world, client, every));
        let mut to_patron = vec![0.0; world.patrons.len()];
        let (mut count, mut mutual, mut all) = (0u64, 0.0, 0.0);
        for relation in relations() {
            count += 1;
            mutual += 2.0 * relation.received.min(relation.given);
            all += relation.received + relation.given;
            to_patron[relation.patron] += relation.given;
        }
        let gap = |relation: Relation| -> f64 {
            let on_patron = share(relation.received, relation.received + relation.aid);
            on_patron - share(relation.given, to_patron[relation.patron] * every as f64)
        };
        Self {
            relations: count,
            reciprocity: (all > 0.0).then(|| mutual / all),
            null: exchange(world.patrons.len(), relations(), count * every as u64).and_then(|graph| null(&graph)),
            asymmetry: (count > 0).then(|| relations().map(gap).sum::<f64>() / count as f64),
            concentration: concentration(&world.patrons),
        }
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn relation(world: &World, client: usize, every: usize) -> Option<Relation> {
    let clients = &world.clients;
    let patron = clients.patron[client]?.index();
    let exchanged = clients.exchanged[client / every];
    let (received, given) = (f64::from(exchanged.received), f64::from(exchanged.given));
    let aid = if clients.contacts[client].asked().is_some() { f64::from(clients.aid[client].load(Relaxed)) / 1e6 } else { 0.0 };
    (clients.tenure[client] > 0 && received + given > 0.0).then_some(Relation { client, patron, received, given, aid })
}

/// The graph of what was exchanged: first the patrons that have relations, then their clients. Missing if it is empty or too
/// large.
fn exchange(patrons: usize, relations: impl Iterator<Item = Relation>, count: u64) -> Option<Graph> {
    if count == 0 || count > NULL_UP_TO as u64 {
        return None;
    }
    let relations: Vec<Relation> = relations.collect();
    let mut place = vec![None; patrons];
    let mut nodes = 0;
    for relation in &relations {
        place[relation.patron].get_or_insert_with(|| {
            nodes += 1;
            nodes - 1
        });
    }
    let mut ties = Vec::new();
    for (relation, client) in relations.iter().zip(nodes..) {
        debug_assert!(relations.is_sorted_by_key(|relation| relation.client), "clients in order are distinct");
        let patron = place[relation.patron].unwrap_or_default();
        ties.push((patron, client, (relation.received * PER_S).round()));
        ties.push((client, patron, (relation.given * PER_S).round()));
    }
    ties.retain(|&(_, _, weight)| weight > 0.0);
    let nodes = nodes as usize + relations.len();
    (nodes <= NULL_UP_TO).then(|| Graph::weighted(nodes, &ties))
}

fn concentration(patrons: &Patrons) -> Option<f64> {
    let all: f64 = patrons.clients.iter().map(|&clients| f64::from(clients)).sum();
    let share = |&clients: &u32| f64::from(clients) / all;
    (all > 0.0).then(|| patrons.clients.iter().map(|clients| share(clients) * share(clients)).sum())
}
