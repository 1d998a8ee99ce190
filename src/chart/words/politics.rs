//! Words of the charts of politics.

use super::Heading;

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
    pub last: &'static str,
    /// `{n}` elections are not drawn.
    pub more: &'static str,
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
    pub of_offers: &'static str,
    /// At a bar: of gifts taken, `{share}` changed what the voter did.
    pub changed: &'static str,
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
    pub price: &'static str,
    /// Stands where there is no price.
    pub none: &'static str,
    /// `{n}` elections are not drawn.
    pub more: &'static str,
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

/// The words in English.
pub const ENGLISH: Politics = Politics {
    elections: Elections {
        heading: Heading {
            title: "Votes and seats of the parties, election by election",
            reading: "Each pair of bars is one election, all constituencies together: who got the votes, and who got the seats.",
        },
        axis: "share of votes (left bars) and of seats (right bars)",
        parties: "Parties",
        others: "others",
        last: "{election} (last {n} times)",
        more: "{n} more in “elections”",
    },
    offers: Offers {
        heading: Heading {
            title: "Who was offered what for the vote?",
            reading: "Left: the broker’s guess of the voter. Right: how many offers, and how many of the gifts changed the vote.",
        },
        axis: "share of all offers",
        strategies: [
            ("vote", ("Vote buying", "would vote for another,", "is paid to vote for the payer")),
            ("turnout", ("Turnout buying", "likes the payer, would stay home,", "is paid to vote")),
            ("abstention", ("Abstention buying", "would vote for another,", "is paid to stay home")),
            ("persuasion", ("Double persuasion", "likes another, would stay home,", "is paid to vote for the payer")),
            ("reward", ("Reward", "would vote for the payer,", "and is paid all the same")),
        ],
        attitudes: [("loyal", "loyal to the payer"), ("swing", "undecided"), ("opposed", "for another candidate")],
        voter: "The voter is",
        of_offers: "{share} of offers",
        changed: "{share} changed the vote",
    },
    prices: Prices {
        heading: Heading {
            title: "What a gift, a vote and a changed vote cost",
            reading: "A gift: what the voter gets. Votes: also what brokers and politicians keep, and gifts that change nothing.",
        },
        axis: "price [S; 1 S feeds one client for one round]",
        bars: ["per gift taken", "per vote for the payer", "per changed vote"],
        price: "{s} S (Rp {rp})",
        none: "none",
        more: "{n} more in “offers”",
    },
    public_money: PublicMoney {
        heading: Heading {
            title: "Where the public money went",
            reading: "Of what all treasuries paid in a round. Public goods serve all; club goods and contracts go to friends.",
        },
        axis: "share of public spending",
        layers: ["public goods", "salaries", "relief", "club goods", "contracts", "stolen"],
    },
    service: Service {
        heading: Heading {
            title: "Whom do officials serve?",
            reading: "Of those who asked for help in misfortune. Connected: officials, and clients of the government’s brokers.",
        },
        axis: "share served, of those who asked",
        connected: "connected",
        others: "all others",
    },
    clientelism: Clientelism {
        heading: Heading {
            title: "The four elements of clientelism over time",
            reading: "1 is most: all ties last; clients depend, patrons do not; both give alike; all goes to named persons.",
        },
        axis: "share, 0 to 1",
        iteration: "iteration: ties that last",
        asymmetry: "asymmetry: clients depend",
        reciprocity: "reciprocity",
        personalism: "personalism: in all",
        political: "… in politics",
    },
};
