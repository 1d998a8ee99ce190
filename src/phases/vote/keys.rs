//! The keys of voting.

use crate::parameter::{Choice, Key, Section};
use crate::world::politics::{Electorate, Shape};

/// What a gift is worth to a voter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MoneyUtility {
    /// `μ·ln(1 + g/max(consumption, ½))`.
    #[default]
    Log,
    /// `μ·g`.
    Linear,
}

impl Choice for MoneyUtility {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Log, "log", "the more, the poorer the voter is"),
        (Self::Linear, "linear", "the same to everybody: the closed forms of Gans-Morse et al. 2014"),
    ];
}

/// Why a gift binds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compliance {
    /// Because it is watched, or because gifts oblige.
    #[default]
    Norms,
    /// Because there is a next time.
    Repeated,
}

impl Choice for Compliance {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Norms, "norms", "because it is watched, or because gifts oblige"),
        (Self::Repeated, "repeated", "because there is a next time (Stokes 2005, Nichter 2008)"),
    ];
}

/// How clients vote.
#[derive(Clone, Debug, PartialEq)]
pub struct Voting {
    /// Weight κ of ideology.
    pub salience: f64,
    /// Weight λ of loyalty.
    pub loyalty: f64,
    /// Weight ω of performance.
    pub performance: f64,
    /// The performance that voters expect.
    pub expected: f64,
    /// Weight χ of club goods.
    pub club: f64,
    /// Weight of fear.
    pub fear: f64,
    /// What kin find more in a candidate.
    pub kin: f64,
    /// Scale of chance.
    pub noise: f64,
    /// How voting costs are spread.
    pub cost_shape: Shape,
    /// Mean of voting costs ν.
    pub cost_mean: f64,
    /// Spread of voting costs.
    pub cost_spread: f64,
    /// What abstaining costs where voting is compulsory.
    pub compulsory: f64,
    /// Worth μ of money.
    pub money: f64,
    /// How money is worth something.
    pub money_utility: MoneyUtility,
    /// Why gifts bind.
    pub compliance: Compliance,
    /// Discount factor of the repeated game.
    pub patience: f64,
    /// How secret the vote is.
    pub secrecy: f64,
    /// Chance that it is noticed whether someone voted.
    pub turnout_monitoring: f64,
    /// Chance that a vote shows in the result of a very small polling station.
    pub station_monitoring: f64,
    /// Voters of a station at which that chance is halved.
    pub station_half: f64,
    /// Mean of the norm of reciprocity.
    pub norm_mean: f64,
    /// Its standard deviation.
    pub norm_sd: f64,
    /// Share of voters who take gifts.
    pub acceptance: f64,
    /// How far from indifference a swing voter may be.
    pub swing: f64,
}

impl Default for Voting {
    fn default() -> Self {
        Self {
            salience: 1.0,
            loyalty: 0.5,
            performance: 0.5,
            expected: 0.5,
            club: 0.5,
            fear: 1.0,
            kin: 0.5,
            noise: 0.5,
            cost_shape: Shape::Normal,
            cost_mean: -0.5,
            cost_spread: 0.5,
            compulsory: 0.0,
            money: 4.0,
            money_utility: MoneyUtility::Log,
            compliance: Compliance::Norms,
            patience: 0.9,
            secrecy: 0.9,
            turnout_monitoring: 0.5,
            station_monitoring: 0.2,
            station_half: 200.0,
            norm_mean: 0.2,
            norm_sd: 0.2,
            acceptance: 1.0,
            swing: 0.25,
        }
    }
}

impl Voting {
    /// What voters differ in.
    #[must_use]
    pub fn electorate(&self) -> Electorate {
        Electorate {
            cost: (self.cost_shape, self.cost_mean, self.cost_spread),
            norm: (self.norm_mean, self.norm_sd),
            acceptance: self.acceptance,
        }
    }
}

/// The keys of [`Voting`].
pub const VOTING: Section<Voting> = Section {
    name: "voting",
    meaning: "How clients vote, and what gifts do to it.",
    keys: &[
        Key::<Voting>::number("salience", |p| &mut p.salience, 0.0, 100.0, "utility per ideology")
            .symbol("κ")
            .means("How much a voter minds a candidate's distance in ideology."),
        Key::<Voting>::number("loyalty", |p| &mut p.loyalty, 0.0, 100.0, "utility")
            .symbol("λ")
            .means("What full loyalty to a patron adds to the candidate whom the patron serves."),
        Key::<Voting>::number("performance", |p| &mut p.performance, 0.0, 100.0, "utility")
            .symbol("ω")
            .means("How much the government's performance counts for or against it."),
        Key::<Voting>::number("expected", |p| &mut p.expected, 0.0, 1.0, "performance")
            .means("The performance that voters expect of a government."),
        Key::<Voting>::number("club", |p| &mut p.club, 0.0, 100.0, "utility")
            .symbol("χ")
            .means("How much club goods for the village count, per ln(1 + S per client)."),
        Key::<Voting>::number("fear", |p| &mut p.fear, 0.0, 100.0, "utility")
            .means("What full coercion under full monitoring adds to the candidate whom the patron serves."),
        Key::<Voting>::number("kin", |p| &mut p.kin, 0.0, 100.0, "utility")
            .means("What a voter finds more in a candidate if it belongs to the candidate's family, or has a tie to a member.")
            .source("none by default; that families count, and central ones more: Cruz, Labonne and Querubín 2017"),
        Key::<Voting>::number("noise", |p| &mut p.noise, 0.0, 100.0, "utility")
            .means("Scale of chance (Gumbel) in what a voter finds in a candidate."),
        Key::<Voting>::choice("cost_shape", |p| &mut p.cost_shape, "shape")
            .at_start()
            .means("How voting costs are spread over voters."),
        Key::<Voting>::number("cost_mean", |p| &mut p.cost_mean, -32.0, 32.0, "utility")
            .at_start()
            .symbol("ν")
            .means("Mean cost of voting; below zero for those who vote gladly."),
        Key::<Voting>::number("cost_spread", |p| &mut p.cost_spread, 0.0, 32.0, "utility")
            .at_start()
            .means("Spread of the cost of voting."),
        Key::<Voting>::number("compulsory", |p| &mut p.compulsory, 0.0, 100.0, "utility")
            .means("What abstaining costs: compulsory voting."),
        Key::<Voting>::number("money", |p| &mut p.money, 0.0, 1000.0, "utility")
            .symbol("μ")
            .means("What a gift is worth, per S if linear, per ln(1 + g/consumption) otherwise."),
        Key::<Voting>::choice("money_utility", |p| &mut p.money_utility, "form")
            .means("Whether money is worth more to the poor."),
        Key::<Voting>::choice("compliance", |p| &mut p.compliance, "reason").means("Why voters do what a gift asks for."),
        Key::<Voting>::number("patience", |p| &mut p.patience, 0.0, 1.0, "discount factor")
            .means("Weight of the next election against this one, in the repeated game."),
        Key::<Voting>::number("secrecy", |p| &mut p.secrecy, 0.0, 1.0, "share")
            .means("How secret the single vote is: one less what is watched."),
        Key::<Voting>::number("turnout_monitoring", |p| &mut p.turnout_monitoring, 0.0, 1.0, "probability")
            .means("Chance that it is noticed whether someone went to vote."),
        Key::<Voting>::number("station_monitoring", |p| &mut p.station_monitoring, 0.0, 1.0, "probability")
            .means("Chance that a single vote shows in the result of a very small polling station.")
            .source("assumed; Rueda 2017"),
        Key::<Voting>::number("station_half", |p| &mut p.station_half, 0.0001, 1e9, "voters")
            .means("Voters of a polling station at which that chance is half as large."),
        Key::<Voting>::number("norm_mean", |p| &mut p.norm_mean, 0.0, 1.0, "probability")
            .at_start()
            .means("Mean norm of reciprocity: the chance that a gift binds that nobody watches.")
            .source("assumed; Finan and Schechter 2012"),
        Key::<Voting>::number("norm_sd", |p| &mut p.norm_sd, 0.0, 1.0, "sd")
            .at_start()
            .means("Spread of the norm, before it is clipped to [0, 1]."),
        Key::<Voting>::number("acceptance", |p| &mut p.acceptance, 0.0, 1.0, "share of voters")
            .at_start()
            .means("Voters who take gifts at all."),
        Key::<Voting>::number("swing", |p| &mut p.swing, 0.0, 100.0, "utility")
            .means("How far from indifference a voter may be and count as a swing voter, in reports."),
    ],
};
