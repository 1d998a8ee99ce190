//! Measures of networks against answers computed outside the project, and sampling against exact values.
//!
//! `data/sna.json` and `data/reciprocity.json` hold graphs with results on which several programs agree.

use patronage::metrics::network::clustering::Clustering;
use patronage::metrics::network::components::Components;
use patronage::metrics::network::degree::{degree_centralization, degrees, density};
use patronage::metrics::network::mixing::{assortativity_nominal, assortativity_numeric, ei_index};
use patronage::metrics::network::paths::{self, Closeness, EXACT_UP_TO, FEWEST_SOURCES, Paths};
use patronage::metrics::network::{Graph, Kind, holes, null, reciprocity};
use patronage::random::{Draws, Purpose};
use proptest::prelude::*;
use serde_json::Value;

const SNA: &str = include_str!("data/sna.json");
const RECIPROCITY: &str = include_str!("data/reciprocity.json");

fn cases(oracle: &str, list: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(oracle).expect("the oracle is JSON");
    let cases = all[list].as_array().expect("a list of cases").clone();
    assert!(cases.len() >= 15);
    cases
}

/// A case of `sna.json`.
struct Case {
    wanted: Value,
    graph: Graph,
}

fn graphs() -> Vec<Case> {
    cases(SNA, "graphs").into_iter().map(|wanted| Case { graph: graph(&wanted), wanted }).collect()
}

fn whole(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a whole number")).expect("a small one")
}

fn graph(case: &Value) -> Graph {
    let kind = if case["directed"] == true { Kind::Directed } else { Kind::Undirected };
    let ties: Vec<(u32, u32)> =
        case["edges"].as_array().expect("edges").iter().map(|edge| (whole(&edge[0]), whole(&edge[1]))).collect();
    let graph = Graph::new(kind, whole(&case["n"]) as usize, &ties);
    assert_eq!(graph.ties(), whole(&case["m"]) as usize);
    graph
}

fn near(got: Option<f64>, want: &Value, tolerance: f64) -> bool {
    match (got, want.as_f64()) {
        (None, None) => want.is_null(),
        (Some(got), Some(want)) => (got - want).abs() <= tolerance * want.abs().max(1.0),
        _ => false,
    }
}

impl Case {
    fn is(&self, field: &str, got: Option<f64>) {
        let want = self.wanted.get(field).unwrap_or_else(|| panic!("no field {field}"));
        assert!(near(got, want, 1e-10), "{field} of {}: {got:?}, not {want}", self.wanted["name"]);
    }

    fn are(&self, field: &str, got: impl IntoIterator<Item = Option<f64>>) {
        let want = self.wanted[field].as_array().unwrap_or_else(|| panic!("no list {field}"));
        let got: Vec<_> = got.into_iter().collect();
        assert_eq!(got.len(), want.len(), "{field}");
        for (node, (got, want)) in got.into_iter().zip(want).enumerate() {
            assert!(near(got, want, 1e-10), "{field} of {}, node {node}: {got:?}, not {want}", self.wanted["name"]);
        }
    }

    fn directed(&self) -> bool {
        self.graph.kind() == Kind::Directed
    }
}

fn floats(values: Vec<u32>) -> impl Iterator<Item = Option<f64>> {
    values.into_iter().map(|value| Some(f64::from(value)))
}

#[test]
fn density_and_degree() {
    for case in graphs() {
        case.is("density", density(&case.graph));
        let (out, kind) = (degrees(&case.graph), case.graph.kind());
        if case.directed() {
            let within = degrees(&case.graph.reversed());
            case.is("out_degree_centralization", degree_centralization(kind, &out));
            case.is("in_degree_centralization", degree_centralization(kind, &within));
            case.are("out_degree", floats(out));
            case.are("in_degree", floats(within));
        } else {
            case.is("degree_centralization", degree_centralization(kind, &out));
            case.are("degree", floats(out));
        }
    }
}

fn all_paths(graph: &Graph) -> Paths {
    Paths::of(graph, &(0..graph.nodes() as u32).collect::<Vec<_>>())
}

#[test]
fn betweenness() {
    for case in graphs() {
        let paths = all_paths(&case.graph);
        assert!(paths.exact() && paths.betweenness.iter().all(|score| score.error == 0.0));
        let scores: Vec<f64> = paths.betweenness.iter().map(|score| score.value).collect();
        let kind = case.graph.kind();
        case.are("betweenness", scores.iter().copied().map(Some));
        case.are("betweenness_normalized", paths::normalized(kind, &scores).expect("three nodes").into_iter().map(Some));
        case.is("betweenness_centralization", paths::centralization(kind, &scores));
    }
}

#[test]
fn closeness() {
    for case in graphs() {
        let check = |suffix: &str, found: &[Closeness]| {
            case.are(&format!("closeness_component{suffix}"), found.iter().map(|near| near.component));
            case.are(&format!("closeness_wf{suffix}"), found.iter().map(|near| Some(near.reached)));
            case.are(&format!("harmonic{suffix}"), found.iter().map(|near| Some(near.harmonic)));
        };
        let found = paths::closeness(&case.graph);
        let mean = found.iter().map(|near| near.harmonic).sum::<f64>() / found.len() as f64;
        let estimate = all_paths(&case.graph).closeness.expect("several nodes");
        assert!((estimate.value - mean).abs() < 1e-12 && estimate.error == 0.0);
        if case.directed() {
            check("_out", &found);
            check("_in", &paths::closeness(&case.graph.reversed()));
        } else {
            check("", &found);
        }
    }
}

#[test]
fn clustering() {
    for case in graphs() {
        let clustering = Clustering::of(&case.graph.underlying());
        case.is("transitivity", clustering.transitivity());
        case.are("local_clustering", clustering.local());
        case.is("average_clustering", clustering.average());
        case.is("average_clustering_degree_ge_2", clustering.average_where_known());
    }
}

#[test]
fn constraint() {
    for case in graphs() {
        case.are("burt_constraint", holes::constraint(&case.graph.underlying()));
    }
}

#[test]
fn components() {
    for case in graphs() {
        let check = |field: &str, found: &Components| {
            let wanted = &case.wanted[field];
            let name = &case.wanted["name"];
            let mut members: Vec<Vec<u32>> = vec![Vec::new(); found.sizes.len()];
            for (node, &component) in found.of.iter().enumerate() {
                members[component as usize].push(node as u32);
            }
            assert_eq!(serde_json::json!(found.sizes.len()), wanted["count"], "{field} of {name}");
            assert_eq!(serde_json::json!(found.sizes), wanted["sizes"], "{field} of {name}");
            assert_eq!(serde_json::json!(members), wanted["members"], "{field} of {name}");
        };
        let weak = Components::connected(&case.graph.underlying());
        assert_eq!(weak.largest_share(), Some(f64::from(weak.sizes[0]) / case.graph.nodes() as f64));
        if case.directed() {
            check("weak_components", &weak);
            check("strong_components", &Components::strong(&case.graph));
        } else {
            check("components", &weak);
            assert_eq!(Components::strong(&case.graph), weak, "paths lead both ways");
        }
    }
}

#[test]
fn mixing() {
    for case in graphs() {
        let names: Vec<&str> = case.wanted["group"].as_array().expect("groups").iter().map(|g| g.as_str().unwrap()).collect();
        let group = |node: usize| names.iter().position(|name| *name == names[node]).map(|first| first as u32);
        let values: Vec<f64> = case.wanted["value"].as_array().expect("values").iter().map(|v| v.as_f64().unwrap()).collect();
        case.is("assortativity_nominal", assortativity_nominal(&case.graph, names.len(), group));
        case.is("assortativity_numeric", assortativity_numeric(&case.graph, &values));
        case.is("ei_index", ei_index(&case.graph, group));
        if !case.directed() {
            let degrees: Vec<f64> = degrees(&case.graph).into_iter().map(f64::from).collect();
            case.is("assortativity_degree", assortativity_numeric(&case.graph, &degrees));
        }
    }
}

#[test]
fn nodes_without_group_do_not_count() {
    let graph = Graph::new(Kind::Directed, 4, &[(0, 1), (1, 2), (2, 3)]);
    let group = |node: usize| (node < 3).then_some((node / 2) as u32);
    assert_eq!(ei_index(&graph, group), Some(0.0));
    assert_eq!(ei_index(&graph, |_| None), None);
    assert_eq!(assortativity_nominal(&graph, 2, |_| None), None);
    assert_eq!(assortativity_nominal(&graph, 2, |_| Some(1)), None, "one group has no variance");
}

#[test]
fn reciprocity_of_ties() {
    for case in graphs().iter().filter(|case| case.directed()) {
        case.is("reciprocity", reciprocity::binary(&case.graph));
    }
}

fn exchange(case: &Value) -> Graph {
    let edges = case["edges"].as_array().expect("edges").iter();
    let ties: Vec<(u32, u32, f64)> = edges.map(|e| (whole(&e[0]), whole(&e[1]), e[2].as_f64().expect("a weight"))).collect();
    Graph::weighted(whole(&case["n"]) as usize, &ties)
}

/// One of a node's strengths.
type Part = fn(&reciprocity::Strength) -> f64;

#[test]
fn reciprocity_of_exchange() {
    for wanted in cases(RECIPROCITY, "networks") {
        let case = Case { graph: exchange(&wanted), wanted };
        let close = |field: &str, got: Option<f64>| {
            assert!(near(got, &case.wanted[field], 1e-12), "{field} of {}: {got:?}", case.wanted["name"]);
        };
        close("density", density(&case.graph));
        close("binary_reciprocity", reciprocity::binary(&case.graph));
        close("rho", reciprocity::rho(&case.graph));
        close("r_w", reciprocity::weighted(&case.graph));
        let strengths = reciprocity::strengths(&case.graph);
        let fields: [(&str, Part); 5] = [
            ("s_out", |s| s.out),
            ("s_in", |s| s.within),
            ("s_reciprocated", |s| s.reciprocated),
            ("s_out_only", |s| s.out_only()),
            ("s_in_only", |s| s.in_only()),
        ];
        for (field, value) in fields {
            for (got, want) in strengths.iter().zip(case.wanted["nodes"][field].as_array().expect("a list")) {
                assert!(near(Some(value(got)), want, 1e-12), "{field} of {}", case.wanted["name"]);
            }
        }
    }
}

#[test]
fn reciprocity_by_chance() {
    let mut compared = 0;
    for case in cases(RECIPROCITY, "networks") {
        let Some(wanted) = case.get("wcm_null") else { continue };
        let found = null::null(&exchange(&case)).expect("it converges");
        assert!(near(Some(found.r_w), &wanted["r_w_null"], 1e-7), "{}: {found:?}, not {wanted}", case["name"]);
        assert!(near(Some(found.rho_w), &wanted["rho_w"], 1e-7), "{}: {found:?}, not {wanted}", case["name"]);
        compared += 1;
    }
    assert_eq!(compared, 4);
    assert_eq!(null::null(&Graph::weighted(3, &[])), None);
}

/// A ring with some chords, larger than what is searched from every node.
fn large_ring(n: u32, chords: u32) -> Graph {
    let mut words = Draws { seed: 5, replicate: 0 }.words(Purpose::PopulateTies, 0, 0, 2);
    let ring = (0..n).flat_map(|i| [(i, (i + 1) % n), (i, (i + 2) % n)]);
    let mut ties: Vec<(u32, u32)> = ring.collect();
    ties.extend((0..chords).map(|_| {
        let [a, b] = words.take::<2>().map(|word| word.below(n as usize) as u32);
        (a, b)
    }));
    Graph::new(Kind::Undirected, n as usize, &ties)
}

#[test]
fn sampled_paths_are_within_their_stated_error() {
    let graph = large_ring(EXACT_UP_TO as u32 + 952, 1500);
    let exact = all_paths(&graph);
    let (mut squares, mut stated, mut sum, mut of_closeness) = (0.0, 0.0, 0.0, 0);
    for seed in 0..20 {
        let sources = paths::sources(&graph, &mut Draws { seed, replicate: 0 }.words(Purpose::NetworkSources, 3, 0, 1));
        assert!(sources.is_sorted_by(|a, b| a < b) && sources.len() >= FEWEST_SOURCES);
        let few: Vec<u32> = sources.iter().copied().step_by(sources.len() / 100).collect();
        let sampled = Paths::of(&graph, &few);
        assert!(!sampled.exact() && sampled.sources == few.len());
        for (got, want) in sampled.betweenness.iter().zip(&exact.betweenness) {
            squares += (got.value - want.value) * (got.value - want.value);
            stated += got.error * got.error;
            sum += got.value / 20.0;
        }
        let (got, want) = (sampled.closeness.expect("known"), exact.closeness.expect("known"));
        of_closeness += usize::from((got.value - want.value).abs() <= 2.0 * got.error);
        assert!((got.value / want.value - 1.0).abs() < 0.02);
    }
    // What a node carries for one source is very skewed, so that single errors are not normal; but squares of errors and
    // of deviations agree in the mean, but for what the even spread of sources saves.
    let ratio = squares / stated;
    assert!((0.8..1.1).contains(&ratio), "squared deviations are {ratio} of what is stated");
    let all: f64 = exact.betweenness.iter().map(|score| score.value).sum();
    assert!((sum / all - 1.0).abs() < 0.01, "{sum} in the mean, not {all}");
    assert!(of_closeness >= 17, "closeness is within two standard errors in {of_closeness} of 20 samples");
}

#[test]
fn paths_are_the_same_on_any_number_of_threads() {
    let graph = large_ring(900, 200);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| (all_paths(&graph), Clustering::of(&graph), holes::constraint(&graph)))
    };
    let one = on(1);
    for threads in [2, 3, 8] {
        assert!(on(threads) == one, "{threads} threads");
    }
}

proptest! {
    #[test]
    fn measures_of_any_graph_keep_their_ranges(n in 3usize..30, ties in prop::collection::vec((0u32..30, 0u32..30), 0..90)) {
        let ties: Vec<(u32, u32)> = ties.into_iter().map(|(a, b)| (a % n as u32, b % n as u32)).collect();
        let directed = Graph::new(Kind::Directed, n, &ties);
        let both = directed.underlying();
        let listed = Graph::new(Kind::Undirected, n, &ties);
        prop_assert!((0..n).all(|node| both.row(node) == listed.row(node)));
        for share in [density(&directed), reciprocity::binary(&directed), Clustering::of(&both).transitivity()] {
            prop_assert!(share.is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
        for graph in [&directed, &both] {
            let paths = all_paths(graph);
            let scores: Vec<f64> = paths.betweenness.iter().map(|score| score.value).collect();
            // Every shortest path of length d has d - 1 nodes within: betweenness adds up to all distances less all pairs.
            let near = paths::closeness(graph);
            let inner: f64 = near.iter().filter_map(|near| {
                let reached = (near.reached / near.component? * (n as f64 - 1.0)).round();
                Some(reached / near.component? - reached)
            }).sum();
            let pair = if graph.kind() == Kind::Directed { 1.0 } else { 0.5 };
            prop_assert!((scores.iter().sum::<f64>() - inner * pair).abs() < 1e-6);
            prop_assert!((0.0..=1.0 + 1e-12).contains(&paths::centralization(graph.kind(), &scores).unwrap()));
        }
        let (weak, strong) = (Components::connected(&both), Components::strong(&directed));
        prop_assert!(weak.sizes.len() <= strong.sizes.len());
        for (from, to, _) in directed.all_arcs() {
            prop_assert_eq!(weak.of[from], weak.of[to]);
        }
        prop_assert_eq!(strong.sizes.iter().sum::<u32>() as usize, n);
    }
}

#[test]
fn a_path_of_a_million_nodes_is_no_problem() {
    let n = 1_000_000;
    let path = Graph::from_rows(n, |node, row| row.extend((node + 1 < n).then_some(node as u32 + 1)));
    assert_eq!(Components::strong(&path).sizes.len(), n);
    assert_eq!(Components::connected(&path.underlying()).sizes, [n as u32]);
}
