//! The network as a graph for other programs: GraphML, which Gephi, networkx and igraph read, or two lists as Gephi imports them.
//!
//! Clients are the nodes `c0`, `c1`, … and patrons `p0`, `p1`, …; an edge is a tie of one client to another, or leads from a
//! client to its patron. Like charts, graphs are made of the tables of a results folder alone.

use super::{Error, Manifest, csv, read_table};
use crate::table::{Column, Table, Values};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// A network: its nodes and edges, each a table with a row for each.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// What the graph is, as names with values.
    pub about: Vec<(&'static str, String)>,
    /// The nodes. The first two columns are `Id` and `Label`, and all others attributes.
    pub nodes: Table,
    /// The edges. The first four columns are `Source`, `Target`, `Type` and `Weight`, and all others attributes.
    pub edges: Table,
    /// Whether every client of the society is in it.
    pub complete: bool,
}

impl Graph {
    /// The network of the results folder `folder`, whose manifest is `manifest`.
    ///
    /// # Errors
    /// If a table is missing, cannot be understood, or does not hold what it should.
    pub fn read(folder: &Path, manifest: &Manifest) -> Result<Self, Error> {
        let table = |name: &str| read_table(folder, name);
        let (clients, ties, patrons) = (table("network_clients")?, table("ties")?, table("patrons")?);
        let everyone: f64 = column(&table("villages")?, "clients")?.into_iter().flatten().sum();
        let complete = everyone == clients.rows() as f64;
        let patrons = if complete { patrons } else { near(&clients, &patrons)? };
        let about = vec![
            ("title", manifest.title.clone()),
            ("scenario", manifest.scenario.clone()),
            ("round", manifest.rounds.to_string()),
            ("seed", manifest.seed.to_string()),
            ("program", format!("{} {}", manifest.program, manifest.version)),
            ("clients", everyone.to_string()),
            ("sampling", manifest.tie_sampling.clone()),
        ];
        Ok(Self { about, nodes: nodes(&clients, &patrons)?, edges: edges(&clients, &ties)?, complete })
    }

    /// How many edges are ties between clients, and how many lead to patrons.
    #[must_use]
    pub fn edges_by_kind(&self) -> [usize; 2] {
        let kinds = self.edges.words("kind").unwrap_or_default();
        [TIE, PATRONAGE].map(|kind| kinds.iter().flatten().filter(|word| *word == kind).count())
    }

    /// The nodes and the edges as CSV files whose first columns are named as Gephi expects.
    ///
    /// # Errors
    /// If the encoder refuses.
    pub fn to_csv(&self) -> Result<[Vec<u8>; 2], Error> {
        Ok([csv::encode(&self.nodes)?, csv::encode(&self.edges)?])
    }

    /// The graph as GraphML.
    #[must_use]
    pub fn to_graphml(&self) -> String {
        let mut text = String::from(HEAD);
        for (name, _) in &self.about {
            let _ = writeln!(text, "  <key id=\"g_{name}\" for=\"graph\" attr.name=\"{name}\" attr.type=\"string\"/>");
        }
        keys(&mut text, "node", &self.nodes.columns[1..]);
        keys(&mut text, "edge", &self.edges.columns[3..]);
        text += "  <graph id=\"network\" edgedefault=\"directed\">\n";
        for (name, value) in &self.about {
            let _ = writeln!(text, "    <data key=\"g_{name}\">{}</data>", escaped(value));
        }
        for row in 0..self.nodes.rows() {
            let _ = write!(text, "    <node id=\"{}\">", cell(&self.nodes.columns[0], row).unwrap_or_default());
            data(&mut text, "node", &self.nodes.columns[1..], row);
            text += "</node>\n";
        }
        for row in 0..self.edges.rows() {
            let [source, target] = [0, 1].map(|end| cell(&self.edges.columns[end], row).unwrap_or_default());
            let _ = write!(text, "    <edge source=\"{source}\" target=\"{target}\">");
            data(&mut text, "edge", &self.edges.columns[3..], row);
            text += "</edge>\n";
        }
        text + "  </graph>\n</graphml>\n"
    }
}

const HEAD: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">
";

/// The words for what an edge is.
const TIE: &str = "tie";
const PATRONAGE: &str = "patronage";

/// The names under which Gephi knows these attributes in GraphML.
fn attribute(column: &Column) -> &str {
    match column.name.as_str() {
        "Label" => "label",
        "Weight" => "weight",
        name => name,
    }
}

/// Declares the attributes of nodes or edges, each with what it means.
fn keys(text: &mut String, of: &str, columns: &[Column]) {
    for column in columns {
        let kind = match column.values {
            Values::Int(_) => "long",
            Values::Float(_) => "double",
            Values::Text(_) => "string",
        };
        let name = attribute(column);
        let unit = if column.unit.is_empty() { String::new() } else { format!(" [{}]", column.unit) };
        let meaning = escaped(&format!("{}{unit}", column.description));
        let _ = writeln!(
            text,
            "  <key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"><desc>{meaning}</desc></key>"
        );
    }
}

/// Writes the attributes of one node or edge, those it has not left out.
fn data(text: &mut String, of: &str, columns: &[Column], row: usize) {
    for column in columns {
        if let Some(value) = cell(column, row) {
            let _ = write!(text, "<data key=\"{of}_{}\">{value}</data>", attribute(column));
        }
    }
}

/// A value as XML.
fn cell(column: &Column, row: usize) -> Option<String> {
    match &column.values {
        Values::Int(values) => values[row].map(|n| n.to_string()),
        Values::Float(values) => values[row].map(|x| x.to_string()),
        Values::Text(values) => values[row].as_deref().map(escaped),
    }
}

/// A text for XML; characters that XML cannot hold are replaced.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => safe.push(c),
            _ => safe.push(char::REPLACEMENT_CHARACTER),
        }
    }
    safe
}

/// The numbers of a column that must be there.
fn column(table: &Table, name: &str) -> Result<Vec<Option<f64>>, Error> {
    table.numbers(name).ok_or_else(|| Error::table(&table.name, format!("column `{name}` is missing or holds no numbers")))
}

/// The patrons who have clients among these, or live in one of their villages.
fn near(clients: &Table, patrons: &Table) -> Result<Table, Error> {
    let set = |name: &str| -> Result<BTreeSet<u64>, Error> {
        Ok(column(clients, name)?.into_iter().flatten().map(|index| index as u64).collect())
    };
    let (followed, villages) = (set("patron")?, set("village")?);
    let of = column(patrons, "patron")?.into_iter().zip(column(patrons, "village")?);
    let is_in = |set: &BTreeSet<u64>, index: Option<f64>| index.is_some_and(|index| set.contains(&(index as u64)));
    let near: Vec<bool> = of.map(|(patron, village)| is_in(&followed, patron) || is_in(&villages, village)).collect();
    let mut kept = patrons.clone();
    for column in &mut kept.columns {
        column.values = match std::mem::replace(&mut column.values, Values::Int(Vec::new())) {
            Values::Int(values) => Values::Int(kept_of(values, &near)),
            Values::Float(values) => Values::Float(kept_of(values, &near)),
            Values::Text(values) => Values::Text(kept_of(values, &near)),
        };
    }
    Ok(kept)
}

fn kept_of<T>(values: Vec<T>, kept: &[bool]) -> Vec<T> {
    values.into_iter().zip(kept).filter_map(|(value, &kept)| kept.then_some(value)).collect()
}

/// The nodes: clients, then patrons, with the attributes of both.
fn nodes(clients: &Table, patrons: &Table) -> Result<Table, Error> {
    let (of_clients, of_patrons) = (column(clients, "client")?, column(patrons, "patron")?);
    let named = |letter: char, indices: &[Option<f64>]| -> Vec<Option<String>> {
        indices.iter().map(|index| index.map(|index| format!("{letter}{index}"))).collect()
    };
    let labelled = |kind: &str, indices: &[Option<f64>]| -> Vec<Option<String>> {
        indices.iter().map(|index| index.map(|index| format!("{kind} {index}"))).collect()
    };
    let kinds = std::iter::repeat_n("client", clients.rows()).chain(std::iter::repeat_n("patron", patrons.rows()));
    let mut nodes = Table::new("nodes", "Clients and patrons.")
        .text(
            "Id",
            "",
            "c and the client's number, or p and the patron's.",
            both(named('c', &of_clients), named('p', &of_patrons)),
        )
        .text("Label", "", "A name to show.", both(labelled("client", &of_clients), labelled("patron", &of_patrons)))
        .text("kind", "word", "client or patron.", kinds.map(|kind| Some(kind.to_owned())));
    for own in clients.columns.iter().filter(|own| !["replicate", "client"].contains(&own.name.as_str())) {
        // A patron's village is its own attribute, too; `patron` is its number there, and not whom it follows.
        let shared = patrons.column(&own.name).filter(|_| own.name == "village");
        let values = stacked(&own.values, shared.map(|column| &column.values), patrons.rows());
        nodes = nodes.with(&own.name, &own.unit, &own.description, values);
    }
    for own in patrons.columns.iter().filter(|own| !["replicate", "patron", "village"].contains(&own.name.as_str())) {
        let name = if nodes.column(&own.name).is_some() { format!("patron_{}", own.name) } else { own.name.clone() };
        let values = preceded(&own.values, clients.rows());
        nodes = nodes.with(&name, &own.unit, &own.description, values);
    }
    Ok(nodes)
}

fn both<T>(mut first: Vec<T>, second: Vec<T>) -> Vec<T> {
    first.extend(second);
    first
}

/// Values of clients, then those of patrons, or as many missing ones.
fn stacked(clients: &Values, patrons: Option<&Values>, missing: usize) -> Values {
    match (clients, patrons) {
        (Values::Int(first), Some(Values::Int(second))) => Values::Int(both(first.clone(), second.clone())),
        (Values::Int(first), _) => Values::Int(both(first.clone(), vec![None; missing])),
        (Values::Float(first), _) => Values::Float(both(first.clone(), vec![None; missing])),
        (Values::Text(first), _) => Values::Text(both(first.clone(), vec![None; missing])),
    }
}

/// As many missing values, then those of patrons.
fn preceded(patrons: &Values, missing: usize) -> Values {
    match patrons {
        Values::Int(values) => Values::Int(both(vec![None; missing], values.clone())),
        Values::Float(values) => Values::Float(both(vec![None; missing], values.clone())),
        Values::Text(values) => Values::Text(both(vec![None; missing], values.clone())),
    }
}

/// The edges: ties, then from clients to their patrons.
fn edges(clients: &Table, ties: &Table) -> Result<Table, Error> {
    let name = |letter: char| move |index: Option<f64>| index.map(|index| format!("{letter}{index}"));
    let follows = column(clients, "client")?.into_iter().zip(column(clients, "patron")?);
    let (followers, followed): (Vec<_>, Vec<_>) = follows.filter(|(_, patron)| patron.is_some()).unzip();
    let (tied, patronised) = (ties.rows(), followers.len());
    let sources = column(ties, "from")?.into_iter().chain(followers).map(name('c')).collect();
    let targets = both(
        column(ties, "to")?.into_iter().map(name('c')).collect(),
        followed.into_iter().map(name('p')).collect::<Vec<Option<String>>>(),
    );
    let strengths = column(ties, "strength")?;
    let words = |tie: &str, patronage: &str| {
        let both = std::iter::repeat_n(tie, tied).chain(std::iter::repeat_n(patronage, patronised));
        both.map(|word| Some(word.to_owned())).collect::<Vec<_>>()
    };
    let attributes = |name: &str| ties.column(name).ok_or_else(|| Error::table("ties", format!("column `{name}` is missing")));
    let mut edges = Table::new("edges", "Ties between clients, and from clients to their patrons.")
        .with("Source", "", "The node it comes from.", Values::Text(sources))
        .with("Target", "", "The node it leads to.", Values::Text(targets))
        .text("Type", "", "Directed, as all are.", words("Directed", "Directed"))
        .float("Weight", "", "A tie's strength; 1 to a patron.", both(strengths, vec![Some(1.0); patronised]))
        .text("kind", "word", "tie or patronage.", words(TIE, PATRONAGE));
    for name in ["strength", "strong", "use"] {
        let own = attributes(name)?;
        edges = edges.with(name, &own.unit, &own.description, stacked(&own.values, None, patronised));
    }
    Ok(edges)
}
