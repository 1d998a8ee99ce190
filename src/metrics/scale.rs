//! On which scale a difference of a measure is large or small.

/// The natural scale of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Differences are what they are: of shares, indices and correlations, which have one and the same range.
    Absolute,
    /// Differences are parts of what differs, or of 1 S if that is more: of amounts of money. Against 1 S, which keeps a client alive,
    /// a hundredth of it is little, even where there was nothing before.
    Money,
    /// Differences are parts of what differs: of counts, times, ratios and entropies, which have no range.
    Relative,
}

impl Scale {
    /// The scale of a measure with this unit.
    #[must_use]
    pub fn of(unit: &str) -> Self {
        let bounded =
            unit == "share" || unit.starts_with("share of ") || ["index", "correlation", "difference of shares"].contains(&unit);
        let money = unit == "S" || unit.starts_with("S per ");
        match (bounded, money) {
            (true, _) => Self::Absolute,
            (false, true) => Self::Money,
            (false, false) => Self::Relative,
        }
    }

    /// How large a difference (or a half-width) is among values of this size: itself, or by the larger of the two, whatever their signs.
    /// A difference among zeros is infinitely large, unless it is 0.
    #[must_use]
    pub fn size(self, difference: f64, among: [f64; 2]) -> f64 {
        match self {
            _ if difference == 0.0 => 0.0,
            Self::Absolute => difference.abs(),
            Self::Money => difference.abs() / among[0].abs().max(among[1].abs()).max(1.0),
            Self::Relative => difference.abs() / among[0].abs().max(among[1].abs()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Reported;
    use std::collections::BTreeSet;

    const ABSOLUTE: [&str; 28] = [
        "correlation",
        "difference of shares",
        "index",
        "share",
        "share of brokers",
        "share of clients",
        "share of districts",
        "share of income from patrons",
        "share of incumbents",
        "share of losses",
        "share of misfortunes",
        "share of money for gifts",
        "share of offers",
        "share of offers taken",
        "share of output",
        "share of pairs",
        "share of patrons",
        "share of posts",
        "share of public spending",
        "share of relations",
        "share of shortfalls",
        "share of those who asked",
        "share of ties",
        "share of triples",
        "share of voters",
        "share of votes",
        "share of wealth",
        "share of what was given",
    ];
    const MONEY: [&str; 3] = ["S", "S per client", "S per round and skill"];
    const RELATIVE: [&str; 10] =
        ["1/ties", "Rp", "clients", "count", "mean skill at the start", "nats", "parties", "ratio", "rounds", "ties per client"];

    /// Every unit is on one of the two lists: a new one must be decided.
    #[test]
    fn every_unit_has_its_scale() {
        let units: BTreeSet<&str> = Reported::all().map(Reported::unit).collect();
        let listed: BTreeSet<&str> = ABSOLUTE.into_iter().chain(MONEY).chain(RELATIVE).collect();
        assert_eq!(units, listed);
        assert_eq!(ABSOLUTE.map(Scale::of), [Scale::Absolute; ABSOLUTE.len()]);
        assert_eq!(MONEY.map(Scale::of), [Scale::Money; MONEY.len()]);
        assert_eq!(RELATIVE.map(Scale::of), [Scale::Relative; RELATIVE.len()]);
    }

    #[test]
    fn relative_sizes_are_parts_of_the_larger() {
        assert_eq!(Scale::Relative.size(-1.0, [-4.0, 3.0]), 0.25);
        assert_eq!(Scale::Absolute.size(-1.0, [-4.0, 3.0]), 1.0);
        assert_eq!(Scale::Relative.size(0.0, [0.0, 0.0]), 0.0);
        assert_eq!(Scale::Relative.size(0.5, [0.0, 0.0]), f64::INFINITY);
        assert_eq!([[0.0, 0.5], [2.0, 1.5]].map(|among| Scale::Money.size(0.5, among)), [0.5, 0.25]);
    }
}
