//! Seats against allocations computed outside the project, and the laws that rules obey.
//!
//! `data/seats.json` holds elections, real ones with their official result among them, with the seats that three rules give.

use patronage::phases::vote::seats::{allocate, apportion, passes};
use patronage::world::politics::SeatRule::{self, DHondt, Hare, Plurality, SainteLague};
use proptest::prelude::*;
use serde_json::Value;

const SEATS: &str = include_str!("data/seats.json");
const RULES: [SeatRule; 4] = [SainteLague, DHondt, Hare, Plurality];

fn numbers(list: &Value) -> Vec<u32> {
    list.as_array().expect("a list").iter().map(|n| n.as_u64().expect("a whole number") as u32).collect()
}

#[test]
fn all_rules_agree_with_the_oracle() {
    let oracle: Value = serde_json::from_str(SEATS).expect("the oracle is JSON");
    let cases = oracle["cases"].as_array().expect("a list of cases");
    assert_eq!(cases.len(), 66);
    for case in cases {
        let name = &case["name"];
        let seats = case["seats"].as_u64().expect("seats") as u32;
        let threshold = case["threshold"].as_f64().unwrap_or(0.0);
        let all = case["threshold_denominator"].as_u64().expect("votes");
        let parties = case["parties"].as_array().expect("a list of parties");
        let votes = |party: &Value| party["votes"].as_u64().expect("votes");
        let eligible = |party: &Value| party["exempt"] == true || passes(votes(party), all, threshold);
        let wanted: Vec<bool> = case["eligible"].as_array().expect("a list").iter().map(|e| e == true).collect();
        assert_eq!(parties.iter().map(eligible).collect::<Vec<_>>(), wanted, "{name}");
        let counted: Vec<u64> = parties.iter().map(|party| if eligible(party) { votes(party) } else { 0 }).collect();
        for (rule, key) in [(SainteLague, "sainte_lague"), (DHondt, "dhondt"), (Hare, "hare_largest_remainder")] {
            assert_eq!(apportion(rule, &counted, seats), numbers(&case["allocations"][key]), "{name} by {key}");
        }
    }
}

#[test]
fn a_threshold_is_taken_as_it_is_written() {
    // As binary numbers, 0.05 is a little more than a twentieth, and 0.07 times 100 is more than 7.
    for percent in 0..=100_u64 {
        let threshold = format!("0.{percent:02}").parse().expect("a number");
        let threshold: f64 = if percent == 100 { 1.0 } else { threshold };
        for all in [100, 700, 1_341_000_000_000] {
            let exactly = percent * all / 100;
            assert!(passes(exactly, all, threshold), "{percent} % of {all}");
            assert!(percent == 0 || !passes(exactly - 1, all, threshold), "{percent} % of {all} less one");
        }
    }
    assert_eq!(allocate(SainteLague, &[95, 5], 20, 0.05), [19, 1]);
    assert_eq!(allocate(SainteLague, &[96, 4], 20, 0.05), [20, 0]);
    assert_eq!(allocate(SainteLague, &[96, 4], 20, 0.04), [19, 1]);
}

#[test]
fn ties_go_to_more_votes_then_to_the_first() {
    assert_eq!(allocate(Plurality, &[3, 7, 7], 4, 0.0), [0, 4, 0]);
    // The second seat: 30/3 against 10/1 (Sainte-Laguë), 20/2 against 10/1 (D'Hondt); who has more votes wins it.
    assert_eq!(allocate(SainteLague, &[10, 30], 2, 0.0), [0, 2]);
    assert_eq!(allocate(DHondt, &[10, 20], 2, 0.0), [0, 2]);
    // Remainders ½ and ½: quota 20, claims ½ and 1½.
    assert_eq!(allocate(Hare, &[10, 30], 2, 0.0), [0, 2]);
    for rule in RULES {
        assert_eq!(allocate(rule, &[9, 9, 9], 1, 0.0), [1, 0, 0]);
    }
}

#[test]
fn seats_stay_empty_where_nobody_has_enough_votes() {
    for rule in RULES {
        assert_eq!(allocate(rule, &[0, 0], 5, 0.0), [0, 0]);
        assert_eq!(allocate(rule, &[40, 30, 30], 5, 0.5), [0, 0, 0]);
        assert_eq!(allocate(rule, &[], 5, 0.0), [0; 0]);
        assert_eq!(allocate(rule, &[10, 0], 0, 0.0), [0, 0]);
    }
}

proptest! {
    #[test]
    fn all_seats_go_to_those_who_pass(votes in prop::collection::vec(0_u64..2_000_000, 1..12), seats in 0_u32..150, threshold in 0.0..0.4) {
        let all = votes.iter().sum();
        let someone = votes.iter().any(|&own| own > 0 && passes(own, all, threshold));
        for rule in RULES {
            let won = allocate(rule, &votes, seats, threshold);
            prop_assert_eq!(won.iter().sum::<u32>(), if someone { seats } else { 0 });
            for (&own, &won) in votes.iter().zip(&won) {
                prop_assert!(won == 0 || own > 0 && passes(own, all, threshold));
            }
        }
    }

    #[test]
    fn more_votes_never_lose_a_seat(votes in prop::collection::vec(0_u64..5000, 1..8), seats in 0_u32..40, who in 0_usize..8, more in 1_u64..3000) {
        let who = who % votes.len();
        let mut after = votes.clone();
        after[who] += more;
        for rule in RULES {
            prop_assert!(apportion(rule, &after, seats)[who] >= apportion(rule, &votes, seats)[who]);
        }
    }

    #[test]
    fn divisors_never_take_a_seat_back_in_a_larger_house(votes in prop::collection::vec(0_u64..5000, 1..8), seats in 0_u32..40) {
        for rule in [SainteLague, DHondt, Plurality] {
            let (smaller, larger) = (apportion(rule, &votes, seats), apportion(rule, &votes, seats + 1));
            prop_assert!(smaller.iter().zip(&larger).all(|(before, after)| before <= after));
        }
    }

    #[test]
    fn largest_remainders_keep_to_the_quota(votes in prop::collection::vec(0_u64..5000, 1..8), seats in 0_u32..40) {
        let all: u64 = votes.iter().sum();
        prop_assume!(all > 0);
        for (own, won) in votes.iter().zip(apportion(Hare, &votes, seats)) {
            let claim = own * u64::from(seats);
            prop_assert!((claim / all..=claim.div_ceil(all)).contains(&u64::from(won)));
        }
    }

    #[test]
    fn who_has_more_votes_has_no_fewer_seats(votes in prop::collection::vec(0_u64..500, 2..8), seats in 0_u32..40) {
        for rule in RULES {
            let won = apportion(rule, &votes, seats);
            for a in 0..votes.len() {
                for b in 0..votes.len() {
                    prop_assert!(votes[a] <= votes[b] || won[a] >= won[b]);
                }
            }
        }
    }
}
