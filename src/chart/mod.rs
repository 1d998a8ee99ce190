//! Charts of a results folder, drawn from its data files alone: of a run, a comparison, claims or a sweep.
//!
//! [`draw`] turns tables into SVG texts, as [`comparison::draw`], [`claims::draw`] and [`sweep::draw`] do; [`draw_all`] reads the tables of a folder and
//! writes every chart as SVG and PNG.
//! Plotters draws the SVG, and the PNG is that SVG rendered with the bundled font, so that both show the same on any
//! machine. Equal data give equal bytes. All words are in [`words`], all looks in [`theme`].

pub mod canvas;
pub mod claims;
pub mod comparison;
pub mod dash;
pub mod elections;
pub mod font;
pub mod grid;
pub mod health;
pub mod leaving;
pub mod lines;
pub mod load;
pub mod lorenz;
pub mod network;
pub mod number;
pub mod offers;
pub mod over_time;
pub mod page;
pub mod place;
pub mod png;
pub mod politics;
pub mod prices;
pub mod received_given;
pub mod resilience;
pub mod rows;
pub mod series;
pub mod stack;
pub mod sweep;
pub mod theme;
pub mod words;

use crate::language::Language;
use crate::output;
use crate::output::folder::write_whole;
use crate::output::manifest::{Head, Kind, Manifest};
use crate::table::Table;
use rayon::prelude::*;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use words::Words;

/// The tables that charts are drawn from.
#[derive(Clone, Debug)]
pub struct Tables {
    /// The scenario's title, for the foot of the charts; may be empty.
    pub scenario: String,
    /// The measures, a row per replicate and round.
    pub rounds: Table,
    /// The clients at the end, or a sample of them.
    pub clients: Table,
    /// What happened on the way between patrons, a row per replicate, round and turn.
    pub moves: Table,
    /// Lorenz curves of the first and last round.
    pub lorenz: Table,
    /// The villages at the end.
    pub villages: Table,
    /// The patrons at the end.
    pub patrons: Table,
    /// The clients who connect others.
    pub connectors: Table,
    /// The clients whose ties are known.
    pub network_clients: Table,
    /// The ties between them.
    pub ties: Table,
    /// The tables of politics, where there is any.
    pub politics: Option<PoliticalTables>,
}

impl Tables {
    /// The same with the agents and ties of the first replicate alone: more than one society cannot be drawn as a network.
    #[must_use]
    pub fn of_first_replicate(&self) -> Cow<'_, Self> {
        let agents = [&self.villages, &self.patrons, &self.connectors, &self.network_clients, &self.ties];
        if agents.into_iter().all(|table| series::replicates(table) == 1) {
            return Cow::Borrowed(self);
        }
        let [villages, patrons, connectors, network_clients, ties] = agents.map(rows::of_first_replicate);
        Cow::Owned(Self { villages, patrons, connectors, network_clients, ties, ..self.clone() })
    }
}

/// The tables that only runs with politics write.
#[derive(Clone, Debug)]
pub struct PoliticalTables {
    /// Results of elections, a row per replicate, round, election, constituency and candidate.
    pub elections: Table,
    /// Offers, a row per replicate, round, candidate, strategy and attitude.
    pub offers: Table,
}

/// One chart.
#[derive(Clone, Copy, Debug)]
pub struct Chart {
    /// The stem of its files.
    pub name: &'static str,
    /// Draws it as SVG.
    pub svg: fn(&Tables, &Words) -> String,
}

/// All charts, in the order in which a reader wants them.
pub const CHARTS: [Chart; 10] = [
    Chart { name: "reciprocity", svg: over_time::reciprocity },
    Chart { name: "received-given", svg: received_given::received_given },
    Chart { name: "inequality", svg: over_time::inequality },
    Chart { name: "lorenz", svg: lorenz::lorenz },
    Chart { name: "loyalty-resentment-hunger", svg: over_time::feelings },
    Chart { name: "strategies", svg: over_time::strategies },
    Chart { name: "health", svg: health::health },
    Chart { name: "resilience", svg: resilience::resilience },
    Chart { name: "leaving", svg: leaving::leaving },
    Chart { name: "network", svg: network::network },
];

/// The charts that are drawn besides where there is politics.
pub const POLITICAL_CHARTS: [Chart; 6] = [
    Chart { name: "elections", svg: elections::votes_and_seats },
    Chart { name: "offers", svg: offers::offers },
    Chart { name: "vote-prices", svg: prices::prices },
    Chart { name: "public-money", svg: politics::public_money },
    Chart { name: "service", svg: politics::service },
    Chart { name: "clientelism", svg: politics::clientelism },
];

/// The charts of these tables, in order.
fn charts(tables: &Tables) -> Vec<Chart> {
    let political = tables.politics.iter().flat_map(|_| POLITICAL_CHARTS);
    CHARTS.into_iter().chain(political).collect()
}

/// The charts' names with their SVG texts, in the order of [`CHARTS`], those of politics last.
#[must_use]
pub fn draw(tables: &Tables, words: &Words) -> Vec<(&'static str, String)> {
    charts(tables).par_iter().map(|chart| (chart.name, (chart.svg)(tables, words))).collect()
}

/// Why charts could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The manifest could not be understood.
    #[error("{0}")]
    Manifest(String),
    /// A data file could not be read.
    #[error(transparent)]
    Read(#[from] output::Error),
    /// There is a sweep, but nothing was made of it yet that could be drawn.
    #[error("{folder} holds a sweep that was not analysed yet, and charts show the analysis: run `patronage analyse {folder}` first", folder = .0.display())]
    NotAnalysed(PathBuf),
    /// The sweep has other results than were analysed.
    #[error("{folder} holds a sweep whose results changed after they were analysed: run `patronage analyse {folder}` again", folder = .0.display())]
    AnalysedBefore(PathBuf),
    /// A chart could not be turned into a PNG.
    #[error(transparent)]
    Png(#[from] png::PngError),
    /// A chart could not be written.
    #[error("cannot write {}: {error}", .path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

/// What a folder holds: what its manifest says, or a run where there is none.
///
/// # Errors
/// If the manifest cannot be understood by this version.
pub fn kind(folder: &Path) -> Result<Kind, Error> {
    if !folder.join(Manifest::FILE).exists() {
        return Ok(Kind::Run);
    }
    Head::read(folder).map(|head| head.kind).map_err(Error::Manifest)
}

/// Draws all charts of a results folder anew, into its folder `charts`, and returns the files written.
///
/// # Errors
/// If a data file cannot be read, or a chart cannot be written. A file is there whole or not at all.
pub fn draw_all(folder: &Path, language: Language) -> Result<Vec<PathBuf>, Error> {
    let words = words::words(language);
    match kind(folder)? {
        Kind::Run => write_all(folder, &draw(&load::tables(folder)?, words)),
        Kind::Comparison => write_all(folder, &comparison::draw(&comparison::Compared::read(folder)?, words)),
        Kind::Claims => write_all(folder, &claims::draw(&claims::Tables::read(folder)?, words)),
        Kind::Sweep => write_all(folder, &sweep::draw(&sweep::Swept::read(folder)?, words)),
    }
}

/// Writes charts as SVG and PNG into the folder's folder `charts`.
fn write_all<Name: std::fmt::Display + Sync>(folder: &Path, drawn: &[(Name, String)]) -> Result<Vec<PathBuf>, Error> {
    let place = folder.join("charts");
    std::fs::create_dir_all(&place).map_err(|error| Error::Write { path: place.clone(), error })?;
    let write_one = |(name, svg): &(Name, String)| -> Result<[PathBuf; 2], Error> {
        let png = png::render(svg)?;
        Ok([write(place.join(format!("{name}.svg")), svg.as_bytes())?, write(place.join(format!("{name}.png")), &png)?])
    };
    let written: Vec<[PathBuf; 2]> = drawn.par_iter().map(write_one).collect::<Result<_, _>>()?;
    Ok(written.into_iter().flatten().collect())
}

/// Writes a file whole.
fn write(path: PathBuf, content: &[u8]) -> Result<PathBuf, Error> {
    match write_whole(&path, content) {
        Ok(()) => Ok(path),
        Err(error) => Err(Error::Write { path, error }),
    }
}
