//! Whether a sweep may begin, or go on, in its folder.

use super::{Args, Failure};
use crate::output::telling::counted;
use crate::sweep::finished::Finished;
use crate::sweep::folder::{Error, Folder};
use crate::sweep::plan::{Change, Plan};

/// Makes the folder ready for this plan: nothing that is finished is lost unless the user says so.
pub(super) fn begin(args: &Args, folder: &Folder, plan: &Plan) -> Result<(), Failure> {
    let earlier = match folder.plan() {
        // Whatever is wrong with the plan of a sweep that is thrown away does not matter.
        Err(Error::Plan { .. }) if args.many.force => None,
        earlier => earlier.map_err(Failure::failed)?,
    };
    if args.many.force {
        folder.clear().map_err(Failure::failed)?;
        return folder.write_plan(plan).map_err(Failure::failed);
    }
    let Some(earlier) = earlier else { return folder.write_plan(plan).map_err(Failure::failed) };
    match earlier.change(plan) {
        Change::Other(parts) => Err(other(folder, &parts)),
        Change::Shrunk => Err(shrunk(folder, &earlier)),
        Change::Grown if args.extend => folder.write_plan(plan).map_err(Failure::failed),
        Change::Grown => Err(grown(folder, &earlier)),
        Change::Nothing if args.many.resume || args.extend => Ok(()),
        Change::Nothing => unbegun(args, folder, plan),
    }
}

fn other(folder: &Folder, parts: &[String]) -> Failure {
    let (folder, parts) = (folder.path().display(), parts.join(", "));
    Failure::Failed(format!(
        "{folder} holds a sweep of another plan ({parts} differ), which cannot be gone on with; put the plan back, choose another place with --out, \
         or start anew with --force"
    ))
}

fn shrunk(folder: &Folder, earlier: &Plan) -> Failure {
    let (folder, sizes) = (folder.path().display(), sizes(earlier));
    Failure::Failed(format!(
        "{folder} holds this sweep with {sizes}: it can grow, not shrink; leave out what is not wanted when reading the results"
    ))
}

fn grown(folder: &Folder, earlier: &Plan) -> Failure {
    let (folder, sizes) = (folder.path().display(), sizes(earlier));
    Failure::Failed(format!("{folder} holds this sweep with {sizes}, and the plan has more now; add what is new with --extend"))
}

fn sizes(plan: &Plan) -> String {
    let points = counted(plan.sweep.points().len(), "point");
    format!("{points} in {}", counted(plan.sweep.replicates.into(), "replicate"))
}

/// Whether nothing is finished that a plain start would seem to do again.
fn unbegun(args: &Args, folder: &Folder, plan: &Plan) -> Result<(), Failure> {
    if args.shard.is_some() {
        // Other shards may be at work; the shard's own journal refuses to be begun twice.
        return Ok(());
    }
    let path = folder.path().display();
    if folder.is_finished() {
        return Err(Failure::Failed(format!(
            "{path} holds this sweep, finished; add replicates or points with --extend, or start anew with --force"
        )));
    }
    match Finished::read(folder, plan).map_err(Failure::failed)?.count() {
        0 => Ok(()),
        finished => Err(Failure::Failed(format!(
            "{finished} runs of an earlier start that was broken off are finished ({path}); go on with --resume, or start anew with --force"
        ))),
    }
}
