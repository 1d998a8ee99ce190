//! Many runs at once: the same bytes whoever works, however often it is broken off, and laws and limits on the way.

use patronage::engine::Run;
use patronage::ensemble::journal::Existing;
use patronage::ensemble::{Crew, Ensemble, Error, Job, Journal, Member, News, Outcome, collected, jobs, merge};
use patronage::output::tables::{Inputs, each};
use patronage::output::{Collected, Format, Looks};
use patronage::scenario::expectation::Gaps;
use patronage::scenario::{Scenario, When};
use patronage::world::World;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

fn scenario(outside: &str) -> Scenario {
    let text = "title = \"small\"\nrounds = 6\n[population]\nclients = 300\npatrons = 6\nvillages = 3\n";
    Scenario::parse("small", text, &[format!("economy.outside={outside}")]).expect("a valid scenario")
}

fn members() -> Vec<Member> {
    ["0.3", "0.6"].map(|outside| Member { name: outside.to_owned(), scenario: scenario(outside) }).to_vec()
}

/// Keeps every table.
fn keep(_: Job, collected: &Collected, world: &World) -> Result<Vec<patronage::ensemble::Piece>, patronage::output::Error> {
    each(collected, world, &["patron"], Inputs::default()).map(|table| merge::piece(&table)).collect()
}

fn go_on(_: News) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Everything is looked at in the runs of both members.
const LOOKS: [Looks; 2] = [Looks::ALL; 2];

/// What a journal of these jobs comes to.
fn files(journal: &Journal, jobs: &[Job]) -> Vec<Vec<u8>> {
    let file = |name| merge::file(journal, jobs, name, Format::Parquet, |_, table| table).expect("a file").expect("a table").0;
    ["rounds", "clients", "lorenz", "ties"].map(file).to_vec()
}

fn ran(path: &Path, crew: Crew) -> Vec<Vec<u8>> {
    let (members, jobs) = (members(), jobs(2, 0..4));
    let mut journal = Journal::open(path, "plan", Existing::Discard).expect("a journal");
    let outcome = Ensemble { members: &members, keep: &keep, looks: &LOOKS }.run(&jobs, crew, &mut journal, &go_on);
    assert_eq!(outcome.expect("runs"), Outcome::Complete);
    files(&journal, &jobs)
}

#[test]
fn the_same_bytes_whoever_works() {
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join("j");
    let one = ran(&path, Crew { workers: 1, threads: 1 });
    for (workers, threads) in [(1, 3), (2, 2), (3, 3), (2, 5), (8, 8)] {
        assert!(ran(&path, Crew { workers, threads }) == one, "{workers} workers on {threads} threads");
    }
}

#[test]
fn what_was_broken_off_goes_on_to_the_same_bytes() {
    let place = tempfile::tempdir().expect("a folder");
    let whole = ran(&place.path().join("whole"), Crew { workers: 2, threads: 2 });
    let (members, jobs) = (members(), jobs(2, 0..4));
    let ensemble = Ensemble { members: &members, keep: &keep, looks: &LOOKS };
    for broken_after in [0, 3, 10, 25, 47] {
        let path = place.path().join("broken");
        let rounds = AtomicU32::new(0);
        let watch = |news| match news {
            News::Round { .. } if rounds.fetch_add(1, Ordering::Relaxed) >= broken_after => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        let mut journal = Journal::open(&path, "plan", Existing::Discard).expect("a journal");
        let outcome = ensemble.run(&jobs, Crew { workers: 2, threads: 2 }, &mut journal, &watch).expect("runs");
        assert_eq!(outcome, Outcome::BrokenOff, "after {broken_after}");
        let finished = journal.records().count();
        assert!(finished < jobs.len());
        drop(journal);
        let mut journal = Journal::open(&path, "plan", Existing::Continue).expect("the journal");
        assert_eq!(journal.records().count(), finished);
        let again = AtomicU32::new(0);
        let watch = |news| {
            again.fetch_add(u32::from(matches!(news, News::Finished(_))), Ordering::Relaxed);
            ControlFlow::Continue(())
        };
        let outcome = ensemble.run(&jobs, Crew { workers: 1, threads: 1 }, &mut journal, &watch).expect("runs");
        assert_eq!((outcome, again.into_inner() as usize), (Outcome::Complete, jobs.len() - finished));
        assert!(files(&journal, &jobs) == whole, "after {broken_after}");
    }
}

#[test]
fn a_run_that_cannot_be_kept_ends_the_work_and_loses_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let (members, jobs) = (members(), jobs(2, 0..3));
    let refuse = |job: Job, collected: &Collected, world: &World| {
        if job == (Job { member: 0, replicate: 1 }) {
            let cause = std::io::Error::other("no");
            return Err(patronage::output::Error::Read { path: "it".to_owned(), cause });
        }
        keep(job, collected, world)
    };
    let mut journal = Journal::open(&place.path().join("j"), "plan", Existing::Refuse).expect("a journal");
    let failed = Ensemble { members: &members, keep: &refuse, looks: &LOOKS }.run(
        &jobs,
        Crew { workers: 1, threads: 1 },
        &mut journal,
        &go_on,
    );
    let failed = failed.expect_err("what cannot be kept is an error");
    assert!(matches!(failed, Error::Kept { replicate: 1, .. }), "{failed}");
    assert!(failed.to_string().contains("`0.3`"), "{failed}");
    // Two were finished before; more may be, until the worker hears of the error (that it begins no other then is tested where work is spread).
    assert!((2..jobs.len()).contains(&journal.records().count()));
}

/// To look changes nothing: what is known of a run that is looked at only when somebody asks is what is known of it otherwise.
#[test]
fn a_run_that_is_seldom_looked_at_is_the_same_run() {
    let text = include_str!("../scenarios/spoils.toml");
    let smaller = ["population.clients=500", "population.patrons=20", "population.villages=10", "measures.every=8", "rounds=40"];
    let political = Scenario::parse("small", text, &smaller.map(str::to_owned)).expect("a valid scenario");
    let times = [When::Start, When::Round(5), When::Mean(3), When::End];
    for scenario in [scenario("0.3"), political] {
        let known = |looks: Looks, measure: &str, when: When| {
            let run = &mut Run::new(&scenario, 0);
            let collected = collected(run, looks, &go_on).expect("no law is broken");
            let rounds = collected.rounds.len();
            (when.of(&collected.series(measure), Gaps::LeftOut), rounds)
        };
        for measure in ["gini_wealth_all", "switched", "turnout", "closeness_mean", "density"] {
            for when in times {
                let (value, looked) = known(Looks::at([(measure, when)]), measure, when);
                let (always, rounds) = known(Looks::ALL, measure, when);
                assert_eq!(value, always, "{measure} at {when}");
                assert!(looked <= 3 && rounds as u32 == scenario.rounds + 1);
            }
        }
    }
}
