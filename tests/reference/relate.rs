//! The slow model's acquaintances: section relate of MODEL.md, as plain loops.

use crate::society::{Client, SLOTS, Society, Tie};
use patronage::phases::relate::Dynamics;
use patronage::quantity::Money;
use patronage::random::{Further, Purpose, Word};
use patronage::world::ties::Strength;
use patronage::world::{Stage, Turn, Way};
use std::collections::BTreeSet;

/// The society as it was when the phase began.
struct Before {
    clients: Vec<Client>,
    /// Of each client.
    wealth_ranks: Vec<f64>,
    ties: Dynamics,
}

impl Society {
    pub(crate) fn relate(&mut self) {
        let clients = self.clients.clone();
        let wealth_ranks = (0..clients.len()).map(|i| wealth_rank(&clients, i)).collect();
        let before = Before { clients, wealth_ranks, ties: self.parameters.ties.clone() };
        let mut introduced = Vec::new();
        for i in 0..before.clients.len() {
            let [whom, learns, meets] = self.draws.words(Purpose::Relate, self.round, i, 3).take();
            let [how, which, whose, likes] = Further::of(learns, meets).take();
            let held = before.held(i);
            let (place, hears) = whom.below_and_rest(held.len());
            self.clients[i].talks = held.get(place).copied();
            self.hear_of(&before, i, hears);
            self.learn(&before, i, learns);
            self.strengthen(&before, i);
            if meets.happens(before.ties.meeting)
                && let Some(other) = before.brought_together_with(i, [how, which, whose])
                && !before.knows(i, other)
                && likes.happens(before.similarity(i, other))
            {
                introduced.push((i, other));
            }
        }
        for i in 0..self.clients.len() {
            let chosen = introduced.iter().filter(|pair| pair.0 == i).map(|pair| pair.1);
            let choosers = introduced.iter().filter(|pair| pair.1 == i).map(|pair| pair.0);
            for other in chosen.chain(choosers).collect::<BTreeSet<usize>>() {
                self.tie(i, other, Strength::nearest(before.ties.acquaintance));
            }
        }
    }

    /// Hearsay of the prospect of whom the client meets.
    fn hear_of(&mut self, before: &Before, i: usize, hears: Word) {
        let Some(met) = self.meets_through(before, i, self.parameters.uses.information) else { return };
        let teller = &before.clients[met];
        let told = if teller.stage == Stage::None { None } else { teller.prospect };
        let Some(told) = told.filter(|&told| before.clients[i].patron != Some(told)) else { return };
        if !hears.happens(self.parameters.mobility.information * before.ties.hearsay) {
            return;
        }
        let (prospect, stage) = (before.clients[i].prospect, before.clients[i].stage);
        let likes = teller.stage == Stage::Liked || teller.stage == Stage::Trusted;
        if stage == Stage::None || (stage == Stage::Known && prospect != Some(told)) {
            self.clients[i].prospect = Some(told);
            self.climb(i, Stage::Known, Turn::Known, Way::Hearsay);
        } else if stage == Stage::Known && likes {
            self.climb(i, Stage::Liked, Turn::Liked, Way::Hearsay);
        }
    }

    /// A lesson of whom the client meets.
    fn learn(&mut self, before: &Before, i: usize, learns: Word) {
        let Some(met) = self.meets_through(before, i, self.parameters.uses.knowledge) else { return };
        let lead = before.clients[met].skill - before.clients[i].skill;
        if lead > 0.0 && learns.happens(before.ties.teaching) {
            let skill = before.clients[i].skill + before.ties.learning * lead;
            self.clients[i].skill = f64::from(skill as f32);
            self.booked.count(Turn::Learnt);
        }
    }

    /// Whom the client meets, if the tie is stronger than this.
    fn meets_through(&self, before: &Before, i: usize, strength: f64) -> Option<usize> {
        let tie = before.clients[i].ties[self.clients[i].talks?]?;
        (tie.strength > Strength::limit(strength)).then_some(tie.to)
    }

    /// What passed through the client's ties makes them stronger; the others fade.
    fn strengthen(&mut self, before: &Before, i: usize) {
        let rounding = (0.618_034 * f64::from(self.round)).fract();
        for slot in before.held(i) {
            let tie = before.clients[i].ties[slot].expect("a slot in use");
            let gains = self.gains(before, i, slot, tie);
            let s = tie.strength.to_f64();
            let new = if gains.is_empty() {
                s * (1.0 - before.ties.decay)
            } else {
                1.0 - gains.iter().fold(1.0 - s, |lacks, gain| lacks * (1.0 - gain))
            };
            let steps = (Strength::STEPS * new + rounding).floor().min(Strength::STEPS);
            let lost = steps == 0.0 || (gains.is_empty() && steps < before.ties.forget * Strength::STEPS);
            let strength = Strength::from_steps(steps as u8);
            self.clients[i].ties[slot] = (!lost).then_some(Tie { strength, ..tie });
            if lost {
                self.booked.count(Turn::TieLost);
            }
        }
    }

    /// By how much each exchange shrinks what a tie lacks of full strength.
    fn gains(&self, before: &Before, i: usize, slot: usize, tie: Tie) -> Vec<f64> {
        let (me, other) = (&before.clients[i], &before.clients[tie.to]);
        let mut gains = Vec::new();
        let received = me.asked_slot == Some(slot) && me.aid_received > Money::ZERO;
        let they_asked = other.asked_slot.and_then(|slot| other.ties[slot]).map(|tie| tie.to);
        if received || (they_asked == Some(i) && other.aid_received > Money::ZERO) {
            gains.push(before.ties.aid);
        }
        let changed = me.patron.is_some() && me.tenure == 0 && me.patron == other.patron;
        if changed && me.talks == Some(slot) && !me.hungry {
            gains.push(before.ties.news);
        }
        if self.clients[i].talks == Some(slot) {
            let distance = if me.village == other.village { 1.0 } else { before.ties.apart };
            let differ =
                (me.wealth > other.wealth && me.skill < other.skill) || (me.wealth < other.wealth && me.skill > other.skill);
            let difference = if differ { 1.0 + before.ties.difference } else { 1.0 };
            gains.push((before.ties.talk * distance * before.similarity(i, tie.to) * difference).min(1.0));
        }
        gains
    }

    /// The client gets to know another, if it does not yet.
    fn tie(&mut self, i: usize, other: usize, strength: Strength) {
        let met = self.clients[i].talks;
        let ties = &mut self.clients[i].ties;
        if ties.iter().flatten().any(|tie| tie.to == other) {
            return;
        }
        let strength_in = |slot: usize| ties[slot].map_or(Strength::NONE, |tie| tie.strength);
        // The first empty slot is the first of the weakest; whom the client met it does not drop.
        let slot = (0..SLOTS).filter(|&slot| met != Some(slot)).min_by_key(|&slot| strength_in(slot)).expect("there are slots");
        if strength_in(slot) >= strength {
            return;
        }
        if ties[slot].replace(Tie { to: other, strength }).is_some() {
            self.booked.count(Turn::TieLost);
        }
        self.booked.count(Turn::TieMade);
    }
}

impl Before {
    /// The slots of a client that hold a tie.
    fn held(&self, i: usize) -> Vec<usize> {
        (0..SLOTS).filter(|&slot| self.clients[i].ties[slot].is_some()).collect()
    }

    fn knows(&self, i: usize, other: usize) -> bool {
        self.clients[i].ties.iter().flatten().any(|tie| tie.to == other)
    }

    /// Whom chance brings together with a client, if anyone.
    fn brought_together_with(&self, i: usize, [how, which, whose]: [Word; 3]) -> Option<usize> {
        let Dynamics { closure, local, .. } = self.ties;
        let known = |i: usize| self.clients[i].ties.iter().flatten().map(|tie| tie.to).collect::<Vec<usize>>();
        if how.happens(closure) {
            let friend = one_of(&known(i), which)?;
            return one_of(&known(friend), whose).filter(|&other| other != i);
        }
        let in_village = how.happens(closure + (1.0 - closure) * local);
        let others = (0..self.clients.len()).filter(|&other| other != i);
        let near = |other: &usize| !in_village || self.clients[*other].village == self.clients[i].village;
        one_of(&others.filter(near).collect::<Vec<usize>>(), which)
    }

    /// How alike two clients are.
    fn similarity(&self, i: usize, j: usize) -> f64 {
        let ties = &self.ties;
        let (one, other) = (&self.clients[i], &self.clients[j]);
        let village = if one.village == other.village { 1.0 } else { 0.0 };
        let ideology = 1.0 - (one.ideology.to_f64() - other.ideology.to_f64()).abs() / 2.0;
        let wealth = 1.0 - (self.wealth_ranks[i] - self.wealth_ranks[j]).abs();
        let weights = ties.similarity_village + ties.similarity_ideology + ties.similarity_wealth;
        if weights == 0.0 {
            return 1.0;
        }
        let sum = ties.similarity_village * village + ties.similarity_ideology * ideology + ties.similarity_wealth * wealth;
        sum / weights
    }
}

fn one_of(others: &[usize], word: Word) -> Option<usize> {
    (!others.is_empty()).then(|| others[word.below(others.len())])
}

/// The share of clients in lower classes of wealth, half of the own class included.
fn wealth_rank(clients: &[Client], i: usize) -> f64 {
    let class = |client: &Client| (client.wealth.to_s() as f32 + 1.0).to_bits() >> 19;
    let own = class(&clients[i]);
    let less = clients.iter().filter(|client| class(client) < own).count() as f64;
    let alike = clients.iter().filter(|client| class(client) == own).count() as f64;
    (less + 0.5 * alike) / clients.len() as f64
}
