//! All words of the charts, in one place. Names in braces are replaced by what they stand for.

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

/// What a chart shows and how to read it.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// The title.
    pub title: &'static str,
    /// One line that says how to read the chart.
    pub reading: &'static str,
}

/// The words of all charts in one language.
#[derive(Debug)]
pub struct Words {
    /// Axis of rounds.
    pub round: &'static str,
    /// Axis of shares without a nearer name.
    pub share: &'static str,
    /// Added to an axis of shares that ends below 1; `{end}` is where it ends.
    pub zoomed: &'static str,
    /// Stands where there is nothing to draw.
    pub no_data: &'static str,
    /// What charts make of several replicates.
    pub replicates: Replicates,
    /// Names the scenario `{scenario}`.
    pub scenario: &'static str,
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
    pub of_clients: &'static str,
    /// Heading for medians.
    pub median: &'static str,
    /// Median of what was received, `{amount}` in S.
    pub median_received: &'static str,
    /// Median of what was given, `{amount}` in S.
    pub median_given: &'static str,
    /// Heading for the shades.
    pub per_cell: &'static str,
    /// `{share}` of clients are not drawn.
    pub beyond: &'static str,
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
    pub end: &'static str,
    /// The Gini index, `{gini}`.
    pub gini: &'static str,
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

/// The charts in English.
pub static ENGLISH: Words = Words {
    round: "round",
    share: "share",
    zoomed: "(axis ends at {end})",
    no_data: "no data",
    replicates: replicates::ENGLISH,
    scenario: "Scenario: {scenario}",
    reciprocity: Reciprocity {
        heading: Heading {
            title: "How even is the exchange? Dyadic reciprocity over time",
            reading: "1: both give alike, in the client’s eyes; 0: one gives all. Band: the middle 80 % of relations.",
        },
        reading_of_means: "1: both give alike, in the client’s eyes; 0: one gives all. Dotted: 10 % of relations lie beyond each.",
        axis: "dyadic reciprocity of relations, 0 to 1",
        mean: "mean",
        median: "median",
        low: "10th percentile",
        high: "90th percentile",
    },
    received_given: ReceivedGiven {
        heading: Heading {
            title: "What clients received and what they gave in the last round",
            reading: "In the clients’ own eyes. On the diagonal the exchange is even; above it the client received more.",
        },
        given: "given to the patron [S per round]",
        received: "received from the patron [S per round]",
        above: "Above the line",
        below: "Below the line",
        received_more: "received more",
        gave_more: "gave more",
        of_clients: "{share} of clients",
        median: "Median client",
        median_received: "received {amount} S",
        median_given: "gave {amount} S",
        per_cell: "Clients per cell",
        beyond: "{share} lie beyond the axes",
        each_dot: "Each dot is one client",
    },
    inequality: Inequality {
        heading: Heading {
            title: "Inequality of wealth over time",
            reading: "Gini: 0 if all hold the same, 1 if one holds all. Top: the richest of clients and patrons hold this share.",
        },
        axis: "Gini index; share of wealth",
        gini_clients: "Gini, clients",
        gini_all: "Gini, with patrons",
        top1: "top 1 % hold",
        top10: "top 10 % hold",
    },
    lorenz: Lorenz {
        heading: Heading {
            title: "Who holds the wealth? Lorenz curves at start and end",
            reading: "A curve says which share the poorest hold together. The further from the diagonal, the less equal.",
        },
        population: "share of the population, poorest first",
        wealth: "share of wealth",
        equality: "all hold the same",
        clients: "clients",
        all: "with patrons",
        start: "start",
        end: "round {round}",
        gini: "Gini {gini}",
    },
    feelings: Feelings {
        heading: Heading {
            title: "Loyalty, resentment and hunger over time",
            reading: "Mean loyalty (clients with a patron) and resentment (all clients), 0 to 1; share of clients who go hungry.",
        },
        axis: "mean of clients; share of clients",
        loyalty: "loyalty",
        resentment: "resentment",
        hunger: "hungry",
    },
    strategies: Strategies {
        heading: Heading {
            title: "How patrons treat their clients: strategies over time",
            reading: "Each part goes from 0, nothing of it, to 1, the most there can be. Patrons count by their clients.",
        },
        axis: "strategy, mean over attached clients, 0 to 1",
        wage: "wage",
        protection: "protection",
        support: "support",
        coercion: "coercion",
        credit: "credit",
    },
    health: Health {
        heading: Heading {
            title: "How healthy are the relations? The health index and its parts",
            reading: "1 is best. The index, grey in the other panels, is the mean of the five marks. Numbers: last round.",
        },
        axis: "mean over relations, 0 to 1",
        index: "Health index",
        parts: ["Beyond wage", "Voluntariness", "Loyalty in return", "Mutual aid", "Mutual value"],
    },
    resilience: Resilience {
        heading: Heading {
            title: "What saves clients in misfortune",
            reading: "Of the round’s misfortunes: the first source with which the client had enough to live, or that it had none.",
        },
        axis: "share of the round’s misfortunes",
        own_wealth: "own wealth",
        patron: "patron",
        state: "state",
        ties: "ties",
        nothing: "nothing, hungry",
    },
    leaving: Leaving {
        heading: Heading {
            title: "Who leaves a patron, why, and what holds the others back",
            reading: "Above: clients who changed, left or found a patron. Below: those who would have gone, but were kept.",
        },
        axis: "clients per round",
        moved: "Moved",
        switched: "switched patron",
        fled: "fled in resentment",
        quit: "quit for own work",
        joined: "joined, had no patron",
        blocked: "Held back",
        by_force: "by force",
        by_debt: "by debt",
        by_both: "by force with debt",
        by_hunger: "by fear of hunger",
    },
    network: network::ENGLISH,
    politics: politics::ENGLISH,
    comparison: comparison::ENGLISH,
    claims: claims::ENGLISH,
    sweep: sweep::ENGLISH,
};
