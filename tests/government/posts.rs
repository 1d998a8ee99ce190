//! Who gets public posts, and who loses them.

use crate::society::Society;
use patronage::ids::PartyId;
use patronage::world::Turn;
use patronage::world::politics::voters::Mark;

/// Officials by merit and by patronage.
fn officials(society: &Society) -> (Vec<usize>, Vec<usize>) {
    let all = society.marked(Mark::Official).into_iter();
    all.partition(|&i| !society.politics().voters.marks[i].has(Mark::ByPatronage))
}

/// Nobody of a district without post is better than one with it.
fn assert_best(society: &Society, chosen: &[usize], others: impl Fn(usize) -> bool, merit: impl Fn(usize) -> f32) {
    for d in 0..2 {
        let least = chosen.iter().filter(|&&i| society.district(i) == d).map(|&i| merit(i)).fold(f32::INFINITY, f32::min);
        let rest = (0..society.world.clients.len()).filter(|&i| society.district(i) == d && others(i));
        let best = rest.map(&merit).fold(f32::NEG_INFINITY, f32::max);
        assert!(least >= best, "district {d}: {least} has a post, {best} has none");
    }
}

#[test]
fn merit_chooses_the_skilled() {
    let mut society = Society::small(|p| (p.government.merit, p.government.posts) = (1.0, 0.1)).two_networks();
    society.phase("govern");
    let (merit, patronage) = officials(&society);
    assert_eq!((merit.len(), patronage.len()), (60, 0));
    assert_eq!(society.flows().turns(Turn::Appointed), 60);
    assert_best(&society, &merit, |i| !merit.contains(&i), |i| society.world.clients.skill[i]);
}

#[test]
fn patronage_chooses_the_loyal_of_the_network() {
    let mut society = Society::small(|p| (p.government.merit, p.government.posts) = (0.0, 0.1)).two_networks();
    society.steps(5);
    society.politics_mut().districts.spoils.fill(true);
    society.phase("govern");
    let party = PartyId::new(0);
    let (merit, patronage) = officials(&society);
    assert_eq!((merit.len(), patronage.len()), (0, 60));
    assert!(patronage.iter().all(|&i| society.serves(i, party)));
    let others = |i: usize| society.serves(i, party) && !patronage.contains(&i);
    assert_best(&society, &patronage, others, |i| f64::from(society.world.clients.loyalty[i]) as f32);
}

#[test]
fn half_and_half() {
    let mut society = Society::small(|p| (p.government.merit, p.government.posts) = (0.5, 0.05)).two_networks();
    society.step();
    let (merit, patronage) = officials(&society);
    // 15 posts per district: a half of a post goes to merit.
    assert_eq!((merit.len(), patronage.len()), (16, 14));
    assert_eq!(society.politics().districts.by_patronage, [7, 7]);
}

/// Who has no network takes skilled people, whom it can dismiss as well.
#[test]
fn without_a_network_the_skilled_hold_patronage_posts() {
    let mut society = Society::small(|p| (p.government.merit, p.government.posts) = (0.5, 0.05));
    society.phase("govern");
    let (merit, patronage) = officials(&society);
    assert_eq!((merit.len(), patronage.len()), (16, 14));
    let all = society.marked(Mark::Official);
    assert_best(&society, &all, |i| !all.contains(&i), |i| society.world.clients.skill[i]);
    assert_best(&society, &merit, |i| !merit.contains(&i), |i| society.world.clients.skill[i]);
}

#[test]
fn spoils_change_hands() {
    let mut society = Society::small(|p| (p.government.merit, p.government.posts) = (0.4, 0.1)).two_networks();
    society.phase("govern");
    let (merit, old) = officials(&society);
    assert!(old.iter().all(|&i| society.serves(i, PartyId::new(0))));
    society.steps(4);
    assert_eq!(officials(&society), (merit.clone(), old.clone()), "nobody is dismissed between elections");
    assert_eq!((society.flows().turns(Turn::Appointed), society.flows().turns(Turn::Dismissed)), (0, 0));
    society.elect(1);
    society.phase("govern");
    let (still, new) = officials(&society);
    assert_eq!(still, merit, "merit is for life");
    assert_eq!(new.len(), old.len());
    assert!(new.iter().all(|&i| society.serves(i, PartyId::new(1))));
    let lost = old.iter().filter(|i| !new.contains(i)).count() as u64;
    assert!(lost > 0);
    assert_eq!((society.flows().turns(Turn::Appointed), society.flows().turns(Turn::Dismissed)), (lost, lost));
    assert!(society.politics().districts.spoils.iter().all(|&spoils| !spoils));
}

/// A government that finds a network only after its first day gives it posts when it is re-elected.
#[test]
fn a_re_elected_government_rewards_its_network() {
    let mut society = Society::small(|p| (p.government.merit, p.government.posts) = (0.0, 0.1));
    society.steps(2);
    assert_eq!(society.flows().turns(Turn::Appointed), 0);
    let mut society = society.two_networks();
    society.step();
    assert_eq!(society.flows().turns(Turn::Appointed), 0);
    // An election of the government in the fourth round; nobody campaigns or votes.
    (society.parameters.politics.every, society.parameters.politics.first) = (100, 4);
    society.begin_round();
    society.phase("govern");
    assert!(society.flows().turns(Turn::Appointed) > 0);
    assert!(society.marked(Mark::Official).iter().all(|&i| society.serves(i, PartyId::new(0))));
}

/// A patronage salary weighs in the relation with the patron, a salary by merit does not.
#[test]
fn patrons_get_the_credit_for_the_posts_they_find() {
    let mut society = Society::small(|p| {
        (p.government.merit, p.government.posts, p.government.salary) = (0.5, 0.1, 0.8);
        (p.government.transfer, p.government.tax) = (1.0, 0.0);
    })
    .two_networks();
    society.politics_mut().districts.party.fill(PartyId::new(0));
    for v in 0..6 {
        // No club goods: nobody supports anybody.
        society.politics_mut().places.support_mut(patronage::ids::VillageId::new(v)).fill(0.0);
    }
    society.phase("govern");
    let (_, patronage) = officials(&society);
    assert!(!patronage.is_empty());
    for i in 0..society.world.clients.len() {
        let expected = if patronage.contains(&i) { 0.8 } else { 0.0 };
        assert_eq!(society.politics().voters.favour[i].to_s(), expected, "client {i}");
    }
}
