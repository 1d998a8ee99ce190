//! What a run leaves behind of politics, gathered round by round.

mod stored;

use crate::engine::Run;
use crate::ids::{DistrictId, PartyId, PoliticianId};
use crate::metrics::politics::clients_of_districts;
use crate::quantity::Money;
use crate::world::politics::districts::{Service, goods_effect};
use crate::world::politics::record::{ElectionResult, MachineStep, OfferSum};
use crate::world::politics::{Politicians, Politics, Polity, Purse};
use std::sync::Arc;

/// A candidate's result in one round.
#[derive(Clone, Copy, Debug)]
pub struct ResultRow {
    /// The round.
    pub round: u32,
    /// The result.
    pub result: ElectionResult,
    /// Funds that are left at the end of the round.
    pub funds: Money,
}

/// What came of some offers in one round.
#[derive(Clone, Copy, Debug)]
pub struct OfferRow {
    /// The round.
    pub round: u32,
    /// The offers.
    pub sum: OfferSum,
    /// What 1 S is in rupiah.
    pub rupiah: f64,
}

/// A phase of one candidate's campaign.
#[derive(Clone, Copy, Debug)]
pub struct MachineRow {
    /// The round.
    pub round: u32,
    /// The phase.
    pub step: MachineStep,
}

/// One district's government in one round.
#[derive(Clone, Copy, Debug)]
pub struct GovernmentRow {
    /// The round.
    pub round: u32,
    /// The district.
    pub district: DistrictId,
    /// Who governs, from this round on if it is new.
    pub party: PartyId,
    /// Its politician.
    pub politician: PoliticianId,
    /// Whether another party governed at the end of the last round.
    pub is_new: bool,
    /// Public money of the round, in the order of [`Purse::ALL`].
    pub purse: [Money; Purse::ALL.len()],
    /// Public money that is left.
    pub treasury: Money,
    /// Stock of public goods per client \[S\].
    pub goods: f64,
    /// Their effect, in [0, 1).
    pub goods_effect: f64,
    /// Posts that are filled.
    pub officials: u32,
    /// Those held by patronage.
    pub by_patronage: u32,
    /// Services of the round.
    pub service: Service,
    /// Whether the district was audited.
    pub is_audited: bool,
}

/// The political rows of a run so far.
#[derive(Clone, Debug)]
pub struct PoliticalRows {
    /// Parties, elections and places, for their names.
    pub polity: Arc<Polity>,
    /// Of every politician: election, constituency, party and superior; the rest is left out.
    pub politicians: Politicians,
    /// Clients of every district.
    pub clients: Vec<u64>,
    /// Results of elections.
    pub results: Vec<ResultRow>,
    /// Offers.
    pub offers: Vec<OfferRow>,
    /// Campaigns.
    pub machines: Vec<MachineRow>,
    /// Governments.
    pub government: Vec<GovernmentRow>,
    /// Who governs every district now.
    governs: Vec<PartyId>,
}

impl PoliticalRows {
    /// Nothing of a polity without parties and places: for tables without rows.
    #[must_use]
    pub fn nowhere() -> Self {
        let polity = Polity {
            parties: Vec::new(),
            elections: Vec::new(),
            districts: Vec::new(),
            district_of: Vec::new(),
            voters: Vec::new(),
            stations: Vec::new(),
            leakage: Vec::new(),
            group_of: Vec::new(),
            incumbent: PartyId::new(0),
        };
        Self::new(Arc::new(polity), Politicians::default(), Vec::new())
    }

    /// Nothing yet of these politics, before the first round.
    #[must_use]
    pub fn of(politics: &Politics) -> Self {
        let Politicians { election, constituency, party, superior, .. } = &politics.politicians;
        let politicians = Politicians {
            election: election.clone(),
            constituency: constituency.clone(),
            party: party.clone(),
            superior: superior.clone(),
            ..Politicians::default()
        };
        Self::new(Arc::clone(&politics.polity), politicians, politics.districts.party.clone())
    }

    fn new(polity: Arc<Polity>, politicians: Politicians, governs: Vec<PartyId>) -> Self {
        Self {
            clients: clients_of_districts(&polity),
            polity,
            politicians,
            results: Vec::new(),
            offers: Vec::new(),
            machines: Vec::new(),
            government: Vec::new(),
            governs,
        }
    }

    /// Adds the round that a run has just finished.
    pub fn add_round(&mut self, run: &Run) {
        if let Some(politics) = &run.world().politics {
            let parameters = run.parameters();
            self.add(run.round(), politics, parameters.politics.rupiah_per_subsistence, parameters.government.goods_half);
        }
    }

    /// Adds politics as they are at the end of a round; `rupiah` is what 1 S is worth, `goods_half` a key of public goods.
    pub fn add(&mut self, round: u32, politics: &Politics, rupiah: f64, goods_half: f64) {
        let Politics { record, politicians, districts, .. } = politics;
        let funds = |result: &ElectionResult| politicians.funds[result.politician.index()];
        self.results.extend(record.results.iter().map(|result| ResultRow { round, result: *result, funds: funds(result) }));
        self.offers.extend(record.offers.iter().map(|&sum| OfferRow { round, sum, rupiah }));
        self.machines.extend(record.machines.iter().map(|&step| MachineRow { round, step }));
        let governs = &self.governs;
        self.government.extend((0..districts.len()).map(|d| GovernmentRow {
            round,
            district: DistrictId::new(d),
            party: districts.party[d],
            politician: districts.politician[d],
            is_new: districts.party[d] != governs[d],
            purse: districts.purse[d],
            treasury: districts.treasury[d],
            goods: districts.goods[d],
            goods_effect: goods_effect(districts.goods[d], goods_half),
            officials: districts.officials[d],
            by_patronage: districts.by_patronage[d],
            service: districts.service[d],
            is_audited: districts.audited[d],
        }));
        self.governs.clone_from(&districts.party);
    }

    /// The name of a politician's election.
    #[must_use]
    pub fn election(&self, politician: PoliticianId) -> &str {
        &self.polity.election(self.politicians.election[politician.index()]).name
    }

    /// The name of its constituency.
    #[must_use]
    pub fn constituency(&self, politician: PoliticianId) -> &str {
        let election = self.polity.election(self.politicians.election[politician.index()]);
        &election.constituencies[self.politicians.constituency[politician.index()] as usize].name
    }

    /// The name of its party.
    #[must_use]
    pub fn party(&self, politician: PoliticianId) -> &str {
        self.party_name(self.politicians.party[politician.index()])
    }

    /// The name of a party.
    #[must_use]
    pub fn party_name(&self, party: PartyId) -> &str {
        &self.polity.parties[party.index()].name
    }
}
