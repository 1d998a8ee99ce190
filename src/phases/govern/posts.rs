//! Public posts: a share of them by merit, for life; the others by patronage, until the next election of the government.

use super::{Domain, Government};
use crate::ids::{ClientId, VillageId};
use crate::quantity::Money;
use crate::world::politics::Politics;
use crate::world::politics::voters::{Mark, Marks};
use crate::world::{Flows, Turn, Villages, World};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::ops::Range;

/// Gives out the posts of a district: who holds one by merit keeps it, those held by patronage are given out anew. It is counted who has
/// a post and had none, and who had one and has none.
pub(super) fn give_out(world: &World, politics: &mut Politics, domain: &Domain, government: &Government, flows: &mut Flows) {
    let World { clients, villages, .. } = world;
    let parties = &politics.brokers.party;
    let marks = &mut politics.voters.marks;
    let everybody = Everybody { places: villages, villages: &domain.villages };
    let skilled = |i: usize| Some((clients.skill[i], 0.0));
    let serves = |i: usize| clients.patron[i].is_some_and(|patron| parties[patron.index()] == Some(domain.party));
    let loyal = |i: usize| serves(i).then(|| (f64::from(clients.loyalty[i]) as f32, clients.skill[i]));

    let Staff { for_life, dismissed } = dismiss(marks, everybody);
    let posts = number(government.posts, domain.clients);
    let by_merit = (government.merit * posts as f64 + 0.5) as usize;
    let more = appoint(marks, everybody, by_merit.saturating_sub(for_life), Mark::Official, skilled);
    let vacant = posts.saturating_sub(for_life + more);
    let friends = appoint(marks, everybody, vacant, Mark::ByPatronage, loyal);
    let others = appoint(marks, everybody, vacant - friends, Mark::ByPatronage, skilled);

    let back = dismissed.iter().filter(|client| marks[client.index()].has(Mark::Official)).count();
    flows.count_many(Turn::Dismissed, (dismissed.len() - back) as u64);
    flows.count_many(Turn::Appointed, (more + friends + others - back) as u64);
    let (districts, d) = (&mut politics.districts, domain.id.index());
    districts.officials[d] = (for_life + more + friends + others) as u32;
    districts.by_patronage[d] = (friends + others) as u32;
    if std::mem::take(&mut districts.spoils[d]) {
        // A new government does not answer for the old one.
        districts.stolen[d] = Money::ZERO;
    }
}

/// The clients of a district.
#[derive(Clone, Copy)]
struct Everybody<'a> {
    places: &'a Villages,
    villages: &'a [VillageId],
}

impl<'a> Everybody<'a> {
    /// Villages side by side, each with its clients.
    fn by_village(self) -> impl IndexedParallelIterator<Item = Range<usize>> + 'a {
        self.villages.par_iter().map(move |&village| self.places.clients_of(village))
    }
}

/// The number of posts for so many clients: at least one, and no more than there are clients.
fn number(share: f64, clients: u64) -> usize {
    ((share * clients as f64) as usize).clamp(1, clients as usize)
}

/// Who had posts before they are given out.
struct Staff {
    /// How many hold theirs by merit.
    for_life: usize,
    /// Who held theirs by patronage.
    dismissed: Vec<ClientId>,
}

/// Takes their posts from those who hold them by patronage.
fn dismiss(marks: &mut [Marks], everybody: Everybody<'_>) -> Staff {
    let mut staff = Staff { for_life: 0, dismissed: Vec::new() };
    let officials = |village: Range<usize>| village.filter(|&i| marks[i].has(Mark::Official));
    for i in everybody.by_village().flat_map_iter(officials).collect::<Vec<usize>>() {
        if marks[i].has(Mark::ByPatronage) {
            marks[i] = marks[i].with(Mark::Official, false).with(Mark::ByPatronage, false);
            staff.dismissed.push(ClientId::new(i));
        } else {
            staff.for_life += 1;
        }
    }
    staff
}

/// Gives posts to the best of everybody without a post, at most so many; gives how many.
fn appoint(
    marks: &mut [Marks],
    everybody: Everybody<'_>,
    most: usize,
    how: Mark,
    merit: impl Fn(usize) -> Option<(f32, f32)> + Sync,
) -> usize {
    if most == 0 {
        return 0;
    }
    let consider = |mut best: Best, village: Range<usize>| {
        for i in village.filter(|&i| !marks[i].has(Mark::Official)) {
            if let Some((first, second)) = merit(i) {
                best.consider(Applicant { first, second, client: ClientId::new(i) });
            }
        }
        best
    };
    let none = || Best::new(most);
    let chosen = everybody.by_village().fold(none, consider).reduce(none, Best::and).chosen();
    for applicant in &chosen {
        let mark = &mut marks[applicant.client.index()];
        *mark = mark.with(Mark::Official, true).with(how, true);
    }
    chosen.len()
}

/// A client who could be given a post.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Applicant {
    /// What is looked at first.
    first: f32,
    /// What is looked at where the first is equal.
    second: f32,
    client: ClientId,
}

impl Applicant {
    /// The better one first; of equals the one with the smaller number.
    fn before(&self, other: &Self) -> Ordering {
        let by_value = other.first.total_cmp(&self.first).then(other.second.total_cmp(&self.second));
        by_value.then(self.client.cmp(&other.client))
    }
}

/// The best of all who were considered. Never many more are kept than are wanted, and nobody is looked at more than a few times.
struct Best {
    most: usize,
    kept: Vec<Applicant>,
}

impl Best {
    /// Kept beyond twice what is wanted before some are let go.
    const SPARE: usize = 1024;

    fn new(most: usize) -> Self {
        Self { most, kept: Vec::new() }
    }

    fn consider(&mut self, applicant: Applicant) {
        self.kept.push(applicant);
        if self.kept.len() == 2 * self.most + Self::SPARE {
            self.cut();
        }
    }

    /// The best of both.
    fn and(mut self, other: Self) -> Self {
        self.kept.extend(other.kept);
        self.cut();
        self
    }

    fn cut(&mut self) {
        if self.kept.len() > self.most {
            self.kept.select_nth_unstable_by(self.most, Applicant::before);
            self.kept.truncate(self.most);
        }
    }

    /// The best, in no order.
    fn chosen(mut self) -> Vec<Applicant> {
        self.cut();
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_are_those_a_full_sort_puts_first(values in prop::collection::vec((0u8..20, 0u8..4), 0..6000), most in 0usize..900) {
            let applicant = |(i, &(first, second)): (usize, &(u8, u8))| {
                Applicant { first: first.into(), second: second.into(), client: ClientId::new(i) }
            };
            let mut all: Vec<Applicant> = values.iter().enumerate().map(applicant).collect();
            let mut best = Best::new(most);
            all.iter().for_each(|&applicant| best.consider(applicant));
            let mut chosen = best.chosen();
            chosen.sort_by(Applicant::before);
            all.sort_by(Applicant::before);
            all.truncate(most);
            prop_assert_eq!(chosen, all);
        }
    }

    #[test]
    fn there_is_always_a_post_but_never_more_than_clients() {
        assert_eq!([number(0.0, 10), number(0.02, 149), number(0.5, 11), number(1.0, 3)], [1, 2, 5, 3]);
    }
}
