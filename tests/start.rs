//! Start networks: what holds for each of them, and what sets each apart. Those of files are in `ties_file.rs`.

use patronage::ids::ClientId;
use patronage::parameter::Choice;
use patronage::random::Draws;
use patronage::world::start::{Network, Start, ties};
use patronage::world::ties::Strength;
use patronage::world::{Ties, Villages};
use proptest::prelude::*;

const DRAWS: Draws = Draws { seed: 7, replicate: 0 };
/// Every start that needs no file.
const DRAWN: [Start; 4] = [Start::Villages, Start::Random, Start::Preferential, Start::Communities];

fn network(start: Start, village_ties: u32, far_ties: u32) -> Network {
    Network { start, village_ties, far_ties, ..Network::default() }
}

fn made(network: &Network, villages: usize, clients: usize) -> Ties {
    ties(network, None, &Villages::even(villages, clients, 1), DRAWS)
}

/// Whom a client holds, in the order of slots.
fn held(ties: &Ties, client: usize) -> Vec<usize> {
    ties.of(client).map(|tie| tie.to.index()).collect()
}

fn in_degrees(ties: &Ties, clients: usize) -> Vec<u32> {
    let mut degrees = vec![0; clients];
    (0..clients).flat_map(|client| held(ties, client)).for_each(|to| degrees[to] += 1);
    degrees
}

proptest! {
    #[test]
    fn no_start_ties_a_client_to_itself_or_twice_to_another(
        which in 0..DRAWN.len(), near in 0u32..=8, far in 0u32..=8, clients in 1usize..70, villages in 1usize..9,
        communities in 1u32..80, mixing in 0.0f64..=1.0, far_share in 0.0f64..=1.0,
    ) {
        let far = far.min(8 - near);
        let network = Network { communities, mixing, far_share, ..network(DRAWN[which], near, far) };
        let ties = made(&network, villages, clients);
        for client in 0..clients {
            let mut others = held(&ties, client);
            prop_assert!(others.len() <= (near + far) as usize);
            prop_assert!(others.iter().all(|&other| other < clients && other != client));
            others.sort_unstable();
            let distinct = others.windows(2).all(|pair| pair[0] < pair[1]);
            prop_assert!(distinct, "{others:?}");
            prop_assert!(ties.of(client).all(|tie| tie.strength > Strength::NONE));
            let empty = (0..Ties::SLOTS).filter(|&slot| ties.ends[client][slot].is_none());
            prop_assert!(empty.into_iter().all(|slot| ties.strengths[client][slot] == Strength::NONE));
        }
    }

    #[test]
    fn random_ties_fill_every_slot_there_is_someone_for(ties_wanted in 0u32..=8, clients in 1usize..30) {
        let ties = made(&network(Start::Random, 0, ties_wanted), 3, clients);
        for client in 0..clients {
            prop_assert_eq!(held(&ties, client).len(), (ties_wanted as usize).min(clients - 1));
        }
    }

    #[test]
    fn who_joins_chooses_earlier_ones(ties_wanted in 1u32..=8, clients in 1usize..400) {
        let ties = made(&network(Start::Preferential, ties_wanted, 0), 4, clients);
        let count = ties_wanted as usize;
        for client in 0..clients {
            let others = held(&ties, client);
            if client <= count {
                prop_assert_eq!(others.len(), count.min(clients - 1));
            } else {
                prop_assert!(others.iter().all(|&other| other < client));
            }
        }
    }
}

#[test]
fn threads_do_not_matter() {
    for start in DRAWN {
        let of = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            let network = Network { far_share: 0.4, ..network(start, 5, 3) };
            let ties = pool.install(|| made(&network, 7, 10_000));
            (ties.ends, ties.strengths)
        };
        assert!(of(1) == of(2), "{}", start.word());
    }
}

#[test]
fn strengths_say_who_is_near() {
    for start in DRAWN {
        let ties = made(&network(start, 6, 2), 20, 4000);
        let villages = Villages::even(20, 4000, 1);
        let mut seen = [0; 2];
        for client in 0..4000 {
            for (slot, tie) in (0..Ties::SLOTS).filter_map(|slot| Some((slot, ties.tie(client, slot)?))) {
                let near = match start {
                    Start::Villages => slot < 6,
                    Start::Communities => tie.to.index() % 10 == client % 10,
                    _ => villages.of_client(tie.to.index()) == villages.of_client(client),
                };
                seen[usize::from(near)] += 1;
                assert_eq!(tie.strength, Strength::nearest(if near { 0.7 } else { 0.3 }), "{}", start.word());
            }
        }
        assert!(seen.iter().all(|&count| count > 100), "{}: {seen:?}", start.word());
    }
}

#[test]
fn few_connectors_hold_villages_together() {
    let all = made(&network(Start::Villages, 6, 2), 50, 20_000);
    let some = made(&Network { far_share: 0.1, ..network(Start::Villages, 6, 2) }, 50, 20_000);
    let connectors = (0..20_000).filter(|&client| some.ends[client][6..].iter().any(Option::is_some)).count() as f64;
    assert!((connectors - 2000.0).abs() < 5.0 * (20_000.0f64 * 0.1 * 0.9).sqrt(), "{connectors}");
    for client in 0..20_000 {
        let same = some.ends[client] == all.ends[client];
        assert!(same || some.ends[client][6..] == [None; 2] && some.ends[client][..6] == all.ends[client][..6]);
    }
    let none = made(&Network { far_share: 0.0, ..network(Start::Villages, 6, 2) }, 50, 20_000);
    assert!((0..20_000).all(|client| none.ends[client][6..] == [None; 2]));
}

#[test]
fn the_share_of_ties_between_communities_is_mixing() {
    for mixing in [0.0, 0.1, 0.5, 1.0] {
        let ties = made(&Network { mixing, ..network(Start::Communities, 6, 2) }, 50, 20_000);
        let outside = |client: usize| held(&ties, client).into_iter().filter(move |other| other % 10 != client % 10).count();
        let (all, out) = (0..20_000).fold((0, 0), |(all, out), client| (all + held(&ties, client).len(), out + outside(client)));
        assert_eq!(all, 160_000);
        let error = (mixing * (1.0 - mixing) / 160_000.0f64).sqrt();
        assert!((out as f64 / 160_000.0 - mixing).abs() <= 5.0 * error, "{mixing}: {out}");
    }
}

/// Of a Poisson law of mean 8, no one of 50,000 is known by more than 40 but once in millions of societies; attachment makes hubs.
#[test]
fn preferential_attachment_has_a_heavy_tail_and_random_ties_have_none() {
    const CLIENTS: usize = 50_000;
    let tail = |start, least: u32| {
        let degrees = in_degrees(&made(&network(start, 6, 2), 100, CLIENTS), CLIENTS);
        degrees.into_iter().filter(|&degree| degree >= least).count() as f64
    };
    assert_eq!(tail(Start::Random, 41), 0.0);
    assert!(tail(Start::Preferential, 41) > 500.0);
    // With weight 1 + times known and 8 choices each, the share known at least d times falls as d^-(1 + 1/8).
    let (few, many) = (tail(Start::Preferential, 50), tail(Start::Preferential, 400));
    let slope = libm::log(few / many) / libm::log(8.0);
    assert!((slope - 1.125).abs() < 0.25, "{few} of 50, {many} of 400: slope {slope}");
}

/// The rule itself, as a slow loop over a list in which everyone stands once and once more for each first choice of others.
#[test]
fn preferential_choices_are_those_of_the_list() {
    use patronage::random::{Purpose, Word};
    const COUNT: usize = 3;
    let clients = 300;
    let ties = made(&network(Start::Preferential, COUNT as u32, 0), 1, clients);
    let mut words = DRAWS.words(Purpose::PopulateTies, 0, 0, 16);
    let mut list: Vec<usize> = Vec::new();
    for client in 0..clients {
        let own: [Word; 16] = words.take();
        let choose = |word: Word| {
            let (earlier, rest) = word.below_and_rest(client);
            list[earlier * (COUNT + 1) + rest.below(COUNT + 1)]
        };
        let first: Vec<usize> = if client <= COUNT {
            (0..=COUNT).filter(|&other| other != client).collect()
        } else {
            own[..COUNT].iter().map(|&word| choose(word)).collect()
        };
        let mut spare = own[8..].iter().map(|&word| if client <= COUNT { 0 } else { choose(word) });
        let mut wanted: Vec<usize> = Vec::new();
        for &choice in &first {
            let other = if wanted.contains(&choice) { spare.find(|other| !wanted.contains(other)) } else { Some(choice) };
            wanted.extend(other);
        }
        assert_eq!(held(&ties, client), wanted, "client {client}");
        list.push(client);
        list.extend(first);
    }
}

/// The default start, written out: its draws are part of every published result.
#[test]
fn villages_are_rings_with_far_ties() {
    use patronage::random::{Purpose, Word};
    const CLIENTS: usize = 3000;
    let ties = made(&network(Start::Villages, 5, 3), 7, CLIENTS);
    let villages = Villages::even(7, CLIENTS, 1);
    let mut words = DRAWS.words(Purpose::PopulateTies, 0, 0, 8);
    let mut met_again = 0;
    for client in 0..CLIENTS {
        let own: [Word; 8] = words.take();
        let ring = villages.clients_of(villages.of_client(client));
        let around =
            |steps: isize| ring.start + (client - ring.start).wrapping_add_signed(steps + ring.len() as isize) % ring.len();
        let mut wanted: Vec<Option<usize>> = [1, -1, 2, -2, 3].map(|steps| Some(around(steps))).to_vec();
        for word in &own[..3] {
            let other = word.below(CLIENTS - 1);
            let other = if other < client { other } else { other + 1 };
            let known = wanted.contains(&Some(other));
            met_again += u32::from(known);
            wanted.push((!known).then_some(other));
        }
        let found: Vec<_> = ties.ends[client].iter().map(|end| end.map(ClientId::index)).collect();
        assert_eq!(found, wanted, "client {client}");
    }
    assert!(met_again > 5, "{met_again} far ties met someone known");
}
