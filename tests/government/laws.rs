//! The laws hold whatever the government does, and its books agree with the ledger.

use crate::common;
use crate::society::Society;
use patronage::ids::PartyId;
use patronage::parameter::Allowed;
use patronage::phases::Parameters;
use patronage::quantity::Money;
use patronage::world::Flow;
use patronage::world::politics::Purse;
use patronage::world::politics::voters::Mark;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// Every key of the government: its least, its most, or in between.
fn governments() -> impl Strategy<Value = Vec<(String, f64)>> {
    let keys = common::keys().into_iter().filter(|key| key.path.starts_with("government."));
    let ranges: Vec<(String, f64, f64)> =
        keys.filter_map(|key| key.allowed.range().map(|(least, most)| (key.path.clone(), least, most))).collect();
    prop::collection::vec(prop::sample::select(vec![0.0, 1.0, 0.001, 0.03, 0.3, 0.7]), ranges.len()).prop_map(move |places| {
        let value = |((path, least, most), place): (&(String, f64, f64), f64)| (path.clone(), least + place * (most - least));
        ranges.iter().zip(places).map(value).collect()
    })
}

fn parameters(seed: u64, government: &[(String, f64)], rank: bool) -> Parameters {
    let mut parameters = Parameters::default();
    common::randomise(&mut parameters, seed);
    // Output must fit its column.
    parameters.economy = Default::default();
    for (path, value) in government {
        common::set(&mut parameters, path, *value);
    }
    let words = common::keys().into_iter().find(|key| key.path == "government.club_rule").expect("there is a rule");
    let Allowed::Words(words) = &words.allowed else { panic!("rules are words") };
    common::choose(&mut parameters, "government.club_rule", words[usize::from(rank)].word);
    parameters
}

/// Governments, networks and support change by chance, as if there had been elections.
fn upheaval(society: &mut Society, mut chance: u64) {
    let mut next = |n: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (chance >> 33) as usize % n
    };
    society.elect(next(2));
    let politics = society.politics_mut();
    for party in &mut politics.brokers.party {
        *party = [None, Some(PartyId::new(0)), Some(PartyId::new(1))][next(3)];
    }
    for d in 0..politics.districts.len() {
        politics.districts.spoils[d] = next(2) == 0;
    }
    for v in 0..politics.polity.district_of.len() {
        let support = [0.0, 1.0, 0.25][next(3)];
        politics.places.support_mut(patronage::ids::VillageId::new(v)).copy_from_slice(&[support, 1.0 - support]);
    }
}

/// What came in and went out of treasuries is what was booked, district by district.
fn books_agree(society: &Society, before: &[Money]) -> Result<(), TestCaseError> {
    let both = [
        (Purse::Tax, Flow::Tax),
        (Purse::Transfer, Flow::Transfer),
        (Purse::Fine, Flow::PublicFine),
        (Purse::Penalty, Flow::Penalty),
        (Purse::Salary, Flow::Salary),
        (Purse::PublicGoods, Flow::PublicGoods),
        (Purse::Club, Flow::PublicClub),
        (Purse::Contract, Flow::Contract),
        (Purse::Kickback, Flow::Kickback),
        (Purse::Leak, Flow::Leak),
        (Purse::Relief, Flow::Relief),
    ];
    for (purse, flow) in both {
        prop_assert_eq!(society.purse(purse), society.flow(flow), "{:?}", purse);
    }
    prop_assert_eq!(society.flow(Flow::Fine), Money::ZERO);
    let districts = &society.politics().districts;
    for (d, before) in before.iter().enumerate() {
        let of = |purses: &[Purse]| purses.iter().map(|&purse| districts.purse[d][purse as usize]).sum::<Money>();
        let came = of(&[Purse::Tax, Purse::Transfer, Purse::Fine, Purse::Penalty]);
        let went = of(&[Purse::Salary, Purse::PublicGoods, Purse::Club, Purse::Contract, Purse::Leak, Purse::Relief]);
        prop_assert_eq!(districts.treasury[d], *before + came - went);
    }
    Ok(())
}

/// Counts of officials and services are those of the clients.
fn counts_agree(society: &Society) -> Result<(), TestCaseError> {
    let politics = society.politics();
    let (mut officials, mut by_patronage) = (vec![0; politics.districts.len()], vec![0; politics.districts.len()]);
    for i in society.marked(Mark::Official) {
        officials[society.district(i)] += 1;
        by_patronage[society.district(i)] += u32::from(politics.voters.marks[i].has(Mark::ByPatronage));
    }
    prop_assert_eq!(&officials, &politics.districts.officials);
    prop_assert_eq!(&by_patronage, &politics.districts.by_patronage);
    for (service, term) in politics.districts.service.iter().zip(&politics.districts.service_of_term) {
        prop_assert!(service.served_connected == service.asked_connected && service.served_others <= service.asked_others);
        prop_assert!(term.asked_connected >= service.asked_connected && term.served_others >= service.served_others);
    }
    for (hazard, outside) in society.world.villages.hazard.iter().zip(&society.world.villages.outside) {
        prop_assert!((0.0..=1.0).contains(hazard) && (1.0..=11.0).contains(outside));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_government_breaks_a_law(
        seed in any::<u64>(),
        government in governments(),
        rank in any::<bool>(),
        size in (1u32..150, 0u32..12, 1u32..9, 1u32..5),
        parts in prop::collection::vec(0.0..=1.0f64, 5),
    ) {
        let (clients, patrons, villages, districts) = size;
        let kinds = common::all_of_kind([parts[0], parts[1], parts[2], parts[3], parts[4]], 0.2);
        let size = [clients, patrons, villages, districts.min(villages)];
        let mut society = Society::new(size, &kinds, parameters(seed, &government, rank), seed);
        let mut own_money = 0;
        for round in 0..10 {
            if round % 3 == 1 {
                upheaval(&mut society, seed ^ round);
            }
            let before = society.politics().districts.treasury.clone();
            match society.try_step() {
                Err(broken) => {
                    prop_assert!(broken.law.what.contains("the most a client's round can hold"), "{broken}");
                    return Err(TestCaseError::reject("a round outgrew its column"));
                }
                Ok(()) => {
                    books_agree(&society, &before)?;
                    counts_agree(&society)?;
                    own_money += society.flow(Flow::Tax).micros() + society.flow(Flow::Transfer).micros();
                }
            }
        }
        let keys = |path: &str| government.iter().any(|(key, value)| key == path && *value > 0.0);
        prop_assert_eq!(own_money > 0, keys("government.tax") || keys("government.transfer"));
    }
}
