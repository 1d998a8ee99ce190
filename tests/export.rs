//! `patronage export`: what is written is the network of the tables, as other programs read it.

use patronage::output::read_table;
use patronage::table::{Table, Values};
use resvg::usvg::roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const SMALL: &str = "
title = 'Bread & <salt>, \"to all\"\u{fffe}'
rounds = 3
[population]
clients = 300
patrons = 7
villages = 4
attached = 0.8
[[patrons]]
name = 'good & \"kind\"'
";

/// A folder with the results of the small society, or of one with other keys.
fn place(keys: &[&str]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("small.toml"), SMALL).unwrap();
    let sets = keys.iter().flat_map(|key| ["--set", key]);
    let arguments: Vec<&str> = ["run", "small.toml", "--no-charts", "--quiet", "--out", "r"].into_iter().chain(sets).collect();
    let output = patronage(place.path(), &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    place
}

fn patronage(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_patronage")).args(arguments).current_dir(folder).output().unwrap()
}

/// Runs the program, which must end with `code`, and gives what it printed: standard output, standard error.
fn ends(place: &TempDir, code: i32, arguments: &[&str]) -> (String, String) {
    let output = patronage(place.path(), arguments);
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
    (out, err)
}

fn table(place: &TempDir, name: &str) -> Table {
    read_table(&place.path().join("r"), name).unwrap()
}

/// What a GraphML document holds, read by its keys.
struct Read {
    about: BTreeMap<String, String>,
    /// Attributes of nodes and edges: their types.
    types: BTreeMap<(String, String), String>,
    nodes: BTreeMap<String, BTreeMap<String, String>>,
    edges: Vec<(String, String, BTreeMap<String, String>)>,
}

fn read(text: &str) -> Read {
    let document = Document::parse(text).unwrap();
    let of = |node: Node<'_, '_>, name: &str| node.attribute(name).unwrap_or_else(|| panic!("no {name}")).to_owned();
    let named = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name));
    let keys: BTreeMap<String, (String, String)> =
        named("key").map(|key| (of(key, "id"), (of(key, "for"), of(key, "attr.name")))).collect();
    let data = |node: Node<'_, '_>| -> BTreeMap<String, String> {
        let own = node.children().filter(|child| child.has_tag_name("data"));
        own.map(|data| {
            let (kind, name) = &keys[data.attribute("key").unwrap()];
            assert_eq!(kind, node.tag_name().name());
            (name.clone(), data.text().unwrap_or_default().to_owned())
        })
        .collect()
    };
    let graph = named("graph").next().unwrap();
    assert_eq!(graph.attribute("edgedefault"), Some("directed"));
    let nodes: Vec<_> = named("node").map(|node| (of(node, "id"), data(node))).collect();
    let count = nodes.len();
    let read = Read {
        about: data(graph),
        types: named("key").map(|key| (keys[&of(key, "id")].clone(), of(key, "attr.type"))).collect(),
        nodes: nodes.into_iter().collect(),
        edges: named("edge").map(|edge| (of(edge, "source"), of(edge, "target"), data(edge))).collect(),
    };
    assert_eq!(read.nodes.len(), count, "every node once");
    for (from, to, _) in &read.edges {
        assert!(read.nodes.contains_key(from) && read.nodes.contains_key(to), "{from} {to}");
    }
    read
}

/// The values of a column as texts, missing ones empty.
fn texts(table: &Table, name: &str) -> Vec<String> {
    let shown = |value: Option<String>| value.unwrap_or_default();
    match &table.column(name).unwrap_or_else(|| panic!("no column {name}")).values {
        Values::Int(values) => values.iter().map(|value| shown(value.map(|n| n.to_string()))).collect(),
        Values::Float(values) => values.iter().map(|value| shown(value.map(|x| x.to_string()))).collect(),
        Values::Text(values) => values.iter().map(|value| shown(value.clone())).collect(),
    }
}

#[test]
fn graphml_holds_what_the_tables_hold() {
    let place = place(&[]);
    let (out, err) = ends(&place, 0, &["export", "r", "--graph", "graphml"]);
    assert!(out.starts_with("wrote r/graph.graphml: 307 nodes") && err.is_empty(), "{out}{err}");
    let read = read(&fs::read_to_string(place.path().join("r/graph.graphml")).unwrap());
    assert_eq!(read.about["title"], "Bread & <salt>, \"to all\"\u{fffd}");
    assert!(read.about["sampling"].contains("all clients") && read.about["clients"] == "300");

    let (clients, patrons, ties) = (table(&place, "network_clients"), table(&place, "patrons"), table(&place, "ties"));
    assert_eq!(read.nodes.len(), 300 + 7);
    for (letter, kind, own, index, names) in [
        ('c', "client", &clients, "client", vec!["village", "patron", "skill", "ideology", "wealth", "hungry", "ties_outside"]),
        ('p', "patron", &patrons, "patron", vec!["village", "clients", "capital", "coercion"]),
    ] {
        for name in names {
            for (id, value) in texts(own, index).iter().zip(texts(own, name)) {
                let node = &read.nodes[&format!("{letter}{id}")];
                assert_eq!(node["kind"], kind);
                assert_eq!(node["label"], format!("{kind} {id}"));
                assert_eq!(node.get(name).cloned().unwrap_or_default(), value, "{name} of {letter}{id}");
            }
        }
    }
    assert_eq!(read.nodes["p0"]["patron_kind"], "good & \"kind\"");
    assert!(!read.nodes["p0"].contains_key("skill") && !read.nodes["p0"].contains_key("patron"));

    let tied: Vec<_> = read.edges.iter().filter(|edge| edge.2["kind"] == "tie").collect();
    assert_eq!(tied.len(), ties.rows());
    let columns = ["from", "to", "strength", "use", "strong"].map(|name| texts(&ties, name));
    for (row, (from, to, data)) in tied.into_iter().enumerate() {
        let wanted = [&columns[0][row], &columns[1][row], &columns[2][row], &columns[3][row], &columns[4][row]];
        assert_eq!([&from[1..], &to[1..], &data["strength"], &data["use"], &data["strong"]], wanted.map(String::as_str));
        assert_eq!(data["weight"], data["strength"]);
    }
    let followed: BTreeMap<&str, &str> =
        read.edges.iter().filter(|edge| edge.2["kind"] == "patronage").map(|edge| (edge.0.as_str(), edge.1.as_str())).collect();
    for (client, patron) in texts(&clients, "client").iter().zip(texts(&clients, "patron")) {
        let wanted = (!patron.is_empty()).then(|| format!("p{patron}"));
        assert_eq!(followed.get(format!("c{client}").as_str()).map(|&to| to.to_owned()), wanted);
    }
}

#[test]
fn graphml_says_of_what_type_attributes_are() {
    let place = place(&[]);
    let (text, _) = ends(&place, 0, &["export", "r", "--graph", "graphml", "--out", "-"]);
    let read = read(&text);
    let kind = |of: &str, name: &str| read.types[&(of.to_owned(), name.to_owned())].as_str();
    for name in ["village", "patron", "hungry", "ties", "clients"] {
        assert_eq!(kind("node", name), "long");
    }
    for (of, name) in [("node", "skill"), ("node", "wealth"), ("edge", "strength"), ("edge", "weight")] {
        assert_eq!(kind(of, name), "double");
    }
    for (of, name) in [("node", "kind"), ("node", "label"), ("edge", "use"), ("edge", "kind"), ("graph", "sampling")] {
        assert_eq!(kind(of, name), "string");
    }
    for data in read.nodes.values() {
        for (name, value) in data {
            let sound = match kind("node", name) {
                "long" => value.parse::<i64>().is_ok(),
                "double" => value.parse::<f64>().is_ok_and(f64::is_finite),
                _ => true,
            };
            assert!(sound, "{name}: {value}");
        }
    }
}

#[test]
fn csv_has_the_columns_that_gephi_expects() {
    let place = place(&[]);
    let (out, _) = ends(&place, 0, &["export", "r", "--graph", "csv"]);
    assert!(out.contains("r/graph/nodes.csv and r/graph/edges.csv"), "{out}");
    let text = |name: &str| fs::read_to_string(place.path().join("r/graph").join(name)).unwrap();
    let (nodes, edges) = (text("nodes.csv"), text("edges.csv"));
    assert!(nodes.starts_with("Id,Label,kind,village,patron,"), "{nodes}");
    assert!(edges.starts_with("Source,Target,Type,Weight,kind,strength,strong,use\n"), "{edges}");
    let attached = texts(&table(&place, "network_clients"), "patron").iter().filter(|patron| !patron.is_empty()).count();
    assert_eq!((nodes.lines().count(), edges.lines().count()), (1 + 307, 1 + table(&place, "ties").rows() + attached));
    assert!(edges.lines().skip(1).all(|line| line.split(',').nth(2) == Some("Directed")));
    assert!(edges.lines().last().unwrap().ends_with(",Directed,1,patronage,,,"));
}

#[test]
fn files_that_are_there_stay_unless_forced() {
    let place = place(&[]);
    for (graph, first) in [("graphml", "r/graph.graphml"), ("csv", "r/graph/nodes.csv")] {
        ends(&place, 0, &["export", "r", "--graph", graph]);
        let path = place.path().join(first);
        fs::write(&path, "mine").unwrap();
        let (_, err) = ends(&place, 1, &["export", "r", "--graph", graph]);
        assert!(err.contains(&format!("{first} is already there")) && err.contains("--force"), "{err}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        ends(&place, 0, &["export", "r", "--graph", graph, "--force"]);
        assert!(fs::read_to_string(&path).unwrap().len() > 1000);
    }
    // One of two files is enough to refuse both.
    fs::create_dir(place.path().join("half")).unwrap();
    fs::write(place.path().join("half/edges.csv"), "mine").unwrap();
    ends(&place, 1, &["export", "r", "--graph", "csv", "--out", "half"]);
    assert!(!place.path().join("half/nodes.csv").exists());
    ends(&place, 0, &["export", "r", "--graph", "graphml", "--out", "half"]);
    assert!(place.path().join("half/graph.graphml").exists());
}

#[test]
fn errors_say_what_to_do() {
    let place = place(&[]);
    fs::create_dir(place.path().join("empty")).unwrap();
    for folder in ["empty", "nowhere"] {
        let (_, err) = ends(&place, 1, &["export", folder, "--graph", "graphml"]);
        assert!(err.contains("manifest.json cannot be read") && err.contains("is it a results folder?"), "{err}");
    }
    let (_, err) = ends(&place, 2, &["export", "r", "--graph", "csv", "--out", "-"]);
    assert!(err.contains("give --out a folder"), "{err}");
    let (_, err) = ends(&place, 2, &["export", "r"]);
    assert!(err.contains("--graph"), "{err}");
    let (_, err) = ends(&place, 1, &["export", "r", "--graph", "graphml", "--out", "no/such/graph.graphml"]);
    assert!(err.contains("no/such/graph.graphml cannot be written: its folder is not there"), "{err}");
    fs::remove_file(place.path().join("r/ties.parquet")).unwrap();
    let (_, err) = ends(&place, 1, &["export", "r", "--graph", "graphml"]);
    assert!(err.contains("neither ties.parquet nor ties.csv"), "{err}");
    let left: Vec<PathBuf> = fs::read_dir(place.path().join("r")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(left.iter().all(|path| !path.to_string_lossy().contains("graph")), "{left:?}");
}

#[test]
fn a_sample_says_so_and_leaves_far_patrons_out() {
    let place = place(&["population.clients=30000", "population.villages=60", "population.patrons=150"]);
    let (out, err) = ends(&place, 0, &["export", "r", "--graph", "graphml", "--out", "all.graphml"]);
    assert!(err.starts_with("note: a sample. ties: among the 25000 clients of 50 villages"), "{err}");
    let read = read(&fs::read_to_string(place.path().join("all.graphml")).unwrap());
    assert!(read.about["sampling"].contains("of 30000 clients") && read.about["clients"] == "30000");
    let patrons: BTreeSet<&String> = read.nodes.keys().filter(|id| id.starts_with('p')).collect();
    assert_eq!(read.nodes.len(), 25_000 + patrons.len());
    let villages: BTreeSet<&String> =
        read.nodes.iter().filter(|(id, _)| id.starts_with('c')).map(|(_, node)| &node["village"]).collect();
    let followed: BTreeSet<&str> = read.edges.iter().filter(|edge| edge.1.starts_with('p')).map(|edge| edge.1.as_str()).collect();
    let all = table(&place, "patrons");
    let near =
        texts(&all, "patron").into_iter().zip(texts(&all, "village")).map(|(patron, village)| (format!("p{patron}"), village));
    let near: BTreeSet<String> =
        near.filter(|(id, village)| followed.contains(id.as_str()) || villages.contains(village)).map(|(id, _)| id).collect();
    assert!(near.len() > 50 && near.len() < 150, "{out}");
    assert!(near.iter().eq(patrons), "{out}");
}
