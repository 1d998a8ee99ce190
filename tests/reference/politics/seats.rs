//! How votes become seats.

use super::first_best;
use patronage::world::politics::SeatRule;

/// Seats for each party, by its votes.
pub(crate) fn seats(rule: SeatRule, votes: &[u64], seats: u32, threshold: f64) -> Vec<u32> {
    let all: u64 = votes.iter().sum();
    let least = (threshold * 1e9).round() as u128;
    let passes = |&v: &u64| v > 0 && u128::from(v) * 1_000_000_000 >= least * u128::from(all);
    let counted: Vec<u64> = votes.iter().map(|v| if passes(v) { *v } else { 0 }).collect();
    let mut won = vec![0; votes.len()];
    if counted.iter().sum::<u64>() == 0 {
        return won;
    }
    match rule {
        SeatRule::SainteLague => {
            for _ in 0..seats {
                let next = highest(&counted, |k| (counted[k].into(), (2 * won[k] + 1).into()));
                won[next] += 1;
            }
        }
        SeatRule::DHondt => {
            for _ in 0..seats {
                let next = highest(&counted, |k| (counted[k].into(), (won[k] + 1).into()));
                won[next] += 1;
            }
        }
        SeatRule::Hare => return hare(&counted, seats),
        SeatRule::Plurality => {
            let best = first_best(&counted.iter().map(|&v| v as f64).collect::<Vec<f64>>()).expect("a party");
            won[best] = seats;
        }
    }
    won
}

fn hare(votes: &[u64], seats: u32) -> Vec<u32> {
    let all: u128 = votes.iter().map(|&v| u128::from(v)).sum();
    let whole = |v: u64| (u128::from(v) * u128::from(seats) / all) as u32;
    let mut won: Vec<u32> = votes.iter().map(|&v| whole(v)).collect();
    let mut rest: Vec<u128> = votes.iter().map(|&v| u128::from(v) * u128::from(seats) % all).collect();
    while won.iter().sum::<u32>() < seats {
        let next = highest(votes, |k| (rest[k], 1));
        won[next] += 1;
        rest[next] = 0;
    }
    won
}

/// The party with votes and the highest quotient; ties go to more votes, then to the first.
fn highest(votes: &[u64], quotient: impl Fn(usize) -> (u128, u128)) -> usize {
    let mut best: Option<usize> = None;
    for k in (0..votes.len()).filter(|&k| votes[k] > 0) {
        let better = best.is_none_or(|b| {
            let ((own, own_by), (other, other_by)) = (quotient(k), quotient(b));
            let (own, other) = (own * other_by, other * own_by);
            own > other || (own == other && votes[k] > votes[b])
        });
        if better {
            best = Some(k);
        }
    }
    best.expect("a party with votes")
}
