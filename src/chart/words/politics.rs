//! Words of the charts of politics.

use super::Heading;
use crate::language::{Language, Template};

/// Words of the charts of politics.
#[derive(Debug)]
pub struct Politics {
    /// Words of `elections`.
    pub elections: Elections,
    /// Words of `offers`.
    pub offers: Offers,
    /// Words of `vote-prices`.
    pub prices: Prices,
    /// Words of `public-money`.
    pub public_money: PublicMoney,
    /// Words of `service`.
    pub service: Service,
    /// Words of `clientelism`.
    pub clientelism: Clientelism,
}

/// Words of the chart of votes and seats.
#[derive(Debug)]
pub struct Elections {
    /// What it shows.
    pub heading: Heading,
    /// The y axis.
    pub axis: &'static str,
    /// Heading of the names of parties.
    pub parties: &'static str,
    /// Parties that are drawn as one.
    pub others: &'static str,
    /// Added to the name of an election, if only its last `{n}` times are drawn.
    pub last: Template,
    /// `{n}` elections are not drawn.
    pub more: Template,
}

/// What a strategy is: its name, what the voter does without it, and what it is asked for.
pub type StrategyWords = (&'static str, &'static str, &'static str);

/// Words of the chart of who was offered what.
#[derive(Debug)]
pub struct Offers {
    /// What it shows.
    pub heading: Heading,
    /// The x axis.
    pub axis: &'static str,
    /// The strategies, by their words in the table of offers.
    pub strategies: [(&'static str, StrategyWords); 5],
    /// The attitudes, by their words in the table of offers.
    pub attitudes: [(&'static str, &'static str); 3],
    /// Before the names of attitudes.
    pub voter: &'static str,
    /// At a bar: `{share}` of all offers.
    pub of_offers: Template,
    /// At a bar: of gifts taken, `{share}` changed what the voter did.
    pub changed: Template,
}

/// Words of the chart of prices.
#[derive(Debug)]
pub struct Prices {
    /// What it shows.
    pub heading: Heading,
    /// The x axis.
    pub axis: &'static str,
    /// The prices.
    pub bars: [&'static str; 3],
    /// A price, `{s}` in S and `{rp}` in rupiah.
    pub price: Template,
    /// Stands where there is no price.
    pub none: &'static str,
    /// `{n}` elections are not drawn.
    pub more: Template,
}

/// Words of the chart of public money.
#[derive(Debug)]
pub struct PublicMoney {
    /// What it shows.
    pub heading: Heading,
    /// The y axis.
    pub axis: &'static str,
    /// Public goods, salaries, relief, club goods, contracts, leak.
    pub layers: [&'static str; 6],
}

/// Words of the chart of services.
#[derive(Debug)]
pub struct Service {
    /// What it shows.
    pub heading: Heading,
    /// The y axis.
    pub axis: &'static str,
    /// The connected.
    pub connected: &'static str,
    /// The others.
    pub others: &'static str,
}

/// Words of the chart of the four elements of clientelism.
#[derive(Debug)]
pub struct Clientelism {
    /// What it shows.
    pub heading: Heading,
    /// The y axis.
    pub axis: &'static str,
    /// Share of relations that last.
    pub iteration: &'static str,
    /// Dependence gap.
    pub asymmetry: &'static str,
    /// Dyadic reciprocity.
    pub reciprocity: &'static str,
    /// Share given to named individuals.
    pub personalism: &'static str,
    /// The same, of what politicians and the state gave.
    pub political: &'static str,
}

impl Politics {
    /// The words in a language.
    #[must_use]
    pub(super) fn of(language: Language) -> Self {
        Self {
            elections: Elections {
                heading: Heading::of(language, "politics-elections"),
                axis: language.text("politics-elections-axis"),
                parties: language.text("politics-elections-parties"),
                others: language.text("politics-elections-others"),
                last: language.template("politics-elections-last"),
                more: language.template("politics-elections-more"),
            },
            offers: Offers {
                heading: Heading::of(language, "politics-offers"),
                axis: language.text("politics-offers-axis"),
                strategies: [
                    (
                        "vote",
                        (
                            language.text("politics-offers-strategies-vote-1"),
                            language.text("politics-offers-strategies-vote-2"),
                            language.text("politics-offers-strategies-vote-3"),
                        ),
                    ),
                    (
                        "turnout",
                        (
                            language.text("politics-offers-strategies-turnout-1"),
                            language.text("politics-offers-strategies-turnout-2"),
                            language.text("politics-offers-strategies-turnout-3"),
                        ),
                    ),
                    (
                        "abstention",
                        (
                            language.text("politics-offers-strategies-abstention-1"),
                            language.text("politics-offers-strategies-abstention-2"),
                            language.text("politics-offers-strategies-abstention-3"),
                        ),
                    ),
                    (
                        "persuasion",
                        (
                            language.text("politics-offers-strategies-persuasion-1"),
                            language.text("politics-offers-strategies-persuasion-2"),
                            language.text("politics-offers-strategies-persuasion-3"),
                        ),
                    ),
                    (
                        "reward",
                        (
                            language.text("politics-offers-strategies-reward-1"),
                            language.text("politics-offers-strategies-reward-2"),
                            language.text("politics-offers-strategies-reward-3"),
                        ),
                    ),
                ],
                attitudes: [
                    ("loyal", language.text("politics-offers-attitudes-loyal")),
                    ("swing", language.text("politics-offers-attitudes-swing")),
                    ("opposed", language.text("politics-offers-attitudes-opposed")),
                ],
                voter: language.text("politics-offers-voter"),
                of_offers: language.template("politics-offers-of-offers"),
                changed: language.template("politics-offers-changed"),
            },
            prices: Prices {
                heading: Heading::of(language, "politics-prices"),
                axis: language.text("politics-prices-axis"),
                bars: [
                    language.text("politics-prices-bars-1"),
                    language.text("politics-prices-bars-2"),
                    language.text("politics-prices-bars-3"),
                ],
                price: language.template("politics-prices-price"),
                none: language.text("politics-prices-none"),
                more: language.template("politics-prices-more"),
            },
            public_money: PublicMoney {
                heading: Heading::of(language, "politics-public-money"),
                axis: language.text("politics-public-money-axis"),
                layers: [
                    language.text("politics-public-money-layers-1"),
                    language.text("politics-public-money-layers-2"),
                    language.text("politics-public-money-layers-3"),
                    language.text("politics-public-money-layers-4"),
                    language.text("politics-public-money-layers-5"),
                    language.text("politics-public-money-layers-6"),
                ],
            },
            service: Service {
                heading: Heading::of(language, "politics-service"),
                axis: language.text("politics-service-axis"),
                connected: language.text("politics-service-connected"),
                others: language.text("politics-service-others"),
            },
            clientelism: Clientelism {
                heading: Heading::of(language, "politics-clientelism"),
                axis: language.text("politics-clientelism-axis"),
                iteration: language.text("politics-clientelism-iteration"),
                asymmetry: language.text("politics-clientelism-asymmetry"),
                reciprocity: language.text("politics-clientelism-reciprocity"),
                personalism: language.text("politics-clientelism-personalism"),
                political: language.text("politics-clientelism-political"),
            },
        }
    }
}
