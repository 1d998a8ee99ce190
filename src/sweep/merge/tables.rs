//! The rows of `design` and `results`; their columns are in [`crate::output::sweep`].

use crate::ensemble::Job;
use crate::output::sweep::tables::{design as design_shape, results as results_shape};
use crate::sweep::design::{Matrix, Point, Role, word};
use crate::sweep::finished::Row;
use crate::sweep::manifest::{factors, measures};
use crate::sweep::{Given, Sweep};
use crate::table::{Column, Table, Values};

/// What the rows of a sweep's tables are made with: the tables without rows.
pub(super) struct Shapes {
    pub design: Table,
    pub results: Table,
    keys: Vec<String>,
    measures: usize,
}

/// A run as a row of `results`.
pub(super) struct Line {
    /// Which run.
    pub job: Job,
    /// Its point's values.
    pub given: Vec<Given>,
    /// Its seed.
    pub seed: u64,
    /// What it left behind; nothing if it was not run yet.
    pub row: Option<Row>,
}

impl Line {
    /// Why it failed, if it did.
    pub fn error(&self) -> Option<&str> {
        self.row.as_ref()?.error.as_deref()
    }

    fn status(&self) -> &'static str {
        match &self.row {
            None => "missing",
            Some(Row { error: None, .. }) => "done",
            Some(_) => "failed",
        }
    }

    fn value(&self, place: usize) -> Option<f64> {
        *self.row.as_ref()?.values.get(place)?
    }
}

impl Shapes {
    pub fn of(sweep: &Sweep) -> Self {
        let factors = factors(sweep);
        Self {
            design: design_shape(word(&sweep.design), &factors),
            results: results_shape(&factors, &measures(sweep)),
            keys: sweep.factors.iter().map(|factor| factor.key.clone()).collect(),
            measures: sweep.measures.len(),
        }
    }

    /// Some rows of `design`.
    pub fn designed(&self, points: &[Point]) -> Table {
        let index = ints(points.iter().map(|point| Some(point.index as i64)));
        let given: Vec<&[Given]> = points.iter().map(|point| &point.given[..]).collect();
        let values = std::iter::once(index).chain(self.roles(points));
        filled(&self.design, values, &given, [])
    }

    /// Some rows of `results`.
    pub fn ran(&self, lines: &[Line]) -> Table {
        let before = [
            ints(lines.iter().map(|line| Some(line.job.member.into()))),
            ints(lines.iter().map(|line| Some(line.job.replicate.into()))),
            ints(lines.iter().map(|line| Some(line.seed as i64))),
        ];
        let given: Vec<&[Given]> = lines.iter().map(|line| &line.given[..]).collect();
        let ends = [
            texts(lines.iter().map(|line| Some(line.status().to_owned()))),
            texts(lines.iter().map(|line| line.error().map(str::to_owned))),
        ];
        let of_measure = |place| Values::Float(lines.iter().map(|line| line.value(place)).collect());
        filled(&self.results, before, &given, ends.into_iter().chain((0..self.measures).map(of_measure)))
    }

    /// The columns of `design` that say what points are for, as far as the design has any.
    fn roles(&self, points: &[Point]) -> Vec<Values> {
        let roles = || points.iter().map(|point| point.role);
        let key = |factor: usize| self.keys[factor].clone();
        if self.design.column("matrix").is_some() {
            let of = |role| if let Role::Saltelli { sample, matrix } = role { Some((sample, matrix)) } else { None };
            let swapped = |matrix| if let Matrix::Ab(factor) = matrix { Some(key(factor)) } else { None };
            return vec![
                ints(roles().map(|role| of(role).map(|(sample, _)| sample.into()))),
                texts(roles().map(|role| of(role).map(|(_, matrix)| letters(matrix).to_owned()))),
                texts(roles().map(|role| of(role).and_then(|(_, matrix)| swapped(matrix)))),
            ];
        }
        if self.design.column("trajectory").is_some() {
            let of =
                |role| if let Role::Morris { trajectory, step, moved } = role { Some((trajectory, step, moved)) } else { None };
            let moved = |role| of(role).and_then(|(.., moved)| moved);
            return vec![
                ints(roles().map(|role| of(role).map(|(trajectory, ..)| trajectory.into()))),
                ints(roles().map(|role| of(role).map(|(_, step, _)| step.into()))),
                texts(roles().map(|role| moved(role).map(|(factor, _)| key(factor)))),
                Values::Float(roles().map(|role| moved(role).map(|(_, change)| change)).collect()),
            ];
        }
        Vec::new()
    }
}

fn letters(matrix: Matrix) -> &'static str {
    match matrix {
        Matrix::A => "A",
        Matrix::B => "B",
        Matrix::Ab(_) => "AB",
    }
}

fn ints(values: impl Iterator<Item = Option<i64>>) -> Values {
    Values::Int(values.collect())
}

fn texts(values: impl Iterator<Item = Option<String>>) -> Values {
    Values::Text(values.collect())
}

/// The table with these rows: the columns before the factors, the factors, and the columns after them.
fn filled(
    shape: &Table,
    before: impl IntoIterator<Item = Values>,
    given: &[&[Given]],
    after: impl IntoIterator<Item = Values>,
) -> Table {
    let mut columns = shape.columns.iter();
    let mut table = Table::new(&shape.name, &shape.description);
    let mut add = |column: Option<&Column>, values: Values| {
        let Column { name, unit, description, .. } = column.expect("as many columns as the shape has");
        table = std::mem::replace(&mut table, Table::new("", "")).with(name, unit, description, values);
    };
    before.into_iter().for_each(|values| add(columns.next(), values));
    for place in 0..given.first().map_or(0, |given| given.len()) {
        let column = columns.next();
        let of = given.iter().map(|given| &given[place]);
        let values = match column.map(|column| &column.values) {
            Some(Values::Int(_)) => ints(of.map(whole)),
            Some(Values::Text(_)) => texts(of.map(|given| Some(given.to_string()))),
            _ => Values::Float(of.map(real).collect()),
        };
        add(column, values);
    }
    after.into_iter().for_each(|values| add(columns.next(), values));
    table
}

fn whole(given: &Given) -> Option<i64> {
    if let Given::Whole(whole) = given { Some(*whole) } else { None }
}

fn real(given: &Given) -> Option<f64> {
    match given {
        Given::Real(real) => Some(*real),
        Given::Whole(whole) => Some(*whole as f64),
        Given::Word(_) => None,
    }
}
