//! What is kept of the runs of a comparison, and the data files that are made of it.

use crate::cli::Failure;
use crate::cli::many::Many;
use crate::ensemble::{Job, Member, Piece, jobs, merge};
use crate::evidence::comparison::compare;
use crate::evidence::samples::Member as Measured;
use crate::evidence::{Comparison, Pairing, Replicates, Samples, fit};
use crate::output::comparison::ComparisonManifest;
use crate::output::manifest::Entry;
use crate::output::{self, Collected, Format, tables};
use crate::scenario::When;
use crate::world::World;
use std::collections::BTreeMap;

/// What is kept of each run: measures, Lorenz curves, and of replicate 0 what clients received and gave.
pub(super) fn pieces(job: Job, collected: &Collected, world: &World) -> Result<Vec<Piece>, output::Error> {
    let mut kept = vec![merge::piece(&tables::rounds(collected))?, merge::piece(&tables::lorenz(collected))?];
    if job.replicate == 0 {
        let mut clients = tables::clients(collected, world);
        clients.columns.retain(|column| ["replicate", "client", "received", "given"].contains(&column.name.as_str()));
        kept.push(merge::piece(&clients)?);
    }
    Ok(kept)
}

/// The data files of so many replicates of the members, whose measures are taken at `at`: each goes to `sink` with its name. And the
/// rows of the comparison.
pub(super) fn files(
    many: &Many,
    count: u32,
    at: When,
    format: Format,
    mut sink: impl FnMut(&str, &[u8]) -> Result<(), Failure>,
) -> Result<(Vec<Entry>, Comparison), Failure> {
    let mut jobs = jobs(many.members.len(), 0..count);
    jobs.sort_unstable();
    let named = |job: Job, table| merge::of_scenario(&many.members[job.member as usize].name, table);
    let mut entries = Vec::new();
    let mut put = |table: &str, content: &[u8], rows: usize| {
        let name = format.file_name(table);
        sink(&name, content)?;
        entries.push(Entry::of(&name, rows, content));
        Ok::<(), Failure>(())
    };
    for table in ["rounds", "lorenz", "clients"] {
        let file = merge::file(&many.journal, &jobs, table, format, named).map_err(Failure::failed)?;
        let Some((content, rows)) = file else { continue };
        put(table, &content, rows)?;
    }
    let compared = compare(&samples(many, count, at)?, &pairings(many));
    let table = compared.table();
    put(&table.name, &format.encode(&table).map_err(Failure::failed)?, table.rows())?;
    Ok((entries, compared))
}

/// The data files that a comparison gives now.
pub(in crate::cli) fn again(many: &mut Many, manifest: &ComparisonManifest) -> Result<Vec<Entry>, Failure> {
    let at = When::parse(&manifest.at).map_err(Failure::Failed)?;
    many.run_all(&jobs(many.members.len(), 0..manifest.replicates), &pieces)?;
    let (entries, _) = files(many, manifest.replicates, at, manifest.format(), |_, _| Ok(()))?;
    Ok(entries)
}

/// How each member is compared with the baseline.
pub(super) fn pairings(many: &Many) -> Vec<Pairing> {
    let baseline = &many.members[0].scenario;
    many.members.iter().map(|member| fit::pairing(baseline, &member.scenario)).collect()
}

/// What so many replicates of every member measured. One table of rounds is in memory at a time.
pub(super) fn samples(many: &Many, count: u32, when: When) -> Result<Samples, Failure> {
    let of_member = |(place, member): (u32, &Member)| {
        let mut measured = Measured { name: member.name.clone(), values: BTreeMap::new() };
        for replicate in 0..count {
            let job = Job { member: place, replicate };
            let Some(table) = merge::table(&many.journal, job, "rounds").map_err(Failure::failed)? else { continue };
            let one = Replicates::of(&table, member.scenario.rounds).map_err(Failure::failed)?.at(when);
            for (measure, values) in one.members.into_iter().flat_map(|one| one.values) {
                measured.values.entry(measure).or_default().extend(values);
            }
        }
        Ok(measured)
    };
    let members = (0..).zip(&many.members).map(of_member).collect::<Result<Vec<_>, Failure>>()?;
    Ok(Samples { when, members })
}
