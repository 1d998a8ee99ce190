//! All words of the charts, in one place: which there are. What they are in a language is in its messages (`messages/`).

mod claims;
pub mod comparison;
mod network;
mod politics;
mod replicates;
pub mod sweep;

pub use claims::Claims;
pub use comparison::Comparison;
pub use network::Network;
pub use politics::Politics;
pub use replicates::Replicates;
pub use sweep::Sweep;

use crate::language::{Language, Template};
use std::sync::LazyLock;

/// What a chart shows and how to read it.
#[derive(Clone, Copy, Debug)]
pub struct Heading<Title = &'static str> {
    /// The title.
    pub title: Title,
    /// One line that says how to read the chart.
    pub reading: &'static str,
}

impl Heading {
    /// Of messages `{id}-title` and `{id}-reading`.
    #[must_use]
    pub(super) fn of(language: Language, id: &str) -> Self {
        Self { title: language.text(&format!("{id}-title")), reading: language.text(&format!("{id}-reading")) }
    }
}

impl Heading<Template> {
    /// The same with a title that has names in it.
    #[must_use]
    pub(super) fn titled(language: Language, id: &str) -> Self {
        Self { title: language.template(&format!("{id}-title")), reading: language.text(&format!("{id}-reading")) }
    }
}

/// The words of all charts in one language.
#[derive(Debug)]
pub struct Words {
    /// Axis of rounds.
    pub round: &'static str,
    /// Axis of shares without a nearer name.
    pub share: &'static str,
    /// Added to an axis of shares that ends below 1; `{end}` is where it ends.
    pub zoomed: Template,
    /// Stands where there is nothing to draw.
    pub no_data: &'static str,
    /// What charts make of several replicates.
    pub replicates: Replicates,
    /// Names the scenario `{scenario}`.
    pub scenario: Template,
    /// Words of `reciprocity`.
    pub reciprocity: Reciprocity,
    /// Words of `received-given`.
    pub received_given: ReceivedGiven,
    /// Words of `inequality`.
    pub inequality: Inequality,
    /// Words of `lorenz`.
    pub lorenz: Lorenz,
    /// Words of `loyalty-resentment-hunger`.
    pub feelings: Feelings,
    /// Words of `strategies`.
    pub strategies: Strategies,
    /// Words of `health`.
    pub health: Health,
    /// Words of `resilience`.
    pub resilience: Resilience,
    /// Words of `leaving`.
    pub leaving: Leaving,
    /// Words of `network`.
    pub network: Network,
    /// Words of the charts of politics.
    pub politics: Politics,
    /// Words of the charts of comparisons.
    pub comparison: Comparison,
    /// Words of the chart of claims.
    pub claims: Claims,
    /// Words of the charts of sweeps.
    pub sweep: Sweep,
}

/// The charts in English.
pub static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::of(Language::English));
/// The charts in Indonesian.
pub static INDONESIAN: LazyLock<Words> = LazyLock::new(|| Words::of(Language::Indonesian));

/// The words of all charts in a language.
#[must_use]
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Indonesian => &INDONESIAN,
    }
}

/// Words of the chart of reciprocity over time.
#[derive(Debug)]
pub struct Reciprocity {
    /// What it shows.
    pub heading: Heading,
    /// How to read it where lines are means of replicates.
    pub reading_of_means: &'static str,
    /// The y axis.
    pub axis: &'static str,
    /// The mean.
    pub mean: &'static str,
    /// The median.
    pub median: &'static str,
    /// The lower end of the band.
    pub low: &'static str,
    /// The upper end of the band.
    pub high: &'static str,
}

/// Words of the chart of what clients received against what they gave.
#[derive(Debug)]
pub struct ReceivedGiven {
    /// What it shows.
    pub heading: Heading,
    /// The x axis.
    pub given: &'static str,
    /// The y axis.
    pub received: &'static str,
    /// Heading for clients above the diagonal.
    pub above: &'static str,
    /// Heading for clients below the diagonal.
    pub below: &'static str,
    /// What clients above the diagonal did.
    pub received_more: &'static str,
    /// What clients below the diagonal did.
    pub gave_more: &'static str,
    /// `{share}` of clients.
    pub of_clients: Template,
    /// Heading for medians.
    pub median: &'static str,
    /// Median of what was received, `{amount}` in S.
    pub median_received: Template,
    /// Median of what was given, `{amount}` in S.
    pub median_given: Template,
    /// Heading for the shades.
    pub per_cell: &'static str,
    /// `{share}` of clients are not drawn.
    pub beyond: Template,
    /// What a dot is.
    pub each_dot: &'static str,
}

/// Words of the chart of inequality over time.
#[derive(Debug)]
pub struct Inequality {
    /// What it shows.
    pub heading: Heading,
    /// The y axis.
    pub axis: &'static str,
    /// The Gini index of clients.
    pub gini_clients: &'static str,
    /// The Gini index of clients and patrons.
    pub gini_all: &'static str,
    /// The share of the richest hundredth.
    pub top1: &'static str,
    /// The share of the richest tenth.
    pub top10: &'static str,
}

/// Words of the chart of Lorenz curves.
#[derive(Debug)]
pub struct Lorenz {
    /// What it shows.
    pub heading: Heading,
    /// The x axis.
    pub population: &'static str,
    /// The y axis.
    pub wealth: &'static str,
    /// The diagonal.
    pub equality: &'static str,
    /// Clients alone.
    pub clients: &'static str,
    /// Clients and patrons.
    pub all: &'static str,
    /// Round 0.
    pub start: &'static str,
    /// The last round, `{round}`.
    pub end: Template,
    /// The Gini index, `{gini}`.
    pub gini: Template,
}

/// Words of the chart of loyalty, resentment and hunger.
#[derive(Debug)]
pub struct Feelings {
    /// What it shows.
    pub heading: Heading,
    /// The y axis.
    pub axis: &'static str,
    /// Mean loyalty.
    pub loyalty: &'static str,
    /// Mean resentment.
    pub resentment: &'static str,
    /// Share of hungry clients.
    pub hunger: &'static str,
}

/// Words of the chart of the patrons' strategies.
#[derive(Debug)]
pub struct Strategies {
    /// What it shows.
    pub heading: Heading,
    /// The y axis.
    pub axis: &'static str,
    /// Share of output paid.
    pub wage: &'static str,
    /// Share of losses covered.
    pub protection: &'static str,
    /// Help in kind.
    pub support: &'static str,
    /// Force.
    pub coercion: &'static str,
    /// Share of shortfalls lent.
    pub credit: &'static str,
}

/// Words of the chart of the health index.
#[derive(Debug)]
pub struct Health {
    /// What it shows.
    pub heading: Heading,
    /// The y axis.
    pub axis: &'static str,
    /// The index.
    pub index: &'static str,
    /// The five parts, in the order of the model.
    pub parts: [&'static str; 5],
}

/// Words of the chart of what saved clients in misfortune.
#[derive(Debug)]
pub struct Resilience {
    /// What it shows.
    pub heading: Heading,
    /// The y axis.
    pub axis: &'static str,
    /// It could pay by itself.
    pub own_wealth: &'static str,
    /// Cover or credit.
    pub patron: &'static str,
    /// Relief.
    pub state: &'static str,
    /// Aid.
    pub ties: &'static str,
    /// It went hungry.
    pub nothing: &'static str,
}

/// Words of the chart of reasons for leaving.
#[derive(Debug)]
pub struct Leaving {
    /// What it shows.
    pub heading: Heading,
    /// The y axes.
    pub axis: &'static str,
    /// Heading of the upper panel.
    pub moved: &'static str,
    /// Left for another patron.
    pub switched: &'static str,
    /// Left in resentment.
    pub fled: &'static str,
    /// Left for own work.
    pub quit: &'static str,
    /// Found a patron.
    pub joined: &'static str,
    /// Heading of the lower panel.
    pub blocked: &'static str,
    /// Force alone.
    pub by_force: &'static str,
    /// Debt alone.
    pub by_debt: &'static str,
    /// Force and debt together.
    pub by_both: &'static str,
    /// Own work would not feed them.
    pub by_hunger: &'static str,
}

impl Words {
    /// The words in a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self {
            round: language.text("round"),
            share: language.text("share"),
            zoomed: language.template("zoomed"),
            no_data: language.text("no-data"),
            replicates: Replicates::of(language),
            scenario: language.template("scenario"),
            reciprocity: Reciprocity {
                heading: Heading::of(language, "reciprocity"),
                reading_of_means: language.text("reciprocity-reading-of-means"),
                axis: language.text("reciprocity-axis"),
                mean: language.text("reciprocity-mean"),
                median: language.text("reciprocity-median"),
                low: language.text("reciprocity-low"),
                high: language.text("reciprocity-high"),
            },
            received_given: ReceivedGiven {
                heading: Heading::of(language, "received-given"),
                given: language.text("received-given-given"),
                received: language.text("received-given-received"),
                above: language.text("received-given-above"),
                below: language.text("received-given-below"),
                received_more: language.text("received-given-received-more"),
                gave_more: language.text("received-given-gave-more"),
                of_clients: language.template("received-given-of-clients"),
                median: language.text("received-given-median"),
                median_received: language.template("received-given-median-received"),
                median_given: language.template("received-given-median-given"),
                per_cell: language.text("received-given-per-cell"),
                beyond: language.template("received-given-beyond"),
                each_dot: language.text("received-given-each-dot"),
            },
            inequality: Inequality {
                heading: Heading::of(language, "inequality"),
                axis: language.text("inequality-axis"),
                gini_clients: language.text("inequality-gini-clients"),
                gini_all: language.text("inequality-gini-all"),
                top1: language.text("inequality-top1"),
                top10: language.text("inequality-top10"),
            },
            lorenz: Lorenz {
                heading: Heading::of(language, "lorenz"),
                population: language.text("lorenz-population"),
                wealth: language.text("lorenz-wealth"),
                equality: language.text("lorenz-equality"),
                clients: language.text("lorenz-clients"),
                all: language.text("lorenz-all"),
                start: language.text("lorenz-start"),
                end: language.template("lorenz-end"),
                gini: language.template("lorenz-gini"),
            },
            feelings: Feelings {
                heading: Heading::of(language, "feelings"),
                axis: language.text("feelings-axis"),
                loyalty: language.text("feelings-loyalty"),
                resentment: language.text("feelings-resentment"),
                hunger: language.text("feelings-hunger"),
            },
            strategies: Strategies {
                heading: Heading::of(language, "strategies"),
                axis: language.text("strategies-axis"),
                wage: language.text("strategies-wage"),
                protection: language.text("strategies-protection"),
                support: language.text("strategies-support"),
                coercion: language.text("strategies-coercion"),
                credit: language.text("strategies-credit"),
            },
            health: Health {
                heading: Heading::of(language, "health"),
                axis: language.text("health-axis"),
                index: language.text("health-index"),
                parts: [
                    language.text("health-parts-1"),
                    language.text("health-parts-2"),
                    language.text("health-parts-3"),
                    language.text("health-parts-4"),
                    language.text("health-parts-5"),
                ],
            },
            resilience: Resilience {
                heading: Heading::of(language, "resilience"),
                axis: language.text("resilience-axis"),
                own_wealth: language.text("resilience-own-wealth"),
                patron: language.text("resilience-patron"),
                state: language.text("resilience-state"),
                ties: language.text("resilience-ties"),
                nothing: language.text("resilience-nothing"),
            },
            leaving: Leaving {
                heading: Heading::of(language, "leaving"),
                axis: language.text("leaving-axis"),
                moved: language.text("leaving-moved"),
                switched: language.text("leaving-switched"),
                fled: language.text("leaving-fled"),
                quit: language.text("leaving-quit"),
                joined: language.text("leaving-joined"),
                blocked: language.text("leaving-blocked"),
                by_force: language.text("leaving-by-force"),
                by_debt: language.text("leaving-by-debt"),
                by_both: language.text("leaving-by-both"),
                by_hunger: language.text("leaving-by-hunger"),
            },
            network: Network::of(language),
            politics: Politics::of(language),
            comparison: Comparison::of(language),
            claims: Claims::of(language),
            sweep: Sweep::of(language),
        }
    }
}
