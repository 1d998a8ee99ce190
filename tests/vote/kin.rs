//! What families of candidates do to votes.

use super::society::{place, plain, politics, society, two_parties};
use patronage::engine::Run;
use patronage::ids::{ClientId, ElectionId, VillageId};
use patronage::metrics::Measure;
use patronage::phases::vote::leaning::Booth;
use patronage::scenario::Scenario;
use patronage::world::ties::Strength;
use patronage::world::{Ties, World};

/// Utilities of both candidates for a client, in the order of candidates.
fn found(world: &World, parameters: &patronage::phases::Parameters, client: usize) -> [f64; 2] {
    let politics = world.politics.as_deref().expect("there is politics");
    let booth = Booth::new(politics, parameters, ElectionId::new(0), VillageId::new(0));
    let utilities = booth.utilities(&booth.look(world, politics, client));
    [utilities.of(0), utilities.of(1)]
}

#[test]
fn members_and_who_knows_one_find_more_in_a_candidate() {
    let mut parameters = plain(6, 1, 1);
    parameters.voting.kin = 0.75;
    let mut polity = two_parties(&parameters, 1);
    (polity.parties[1].family, polity.parties[1].centrality) = (1, 1.0);
    let mut world = society(&parameters, polity);
    // The family is client 2; client 0 knows it by the weakest of ties, client 1 did once, and client 2 knows 3, which does not count.
    politics(&mut world).politicians.family[1] = vec![ClientId::new(2)];
    world.ties = Ties::none(6);
    let mut tie = |from: usize, to: usize, strength| {
        world.ties.ends[from][7] = Some(ClientId::new(to));
        world.ties.strengths[from][7] = strength;
    };
    tie(0, 2, Strength::from_steps(1));
    tie(1, 2, Strength::NONE);
    tie(2, 3, Strength::from_steps(255));
    (0..6).for_each(|client| place(&mut world, client, 0.0, 0.0));
    let more: Vec<f64> = (0..6).map(|client| found(&world, &parameters, client)).map(|[left, right]| right - left).collect();
    assert_eq!(more, [0.75, 0.0, 0.75, 0.0, 0.0, 0.0]);
    assert_eq!(found(&world, &parameters, 0)[0], -0.5, "the other candidate is what it was");
}

/// The vote share of the first party at the first election, mean over seeds.
fn vote_share(sets: &[&str]) -> f64 {
    let text = "title = \"kin\"\nrounds = 4\npopulation = { clients = 1500, patrons = 15, villages = 5 }\n\
                network = { start = \"preferential\" }\npolitics = { every = 4, first = 4 }\n\
                campaign = { purpose = 3, design = 2, grow = 1 }\n";
    let share = |seed: u64| {
        let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).chain([format!("seed={seed}")]).collect();
        let scenario = Scenario::parse("kin", text, &sets).unwrap_or_else(|problems| panic!("{problems}"));
        let mut run = Run::new(&scenario, 0);
        let row = (0..4).map(|_| run.step().expect("no law is broken")).last().expect("four rounds");
        Measure::named("first_party_vote_share").expect("a measure").of(&row.observation).expect("an election")
    };
    (1..=4).map(share).sum::<f64>() / 4.0
}

/// Cruz, Labonne and Querubín 2017: families help, and more the more central they are.
#[test]
fn families_win_votes_and_central_ones_more() {
    let [none, remote, central] = [
        &[][..],
        &["parties.left.family=40", "parties.left.centrality=0"],
        &["parties.left.family=40", "parties.left.centrality=1"],
    ]
    .map(vote_share);
    assert!(none + 0.002 < remote && remote + 0.02 < central, "{none}, {remote}, {central}");
    let unkind = vote_share(&["parties.left.family=40", "parties.left.centrality=1", "voting.kin=0"]);
    assert_eq!(unkind, none, "a family that nobody minds changes nothing");
}
