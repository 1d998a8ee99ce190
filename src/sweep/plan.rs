//! What a sweep will run: its digest, its runs in their order, its shards, and what of it may change later.
//!
//! `plan.json` of a results folder holds all of it. Only the numbers of points and replicates may grow afterwards: a point and a run depend
//! on their index alone, so what is finished stays right. Everything else is in the digest that every journal of the folder carries.

use super::{Design, Sweep};
use crate::ensemble::Job;
use crate::output::manifest::{LAYOUT, digest};
use crate::output::{PROGRAM, VERSION};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The content of `plan.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The program that wrote it.
    pub program: String,
    /// Its version: another one may give other results, and does not go on with the sweep.
    pub version: String,
    /// The version of the folder's layout.
    pub layout: u32,
    /// The sweep's name: its file's name without ending.
    pub name: String,
    /// The digest of what must not change.
    pub digest: String,
    /// The sweep.
    pub sweep: Sweep,
}

impl Plan {
    /// The plan of a sweep of this name.
    #[must_use]
    pub fn new(name: &str, sweep: Sweep) -> Self {
        let digest = sweep.digest();
        Self { program: PROGRAM.to_owned(), version: VERSION.to_owned(), layout: LAYOUT, name: name.to_owned(), digest, sweep }
    }

    /// The text of the file.
    ///
    /// # Panics
    /// Never: a plan is valid JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("a plan is valid JSON") + "\n"
    }

    /// The plan that a file's text holds.
    ///
    /// # Errors
    /// A fragment that says what is wrong with it.
    pub fn of_text(text: &str) -> Result<Self, String> {
        let plan: Self = serde_json::from_str(text).map_err(|cause| format!("is no plan of a sweep: {cause}"))?;
        if plan.program != PROGRAM || plan.layout != LAYOUT || plan.version != VERSION {
            let Self { program, version, layout, .. } = plan;
            return Err(format!(
                "was written by {program} {version} (layout {layout}), and this is {PROGRAM} {VERSION} (layout {LAYOUT}); go on with that version"
            ));
        }
        if plan.sweep.digest() != plan.digest {
            return Err("was changed by hand: its digest does not fit".to_owned());
        }
        Ok(plan)
    }

    /// What became of this plan in another one.
    #[must_use]
    pub fn change(&self, other: &Self) -> Change {
        if self.digest != other.digest {
            return Change::Other(differences(&self.sweep, &other.sweep));
        }
        let (ours, theirs) = (self.sweep.sizes(), other.sweep.sizes());
        let kept = match (&self.sweep.design, &other.sweep.design) {
            (Design::List { rows }, Design::List { rows: others }) => others.starts_with(rows) || rows.starts_with(others),
            _ => true,
        };
        let grown = theirs.0 >= ours.0 && theirs.1 >= ours.1;
        match (kept, ours == theirs, grown) {
            (false, ..) => Change::Other(vec!["rows of the list".to_owned()]),
            (_, true, _) => Change::Nothing,
            (_, _, true) => Change::Grown,
            _ => Change::Shrunk,
        }
    }
}

/// What became of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is the same.
    Nothing,
    /// It has more points or replicates, and none fewer.
    Grown,
    /// It has fewer points or replicates.
    Shrunk,
    /// It is another one: in what.
    Other(Vec<String>),
}

/// The parts of two sweeps that differ, by the names that they have in the sweep file.
fn differences(ours: &Sweep, theirs: &Sweep) -> Vec<String> {
    let parts = |sweep: &Sweep| serde_json::to_value(sweep.countless()).unwrap_or_default();
    let (ours, theirs) = (parts(ours), parts(theirs));
    let names = ours.as_object().into_iter().flatten().map(|(name, _)| name);
    names.filter(|name| ours[*name] != theirs[*name]).cloned().collect()
}

impl Sweep {
    /// The digest of all that must not change while a sweep grows, in hexadecimal.
    ///
    /// # Panics
    /// Never: a sweep is valid JSON.
    #[must_use]
    pub fn digest(&self) -> String {
        let plan = serde_json::to_string(&(VERSION, self.countless())).expect("a sweep is valid JSON");
        digest(plan.as_bytes())
    }

    /// The sweep without its numbers of points and replicates, and without what no result depends on.
    fn countless(&self) -> Self {
        let mut sweep = Self { title: String::new(), question: String::new(), replicates: 0, ..self.clone() };
        match &mut sweep.design {
            Design::Grid => {}
            Design::LatinHypercube { blocks, .. } => *blocks = 0,
            Design::Sobol { points } | Design::Random { points } => *points = 0,
            Design::Saltelli { samples } => *samples = 0,
            Design::Morris { trajectories, .. } => *trajectories = 0,
            Design::List { rows } => rows.clear(),
        }
        sweep
    }

    /// How large the design is, in what it counts (points, samples, trajectories, hypercubes, rows), and the replicates.
    fn sizes(&self) -> (u64, u32) {
        let size = match &self.design {
            // A grid grows with its factors' values only, and these must not change.
            Design::Grid => 0,
            Design::LatinHypercube { blocks: size, .. }
            | Design::Sobol { points: size }
            | Design::Random { points: size }
            | Design::Saltelli { samples: size }
            | Design::Morris { trajectories: size, .. } => u64::from(*size),
            Design::List { rows } => rows.len() as u64,
        };
        (size, self.replicates)
    }

    /// The same sweep with a design of another size, in what it counts.
    ///
    /// # Errors
    /// If its size is not a number of its own: that of a grid is its factors' values, that of a list its rows.
    pub fn with_size(mut self, size: u32) -> Result<Self, String> {
        match &mut self.design {
            Design::Grid => {
                return Err("a grid has as many points as its factors' values make; change `steps` or `levels`".to_owned());
            }
            Design::List { .. } => return Err("a list has as many points as rows; add rows to it".to_owned()),
            Design::LatinHypercube { blocks: old, .. }
            | Design::Sobol { points: old }
            | Design::Random { points: old }
            | Design::Saltelli { samples: old }
            | Design::Morris { trajectories: old, .. } => *old = size,
        }
        Ok(self)
    }

    /// What [`Self::with_size`] counts.
    #[must_use]
    pub fn counted(&self) -> &'static str {
        match self.design {
            Design::LatinHypercube { .. } => "hypercubes",
            Design::Saltelli { .. } => "samples",
            Design::Morris { .. } => "trajectories",
            Design::List { .. } => "rows",
            Design::Grid | Design::Sobol { .. } | Design::Random { .. } => "points",
        }
    }
}

/// One of several parts that a sweep is divided into, so that each can run on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    /// Of how many.
    pub of: u32,
    /// Which one, from 1.
    pub number: u32,
}

impl Shard {
    /// The whole sweep.
    pub const WHOLE: Self = Self { of: 1, number: 1 };

    /// The runs of this shard among those of so many points and replicates: every `of`-th, so that shards take about the same time. First
    /// come the first replicates of all points.
    pub fn jobs(self, points: u64, replicates: u32) -> impl Iterator<Item = Job> {
        let (of, first) = (u64::from(self.of), u64::from(self.number - 1));
        let runs = points * u64::from(replicates);
        let job = move |run: u64| Job { member: (run % points) as u32, replicate: (run / points) as u32 };
        (0..).map(move |step| first + step * of).take_while(move |run| *run < runs).map(job)
    }

    /// How many runs that are.
    #[must_use]
    pub fn runs(self, points: u64, replicates: u32) -> u64 {
        let runs = points * u64::from(replicates);
        (runs + u64::from(self.of) - u64::from(self.number)) / u64::from(self.of)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = "write K/N, the shard's number from 1 and how many there are, for example 3/8";
        let parts = text.split_once('/').ok_or_else(|| form.to_owned())?;
        let [number, of] = [parts.0, parts.1].map(|part| part.trim().parse::<u32>().map_err(|_| form.to_owned()));
        let (number, of) = (number?, of?);
        if of == 0 || number == 0 || number > of {
            return Err(format!("there is no shard {number} of {of}: {form}"));
        }
        Ok(Self { of, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_run_is_in_one_shard(points in 1_u64..40, replicates in 1_u32..6, of in 1_u32..50) {
            let mut all = Vec::new();
            for number in 1..=of {
                let shard = Shard { of, number };
                let jobs: Vec<Job> = shard.jobs(points, replicates).collect();
                prop_assert_eq!(jobs.len() as u64, shard.runs(points, replicates));
                all.extend(jobs);
            }
            all.sort_unstable();
            let expected = (0..points as u32).flat_map(|member| (0..replicates).map(move |replicate| Job { member, replicate }));
            prop_assert_eq!(all, expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn shards_are_written_as_k_of_n() {
        assert_eq!("3/8".parse(), Ok(Shard { of: 8, number: 3 }));
        assert_eq!(Shard { of: 8, number: 3 }.to_string(), "3/8");
        for (wrong, word) in
            [("9/8", "no shard 9 of 8"), ("0/8", "no shard 0 of 8"), ("3", "K/N"), ("a/2", "K/N"), ("1/0", "no shard")]
        {
            let error = wrong.parse::<Shard>().unwrap_err();
            assert!(error.contains(word), "{wrong}: {error}");
        }
    }
}
