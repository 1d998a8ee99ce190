//! Clients get what is theirs: officials their salaries, villages their club goods, as far as these seem a patron's gift.

use super::Gifts;
use crate::ids::{PartyId, PatronId};
use crate::quantity::Money;
use crate::world::politics::Politics;
use crate::world::politics::record::Contingency;
use crate::world::politics::voters::{Favour, Mark, Marks};
use crate::world::{BLOCK, World};
use rayon::prelude::*;

/// Hands everything out, and counts who got something from the state in this round, by whether it had voted for the government.
pub(super) fn run(world: &mut World, politics: &mut Politics, gifts: &Gifts) -> Contingency {
    let World { clients, villages, .. } = world;
    let Politics { polity, voters, brokers, districts, .. } = politics;
    let columns = (
        clients.wealth.par_chunks_mut(BLOCK),
        clients.patron.par_chunks(BLOCK),
        voters.marks.par_chunks_mut(BLOCK),
        voters.favour.par_chunks_mut(BLOCK),
    );
    let blocks = columns.into_par_iter().enumerate().map(|(block, (wealth, patron, marks, favour))| {
        let first = block * BLOCK;
        let mut officials = [0_u16; BLOCK];
        for (village, part) in villages.within(first..first + wealth.len()) {
            let district = polity.district_of[village.index()].index();
            let allies = Allies { parties: &brokers.party, party: districts.party[district] };
            let own = part.start - first..part.end - first;
            allies.favour(&mut favour[own.clone()], &patron[own.clone()], gifts.favour[village.index()]);
            let salary = gifts.salary[district];
            if salary == Money::ZERO {
                continue;
            }
            // Few are officials: they are gathered in a loop without decisions, so that the next one waits for all of them at once.
            let mut found = 0;
            for i in own {
                officials[found] = i as u16;
                found += usize::from(marks[i].has(Mark::Official));
            }
            for i in officials[..found].iter().map(|&i| usize::from(i)) {
                wealth[i] += salary;
                marks[i] = marks[i].with(Mark::Benefited, true);
                let credited = marks[i].has(Mark::ByPatronage) && allies.has(patron[i]);
                favour[i] = favour[i].and(if credited { Favour::nearest(salary.to_s()) } else { Favour::default() });
            }
        }
        counted(marks)
    });
    blocks.reduce(Contingency::default, Contingency::and)
}

/// The patrons who serve the party that governs.
struct Allies<'a> {
    parties: &'a [Option<PartyId>],
    party: PartyId,
}

impl Allies<'_> {
    #[inline]
    fn has(&self, patron: Option<PatronId>) -> bool {
        patron.and_then(|patron| self.parties[patron.index()]) == Some(self.party)
    }

    /// Their clients seem to have received this from them.
    fn favour(&self, favours: &mut [Favour], patrons: &[Option<PatronId>], favour: Favour) {
        if favour == Favour::default() {
            return;
        }
        // Whether a client's patron is an ally is what no processor foresees: it chooses a value, not a way.
        let either = [Favour::default(), favour];
        for (own, &patron) in favours.iter_mut().zip(patrons) {
            *own = own.and(either[usize::from(self.has(patron))]);
        }
    }
}

fn counted(marks: &[Marks]) -> Contingency {
    let (mut supporters, mut served, mut supporters_served) = (0, 0, 0);
    for marks in marks {
        let (supports, benefited) = (u32::from(marks.has(Mark::Supporter)), u32::from(marks.has(Mark::Benefited)));
        supporters += supports;
        served += benefited;
        supporters_served += supports & benefited;
    }
    let [supporters, served, supporters_served] = [supporters, served, supporters_served].map(u64::from);
    Contingency {
        supporters,
        supporters_served,
        others: marks.len() as u64 - supporters,
        others_served: served - supporters_served,
    }
}
