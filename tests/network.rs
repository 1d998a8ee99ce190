//! Measures of networks against answers computed outside the project, sampling against exact values, and the two ways of
//! measuring a society's networks against each other.
//!
//! `data/sna.json` and `data/reciprocity.json` hold graphs with results on which several programs agree.

use patronage::engine::Run;
use patronage::ids::ClientId;
use patronage::metrics::network::clustering::Clustering;
use patronage::metrics::network::components::Components;
use patronage::metrics::network::degree::{degree_centralization, degrees, density};
use patronage::metrics::network::methods::{Accuracy, statements};
use patronage::metrics::network::mixing::{assortativity_nominal, assortativity_numeric, ei_index};
use patronage::metrics::network::paths::{self, Closeness, EXACT_UP_TO, FEWEST_SOURCES, Paths};
use patronage::metrics::network::{
    CIRCLES, Estimate, Graph, Kind, MEASURES, Method, NetworkObservation, SEARCHES, Taken, holes, most_between, null, observe_by,
    reciprocity,
};
use patronage::random::{Draws, Purpose};
use patronage::world::World;
use proptest::prelude::*;
use serde_json::Value;

mod common;

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

const SEED: Draws = Draws { seed: 11, replicate: 0 };

/// A society after some rounds, with ties as `ties` changes them.
fn society(name: &str, [clients, patrons, villages]: [u32; 3], ties: impl Fn(&mut patronage::phases::Parameters)) -> Run {
    let mut scenario = common::shipped(name);
    let population = &mut scenario.parameters.population;
    (population.clients, population.patrons, population.villages) = (clients, patrons, villages);
    ties(&mut scenario.parameters);
    let mut run = Run::new(&scenario, 0);
    for _ in 0..4 {
        run.step().expect("no law is broken");
    }
    run
}

fn seen(run: &Run, method: Method, draws: Draws) -> NetworkObservation {
    observe_by(method, run.world(), &run.parameters().uses, draws, run.round())
}

/// Names and values of what is taken of something.
fn values(seen: &NetworkObservation, taken: Taken) -> Vec<(&'static str, Option<f64>)> {
    MEASURES.iter().filter(|m| m.taken == taken).map(|m| (m.name, (m.value)(seen))).collect()
}

fn societies() -> [Run; 4] {
    [
        society("coercive-open", [9000, 90, 45], |p| p.population.attached = 0.8),
        society("healthy", [6001, 60, 31], |p| p.network.far_ties = 0),
        society("healthy", [7000, 70, 7], |p| (p.network.village_ties, p.network.far_ties) = (1, 1)),
        society("healthy", [5000, 50, 1], |p| p.network.far_ties = 1),
    ]
}

#[test]
fn what_is_counted_in_passes_is_what_the_graph_shows() {
    for run in societies() {
        let (graph, passes) = (seen(&run, Method::Graph, SEED), seen(&run, Method::Passes, SEED));
        assert_eq!(values(&graph, Taken::Ties), values(&passes, Taken::Ties));
        assert_eq!(values(&graph, Taken::Exchange), values(&passes, Taken::Exchange));
        let (exact, classed) = (graph.assortativity_wealth.unwrap(), passes.assortativity_wealth.unwrap());
        assert!((exact - classed).abs() < 0.002, "{exact} {classed}");
        for measure in MEASURES.iter().filter(|m| [Taken::Betweenness, Taken::StrongComponents].contains(&m.taken)) {
            assert_eq!((measure.value)(&passes), None, "{}", measure.name);
            assert!(measure.most_clients().is_some());
        }
        assert!(passes.connectors.is_empty());
    }
}

#[test]
fn what_the_slots_show_is_what_functions_of_graphs_say() {
    for run in societies() {
        let (world, seen) = (run.world(), seen(&run, Method::Graph, SEED));
        let n = world.clients.len();
        let ties = Graph::from_rows(n, |i, row| row.extend(world.ties.of(i).map(|tie| tie.to.index() as u32)));
        let both = ties.underlying();
        let patron = |i: usize| world.clients.patron[i].map(|patron| patron.index() as u32);
        let village = |i: usize| Some(world.villages.of_client(i).index() as u32);
        let ideology: Vec<f64> = world.clients.ideology.iter().map(|x| x.to_f64()).collect();
        let wealth = |i: usize| (world.clients.wealth[i] + world.clients.consumed[i].into()).micros();
        let mut order: Vec<i64> = (0..n).map(wealth).collect();
        order.sort_unstable();
        let rank = |i: usize| {
            let bound = |above: i64| order.partition_point(|&other| other < wealth(i) + above) as f64;
            bound(0) + bound(1)
        };
        let ranks: Vec<f64> = (0..n).map(rank).collect();
        let wanted = [
            ("ties", Some(ties.ties() as f64), Some(seen.ties as f64)),
            ("density", density(&ties), seen.density),
            ("mean degree", Some(both.arcs() as f64 / n as f64), seen.mean_degree),
            ("centralization", degree_centralization(Kind::Undirected, &degrees(&both)), seen.degree_centralization),
            ("reciprocity", reciprocity::binary(&ties), seen.reciprocity),
            ("wealth", assortativity_numeric(&ties, &ranks), seen.assortativity_wealth),
            ("ideology", assortativity_numeric(&ties, &ideology), seen.assortativity_ideology),
            ("patrons", assortativity_nominal(&ties, world.patrons.len(), patron), seen.assortativity_patron),
            ("E-I of patrons", ei_index(&ties, patron), seen.ei_patron),
            ("E-I of villages", ei_index(&ties, village), seen.ei_village),
            ("components", Some(Components::connected(&both).sizes.len() as f64), Some(seen.components as f64)),
        ];
        for (name, want, got) in wanted {
            assert!(near(got, &serde_json::json!(want), 1e-9), "{name}: {got:?}, not {want:?}");
        }
    }
}

#[test]
fn estimates_are_within_their_error_of_what_the_graph_shows() {
    for (k, run) in societies().iter().enumerate() {
        let exact = seen(run, Method::Graph, SEED).shape;
        let all = run.world().clients.len();
        let both = graph_of(run.world()).underlying();
        let closeness = all_paths(&both).closeness;
        let mut beyond_one = 0;
        for seed in 0..6 {
            let passes = seen(run, Method::Passes, Draws { seed, replicate: 0 });
            assert_eq!((passes.shape.circles, passes.shape.sources), (CIRCLES.min(all), SEARCHES));
            let pairs = [
                ("transitivity", exact.transitivity, passes.shape.transitivity),
                ("clustering", exact.average_clustering, passes.shape.average_clustering),
                ("constraint", exact.constraint, passes.shape.constraint),
                ("closeness", closeness, passes.shape.closeness),
            ];
            for (name, want, got) in pairs {
                let (want, got) = (want.unwrap(), got.unwrap());
                let distance = (got.value - want.value).abs();
                assert!(distance <= 4.0 * got.error + 1e-9, "{k} {name} of seed {seed}: {got:?}, not {}", want.value);
                assert!(got.error < 0.1 * got.value + 1e-3, "{k} {name}: {got:?} says little");
                beyond_one += usize::from(distance > got.error);
            }
        }
        assert!(beyond_one <= 16, "{beyond_one} of 24 estimates are more than a standard error off");
    }
}

#[test]
fn networks_are_the_same_on_any_number_of_threads() {
    let run = society("coercive-open", [7000, 70, 33], |p| p.population.attached = 0.8);
    let on = |threads: usize, method: Method| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| seen(&run, method, SEED))
    };
    for method in [Method::Graph, Method::Passes] {
        let one = on(1, method);
        for threads in [2, 5] {
            assert!(on(threads, method) == one, "{threads} threads, {method:?}");
        }
    }
}

#[test]
fn the_manifest_says_what_is_sampled() {
    let run = society("healthy", [5000, 50, 25], |_| {});
    let accuracy = |method: Method| -> Vec<(Taken, Accuracy, Option<usize>)> {
        let all = statements(&seen(&run, method, SEED));
        assert!(all.iter().all(|statement| statement.measures().next().is_some() && !statement.how.is_empty()));
        all.iter().map(|statement| (statement.taken, statement.accuracy, statement.sample)).collect()
    };
    let graph = accuracy(Method::Graph);
    assert!(graph.contains(&(Taken::Circles, Accuracy::Exact, None)));
    assert!(
        graph
            .iter()
            .any(|&(taken, accuracy, sample)| taken == Taken::Distances && accuracy == Accuracy::Sampled && sample.is_some())
    );
    let passes = accuracy(Method::Passes);
    for wanted in [
        (Taken::Ties, Accuracy::Exact, None),
        (Taken::Wealth, Accuracy::Classed, None),
        (Taken::Circles, Accuracy::Sampled, Some(CIRCLES)),
        (Taken::Distances, Accuracy::Sampled, Some(SEARCHES)),
        (Taken::Betweenness, Accuracy::Unknown, None),
    ] {
        assert!(passes.contains(&wanted), "{wanted:?} is not in {passes:?}");
    }
}

fn graph_of(world: &World) -> Graph {
    Graph::from_rows(world.clients.len(), |i, row| row.extend(world.ties.of(i).map(|tie| tie.to.index() as u32)))
}

#[test]
fn most_between_are_the_connectors() {
    let run = society("healthy", [1500, 15, 10], |_| {});
    let found = most_between(run.world(), SEED, run.round(), 200);
    let scores = all_paths(&graph_of(run.world()).underlying()).betweenness;
    let mut wanted: Vec<usize> = (0..1500).collect();
    wanted.sort_by(|&a, &b| scores[b].value.total_cmp(&scores[a].value).then(a.cmp(&b)));
    assert_eq!(found, wanted[..200]);
    let connectors = seen(&run, Method::Graph, SEED).connectors;
    for connector in connectors.iter().filter(|connector| connector.betweenness_rank <= 20) {
        assert_eq!(found[connector.betweenness_rank - 1], connector.client);
    }
    assert_eq!(most_between(run.world(), SEED, run.round(), 9000).len(), 1500);
    assert!(most_between(run.world(), SEED, run.round(), 0).is_empty());
}

#[test]
fn in_large_societies_ties_abroad_stand_in_for_betweenness() {
    let run = society("healthy", [200_500, 200, 300], |_| {});
    let world = run.world();
    let found = most_between(world, SEED, run.round(), 700);
    let mut abroad = vec![0_u32; world.clients.len()];
    for client in 0..world.clients.len() {
        for other in world.ties.of(client).map(|tie| tie.to) {
            let apart = world.villages.of_client(client) != world.villages.of_client(ClientId::index(other));
            abroad[client] += u32::from(apart);
            abroad[other.index()] += u32::from(apart);
        }
    }
    let mut wanted: Vec<usize> = (0..abroad.len()).collect();
    wanted.sort_by_key(|&client| (std::cmp::Reverse(abroad[client]), client));
    assert_eq!(found, wanted[..700]);
    assert!(abroad[found[0]] > abroad[found[699]]);

    // The society is measured in passes by itself, and knows what a large one can know.
    let large = patronage::metrics::network::observe(world, &run.parameters().uses, SEED, run.round());
    assert_eq!(large.method, Method::Passes);
    let known = |measure: &&patronage::metrics::network::NetworkMeasure| (measure.value)(&large).is_none();
    let unknown: Vec<&str> = MEASURES.iter().filter(known).map(|measure| measure.name).collect();
    let by_size =
        ["betweenness_centralization", "component_strong_share", "vertical_reciprocity_null", "vertical_reciprocity_rho"];
    assert_eq!(unknown, by_size);
    assert!(large.shape.closeness.is_some_and(|Estimate { value, error }| error > 0.0 && error < 0.05 * value));
}
