//! The matched model in ixa: clients and patrons are entities, what they have are properties, and two periodic plans make a round.
//! Properties that change together are one property, and none is indexed or listened to: that is what makes setting them fast.

mod client;
mod patron;
mod round;

use client::{Bonded, Client, Hungry, Outlooking, Wealth};
use ixa::prelude::*;
use patron::{Capital, Patron};
use peers_shared::rules::{Stage, Work};
use peers_shared::{Ended, Request, Seen, Start, report};
use round::Rounds;
use std::time::Instant;

fn main() -> Result<(), String> {
    let request = Request::of_command_line()?;
    let start = Start::of(&request);
    let started = Instant::now();
    let mut context = Context::new();
    context.init_random(request.seed);
    create(&mut context, &request, start).map_err(|error| error.to_string())?;
    round::plan(&mut context, &request);
    let creation = started.elapsed().as_secs_f64();
    context.execute();
    let Rounds { moves, seconds, .. } = round::all(&context);
    let capitals = context.get_entity_iterator::<Patron>().map(|patron| context.get_property::<_, Capital>(patron).0);
    let ended = Ended { creation, rounds: seconds, capital: capitals.sum(), moves };
    report(&request, ended, context.get_entity_iterator::<Client>().map(|client| seen(&context, client)));
    Ok(())
}

fn create(context: &mut Context, request: &Request, start: Start) -> Result<(), IxaError> {
    let constants = &request.constants;
    let patrons = patron::create(context, constants, &start)?;
    client::create(context, constants, start.clients, &patrons)
}

fn seen(context: &Context, client: EntityId<Client>) -> Seen {
    let (bond, outlook): (Bonded, Outlooking) = (context.get_property(client), context.get_property(client));
    let (Wealth(wealth), Hungry(hungry)) = (context.get_property(client), context.get_property(client));
    let work: Work = context.get_property(client);
    Seen {
        attached: bond.patron.is_some(),
        loyalty: bond.loyalty,
        resentment: bond.resentment,
        satisfaction: bond.satisfaction,
        wealth,
        income: work.net(),
        loss: work.loss,
        hungry,
        likes: outlook.stage >= Stage::Liked,
        trusts: outlook.stage == Stage::Trusted,
    }
}
