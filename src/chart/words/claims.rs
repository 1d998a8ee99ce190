//! Words of the chart of claims.

use super::Heading;
use crate::language::{Language, Template};

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
    pub expected: [(&'static str, Template); 6],
    /// An effect in the unit of the measure, with the ends of its interval.
    pub effect: Template,
    /// An effect without interval.
    pub effect_alone: Template,
    /// From a level to another.
    pub levels: Template,
    /// The foot: how many `{claims}` and `{tests}`.
    pub foot: Template,
}

impl Claims {
    /// The words in a language.
    #[must_use]
    pub(super) fn of(language: Language) -> Self {
        Self {
            heading: Heading::of(language, "claims"),
            note: language.text("claims-note"),
            axis: language.text("claims-axis"),
            verdicts: [
                ("supported", language.text("claims-verdicts-supported")),
                ("contradicted", language.text("claims-verdicts-contradicted")),
                ("undecided", language.text("claims-verdicts-undecided")),
            ],
            expected: [
                ("rises", language.template("claims-expected-rises")),
                ("falls", language.template("claims-expected-falls")),
                ("unchanged", language.template("claims-expected-unchanged")),
                ("above", language.template("claims-expected-above")),
                ("below", language.template("claims-expected-below")),
                ("weaker", language.template("claims-expected-weaker")),
            ],
            effect: language.template("claims-effect"),
            effect_alone: language.template("claims-effect-alone"),
            levels: language.template("claims-levels"),
            foot: language.template("claims-foot"),
        }
    }
}
