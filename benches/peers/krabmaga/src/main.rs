//! The matched model in krABMaga: an agent per client, which the schedule activates twice a round; the state knows patrons and what
//! clients show one another. The feature `parallel` of krABMaga is not used: it holds one lock on the whole state while an agent steps.

mod client;
mod society;

use client::Client;
use krabmaga::engine::schedule::Schedule;
use krabmaga::engine::state::State;
use peers_shared::rules::Stage;
use peers_shared::{Ended, Request, Seen, Start, report, timed};
use society::Society;
use std::time::Instant;

fn main() -> Result<(), String> {
    let request = Request::of_command_line()?;
    let start = Start::of(&request);
    let started = Instant::now();
    let mut society = Society::new(&request, start);
    let mut schedule = Schedule::new();
    society.init(&mut schedule);
    let creation = started.elapsed().as_secs_f64();
    let rounds = timed(&request, |_| {
        schedule.step(&mut society);
        schedule.step(&mut society);
    });
    let ended = Ended { creation, rounds, capital: society.capital(), moves: society.moves };
    // The boxes of the agents would be cloned to be looked at: they write what is asked into the state instead.
    report(&request, ended, society.seen.iter().copied());
    Ok(())
}

impl Client {
    /// What is measured of it.
    fn seen(&self) -> Seen {
        Seen {
            attached: self.bond.patron.is_some(),
            loyalty: self.bond.loyalty,
            resentment: self.bond.resentment,
            satisfaction: self.bond.satisfaction,
            wealth: self.wealth,
            income: self.work.net(),
            loss: self.work.loss,
            hungry: self.hungry,
            likes: self.outlook.stage >= Stage::Liked,
            trusts: self.outlook.stage == Stage::Trusted,
        }
    }
}
