//! The shipped scenario `vote-buying` expects what its keys imply in closed form.

use crate::common;
use crate::uniform::Uniform;
use patronage::phases::campaign::Rule;
use patronage::scenario::{Bound, Scenario};
use patronage::world::politics::Shape;

/// The electorate of a scenario between two parties, the first without money, the second at the other end of ideology.
fn uniform(scenario: &Scenario) -> Uniform {
    let (population, voting) = (&scenario.parameters.population, &scenario.parameters.voting);
    let polity = scenario.polity.as_ref().expect("there are parties");
    let [opposition, machine] = &polity.parties[..] else { panic!("there are two parties") };
    assert_eq!((population.ideology_shape, voting.cost_shape), (Shape::Uniform, Shape::Uniform));
    assert_eq!((opposition.funds, machine.funds, scenario.parameters.campaign.rule), (0.0, 1.0, Rule::Optimum));
    let width = population.ideology_sd;
    assert_eq!((population.ideology_mean, opposition.ideology, machine.ideology), (0.0, -width, width));
    Uniform {
        x_m: voting.salience * width,
        low: voting.cost_spread - voting.cost_mean,
        high: voting.cost_spread + voting.cost_mean,
        budget: voting.money * polity.elections[0].funds / f64::from(population.clients),
    }
}

/// What the measures are, each with its standard deviation in a sample of so many voters.
fn measures(uniform: &Uniform, voters: f64) -> Vec<(&'static str, f64, f64)> {
    let [vote, turnout, abstention, persuasion] = uniform.optimum().masses;
    let all = vote + turnout + abstention + persuasion;
    let share = |share: f64, of: f64| (share, (share * (1.0 - share) / of).sqrt());
    let of_voters = |mass| share(mass, voters);
    let of_offers = |mass| share(mass / all, voters * all);
    // Who stands at x turns out if voting costs at most |x| - x_M.
    let unpaid = (uniform.low - 0.5 * uniform.x_m) / (uniform.low + uniform.high);
    let price = uniform.budget / all;
    let measures = [
        ("offered_share", of_voters(all)),
        ("vote_buying_share", of_offers(vote)),
        ("turnout_buying_share", of_offers(turnout)),
        ("abstention_buying_share", of_offers(abstention)),
        ("double_persuasion_share", of_offers(persuasion)),
        ("price_per_offer", (price, price * of_voters(all).1 / all)),
        ("turnout", of_voters(unpaid + turnout + persuasion - abstention)),
    ];
    measures.map(|(name, (value, sd))| (name, value, sd)).to_vec()
}

#[test]
fn vote_buying_expects_the_closed_forms_within_four_standard_deviations() {
    let scenario = common::shipped("vote-buying");
    let measures = measures(&uniform(&scenario), f64::from(scenario.parameters.population.clients));
    for (name, value, sd) in measures {
        let expectation = scenario.expectations.iter().find(|expectation| expectation.measure == name);
        let bound = expectation.unwrap_or_else(|| panic!("{name} is not expected")).bound;
        let Bound::Band { at_least: Some(least), at_most: Some(most) } = bound else { panic!("{name}: {bound:?} is no band") };
        for (what, distance) in [("below", value - least), ("above", most - value)] {
            let deviations = distance / sd;
            assert!((3.8..5.0).contains(&deviations), "{name}: the band ends {deviations} deviations {what} {value}");
        }
    }
}
