//! What of a run is looked at. Measures do not change a run: who asks for few of them, at few times, saves the time of the rest.

use crate::metrics::Reported;
use crate::scenario::expectation::When;

/// When measures are taken of a run, and whether those of networks are.
#[derive(Clone, Debug, PartialEq)]
pub struct Looks {
    /// At which times; nothing here if in every round.
    times: Option<Vec<When>>,
    networks: bool,
}

impl Looks {
    /// Every measure in every round; networks when the scenario says, and in the last round.
    pub const ALL: Self = Self { times: None, networks: true };

    /// What it takes to know these measures at these times. Networks are measured if one of them needs them, which costs as much as many
    /// rounds, in a small society more than all of them.
    #[must_use]
    pub fn at<'a>(asked: impl IntoIterator<Item = (&'a str, When)>) -> Self {
        let (mut times, mut networks) = (Vec::new(), false);
        for (measure, when) in asked {
            networks |= matches!(Reported::named(measure), Some(Reported::WithNetworks(_)));
            if !times.contains(&when) {
                times.push(when);
            }
        }
        Self { times: Some(times), networks }
    }

    /// The same measures in every round.
    #[must_use]
    pub fn in_every_round(self) -> Self {
        Self { times: None, ..self }
    }

    /// Whether measures are taken in this round of a run that has so many.
    #[must_use]
    pub fn in_round(&self, round: u32, rounds: u32) -> bool {
        self.times.as_ref().is_none_or(|times| times.iter().any(|when| when.needs(round, rounds)))
    }

    /// Whether networks are measured in such rounds.
    #[must_use]
    pub fn at_networks(&self) -> bool {
        self.networks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_that_are_asked_for() {
        let looked = |looks: &Looks| (0..=10).filter(|&round| looks.in_round(round, 10)).collect::<Vec<_>>();
        let looks =
            Looks::at([("gini_wealth_all", When::Mean(3)), ("gini_wealth_all", When::Start), ("loyalty_mean", When::Round(4))]);
        assert_eq!(looked(&looks), [0, 4, 8, 9, 10]);
        assert!(!looks.at_networks());
        assert_eq!(looked(&Looks::at([("loyalty_mean", When::End)])), [10]);
        assert_eq!(looked(&looks.in_every_round()), (0..=10).collect::<Vec<_>>());
        assert!(Looks::at([("loyalty_mean", When::End), ("closeness_mean", When::End)]).at_networks());
        // A mean of more rounds than there are is unknown, and takes them all.
        assert_eq!(looked(&Looks::at([("loyalty_mean", When::Mean(12))])), (0..=10).collect::<Vec<_>>());
    }
}
