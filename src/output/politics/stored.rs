//! Political rows as they are kept in a checkpoint.

use super::{GovernmentRow, MachineRow, OfferRow, PoliticalRows, ResultRow};
use crate::ids::{DistrictId, PartyId, PoliticianId};
use crate::quantity::Money;
use crate::stored::{Error, Passage, Stored, record};
use crate::world::politics::Purse;
use crate::world::politics::districts::Service;
use crate::world::politics::record::{ElectionResult, MachineStep, OfferSum};

impl Stored for PoliticalRows {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        // Who stands and who lives where is the scenario's, and never changes.
        let Self { polity: _, politicians: _, clients: _, results, offers, machines, government, governs } = self;
        passage.column("results", results)?;
        passage.column("offers", offers)?;
        passage.column("machines", machines)?;
        passage.column("government", government)?;
        passage.column("governs", governs)
    }
}

record!(ResultRow { round: u32, result: ElectionResult, funds: Money });
record!(OfferRow { round: u32, sum: OfferSum, rupiah: f64 });
record!(MachineRow { round: u32, step: MachineStep });
record!(GovernmentRow {
    round: u32,
    district: DistrictId,
    party: PartyId,
    politician: PoliticianId,
    is_new: bool,
    purse: [Money; Purse::ALL.len()],
    treasury: Money,
    goods: f64,
    goods_effect: f64,
    officials: u32,
    by_patronage: u32,
    service: Service,
    is_audited: bool,
});
