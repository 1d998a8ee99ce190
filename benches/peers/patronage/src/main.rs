//! The matched model in this engine: its own phases, with what the matched model has not turned off. Only the talk is written here:
//! the engine's `relate` decides it along with a life of ties that the model leaves out.

use patronage::phases::{Moment, Parameters, SCHEDULE};
use patronage::quantity::Money;
use patronage::random::{Draws, Purpose};
use patronage::world::clients::is_hungry;
use patronage::world::populate::{Endowment, Kind, Plans, StartNetwork, populate};
use patronage::world::start::{Network, Start};
use patronage::world::{BLOCK, Stage, Strategy, Ties, Turn, World};
use peers_shared::{Constants, Ended, Request, Seen, report, timed};
use rayon::prelude::*;
use std::time::Instant;

/// The engine's phases that the model has, in its order.
const PHASES: [&str; 6] = ["move", "shocks", "produce", "provide", "consume", "reconsider"];

fn main() -> Result<(), String> {
    let request = Request::of_command_line()?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(request.threads).build();
    pool.map_err(|error| error.to_string())?.install(|| run(&request));
    Ok(())
}

fn run(request: &Request) {
    let started = Instant::now();
    let parameters = parameters(request);
    let draws = Draws { seed: request.seed, replicate: 0 };
    let mut world = created(&parameters, &request.constants, draws);
    let creation = started.elapsed().as_secs_f64();
    let phases = PHASES.map(|name| SCHEDULE.iter().find(|phase| phase.name == name).expect("a phase of the schedule"));
    let mut moves = 0;
    let rounds = timed(request, |round| {
        let moment = Moment { draws, round };
        world.flows.clear();
        talk(&mut world, moment);
        for phase in phases {
            (phase.run)(&mut world, &parameters, moment);
        }
        moves += [Turn::Switched, Turn::Joined, Turn::Fled, Turn::Quit].map(|turn| world.flows.turns(turn)).iter().sum::<u64>();
    });
    let capital = world.patrons.capital.iter().map(|capital| capital.to_s()).sum();
    let seen = (0..world.clients.len()).map(|client| seen(&world, client));
    report(request, Ended { creation, rounds, capital, moves }, seen);
}

/// Everybody talks to one of its ties.
fn talk(world: &mut World, moment: Moment) {
    world.clients.contacts.par_chunks_mut(BLOCK).enumerate().for_each(|(block, contacts)| {
        let mut words = moment.draws.words(Purpose::Relate, moment.round, block * BLOCK, 1);
        for contacts in contacts {
            let [which] = words.take();
            *contacts = contacts.meeting(Some(which.below(Ties::SLOTS)));
        }
    });
}

fn created(parameters: &Parameters, constants: &Constants, draws: Draws) -> World {
    let kinds = [0, 1].map(|kind| {
        let [wage, protection, support, coercion] = constants.kind(kind);
        let mean = Strategy { wage, protection, support, coercion, credit: 0.0 };
        Kind { name: String::new(), share: 0.5, mean, spread: constants.spread }
    });
    let endowment =
        Endowment { capital_per_client: constants.capital_per_client, satisfaction: constants.productivity * constants.outside };
    let network = StartNetwork { keys: &parameters.network, listed: None };
    let population = &parameters.population;
    populate(&Plans { population, settlement: None, network, kinds: &kinds, endowment, politics: None }, draws)
}

/// The engine's keys. Capital adds nothing to output; all ties are weak ones, strong enough for news; nobody is fined; there is one village without weather.
fn parameters(request: &Request) -> Parameters {
    let c = &request.constants;
    let mut p = Parameters::default();
    p.population.clients = request.clients as u32;
    p.population.patrons = request.patrons() as u32;
    p.population.villages = 1;
    (p.population.attached, p.population.wealth, p.population.loyalty) = (c.attached, c.wealth, c.loyalty);
    p.population.skill_sd = c.skill_sd;
    p.population.values_wage = c.values_wage;
    p.population.values_protection = c.values_protection;
    p.population.values_support = c.values_support;
    p.network = Network { start: Start::Random, near_strength: 0.3, far_strength: 0.3, ..Network::default() };
    p.shocks.village_sd = 0.0;
    (p.shocks.hazard, p.shocks.loss_mean) = (c.hazard, c.loss_mean);
    (p.economy.productivity, p.economy.outside) = (c.productivity, c.outside);
    (p.economy.capital_per_client, p.economy.capital_elasticity) = (c.capital_per_client, 0.0);
    (p.work.effort, p.work.effort_min) = (c.effort, c.effort_min);
    (p.work.supervision, p.work.resistance) = (c.supervision, c.resistance);
    (p.coercion.dues, p.coercion.cost) = (c.dues, c.coercion_cost);
    (p.support.cost, p.support.service) = (c.support_cost, c.service);
    p.law.detection = 0.0;
    (p.consumption.mpc, p.consumption.patron_mpc) = (c.mpc, c.patron_mpc);
    judged(&mut p, c);
    moved(&mut p, c);
    p
}

fn judged(p: &mut Parameters, c: &Constants) {
    (p.reciprocity.capital_share, p.reciprocity.unwillingness) = (c.capital_share, c.unwillingness);
    (p.reciprocity.promise, p.reciprocity.support_worth) = (c.promise, c.support_worth);
    (p.loyalty.justice, p.loyalty.exchange, p.loyalty.learning) = (c.justice, c.exchange, c.learning);
    (p.loyalty.support, p.loyalty.coercion, p.loyalty.hunger) = (c.sympathy, c.repulsion, c.hunger);
    (p.resentment.decay, p.resentment.dues, p.resentment.hunger) = (c.resentment_decay, c.resentment_dues, c.resentment_hunger);
    p.satisfaction.learning = c.satisfaction_learning;
}

fn moved(p: &mut Parameters, c: &Constants) {
    let m = &mut p.mobility;
    (m.information, m.trust, m.liking) = (c.information, c.trust, c.liking);
    (m.hysteresis, m.exit_cost, m.loyalty_cost, m.hurdle) = (c.hysteresis, c.exit_cost, c.loyalty_cost, c.hurdle);
    (m.flee, m.rebel, m.deterrence, m.quit) = (c.flee, c.rebel, c.deterrence, c.quit);
    (m.safety, m.kept, m.newcomer) = (c.safety, c.kept, c.newcomer);
}

fn seen(world: &World, i: usize) -> Seen {
    let clients = &world.clients;
    Seen {
        attached: clients.patron[i].is_some(),
        loyalty: clients.loyalty[i].to_f64(),
        resentment: clients.resentment[i].to_f64(),
        satisfaction: clients.satisfaction[i].into(),
        wealth: clients.wealth[i].to_s(),
        income: Money::from(clients.earning[i]).to_s(),
        loss: Money::from(clients.loss[i]).to_s(),
        hungry: is_hungry(clients.wealth[i], clients.consumed[i], clients.unmet[i]),
        likes: matches!(clients.stage[i], Stage::Liked | Stage::Trusted),
        trusts: clients.stage[i] == Stage::Trusted,
    }
}
