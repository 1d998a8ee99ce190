//! 3.9 Move: news of patrons, and who leaves whom.
//!
//! Each round a client talks to one of its ties (whom it met in `relate`). If that tie has another patron and is strong enough for
//! information, and the talk carries some (probability `mobility.information`), the client comes one stage closer to that
//! patron: *known*, *liked* (when the teller is loyal to it), *trusted* (when the teller is a strong tie, else with
//! probability `trust`/2). A tie strong enough for access to a loyal teller's patron introduces the client with probability
//! `introduction`: from known to trusted at once. Who trusts *buys* (switches) iff the teller's satisfaction exceeds its own by more than
//! `hysteresis·A + hurdle·(exit_cost·c + loyalty_cost·L + debt_cost·debt)`, the second term for attached clients only. A prospect
//! at stage liked or beyond is not dropped for a new one.
//!
//! *Flee*: with probability `flee·(ρ-rebel)⁺/(1-rebel)·(1-deterrence·c)`. *Quit*: with probability `quit·(1-c)` if
//! `satisfaction + hysteresis·A + hurdle·exit_cost·c < A·o - hazard·loss_mean/a`. Both only if `A·o·a ≥ safety`: safety first,
//! nobody leaves into hunger. Clients without patron hear, climb and join by the same rule. Switching goes before
//! fleeing, fleeing before quitting. Public goods of its village change o and hazard for a client.
//!
//! All decide from one snapshot, then all move. Who moves has tenure 0, no debt, no prospect, `kept` of its resentment and the same
//! satisfaction; loyalty is `newcomer` under a new patron.
//!
//! Reads ties and whom the client talks to, and of others patron, loyalty, satisfaction. Writes prospect and stage, then patron, loyalty, resentment, debt,
//! tenure, and the patrons' numbers of clients. Draws: [`Purpose::Move`], two words per client (whether a talk informs, whether it
//! quits), and [`Further`] words of both (whether it trusts, whether it flees). No money moves; debts are
//! written off.

mod talks;

use super::relate::Uses;
use super::{Moment, Parameters};
use crate::ids::PatronId;
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::random::{Further, Purpose, Word};
use crate::world::clients::Degree;
use crate::world::ties::Strength;
use crate::world::{BLOCK, Flows, Stage, Turn, Way, World};
use rayon::prelude::*;
use talks::{Chances, GROUP, Gathered, Talk, talks};

/// News of patrons, and what holds clients back.
#[derive(Clone, Debug, PartialEq)]
pub struct Mobility {
    /// Probability that a talk carries information about the teller's patron.
    pub information: f64,
    /// Twice the probability that a weak tie's word makes a liked patron a trusted one.
    pub trust: f64,
    /// Probability that a tie with access introduces the client to its patron.
    pub introduction: f64,
    /// Least gain worth a change, relative to A.
    pub hysteresis: f64,
    /// Barrier to leaving raised by full coercion \[S\].
    pub exit_cost: f64,
    /// Barrier raised by full loyalty \[S\].
    pub loyalty_cost: f64,
    /// Barrier raised per S of debt.
    pub debt_cost: f64,
    /// Debt that counts at most \[S\].
    pub debt_counted: f64,
    /// Weight of the barriers against a gain in satisfaction.
    pub hurdle: f64,
    /// Loyalty above which a teller speaks well of its patron.
    pub liking: f64,
    /// Probability of flight at full resentment.
    pub flee: f64,
    /// Resentment above which clients flee.
    pub rebel: f64,
    /// Share of flight that full coercion prevents.
    pub deterrence: f64,
    /// Probability that a client quits who would be better off outside.
    pub quit: f64,
    /// Own output without patron below which nobody leaves \[S\].
    pub safety: f64,
    /// Share of resentment that is kept on leaving.
    pub kept: f64,
    /// Loyalty to a new patron.
    pub newcomer: f64,
}

impl Default for Mobility {
    fn default() -> Self {
        Self {
            information: 0.5,
            trust: 0.5,
            introduction: 0.5,
            hysteresis: 0.08,
            exit_cost: 0.6,
            loyalty_cost: 0.3,
            debt_cost: 0.1,
            debt_counted: 5.0,
            hurdle: 0.5,
            liking: 0.3,
            flee: 0.1,
            rebel: 0.6,
            deterrence: 0.8,
            quit: 0.1,
            safety: 0.9,
            kept: 0.5,
            newcomer: 0.5,
        }
    }
}

/// The keys of [`Mobility`].
pub const MOBILITY: Section<Mobility> = Section {
    name: "mobility",
    meaning: "News of other patrons, and what holds clients back from leaving.",
    keys: &[
        Key::<Mobility>::number("information", |p| &mut p.information, 0.0, 1.0, "probability per talk")
            .symbol("information")
            .means("Probability that a talk carries information about the teller's patron.")
            .source("assumed; weak ties carry news, Granovetter 1973"),
        Key::<Mobility>::number("trust", |p| &mut p.trust, 0.0, 2.0, "probability, doubled")
            .symbol("trust")
            .means("Twice the probability that the word of a weak tie makes a liked patron a trusted one.")
            .source("assumed; know, like, trust, buy"),
        Key::<Mobility>::number("introduction", |p| &mut p.introduction, 0.0, 1.0, "probability per talk")
            .means("Probability that a loyal client of a known patron, if the tie to it is strong enough for access, makes that patron trusted at once.")
            .source("assumed; access as the use hardest to earn, Cross 2002"),
        Key::<Mobility>::number("hysteresis", |p| &mut p.hysteresis, 0.0, 10.0, "share of A")
            .symbol("hysteresis")
            .means("Least gain in satisfaction worth a change."),
        Key::<Mobility>::number("exit_cost", |p| &mut p.exit_cost, 0.0, 100.0, "S at full coercion")
            .symbol("exit_cost")
            .means("Barrier to leaving that force raises."),
        Key::<Mobility>::number("loyalty_cost", |p| &mut p.loyalty_cost, 0.0, 100.0, "S at full loyalty")
            .means("Barrier to leaving that loyalty raises."),
        Key::<Mobility>::number("debt_cost", |p| &mut p.debt_cost, 0.0, 100.0, "S per S of debt")
            .means("Barrier to leaving that debt raises."),
        Key::<Mobility>::number("debt_counted", |p| &mut p.debt_counted, 0.0, 1000.0, "S")
            .means("Debt that counts as a barrier at most."),
        Key::<Mobility>::number("hurdle", |p| &mut p.hurdle, 0.0, 10.0, "per S")
            .symbol("½")
            .means("Weight of the barriers against a gain in satisfaction."),
        Key::<Mobility>::number("liking", |p| &mut p.liking, 0.0, 1.0, "loyalty")
            .means("Loyalty above which a teller speaks well of its patron.")
            .source("assumed; know, like, trust, buy"),
        Key::<Mobility>::number("flee", |p| &mut p.flee, 0.0, 1.0, "probability per round")
            .symbol("flee")
            .means("Probability of flight at full resentment, without force."),
        Key::<Mobility>::number("rebel", |p| &mut p.rebel, 0.0, 0.99, "resentment")
            .symbol("rebel")
            .means("Resentment above which clients flee."),
        Key::<Mobility>::number("deterrence", |p| &mut p.deterrence, 0.0, 1.0, "share")
            .means("Share of flight that full coercion prevents."),
        Key::<Mobility>::number("quit", |p| &mut p.quit, 0.0, 1.0, "probability per round")
            .means("Probability that a client quits who would be better off without patron, without force."),
        Key::<Mobility>::number("safety", |p| &mut p.safety, 0.0, 100.0, "S per round")
            .means("Own output without patron below which nobody flees or quits: safety first.")
            .source("assumed; Scott 1976"),
        Key::<Mobility>::number("kept", |p| &mut p.kept, 0.0, 1.0, "share")
            .means("Share of its resentment that a client keeps when it changes patrons or leaves."),
        Key::<Mobility>::number("newcomer", |p| &mut p.newcomer, 0.0, 1.0, "loyalty")
            .means("Loyalty of a client to a patron it has just joined."),
    ],
};

const CLIENT_QUOTA: usize = 2;

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    let decided = decide(world, parameters, moment);
    world.flows.add(&decided);
    apply(world, &parameters.mobility);
}

/// One client before it decides.
#[derive(Clone, Copy)]
struct Chooser {
    attached: bool,
    /// Coercion of its patron, 0 without.
    coercion: f64,
    loyalty: f64,
    resentment: f64,
    /// Debt \[S\].
    debt: f64,
    satisfaction: f64,
    skill: f64,
    prospect: Option<PatronId>,
    stage: Stage,
}

/// What a client hears in a talk that carries information.
#[derive(Clone, Copy)]
struct News {
    patron: PatronId,
    loyalty: f64,
    satisfaction: f64,
    tie: Strength,
}

/// The strengths above which ties are good for what matters here.
#[derive(Clone, Copy)]
struct Limits {
    information: Strength,
    help: Strength,
    access: Strength,
}

impl Limits {
    fn of(uses: &Uses) -> Self {
        let [information, help, access] = [uses.information, uses.help, uses.access].map(Strength::limit);
        Self { information, help, access }
    }
}

/// Everybody's decision, from one snapshot: new prospects and stages.
fn decide(world: &mut World, parameters: &Parameters, moment: Moment) -> Flows {
    let mut prospects = std::mem::take(&mut world.clients.prospect);
    let mut stages = std::mem::take(&mut world.clients.stage);
    let (snapshot, chances) = (&*world, Chances::of(parameters));
    let own = (prospects.par_chunks_mut(BLOCK), stages.par_chunks_mut(BLOCK));
    let blocks = own.into_par_iter().enumerate().map_init(Gathered::new, |gathered, (block, (prospect, stage))| {
        let first = block * BLOCK;
        let mut words = moment.draws.words(Purpose::Move, moment.round, first, CLIENT_QUOTA as u32);
        let mut flows = Flows::default();
        for start in (0..prospect.len()).step_by(GROUP) {
            let group = first + start..first + (start + GROUP).min(prospect.len());
            talks(snapshot, group, &mut words, &chances, gathered);
            for talk in &gathered.talks {
                let own = talk.client - first;
                let chooser = Chooser::of(snapshot, talk.client, prospect[own], stage[own]);
                (prospect[own], stage[own]) = chooser.decide(talk, snapshot, parameters, &mut flows);
            }
        }
        flows
    });
    let flows = blocks.sum();
    (world.clients.prospect, world.clients.stage) = (prospects, stages);
    flows
}

/// What a client would have by itself.
#[derive(Clone, Copy)]
struct Alone {
    /// Its output in a mean season [S per round].
    output: f64,
    /// What it can hope to have left [S per round and unit of skill].
    hopes: f64,
}

impl Alone {
    fn of(world: &World, client: usize, skill: f64, parameters: &Parameters) -> Self {
        let Parameters { economy, shocks, .. } = parameters;
        let village = world.villages.of_client(client).index();
        let outside = economy.productivity * economy.outside * world.villages.outside[village];
        let hazard = shocks.hazard * world.villages.hazard[village];
        Self { output: outside * skill, hopes: outside - hazard * shocks.loss_mean / skill }
    }
}

impl Chooser {
    fn of(world: &World, client: usize, prospect: Option<PatronId>, stage: Stage) -> Self {
        let World { clients, patrons, .. } = world;
        let patron = clients.patron[client];
        Self {
            attached: patron.is_some(),
            coercion: patron.map_or(0.0, |p| patrons.strategy[p.index()].coercion),
            loyalty: clients.loyalty[client].into(),
            resentment: clients.resentment[client].into(),
            debt: Money::from(clients.debt[client]).to_s(),
            satisfaction: clients.satisfaction[client].into(),
            skill: clients.skill[client].into(),
            prospect,
            stage,
        }
    }

    /// The prospect and the stage after a talk and a look at one's own lot.
    fn decide(&self, talk: &Talk, world: &World, parameters: &Parameters, flows: &mut Flows) -> (Option<PatronId>, Stage) {
        let [informs, quits] = talk.words;
        let [trusts, flees] = Further::of(informs, quits).take();
        let (prospect, stage) = match talk.news() {
            Some(news) => self.hear(&news, trusts, parameters, flows),
            None => (self.prospect, self.stage),
        };
        if !self.attached || stage == Stage::Joins {
            return (prospect, stage);
        }
        (prospect, self.leave([flees, quits], world, talk.client, parameters, flows).unwrap_or(stage))
    }

    /// The prospect and the stage after a talk.
    fn hear(&self, news: &News, trusts: Word, parameters: &Parameters, flows: &mut Flows) -> (Option<PatronId>, Stage) {
        let mobility = &parameters.mobility;
        let same = self.prospect == Some(news.patron);
        let likes = news.loyalty > mobility.liking;
        let limits = Limits::of(&parameters.uses);
        let strong = news.tie > limits.help;
        let way = if strong { Way::StrongTie } else { Way::WeakTie };
        let climbs = |turn: Turn, way: Way, stage: Stage, flows: &mut Flows| {
            flows.climb(turn, way);
            (Some(news.patron), stage)
        };
        match self.stage {
            Stage::None | Stage::Known if !same => climbs(Turn::Known, way, Stage::Known, flows),
            Stage::Known if same && likes && news.tie > limits.access && trusts.happens(mobility.introduction) => {
                climbs(Turn::Trusted, Way::Introduction, Stage::Trusted, flows)
            }
            Stage::Known if same && likes => climbs(Turn::Liked, way, Stage::Liked, flows),
            Stage::Liked if same && (strong || trusts.happens(mobility.trust / 2.0)) => {
                climbs(Turn::Trusted, way, Stage::Trusted, flows)
            }
            Stage::Trusted if same && self.buys(news, parameters, flows) => {
                let turn = if self.attached { Turn::Switched } else { Turn::Joined };
                climbs(turn, way, Stage::Joins, flows)
            }
            _ => (self.prospect, self.stage),
        }
    }

    /// Whether the gain is worth the barriers; counts those whom force or debt alone held back.
    fn buys(&self, news: &News, parameters: &Parameters, flows: &mut Flows) -> bool {
        let mobility = &parameters.mobility;
        let gain = news.satisfaction - self.satisfaction - mobility.hysteresis * parameters.economy.productivity;
        if !self.attached {
            return gain > 0.0;
        }
        let force = mobility.exit_cost * self.coercion;
        let loyalty = mobility.loyalty_cost * self.loyalty;
        let debt = mobility.debt_cost * self.debt.min(mobility.debt_counted);
        let worth = |barriers: f64| gain > mobility.hurdle * barriers;
        if worth(force + loyalty + debt) {
            return true;
        }
        if worth(loyalty) {
            flows.count(match (worth(loyalty + debt), worth(loyalty + force)) {
                (true, _) => Turn::BlockedByForce,
                (false, true) => Turn::BlockedByDebt,
                (false, false) => Turn::BlockedByBoth,
            });
        }
        false
    }

    /// Whether the client leaves for nobody, and how; counts those whom force or hunger held back.
    fn leave(
        &self,
        [flees, quits]: [Word; 2],
        world: &World,
        client: usize,
        parameters: &Parameters,
        flows: &mut Flows,
    ) -> Option<Stage> {
        let Parameters { mobility, economy, .. } = parameters;
        let anger = mobility.flee * (self.resentment - mobility.rebel).max(0.0) / (1.0 - mobility.rebel);

        // Cheapest first: nearly everybody is done here.
        let (would_flee, may_quit) = (flees.happens(anger), quits.happens(mobility.quit));
        if !would_flee && !may_quit {
            return None;
        }
        let wishes = self.satisfaction + mobility.hysteresis * economy.productivity;
        let Alone { output, hopes } = Alone::of(world, client, self.skill, parameters);
        if !would_flee && wishes >= hopes {
            return None;
        }
        if output < mobility.safety {
            flows.count(Turn::BlockedByHunger);
            return None;
        }
        let barrier = mobility.hurdle * mobility.exit_cost * self.coercion;
        if flees.happens(anger * (1.0 - mobility.deterrence * self.coercion)) {
            flows.count(Turn::Fled);
            Some(Stage::Flees)
        } else if wishes + barrier < hopes && quits.happens(mobility.quit * (1.0 - self.coercion)) {
            flows.count(Turn::Quit);
            Some(Stage::Quits)
        } else {
            flows.count(Turn::BlockedByForce);
            None
        }
    }
}

/// Everybody moves as decided; the tally gathers who was won and lost.
fn apply(world: &mut World, mobility: &Mobility) {
    let World { clients, patrons, tally, .. } = world;
    tally.clear();
    let lanes = &*tally;
    let columns = (
        clients.patron.par_chunks_mut(BLOCK),
        clients.prospect.par_chunks_mut(BLOCK),
        clients.stage.par_chunks_mut(BLOCK),
        clients.loyalty.par_chunks_mut(BLOCK),
        clients.resentment.par_chunks_mut(BLOCK),
        clients.debt.par_chunks_mut(BLOCK),
        clients.tenure.par_chunks_mut(BLOCK),
    );
    columns.into_par_iter().for_each(|(patron, prospect, stage, loyalty, resentment, debt, tenure)| {
        // Nearly everybody stays: that is booked for all, in a loop that takes no decisions.
        for (tenure, patron) in tenure.iter_mut().zip(&*patron) {
            *tenure = if patron.is_some() { tenure.saturating_add(1) } else { 0 };
        }
        let mut lane = lanes.lane();
        for i in movers(stage) {
            let next = if stage[i] == Stage::Joins { prospect[i] } else { None };
            for (change, patron) in [(-1, patron[i]), (1, next)] {
                lane.of_mut(patron)[0] += change;
            }
            patron[i] = next;
            prospect[i] = None;
            stage[i] = Stage::None;
            tenure[i] = 0;
            debt[i] = SmallMoney::ZERO;
            resentment[i] = Degree::nearest(mobility.kept * resentment[i].to_f64());
            loyalty[i] = if next.is_some() { Degree::nearest(mobility.newcomer) } else { Degree::ZERO };
        }
    });
    for p in 0..patrons.len() {
        let [change, ..] = tally.total(PatronId::new(p));
        patrons.clients[p] = patrons.clients[p].checked_add_signed(change as i32).expect("a patron loses only clients it has");
    }
}

/// The places of those who have decided to move, in their order.
fn movers(stages: &[Stage]) -> Vec<usize> {
    /// Stages that are looked at together: mostly nobody of them moves.
    const TOGETHER: usize = 32;
    let mut movers = Vec::new();
    for (group, stages) in stages.chunks(TOGETHER).enumerate() {
        if stages.iter().fold(false, |any, stage| any | stage.moves()) {
            let moving = stages.iter().enumerate().filter(|(_, stage)| stage.moves());
            movers.extend(moving.map(|(place, _)| group * TOGETHER + place));
        }
    }
    movers
}
