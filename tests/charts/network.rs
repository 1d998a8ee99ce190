//! The map of who knows whom: it shows what the tables hold, says what it leaves out, and fits any society.

use super::{assert_texts_are_apart, chart, has, texts, worlds};
use patronage::chart::Tables;
use patronage::chart::number::count;
use patronage::scenario::Scenario;
use patronage::table::{Table, Values};

/// The map of a society.
fn map(scenario: &Scenario) -> String {
    chart(&worlds::tables(scenario), "network")
}

fn assert_sound(what: &str, svg: &str) {
    assert_texts_are_apart(what, svg);
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{what}");
}

fn of_size(clients: u32, patrons: u32, villages: u32, rounds: u32) -> Scenario {
    let mut scenario = worlds::healthy(clients, rounds);
    let population = &mut scenario.parameters.population;
    (population.patrons, population.villages) = (patrons, villages);
    scenario
}

/// How many circles there are: a client is one, with a hollow middle another.
fn circles(svg: &str) -> usize {
    svg.matches("<circle").count()
}

/// A society made by hand: villages of clients with patrons, and ties with their strengths.
fn tables(clients: &[(i64, i64, Option<i64>)], patrons: &[(i64, i64)], ties: &[(i64, i64, i64)]) -> Tables {
    let mut tables = worlds::tables(&worlds::healthy(20, 1));
    let of = |client: i64, strong: i64| ties.iter().filter(|tie| tie.0 == client && tie.2 >= strong).count() as i64;
    let mut villages: Vec<i64> = clients.iter().map(|client| client.1).collect();
    villages.dedup();
    let counted = villages.iter().map(|v| Some(clients.iter().filter(|client| client.1 == *v).count() as i64));
    tables.villages =
        Table::new("villages", "").int("village", "", "", villages.iter().copied().map(Some)).int("clients", "", "", counted);
    tables.patrons = Table::new("patrons", "").int("patron", "", "", patrons.iter().map(|patron| Some(patron.0))).int(
        "village",
        "",
        "",
        patrons.iter().map(|patron| Some(patron.1)),
    );
    tables.connectors = Table::new("connectors", "");
    tables.network_clients = Table::new("network_clients", "")
        .int("client", "", "", clients.iter().map(|client| Some(client.0)))
        .int("village", "", "", clients.iter().map(|client| Some(client.1)))
        .int("patron", "", "", clients.iter().map(|client| client.2))
        .int("ties", "", "", clients.iter().map(|client| Some(of(client.0, 0))))
        .int("strong_ties", "", "", clients.iter().map(|client| Some(of(client.0, 1))));
    tables.ties = Table::new("ties", "")
        .int("from", "", "", ties.iter().map(|tie| Some(tie.0)))
        .int("to", "", "", ties.iter().map(|tie| Some(tie.1)))
        .int("strong", "", "", ties.iter().map(|tie| Some(tie.2)));
    tables
}

/// How many lines let what is below show through: ties, those of the key left out by the caller.
fn veils(svg: &str) -> usize {
    svg.matches("<polyline").count() - svg.matches("opacity=\"1\" stroke=").count()
}

#[test]
fn every_client_and_every_tie_is_drawn() {
    let clients = [(0, 0, Some(0)), (1, 0, Some(0)), (2, 0, None), (3, 1, Some(1)), (4, 1, Some(0))];
    let patrons = [(0, 0), (1, 1), (2, 1)];
    let empty = chart(&tables(&clients, &patrons, &[]), "network");
    assert!(has(&empty, "All 5 clients in 2 villages") && has(&empty, "Nobody knows anybody."));
    // Both directions are one line; a tie to oneself or to nobody is none.
    let ties = [(0, 1, 1), (1, 0, 0), (0, 2, 0), (2, 3, 1), (3, 3, 1), (3, 99, 1)];
    let svg = chart(&tables(&clients, &patrons, &ties), "network");
    for text in ["p0", "p1", "p2", "Village 0", "Village 1", "client without patron", "patron of another village"] {
        assert!(has(&svg, text), "{text}: {:?}", texts(&svg));
    }
    // Three lines of ties, and a sign in the key for each of the three kinds.
    assert_eq!(veils(&svg) - veils(&empty), 3 + 3);
    // Clients: four dots and a hollow one; in the key, a dot and a hollow one.
    assert_eq!(circles(&empty), (4 + 2) + (1 + 2));
    assert_sound("by hand", &svg);
}

#[test]
fn small_societies_are_shown_whole() {
    for (what, scenario) in [
        ("five", of_size(5, 1, 1, 1)),
        ("alone", of_size(1, 1, 1, 1)),
        ("two hundred", of_size(200, 6, 3, 20)),
        ("four hundred", of_size(400, 8, 4, 10)),
        ("villages without patrons", of_size(60, 2, 6, 3)),
        ("villages without clients", of_size(7, 9, 12, 2)),
        ("many villages", of_size(400, 40, 133, 2)),
        ("a client in each village", of_size(400, 400, 400, 2)),
        ("many patrons", of_size(300, 60, 2, 30)),
    ] {
        let svg = map(&scenario);
        assert_sound(what, &svg);
        assert!(has(&svg, "All ") && has(&svg, "and every tie"), "{what}");
        assert!(!has(&svg, "ties to clients not shown"), "{what}");
        assert!(circles(&svg) >= scenario.parameters.population.clients as usize, "{what}");
    }
    assert!(has(&map(&of_size(5, 1, 1, 1)), "All 5 clients in 1 village,"));
}

#[test]
fn large_societies_are_shown_in_part_and_the_map_says_so() {
    let tables = worlds::tables(&of_size(4000, 40, 20, 6));
    let svg = chart(&tables, "network");
    assert_sound("4000", &svg);
    assert!(has(&svg, "2 of 20 villages, and every tie between their clients;"));
    assert!(has(&svg, "Shown: the best connector’s village") && has(&svg, "ties to clients not shown"));
    let column = |table: &Table, name: &str| table.numbers(name).unwrap();
    let all = format!("of all {} ties", count(tables.ties.rows() as f64));
    assert!(has(&svg, &all), "{:?}", texts(&svg));

    // The two villages are that of the first connector and the one with most ties to it, and all their other ties are counted.
    let rank = column(&tables.connectors, "betweenness_rank");
    let best = rank.iter().position(|&rank| rank == Some(1.0)).unwrap();
    let home = column(&tables.connectors, "village")[best].unwrap();
    let villages = column(&tables.network_clients, "village");
    let of = |client: Option<f64>| villages[client.unwrap() as usize].unwrap();
    let ends: Vec<(f64, f64)> =
        column(&tables.ties, "from").into_iter().zip(column(&tables.ties, "to")).map(|(from, to)| (of(from), of(to))).collect();
    let between = |a: f64, b: f64| ends.iter().filter(|&&(from, to)| (from, to) == (a, b) || (from, to) == (b, a)).count();
    let near = (0..20).map(f64::from).filter(|&v| v != home).min_by_key(|&v| std::cmp::Reverse(between(home, v))).unwrap();
    assert!(has(&svg, &format!("Village {home}")) && has(&svg, &format!("Village {near}")), "{:?}", texts(&svg));
    let shown = |village: f64| village == home || village == near;
    let hidden = ends.iter().filter(|&&(from, to)| shown(from) && !shown(to)).count();
    assert!(has(&svg, &format!("; {hidden} more of their ties lead to other villages.")), "{hidden}: {:?}", texts(&svg));
}

#[test]
fn of_a_large_village_some_neighbours_are_shown() {
    let svg = map(&of_size(3000, 20, 1, 3));
    assert_sound("3000", &svg);
    assert!(has(&svg, "250 neighbours of a village of 3000, and every tie between them;"), "{:?}", texts(&svg));
}

#[test]
fn samples_without_connectors_say_of_whom_they_tell() {
    let mut tables = worlds::tables(&of_size(30_000, 300, 150, 1));
    tables.connectors = Table::new("connectors", "");
    let svg = chart(&tables, "network");
    assert_sound("a sample", &svg);
    assert!(has(&svg, "2 of 150 villages") && has(&svg, "Shown: village 0 and those most tied to it"), "{:?}", texts(&svg));
    assert!(has(&svg, "of the ties of 25\u{2009}000 clients") && !has(&svg, "connects most others"));
}

#[test]
fn connectors_are_marked_by_their_rank() {
    let tables = worlds::tables(&of_size(100, 2, 2, 10));
    let svg = chart(&tables, "network");
    let ranks = tables.connectors.numbers("betweenness_rank").unwrap();
    let clients = tables.connectors.numbers("client").unwrap();
    for (client, rank) in clients.iter().zip(ranks) {
        let label = format!("c{}", client.unwrap());
        let is_there = texts(&svg).iter().any(|(text, _)| *text == label);
        // One in twenty clients: the five who connect most.
        assert_eq!(is_there, rank.unwrap() <= 5.0, "{label}, rank {rank:?}: {:?}", texts(&svg));
    }
}

#[test]
fn societies_without_ties_or_patrons_are_shown_as_they_are() {
    let mut scenario = of_size(60, 3, 3, 0);
    (scenario.parameters.network.village_ties, scenario.parameters.network.far_ties) = (0, 0);
    let svg = map(&scenario);
    assert_sound("isolated", &svg);
    assert!(has(&svg, "Nobody knows anybody.") && !has(&svg, "weak tie"), "{:?}", texts(&svg));

    let mut scenario = of_size(1000, 10, 10, 0);
    (scenario.parameters.network.village_ties, scenario.parameters.network.far_ties) = (0, 0);
    let svg = map(&scenario);
    assert_sound("isolated and many", &svg);
    assert!(has(&svg, "4 of 10 villages") && has(&svg, "none of them has a tie") && has(&svg, "Shown: the first villages"));

    let mut scenario = of_size(60, 0, 3, 2);
    scenario.parameters.population.attached = 0.0;
    let svg = map(&scenario);
    assert_sound("without patrons", &svg);
    assert!(has(&svg, "client without patron") && !has(&svg, "patron, arc") && !has(&svg, "with the same patron"));
}

#[test]
fn shares_are_those_of_the_table() {
    let mut tables = worlds::tables(&of_size(200, 4, 2, 3));
    for column in &mut tables.network_clients.columns {
        let value = match column.name.as_str() {
            "ties" | "strong_ties_village" => 8,
            "strong_ties" | "ties_village" => 8,
            "ties_patron" | "strong_ties_patron" => 3,
            _ => continue,
        };
        let rows = column.values.len();
        column.values = Values::Int(vec![Some(value); rows]);
    }
    let svg = chart(&tables, "network");
    // All ties are strong; all stay in the village, three of eight with the patron.
    assert!(has(&svg, "100\u{a0}%") && has(&svg, "38\u{a0}%"), "{:?}", texts(&svg));
    assert_eq!(texts(&svg).iter().filter(|(text, _)| text == "strong").count(), 2);
    assert_eq!(texts(&svg).iter().filter(|(text, _)| text == "weak").count(), 0);
}
