//! Charts: what is written in them, that no text meets another, and that odd data give an honest chart.

mod claims;
mod comparison;
mod network;
mod politics;
mod replicates;
mod structure;
mod sweep;
mod swept;
mod worlds;

use patronage::chart::leaving::{BLOCKED, MOVED};
use patronage::chart::words::{ENGLISH, Words, words};
use patronage::chart::{CHARTS, POLITICAL_CHARTS, PoliticalTables, Tables, draw, draw_all, font, png};
use patronage::language::Language;
use patronage::output::Format;
use patronage::table::{Table, Values};
use resvg::usvg::{Group, Node, Rect};
use std::path::Path;

/// The chart of this name.
fn chart(tables: &Tables, name: &str) -> String {
    let chart = CHARTS.iter().chain(&POLITICAL_CHARTS).find(|chart| chart.name == name).unwrap();
    (chart.svg)(tables, &ENGLISH)
}

/// The texts of a chart, with the boxes of their ink [pixels].
fn texts(svg: &str) -> Vec<(String, Rect)> {
    fn walk(group: &Group, found: &mut Vec<(String, Rect)>) {
        for node in group.children() {
            match node {
                Node::Group(group) => walk(group, found),
                Node::Text(text) => {
                    let content: String = text.chunks().iter().map(|chunk| chunk.text().trim()).collect();
                    found.push((content, text.flattened().abs_bounding_box()));
                }
                Node::Path(_) | Node::Image(_) => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(png::laid_out(svg).unwrap().root(), &mut found);
    found
}

fn has(svg: &str, wanted: &str) -> bool {
    texts(svg).iter().any(|(text, _)| text.contains(wanted))
}

/// Fails if a text leaves the canvas or comes nearer than two pixels to another, or if anything else leaves the canvas.
fn assert_texts_are_apart(name: &str, svg: &str) {
    let texts = texts(svg);
    let tree = png::laid_out(svg).unwrap();
    let (width, height) = (tree.size().width(), tree.size().height());
    let all = tree.root().abs_stroke_bounding_box();
    let is_inside = all.left() >= -0.01 && all.top() >= -0.01 && all.right() <= width + 0.01 && all.bottom() <= height + 0.01;
    assert!(is_inside, "{name}: something leaves the canvas of {width} × {height}: {all:?}");
    for (i, (text, a)) in texts.iter().enumerate() {
        let inside = a.left() >= 2.0 && a.top() >= 2.0 && a.right() <= width - 2.0 && a.bottom() <= height - 2.0;
        assert!(inside, "{name}: `{text}` leaves the canvas: {a:?}");
        for (other, b) in &texts[i + 1..] {
            let apart = a.right() + 2.0 <= b.left()
                || b.right() + 2.0 <= a.left()
                || a.bottom() + 2.0 <= b.top()
                || b.bottom() + 2.0 <= a.top();
            assert!(apart, "{name}: `{text}` {a:?} meets `{other}` {b:?}");
        }
    }
}

/// Charts with their names, in one language after the other.
fn in_all_languages<Name>(draw: impl Fn(&Words) -> Vec<(Name, String)>) -> Vec<(Name, String)> {
    Language::ALL.into_iter().flat_map(|language| draw(words(language))).collect()
}

fn assert_all_are_sound(what: &str, tables: &Tables) {
    for (name, svg) in in_all_languages(|words| draw(tables, words)) {
        assert_texts_are_apart(&format!("{what}, {name}"), &svg);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{what}, {name}");
    }
}

/// The same table with the values of some columns replaced.
fn replaced(mut table: Table, of: impl Fn(&str) -> bool, value: Option<f64>) -> Table {
    for column in table.columns.iter_mut().filter(|column| of(&column.name)) {
        column.values = Values::Float(vec![value; column.values.len()]);
    }
    table
}

fn is_measure(name: &str) -> bool {
    name != "replicate" && name != "round"
}

#[test]
fn texts_of_real_worlds_are_apart() {
    assert_all_are_sound("healthy", &worlds::tables(&worlds::healthy(2000, 30)));
    assert_all_are_sound("coercive", &worlds::tables(&worlds::coercive(2000, 30)));
    assert_all_are_sound("adaptive", &worlds::tables(&worlds::adaptive(2000, 120)));
}

#[test]
fn charts_say_what_they_show() {
    let tables = worlds::tables(&worlds::healthy(1000, 12));
    for (name, svg) in draw(&tables, &ENGLISH) {
        assert!(has(&svg, "Scenario: A small world"), "{name}");
        assert_eq!(svg.matches("<title>").count(), 1, "{name}");
        assert!(!has(&svg, ENGLISH.no_data), "{name}");
    }
    let wanted = [
        ("reciprocity", vec!["Dyadic reciprocity", "mean 0.", "median 0.", "90th percentile 0.", "round", "12"]),
        (
            "received-given",
            vec!["given to the patron [S per round]", "received more", "gave more", "of clients", "Clients per cell"],
        ),
        ("inequality", vec!["Gini, clients 0.", "Gini, with patrons 0.", "top 1 % hold 0.", "top 10 % hold 0."]),
        (
            "lorenz",
            vec!["clients, start", "clients, round 12", "with patrons, start", "with patrons, round 12", "all hold the same"],
        ),
        ("loyalty-resentment-hunger", vec!["loyalty 0.", "resentment 0", "hungry 0"]),
        ("strategies", vec!["wage 0.7", "protection 0.", "support 0.", "coercion 0.", "credit 0."]),
        ("health", vec!["Health index", "Beyond wage", "Voluntariness", "Loyalty in return", "Mutual aid", "Mutual value"]),
        ("resilience", vec!["share of the round’s misfortunes", "own wealth 0.", "patron 0.", "ties ", "nothing, hungry "]),
        (
            "leaving",
            vec![
                "switched patron ",
                "fled in resentment ",
                "quit for own work ",
                "joined, had no patron ",
                "by force ",
                "by debt ",
            ],
        ),
        (
            "network",
            vec!["2 of 5 villages", "Village ", "patron, arc: its clients", "strong tie, same patron", "weak tie", "strong"],
        ),
    ];
    assert_eq!(wanted.len(), CHARTS.len());
    for (name, texts) in wanted {
        let svg = chart(&tables, name);
        texts.into_iter().for_each(|text| assert!(has(&svg, text), "{name} lacks `{text}`"));
    }
}

#[test]
fn every_turn_that_is_drawn_is_in_the_table() {
    let tables = worlds::tables(&worlds::healthy(300, 1));
    let known = tables.moves.words("turn").unwrap();
    for turn in MOVED.into_iter().chain(BLOCKED).flatten() {
        assert!(known.iter().flatten().any(|name| name == turn), "{turn}");
    }
}

#[test]
fn labels_hold_the_last_values() {
    let mut tables = worlds::tables(&worlds::healthy(400, 4));
    tables.rounds = replaced(tables.rounds, |name| name == "loyalty_mean", Some(0.4321));
    assert!(has(&chart(&tables, "loyalty-resentment-hunger"), "loyalty 0.43"));
}

#[test]
fn titles_have_room_for_wider_fonts() {
    let tables = worlds::tables(&worlds::healthy(300, 1));
    for (name, svg) in draw(&tables, &ENGLISH) {
        for (text, place) in texts(&svg).into_iter().take(2) {
            assert!(place.width() * 1.09 < 960.0 - 24.0 - 10.0, "{name}: `{text}` is {} wide", place.width());
        }
    }
}

#[test]
fn no_text_is_small_and_fonts_are_named() {
    let tables = worlds::tables(&worlds::healthy(400, 4));
    for (name, svg) in draw(&tables, &ENGLISH) {
        let sizes = svg.split("font-size=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse::<f64>().unwrap());
        // Four units are a pixel.
        sizes.for_each(|size| assert!(size / 4.0 >= 15.0, "{name}: {size}"));
        assert_eq!(svg.matches("<text").count(), svg.matches(&format!("font-family=\"{}\"", font::FAMILY)).count(), "{name}");
    }
}

#[test]
fn equal_data_give_equal_bytes() {
    let tables = worlds::tables(&worlds::coercive(1000, 8));
    assert_eq!(draw(&tables, &ENGLISH), draw(&tables.clone(), &ENGLISH));
    let svg = chart(&tables, "health");
    assert_eq!(png::render(&svg).unwrap(), png::render(&svg).unwrap());
}

#[test]
fn short_and_small_runs() {
    assert_all_are_sound("one round", &worlds::tables(&worlds::healthy(300, 1)));
    assert_all_are_sound("one patron", &worlds::tables(&worlds::coercive(20, 5)));
    assert_all_are_sound("no round", &worlds::tables(&worlds::healthy(300, 0)));
}

#[test]
fn nobody_attached() {
    let mut scenario = worlds::healthy(400, 6);
    scenario.parameters.population.attached = 0.0;
    scenario.parameters.mobility.information = 0.0;
    let tables = worlds::tables(&scenario);
    assert_all_are_sound("nobody attached", &tables);
    assert!(has(&chart(&tables, "reciprocity"), "mean: no data"));
    assert!(has(&chart(&tables, "received-given"), "no data"));
    assert!(has(&chart(&tables, "loyalty-resentment-hunger"), "loyalty: no data"));
    assert!(has(&chart(&tables, "loyalty-resentment-hunger"), "hungry 0"));
    assert!(has(&chart(&tables, "strategies"), "wage: no data"));
}

#[test]
fn unknown_constant_and_extreme_values() {
    let tables = worlds::tables(&worlds::healthy(400, 10));
    for value in [None, Some(0.0), Some(0.5), Some(1.0), Some(1e-7), Some(f64::NAN), Some(f64::INFINITY), Some(-0.1)] {
        let odd = Tables {
            rounds: replaced(tables.rounds.clone(), is_measure, value),
            clients: replaced(tables.clients.clone(), is_measure, value),
            moves: replaced(tables.moves.clone(), |name| name == "count", value),
            lorenz: replaced(tables.lorenz.clone(), |name| name == "wealth_share", value),
            villages: replaced(tables.villages.clone(), is_measure, value),
            patrons: replaced(tables.patrons.clone(), is_measure, value),
            connectors: replaced(tables.connectors.clone(), |name| name != "client", value),
            network_clients: replaced(tables.network_clients.clone(), |name| name != "client" && name != "village", value),
            ties: replaced(tables.ties.clone(), |name| name != "from", value),
            ..tables.clone()
        };
        assert_all_are_sound(&format!("{value:?}"), &odd);
    }
}

#[test]
fn amounts_and_counts_of_a_nation() {
    let tables = worlds::tables(&worlds::healthy(400, 4));
    let large = Tables {
        clients: replaced(tables.clients.clone(), is_measure, Some(1e9)),
        moves: replaced(tables.moves.clone(), |name| name == "count", Some(2.7e8)),
        ..tables
    };
    assert_all_are_sound("large", &large);
    assert!(has(&chart(&large, "leaving"), "quit for own work 270\u{2009}000\u{2009}000"));
}

#[test]
fn tables_without_rows_or_columns() {
    let empty = |name: &str| Table::new(name, "");
    let tables = Tables {
        scenario: String::new(),
        rounds: empty("rounds"),
        clients: empty("clients"),
        moves: empty("moves"),
        lorenz: empty("lorenz"),
        villages: empty("villages"),
        patrons: empty("patrons"),
        connectors: empty("connectors"),
        network_clients: empty("network_clients"),
        ties: empty("ties"),
        politics: Some(PoliticalTables { elections: empty("elections"), offers: empty("offers") }),
    };
    assert_all_are_sound("no columns", &tables);
    for (name, svg) in draw(&tables, &ENGLISH) {
        assert!(has(&svg, ENGLISH.no_data), "{name}");
    }
}

#[test]
fn unknown_rounds_leave_gaps() {
    let mut tables = worlds::tables(&worlds::healthy(400, 20));
    let whole = chart(&tables, "strategies").matches("<polyline").count();
    let column = tables.rounds.columns.iter_mut().find(|column| column.name == "wage_mean").unwrap();
    if let Values::Float(values) = &mut column.values {
        values[10] = None;
    }
    // The wage is a solid line: without the gap, one polyline.
    assert_eq!(chart(&tables, "strategies").matches("<polyline").count(), whole + 1);
}

#[test]
fn small_shares_are_enlarged_and_said_to_be() {
    let tables = worlds::tables(&worlds::healthy(400, 10));
    let small = Tables { rounds: replaced(tables.rounds.clone(), is_measure, Some(0.03)), ..tables.clone() };
    assert!(has(&chart(&small, "strategies"), "(axis ends at 0.04)"));
    assert!(!has(&chart(&tables, "strategies"), "axis ends"));
}

/// The upper and lower edges of the layers of the chart of resilience in the round at this place, from above [pixels], with colours.
fn layers(svg: &str, place: f64) -> Vec<(String, f64, f64)> {
    let number = |text: &str| text.parse::<f64>().unwrap() / 4.0;
    let polygons = svg.split("<polygon ").skip(1).map(|rest| rest.split("/>").next().unwrap());
    let mut found = Vec::new();
    for polygon in polygons {
        let value = |name: &str| polygon.split_once(name).unwrap().1.split('"').next().unwrap().to_owned();
        let points: Vec<(f64, f64)> = value("points=\"")
            .split_whitespace()
            .map(|point| point.split_once(',').unwrap())
            .map(|(x, y)| (number(x), number(y)))
            .collect();
        let (upper, lower) = points.split_at(points.len() / 2);
        let width = upper.last().unwrap().0 - upper[0].0;
        let step = ((upper.len() / 2) as f64 * place) as usize * 2;
        assert!(width > 500.0, "the layer is {width} wide");
        found.push((value("fill=\""), upper[step].1, lower[lower.len() - 1 - step].1));
    }
    found
}

#[test]
fn a_misfortune_is_as_high_as_any_other() {
    for rounds in [1, 12, 240] {
        let tables = worlds::tables(&worlds::healthy(400, rounds));
        let svg = chart(&tables, "resilience");
        let bottom = layers(&svg, 0.0)[0].2;
        let height = bottom - layers(&svg, 0.0)[3].1;
        let columns = ["saved_by_wealth_share", "saved_by_patron_share", "saved_by_ties_share", "unsaved_share"];
        for round in [1, rounds as usize] {
            let layers = layers(&svg, (round - 1) as f64 / f64::from(rounds) + 1e-9);
            assert_eq!(layers.len(), columns.len());
            let mut below = 0.0;
            for ((_, upper, lower), column) in layers.iter().zip(columns) {
                let above = below + tables.rounds.numbers(column).unwrap()[round].unwrap();
                let place = |share: f64| bottom - share * height;
                assert!(
                    (upper - place(above)).abs() < 0.3 && (lower - place(below)).abs() < 0.3,
                    "{column}, round {round} of {rounds}"
                );
                below = above;
            }
            assert!((below - 1.0).abs() < 1e-9);
        }
    }
}

#[test]
fn rounds_without_misfortunes_are_gaps() {
    let mut tables = worlds::tables(&worlds::healthy(400, 9));
    let whole = chart(&tables, "resilience").matches("<polygon").count();
    for column in tables.rounds.columns.iter_mut().filter(|column| column.unit == "share of misfortunes") {
        if let Values::Float(values) = &mut column.values {
            values[4] = None;
        }
    }
    assert_eq!(chart(&tables, "resilience").matches("<polygon").count(), 2 * whole);
    let mut lucky = worlds::healthy(300, 4);
    lucky.parameters.shocks.hazard = 0.0;
    let tables = worlds::tables(&lucky);
    assert_all_are_sound("no misfortunes", &tables);
    assert!(has(&chart(&tables, "resilience"), "patron: no data"));
}

#[test]
fn replicates_are_averaged_and_counted() {
    let tables = worlds::tables(&worlds::healthy(400, 3));
    let mut rounds = replaced(tables.rounds.clone(), |name| name == "wage_mean", Some(0.7));
    rounds.columns.iter_mut().for_each(|column| match (&mut column.values, column.name.as_str()) {
        (Values::Int(values), "replicate") => values.extend(vec![Some(1); values.len()]),
        (Values::Int(values), _) => values.extend_from_within(..),
        (Values::Float(values), "wage_mean") => values.extend(vec![Some(0.0); values.len()]),
        (Values::Float(values), _) => values.extend_from_within(..),
        (Values::Text(_), _) => {}
    });
    let svg = chart(&Tables { rounds, ..tables }, "strategies");
    assert!(has(&svg, "Means of 2 replicates."));
    assert!(has(&svg, "wage 0.35"), "{:?}", texts(&svg));
}

#[test]
fn long_titles_are_cut() {
    let mut scenario = worlds::healthy(300, 2);
    scenario.title = "A title of a scenario that goes on and on, far beyond what fits below a chart & <more>".to_owned();
    let tables = worlds::tables(&scenario);
    assert_all_are_sound("long title", &tables);
    assert!(has(&chart(&tables, "health"), "…"));
}

/// Writes the tables as a results folder without manifest.
fn write_folder(folder: &Path, tables: &Tables, format: Format) {
    let agents = [&tables.villages, &tables.patrons, &tables.connectors, &tables.network_clients, &tables.ties];
    for table in [&tables.rounds, &tables.clients, &tables.moves, &tables.lorenz].into_iter().chain(agents) {
        std::fs::write(folder.join(format.file_name(&table.name)), format.encode(table).unwrap()).unwrap();
    }
}

#[test]
fn a_folder_gets_all_charts_and_nothing_else() {
    let tables = worlds::tables(&worlds::healthy(400, 4));
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        write_folder(folder.path(), &tables, format);
        let mut said = draw_all(folder.path(), Language::English).unwrap();
        let mut there: Vec<_> =
            std::fs::read_dir(folder.path().join("charts")).unwrap().map(|entry| entry.unwrap().path()).collect();
        there.sort();
        said.sort();
        assert_eq!((said.len(), &said), (2 * CHARTS.len(), &there));
        for (name, svg) in draw(&Tables { scenario: String::new(), ..tables.clone() }, &ENGLISH) {
            let file = folder.path().join(format!("charts/{name}.svg"));
            assert_eq!(std::fs::read_to_string(file).unwrap(), svg, "{format:?}, {name}");
        }
    }
}

#[test]
fn a_folder_without_data_is_an_error_and_gets_no_chart() {
    let folder = tempfile::tempdir().unwrap();
    let error = draw_all(folder.path(), Language::English).unwrap_err().to_string();
    assert!(error.contains("rounds"), "{error}");
    assert!(!folder.path().join("charts").exists());
}

#[test]
fn a_chart_that_cannot_be_written_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    write_folder(folder.path(), &worlds::tables(&worlds::healthy(300, 1)), Format::Csv);
    std::fs::create_dir_all(folder.path().join("charts/health.svg/in-the-way")).unwrap();
    let error = draw_all(folder.path(), Language::English).unwrap_err().to_string();
    assert!(error.starts_with("cannot write ") && error.contains("health.svg"), "{error}");
    assert!(!folder.path().join("charts/health.svg.part").exists());
}
