//! Words of the chart of claims.

use super::Heading;

/// Words of the forest plot.
#[derive(Debug)]
pub struct Claims {
    /// What it shows.
    pub heading: Heading,
    /// Which tests are shaded how.
    pub note: &'static str,
    /// The x axis.
    pub axis: &'static str,
    /// The verdicts, by their words in the tables.
    pub verdicts: [(&'static str, &'static str); 3],
    /// The expectations, by their words in the tables; `{reference}` is the margin or bound.
    pub expected: [(&'static str, &'static str); 6],
    /// An effect in the unit of the measure, with the ends of its interval.
    pub effect: &'static str,
    /// An effect without interval.
    pub effect_alone: &'static str,
    /// From a level to another.
    pub levels: &'static str,
    /// The foot: how many `{claims}` and `{tests}`.
    pub foot: &'static str,
}

/// The words in English.
pub const ENGLISH: Claims = Claims {
    heading: Heading {
        title: "Published claims, tested in the model",
        reading: "Dots: effect, divided by the larger of both means (or its distance from a bound). Lines: 95\u{a0}% confidence intervals.",
    },
    note: "Shaded: where the claim expects the effect. A whole line there supports it; a whole line elsewhere contradicts it.",
    axis: "effect, relative; 0 is no effect, or the bound",
    verdicts: [("supported", "supported"), ("contradicted", "contradicted"), ("undecided", "undecided")],
    expected: [
        ("rises", "rises"),
        ("falls", "falls"),
        ("unchanged", "unchanged, ±{reference}"),
        ("above", "is above {reference}"),
        ("below", "is below {reference}"),
        ("weaker", "changes less than elsewhere"),
    ],
    effect: "{effect} ({low} to {high})",
    effect_alone: "{effect}",
    levels: "from {from} to {to}",
    foot: "{claims} claims, {tests} tests",
};
