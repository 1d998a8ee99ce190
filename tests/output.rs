//! What a run gathers and how it is written: the same for every number of threads, complete, and readable again.

use patronage::engine::Run;
use patronage::output::analysis::{self, Analysis};
use patronage::output::manifest::Manifest;
use patronage::output::summary::Summary;
use patronage::output::sweep::{AnalysisManifest, Runs, SweepManifest};
use patronage::output::timing::{Afterwards, Clock, Size, Timing};
use patronage::output::{Collected, Columns, Format, collect, csv, parquet, reference, tables};
use patronage::scenario::Scenario;
use patronage::table::{Table, Values};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::ops::ControlFlow;

/// A world of several blocks and a village without patrons, in which clients move and patrons adapt.
const SCENARIO: &str = "
title = 'Small'
rounds = 9

[population]
clients = 5000
patrons = 40
villages = 41
attached = 0.9

[adaptation]
share = 0.5
";

fn scenario() -> Scenario {
    let mut file = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
    file.write_all(SCENARIO.as_bytes()).unwrap();
    Scenario::load(file.path(), &[]).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn ran(scenario: &Scenario, rounds: u32) -> (Collected, Run) {
    let mut run = Run::new(scenario, 0);
    let collected = collect(&mut run, rounds, |_| ControlFlow::Continue(())).unwrap();
    (collected, run)
}

fn tables_of(scenario: &Scenario, rounds: u32) -> Vec<Table> {
    let (collected, run) = ran(scenario, rounds);
    let kinds: Vec<&str> = scenario.kinds.iter().map(|kind| kind.name.as_str()).collect();
    tables::build(&collected, run.world(), &kinds, tables::Inputs::default())
}

fn named<'a>(tables: &'a [Table], name: &str) -> &'a Table {
    tables.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("no table `{name}`"))
}

fn ints<'a>(table: &'a Table, name: &str) -> &'a [Option<i64>] {
    match &table.column(name).unwrap_or_else(|| panic!("no column `{name}`")).values {
        Values::Int(values) => values,
        other => panic!("`{name}` holds {other:?}"),
    }
}

#[test]
fn tables_come_back_from_both_formats_as_they_were() {
    for table in tables_of(&scenario(), 9) {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&Format::Parquet.encode(&table).unwrap()).unwrap();
        assert_eq!(parquet::decode(&table.name, file, Columns::All).unwrap(), table);
        let shape = tables::blank().into_iter().find(|blank| blank.name == table.name).unwrap();
        assert_eq!(csv::decode(&shape, &Format::Csv.encode(&table).unwrap()[..]).unwrap(), table);
    }
}

#[test]
fn data_files_are_the_same_on_any_number_of_threads() {
    let scenario = scenario();
    let bytes_on = |threads: usize| -> Vec<Vec<u8>> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let tables = pool.install(|| tables_of(&scenario, 9));
        let formats = Format::ALL.into_iter().flat_map(|format| tables.iter().map(move |table| format.encode(table).unwrap()));
        formats.collect()
    };
    let one = bytes_on(1);
    for threads in [2, 3, 8] {
        assert!(bytes_on(threads) == one, "{threads} threads give other bytes than one");
    }
}

#[test]
fn data_files_differ_between_seeds() {
    let scenario = scenario();
    let other = scenario.clone().with_seed(scenario.seed + 1);
    for (a, b) in tables_of(&scenario, 9).iter().zip(tables_of(&other, 9)) {
        assert!(a != &b, "{} does not depend on the seed", a.name);
    }
}

#[test]
fn all_money_changes_by_the_terms_of_the_ledger() {
    let tables = tables_of(&scenario(), 9);
    let rounds = named(&tables, "rounds");
    let money = ints(rounds, "money_total");
    let terms: Vec<&str> =
        rounds.columns.iter().map(|column| column.name.as_str()).filter(|name| name.starts_with("ledger_")).collect();
    assert_eq!(terms.len(), 16);
    assert!(terms.iter().all(|term| ints(rounds, term)[0].is_none()), "nothing has flowed in round 0");
    for round in 1..rounds.rows() {
        let sign = |term: &str| if rounds.column(term).unwrap().description.ends_with("Adds to money_total.") { 1 } else { -1 };
        let change: i64 = terms.iter().map(|term| sign(term) * ints(rounds, term)[round].unwrap()).sum();
        assert_eq!(money[round].unwrap() - money[round - 1].unwrap(), change, "round {round}");
        assert_ne!(change, 0, "round {round}");
    }
}

#[test]
fn exchanges_agree_with_the_ledger() {
    let tables = tables_of(&scenario(), 9);
    let (rounds, exchanges) = (named(&tables, "rounds"), named(&tables, "exchanges"));
    for (good, term) in [("protection", "ledger_losses_cover"), ("support", "ledger_support"), ("fine", "ledger_fines")] {
        let words = exchanges.words("good").unwrap();
        let amounts = ints(exchanges, "amount_micros").iter().zip(words).filter(|(_, word)| word.as_deref() == Some(good));
        let amounts: Vec<_> = amounts.map(|(amount, _)| *amount).collect();
        assert_eq!(amounts, ints(rounds, term)[1..], "{good}");
    }
}

#[test]
fn final_states_agree_with_the_last_round() {
    let tables = tables_of(&scenario(), 9);
    let last = |measure: &str| named(&tables, "rounds").numbers(measure).unwrap().last().copied().flatten().unwrap();
    let clients = named(&tables, "clients");
    let attached = ints(clients, "patron").iter().flatten().count() as f64 / clients.rows() as f64;
    assert_eq!(attached, last("attached_share"));
    let hungry = ints(clients, "hungry").iter().copied().sum::<Option<i64>>().unwrap() as f64 / clients.rows() as f64;
    assert_eq!(hungry, last("hungry_share"));
    {
        let (side, other) = ("aid", "aid_given");
        let [sum, opposite] = [side, other].map(|name| clients.numbers(name).unwrap().iter().flatten().sum::<f64>());
        assert!(sum > 0.0 && (sum - opposite).abs() < 1e-6, "what is given is received: {sum} {side}, {opposite} {other}");
    }
    let counted: i64 = ints(named(&tables, "patrons"), "clients").iter().flatten().sum();
    assert_eq!(counted as usize, ints(clients, "patron").iter().flatten().count());
    let villages = named(&tables, "villages");
    let of_villages: f64 = (0..villages.rows())
        .map(|v| villages.numbers("attached_share").unwrap()[v].unwrap() * ints(villages, "clients")[v].unwrap() as f64)
        .sum();
    assert!((of_villages - counted as f64).abs() < 1e-6);
}

#[test]
fn networks_are_measured_when_it_is_due_and_at_the_end() {
    let mut scenario = scenario();
    for (every, rounds) in [(0, vec![9]), (4, vec![0, 4, 8, 9]), (3, vec![0, 3, 6, 9])] {
        scenario.parameters.measures.every = every;
        let tables = tables_of(&scenario, 9);
        let network = named(&tables, "network");
        assert_eq!(ints(network, "round"), rounds.iter().map(|&round| Some(round)).collect::<Vec<Option<i64>>>());
        let vertical = network.numbers("vertical_reciprocity").unwrap();
        assert!(vertical.iter().zip(rounds).all(|(value, round)| value.is_some() == (round > 0)));
    }
}

#[test]
fn the_network_agrees_with_the_clients_and_the_ties() {
    let tables = tables_of(&scenario(), 9);
    let (network, clients, connectors) = (named(&tables, "network"), named(&tables, "clients"), named(&tables, "connectors"));
    let measure = |name: &str| network.numbers(name).unwrap()[0].unwrap();
    assert_eq!(measure("clients"), 5000.0);
    // Six neighbours on a ring and two far ties, a few of them to a neighbour or twice to the same client.
    assert!((7.9 * 5000.0..=8.0 * 5000.0).contains(&measure("ties")) && (0.74..0.76).contains(&measure("strong_share")));
    assert!(measure("ei_village") < -0.4 && measure("component_largest_share") == 1.0);
    // A ring of six neighbours each has 9 ties between neighbours; with two far ties and two (Poisson) from afar, there are
    // 46 pairs of neighbours in the mean.
    assert!((measure("transitivity") - 9.0 / 46.0).abs() < 0.01, "{}", measure("transitivity"));
    assert!(measure("closeness_error") > 0.0 && measure("path_sources") < 5000.0);

    let column = |name: &str| clients.numbers(name).unwrap();
    let (received, given, tenure) = (column("received"), column("given"), column("tenure"));
    let lasting = (0..clients.rows()).filter(|&i| tenure[i].is_some_and(|rounds| rounds > 0.0) && received[i].is_some());
    let amounts: Vec<(f64, f64)> = lasting.map(|i| (received[i].unwrap(), given[i].unwrap())).collect();
    let mutual: f64 = amounts.iter().map(|(r, g)| 2.0 * r.min(*g)).sum();
    let all: f64 = amounts.iter().map(|(r, g)| r + g).sum();
    assert_eq!(measure("vertical_relations"), amounts.len() as f64);
    assert!((measure("vertical_reciprocity") - mutual / all).abs() < 1e-6);
    let followings = named(&tables, "patrons").numbers("clients").unwrap();
    let attached: f64 = followings.iter().flatten().sum();
    let herfindahl: f64 = followings.iter().flatten().map(|n| n / attached * (n / attached)).sum();
    assert!((measure("vertical_concentration") - herfindahl).abs() < 1e-12);

    let ranks = |name: &str| ints(connectors, name).iter().flatten().filter(|&&rank| rank <= 20).count();
    assert_eq!((ranks("betweenness_rank"), ranks("constraint_rank")), (20, 20));
    for (client, village) in ints(connectors, "client").iter().zip(ints(connectors, "village")) {
        assert_eq!(ints(clients, "village")[client.unwrap() as usize], *village);
    }
}

#[test]
fn chance_reciprocity_is_known_in_small_societies() {
    let mut scenario = scenario();
    (scenario.parameters.population.clients, scenario.parameters.population.patrons) = (120, 9);
    scenario.parameters.population.villages = 3;
    let tables = tables_of(&scenario, 5);
    let measure = |name: &str| named(&tables, "network").numbers(name).unwrap()[0].unwrap();
    let (r, null, rho) =
        (measure("vertical_reciprocity"), measure("vertical_reciprocity_null"), measure("vertical_reciprocity_rho"));
    assert!(null > 0.0 && null < r && (rho - (r - null) / (1.0 - null)).abs() < 1e-2, "{r} {null} {rho}");
    assert_eq!((measure("closeness_error"), measure("path_sources")), (0.0, 120.0));
}

#[test]
fn what_is_unknown_at_the_start_is_missing() {
    let tables = tables_of(&scenario(), 0);
    for (table, column) in [("clients", "output"), ("clients", "hungry"), ("clients", "exchange_rate"), ("patrons", "profit")] {
        let values = named(&tables, table).numbers(column).unwrap();
        assert!(!values.is_empty() && values.iter().all(Option::is_none), "{table}.{column}");
    }
    assert_eq!(named(&tables, "exchanges").rows(), 0);
    assert_eq!(named(&tables, "moves").rows(), 0);
    assert_eq!(named(&tables, "rounds").rows(), 1);
}

#[test]
fn without_patron_there_is_no_relation() {
    let tables = tables_of(&scenario(), 1);
    let clients = named(&tables, "clients");
    let [received, reciprocity] = ["received", "reciprocity"].map(|name| clients.numbers(name).unwrap());
    let known = received.iter().flatten().count();
    assert!(known > 0 && known < clients.rows());
    assert!(received.iter().zip(&reciprocity).all(|(r, x)| r.is_some() == x.is_some()));
    assert!(reciprocity.iter().flatten().all(|x| (0.0..=1.0).contains(x)));
}

#[test]
fn columns_have_names_units_and_descriptions() {
    for table in tables::blank() {
        let names: BTreeSet<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names.len(), table.columns.len(), "{} has a column twice", table.name);
        assert_eq!(table.columns[0].name, "replicate");
        assert!(!table.description.is_empty());
        for column in &table.columns {
            let place = format!("{}.{}", table.name, column.name);
            assert!(column.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'), "{place}");
            assert!(!column.unit.is_empty() && column.description.ends_with(['.', '…']), "{place}");
            assert!(!column.description.contains('|') && !column.unit.contains('|'), "{place} would break a table");
        }
    }
}

#[test]
fn blank_tables_have_the_columns_of_full_ones() {
    for (full, blank) in tables_of(&scenario(), 1).iter().zip(tables::blank()) {
        let columns = |table: &Table| -> Vec<_> {
            let kind = |values: &Values| std::mem::discriminant(values);
            table.columns.iter().map(|c| (c.name.clone(), c.unit.clone(), c.description.clone(), kind(&c.values))).collect()
        };
        assert_eq!((&full.name, &full.description), (&blank.name, &blank.description));
        assert_eq!(columns(full), columns(&blank));
        assert_eq!(blank.rows(), 0);
    }
}

#[test]
fn every_field_of_the_json_files_is_described() {
    let scenario = scenario();
    let (collected, run) = ran(&scenario, 1);
    let manifest = Manifest::new("small", &scenario, &collected, Vec::new(), Vec::new());
    let timing = Timing::new(Clock::start(), &Size::of(&run), Afterwards::default());
    let described = |fields: &[(&str, &str, &str)]| -> Vec<String> { fields.iter().map(|field| field.0.to_owned()).collect() };
    let there = |text: &str| -> Vec<String> {
        serde_json::from_str::<serde_json::Map<_, _>>(text).unwrap().into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(described(&reference::MANIFEST), there(&manifest.to_text()));
    assert_eq!(described(&reference::TIMING), there(&timing.to_text()));
    assert_eq!(described(&reference::SWEEP), there(&sweep_manifest().to_text()));
    assert_eq!(described(&reference::ANALYSIS), there(&analysis_manifest().to_text()));
}

fn sweep_manifest() -> SweepManifest {
    SweepManifest {
        head: SweepManifest::head("s"),
        title: String::new(),
        question: String::new(),
        complete: true,
        plan: String::new(),
        base: String::new(),
        base_sha256: String::new(),
        design: "grid".to_owned(),
        points: 0,
        replicates: 1,
        seed: 1,
        draws: "common".to_owned(),
        factors: Vec::new(),
        measures: Vec::new(),
        runs: Runs::default(),
        notes: Vec::new(),
        files: Vec::new(),
    }
}

fn analysis_manifest() -> AnalysisManifest {
    AnalysisManifest {
        version: String::new(),
        results_sha256: String::new(),
        resamples: 0,
        level: 0.95,
        rule: String::new(),
        used: Vec::new(),
        notes: Vec::new(),
        files: Vec::new(),
    }
}

#[test]
fn columns_of_sweeps_and_analyses_are_described() {
    for table in analysis::blank() {
        assert_eq!((table.columns[0].name.as_str(), table.columns[1].name.as_str()), ("measure", "unit"));
        for column in &table.columns {
            let place = format!("{}.{}", table.name, column.name);
            assert!(!column.unit.is_empty() && column.description.ends_with('.'), "{place}");
            assert!(!column.description.contains('|') && !column.unit.contains('|'), "{place} would break a table");
        }
    }
    let text = reference::outputs();
    for table in ["design", "results"].into_iter().chain(Analysis::TABLES) {
        assert_eq!(text.matches(&format!("\n## {table}\n")).count(), 1, "{table}");
    }
}

#[test]
fn a_summary_tells_what_was_interrupted() {
    let scenario = scenario();
    let (collected, run) = ran(&scenario, 4);
    let manifest = Manifest::new("small", &scenario, &collected, vec!["take note".to_owned()], Vec::new());
    assert!(!manifest.complete);
    let timing = Timing::new(Clock::start(), &Size::of(&run), Afterwards::default());
    let summary = Summary::new(&scenario, &collected, &manifest, &timing, "there");
    for text in [summary.to_text(), summary.to_markdown()] {
        assert!(text.contains("interrupted after 4 of 9 rounds"), "{text}");
        assert!(text.contains("5,000 clients") && text.contains("take note") && text.contains("attached_share"), "{text}");
    }
}

#[test]
fn outputs_md_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/OUTPUTS.md");
    let current = reference::outputs();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == current, "OUTPUTS.md is not current: run UPDATE_EXPECTED=1 cargo test --test output");
}

/// Checks what must hold of ties and their clients in any society, and returns the sum of ties that lead outside.
fn assert_ties_agree(tables: &[Table]) -> i64 {
    let (clients, ties) = (named(tables, "network_clients"), named(tables, "ties"));
    let of = |table: &Table, name: &str| -> Vec<i64> { ints(table, name).iter().map(|value| value.unwrap()).collect() };
    let place: BTreeMap<i64, usize> = of(clients, "client").into_iter().zip(0..).collect();
    assert!(place.values().copied().eq(0..clients.rows()), "clients are in order, each once");
    let pairs: Vec<(i64, i64)> = of(ties, "from").into_iter().zip(of(ties, "to")).collect();
    assert!(pairs.windows(2).all(|pair| pair[0] < pair[1]) && pairs.iter().all(|(from, to)| from != to));

    let (villages, patrons) = (ints(clients, "village"), ints(clients, "patron"));
    // Inside, strong inside, to the patron's, strong to the patron's, in the village, strong in the village.
    let mut counts = vec![[0_i64; 6]; clients.rows()];
    for ((from, to), strong) in pairs.iter().zip(of(ties, "strong")) {
        let (a, b) = (place[from], place[to]);
        let (patron, village) = (patrons[a].is_some() && patrons[a] == patrons[b], villages[a] == villages[b]);
        let of_tie = [1, strong, patron.into(), i64::from(patron) * strong, village.into(), i64::from(village) * strong];
        counts[a].iter_mut().zip(of_tie).for_each(|(count, one)| *count += one);
    }
    let (all, outside) = (of(clients, "ties"), of(clients, "ties_outside"));
    for (client, count) in counts.iter().enumerate() {
        assert_eq!(all[client], count[0] + outside[client]);
        assert_eq!(ints(clients, "ties_village")[client], Some(count[4]), "whole villages are sampled");
        assert_eq!(ints(clients, "strong_ties_village")[client], Some(count[5]));
        assert!(ints(clients, "strong_ties")[client].unwrap() >= count[1]);
        let [same, strong] = ["ties_patron", "strong_ties_patron"].map(|name| ints(clients, name)[client]);
        assert_eq!((same.is_some(), strong.is_some()), (patrons[client].is_some(), patrons[client].is_some()));
        assert!(same.is_none_or(|same| same >= count[2]) && strong.is_none_or(|strong| strong >= count[3]));
    }
    outside.iter().sum()
}

#[test]
fn ties_are_those_that_were_measured() {
    let tables = tables_of(&scenario(), 9);
    assert_eq!(assert_ties_agree(&tables), 0);
    let (ties, clients) = (named(&tables, "ties"), named(&tables, "network_clients"));
    let measure = |name: &str| named(&tables, "network").numbers(name).unwrap()[0].unwrap();
    let strong = ints(ties, "strong").iter().flatten().sum::<i64>() as f64;
    assert_eq!(ties.rows() as f64, measure("ties"));
    assert!((strong / measure("ties") - measure("strong_share")).abs() < 1e-12);
    for name in ["village", "patron", "skill", "ideology", "wealth", "loyalty", "resentment", "satisfaction", "hungry"] {
        assert_eq!(clients.numbers(name), named(&tables, "clients").numbers(name), "{name}");
    }
    let uses = patronage::phases::relate::Uses::default();
    for (strength, word) in ties.numbers("strength").unwrap().into_iter().zip(ties.words("use").unwrap()) {
        let limits =
            [("access", uses.access), ("knowledge", uses.knowledge), ("help", uses.help), ("information", uses.information)];
        let wanted = limits.into_iter().find(|(_, limit)| strength.unwrap() > *limit).map_or("talk", |(word, _)| word);
        assert_eq!(word.as_deref(), Some(wanted), "{strength:?}");
    }
}

#[test]
fn of_large_societies_whole_villages_are_sampled() {
    let mut scenario = scenario();
    let sampled = |scenario: &Scenario| {
        let (collected, run) = ran(scenario, 2);
        let manifest = Manifest::new("large", scenario, &collected, Vec::new(), Vec::new());
        (manifest.tie_sampling, tables::build(&collected, run.world(), &["all"], tables::Inputs::default()))
    };
    (scenario.parameters.population.clients, scenario.parameters.population.villages) = (40_000, 110);
    let (words, tables) = sampled(&scenario);
    assert!(words.contains("of 68 villages, evenly spread over all 110, of 40000 clients"), "{words}");
    assert!(assert_ties_agree(&tables) > 10_000, "far ties lead outside");
    let villages: BTreeSet<Option<i64>> = ints(named(&tables, "network_clients"), "village").iter().copied().collect();
    assert_eq!((villages.len(), villages.contains(&Some(0)), villages.last()), (68, true, Some(&Some(108))));

    scenario.parameters.population.villages = 1;
    let (words, tables) = sampled(&scenario);
    assert!(words.contains("the first 25000 clients of village 0, of 40000"), "{words}");
    let clients = named(&tables, "network_clients");
    assert_eq!((clients.rows(), ints(clients, "client").last()), (25_000, Some(&Some(24_999))));
    assert_eq!(ints(clients, "ties"), ints(clients, "ties_village"));
    assert!(ints(clients, "ties_outside").iter().flatten().sum::<i64>() > 1000);
}
