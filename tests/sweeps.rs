//! Sweep files: what is read of them, and the scenarios of their points.

#[path = "common/bad.rs"]
mod bad;

use bad::MACHINE;
use patronage::output::manifest::digest;
use patronage::scenario::{Scenario, When};
use patronage::sweep::design::Choice;
use patronage::sweep::{Design, Draws, Factor, Given, Keep, Scale, Spread, Sweep, one_line, read};
use std::fs;
use std::path::Path;

/// A folder with a base `world.toml` and a sweep `sweep.toml`.
fn place(base: &str, sweep: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    fs::create_dir(place.path().join("sweeps")).expect("a folder");
    fs::write(place.path().join("world.toml"), base).expect("a file");
    fs::write(place.path().join("sweeps/sweep.toml"), sweep).expect("a file");
    place
}

fn read(place: &tempfile::TempDir) -> Result<Sweep, String> {
    read::sweep(&place.path().join("sweeps/sweep.toml"), &MACHINE).map_err(|problems| problems.to_string())
}

const BASE: &str = "title = \"A world\"\nrounds = 12\n[population]\nclients = 300\npatrons = 6\nvillages = 3\n";
const HEAD: &str = "title = \"A sweep\"\nbase = \"../world.toml\"\nmeasures = [\"loyalty_mean\"]\n";

/// A sweep of this design and these factors.
fn sweep(design: &str, factors: &str) -> String {
    format!("{HEAD}[design]\n{design}\n{factors}")
}

fn word(word: &str) -> Given {
    Given::Word(word.to_owned())
}

#[test]
fn everything_that_is_written_is_read() {
    let text = r#"
title = "A sweep"
question = "What for?"
base = "../world.toml"
set = { rounds = 10, "population.patrons" = 5, patrons.patron = { wage = 0.5 } }
replicates = 3
seed = 7
draws = "own"
measures = ["loyalty_mean", "coercion_mean@round:3", "wage_mean@mean:4", "hungry_share@end"]
at = "mean:4"
keep = "rounds"
factor = [
    { key = "economy.outside", low = 0.1, high = 1, scale = "log", steps = 3 },
    { key = "adaptation.every", low = 1, high = 9, steps = 5 },
    { key = "economy.productivity", low = 1, high = 3, integer = true, steps = 3 },
    { key = "network.start", levels = ["villages", "random"] },
    { key = "law.detection", levels = [0, 0.5] },
    { key = " patrons.1 .wage ", low = 0, high = 1, steps = 2 },
]
[design]
kind = "grid"
"#;
    let text = text.replace("patrons.patron = { wage = 0.5 }", "patrons.patron = { spread = 0.2 }");
    let place = place(BASE, &text);
    let sweep = read(&place).expect("a good sweep");
    assert_eq!((sweep.title.as_str(), sweep.question.as_str()), ("A sweep", "What for?"));
    assert_eq!(sweep.set, ["patrons.patron.spread=0.2", "population.patrons=5", "rounds=10"]);
    assert_eq!((sweep.replicates, sweep.seed, sweep.draws, sweep.keep), (3, 7, Draws::Own, Keep::Rounds));
    assert_eq!(sweep.design, Design::Grid);
    let columns: Vec<(&str, &str, When)> =
        sweep.measures.iter().map(|wanted| (wanted.column.as_str(), wanted.unit.as_str(), wanted.at)).collect();
    assert_eq!(columns[0], ("loyalty_mean", "share", When::Mean(4)));
    assert_eq!(columns[1], ("coercion_mean_at_round_3", "share", When::Round(3)));
    assert_eq!(columns[2], ("wage_mean", "share of output", When::Mean(4)));
    assert_eq!((columns[3].0, columns[3].2), ("hungry_share_at_end", When::End));
    let factor = |key: &str, unit: &str, spread| Factor { key: key.to_owned(), unit: unit.to_owned(), spread };
    let whole = |low, high, steps| Spread::Whole { low, high, scale: Scale::Linear, steps: Some(steps) };
    let real = |low, high, scale, steps| Spread::Real { low, high, scale, steps: Some(steps) };
    let expected = [
        factor("economy.outside", "share of A", real(0.1, 1.0, Scale::Log, 3)),
        factor("adaptation.every", "rounds", whole(1, 9, 5)),
        factor("economy.productivity", "S per round", whole(1, 3, 3)),
        factor("network.start", "word", Spread::Levels(vec![word("villages"), word("random")])),
        factor("law.detection", "probability per round", Spread::Levels(vec![Given::Real(0.0), Given::Real(0.5)])),
        factor("patrons.1.wage", "", real(0.0, 1.0, Scale::Linear, 2)),
    ];
    assert_eq!(sweep.factors, expected);
    assert_eq!((sweep.base.file.as_str(), sweep.base.text.as_str()), ("../world.toml", BASE));
    assert_eq!(sweep.base.sha256, digest(BASE.as_bytes()));
    assert!(sweep.base.inputs.is_empty());
    assert_eq!(sweep.base.whereabouts.of_base, place.path().join("sweeps/.."));
    assert_eq!(sweep.base.whereabouts.of_sweep, place.path().join("sweeps"));
}

#[test]
fn what_is_left_out_has_its_default() {
    let factors = "[[factor]]\nkey = \"economy.outside\"\nlow = 0.1\nhigh = 0.9\n";
    let read_design = |design: &str| read(&place(BASE, &sweep(design, factors))).expect("a good sweep");
    let all = read_design("kind = \"latin_hypercube\"\npoints = 8");
    assert_eq!((all.replicates, all.seed, all.draws, all.keep), (1, 1, Draws::Common, Keep::Summary));
    assert_eq!((all.question.as_str(), all.set.len(), all.measures[0].at), ("", 0, When::End));
    assert_eq!(all.design, Design::LatinHypercube { points: 8, blocks: 1, choice: Choice::Any });
    let hypercubes = "kind = \"latin_hypercube\"\npoints = 8\nblocks = 3\nmaximin = true";
    assert_eq!(read_design(hypercubes).design, Design::LatinHypercube { points: 8, blocks: 3, choice: Choice::Maximin });
    assert_eq!(read_design("kind = \"sobol\"\npoints = 8").design, Design::Sobol { points: 8 });
    assert_eq!(read_design("kind = \"random\"\npoints = 8").design, Design::Random { points: 8 });
    assert_eq!(read_design("kind = \"saltelli\"\nsamples = 8").design, Design::Saltelli { samples: 8 });
    assert_eq!(read_design("kind = \"morris\"\ntrajectories = 8").design, Design::Morris { trajectories: 8, levels: 4 });
    let morris = "kind = \"morris\"\ntrajectories = 8\nlevels = 6";
    assert_eq!(read_design(morris).design, Design::Morris { trajectories: 8, levels: 6 });
    let Spread::Real { steps, scale, .. } = all.factors[0].spread else { panic!("real numbers") };
    assert_eq!((steps, scale), (None, Scale::Linear));
}

/// A sweep becomes a plan, and a plan the sweep, but for where its files are.
#[test]
fn a_plan_holds_all_of_a_sweep() {
    let place =
        place(BASE, &sweep("kind = \"grid\"", "[[factor]]\nkey = \"network.start\"\nlevels = [\"villages\", \"random\"]\n"));
    let mut sweep = read(&place).expect("a good sweep");
    let text = serde_json::to_string(&sweep).expect("plain data");
    sweep.base.whereabouts = patronage::sweep::Whereabouts::default();
    assert_eq!(serde_json::from_str::<Sweep>(&text).expect("plain data"), sweep);
    assert!(!text.contains(&place.path().display().to_string()), "a plan is the same on every machine: {text}");
}

#[test]
fn lists_are_read_with_values_of_the_keys_types() {
    let text = sweep("kind = \"list\"\nfile = \"points.csv\"", "");
    let place = place(BASE, &text);
    let list = "\u{feff}economy.outside, adaptation.every,network.start\r\n0.2,3,villages\r\n\r\n1,9,\"random\"\r\n";
    fs::write(place.path().join("sweeps/points.csv"), list).expect("a file");
    let sweep = read(&place).expect("a good sweep");
    let rows =
        vec![vec![Given::Real(0.2), Given::Whole(3), word("villages")], vec![Given::Real(1.0), Given::Whole(9), word("random")]];
    assert_eq!(sweep.design, Design::List { rows });
    let keys: Vec<(&str, &Spread)> = sweep.factors.iter().map(|factor| (factor.key.as_str(), &factor.spread)).collect();
    assert_eq!(keys, ["economy.outside", "adaptation.every", "network.start"].map(|key| (key, &Spread::Listed)));
}

/// Values that are refused alone are tried with the other factors in the middle of their ranges.
#[test]
fn values_may_go_together() {
    let seven = "[[factor]]\nkey = \"network.village_ties\"\nlow = 2\nhigh = 7\nsteps = 2\n";
    let far = "[[factor]]\nkey = \"network.far_ties\"\nlow = 0\nhigh = 2\nsteps = 2\n";
    let refused = read(&place(BASE, &sweep("kind = \"grid\"", seven))).expect_err("there are two far ties already");
    assert!(refused.contains("9 ties per client are too many"), "{refused}");
    let sweep = read(&place(BASE, &sweep("kind = \"grid\"", &format!("{seven}{far}")))).expect("seven and one are eight");
    let invalid = sweep.scenario(3, &[Given::Whole(7), Given::Whole(2)]).expect_err("seven and two are nine");
    assert_eq!(one_line(&invalid), "9 ties per client are too many: a client has 8 slots");
}

/// A measure need not be known in the base if it is known elsewhere in the sweep.
#[test]
fn measures_may_be_unknown_in_the_base() {
    let text = sweep("kind = \"grid\"", "[[factor]]\nkey = \"politics.every\"\nlevels = [0, 5]\n");
    let text = text.replace("loyalty_mean", "turnout@round:8");
    let wanted = read(&place(BASE, &text)).expect("with elections, turnout is known").measures;
    assert_eq!(wanted[0].column, "turnout_at_round_8");
}

/// The scenario of a point is the one that `--set` gives, with the sweep's seed, whatever the base expects.
#[test]
fn the_scenario_of_a_point_is_that_of_set() {
    let base = format!("{BASE}[[expect]]\nmeasure = \"loyalty_mean\"\nwhen = \"round:12\"\nat_least = 0.1\n");
    let text = format!(
        "set = {{ rounds = 10, \"population.patrons\" = 5 }}\nseed = 9\n{}",
        sweep("kind = \"random\"\npoints = 20", FACTORS)
    );
    let place = place(&base, &text);
    let sweep = read(&place).expect("a good sweep");
    let points = sweep.points();
    for index in 0..points.len() {
        let point = points.get(index);
        let made = sweep.scenario(index, &point.given).expect("a valid point");
        let values = sweep.factors.iter().zip(&point.given).map(|(factor, given)| format!("{}={given}", factor.key));
        let sets: Vec<String> = sweep.set.iter().cloned().chain(values).chain(["seed=9".to_owned()]).collect();
        let without = base.split("[[expect]]").next().expect("the scenario's own part");
        let set = Scenario::parse("world.toml", without, &sets).expect("a valid scenario");
        assert_eq!(made, set);
    }
}

const FACTORS: &str = "
[[factor]]
key = \"economy.outside\"
low = 0.001
high = 0.9
scale = \"log\"
[[factor]]
key = \"population.clients\"
low = 100
high = 1000
[[factor]]
key = \"network.start\"
levels = [\"villages\", \"random\", \"preferential\"]
[[factor]]
key = \"patrons.patron.coercion\"
low = 0
high = 1
[[factor]]
key = \"voting.cost_mean\"
low = -1
high = 1
";

#[test]
fn points_have_one_seed_or_seeds_of_their_own() {
    let text = format!("seed = 5\n{}", sweep("kind = \"random\"\npoints = 20", FACTORS));
    let common = read(&place(BASE, &text)).expect("a good sweep");
    let own = read(&place(BASE, &format!("draws = \"own\"\n{text}"))).expect("a good sweep");
    assert_eq!([0, 1, 19].map(|point| common.seed_of(point)), [5; 3]);
    let mut seeds: Vec<u64> = (0..10_000).map(|point| own.seed_of(point)).collect();
    assert!(seeds.iter().all(|&seed| i64::try_from(seed).is_ok()), "seeds can be written in a scenario");
    assert_eq!(own.scenario(3, &own.points().get(3).given).expect("a valid point").seed, seeds[3]);
    // Pinned: results depend on them.
    assert_eq!(seeds[..2], [3_567_305_580_077_179_309, 6_938_807_493_011_938_172]);
    seeds.sort_unstable();
    seeds.dedup();
    assert_eq!(seeds.len(), 10_000);
}

/// Paths in the base start at its folder, paths in the sweep at the sweep's; copies are read instead where there are any.
#[test]
fn files_are_found_from_where_they_are_named() {
    let ties = "from,to,strength\n0,1,0.5\n1,2,0.7\n";
    let base = format!("{BASE}[network]\nstart = \"file\"\nfile = \"ties.csv\"\n");
    let text = format!(
        "set = {{ population.table = \"villages.csv\" }}\n{}",
        sweep("kind = \"random\"\npoints = 2", "[[factor]]\nkey = \"law.detection\"\nlow = 0\nhigh = 1\n")
    );
    let place = place(&base, &text);
    fs::write(place.path().join("ties.csv"), ties).expect("a file");
    fs::write(place.path().join("sweeps/villages.csv"), "village,clients\nEast,100\nWest,150\nSouth,50\n").expect("a file");
    let mut sweep = read(&place).expect("both files are found");
    let inputs: Vec<(&str, &str)> = sweep.base.inputs.iter().map(|input| (input.key.as_str(), input.file.as_str())).collect();
    assert_eq!(inputs, [("population.table", "villages.csv"), ("network.file", "ties.csv")]);
    assert_eq!(sweep.base.inputs[1].sha256, digest(ties.as_bytes()));
    let given = [Given::Real(0.5)];
    let here = sweep.scenario(0, &given).expect("both files are found");
    assert_eq!(here.start_ties.as_ref().expect("ties").list.len(), 2);
    let copy = place.path().join("copy.csv");
    fs::rename(place.path().join("ties.csv"), &copy).expect("a file");
    let missing = sweep.scenario(0, &given).expect_err("the file is gone");
    assert_eq!(one_line(&missing), "the file of ties cannot be read: there is no such file");
    sweep.base.whereabouts.ties = Some(copy);
    let copied = sweep.scenario(0, &given).expect("the copy is read");
    assert_eq!(copied.start_ties.expect("ties").list, here.start_ties.expect("ties").list);
}
/// The sweeps that come with the program.
const SHIPPED: [&str; 4] = ["exit-by-law", "screening", "vote-price", "what-drives-reciprocity"];

fn file(name: &str) -> std::path::PathBuf {
    Path::new("scenarios/sweeps").join(name).with_extension("toml")
}

fn shipped(name: &str) -> Sweep {
    read::sweep(&file(name), &MACHINE).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn every_shipped_sweep_is_valid_and_asks_something() {
    let entries = fs::read_dir("scenarios/sweeps").expect("tests run in the package's folder");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    files.sort();
    assert_eq!(files, SHIPPED.map(file));
    for name in SHIPPED {
        let sweep = shipped(name);
        assert!(!sweep.question.is_empty(), "{name} asks nothing");
        let text = fs::read_to_string(file(name)).expect("a file");
        assert!(text.starts_with("# ") && text.contains("What a student learns"), "{name} does not explain itself");
        let runs = sweep.points().len() * u64::from(sweep.replicates);
        let said = if runs < 1000 { format!(" {runs} runs") } else { format!(" {},{:03} runs", runs / 1000, runs % 1000) };
        assert!(text.contains(&said), "{name} does not say that it has{said}");
    }
}

/// All ends were tried when the file was read; here are points in between, and all corners that a design reaches.
#[test]
fn points_of_shipped_sweeps_are_valid() {
    for name in SHIPPED {
        let sweep = shipped(name);
        let points = sweep.points();
        let every = (points.len() / 150).max(1);
        for index in (0..points.len()).step_by(usize::try_from(every).expect("few")) {
            if let Err(problems) = sweep.scenario(index, &points.get(index).given) {
                panic!("point {index} of {name}: {}", one_line(&problems));
            }
        }
    }
}

fn numeric_keys() -> Vec<String> {
    let keys = patronage::phases::catalogue().into_iter().flat_map(|section| section.keys);
    keys.filter(|key| key.allowed.range().is_some()).map(|key| key.path).collect()
}

fn factors(sweep: &Sweep) -> Vec<&str> {
    sweep.factors.iter().map(|factor| factor.key.as_str()).collect()
}

/// Every numeric key is screened, or the file says why not: a line `# key: reason`.
#[test]
fn every_key_is_screened_or_left_out_for_a_reason() {
    let sweep = shipped("screening");
    let text = fs::read_to_string(file("screening")).expect("a file");
    let left_out = |key: &str| text.lines().any(|line| line.strip_prefix(&format!("# {key}: ")).is_some_and(|why| why.len() > 5));
    for key in numeric_keys() {
        assert!(factors(&sweep).contains(&key.as_str()) != left_out(&key), "{key} is neither screened nor left out, or both");
    }
    assert!(factors(&sweep).iter().all(|key| numeric_keys().iter().any(|known| known == key)));
}

/// Behaviour is every number of the sections that the file's head names.
#[test]
fn all_of_behaviour_may_drive_reciprocity() {
    let behaviour = [
        "work",
        "coercion",
        "support",
        "aid",
        "credit",
        "consumption",
        "reciprocity",
        "loyalty",
        "resentment",
        "satisfaction",
        "ties",
        "uses",
        "mobility",
        "adaptation",
    ];
    let keys: Vec<String> = numeric_keys()
        .into_iter()
        .filter(|key| key.split_once('.').is_some_and(|(section, _)| behaviour.contains(&section)))
        .collect();
    assert_eq!(factors(&shipped("what-drives-reciprocity")), keys);
}

/// The two sweeps over many keys vary a key in the same range.
#[test]
fn a_key_has_one_range() {
    let (screening, reciprocity) = (shipped("screening"), shipped("what-drives-reciprocity"));
    for factor in &reciprocity.factors {
        let other = screening.factors.iter().find(|other| other.key == factor.key);
        assert_eq!(other, Some(factor));
    }
}
