//! A client.

use crate::society::{Half, Society};
use krabmaga::engine::agent::Agent;
use krabmaga::engine::state::State;
use krabmaga::rand::Rng;
use peers_shared::rules::{Bond, Character, Outlook, Work, live, talk_and_move, work};
use peers_shared::start::TIES;

/// A client, which keeps its own state.
#[derive(Clone)]
pub struct Client {
    pub id: u32,
    pub character: Character,
    pub ties: [u32; TIES],
    pub wealth: f64,
    pub bond: Bond<u32>,
    pub outlook: Outlook<u32>,
    pub work: Work,
    pub hungry: bool,
}

impl Agent for Client {
    fn step(&mut self, state: &mut dyn State) {
        let society = state.as_any_mut().downcast_mut::<Society>().expect("the state is the society");
        match society.half {
            Half::Work => self.work(society),
            Half::Live => self.live(society),
        }
    }
}

impl Client {
    /// Talks, moves, works, and is paid.
    fn work(&mut self, society: &mut Society) {
        let Society { constants, shown, patrons, rng, moves, .. } = society;
        let teller = self.ties[rng.random_range(0..TIES)];
        let coercion = self.bond.patron.map_or(0.0, |p| patrons[p as usize].terms.coercion);
        let moved = talk_and_move(
            constants,
            &self.character,
            &mut self.bond,
            &mut self.outlook,
            || coercion,
            || shown[teller as usize],
            || rng.random(),
        );
        *moves += u64::from(moved);
        let terms = self.bond.patron.map(|p| &patrons[p as usize].terms);
        self.work = work(constants, &self.character, &self.bond, terms, || rng.random());
        if let Some(p) = self.bond.patron {
            patrons[p as usize].gather(&self.work);
        }
    }

    /// Meets its loss, consumes, judges, and shows itself.
    fn live(&mut self, society: &mut Society) {
        let Society { constants, shown, patrons, .. } = society;
        let terms = self.bond.patron.map(|p| &patrons[p as usize].terms);
        (self.wealth, self.hungry) = live(constants, &self.character, &mut self.bond, self.wealth, &self.work, terms);
        shown[self.id as usize] = self.bond;
        if society.is_last() {
            society.seen[self.id as usize] = self.seen();
        }
    }
}
