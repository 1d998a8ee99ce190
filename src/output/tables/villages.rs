//! `villages`: the final state of every village.

use super::{count, index, start};
use crate::ids::VillageId;
use crate::metrics::inequality::Distribution;
use crate::output::Collected;
use crate::quantity::Money;
use crate::table::Table;
use crate::world::World;
use rayon::prelude::*;

/// What the clients of one village add up to.
struct Village {
    clients: u64,
    patrons: u64,
    attached: u64,
    hungry: u64,
    /// \[S\]
    output: f64,
    /// Before consumption \[S\].
    wealth: f64,
    /// Of attached clients.
    loyalty: f64,
    resentment: f64,
    gini_wealth: Option<f64>,
}

impl Village {
    fn seen(world: &World, village: VillageId) -> Self {
        let World { clients, villages, .. } = world;
        let range = villages.clients_of(village);
        let money = |i: usize| clients.wealth[i] + clients.consumed[i].into();
        let attached = range.clone().filter(|&i| clients.patron[i].is_some());
        Self {
            clients: range.len() as u64,
            patrons: villages.patrons_of(village).len() as u64,
            attached: attached.clone().count() as u64,
            hungry: range.clone().filter(|&i| world.was_hungry(i)).count() as u64,
            output: villages.output[village.index()].to_s(),
            wealth: range.clone().map(money).sum::<Money>().to_s(),
            loyalty: attached.map(|i| f64::from(clients.loyalty[i])).sum(),
            resentment: range.clone().map(|i| f64::from(clients.resentment[i])).sum(),
            gini_wealth: Distribution::of(range.len(), |i| money(range.start + i)).gini(),
        }
    }

    fn per_client(&self, sum: f64) -> Option<f64> {
        (self.clients > 0).then(|| sum / self.clients as f64)
    }
}

pub(super) fn table(collected: &Collected, world: &World) -> Table {
    let all = 0..world.villages.len();
    let seen: Vec<Village> = all.clone().into_par_iter().map(|v| Village::seen(world, VillageId::new(v))).collect();
    let played = collected.has_flows();
    let each = |value: fn(&Village) -> Option<f64>| seen.iter().map(value);
    let productivity = world.villages.productivity.iter().map(|&z| played.then_some(z));
    let politics = world.politics.as_deref();
    let district = |v: usize| index(politics?.polity.district_of[v].index());
    let support = |v: usize| {
        let (politics, village) = (politics?, VillageId::new(v));
        Some(f64::from(politics.places.support(village)[politics.governing(village).index()]))
    };
    start("villages", "One row per village, at the end of the last round.", collected.replicate, seen.len())
        .int("village", "index", "The village, from 0.", all.clone().map(index))
        .int("clients", "clients", "Its clients.", seen.iter().map(|village| count(village.clients)))
        .int("patrons", "patrons", "Its patrons.", seen.iter().map(|village| count(village.patrons)))
        .float("productivity", "factor", "Its productivity in the round; the mean over villages and rounds is 1.", productivity)
        .float("attached_share", "share of clients", "Clients who have a patron.", each(|v| v.per_client(v.attached as f64)))
        .float(
            "output_mean",
            "S per client",
            "Output per client, with and without patron.",
            each(|v| v.per_client(v.output)).map(|mean| mean.filter(|_| played)),
        )
        .float("wealth_mean", "S per client", "Wealth per client, before consumption.", each(|v| v.per_client(v.wealth)))
        .float("gini_wealth", "index", "Gini of its clients' wealth before consumption.", each(|v| v.gini_wealth))
        .float(
            "hungry_share",
            "share of clients",
            "Clients whose wealth less unmet loss was below subsistence.",
            each(|v| v.per_client(v.hungry as f64)).map(|mean| mean.filter(|_| played)),
        )
        .float(
            "loyalty_mean",
            "share",
            "Mean loyalty of attached clients.",
            each(|v| (v.attached > 0).then(|| v.loyalty / v.attached as f64)),
        )
        .float("resentment_mean", "share", "Mean resentment of all its clients.", each(|v| v.per_client(v.resentment)))
        .int("district", "index", "Its district, from 0; missing without politics.", all.clone().map(district))
        .float(
            "support",
            "share of votes",
            "The governing party's share of its votes at the last election of the government, and 1/parties before the first; missing without \
             politics.",
            all.map(support),
        )
}
