//! 3.2 Produce: effort and output.
//!
//! A client i of patron p works with effort `e = clip(e0 + (1-e0)·max(L, c·m) - r·ρ, e_min, 1)`: out of loyalty or under
//! supervision, less the everyday resistance of the resentful (Scott 1985). Its output is `q = A·a·e·z·k`, where
//! `k = clip(K/(n·k0), k_min, k_max)^θ` is the effect of the patron's capital per client. A client without patron works for
//! itself with what is outside: `q = A·a·z·o`, where public goods may have raised o.
//!
//! Where there is politics, the share `government.tax` of each client's output goes to the treasury of its district before anybody sees
//! it; from then on the rest is the client's output. What a village produced includes the tax.
//!
//! Reads skill, patron, loyalty, resentment, strategies, capital, productivity. Writes the clients' and villages'
//! output, the patrons' capital effect and treasuries. Draws nothing. The tax enters treasuries; `provide` books the rest of what is
//! produced here.

use super::{Moment, Parameters};
use crate::ids::PatronId;
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::world::clients::Degree;
use crate::world::per_patron::PerPatron;
use crate::world::politics::Purse;
use crate::world::{BLOCK, Flow, Flows, Villages, World};
use fearless_simd::{Level, dispatch};
use rayon::prelude::*;

/// What work yields.
#[derive(Clone, Debug, PartialEq)]
pub struct Economy {
    /// Output A of full effort and mean skill [S per round].
    pub productivity: f64,
    /// Productivity o without a patron, relative to A.
    pub outside: f64,
    /// Elasticity θ of output in capital per client.
    pub capital_elasticity: f64,
    /// Reference capital per client k0 \[S\].
    pub capital_per_client: f64,
    /// Least capital per client that counts, relative to k0.
    pub capital_min: f64,
    /// Most capital per client that counts, relative to k0.
    pub capital_max: f64,
}

impl Default for Economy {
    fn default() -> Self {
        Self {
            productivity: 3.0,
            outside: 0.45,
            capital_elasticity: 0.15,
            capital_per_client: 3.0,
            capital_min: 0.1,
            capital_max: 5.0,
        }
    }
}

/// The keys of [`Economy`].
pub const ECONOMY: Section<Economy> = Section {
    name: "economy",
    meaning: "What work yields, with a patron and without.",
    keys: &[
        Key::<Economy>::number("productivity", |p| &mut p.productivity, 0.01, 100.0, "S per round")
            .symbol("A")
            .means("Output of a client of mean skill at full effort in a mean village."),
        Key::<Economy>::number("outside", |p| &mut p.outside, 0.0, 2.0, "share of A")
            .symbol("o")
            .means("Productivity of a client without patron: what is outside the relation.")
            .source("assumed; exit options improve the terms of exchange, Scott 1972"),
        Key::<Economy>::number("capital_elasticity", |p| &mut p.capital_elasticity, 0.0, 1.0, "elasticity")
            .symbol("θ")
            .means("How output grows with the patron's capital per client."),
        Key::<Economy>::number("capital_per_client", |p| &mut p.capital_per_client, 0.01, 1000.0, "S per client")
            .symbol("k0")
            .means("Capital per client at which output is A; also what patrons start with."),
        Key::<Economy>::number("capital_min", |p| &mut p.capital_min, 0.001, 1.0, "of k0")
            .symbol("k_min")
            .means("Least capital per client that counts: land and tools remain to a patron without money."),
        Key::<Economy>::number("capital_max", |p| &mut p.capital_max, 1.0, 1000.0, "of k0")
            .symbol("k_max")
            .means("Most capital per client that still adds to output."),
    ],
};

/// How hard clients work.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Effort e0 without loyalty or supervision.
    pub effort: f64,
    /// What supervision m can do, at full coercion, of what loyalty can.
    pub supervision: f64,
    /// Effort r withheld at full resentment.
    pub resistance: f64,
    /// Least effort e_min.
    pub effort_min: f64,
}

impl Default for Work {
    fn default() -> Self {
        Self { effort: 0.4, supervision: 0.9, resistance: 0.25, effort_min: 0.05 }
    }
}

/// The keys of [`Work`].
pub const WORK: Section<Work> = Section {
    name: "work",
    meaning: "How hard clients work for a patron.",
    keys: &[
        Key::<Work>::number("effort", |p| &mut p.effort, 0.0, 1.0, "share of full effort")
            .symbol("e0")
            .means("Effort of a client with neither loyalty nor supervision."),
        Key::<Work>::number("supervision", |p| &mut p.supervision, 0.0, 1.0, "share")
            .symbol("m")
            .means("Effort that full coercion can extract, relative to full loyalty."),
        Key::<Work>::number("resistance", |p| &mut p.resistance, 0.0, 1.0, "share of full effort")
            .symbol("r")
            .means("Effort withheld at full resentment: everyday resistance.")
            .source("assumed; Scott 1985"),
        Key::<Work>::number("effort_min", |p| &mut p.effort_min, 0.0, 1.0, "share of full effort")
            .symbol("e_min")
            .means("Least effort of anyone."),
    ],
};

/// Effort of an attached client, in [`effort_min`, 1], whom fear alone would drive so far.
#[inline(always)]
#[must_use]
pub fn effort(work: &Work, loyalty: f64, fear: f64, resentment: f64) -> f64 {
    let drive = loyalty.max(fear);
    (work.effort + (1.0 - work.effort) * drive - work.resistance * resentment).clamp(work.effort_min, 1.0)
}

/// Effect of a patron's capital on output; 1 at the reference capital per client.
#[must_use]
pub fn capital_effect(economy: &Economy, capital: Money, clients: u32) -> f64 {
    if clients == 0 {
        return 1.0;
    }
    let per_client = capital.to_s() / (f64::from(clients) * economy.capital_per_client);
    libm::pow(per_client.clamp(economy.capital_min, economy.capital_max), economy.capital_elasticity)
}

/// What a patron makes of its clients' work.
#[derive(Clone, Copy, Debug)]
struct Workplace {
    /// How far fear drives them: c·m.
    fear: f64,
    /// The effect of its capital.
    capital: f64,
    /// 1 for nobody, whose clients work with what is outside, else 0.
    outside: f64,
}

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, _: Moment) {
    let (economy, work) = (&parameters.economy, &parameters.work);
    let World { clients, patrons, villages, .. } = world;
    for ((effect, &capital), &clients) in patrons.capital_effect.iter_mut().zip(&patrons.capital).zip(&patrons.clients) {
        *effect = capital_effect(economy, capital, clients);
    }
    let with_patron = patrons.strategy.iter().zip(&patrons.capital_effect).map(|(strategy, &capital)| Workplace {
        fear: strategy.coercion * work.supervision,
        capital,
        outside: 0.0,
    });
    let workplaces = PerPatron::new(Workplace { fear: 0.0, capital: 0.0, outside: 1.0 }, with_patron);
    let columns = (
        clients.earning.par_chunks_mut(BLOCK),
        clients.skill.par_chunks(BLOCK),
        clients.patron.par_chunks(BLOCK),
        clients.loyalty.par_chunks(BLOCK),
        clients.resentment.par_chunks(BLOCK),
    );
    columns.into_par_iter().enumerate().for_each(|(block, (output, skill, patron, loyalty, resentment))| {
        let first = block * BLOCK;
        for (village, part) in villages.within(first..first + output.len()) {
            let part = part.start - first..part.end - first;
            let workers = Workers {
                land: economy.productivity * villages.productivity[village.index()],
                outside: economy.outside * villages.outside[village.index()],
                skill: &skill[part.clone()],
                patron: &patron[part.clone()],
                loyalty: &loyalty[part.clone()],
                resentment: &resentment[part.clone()],
            };
            dispatch!(Level::new(), _ => workers.produce(work, &workplaces, &mut output[part]));
        }
    });
    harvest(world);
    levy(world, parameters.government.tax);
}

/// Clients of one village at work.
struct Workers<'a> {
    /// Output of an effort of 1 and mean skill \[S\].
    land: f64,
    /// What is outside, relative to that.
    outside: f64,
    skill: &'a [f32],
    patron: &'a [Option<PatronId>],
    loyalty: &'a [Degree],
    resentment: &'a [Degree],
}

impl Workers<'_> {
    /// Writes what they produce.
    #[inline(always)]
    fn produce(&self, work: &Work, workplaces: &PerPatron<Workplace>, output: &mut [SmallMoney]) {
        let bonds = self.patron.iter().zip(self.loyalty.iter().zip(self.resentment));
        for ((output, &skill), (&patron, (&loyalty, &resentment))) in output.iter_mut().zip(self.skill).zip(bonds) {
            let workplace = workplaces.of(patron);
            let effort = effort(work, loyalty.into(), workplace.fear, resentment.into());
            let yields = effort * workplace.capital + self.outside * workplace.outside;
            *output = SmallMoney::saturating(Money::nearest(self.land * f64::from(skill) * yields));
        }
    }
}

/// Gathers what each village produced.
fn harvest(world: &mut World) {
    let World { clients, villages, .. } = world;
    let Villages { client_start, output, .. } = villages;
    output.par_iter_mut().enumerate().for_each(|(v, output)| {
        *output = clients.earning[client_start[v]..client_start[v + 1]].iter().map(|&earning| Money::from(earning)).sum();
    });
}

/// Treasuries take their share of every output.
fn levy(world: &mut World, rate: f64) {
    let World { clients, villages, politics: Some(politics), flows, .. } = world else { return };
    if rate <= 0.0 {
        return;
    }
    let blocks = clients.earning.par_chunks_mut(BLOCK).enumerate().map(|(block, output)| {
        let first = block * BLOCK;
        let mut flows = Flows::default();
        let mut paid = Vec::new();
        for (village, part) in villages.within(first..first + output.len()) {
            let own = &mut output[part.start - first..part.end - first];
            paid.push((village, own.iter_mut().map(|output| tax(output, rate, &mut flows)).sum::<Money>()));
        }
        (flows, paid)
    });
    for (booked, paid) in blocks.collect::<Vec<_>>() {
        flows.add(&booked);
        for (village, tax) in paid {
            politics.districts.take_in(politics.polity.district_of[village.index()], Purse::Tax, tax);
        }
    }
}

/// Takes the tax out of one output and books it. An output too large for its column stays what it is, so that the laws see it.
#[inline]
fn tax(output: &mut SmallMoney, rate: f64, flows: &mut Flows) -> Money {
    if *output == SmallMoney::TOO_MUCH {
        return Money::ZERO;
    }
    let whole = Money::from(*output);
    let tax = Money::nearest(rate * whole.to_s()).min(whole);
    *output = SmallMoney::saturating(whole - tax);
    flows.book(Flow::Tax, tax);
    tax
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effort_comes_from_loyalty_or_from_fear() {
        let work = Work::default();
        assert!((effort(&work, 1.0, 0.0, 0.0) - 1.0).abs() < 1e-12);
        assert!((effort(&work, 0.0, 0.9, 0.0) - 0.94).abs() < 1e-12);
        assert!((effort(&work, 0.0, 0.0, 1.0) - 0.15).abs() < 1e-12);
        assert!((effort(&Work { resistance: 1.0, ..work }, 0.0, 0.0, 1.0) - 0.05).abs() < 1e-12);
    }

    #[test]
    fn reference_capital_has_no_effect() {
        let economy = Economy::default();
        assert!((capital_effect(&economy, Money::nearest(300.0), 100) - 1.0).abs() < 1e-12);
        assert!((capital_effect(&economy, Money::ZERO, 100) - libm::pow(0.1, 0.15)).abs() < 1e-12);
        assert!((capital_effect(&economy, Money::ZERO, 0) - 1.0).abs() < 1e-12);
    }
}
