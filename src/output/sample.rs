//! The ties that are reported. The run lets go of all ties before tables are built, so what the tables need of them is taken
//! before, and no more than that: a society may have a hundred million.

use crate::ids::VillageId;
use crate::phases::relate::Uses;
use crate::world::clients::LARGEST_SAMPLE;
use crate::world::ties::{Strength, Tie};
use crate::world::{Villages, World};
use std::ops::Range;

/// What a tie is good for, at the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// A talk, as any tie.
    Talk,
    /// News of patrons.
    Information,
    /// Aid in need, so that the tie is strong.
    Help,
    /// Learning.
    Knowledge,
    /// Introductions to a patron.
    Access,
}

impl Use {
    /// All uses, the least demanding first.
    pub const ALL: [Self; 5] = [Self::Talk, Self::Information, Self::Help, Self::Knowledge, Self::Access];

    /// The last of all uses that a tie of this strength is good for.
    #[must_use]
    pub fn highest(strength: Strength, uses: &Uses) -> Self {
        let above = |limit: f64| strength > Strength::limit(limit);
        if above(uses.access) {
            Self::Access
        } else if above(uses.knowledge) {
            Self::Knowledge
        } else if above(uses.help) {
            Self::Help
        } else if above(uses.information) {
            Self::Information
        } else {
            Self::Talk
        }
    }
}

/// A tie that is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportedTie {
    /// Whose tie it is.
    pub from: usize,
    /// Whom that client knows.
    pub to: usize,
    /// How well.
    pub strength: Strength,
    /// Whether it is good for help.
    pub strong: bool,
    /// What it is good for at the most.
    pub good_for: Use,
}

/// The ties of one client, counted, wherever they lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circle {
    /// All, and the strong ones among them.
    pub ties: [u8; 2],
    /// Those to clients of the same patron.
    pub same_patron: [u8; 2],
    /// Those to clients of the same village.
    pub same_village: [u8; 2],
    /// Those to clients outside the sample.
    pub outside: u8,
}

impl Circle {
    /// How many of the ties lead to clients of the sample.
    fn listed(&self) -> usize {
        usize::from(self.ties[0] - self.outside)
    }
}

/// The clients whose ties are reported, and their ties: all clients of a society of up to [`LARGEST_SAMPLE`]; of a larger one,
/// the clients of whole villages, or as many clients of one village.
#[derive(Clone, Debug, Default)]
pub struct TieSample {
    /// The clients, in stretches of neighbours.
    pub clients: Vec<Range<usize>>,
    /// How many clients the society has.
    pub of_clients: usize,
    /// How many villages these clients live in, and how many there are.
    pub villages: [usize; 2],
    /// The circle of each of these clients.
    pub circles: Vec<Circle>,
    /// Where the ties among these clients lead, and how strong they are: client after client, by where they lead. Two
    /// columns, because they are held together with the whole world.
    ends: Vec<u32>,
    strengths: Vec<Strength>,
    uses: Uses,
}

impl TieSample {
    /// The sample of a world as it is now.
    #[must_use]
    pub fn of(world: &World, uses: &Uses) -> Self {
        let chosen = chosen(&world.villages, LARGEST_SAMPLE);
        let clients = stretches(&world.villages, &chosen, LARGEST_SAMPLE);
        let villages = [chosen.len(), world.villages.len()];
        let mut sample = Self { of_clients: world.clients.len(), villages, uses: uses.clone(), ..Self::default() };
        let help = Strength::limit(uses.help);
        let is_in = |client: usize| is_in(&clients, client);
        let mut own = Vec::new();
        for client in clients.iter().cloned().flatten() {
            distinct(world.ties.of(client), client, &mut own);
            sample.circles.push(circle(world, help, client, &own, is_in));
        }
        // Once all are counted, the columns take no more room than they need.
        let listed = sample.circles.iter().map(Circle::listed).sum();
        (sample.ends, sample.strengths) = (Vec::with_capacity(listed), Vec::with_capacity(listed));
        for client in clients.iter().cloned().flatten() {
            distinct(world.ties.of(client), client, &mut own);
            for tie in own.iter().filter(|tie| is_in(tie.to.index())) {
                sample.ends.push(tie.to.index() as u32);
                sample.strengths.push(tie.strength);
            }
        }
        sample.clients = clients;
        sample
    }

    /// The ties among the clients of the sample, by `from`, then by `to`.
    pub fn ties(&self) -> impl Iterator<Item = ReportedTie> {
        let owners = self.each_client().zip(&self.circles);
        let from = owners.flat_map(|(client, circle)| std::iter::repeat_n(client, circle.listed()));
        let help = Strength::limit(self.uses.help);
        from.zip(&self.ends).zip(&self.strengths).map(move |((from, &to), &strength)| ReportedTie {
            from,
            to: to as usize,
            strength,
            strong: strength > help,
            good_for: Use::highest(strength, &self.uses),
        })
    }

    /// Every client of the sample, in order.
    pub fn each_client(&self) -> impl Iterator<Item = usize> {
        self.clients.iter().cloned().flatten()
    }

    /// The number of clients in the sample.
    #[must_use]
    pub fn len(&self) -> usize {
        self.circles.len()
    }

    /// Whether there are no clients in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.circles.is_empty()
    }

    /// Which clients are in it, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let ([shown, all], clients, of) = (self.villages, self.len(), self.of_clients);
        if clients == of {
            format!("ties: of all clients, as there are at most {LARGEST_SAMPLE}")
        } else if shown == 1 {
            format!("ties: among the first {clients} clients of village 0, of {of} in all; others are counted, not listed")
        } else {
            format!(
                "ties: among the {clients} clients of {shown} villages, evenly spread over all {all}, of {of} clients in all; ties that \
                 lead out of these villages are counted, not listed"
            )
        }
    }
}

/// The villages that are sampled: all of them if their clients are at most `most`; else as many as are sure to have no more than
/// that, evenly spread, but at least one.
fn chosen(villages: &Villages, most: usize) -> Vec<usize> {
    let (all, starts) = (villages.len(), &villages.client_start);
    let clients = starts.last().copied().unwrap_or(0);
    if clients <= most {
        return (0..all).collect();
    }
    let largest = starts.windows(2).map(|ends| ends[1] - ends[0]).max().unwrap_or(0);
    let fitting = (most / largest.max(1)).clamp(1, all);
    (0..fitting).map(|i| (i as u128 * all as u128 / fitting as u128) as usize).collect()
}

/// The clients of these villages, in stretches of neighbours, but no more than `most`.
fn stretches(villages: &Villages, chosen: &[usize], most: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in chosen.iter().map(|&v| villages.clients_of(VillageId::new(v))).filter(|range| !range.is_empty()) {
        match found.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => found.push(range),
        }
    }
    if let [only] = found.as_mut_slice() {
        only.end = only.end.min(only.start + most);
    }
    found
}

/// Whether a client is in one of these stretches, which are in order.
fn is_in(stretches: &[Range<usize>], client: usize) -> bool {
    let next = stretches.partition_point(|stretch| stretch.end <= client);
    stretches.get(next).is_some_and(|stretch| stretch.contains(&client))
}

/// Puts a client's ties into `own` by whom they lead to: of several to one client the strongest, and none to itself.
fn distinct(ties: impl Iterator<Item = Tie>, client: usize, own: &mut Vec<Tie>) {
    own.clear();
    own.extend(ties.filter(|tie| tie.to.index() != client));
    own.sort_unstable_by_key(|tie| (tie.to, std::cmp::Reverse(tie.strength)));
    own.dedup_by_key(|tie| tie.to);
}

/// Counts a client's ties by where they lead.
fn circle(world: &World, help: Strength, client: usize, own: &[Tie], is_in: impl Fn(usize) -> bool) -> Circle {
    let patron = world.clients.patron[client];
    let village = world.villages.clients_of(world.villages.of_client(client));
    let count = |lead: &dyn Fn(usize) -> bool| {
        let strong = |tie: &&Tie| tie.strength > help && lead(tie.to.index());
        [own.iter().filter(|tie| lead(tie.to.index())).count() as u8, own.iter().filter(strong).count() as u8]
    };
    let [outside, _] = count(&|to| !is_in(to));
    Circle {
        ties: count(&|_| true),
        same_patron: count(&|to| patron.is_some() && world.clients.patron[to] == patron),
        same_village: count(&|to| village.contains(&to)),
        outside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ClientId;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn samples_are_whole_villages_and_never_too_large(villages in 1usize..60, clients in 0usize..900, most in 1usize..300) {
            let world = Villages::even(villages, clients, 0);
            let chosen = chosen(&world, most);
            let stretches = stretches(&world, &chosen, most);
            let total: usize = stretches.iter().map(ExactSizeIterator::len).sum();
            prop_assert!(total <= most.min(clients));
            prop_assert!(chosen.windows(2).all(|pair| pair[0] < pair[1]) && stretches.windows(2).all(|pair| pair[0].end < pair[1].start));
            let largest = clients.div_ceil(villages);
            if clients <= most {
                prop_assert_eq!(total, clients);
            } else if largest > most {
                prop_assert_eq!(total, most);
            } else {
                prop_assert!(total + largest * 2 > most || chosen.len() == most / largest, "{} of {}", total, most);
                let whole: usize = chosen.iter().map(|&v| world.clients_of(VillageId::new(v)).len()).sum();
                prop_assert_eq!(whole, total);
            }
            let inside: Vec<usize> = (0..clients + 1).filter(|&client| is_in(&stretches, client)).collect();
            prop_assert_eq!(inside, stretches.into_iter().flatten().collect::<Vec<_>>());
        }
    }

    #[test]
    fn of_ties_to_one_client_the_strongest_counts_and_none_to_oneself() {
        let tie = |to: usize, steps: u8| Tie { to: ClientId::new(to), strength: Strength::from_steps(steps) };
        let mut own = vec![tie(9, 9)];
        distinct([tie(3, 10), tie(1, 5), tie(3, 200), tie(2, 7)].into_iter(), 2, &mut own);
        assert_eq!(own, [tie(1, 5), tie(3, 200)]);
    }

    #[test]
    fn a_tie_is_named_after_its_highest_use() {
        let uses = Uses { information: 0.2, help: 0.4, knowledge: 0.6, access: 0.8 };
        let highest = |strength: f64| Use::highest(Strength::nearest(strength), &uses);
        assert_eq!([0.1, 0.3, 0.5, 0.7, 0.9].map(highest), Use::ALL);
        // With the thresholds in another order, a use still needs its own only.
        let odd = Uses { help: 0.9, ..uses };
        assert_eq!(Use::highest(Strength::nearest(0.7), &odd), Use::Knowledge);
    }
}
