//! 3.1 Shocks: the round's weather and misfortunes.
//!
//! Every village draws its productivity, z = LogNormal(mean 1, sd of the logarithm `shocks.village_sd`). With probability
//! `shocks.hazard` times what public goods leave of the hazard in its village, a client suffers a misfortune (illness, a debt collector,
//! harassment) of exponential size with mean `shocks.loss_mean`.
//!
//! Reads what public goods do. Writes the villages' productivity and the clients' loss. Draws: [`Purpose::Weather`], one word per village;
//! [`Purpose::Misfortune`], one word per client: whether, and how deep within that chance, which is the size. No money moves.

use super::{Moment, Parameters};
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::random::{Odds, Purpose, Word, Words};
use crate::world::{BLOCK, World};
use rayon::prelude::*;

/// Weather and misfortunes.
#[derive(Clone, Debug, PartialEq)]
pub struct Shocks {
    /// Standard deviation of the logarithm of a village's productivity.
    pub village_sd: f64,
    /// Probability of a misfortune per client and round.
    pub hazard: f64,
    /// Mean size of a misfortune \[S\].
    pub loss_mean: f64,
}

impl Default for Shocks {
    fn default() -> Self {
        Self { village_sd: 0.15, hazard: 0.15, loss_mean: 1.0 }
    }
}

/// The keys of [`Shocks`].
pub const SHOCKS: Section<Shocks> = Section {
    name: "shocks",
    meaning: "Weather of villages and misfortunes of clients.",
    keys: &[
        Key::<Shocks>::number("village_sd", |p| &mut p.village_sd, 0.0, 1.0, "sd of ln(z)")
            .means("Spread of a village's productivity, which is lognormal with mean 1."),
        Key::<Shocks>::number("hazard", |p| &mut p.hazard, 0.0, 1.0, "probability per round")
            .means("Probability that a client suffers a misfortune.")
            .source("assumed; the insecurity that patronage insures against, Scott 1972"),
        Key::<Shocks>::number("loss_mean", |p| &mut p.loss_mean, 0.0, 100.0, "S")
            .means("Mean size of a misfortune, which is exponential."),
    ],
};

const CLIENT_QUOTA: usize = 1;

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    let shocks = &parameters.shocks;
    let mut words = moment.draws.words(Purpose::Weather, moment.round, 0, 1);
    for productivity in &mut world.villages.productivity {
        *productivity = words.take::<1>()[0].lognormal(shocks.village_sd);
    }
    let World { clients, villages, .. } = world;
    clients.loss.par_chunks_mut(BLOCK).enumerate().for_each(|(block, losses)| {
        let first = block * BLOCK;
        let mut words = moment.draws.words(Purpose::Misfortune, moment.round, first, CLIENT_QUOTA as u32);
        let mut struck = [(0, Word::default()); BLOCK + 1];
        for (village, part) in villages.within(first..first + losses.len()) {
            let hazard = shocks.hazard * villages.hazard[village.index()];
            let losses = &mut losses[part.start - first..part.end - first];
            losses.fill(SmallMoney::ZERO);
            for &(client, word) in strike(&mut struck, losses.len(), &mut words, hazard) {
                let size = -libm::log(word.within(hazard));
                losses[usize::from(client)] = SmallMoney::saturating(Money::nearest(shocks.loss_mean * size));
            }
        }
    });
}

/// Whom of so many clients a misfortune strikes, by their places, each with its word.
fn strike<'a>(struck: &'a mut [(u16, Word)], clients: usize, words: &mut Words, hazard: f64) -> &'a [(u16, Word)] {
    let (odds, mut count) = (Odds::of(hazard), 0);
    // Whom it strikes is what no processor foresees: no branches.
    for client in 0..clients {
        let [word] = words.take::<CLIENT_QUOTA>();
        struck[count] = (client as u16, word);
        count += usize::from(word.wins(odds));
    }
    &struck[..count]
}
