//! The closed forms against simulated campaigns: complete information, full compliance, a single machine with money, and voters drawn from
//! the electorate of the model.
//!
//! Positions of the model are scaled to [-1, 1] and salience makes up for it. A sample of N voters is off by four standard deviations of
//! a share at most.

use crate::areas::Electorate;
use crate::uniform::Row;
use crate::{Purchase, STRATEGIES, common, rule, statics, strategy};
use patronage::engine::Run;
use patronage::phases::Parameters;
use patronage::phases::campaign::{Design, Pricing, Rule};
use patronage::phases::vote::MoneyUtility;
use patronage::scenario::Scenario;
use patronage::world::Politics;
use patronage::world::politics::{Polity, Shape, Strategy};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The machine of the model, to the right; the opposition has no money.
const MACHINE: usize = 1;

/// What the machine bought in a simulated electorate, and what came of it.
#[derive(Clone, Copy, Debug, Default)]
struct Bought {
    voters: f64,
    /// Offers by strategy.
    offers: [u64; 4],
    /// Those that were taken, that were kept to, and without which the voter would have chosen otherwise.
    followed: [[u64; 4]; 3],
    /// Votes for the opposition and for the machine.
    votes: [u64; 2],
    /// The machine's money that is left \[S\].
    left: f64,
}

impl Bought {
    fn of(politics: &Politics, voters: u32) -> Self {
        let machine = &politics.politicians;
        let votes = [machine.votes[0], machine.votes[MACHINE]];
        let mut all = Self { voters: f64::from(voters), votes, left: machine.funds[MACHINE].to_s(), ..Self::default() };
        for sum in &politics.record.offers {
            assert_eq!(sum.politician.index(), MACHINE, "the opposition has no money");
            let s = STRATEGIES.iter().position(|&s| s == sum.strategy).expect("nobody is rewarded for what is done anyway");
            all.offers[s] += sum.counts.offered;
            for (all, of_sum) in all.followed.iter_mut().zip([sum.counts.accepted, sum.counts.complied, sum.counts.changed]) {
                all[s] += of_sum;
            }
        }
        all
    }

    fn mass(&self, s: usize) -> f64 {
        self.offers[s] as f64 / self.voters
    }

    /// What the offers promise: two net votes for a vote bought, else one.
    fn net_votes(&self) -> i64 {
        self.offers.iter().sum::<u64>() as i64 + self.offers[0] as i64
    }

    fn lead(&self) -> i64 {
        self.votes[1] as i64 - self.votes[0] as i64
    }

    #[track_caller]
    fn assert_near(&self, what: &str, want: &Purchase) {
        for (s, mass) in want.masses.into_iter().enumerate() {
            let error = 4.0 * (mass / self.voters).sqrt();
            assert!(
                (self.mass(s) - mass).abs() <= error,
                "{:?} of {what}: {}, not {mass} ± {error}",
                STRATEGIES[s],
                self.mass(s)
            );
        }
    }
}

/// The keys of a society in which the model holds: offers are all that moves voters, and gifts bind.
fn keys(electorate: &Electorate, rule: Rule, voters: u32, scale: f64) -> Parameters {
    let mut parameters = Parameters::default();
    parameters.politics.every = 8;
    parameters.politics.first = 1;
    let middle = |[from, to]: [f64; 2]| (0.5 * (from + to), 0.5 * (to - from));
    let population = &mut parameters.population;
    (population.clients, population.patrons, population.villages) = (voters, voters / 100, voters / 200);
    let (mean, width) = middle(electorate.x.map(|x| x / scale));
    (population.ideology_shape, population.ideology_mean, population.ideology_sd) = (Shape::Uniform, mean, width);
    population.ideology_village = 0.0;
    let voting = &mut parameters.voting;
    let (mean, width) = middle(electorate.cost);
    (voting.cost_shape, voting.cost_mean, voting.cost_spread) = (Shape::Uniform, mean, width);
    voting.salience = electorate.salience * scale;
    (voting.noise, voting.loyalty, voting.performance, voting.club, voting.fear) = (0.0, 0.0, 0.0, 0.0, 0.0);
    (voting.money, voting.money_utility) = (1.0, MoneyUtility::Linear);
    (voting.secrecy, voting.turnout_monitoring) = (0.0, 1.0);
    let campaign = &mut parameters.campaign;
    (campaign.purpose, campaign.design, campaign.grow) = (0, 0, 0);
    (campaign.pricing, campaign.sharing, campaign.rule, campaign.quota) = (Pricing::Reservation, Design::Pooled, rule, 0);
    campaign.secrecy_premium = electorate.secrecy;
    (campaign.knowledge_in, campaign.knowledge_out, campaign.reach) = (0.0, 0.0, 1.0);
    (campaign.skim, campaign.skim_broker, campaign.predation) = (0.0, 0.0, 0.0);
    (campaign.club, campaign.fees) = (0.0, 0.0);
    // Money left is the machine's own.
    parameters.government.kickback = 0.0;
    // Patrons follow the money.
    let campaign = &mut parameters.campaign;
    (campaign.conviction, campaign.spoils, campaign.broker_noise, campaign.aloof) = (0.0, 0.0, 0.0, 0.0);
    parameters
}

fn scenario(electorate: &Electorate, rule: Rule, voters: u32) -> Scenario {
    let scale = electorate.x.iter().fold(electorate.x_m, |most, x| most.max(x.abs()));
    let parameters = keys(electorate, rule, voters, scale);
    let villages = parameters.population.villages as usize;
    let mut polity = Polity::two_parties(vec![voters / villages as u32; villages], 1, 240.0);
    for (party, place, funds) in [(0, -electorate.x_m, 0.0), (MACHINE, electorate.x_m, 1.0)] {
        polity.parties[party].ideology = place / scale;
        polity.parties[party].funds = funds;
    }
    polity.elections[0].funds = electorate.budget * f64::from(voters);
    let kinds = common::all_of_kind([0.7, 0.8, 0.6, 0.0, 0.5], 0.0);
    Scenario { parameters, polity: Some(Arc::new(polity)), ..common::scenario("uniform", 2, kinds) }
}

/// Such a society after its first election.
fn run(electorate: &Electorate, rule: Rule, voters: u32) -> Run {
    let mut run = Run::new(&scenario(electorate, rule, voters), 0);
    run.step().expect("no law is broken");
    run
}

fn simulate(electorate: &Electorate, rule: Rule, voters: u32) -> Bought {
    Bought::of(run(electorate, rule, voters).world().politics.as_ref().expect("there is politics"), voters)
}

fn electorate(row: &Row) -> Electorate {
    let x_m = row.x_M;
    Electorate { x: [-x_m, x_m], cost: [-row.L, row.C_hi], x_m, salience: 1.0, secrecy: 1.0, budget: row.B }
}

fn both_rules(row: &Row) -> [(Rule, Purchase); 2] {
    [(Rule::Optimum, row.optimum()), (Rule::Published, row.published())]
}

#[test]
fn a_million_voters_are_bought_as_in_the_closed_forms() {
    let rows = Row::all();
    for (row, rule) in [(0, 0), (7, 0), (7, 1)] {
        let (rule, want) = both_rules(&rows[row])[rule];
        let bought = simulate(&electorate(&rows[row]), rule, 1_000_000);
        bought.assert_near(&format!("row {row}, {rule:?}"), &want);
    }
}

#[test]
fn all_rows_agree_in_smaller_electorates() {
    for row in Row::all() {
        for (rule, want) in both_rules(&row) {
            simulate(&electorate(&row), rule, 20_000).assert_near(&format!("row {}, {rule:?}", row.id), &want);
        }
    }
}

#[test]
fn whoever_is_paid_complies_and_the_lead_grows_by_what_was_promised() {
    for row in Row::all().iter().step_by(15) {
        let paid = simulate(&electorate(row), Rule::Optimum, 20_000);
        let unpaid = simulate(&Electorate { budget: 0.0, ..electorate(row) }, Rule::Optimum, 20_000);
        assert_eq!(unpaid.offers, [0; 4]);
        assert_eq!(paid.followed, [paid.offers; 3], "row {}", row.id);
        assert_eq!(paid.lead() - unpaid.lead(), paid.net_votes(), "row {}", row.id);
        assert!(
            paid.left >= 0.0 && paid.left < 4.0 * row.x_M,
            "row {}: {} S are left, more than a voter costs",
            row.id,
            paid.left
        );
    }
}

/// Voters of a world in which the statics are looked for.
const SAMPLE: u32 = 100_000;

/// A world before or after a change: which voters were bought, by which strategy.
struct Sample {
    strategy_of: Vec<Option<Strategy>>,
}

impl Sample {
    fn new(electorate: &Electorate, rule: Rule) -> Self {
        let mut strategy_of = vec![None; SAMPLE as usize];
        let run = run(electorate, rule, SAMPLE);
        for offer in run.world().politics.as_ref().expect("there is politics").offers.iter() {
            strategy_of[offer.client.index()] = Some(offer.strategy);
        }
        Self { strategy_of }
    }

    fn share(&self, strategy: Strategy) -> f64 {
        self.strategy_of.iter().filter(|&&bought| bought == Some(strategy)).count() as f64 / f64::from(SAMPLE)
    }

    /// The share of voters who are bought by this strategy in one of two worlds and not in the other. Both have the same voters, so that
    /// only these make them differ.
    fn differing(&self, other: &Self, strategy: Strategy) -> f64 {
        let differs = |(a, b): &(&Option<Strategy>, &Option<Strategy>)| (**a == Some(strategy)) != (**b == Some(strategy));
        self.strategy_of.iter().zip(&other.strategy_of).filter(differs).count() as f64 / f64::from(SAMPLE)
    }
}

/// The worlds before and after all changes of the file, by parameter set, rule and change; before it, the change has no name.
fn samples(rows: &[statics::Row]) -> BTreeMap<(u32, &str, &str), Sample> {
    let mut samples = BTreeMap::new();
    for row in rows {
        for (change, electorate) in [("", row.before()), (&*row.change, row.after())] {
            let key = (row.set, &*row.rule, change);
            samples.entry(key).or_insert_with(|| Sample::new(&electorate, rule(&row.rule)));
        }
    }
    samples
}

/// All masses are compared. A sign is where the model moves a mass by 2 % or more, and by more than four standard deviations of what two
/// worlds of the same voters differ by.
#[test]
fn comparative_statics_are_those_of_the_model() {
    let rows = statics::Row::all();
    let samples = samples(&rows);
    let mut told = BTreeMap::new();
    for row in &rows {
        let strategy = STRATEGIES[strategy(&row.strategy)];
        let (before, after) = (&samples[&(row.set, &*row.rule, "")], &samples[&(row.set, &*row.rule, &*row.change)]);
        for (sample, mass) in [(before, row.mass_before), (after, row.mass_after)] {
            let (got, error) = (sample.share(strategy), 4.0 * (mass / f64::from(SAMPLE)).sqrt());
            assert!((got - mass).abs() <= error, "{row:?}: {got}, not {mass} ± {error}");
        }
        let error = 4.0 * (before.differing(after, strategy) / f64::from(SAMPLE)).sqrt();
        if row.rel_change.abs() >= 0.02 && (row.mass_after - row.mass_before).abs() > error {
            let grows = after.share(strategy) > before.share(strategy);
            assert_eq!(if grows { "+" } else { "-" }, row.sign, "{row:?}");
            *told.entry(&*row.change).or_insert(0) += 1;
        }
    }
    assert_eq!((told.len(), told.values().sum::<u32>()), (6, 123), "{told:?}");
}
