//! What holds whatever the keys and the threads.

use super::{common, politics, scenario, three_levels};
use patronage::engine::{Checks, Run};
use patronage::phases::campaign::Campaign;
use patronage::quantity::Money;
use patronage::world::politics::record::CampaignPhase;
use patronage::world::{Flow, World};
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use std::sync::Arc;

#[test]
fn threads_do_not_matter() {
    let results = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let mut scenario = scenario(4, 4, 8);
            (scenario.parameters.population.clients, scenario.parameters.population.patrons) = (6000, 60);
            let mut run = Run::new(&scenario, 0);
            let mut all = Vec::new();
            for _ in 0..8 {
                run.step().expect("no law is broken");
                let politics = politics(run.world());
                all.push((politics.offers.clone(), politics.record.clone(), politics.politicians.funds.clone()));
            }
            all
        })
    };
    let one = results(1);
    assert!(one.iter().any(|(offers, ..)| offers.len() > 100));
    assert!(one == results(3));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Whatever the keys: no law is broken, nobody spends what it does not have, and what is offered adds up.
    #[test]
    fn no_keys_break_a_law(seed in any::<u64>(), clients in 4u32..200, patrons in 0u32..12, every in 1u32..7, first in 1u32..6) {
        let mut scenario = scenario(every, first, 12);
        scenario.seed = seed;
        common::randomise(&mut scenario.parameters, seed);
        let parameters = &mut scenario.parameters;
        (parameters.politics.every, parameters.politics.first) = (every, first);
        (parameters.population.clients, parameters.population.patrons, parameters.population.village_spread) = (clients, patrons, 0.0);
        let Campaign { club, fees, .. } = &mut parameters.campaign;
        *fees = fees.min(1.0 - *club);
        let mut polity = three_levels(parameters);
        polity.voters = (0..4).map(|v| clients * (v + 1) / 4 - clients * v / 4).collect();
        scenario.polity = Some(Arc::new(polity));
        let mut run = Run::new(&scenario, 0).with_checks(Checks::EveryPhase);
        for _ in 0..scenario.rounds {
            let before = politics(run.world()).politicians.plan.clone();
            if let Err(broken) = run.step() {
                prop_assert!(broken.law.what.contains("the most a client's round can hold"), "{broken}");
                return Ok(());
            }
            let World { flows, .. } = run.world();
            let politics = politics(run.world());
            prop_assert!(politics.offers.iter().is_sorted_by(|a, b| (a.client, a.election, a.candidate) < (b.client, b.election, b.candidate)));
            let accepted: Money = politics.offers.iter().filter(|offer| offer.accepted).map(|offer| Money::from(offer.price)).sum();
            prop_assert_eq!(flows.amount(Flow::Gift), accepted);
            for (politician, plan) in before.iter().enumerate() {
                let sums = politics.record.offers.iter().filter(|sum| sum.politician.index() == politician);
                let (paid, skimmed) = sums.fold((Money::ZERO, Money::ZERO), |(paid, skimmed), sum| (paid + sum.counts.paid, skimmed + sum.counts.skimmed));
                let designed = politics.record.machines.iter().any(|step| step.politician.index() == politician && step.phase == CampaignPhase::Design);
                prop_assert!(designed || paid + skimmed <= plan.gifts, "{paid} and {skimmed} of {}", plan.gifts);
            }
            for step in &politics.record.machines {
                prop_assert!(step.completion.is_none_or(|completion| (0.0..=1.0).contains(&completion)), "{step:?}");
                prop_assert!(step.wanted.is_finite() && step.reached.is_finite(), "{step:?}");
            }
        }
    }
}
