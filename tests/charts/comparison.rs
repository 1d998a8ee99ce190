//! Charts of comparisons: every member in its colour, with intervals, in all of them.

use super::replicates::bands;
use super::{assert_texts_are_apart, has, in_all_languages, texts, worlds};
use patronage::chart::comparison::{CHARTS, Compared, ELECTIONS, draw};
use patronage::chart::theme::LOOKS;
use patronage::chart::{Error, draw_all, kind, words::ENGLISH};
use patronage::evidence::comparison::compare;
use patronage::evidence::{Pairing, Replicates};
use patronage::language::Language;
use patronage::output::Format;
use patronage::output::manifest::{Head, Kind, Manifest};
use patronage::scenario::Scenario;
use patronage::scenario::expectation::When;
use patronage::table::{Table, Values};

/// The tables of a comparison: rounds, lorenz, clients, comparison.
type Tables = [Table; 4];

/// A table with a first column that names the member.
fn of_member(table: &Table, name: &str) -> Table {
    let mut named = Table::new(&table.name, "").text("scenario", "", "", vec![Some(name.to_owned()); table.rows()]);
    named.columns.extend(table.columns.iter().cloned());
    named
}

fn tables(members: &[(&str, Scenario)], replicates: u32) -> Tables {
    let mut all: Option<[Table; 3]> = None;
    for (name, scenario) in members {
        let run = worlds::replicated(scenario, replicates);
        let first = worlds::tables(scenario).clients;
        let parts = [&run.rounds, &run.lorenz, &first].map(|table| of_member(table, name));
        match &mut all {
            None => all = Some(parts),
            Some(all) => all.iter_mut().zip(parts).for_each(|(table, rows)| worlds::append(table, rows)),
        }
    }
    let [rounds, lorenz, clients] = all.unwrap();
    let differences = differences(&rounds, members.len());
    [rounds, lorenz, clients, differences]
}

fn differences(rounds: &Table, members: usize) -> Table {
    let planned = rounds.numbers("round").unwrap().into_iter().flatten().fold(0.0, f64::max) as u32;
    let samples = Replicates::of(rounds, planned).unwrap().at(When::Mean(5));
    compare(&samples, &vec![Pairing::Paired; members]).table()
}

fn compared([rounds, lorenz, clients, differences]: &Tables) -> Compared {
    Compared::new(rounds.clone(), lorenz.clone(), clients.clone(), differences.clone())
}

fn healthy_and_coercive(replicates: u32) -> Tables {
    tables(&[("healthy", worlds::healthy(800, 10)), ("coercive-closed", worlds::coercive(800, 10))], replicates)
}

/// The charts of a small comparison.
pub fn example() -> Vec<(&'static str, String)> {
    draw(&compared(&healthy_and_coercive(2)), &ENGLISH)
}

fn chart(tables: &Tables, name: &str) -> String {
    draw(&compared(tables), &ENGLISH).into_iter().find(|(known, _)| *known == name).unwrap().1
}

fn assert_sound(what: &str, tables: &Tables) {
    for (name, svg) in in_all_languages(|words| draw(&compared(tables), words)) {
        assert_texts_are_apart(&format!("{what}, {name}"), &svg);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{what}, {name}");
    }
}

fn hex(i: usize) -> String {
    let color = LOOKS[i].color;
    format!("#{:02X}{:02X}{:02X}", color.0, color.1, color.2)
}

/// The colours of the texts that say this.
fn colors(svg: &str, said: &str) -> Vec<String> {
    let elements = svg.split("<text ").skip(1).map(|rest| rest.split("</text>").next().unwrap());
    let saying = elements.filter(|element| element.split_once('>').unwrap().1.trim() == said);
    saying.map(|element| element.split_once("fill=\"").unwrap().1.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn charts_say_what_they_show() {
    let tables = healthy_and_coercive(3);
    assert_sound("two members", &tables);
    let wanted = [
        (
            "health",
            vec!["Health index", "Beyond wage", "Voluntariness", "Loyalty in return", "Mutual aid", "Mutual value", "1.0"],
        ),
        (
            "over-time",
            vec!["Clients with a patron", "Loyalty", "Resentment", "Hungry clients", "Gini of clients’ wealth", "round"],
        ),
        ("differences", vec!["What differs most from “healthy”", "mean of the last 5 rounds", "difference", "resilience"]),
        ("lorenz", vec!["in round 10", "Gini 0.", "all hold the same"]),
        ("received-given", vec!["received from the patron [S per round]", "received more", "gave more", "median: received"]),
    ];
    assert_eq!(wanted.len(), CHARTS.len());
    for (name, texts) in wanted {
        let svg = chart(&tables, name);
        texts.into_iter().for_each(|text| assert!(has(&svg, text), "{name} lacks `{text}`"));
        assert!(has(&svg, "3 replicates each") && !has(&svg, ENGLISH.no_data), "{name}");
    }
}

#[test]
fn a_member_has_one_colour_in_all_charts() {
    let tables = healthy_and_coercive(2);
    for (name, svg) in draw(&compared(&tables), &ENGLISH) {
        for (i, member) in ["healthy", "coercive-closed"].into_iter().enumerate() {
            let colors = colors(&svg, member);
            assert!(!colors.is_empty() && colors.iter().all(|color| *color == hex(i)), "{name}: {member} in {colors:?}");
        }
    }
}

#[test]
fn bands_and_whiskers_need_two_replicates() {
    let band = |svg: &str| (0..2).all(|i| !bands(svg, (LOOKS[i].color.0, LOOKS[i].color.1, LOOKS[i].color.2)).is_empty());
    let (one, three) = (healthy_and_coercive(1), healthy_and_coercive(3));
    assert!(band(&chart(&three, "over-time")) && !band(&chart(&one, "over-time")));
    assert_sound("one replicate", &one);
    let lines = |tables: &Tables, name: &str| {
        chart(tables, name).matches("<polyline").count() + chart(tables, name).matches("<line").count()
    };
    // A stem and two caps at each of the six marks of both members.
    assert_eq!(lines(&three, "health"), lines(&one, "health") + 3 * 6 * 2);
    assert!(has(&chart(&one, "health"), "one replicate each"));
    assert!(has(&chart(&three, "differences"), " ± ") && !has(&chart(&one, "differences"), " ± "));
}

#[test]
fn health_holds_the_means_of_the_table() {
    let mut tables = healthy_and_coercive(3);
    let rows: Vec<bool> =
        tables[3].words("measure").unwrap().iter().map(|word| word.as_deref() == Some("health_mutual_aid")).collect();
    for (column, value) in [("mean_baseline", 0.4321), ("mean_scenario", 0.1234)] {
        let column = tables[3].columns.iter_mut().find(|known| known.name == column).unwrap();
        let Values::Float(values) = &mut column.values else { panic!("means are numbers") };
        values.iter_mut().zip(&rows).filter(|(_, is_wanted)| **is_wanted).for_each(|(known, _)| *known = Some(value));
    }
    let svg = chart(&tables, "health");
    assert!(colors(&svg, "0.43").contains(&hex(0)) && colors(&svg, "0.12").contains(&hex(1)));
}

#[test]
fn the_most_telling_differences_come_first() {
    let tables = healthy_and_coercive(3);
    let svg = chart(&tables, "differences");
    let (ranks, measures) = (tables[3].numbers("rank").unwrap(), tables[3].words("measure").unwrap());
    let differences = tables[3].numbers("difference").unwrap();
    let mut known: Vec<(f64, String)> = (0..ranks.len())
        .filter(|&i| differences[i].is_some())
        .map(|i| (ranks[i].unwrap(), measures[i].clone().unwrap().replace('_', " ")))
        .collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let texts = texts(&svg);
    let place = |name: &str| {
        let of = |text: &str| text == name || text.strip_suffix(" *") == Some(name);
        texts.iter().find(|(text, _)| of(text)).map(|(_, ink)| ink.top())
    };
    let places: Vec<f32> = known.iter().take(15).map(|(_, name)| place(name).unwrap_or_else(|| panic!("no {name}"))).collect();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
    assert!(known.len() > 16 && place(&known[15].1).is_none());
}

#[test]
fn up_to_six_members_are_drawn_and_the_rest_is_said() {
    let scenarios = || (1..=7).map(|i| (format!("economy.outside=0.{i}"), worlds::healthy(300, 4)));
    let named: Vec<(String, Scenario)> = scenarios().collect();
    for n in 2..=7 {
        let members: Vec<(&str, Scenario)> =
            named[..n].iter().map(|(name, scenario)| (name.as_str(), scenario.clone())).collect();
        let tables = tables(&members, 2);
        assert_sound(&format!("{n} members"), &tables);
        for (name, svg) in draw(&compared(&tables), &ENGLISH) {
            assert!(has(&svg, "economy.outside ="), "{name} of {n}");
            assert!(colors(&svg, &format!("0.{}", n.min(6))).contains(&hex(n.min(6) - 1)), "{name} of {n}");
            assert_eq!(has(&svg, "and 1 more in the tables"), n > 6, "{name} of {n}");
        }
    }
}

#[test]
fn long_names_are_cut() {
    let name = |i: u32| format!("a scenario whose file has a name that goes on and on {i}");
    let names: Vec<String> = (0..4).map(name).collect();
    let members: Vec<(&str, Scenario)> = names.iter().map(|name| (name.as_str(), worlds::healthy(300, 3))).collect();
    let tables = tables(&members, 2);
    assert_sound("long names", &tables);
    assert!(has(&chart(&tables, "health"), "…"));
}

/// Makes the numbers of some columns unknown in the rows of a member.
fn forget(table: &mut Table, member: &str, of: impl Fn(&str) -> bool) {
    let rows: Vec<bool> = table.words("scenario").unwrap().iter().map(|name| name.as_deref() == Some(member)).collect();
    for column in table.columns.iter_mut().filter(|column| of(&column.name)) {
        if let Values::Float(values) = &mut column.values {
            values.iter_mut().zip(&rows).filter(|(_, is_of)| **is_of).for_each(|(value, _)| *value = None);
        }
    }
}

#[test]
fn a_member_without_data_is_named_and_leaves_the_others() {
    let mut tables = healthy_and_coercive(3);
    for table in &mut tables[..3] {
        forget(table, "coercive-closed", |_| true);
    }
    tables[3] = differences(&tables[0], 2);
    assert_sound("unknown", &tables);
    let svg = chart(&tables, "over-time");
    assert!(colors(&svg, "coercive-closed") == [hex(1)] && has(&svg, ENGLISH.no_data));
    assert!(has(&chart(&tables, "differences"), ENGLISH.no_data));
    assert!(colors(&chart(&tables, "health"), "coercive-closed") == [hex(1)]);
}

#[test]
fn unknown_values_stay_unknown() {
    let mut tables = healthy_and_coercive(3);
    forget(&mut tables[0], "coercive-closed", |name| name == "loyalty_mean" || name == "health_index");
    tables[3] = differences(&tables[0], 2);
    assert_sound("some unknown", &tables);
    assert!(has(&chart(&tables, "over-time"), ENGLISH.no_data));
    assert!(!has(&chart(&tables, "differences"), "loyalty mean"));
    for column in ["low", "high", "low_baseline", "high_scenario"] {
        forget(&mut tables[3], "coercive-closed", |name| name == column);
    }
    assert_sound("no intervals", &tables);
}

#[test]
fn tables_without_rows_or_columns() {
    let empty = ["rounds", "lorenz", "clients", "comparison"].map(|name| Table::new(name, ""));
    assert_sound("empty", &empty);
    for (name, svg) in draw(&compared(&empty), &ENGLISH) {
        assert!(has(&svg, ENGLISH.no_data), "{name}");
    }
}

#[test]
fn elections_are_drawn_where_they_were_held() {
    let mut tables = healthy_and_coercive(2);
    assert!(draw(&compared(&tables), &ENGLISH).iter().all(|(name, _)| *name != ELECTIONS.0));
    let rounds = tables[0].numbers("round").unwrap();
    for (measure, value) in [("turnout", 0.62), ("offered_share", 0.2), ("price_per_changed_vote", 3.4)] {
        let column = tables[0].columns.iter_mut().find(|column| column.name == measure).unwrap();
        let held = rounds.iter().map(|round| [Some(3.0), Some(8.0)].contains(round).then_some(value));
        column.values = Values::Float(held.collect());
    }
    assert_sound("elections", &tables);
    let svg = chart(&tables, ELECTIONS.0);
    for wanted in ["Turnout", "0.62", "Voters offered a gift", "Price of a changed vote [S]", "3.40", ENGLISH.no_data] {
        assert!(has(&svg, wanted), "`{wanted}` is missing");
    }
}

#[test]
fn equal_data_give_equal_bytes() {
    let tables = healthy_and_coercive(2);
    assert_eq!(draw(&compared(&tables), &ENGLISH), draw(&compared(&tables.clone()), &ENGLISH));
}

#[test]
fn a_folder_is_drawn_by_its_kind() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(kind(folder.path()).unwrap(), Kind::Run);
    let tables = healthy_and_coercive(2);
    for table in &tables {
        let file = folder.path().join(Format::Parquet.file_name(&table.name));
        std::fs::write(file, Format::Parquet.encode(table).unwrap()).unwrap();
    }
    let head = serde_json::to_string(&Head::new(Kind::Comparison, "healthy | coercive-closed")).unwrap();
    std::fs::write(folder.path().join(Manifest::FILE), head).unwrap();
    assert_eq!(kind(folder.path()).unwrap(), Kind::Comparison);
    let written = draw_all(folder.path(), Language::English).unwrap();
    assert_eq!(written.len(), 2 * CHARTS.len());
    for (name, svg) in draw(&compared(&tables), &ENGLISH) {
        let file = folder.path().join(format!("charts/{name}.svg"));
        assert_eq!(std::fs::read_to_string(file).unwrap(), svg, "{name}");
    }
    std::fs::write(folder.path().join(Manifest::FILE), "{}").unwrap();
    assert!(matches!(draw_all(folder.path(), Language::English), Err(Error::Manifest(_))));
}
