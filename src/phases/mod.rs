//! The submodels, one file each under its heading in MODEL.md, and the order in which a round runs them.

pub mod adapt;
pub mod campaign;
pub mod consume;
pub mod govern;
pub mod lend;
pub mod r#move;
pub mod produce;
pub mod provide;
pub mod reconsider;
pub mod relate;
pub mod serve;
pub mod share;
pub mod shocks;
pub mod vote;

use crate::parameter::{CatalogueKey, Key, Section};
use crate::random::Draws;
use crate::world::World;
use crate::world::{politics, populate, start};

/// When a phase runs, and where its draws come from.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The run's draws.
    pub draws: Draws,
    /// The round, from 1.
    pub round: u32,
}

/// One phase of the schedule.
#[derive(Clone, Copy)]
pub struct Phase {
    /// The name: the phase's file and its heading in MODEL.md.
    pub name: &'static str,
    /// Runs the phase.
    pub run: fn(&mut World, &Parameters, Moment),
}

/// What happens in a round, in this order:
///
/// - luck comes first, and everybody's work meets it;
/// - patrons can protect only with what the round's work brought them;
/// - officials help before equals do, and equals before the patron's credit, and all come before consumption, which decides who is hungry;
/// - clients judge the whole round, and only then meet one another, talk of patrons and move;
/// - campaigns, elections and government follow the round's work, and what they bring is spent in the next;
/// - patrons learn last, from a round that is complete.
pub const SCHEDULE: [Phase; 14] = [
    Phase { name: "shocks", run: shocks::run },
    Phase { name: "produce", run: produce::run },
    Phase { name: "provide", run: provide::run },
    Phase { name: "serve", run: serve::run },
    Phase { name: "share", run: share::run },
    Phase { name: "lend", run: lend::run },
    Phase { name: "consume", run: consume::run },
    Phase { name: "reconsider", run: reconsider::run },
    Phase { name: "relate", run: relate::run },
    Phase { name: "move", run: r#move::run },
    Phase { name: "campaign", run: campaign::run },
    Phase { name: "vote", run: vote::run },
    Phase { name: "govern", run: govern::run },
    Phase { name: "adapt", run: adapt::run },
];

/// When what is costly to measure is measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measures {
    /// Rounds between two measurements of the networks; 0 for the last round only.
    pub every: u32,
}

/// The keys of [`Measures`]. They are no phase's: nothing in the society depends on them.
pub const MEASURES: Section<Measures> = Section {
    name: "measures",
    meaning: "When the networks are measured; nothing in the society depends on it.",
    keys: &[Key::<Measures>::count("every", |p| &mut p.every, 0.0, 1_000_000.0, "rounds").means(
        "Rounds between two measurements of the networks, from round 0 on; 0 for the last round only, which is always measured. In societies of more than 200,000 clients some measures are estimated from a sample, or unknown.",
    )],
};

/// What surveys see of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Share of those to whom it happened who say so.
    pub reporting: f64,
}

impl Default for Survey {
    fn default() -> Self {
        Self { reporting: 1.0 }
    }
}

/// The keys of [`Survey`]. They are no phase's: nothing in the society depends on them.
pub const SURVEY: Section<Survey> = Section {
    name: "survey",
    meaning: "What a survey would see; nothing in the society depends on it.",
    keys: &[Key::<Survey>::number("reporting", |p| &mut p.reporting, 0.0, 1.0, "share of those offered something")
        .means("Share of voters who were offered something and say so when they are asked directly.")
        .source(
            "none by default; Mexico 2012: 7.7 % asked directly against 22.1 % by list experiment, 0.1 to 0.4 across countries",
        )],
};

/// The value of every key: one struct per section, each described where its phase is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// `[population]`
    pub population: populate::Population,
    /// `[network]`
    pub network: start::Network,
    /// `[shocks]`
    pub shocks: shocks::Shocks,
    /// `[economy]`
    pub economy: produce::Economy,
    /// `[work]`
    pub work: produce::Work,
    /// `[coercion]`
    pub coercion: provide::Coercion,
    /// `[support]`
    pub support: provide::Support,
    /// `[law]`
    pub law: provide::Law,
    /// `[aid]`
    pub aid: share::Aid,
    /// `[credit]`
    pub credit: lend::Credit,
    /// `[consumption]`
    pub consumption: consume::Consumption,
    /// `[reciprocity]`
    pub reciprocity: reconsider::Reciprocity,
    /// `[loyalty]`
    pub loyalty: reconsider::Loyalty,
    /// `[resentment]`
    pub resentment: reconsider::Resentment,
    /// `[satisfaction]`
    pub satisfaction: reconsider::Satisfaction,
    /// `[ties]`
    pub ties: relate::Dynamics,
    /// `[uses]`
    pub uses: relate::Uses,
    /// `[mobility]`
    pub mobility: r#move::Mobility,
    /// `[adaptation]`
    pub adaptation: adapt::Adaptation,
    /// `[politics]`
    pub politics: politics::Calendar,
    /// `[campaign]`
    pub campaign: campaign::Campaign,
    /// `[voting]`
    pub voting: vote::Voting,
    /// `[government]`
    pub government: govern::Government,
    /// `[measures]`
    pub measures: Measures,
    /// `[survey]`
    pub survey: Survey,
}

/// A section of the catalogue: name, meaning and keys.
pub struct CatalogueSection {
    /// The TOML table's name.
    pub name: &'static str,
    /// What its keys have in common, one sentence.
    pub meaning: &'static str,
    /// The phase or module whose parameters these are.
    pub phase: &'static str,
    /// Its keys.
    pub keys: Vec<CatalogueKey<Parameters>>,
}

/// All keys of all sections, in schedule order.
#[must_use]
pub fn catalogue() -> Vec<CatalogueSection> {
    fn of<P: 'static>(phase: &'static str, section: &Section<P>, inner: fn(&mut Parameters) -> &mut P) -> CatalogueSection {
        CatalogueSection { name: section.name, meaning: section.meaning, phase, keys: section.within(inner) }
    }
    vec![
        of("populate", &populate::POPULATION, |p| &mut p.population),
        of("populate", &start::NETWORK, |p| &mut p.network),
        of("shocks", &shocks::SHOCKS, |p| &mut p.shocks),
        of("produce", &produce::ECONOMY, |p| &mut p.economy),
        of("produce", &produce::WORK, |p| &mut p.work),
        of("provide", &provide::COERCION, |p| &mut p.coercion),
        of("provide", &provide::SUPPORT, |p| &mut p.support),
        of("provide", &provide::LAW, |p| &mut p.law),
        of("share", &share::AID, |p| &mut p.aid),
        of("lend", &lend::CREDIT, |p| &mut p.credit),
        of("consume", &consume::CONSUMPTION, |p| &mut p.consumption),
        of("reconsider", &reconsider::RECIPROCITY, |p| &mut p.reciprocity),
        of("reconsider", &reconsider::LOYALTY, |p| &mut p.loyalty),
        of("reconsider", &reconsider::RESENTMENT, |p| &mut p.resentment),
        of("reconsider", &reconsider::SATISFACTION, |p| &mut p.satisfaction),
        of("relate", &relate::TIES, |p| &mut p.ties),
        of("relate", &relate::USES, |p| &mut p.uses),
        of("move", &r#move::MOBILITY, |p| &mut p.mobility),
        of("adapt", &adapt::ADAPTATION, |p| &mut p.adaptation),
        of("populate", &politics::POLITICS, |p| &mut p.politics),
        of("campaign", &campaign::CAMPAIGN, |p| &mut p.campaign),
        of("vote", &vote::VOTING, |p| &mut p.voting),
        of("govern", &govern::GOVERNMENT, |p| &mut p.government),
        of("none", &MEASURES, |p| &mut p.measures),
        of("none", &SURVEY, |p| &mut p.survey),
    ]
}
