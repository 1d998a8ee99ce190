//! What an analysis says of sweeps whose answers are known: the tables are made by hand, or from functions of the factors.

mod grids;
mod program;
mod sampled;
mod schemes;

use patronage::evidence::analysis::{Analysed, Asked, Unfit, analyse, findings};
use patronage::language::Language;
use patronage::output::Format;
use patronage::output::analysis::{Analysis, MainEffect};
use patronage::output::manifest::Entry;
use patronage::output::sweep::tables::{design as design_shape, results as results_shape};
use patronage::output::sweep::{Runs, SweepManifest};
use patronage::scenario::When;
use patronage::sweep::design::word;
use patronage::sweep::manifest::{factors, measures};
use patronage::sweep::{
    Base, Design, Draws, Factor, Given, Keep, Matrix, Point, Points, Role, Scale, Spread, Sweep, Wanted, Whereabouts,
};
use patronage::table::{Column, Table, Values};
use std::path::Path;

/// The findings as they are told in English.
fn told(analysis: &Analysis) -> Vec<String> {
    findings(analysis, Language::English).iter().map(ToString::to_string).collect()
}

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ran {
    /// It is done; the measure has this value, or none.
    Done(Option<f64>),
    Failed,
    Missing,
}

/// A sweep with one measure, `m`, and its results.
#[derive(Clone)]
struct Synthetic {
    sweep: SweepManifest,
    design: Table,
    results: Table,
}

fn real(key: &str, low: f64, high: f64) -> Factor {
    spread(key, Spread::Real { low, high, scale: Scale::Linear, steps: None })
}

fn spread(key: &str, spread: Spread) -> Factor {
    Factor { key: key.to_owned(), unit: "S".to_owned(), spread }
}

fn levels<const N: usize>(key: &str, levels: [Given; N]) -> Factor {
    spread(key, Spread::Levels(levels.into()))
}

fn number(given: &Given) -> f64 {
    match given {
        Given::Whole(whole) => *whole as f64,
        Given::Real(real) => *real,
        Given::Word(word) => panic!("{word} is no number"),
    }
}

/// A function of numbers, the same in every replicate.
fn plain(of: impl Fn(&[f64]) -> f64) -> impl Fn(&Point, u32) -> Ran {
    move |point, _| Ran::Done(Some(of(&point.given.iter().map(number).collect::<Vec<_>>())))
}

impl Synthetic {
    fn new(design: Design, factors_of: Vec<Factor>, replicates: u32, ran: impl Fn(&Point, u32) -> Ran) -> Self {
        let points = Points::new(&factors_of, &design, 1);
        let points: Vec<Point> = (0..points.len()).map(|index| points.get(index)).collect();
        let plan = plan(design, factors_of, replicates);
        let runs: Vec<(&Point, u32, Ran)> = points
            .iter()
            .flat_map(|point| (0..replicates).map(move |replicate| (point, replicate)))
            .map(|(point, replicate)| (point, replicate, ran(point, replicate)))
            .collect();
        let count = |wanted: fn(Ran) -> bool| runs.iter().filter(|(.., ran)| wanted(*ran)).count() as u64;
        let sweep = SweepManifest {
            head: SweepManifest::head("synthetic"),
            title: "A synthetic sweep".to_owned(),
            question: String::new(),
            complete: count(|ran| ran == Ran::Missing) == 0,
            plan: String::new(),
            base: "base.toml".to_owned(),
            base_sha256: String::new(),
            design: word(&plan.design).to_owned(),
            points: points.len() as u64,
            replicates,
            seed: 1,
            draws: "common".to_owned(),
            factors: factors(&plan),
            measures: measures(&plan),
            runs: Runs {
                planned: runs.len() as u64,
                done: count(|ran| matches!(ran, Ran::Done(_))),
                failed: count(|ran| ran == Ran::Failed),
                missing: count(|ran| ran == Ran::Missing),
            },
            notes: Vec::new(),
            files: Vec::new(),
        };
        let design = designed(&sweep, &points);
        let results = results(&sweep, &runs);
        Self { sweep, design, results }
    }

    fn analysed(&self) -> Analysed {
        self.tried().expect("an analysis")
    }

    fn tried(&self) -> Result<Analysed, Unfit> {
        analyse(&self.sweep, &self.design, &self.results, &Asked { measures: &[], resamples: 200 })
    }

    /// Writes the folder of the sweep.
    fn write(&mut self, folder: &Path, format: Format) {
        self.sweep.files.clear();
        for table in [&self.design, &self.results] {
            let (name, content) = (format.file_name(&table.name), format.encode(table).expect("a file"));
            std::fs::write(folder.join(&name), &content).expect("written");
            self.sweep.files.push(Entry::of(&name, table.rows(), &content));
        }
        std::fs::write(folder.join(SweepManifest::FILE), self.sweep.to_text()).expect("written");
    }
}

fn plan(design: Design, factors: Vec<Factor>, replicates: u32) -> Sweep {
    let base = Base {
        file: "base.toml".to_owned(),
        text: String::new(),
        sha256: String::new(),
        inputs: Vec::new(),
        whereabouts: Whereabouts::default(),
    };
    let wanted = Wanted { measure: "m".to_owned(), unit: "share".to_owned(), at: When::End, column: "m".to_owned() };
    Sweep {
        title: String::new(),
        question: String::new(),
        base,
        set: Vec::new(),
        factors,
        design,
        replicates,
        seed: 1,
        draws: Draws::Common,
        measures: vec![wanted],
        keep: Keep::Summary,
    }
}

/// The table of this shape whose columns have these values.
fn filled(shape: &Table, values: impl Fn(&Column) -> Values) -> Table {
    let empty = Table::new(&shape.name, &shape.description);
    shape.columns.iter().fold(empty, |table, column| table.with(&column.name, &column.unit, &column.description, values(column)))
}

/// The column of a factor.
fn given<'a>(column: &Column, of: impl Iterator<Item = &'a Given>) -> Values {
    match column.values {
        Values::Int(_) => Values::Int(of.map(|given| Some(number(given) as i64)).collect()),
        Values::Float(_) => Values::Float(of.map(|given| Some(number(given))).collect()),
        Values::Text(_) => Values::Text(of.map(|given| Some(given.to_string())).collect()),
    }
}

fn place(sweep: &SweepManifest, column: &Column) -> usize {
    sweep.factors.iter().position(|factor| factor.key == column.name).expect("a factor")
}

fn designed(sweep: &SweepManifest, points: &[Point]) -> Table {
    let key = |factor: usize| Some(sweep.factors[factor].key.clone());
    let saltelli = |point: &Point| match point.role {
        Role::Saltelli { sample, matrix: Matrix::A } => (sample, "A", None),
        Role::Saltelli { sample, matrix: Matrix::B } => (sample, "B", None),
        Role::Saltelli { sample, matrix: Matrix::Ab(factor) } => (sample, "AB", key(factor)),
        _ => panic!("a point of saltelli"),
    };
    let morris = |point: &Point| match point.role {
        Role::Morris { trajectory, step, moved } => (trajectory, step, moved),
        _ => panic!("a point of morris"),
    };
    let ints = |of: &dyn Fn(&Point) -> i64| Values::Int(points.iter().map(|point| Some(of(point))).collect());
    let texts = |of: &dyn Fn(&Point) -> Option<String>| Values::Text(points.iter().map(of).collect());
    filled(&design_shape(&sweep.design, &sweep.factors), |column| match column.name.as_str() {
        "point" => ints(&|point| point.index as i64),
        "sample" => ints(&|point| saltelli(point).0.into()),
        "matrix" => texts(&|point| Some(saltelli(point).1.to_owned())),
        "swapped" => texts(&|point| saltelli(point).2),
        "trajectory" => ints(&|point| morris(point).0.into()),
        "step" => ints(&|point| morris(point).1.into()),
        "moved" => texts(&|point| morris(point).2.and_then(|(factor, _)| key(factor))),
        "change" => Values::Float(points.iter().map(|point| morris(point).2.map(|(_, change)| change)).collect()),
        _ => given(column, points.iter().map(|point| &point.given[place(sweep, column)])),
    })
}

fn results(sweep: &SweepManifest, runs: &[(&Point, u32, Ran)]) -> Table {
    let (status, error) = (
        |ran: Ran| match ran {
            Ran::Done(_) => "done",
            Ran::Failed => "failed",
            Ran::Missing => "missing",
        },
        |ran: Ran| (ran == Ran::Failed).then(|| "it broke".to_owned()),
    );
    filled(&results_shape(&sweep.factors, &sweep.measures), |column| match column.name.as_str() {
        "point" => Values::Int(runs.iter().map(|(point, ..)| Some(point.index as i64)).collect()),
        "replicate" => Values::Int(runs.iter().map(|(_, replicate, _)| Some(i64::from(*replicate))).collect()),
        "seed" => Values::Int(runs.iter().map(|_| Some(1)).collect()),
        "status" => Values::Text(runs.iter().map(|(.., ran)| Some(status(*ran).to_owned())).collect()),
        "error" => Values::Text(runs.iter().map(|(.., ran)| error(*ran)).collect()),
        "m" => Values::Float(runs.iter().map(|(.., ran)| if let Ran::Done(value) = ran { *value } else { None }).collect()),
        _ => given(column, runs.iter().map(|(point, ..)| &point.given[place(sweep, column)])),
    })
}

#[track_caller]
fn near(found: Option<f64>, expected: f64, tolerance: f64) {
    let found = found.unwrap_or_else(|| panic!("nothing for {expected}"));
    assert!((found - expected).abs() <= tolerance, "{found} for {expected}");
}

/// What was used of the only measure: of what, how many were planned, how many used.
fn used(analysed: &Analysed) -> Vec<(&str, u64, u64)> {
    assert!(analysed.used.iter().all(|used| used.measure == "m"));
    analysed.used.iter().map(|used| (used.of.as_str(), used.planned, used.used)).collect()
}

/// The rows of a factor.
fn of_factor<'a>(analysed: &'a Analysed, factor: &str) -> Vec<&'a MainEffect> {
    analysed.analysis.main_effects.iter().filter(|row| row.factor == factor).collect()
}
