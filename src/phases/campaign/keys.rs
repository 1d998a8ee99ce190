//! The keys of campaigns.

use crate::parameter::{Choice, Key, Section};

/// How offers are priced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pricing {
    /// What this voter needs, exactly.
    Reservation,
    /// The same for everybody.
    #[default]
    Envelope,
}

impl Choice for Pricing {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Reservation, "reservation", "what this voter needs, exactly"),
        (Self::Envelope, "envelope", "the same for everybody"),
    ];
}

/// What a broker is paid for, and so whom it offers something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaidBy {
    /// Votes in its village.
    #[default]
    Votes,
    /// Names on its list.
    Names,
    /// The loyalty of its clients.
    Loyalty,
}

impl Choice for PaidBy {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Votes, "votes", "votes in its village: it seeks whom a gift would move"),
        (Self::Names, "names", "names on its list: it seeks who is easily had"),
        (Self::Loyalty, "loyalty", "the loyalty of its clients: it rewards them"),
    ];
}

/// Between abstention buying and vote buying of one voter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// The vote, if the further vote is worth its further price.
    #[default]
    Optimum,
    /// The vote, if it costs at most twice the abstention.
    Published,
}

impl Choice for Rule {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Optimum, "optimum", "vote buying if the further vote is worth its further price"),
        (
            Self::Published,
            "published",
            "vote buying if it costs at most twice abstention buying, as printed in Gans-Morse et al. 2014",
        ),
    ];
}

/// How money for gifts is shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Design {
    /// By village, as planned.
    #[default]
    Villages,
    /// Where it buys most.
    Pooled,
}

impl Choice for Design {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Villages, "villages", "each broker has its share of its village's plan, and a quota"),
        (Self::Pooled, "pooled", "all brokers of a candidate draw on one budget, where it buys most"),
    ];
}

/// How campaigns are run.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// Rounds before the election in which machines find their purpose.
    pub purpose: u32,
    /// Rounds before the election in which they plan.
    pub design: u32,
    /// Rounds before the election in which local patrons choose a superior.
    pub grow: u32,
    /// How money for gifts is shared out.
    pub sharing: Design,
    /// How offers are priced.
    pub pricing: Pricing,
    /// Between abstention and vote buying.
    pub rule: Rule,
    /// What brokers are paid for.
    pub paid_by: PaidBy,
    /// Offers a broker makes at most for one candidate, unless budgets are pooled; 0: no limit.
    pub quota: u32,
    /// Error in a broker's idea of its own clients.
    pub knowledge_in: f64,
    /// Error in its idea of others.
    pub knowledge_out: f64,
    /// Chance that one of a party's brokers in the village knows a villager with eight ties.
    pub reach: f64,
    /// Least price of an envelope \[S\].
    pub envelope_min: f64,
    /// Greatest price of an envelope \[S\].
    pub envelope_max: f64,
    /// Weight of rivals' prices in the own price.
    pub matching: f64,
    /// What secrecy of the choice multiplies reservation prices by.
    pub secrecy_premium: f64,
    /// Share of the budget for club goods.
    pub club: f64,
    /// Share of the budget for brokers' fees.
    pub fees: f64,
    /// Share that each politician on the way down keeps.
    pub skim: f64,
    /// Share that brokers keep.
    pub skim_broker: f64,
    /// What they keep besides where there is much money and no prospect.
    pub predation: f64,
    /// Weight of ideology in a broker's choice.
    pub conviction: f64,
    /// Weight of money.
    pub greed: f64,
    /// Weight of the government's spoils.
    pub spoils: f64,
    /// Weight of staying.
    pub inertia: f64,
    /// Worth of serving nobody.
    pub aloof: f64,
    /// Scale of chance.
    pub broker_noise: f64,
}

impl Default for Campaign {
    fn default() -> Self {
        Self {
            purpose: 4,
            design: 3,
            grow: 2,
            sharing: Design::Villages,
            pricing: Pricing::Envelope,
            rule: Rule::Optimum,
            paid_by: PaidBy::Votes,
            quota: 25,
            knowledge_in: 0.1,
            knowledge_out: 0.4,
            reach: 0.2,
            envelope_min: 0.01,
            envelope_max: 0.5,
            matching: 0.3,
            secrecy_premium: 1.0,
            club: 0.1,
            fees: 0.1,
            skim: 0.1,
            skim_broker: 0.15,
            predation: 0.3,
            conviction: 1.0,
            greed: 1.0,
            spoils: 0.5,
            inertia: 1.0,
            aloof: 0.0,
            broker_noise: 0.5,
        }
    }
}

/// The keys of [`Campaign`].
pub const CAMPAIGN: Section<Campaign> = Section {
    name: "campaign",
    meaning: "How politicians buy, mobilise and pay for it.",
    keys: &[
        Key::<Campaign>::count("purpose", |p| &mut p.purpose, 0.0, 1000.0, "rounds before the election")
            .at_start()
            .means("When machines receive their funds and find out how many votes they lack for one more seat."),
        Key::<Campaign>::count("design", |p| &mut p.design, 0.0, 1000.0, "rounds before the election")
            .at_start()
            .means("When they plan their money, and give club goods."),
        Key::<Campaign>::count("grow", |p| &mut p.grow, 0.0, 1000.0, "rounds before the election")
            .at_start()
            .means("When local patrons choose a politician as their superior, or leave one."),
        Key::<Campaign>::choice("sharing", |p| &mut p.sharing, "way").means("How money for gifts is shared out among brokers."),
        Key::<Campaign>::choice("pricing", |p| &mut p.pricing, "way").means("How offers are priced."),
        Key::<Campaign>::choice("rule", |p| &mut p.rule, "rule")
            .means("When a voter is paid to vote for us rather than to stay at home.")
            .source("Gans-Morse, Mazzuca and Nichter 2014"),
        Key::<Campaign>::choice("paid_by", |p| &mut p.paid_by, "measure")
            .means("What brokers are paid for, and so whom they make offers.")
            .source("Stokes et al. 2013"),
        Key::<Campaign>::count("quota", |p| &mut p.quota, 0.0, 1_000_000.0, "offers")
            .means("Offers that a broker makes at most for one candidate, where each has a budget of its own; 0: no limit."),
        Key::<Campaign>::number("knowledge_in", |p| &mut p.knowledge_in, 0.0, 10.0, "sd")
            .symbol("σ_in")
            .means("Error in a broker's idea of its own clients' ideology, voting cost and (logarithm of) consumption."),
        Key::<Campaign>::number("knowledge_out", |p| &mut p.knowledge_out, 0.0, 10.0, "sd")
            .symbol("σ_out")
            .means("The same of other villagers."),
        Key::<Campaign>::number("reach", |p| &mut p.reach, 0.0, 1.0, "probability")
            .means("Chance that a broker of a party knows a villager with eight ties who is not its client; fewer ties, less.")
            .source("assumed; Cruz 2019"),
        Key::<Campaign>::number("envelope_min", |p| &mut p.envelope_min, 0.0, 1000.0, "S").means("Least price of an envelope."),
        Key::<Campaign>::number("envelope_max", |p| &mut p.envelope_max, 0.0, 1000.0, "S")
            .means("Greatest price of an envelope."),
        Key::<Campaign>::number("matching", |p| &mut p.matching, 0.0, 1.0, "share")
            .means("How far an envelope's price follows what rivals paid at the last election.")
            .source("assumed; Aspinall et al. 2017"),
        Key::<Campaign>::number("secrecy_premium", |p| &mut p.secrecy_premium, 1.0, 1000.0, "factor")
            .symbol("β")
            .means("By what the secrecy of the choice multiplies reservation prices of vote buying and double persuasion.")
            .source("none by default; Gans-Morse, Mazzuca and Nichter 2014"),
        Key::<Campaign>::number("club", |p| &mut p.club, 0.0, 1.0, "share of the budget")
            .means("For club goods: a football field, a road."),
        Key::<Campaign>::number("fees", |p| &mut p.fees, 0.0, 1.0, "share of the budget")
            .means("For brokers' fees; with club goods at most all of it."),
        Key::<Campaign>::number("skim", |p| &mut p.skim, 0.0, 0.9, "share of money passed down")
            .means("What each politician between candidate and broker keeps."),
        Key::<Campaign>::number("skim_broker", |p| &mut p.skim_broker, 0.0, 0.9, "share of money passed down")
            .means("What a broker keeps."),
        Key::<Campaign>::number("predation", |p| &mut p.predation, 0.0, 1.0, "share of money passed down")
            .means("What a broker keeps besides, where there is much money and little prospect.")
            .source("assumed; Aspinall 2014"),
        Key::<Campaign>::number("conviction", |p| &mut p.conviction, 0.0, 100.0, "utility per ideology")
            .means("How much a local patron minds a politician's ideology."),
        Key::<Campaign>::number("greed", |p| &mut p.greed, 0.0, 100.0, "utility")
            .means("How much it minds the money that it would pass down."),
        Key::<Campaign>::number("spoils", |p| &mut p.spoils, 0.0, 100.0, "utility")
            .means("How much it likes to serve who governs."),
        Key::<Campaign>::number("inertia", |p| &mut p.inertia, 0.0, 100.0, "utility")
            .means("How much it likes to stay with its superior."),
        Key::<Campaign>::number("aloof", |p| &mut p.aloof, -100.0, 100.0, "utility").means("What serving nobody is worth to it."),
        Key::<Campaign>::number("broker_noise", |p| &mut p.broker_noise, 0.0, 100.0, "utility")
            .means("Scale of chance in its choice."),
    ],
};
