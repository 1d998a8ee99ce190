//! `patronage export`: the network of a results folder, for Gephi, networkx, igraph.

use super::{Exit, Failure, terminal};
use crate::output::Manifest;
use crate::output::graph::Graph;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

const AFTER_HELP: &str = "\
Nodes are clients (c0, c1, ...) and patrons (p0, p1, ...), with village, patron, skill, ideology, wealth and more. Edges are
ties from a client to one it knows, with strength and use, and lead from clients to their patrons. Of more than 25,000
clients, the graph holds whole villages and says so.

Examples:
  patronage export output/healthy --graph graphml                     writes output/healthy/graph.graphml
  patronage export output/healthy --graph csv --out tables/healthy    writes nodes.csv and edges.csv there
  patronage export output/healthy --graph graphml --out - | gzip > healthy.graphml.gz

In Python: networkx.read_graphml(\"output/healthy/graph.graphml\")";

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The results folder of a run
    folder: PathBuf,
    /// What to write
    #[arg(long, value_enum)]
    graph: GraphFormat,
    /// File (graphml; `-` for standard output) or folder (csv) to write to [default: graph.graphml or graph/ in DIR]
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
}

/// The formats of graphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum GraphFormat {
    /// One XML file with typed attributes, for Gephi, networkx, igraph
    Graphml,
    /// nodes.csv and edges.csv with the column names that Gephi expects
    Csv,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let manifest = Manifest::read(&args.folder).map_err(|cause| Failure::Failed(format!("{cause}; is it a results folder?")))?;
    if is_standard_output(args) && args.graph == GraphFormat::Csv {
        return Err(Failure::Usage("two files do not fit into standard output; give --out a folder".to_owned()));
    }
    let graph = Graph::read(&args.folder, &manifest).map_err(Failure::failed)?;
    if !graph.complete {
        terminal::warn(&format!("note: a sample. {}\n", manifest.tie_sampling));
    }
    match args.graph {
        GraphFormat::Graphml if is_standard_output(args) => terminal::say(&graph.to_graphml())?,
        GraphFormat::Graphml => {
            let path = inside(args.out.clone().unwrap_or_else(|| args.folder.clone()), "graph.graphml");
            write(args, &graph, &[(path, graph.to_graphml().into_bytes())])?;
        }
        GraphFormat::Csv => {
            let folder = args.out.clone().unwrap_or_else(|| args.folder.join("graph"));
            let [nodes, edges] = graph.to_csv().map_err(Failure::failed)?;
            fs::create_dir_all(&folder).map_err(|cause| unwritable(&folder, &cause))?;
            write(args, &graph, &[(folder.join("nodes.csv"), nodes), (folder.join("edges.csv"), edges)])?;
        }
    }
    Ok(Exit::Done)
}

fn is_standard_output(args: &Args) -> bool {
    args.out.as_deref() == Some(Path::new("-"))
}

/// The path, or `name` in it if it is a folder.
fn inside(path: PathBuf, name: &str) -> PathBuf {
    if path.is_dir() { path.join(name) } else { path }
}

/// Writes all files or, if one of them is there and must stay, none.
fn write(args: &Args, graph: &Graph, files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    if !args.force
        && let Some((there, _)) = files.iter().find(|(path, _)| path.exists())
    {
        let path = there.display();
        return Err(Failure::Failed(format!(
            "{path} is already there; choose another place with --out, or replace it with --force"
        )));
    }
    for (path, content) in files {
        write_whole(path, content).map_err(|cause| unwritable(path, &cause))?;
    }
    let names: Vec<String> = files.iter().map(|(path, _)| path.display().to_string()).collect();
    let [ties, patronage] = graph.edges_by_kind();
    let nodes = graph.nodes.rows();
    terminal::say(&format!("wrote {}: {nodes} nodes, {ties} ties, {patronage} edges to patrons\n", names.join(" and ")))
}

/// Writes a file beside its place, then moves it there, so that it is whole or not there.
fn write_whole(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let write = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&part)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&part, path)
    };
    write().inspect_err(|_| {
        // What is left of it is of no use; the first error is the one to tell.
        let _ = fs::remove_file(&part);
    })
}

fn unwritable(path: &Path, cause: &std::io::Error) -> Failure {
    let path = path.display();
    Failure::Failed(match cause.kind() {
        ErrorKind::NotFound => format!("{path} cannot be written: its folder is not there"),
        _ => format!("{path} cannot be written: {cause}"),
    })
}
