//! Words of the charts of comparisons.

use super::Heading;
use crate::language::{Language, Template};

/// A measure, and what a panel calls it.
pub type Named = (&'static str, &'static str);

/// Words of the charts of comparisons.
#[derive(Debug)]
pub struct Comparison {
    /// The foot: how many replicates, `{n}`, of each member.
    pub foot: Template,
    /// The same of one replicate.
    pub foot_single: &'static str,
    /// `{n}` members are not drawn.
    pub more: Template,
    /// The heading of `over-time`.
    pub over_time: Heading,
    /// Its panels.
    pub panels: [Named; 6],
    /// Words of `differences`.
    pub differences: Differences,
    /// The heading of `health`.
    pub health: Heading,
    /// The heading of `lorenz`; `{round}` is the last round.
    pub lorenz: Heading<Template>,
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
    pub heading: Heading<Template>,
    /// The x axis; `{at}` says when measures were taken.
    pub axis: Template,
    /// Added to the name of a measure whose difference is relative.
    pub relative: Template,
    /// Heading of the column of differences.
    pub difference: &'static str,
    /// Heading of the columns of means.
    pub means: &'static str,
    /// When: at the end.
    pub at_end: &'static str,
    /// When: the mean of the last `{n}` rounds.
    pub at_mean: Template,
    /// When: in round `{n}`.
    pub at_round: Template,
}

/// Words of the chart of what clients received and gave.
#[derive(Debug)]
pub struct ReceivedGiven {
    /// What it shows.
    pub heading: Heading,
    /// Below a panel: `{share}` received more.
    pub received_more: Template,
    /// Below a panel: `{share}` gave more.
    pub gave_more: Template,
    /// Below a panel: the medians of what was `{received}` and `{given}`.
    pub median: Template,
}

impl Comparison {
    /// The words in a language.
    #[must_use]
    pub(super) fn of(language: Language) -> Self {
        Self {
            foot: language.template("comparison-foot"),
            foot_single: language.text("comparison-foot-single"),
            more: language.template("comparison-more"),
            over_time: Heading::of(language, "comparison-over-time"),
            panels: [
                ("attached_share", language.text("comparison-panels-attached_share")),
                ("loyalty_mean", language.text("comparison-panels-loyalty_mean")),
                ("reciprocity_mean", language.text("comparison-panels-reciprocity_mean")),
                ("resentment_mean", language.text("comparison-panels-resentment_mean")),
                ("hungry_share", language.text("comparison-panels-hungry_share")),
                ("gini_wealth_clients", language.text("comparison-panels-gini_wealth_clients")),
            ],
            differences: Differences {
                heading: Heading::titled(language, "comparison-differences"),
                axis: language.template("comparison-differences-axis"),
                relative: language.template("comparison-differences-relative"),
                difference: language.text("comparison-differences-difference"),
                means: language.text("comparison-differences-means"),
                at_end: language.text("comparison-differences-at-end"),
                at_mean: language.template("comparison-differences-at-mean"),
                at_round: language.template("comparison-differences-at-round"),
            },
            health: Heading::of(language, "comparison-health"),
            lorenz: Heading::titled(language, "comparison-lorenz"),
            received_given: ReceivedGiven {
                heading: Heading::of(language, "comparison-received-given"),
                received_more: language.template("comparison-received-given-received-more"),
                gave_more: language.template("comparison-received-given-gave-more"),
                median: language.template("comparison-received-given-median"),
            },
            elections: Heading::of(language, "comparison-elections"),
            election_panels: [
                ("turnout", language.text("comparison-election-panels-turnout")),
                ("offered_share", language.text("comparison-election-panels-offered_share")),
                ("changed_share", language.text("comparison-election-panels-changed_share")),
                ("price_per_changed_vote", language.text("comparison-election-panels-price_per_changed_vote")),
                ("broker_rent_share", language.text("comparison-election-panels-broker_rent_share")),
                ("incumbents_lost_share", language.text("comparison-election-panels-incumbents_lost_share")),
            ],
        }
    }
}
