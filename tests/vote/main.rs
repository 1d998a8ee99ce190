//! Votes: who votes for whom, what gifts do to it, who wins and who is paid.
//!
//! A small election is worked out by hand here; [`gifts`] asks what gifts and chance do to ballots, [`power`] what elections have for
//! consequences.

#[path = "../common/mod.rs"]
mod common;
mod gifts;
mod kin;
mod power;
mod society;

use patronage::ids::{PoliticianId, VillageId};
use patronage::quantity::Money;
use patronage::world::politics::voters::Mark;
use patronage::world::politics::{Attitude, Strategy};
use society::{offer, place, plain, politics, society, two_parties, vote, watched};

#[test]
fn a_small_election_by_hand() {
    use Strategy::{Abstention, Persuasion, Reward, Turnout, Vote};
    let mut parameters = plain(12, 1, 1);
    watched(&mut parameters);
    let mut world = society(&parameters, two_parties(&parameters, 1));
    // V of left and right: -|x ∓ 0.5| - ν.
    let voters = [
        (-1.0, -1.0), // 0: ½ and -½: left
        (0.0, -1.0),  // 1: ½ both: the first
        (1.0, -1.0),  // 2: right
        (1.0, 0.0),   // 3: below 0 both: stays at home
        (0.0, -0.5),  // 4: 0 both, as good as staying at home, which comes last: left
        (1.0, -1.0),  // 5: -½ and ½; left pays the difference: left
        (1.0, -1.0),  // 6: left pays a thousandth less: right
        (-1.0, 0.0),  // 7: -½ and -1½; left pays ½: left
        (1.0, -1.0),  // 8: left pays ½ for its staying at home: does
        (1.0, -1.0),  // 9: left pays 1, right 0.2: right
        (1.0, 0.0),   // 10: -1½ and -½; left pays 1½: left
        (1.0, -1.0),  // 11: takes no gifts: right
    ];
    for (client, (position, cost)) in voters.into_iter().enumerate() {
        place(&mut world, client, position, cost);
    }
    politics(&mut world).voters.marks[11] = Default::default();
    let (left, right) = (0, 1);
    let offers = [
        (5, (left, Vote), 1.0),
        (6, (left, Vote), 0.999),
        (7, (left, Turnout), 0.5),
        (8, (left, Abstention), 0.5),
        (9, (left, Vote), 1.0),
        (9, (right, Reward), 0.2),
        (10, (left, Persuasion), 1.5),
        (11, (left, Vote), 4.0),
    ];
    for (client, what, price) in offers {
        offer(&mut world, &parameters, client, what, price);
    }
    vote(&mut world, &parameters);
    let politics = politics(&mut world);
    let did = |client: usize| politics.voters.marks[client];
    let home: Vec<usize> = (0..12).filter(|&client| !did(client).has(Mark::Voted)).collect();
    assert_eq!(home, [3, 8]);
    let for_left: Vec<usize> = (0..12).filter(|&client| did(client).has(Mark::Supporter)).collect();
    assert_eq!(for_left, [0, 1, 4, 5, 7, 10]);
    let results = &politics.record.results;
    assert_eq!((results[0].votes, results[0].seats, results[1].votes, results[1].seats), (6, 1, 4, 0));
    assert!(results.iter().all(|row| (row.turned_out, row.voters) == (10, 12)));
    assert_eq!(results.iter().map(|row| row.incumbent).collect::<Vec<_>>(), [true, false]);
    // Gifts taken: 1 + 0.999 + 0.5 + 0.5 + 1 + 1.5, and 0.2.
    assert_eq!((results[0].spent, results[1].spent), (Money::nearest(5.499), Money::nearest(0.2)));
    let came = |politician, strategy, attitude| {
        let row = politics.record.offers[politics.record.offers_of(PoliticianId::new(politician), strategy, attitude).unwrap()];
        [
            row.counts.offered,
            row.counts.accepted,
            row.counts.complied,
            row.counts.changed,
            row.counts.delivered,
            row.counts.anyway,
        ]
    };
    assert_eq!(came(left, Vote, Attitude::Opposed), [4, 3, 1, 1, 1, 0]);
    assert_eq!(came(left, Turnout, Attitude::Loyal), [1, 1, 1, 1, 1, 0]);
    assert_eq!(came(left, Abstention, Attitude::Opposed), [1, 1, 1, 1, 0, 0]);
    assert_eq!(came(left, Persuasion, Attitude::Opposed), [1, 1, 1, 1, 1, 0]);
    // Without it, left's gift would have decided.
    assert_eq!(came(right, Reward, Attitude::Loyal), [1, 1, 1, 1, 1, 0]);
    assert_eq!(politics.record.offers.len(), 5);
    assert_eq!(politics.places.support(VillageId::new(0)), [0.6, 0.4]);
}
