//! How much disk checkpoints need, and how much there is.

use crate::checkpoint::Header;
use crate::metrics::inequality::EXACT_UP_TO;
use crate::metrics::{MEASURES, network};
use crate::output::collect::Round;
use crate::output::politics::{GovernmentRow, MachineRow, OfferRow, ResultRow};
use crate::quantity::Money;
use crate::scenario::Scenario;
use crate::stored::{Cell, Layout, Stored};
use crate::world::politics::{Attitude, Brokers, Districts, Places, Politicians, Polity, Strategy, Voters};
use crate::world::{Clients, Patrons, Ties, Villages};
use std::path::Path;

/// Names, numbers and lengths of a few columns: what is written whatever they hold in bytes, rounded up.
const NAMES: u64 = 1 << 12;
/// The same of one round's row.
const ROW_NAMES: u64 = 256;
/// A list of a family, without its members.
const LIST: u64 = 16;
/// A group of a distribution.
const GROUP: u64 = 16;
/// Distributions that are kept: clients, and all, at the start and at the end of the last round.
const DISTRIBUTIONS: u64 = 4;
/// Phases of a campaign of which there is a row.
const STEPS: u64 = 4;

/// The most bytes that a checkpoint of a scenario's run takes.
#[must_use]
pub fn size(scenario: &Scenario) -> u64 {
    let population = &scenario.parameters.population;
    let [clients, patrons, villages] = [population.clients, population.patrons, population.villages].map(u64::from);
    let header = serde_json::to_string(&Header::of(scenario)).map_or(0, |text| text.len() as u64);
    // Where distributions are not exact, bins take the place of amounts.
    let groups = (clients + patrons).min(EXACT_UP_TO as u64 * 2);
    let sums = [
        NAMES + header,
        each::<Clients>().saturating_mul(clients),
        each::<Ties>().saturating_mul(clients),
        each::<Patrons>().saturating_mul(patrons),
        each::<Villages>().saturating_mul(villages + 1),
        u64::from(scenario.rounds + 1).saturating_mul(round()),
        DISTRIBUTIONS * groups * GROUP,
        scenario.polity.as_deref().map_or(0, |polity| of_politics(scenario, polity)),
    ];
    let content = sums.into_iter().fold(0, u64::saturating_add);
    // Heads of frames, and what of a frame is left free because no cell is split.
    content.saturating_add(content >> 10)
}

/// What one more row of columns takes.
fn each<S: Stored + Default>() -> u64 {
    Layout::of(S::default()).bytes
}

/// What one round's measures and flows take.
fn round() -> u64 {
    let blank = Round { round: 0, measures: Vec::new(), money: Money::ZERO, flows: None };
    let measures = MEASURES.len() + network::MEASURES.len();
    Layout::of(blank).bytes + (measures * Option::<f64>::BYTES) as u64 + ROW_NAMES
}

fn of_politics(scenario: &Scenario, polity: &Polity) -> u64 {
    let population = &scenario.parameters.population;
    let [clients, patrons, villages] = [population.clients, population.patrons, population.villages].map(u64::from);
    let (parties, districts, rounds) = (polity.parties.len() as u64, polity.districts.len() as u64, u64::from(scenario.rounds));
    let (mut candidates, mut members) = (0, 0);
    for election in &polity.elections {
        let constituencies = election.constituencies.len() as u64;
        let family = election.parties.iter().map(|party| u64::from(polity.parties[party.index()].family)).sum::<u64>();
        candidates += constituencies * election.parties.len() as u64;
        members += constituencies * family.min(clients.saturating_mul(parties));
    }
    let days = rounds / u64::from(scenario.parameters.politics.every.max(1)) + 2;
    let offers = Strategy::ALL.len() as u64 * Attitude::ALL.len() as u64;
    let rows = ResultRow::BYTES as u64 + offers * OfferRow::BYTES as u64 + STEPS * MachineRow::BYTES as u64;
    let sums = [
        each::<Voters>().saturating_mul(clients),
        each::<Brokers>().saturating_mul(patrons),
        (Places::BYTES as u64).saturating_mul(villages * parties),
        (each::<Politicians>() + LIST).saturating_mul(candidates),
        members.saturating_mul(4),
        (each::<Districts>() + 4).saturating_mul(districts),
        (GovernmentRow::BYTES as u64).saturating_mul(districts).saturating_mul(rounds),
        rows.saturating_mul(candidates).saturating_mul(days),
    ];
    sums.into_iter().fold(0, u64::saturating_add)
}

/// The disk that checkpoints need, and that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// The most bytes of one checkpoint.
    pub each: u64,
    /// Bytes that are needed besides what is there already: two checkpoints, while one takes the place of the other.
    pub needed: u64,
    /// Bytes that are free; unknown where the system does not say.
    pub free: Option<u64>,
}

impl Room {
    /// The room for checkpoints of a scenario's run in `folder`, where one of so many bytes is already.
    #[must_use]
    pub fn new(scenario: &Scenario, there: u64, folder: &Path) -> Self {
        let each = size(scenario);
        let needed = each.saturating_mul(2).saturating_sub(there).max(each);
        Self { each, needed, free: fs4::available_space(folder).ok() }
    }

    /// Whether it is enough; where that is not known, it is taken to be.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.free.is_none_or(|free| free >= self.needed)
    }
}
