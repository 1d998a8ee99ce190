//! Tables of results: named columns with a unit and a description each, as they are written to and read from files.
//!
//! Values that are not known are missing (`None`), never zero.

use std::ops::Range;

/// The values of a column, in the order of the rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Whole numbers: counts, ids, money in micro-S.
    Int(Vec<Option<i64>>),
    /// Real numbers.
    Float(Vec<Option<f64>>),
    /// Words.
    Text(Vec<Option<String>>),
}

impl Values {
    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Int(values) => values.len(),
            Self::Float(values) => values.len(),
            Self::Text(values) => values.len(),
        }
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name, snake_case.
    pub name: String,
    /// The unit: `S`, `micro-S`, `share`, `rounds`, `count`, …
    pub unit: String,
    /// What a value means, one sentence.
    pub description: String,
    /// The values.
    pub values: Values,
}

/// One table: a data file is one table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The name, which is also the file's stem: `rounds`, `patrons`, …
    pub name: String,
    /// What a row is, one sentence.
    pub description: String,
    /// The columns, all of one length.
    pub columns: Vec<Column>,
}

impl Table {
    /// A table without columns yet.
    #[must_use]
    pub fn new(name: &str, description: &str) -> Self {
        Self { name: name.into(), description: description.into(), columns: Vec::new() }
    }

    /// Adds a column of whole numbers.
    #[must_use]
    pub fn int(self, name: &str, unit: &str, description: &str, values: impl IntoIterator<Item = Option<i64>>) -> Self {
        self.with(name, unit, description, Values::Int(values.into_iter().collect()))
    }

    /// Adds a column of real numbers.
    #[must_use]
    pub fn float(self, name: &str, unit: &str, description: &str, values: impl IntoIterator<Item = Option<f64>>) -> Self {
        self.with(name, unit, description, Values::Float(values.into_iter().collect()))
    }

    /// Adds a column of words.
    #[must_use]
    pub fn text(self, name: &str, unit: &str, description: &str, values: impl IntoIterator<Item = Option<String>>) -> Self {
        self.with(name, unit, description, Values::Text(values.into_iter().collect()))
    }

    /// Adds a column.
    ///
    /// # Panics
    /// If its length is not that of the columns before it.
    #[must_use]
    pub fn with(mut self, name: &str, unit: &str, description: &str, values: Values) -> Self {
        if let Some(first) = self.columns.first() {
            assert_eq!(first.values.len(), values.len(), "column {name} of table {} has another length", self.name);
        }
        self.columns.push(Column { name: name.into(), unit: unit.into(), description: description.into(), values });
        self
    }

    /// Some of the rows.
    ///
    /// # Panics
    /// If there are not so many.
    #[must_use]
    pub fn slice(&self, rows: Range<usize>) -> Self {
        let columns = self.columns.iter().map(|column| Column {
            values: match &column.values {
                Values::Int(values) => Values::Int(values[rows.clone()].to_vec()),
                Values::Float(values) => Values::Float(values[rows.clone()].to_vec()),
                Values::Text(values) => Values::Text(values[rows.clone()].to_vec()),
            },
            name: column.name.clone(),
            unit: column.unit.clone(),
            description: column.description.clone(),
        });
        Self { name: self.name.clone(), description: self.description.clone(), columns: columns.collect() }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    /// The column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The numbers of the column of this name, whole numbers included; `None` where there is no such column or it
    /// holds words.
    #[must_use]
    pub fn numbers(&self, name: &str) -> Option<Vec<Option<f64>>> {
        match &self.column(name)?.values {
            Values::Int(values) => Some(values.iter().map(|v| v.map(|n| n as f64)).collect()),
            Values::Float(values) => Some(values.clone()),
            Values::Text(_) => None,
        }
    }

    /// The words of the column of this name; `None` where there is no such column or it holds numbers.
    #[must_use]
    pub fn words(&self, name: &str) -> Option<&[Option<String>]> {
        match &self.column(name)?.values {
            Values::Text(values) => Some(values),
            Values::Int(_) | Values::Float(_) => None,
        }
    }
}
