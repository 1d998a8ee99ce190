//! Villages: who lives where, and the round's productivity.

use crate::ids::VillageId;
use crate::quantity::Money;
use crate::random::normal_quantile;
use std::ops::Range;

/// The villages' columns.
///
/// Clients and patrons of village v are those with the indices `client_start[v]..client_start[v + 1]` and
/// `patron_start[v]..patron_start[v + 1]`: a village costs clients no column.
#[derive(Debug, Default)]
pub struct Villages {
    /// First client of each village, and the number of clients at the end.
    pub client_start: Vec<usize>,
    /// First patron of each village, and the number of patrons at the end.
    pub patron_start: Vec<usize>,
    /// Productivity z of the round, mean 1 over villages and rounds; written by `shocks`.
    pub productivity: Vec<f64>,
    /// Output of each village's clients in the round [micro-S]; written by `produce`.
    pub output: Vec<Money>,
    /// What public goods leave of the hazard of misfortunes, in [0, 1]; written by `govern`, 1 without politics.
    pub hazard: Vec<f64>,
    /// What public goods make of what one can earn alone, at least 1; written by `govern`, 1 without politics.
    pub outside: Vec<f64>,
}

impl Villages {
    /// `villages` villages that share out `clients` clients and `patrons` patrons as evenly as whole numbers allow.
    #[must_use]
    pub fn even(villages: usize, clients: usize, patrons: usize) -> Self {
        let starts = |agents: usize| (0..=villages).map(|v| (v as u128 * agents as u128 / villages as u128) as usize).collect();
        Self::starting(starts(clients), starts(patrons))
    }

    /// A village for each of these numbers of clients, which share out `patrons` patrons in proportion to clients (evenly, if there are
    /// no clients at all), as far as whole numbers allow.
    #[must_use]
    pub fn of_sizes(sizes: &[u32], patrons: usize) -> Self {
        let ends = sizes.iter().scan(0, |sum, &size| {
            *sum += size as usize;
            Some(*sum)
        });
        let client_start: Vec<usize> = std::iter::once(0).chain(ends).collect();
        let all = client_start[sizes.len()];
        if all == 0 {
            return Self::even(sizes.len(), 0, patrons);
        }
        let patron_start = client_start.iter().map(|&start| (start as u128 * patrons as u128 / all as u128) as usize).collect();
        Self::starting(client_start, patron_start)
    }

    /// The same with sizes whose logarithm has the standard deviation `spread`: the quantiles of a lognormal, one for each village, small
    /// and large ones scattered. Without spread, villages are as even as whole numbers allow.
    #[must_use]
    pub fn spread(villages: usize, clients: usize, patrons: usize, spread: f64) -> Self {
        if spread > 0.0 {
            Self::of_sizes(&spread_sizes(villages, clients, spread), patrons)
        } else {
            Self::even(villages, clients, patrons)
        }
    }

    fn starting(client_start: Vec<usize>, patron_start: Vec<usize>) -> Self {
        let villages = client_start.len() - 1;
        Self {
            client_start,
            patron_start,
            productivity: vec![1.0; villages],
            output: vec![Money::ZERO; villages],
            hazard: vec![1.0; villages],
            outside: vec![1.0; villages],
        }
    }

    /// The number of villages.
    #[must_use]
    pub fn len(&self) -> usize {
        self.productivity.len()
    }

    /// Whether there are no villages.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.productivity.is_empty()
    }

    /// The clients of a village.
    #[must_use]
    pub fn clients_of(&self, village: VillageId) -> Range<usize> {
        self.client_start[village.index()]..self.client_start[village.index() + 1]
    }

    /// The patrons of a village.
    #[must_use]
    pub fn patrons_of(&self, village: VillageId) -> Range<usize> {
        self.patron_start[village.index()]..self.patron_start[village.index() + 1]
    }

    /// The village of a client. Where villages are of like size, it is the one that its number suggests, or the next.
    #[must_use]
    pub fn of_client(&self, client: usize) -> VillageId {
        let all = self.client_start[self.len()];
        let guess = (client as u64 * self.len() as u64 / (all as u64).max(1)) as usize;
        let lives_in =
            |v: &usize| self.client_start.get(*v + 1).is_some_and(|&end| (self.client_start[*v]..end).contains(&client));
        let near = [guess, guess + 1, guess.wrapping_sub(1)].into_iter().filter(|&v| v < self.len()).find(lives_in);
        VillageId::new(near.unwrap_or_else(|| self.client_start.partition_point(|&start| start <= client) - 1))
    }

    /// The villages that `clients` live in, each with the part of `clients` that lives there, in order. Villages
    /// without any of them are passed over.
    pub fn within(&self, clients: Range<usize>) -> impl Iterator<Item = (VillageId, Range<usize>)> + '_ {
        let first = if clients.is_empty() { self.len() } else { self.of_client(clients.start).index() };
        (first..self.len())
            .take_while(move |&v| self.client_start[v] < clients.end)
            .map(move |v| {
                let part = self.client_start[v].max(clients.start)..self.client_start[v + 1].min(clients.end);
                (VillageId::new(v), part)
            })
            .filter(|(_, part)| !part.is_empty())
    }
}

/// Lognormal sizes that add up to `clients`, shared out by largest remainders.
fn spread_sizes(villages: usize, clients: usize, spread: f64) -> Vec<u32> {
    // Multiples of the golden ratio, modulo 1, lie evenly wherever one begins to count: so every stretch of villages has all sizes.
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut order: Vec<usize> = (0..villages).collect();
    order.sort_by_key(|&v| (v as u64).wrapping_mul(GOLDEN));
    let mut weights = vec![0.0; villages];
    for (rank, &v) in order.iter().enumerate() {
        weights[v] = libm::exp(spread * normal_quantile((rank as f64 + 0.5) / villages as f64));
    }
    let all: f64 = weights.iter().sum();
    let exact = |v: usize| clients as f64 * (weights[v] / all);
    let mut sizes: Vec<u32> = (0..villages).map(|v| exact(v) as u32).collect();
    let left = clients - sizes.iter().map(|&size| size as usize).sum::<usize>();
    order.sort_by(|&a, &b| exact(b).fract().total_cmp(&exact(a).fract()).then(a.cmp(&b)));
    order.into_iter().cycle().take(left).for_each(|v| sizes[v] += 1);
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every part of every village within a range of clients is passed once, and clients know where they live.
    fn covers(world: &Villages, range: Range<usize>) -> Result<(), TestCaseError> {
        let mut next = range.start;
        for (village, part) in world.within(range.clone()) {
            prop_assert_eq!(part.start, next);
            next = part.end;
            for client in part {
                prop_assert_eq!(world.of_client(client), village);
                prop_assert!(world.clients_of(village).contains(&client));
            }
        }
        prop_assert_eq!(next, range.end);
        Ok(())
    }

    proptest! {
        #[test]
        fn parts_of_villages_cover_every_client_once(villages in 1usize..40, clients in 0usize..300, a in 0usize..300, b in 0usize..300) {
            let world = Villages::even(villages, clients, 5);
            covers(&world, a.min(b).min(clients)..a.max(b).min(clients))?;
        }

        #[test]
        fn spread_villages_share_all_clients(villages in 1usize..200, clients in 0usize..100_000, spread in 0.01f64..3.0) {
            let sizes = spread_sizes(villages, clients, spread);
            prop_assert_eq!(sizes.len(), villages);
            prop_assert_eq!(sizes.iter().map(|&size| size as usize).sum::<usize>(), clients);
            let world = Villages::spread(villages, clients, 7, spread);
            covers(&world, 0..clients)?;
        }

        #[test]
        fn unequal_villages_cover_every_client_once_and_share_patrons(
            sizes in prop::collection::vec(prop_oneof![Just(0u32), 1u32..5, 1u32..400], 1..30), patrons in 0usize..60, a in 0usize..3000, b in 0usize..3000,
        ) {
            let world = Villages::of_sizes(&sizes, patrons);
            let clients: usize = sizes.iter().map(|&size| size as usize).sum();
            covers(&world, a.min(b).min(clients)..a.max(b).min(clients))?;
            let counted = |v: usize| (world.clients_of(VillageId::new(v)).len(), world.patrons_of(VillageId::new(v)).len());
            prop_assert_eq!((0..sizes.len()).map(|v| counted(v).1).sum::<usize>(), patrons);
            for (v, &size) in sizes.iter().enumerate() {
                let (own, patrons_there) = counted(v);
                prop_assert_eq!(own, size as usize);
                let fair = if clients == 0 { patrons as f64 / sizes.len() as f64 } else { patrons as f64 * f64::from(size) / clients as f64 };
                prop_assert!((patrons_there as f64 - fair).abs() < 1.0, "{patrons_there} of {fair}");
            }
        }
    }

    #[test]
    fn sizes_are_lognormal_in_every_stretch() {
        for (villages, part) in [(1000, 0..1000), (20_000, 3000..4000)] {
            let sizes = &spread_sizes(villages, villages * 2000, 0.8)[part];
            let logs: Vec<f64> = sizes.iter().map(|&size| libm::log(size.into())).collect();
            let mean = logs.iter().sum::<f64>() / logs.len() as f64;
            let sd = (logs.iter().map(|log| (log - mean) * (log - mean)).sum::<f64>() / logs.len() as f64).sqrt();
            assert!((sd - 0.8).abs() < 0.01 && (mean - libm::log(2000.0) + 0.32).abs() < 0.01, "{villages}: {mean} {sd}");
        }
        assert_eq!(Villages::spread(7, 30, 3, 0.0).client_start, Villages::even(7, 30, 3).client_start);
    }
}
