//! The keys of government.

use crate::parameter::{Choice, Key, Section};

/// Which villages get the government's club goods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClubRule {
    /// In proportion to support.
    #[default]
    Proportional,
    /// By rank of support.
    Rank,
}

impl Choice for ClubRule {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Proportional, "proportional", "all villages, in proportion to clients and support"),
        (Self::Rank, "rank", "by their rank of support: a contest between villages"),
    ];
}

/// How public money is raised and spent.
#[derive(Clone, Debug, PartialEq)]
pub struct Government {
    /// Share of output.
    pub tax: f64,
    /// Central transfer [S per client and round].
    pub transfer: f64,
    /// Share spent by rule.
    pub merit: f64,
    /// Posts per client.
    pub posts: f64,
    /// Salary of an official [S per round].
    pub salary: f64,
    /// Share of a misfortune that the state pays to whom it serves.
    pub relief: f64,
    /// How public goods move to what is spent.
    pub goods_pace: f64,
    /// Stock of public goods per client at which they have half their effect \[S\].
    pub goods_half: f64,
    /// What full effect takes off the hazard of misfortunes.
    pub goods_hazard: f64,
    /// What full effect adds to what one can earn alone.
    pub goods_outside: f64,
    /// Who gets club goods.
    pub club_rule: ClubRule,
    /// How much rank matters.
    pub convexity: f64,
    /// Share of discretionary money for contracts.
    pub contracts: f64,
    /// Share of contracts that is kicked back.
    pub kickback: f64,
    /// Share of discretionary money that leaks.
    pub leak: f64,
    /// Chance of an audit.
    pub audit: f64,
    /// Penalty, in multiples of what was stolen.
    pub penalty: f64,
}

impl Default for Government {
    fn default() -> Self {
        Self {
            tax: 0.05,
            transfer: 0.02,
            merit: 0.5,
            posts: 0.02,
            salary: 1.5,
            relief: 0.5,
            goods_pace: 0.25,
            goods_half: 0.1,
            goods_hazard: 0.3,
            goods_outside: 0.2,
            club_rule: ClubRule::Proportional,
            convexity: 2.0,
            contracts: 0.3,
            kickback: 0.2,
            leak: 0.1,
            audit: 0.1,
            penalty: 2.0,
        }
    }
}

/// The keys of [`Government`].
pub const GOVERNMENT: Section<Government> = Section {
    name: "government",
    meaning: "How public money is raised and spent, and whom officials serve.",
    keys: &[
        Key::<Government>::number("tax", |p| &mut p.tax, 0.0, 0.9, "share of output")
            .means("Share of all output that goes to the district's treasury."),
        Key::<Government>::number("transfer", |p| &mut p.transfer, 0.0, 100.0, "S per client and round")
            .means("What the central government adds."),
        Key::<Government>::number("merit", |p| &mut p.merit, 0.0, 1.0, "share")
            .means("How much goes by rule: of money, of posts, and of services to the unconnected. 1 is Weber's bureaucracy.")
            .source("assumed; Weber 1922"),
        Key::<Government>::number("posts", |p| &mut p.posts, 0.0, 1.0, "share of clients").means("Public posts."),
        Key::<Government>::number("salary", |p| &mut p.salary, 0.0, 100.0, "S per round").means("What an official is paid."),
        Key::<Government>::number("relief", |p| &mut p.relief, 0.0, 1.0, "share of the loss")
            .means("What the state pays of the misfortune of whom it serves."),
        Key::<Government>::number("goods_pace", |p| &mut p.goods_pace, 0.0, 1.0, "per round")
            .means("How fast the stock of public goods moves to what is spent on them."),
        Key::<Government>::number("goods_half", |p| &mut p.goods_half, 0.0001, 100.0, "S per client")
            .means("Public goods that have half the effect there can be."),
        Key::<Government>::number("goods_hazard", |p| &mut p.goods_hazard, 0.0, 1.0, "share")
            .means("What public goods can take off the hazard of misfortunes."),
        Key::<Government>::number("goods_outside", |p| &mut p.goods_outside, 0.0, 10.0, "share")
            .means("What public goods can add to what one earns without patron."),
        Key::<Government>::choice("club_rule", |p| &mut p.club_rule, "rule")
            .means("Which villages get the government's club goods.")
            .source("Catalinac, Bueno de Mesquita and Smith 2020"),
        Key::<Government>::number("convexity", |p| &mut p.convexity, 0.0, 100.0, "exponent")
            .means("How much better the first in rank do than the last."),
        Key::<Government>::number("contracts", |p| &mut p.contracts, 0.0, 1.0, "share of discretionary money")
            .means("For contracts of allied patrons."),
        Key::<Government>::number("kickback", |p| &mut p.kickback, 0.0, 1.0, "share of contracts")
            .means("What comes back to the politician's campaign funds."),
        Key::<Government>::number("leak", |p| &mut p.leak, 0.0, 1.0, "share of discretionary money").means("What is stolen."),
        Key::<Government>::number("audit", |p| &mut p.audit, 0.0, 1.0, "probability per round")
            .means("Chance of an audit where no post is held by patronage."),
        Key::<Government>::number("penalty", |p| &mut p.penalty, 0.0, 1000.0, "times the theft")
            .means("What an audited politician pays."),
    ],
};
