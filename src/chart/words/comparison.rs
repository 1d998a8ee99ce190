//! Words of the charts of comparisons.

use super::Heading;

/// A measure, and what a panel calls it.
pub type Named = (&'static str, &'static str);

/// Words of the charts of comparisons.
#[derive(Debug)]
pub struct Comparison {
    /// The foot: how many replicates, `{n}`, of each member.
    pub foot: &'static str,
    /// The same of one replicate.
    pub foot_single: &'static str,
    /// `{n}` members are not drawn.
    pub more: &'static str,
    /// The heading of `over-time`.
    pub over_time: Heading,
    /// Its panels.
    pub panels: [Named; 6],
    /// Words of `differences`.
    pub differences: Differences,
    /// The heading of `health`.
    pub health: Heading,
    /// The heading of `lorenz`; `{round}` is the last round.
    pub lorenz: Heading,
    /// Words of `received-given`.
    pub received_given: ReceivedGiven,
    /// The heading of `elections`.
    pub elections: Heading,
    /// Its panels; the measures in S have no upper bound.
    pub election_panels: [Named; 6],
}

/// Words of the chart of differences.
#[derive(Debug)]
pub struct Differences {
    /// The heading; `{baseline}` is the member the others are compared with.
    pub heading: Heading,
    /// The x axis; `{at}` says when measures were taken.
    pub axis: &'static str,
    /// Added to the name of a measure whose difference is relative.
    pub relative: &'static str,
    /// Heading of the column of differences.
    pub difference: &'static str,
    /// Heading of the columns of means.
    pub means: &'static str,
    /// When: at the end.
    pub at_end: &'static str,
    /// When: the mean of the last `{n}` rounds.
    pub at_mean: &'static str,
    /// When: in round `{n}`.
    pub at_round: &'static str,
}

/// Words of the chart of what clients received and gave.
#[derive(Debug)]
pub struct ReceivedGiven {
    /// What it shows.
    pub heading: Heading,
    /// Below a panel: `{share}` received more.
    pub received_more: &'static str,
    /// Below a panel: `{share}` gave more.
    pub gave_more: &'static str,
    /// Below a panel: the medians of what was `{received}` and `{given}`.
    pub median: &'static str,
}

/// The words in English.
pub const ENGLISH: Comparison = Comparison {
    foot: "{n} replicates each",
    foot_single: "one replicate each",
    more: "and {n} more in the tables",
    over_time: Heading {
        title: "The societies over time, side by side",
        reading: "Means over replicates. Bands: 95\u{a0}% confidence intervals of these means. Numbers: last round.",
    },
    panels: [
        ("attached_share", "Clients with a patron"),
        ("loyalty_mean", "Loyalty"),
        ("reciprocity_mean", "Dyadic reciprocity"),
        ("resentment_mean", "Resentment"),
        ("hungry_share", "Hungry clients"),
        ("gini_wealth_clients", "Gini of clients’ wealth"),
    ],
    differences: Differences {
        heading: Heading {
            title: "What differs most from “{baseline}”",
            reading: "Markers: mean difference. Whiskers: its 95\u{a0}% confidence interval; if 0 is outside, it is more than chance.",
        },
        axis: "difference, {at}; with *: divided by the larger of both means (of money: 1 S at least)",
        relative: "{measure} *",
        difference: "difference",
        means: "means",
        at_end: "last round",
        at_mean: "mean of the last {n} rounds",
        at_round: "round {n}",
    },
    health: Heading {
        title: "Which patronage is healthy? The five marks and their mean",
        reading: "1 is best. Bars: means over replicates. Whiskers: 95\u{a0}% confidence intervals of these means.",
    },
    lorenz: Heading {
        title: "Who holds the wealth? Lorenz curves of clients in round {round}",
        reading: "Means over replicates: the share that the poorest hold together. The further from the diagonal, the less equal.",
    },
    received_given: ReceivedGiven {
        heading: Heading {
            title: "What clients received and what they gave in the last round",
            reading: "One replicate each. Darker: more clients. On the line the exchange is even; above it the client received more.",
        },
        received_more: "{share} received more",
        gave_more: "{share} gave more",
        median: "median: received {received}, gave {given}",
    },
    elections: Heading {
        title: "Elections, side by side",
        reading: "Means over replicates, at each election. Bands: 95\u{a0}% confidence intervals. Numbers: last election.",
    },
    election_panels: [
        ("turnout", "Turnout"),
        ("offered_share", "Voters offered a gift"),
        ("changed_share", "Gifts that changed a vote"),
        ("price_per_changed_vote", "Price of a changed vote [S]"),
        ("broker_rent_share", "Money kept by brokers"),
        ("incumbents_lost_share", "Incumbents voted out"),
    ],
};
