//! How votes become seats, in whole numbers throughout.
//!
//! Who has no vote wins no seat. Where nobody has enough votes the seats stay empty. Ties go to more votes, then to the first.

use crate::world::politics::SeatRule;
use std::cmp::Ordering;

/// Decimals of a threshold that count: so many that any threshold is taken as it is written, 0.05 as one in twenty exactly.
const THRESHOLD_PARTS: u64 = 1_000_000_000;

/// The seats that each of the candidates wins, by their votes: only those with at least the share `threshold` (in [0, 1], to nine
/// decimals) of all these votes win any.
#[must_use]
pub fn allocate(rule: SeatRule, votes: &[u64], seats: u32, threshold: f64) -> Vec<u32> {
    let all = votes.iter().sum();
    let counted: Vec<u64> = votes.iter().map(|&own| if passes(own, all, threshold) { own } else { 0 }).collect();
    apportion(rule, &counted, seats)
}

/// Whether these votes are at least the share `threshold` (in [0, 1], to nine decimals) of `all` votes.
#[must_use]
pub fn passes(votes: u64, all: u64, threshold: f64) -> bool {
    let parts = (threshold * THRESHOLD_PARTS as f64).round() as u128;
    u128::from(votes) * u128::from(THRESHOLD_PARTS) >= parts * u128::from(all)
}

/// The seats that each wins by the votes that count: 0 for who is left out.
#[must_use]
pub fn apportion(rule: SeatRule, votes: &[u64], seats: u32) -> Vec<u32> {
    let mut won = vec![0; votes.len()];
    let Some(first) = best(votes, |a, b| votes[a].cmp(&votes[b])) else { return won };
    match rule {
        SeatRule::SainteLague => divide(votes, seats, |won| 2 * won + 1, &mut won),
        SeatRule::DHondt => divide(votes, seats, |won| won + 1, &mut won),
        SeatRule::Hare => by_remainders(votes, seats, &mut won),
        SeatRule::Plurality => won[first] = seats,
    }
    won
}

/// The best of all that have votes: by `order`, then by votes, then the first.
fn best(votes: &[u64], order: impl Fn(usize, usize) -> Ordering) -> Option<usize> {
    let voted = (0..votes.len()).filter(|&c| votes[c] > 0);
    // Of equals `max_by` takes the last one.
    voted.rev().max_by(|&a, &b| order(a, b).then(votes[a].cmp(&votes[b])))
}

/// Seats one by one to the highest average: votes over the divisor for the seats that one has.
fn divide(votes: &[u64], seats: u32, divisor: impl Fn(u128) -> u128, won: &mut [u32]) {
    for _ in 0..seats {
        let average = |c: usize, other: usize| u128::from(votes[c]) * divisor(u128::from(won[other]));
        let Some(next) = best(votes, |a, b| average(a, b).cmp(&average(b, a))) else { return };
        won[next] += 1;
    }
}

/// A seat for every full quota (votes over seats), the rest by the largest remainders.
fn by_remainders(votes: &[u64], seats: u32, won: &mut [u32]) {
    let all: u128 = votes.iter().copied().map(u128::from).sum();
    let claim = |c: usize| u128::from(votes[c]) * u128::from(seats);
    for (c, won) in won.iter_mut().enumerate() {
        *won = u32::try_from(claim(c) / all).expect("a part of the votes has no more than all seats");
    }
    let mut order: Vec<usize> = (0..votes.len()).collect();
    order.sort_by_key(|&c| (std::cmp::Reverse((claim(c) % all, votes[c])), c));
    let rest = seats - won.iter().sum::<u32>();
    for &c in order.iter().take(rest as usize) {
        won[c] += 1;
    }
}
