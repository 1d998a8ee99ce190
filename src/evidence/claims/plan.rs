//! What has to be run for some claims: every distinct scenario once, and of each run only the values that tests ask for.

use super::{Claim, gaps};
use crate::ensemble::{Job, Journal, Member, Piece, merge};
use crate::evidence::fit::seeded;
use crate::output::{Collected, Error, Looks};
use crate::scenario::When;
use crate::table::{Table, Values};

/// The table that is kept of a run.
const KEPT: &str = "claim_values";

/// The distinct scenarios of some claims.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What runs.
    pub members: Vec<Member>,
    /// By claim and level, the member that runs for it.
    places: Vec<Vec<u32>>,
    /// By member, the measures that are wanted and when.
    wanted: Vec<Vec<(String, When)>>,
}

impl Plan {
    /// The plan for these claims. Replicates of a claim have the draws of `seed`, except at levels whose agents are not those of the
    /// first one: they have seeds of their own.
    #[must_use]
    pub fn new(claims: &[Claim], seed: u64) -> Self {
        let mut plan = Self { members: Vec::new(), places: Vec::new(), wanted: Vec::new() };
        for claim in claims {
            let member = |level: &super::Level| Member {
                name: format!("{} {}", claim.id, level.name),
                scenario: level.scenario.clone().with_seed(seed),
            };
            let members = seeded(claim.levels.iter().map(member).collect());
            let places = members.into_iter().map(|member| plan.place(member)).collect();
            plan.places.push(places);
            plan.want(claim);
        }
        plan
    }

    /// The place of a member with this scenario, new or known.
    fn place(&mut self, member: Member) -> u32 {
        let known = self.members.iter().position(|known| known.scenario == member.scenario);
        let place = known.unwrap_or_else(|| {
            self.members.push(member);
            self.wanted.push(Vec::new());
            self.members.len() - 1
        });
        place as u32
    }

    /// Notes what the tests of the claim that was placed last want of each of its levels.
    fn want(&mut self, claim: &Claim) {
        let Some(places) = self.places.last() else { return };
        for &place in places {
            let wanted = &mut self.wanted[place as usize];
            for measure in claim.measures() {
                let want = (measure.to_owned(), claim.at);
                if !wanted.contains(&want) {
                    wanted.push(want);
                }
            }
        }
    }

    /// By member, what of its runs has to be looked at.
    #[must_use]
    pub fn looks(&self) -> Vec<Looks> {
        let asked = |wanted: &Vec<(String, When)>| Looks::at(wanted.iter().map(|(measure, at)| (measure.as_str(), *at)));
        self.wanted.iter().map(asked).collect()
    }

    /// What is kept, in words: a journal of other wants cannot be gone on with.
    #[must_use]
    pub fn what(&self) -> String {
        format!("{KEPT} {:?}", self.wanted)
    }

    /// What is kept of a finished run: a row per measure and time that is wanted of its member.
    ///
    /// # Errors
    /// If the encoder refuses the table.
    pub fn keep(&self, job: Job, collected: &Collected) -> Result<Vec<Piece>, Error> {
        let wanted = &self.wanted[job.member as usize];
        let values = wanted.iter().map(|(measure, at)| at.of(&collected.series(measure), gaps(measure)));
        let table = Table::new(KEPT, "What tests of claims ask for.")
            .text("measure", "word", "The measure.", wanted.iter().map(|(measure, _)| Some(measure.clone())))
            .text("at", "word", "When it is taken.", wanted.iter().map(|(_, at)| Some(at.to_string())))
            .float("value", "as measure", "Its value.", values);
        Ok(vec![merge::piece(&table)?])
    }

    /// The values that were kept of all members in so many replicates, from 0 on.
    ///
    /// # Errors
    /// If the journal cannot be read, or a job is not finished.
    pub fn values(&self, journal: &Journal, replicates: u32) -> Result<Kept<'_>, merge::Error> {
        let mut values = Vec::new();
        for member in 0..self.members.len() as u32 {
            let mut of_member: Vec<Vec<Option<f64>>> = vec![Vec::new(); self.wanted[member as usize].len()];
            for replicate in 0..replicates {
                let table = merge::table(journal, Job { member, replicate }, KEPT)?;
                let column = table.as_ref().and_then(|table| table.column("value")).map(|column| &column.values);
                let Some(Values::Float(column)) = column.filter(|column| column.len() == of_member.len()) else {
                    let name = &self.members[member as usize].name;
                    return Err(Error::table(KEPT, format!("replicate {replicate} of `{name}` is not in the journal")).into());
                };
                of_member.iter_mut().zip(column).for_each(|(values, value)| values.push(*value));
            }
            values.push(of_member);
        }
        Ok(Kept { plan: self, values })
    }
}

/// The values of wanted measures in every replicate.
#[derive(Clone, Debug)]
pub struct Kept<'a> {
    plan: &'a Plan,
    /// By member, want and replicate.
    values: Vec<Vec<Vec<Option<f64>>>>,
}

impl Kept<'_> {
    /// The values of a measure at every level of a claim, by level and replicate. `index` is the claim's place in the plan.
    ///
    /// # Panics
    /// If no test of the claim asks for the measure.
    #[must_use]
    pub fn of(&self, index: usize, claim: &Claim, measure: &str) -> Vec<Vec<Option<f64>>> {
        let of_member = |&member: &u32| {
            let member = member as usize;
            let want = self.plan.wanted[member].iter().position(|(known, at)| known == measure && *at == claim.at);
            self.values[member][want.expect("what a test asks for is wanted")].clone()
        };
        self.plan.places[index].iter().map(of_member).collect()
    }
}
