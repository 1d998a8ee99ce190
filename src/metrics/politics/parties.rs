//! How votes and seats are spread over parties.

/// The effective number of parties, 1/Σp² with p a party's share (Laakso and Taagepera 1979); unknown if nobody has anything.
#[must_use]
pub fn effective_number(amounts: &[u64]) -> Option<f64> {
    let total = total(amounts)?;
    Some(1.0 / amounts.iter().map(|&amount| amount as f64 / total).map(|share| share * share).sum::<f64>())
}

/// Gallagher's least squares index of disproportionality, `sqrt(½ Σ(v - s)²)` with v and s a party's shares of votes and seats, as a
/// share: 0 where seats follow votes; unknown without votes or seats.
///
/// # Panics
/// If the lists are not of one length.
#[must_use]
pub fn disproportionality(votes: &[u64], seats: &[u64]) -> Option<f64> {
    assert_eq!(votes.len(), seats.len(), "every party has votes and seats");
    let (all_votes, all_seats) = (total(votes)?, total(seats)?);
    let gap = |(&votes, &seats): (&u64, &u64)| votes as f64 / all_votes - seats as f64 / all_seats;
    let squares: f64 = votes.iter().zip(seats).map(gap).map(|gap| gap * gap).sum();
    Some((squares / 2.0).sqrt())
}

fn total(amounts: &[u64]) -> Option<f64> {
    let total: u64 = amounts.iter().sum();
    (total > 0).then_some(total as f64)
}
