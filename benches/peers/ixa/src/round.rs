//! A round: clients work, patrons spend, clients live. Each is a plan of its own in the phases of one point in time.

use crate::client::{Bonded, Client, ClientId, Hungry, Outlooking, Ties, Wealth};
use crate::patron::{Capital, Patron, PatronId};
use ixa::ExecutionPhase;
use ixa::data_structures::entity_vec::EntityVec;
use ixa::prelude::*;
use ixa::rand::RngExt;
use peers_shared::rules::{Bond, Character, Terms, Work, live, talk_and_move, work};
use peers_shared::start::TIES;
use peers_shared::{Constants, Request};
use std::rc::Rc;
use std::time::Instant;

define_rng!(Chance);

/// What is kept of all rounds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rounds {
    /// Rounds that ended.
    ended: u32,
    /// When the timed rounds began.
    started: Option<Instant>,
    /// Seconds of the timed rounds.
    pub seconds: f64,
    /// Clients who moved.
    pub moves: u64,
}
define_data_plugin!(RoundsPlugin, Rounds, Rounds::default());

/// What a patron's clients bring.
#[derive(Clone, Copy, Debug, Default)]
struct Gathered {
    clients: u32,
    revenue: f64,
    losses: f64,
}
define_data_plugin!(GatheredPlugin, EntityVec<Patron, Gathered>, EntityVec::new());

/// What came of all rounds.
pub fn all(context: &Context) -> Rounds {
    *context.get_data(RoundsPlugin)
}

/// Plans the first round; each plans the next one.
pub fn plan(context: &mut Context, request: &Request) {
    context.get_data_mut(GatheredPlugin).resize(request.patrons(), Gathered::default());
    plan_round(context, 0.0, Rc::new(request.clone()));
}

fn plan_round(context: &mut Context, time: f64, request: Rc<Request>) {
    let [first, second] = [request.clone(), request.clone()];
    context.add_plan_with_phase(time, move |context| begin(context, &first), ExecutionPhase::First);
    context.add_plan_with_phase(time, move |context| spend(context, &second.constants), ExecutionPhase::Normal);
    context.add_plan_with_phase(time, move |context| end(context, request), ExecutionPhase::Last);
}

fn begin(context: &mut Context, request: &Request) {
    let rounds = context.get_data_mut(RoundsPlugin);
    if rounds.ended == request.warm_up {
        rounds.started = Some(Instant::now());
    }
    work_all(context, &request.constants);
}

fn end(context: &mut Context, request: Rc<Request>) {
    for client in context.get_entity_iterator::<Client>() {
        live_one(context, &request.constants, client);
    }
    let time = context.get_current_time();
    let rounds = context.get_data_mut(RoundsPlugin);
    rounds.ended += 1;
    if rounds.ended < request.all_rounds() {
        plan_round(context, time + 1.0, request);
    } else {
        rounds.seconds = rounds.started.map_or(0.0, |started| started.elapsed().as_secs_f64());
    }
}

/// Everybody talks, works and is paid. Who moves is changed at the end only: everybody decides by the world as it was.
fn work_all(context: &mut Context, constants: &Constants) {
    let mut gathered = std::mem::take(context.get_data_mut(GatheredPlugin));
    let mut movers: Vec<(ClientId, Bonded)> = Vec::new();
    for client in context.get_entity_iterator::<Client>() {
        let (bond, work) = work_one(context, constants, client, &mut movers);
        if let Some(patron) = bond.patron {
            let gathered = &mut gathered[patron];
            gathered.clients += 1;
            gathered.revenue += work.output - work.net();
            gathered.losses += work.loss;
        }
        context.set_property(client, work);
    }
    context.get_data_mut(RoundsPlugin).moves += movers.len() as u64;
    for (client, bond) in movers {
        context.set_property(client, bond);
    }
    *context.get_data_mut(GatheredPlugin) = gathered;
}

/// A client's talk and work.
fn work_one(
    context: &mut Context,
    constants: &Constants,
    client: ClientId,
    movers: &mut Vec<(ClientId, Bonded)>,
) -> (Bonded, Work) {
    let character: Character = context.get_property(client);
    let before: Outlooking = context.get_property(client);
    let (mut bond, mut outlook): (Bonded, Outlooking) = (context.get_property(client), before);
    let terms_of = |patron: PatronId| context.get_property::<_, Terms>(patron);
    let work = context.sample(Chance, |rng| {
        let tie = rng.random_range(0..TIES);
        let coercion = bond.patron.map_or(0.0, |patron| terms_of(patron).coercion);
        let teller = || {
            let Ties(ties) = context.get_property(client);
            context.get_property::<_, Bonded>(ties.expect("everybody has ties")[tie])
        };
        if talk_and_move(constants, &character, &mut bond, &mut outlook, || coercion, teller, || rng.random()) {
            movers.push((client, bond));
        }
        let terms = bond.patron.map(terms_of);
        work(constants, &character, &bond, terms.as_ref(), || rng.random())
    });
    if outlook != before {
        context.set_property(client, outlook);
    }
    (bond, work)
}

/// Patrons spend what their clients brought.
fn spend(context: &mut Context, constants: &Constants) {
    for patron in context.get_entity_iterator::<Patron>() {
        let Gathered { clients, revenue, losses } = std::mem::take(&mut context.get_data_mut(GatheredPlugin)[patron]);
        let (mut terms, Capital(capital)): (Terms, Capital) = (context.get_property(patron), context.get_property(patron));
        let left = terms.spend(constants, capital, clients, revenue, losses);
        context.set_property(patron, terms);
        context.set_property(patron, Capital(left));
    }
}

/// A client meets its loss, consumes and judges.
fn live_one(context: &mut Context, constants: &Constants, client: ClientId) {
    let character: Character = context.get_property(client);
    let mut bond: Bond<PatronId> = context.get_property(client);
    let work: Work = context.get_property(client);
    let Wealth(wealth) = context.get_property(client);
    let terms: Option<Terms> = bond.patron.map(|patron| context.get_property(patron));
    let (wealth, hungry) = live(constants, &character, &mut bond, wealth, &work, terms.as_ref());
    context.set_property(client, bond);
    context.set_property(client, Wealth(wealth));
    if context.get_property::<_, Hungry>(client) != Hungry(hungry) {
        context.set_property(client, Hungry(hungry));
    }
}
