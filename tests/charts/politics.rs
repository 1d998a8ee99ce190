//! The charts of politics: drawn where there is politics, they show what the tables hold.

use super::{assert_all_are_sound, assert_texts_are_apart, chart, has, replaced, texts, worlds};
use patronage::chart::{CHARTS, POLITICAL_CHARTS, PoliticalTables, Tables, draw, words::ENGLISH};
use patronage::table::{Table, Values};

/// A candidate's result: round, election, party, votes, seats.
type Result = (i64, &'static str, &'static str, i64, i64);
/// Offers of a candidate: election, strategy, attitude, then offered, accepted, delivered, changed, then paid and skimmed in S.
type Offers = (&'static str, &'static str, &'static str, [i64; 4], [f64; 2]);

fn text(values: impl Iterator<Item = &'static str>) -> impl Iterator<Item = Option<String>> {
    values.map(|value| Some(value.to_owned()))
}

fn elections(rows: &[Result]) -> Table {
    Table::new("elections", "")
        .int("replicate", "", "", rows.iter().map(|_| Some(0)))
        .int("round", "", "", rows.iter().map(|row| Some(row.0)))
        .text("election", "", "", text(rows.iter().map(|row| row.1)))
        .text("party", "", "", text(rows.iter().map(|row| row.2)))
        .int("votes", "", "", rows.iter().map(|row| Some(row.3)))
        .int("seats", "", "", rows.iter().map(|row| Some(row.4)))
}

fn offers(rows: &[Offers]) -> Table {
    let counts = |i: usize| rows.iter().map(move |row| Some(row.3[i]));
    let price = |row: &Offers| (row.3[1] > 0).then(|| 2_000_000.0 * row.4[0] / row.3[1] as f64);
    Table::new("offers", "")
        .text("election", "", "", text(rows.iter().map(|row| row.0)))
        .text("strategy", "", "", text(rows.iter().map(|row| row.1)))
        .text("attitude", "", "", text(rows.iter().map(|row| row.2)))
        .int("offered", "", "", counts(0))
        .int("accepted", "", "", counts(1))
        .int("delivered", "", "", counts(2))
        .int("changed", "", "", counts(3))
        .float("paid", "", "", rows.iter().map(|row| Some(row.4[0])))
        .float("skimmed", "", "", rows.iter().map(|row| Some(row.4[1])))
        .float("price_rupiah", "", "", rows.iter().map(price))
}

/// Results of a world without politics, and a column of rounds for every measure of politics.
fn tables(results: &[Result], offered: &[Offers]) -> Tables {
    let mut tables = worlds::tables(&worlds::healthy(1000, 24));
    let values = |column: &str, round: f64| match column {
        "public_goods_share" => Some(0.42 - 0.005 * round),
        "salaries_share" => Some(0.2),
        "relief_share" => Some(0.08),
        "club_share" => Some(0.12 + 0.003 * round),
        "contracts_share" => Some(0.13),
        "leak_share" => Some(0.05 + 0.002 * round),
        "service_connected_share" => Some(1.0),
        "service_others_share" => Some(0.31),
        "saved_by_state_share" => Some(0.0),
        "political_personalism_share" => Some(0.4),
        _ => None,
    };
    for column in &mut tables.rounds.columns {
        if values(&column.name, 0.0).is_some() {
            let series = (0..=24).map(|round| values(&column.name, f64::from(round)).filter(|_| round > 0));
            column.values = Values::Float(series.collect());
        }
    }
    tables.politics = Some(PoliticalTables { elections: elections(results), offers: offers(offered) });
    tables
}

const RESULTS: [Result; 12] = [
    (8, "executive", "left", 600, 1),
    (8, "executive", "right", 400, 0),
    (8, "council", "left", 400, 5),
    (8, "council", "centre", 350, 3),
    (8, "council", "right", 250, 2),
    (16, "executive", "left", 450, 0),
    (16, "executive", "right", 550, 1),
    (16, "council", "left", 300, 3),
    (16, "council", "centre", 300, 3),
    (16, "council", "right", 400, 4),
    (24, "executive", "left", 500, 0),
    (24, "executive", "right", 510, 1),
];

const OFFERS: [Offers; 8] = [
    ("executive", "vote", "swing", [120, 100, 40, 30], [6.0, 2.0]),
    ("executive", "vote", "opposed", [40, 30, 6, 4], [2.0, 1.0]),
    ("executive", "turnout", "loyal", [60, 50, 40, 10], [2.5, 1.0]),
    ("executive", "abstention", "opposed", [10, 8, 0, 2], [0.4, 0.1]),
    ("executive", "reward", "loyal", [150, 140, 139, 0], [7.0, 2.0]),
    ("council", "vote", "swing", [80, 70, 30, 12], [14.0, 4.0]),
    ("council", "persuasion", "swing", [30, 20, 5, 5], [3.0, 1.0]),
    ("council", "reward", "loyal", [50, 45, 45, 0], [6.0, 2.0]),
];

/// A run with elections.
pub fn example() -> Tables {
    tables(&RESULTS, &OFFERS)
}

#[test]
fn charts_of_politics_are_drawn_where_there_is_politics() {
    let with = tables(&RESULTS, &OFFERS);
    let names = |tables: &Tables| draw(tables, &ENGLISH).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let all: Vec<&str> = CHARTS.iter().chain(&POLITICAL_CHARTS).map(|chart| chart.name).collect();
    assert_eq!(names(&with), all);
    assert_eq!(names(&Tables { politics: None, ..with.clone() }), all[..CHARTS.len()]);
    assert_all_are_sound("politics", &with);
    for (name, svg) in draw(&with, &ENGLISH) {
        for (text, place) in texts(&svg).into_iter().take(2) {
            assert!(place.width() * 1.09 < 960.0 - 24.0 - 10.0, "{name}: `{text}` is {} wide", place.width());
        }
        assert!(!has(&svg, ENGLISH.no_data), "{name}");
    }
}

#[test]
fn charts_of_politics_say_what_the_tables_hold() {
    let tables = tables(&RESULTS, &OFFERS);
    let wanted = [
        ("elections", vec!["executive", "council", "left", "centre", "right", "8", "16", "24", "round"]),
        // 160 of 540 offers were for vote buying, and 34 of 130 gifts that were taken for it changed the vote.
        (
            "offers",
            vec![
                "Vote buying",
                "44\u{a0}% of offers",
                "23\u{a0}% changed the vote",
                "5.6\u{a0}% of offers",
                "0\u{a0}% changed the vote",
            ],
        ),
        // 17.9 S for 328 gifts, and 24 S for 225 votes, 46 of them changed.
        (
            "vote-prices",
            vec![
                "per changed vote",
                "0.055 S (Rp 109\u{2009}000)",
                "0.11 S (Rp 213\u{2009}000)",
                "0.52 S (Rp 1\u{2009}040\u{2009}000)",
            ],
        ),
        ("public-money", vec!["public goods 0.30", "stolen 0.10", "salaries 0.20", "relief 0.08"]),
        ("service", vec!["connected 1.00", "all others 0.31"]),
        (
            "clientelism",
            vec![
                "iteration: ties that last 1.00",
                "personalism: in all 1.00",
                "… in politics 0.40",
                "reciprocity 0.8",
                "asymmetry: clients depend 0.9",
            ],
        ),
        ("resilience", vec!["state 0.00"]),
    ];
    for (name, texts) in wanted {
        let svg = chart(&tables, name);
        texts.into_iter().for_each(|text| assert!(has(&svg, text), "{name} lacks `{text}`"));
    }
    assert!(!has(&chart(&Tables { politics: None, ..tables }, "resilience"), "state"));
}

/// The bars of a chart: their colours with left, right, upper and lower edges [pixels].
fn bars(svg: &str) -> Vec<(String, [f64; 4])> {
    let polygons = svg.split("<polygon ").skip(1).map(|rest| rest.split("/>").next().unwrap());
    let bar = |polygon: &str| {
        let value = |name: &str| polygon.split_once(name).unwrap().1.split('"').next().unwrap().to_owned();
        let points: Vec<Vec<f64>> = value("points=\"")
            .split_whitespace()
            .map(|point| point.split(',').map(|number| number.parse::<f64>().unwrap() / 4.0).collect())
            .collect();
        let of = |axis: usize| points.iter().map(move |point| point[axis]);
        let [left, top] = [0, 1].map(|axis| of(axis).fold(f64::INFINITY, f64::min));
        let [right, bottom] = [0, 1].map(|axis| of(axis).fold(0.0, f64::max));
        (value("fill=\""), [left, right, top, bottom])
    };
    polygons.map(bar).collect()
}

#[test]
fn bars_are_as_high_as_shares() {
    let svg = chart(&tables(&RESULTS[..5], &OFFERS), "elections");
    let bars = bars(&svg);
    // Votes and seats of the executive, where the seat is one party's, then of the council.
    let [executive, council] = [&bars[..3], &bars[3..]];
    let height = |bar: &(String, [f64; 4])| bar.1[3] - bar.1[2];
    let whole = height(&executive[2]);
    let shares: Vec<f64> = executive.iter().chain(council).map(|bar| height(bar) / whole).collect();
    let wanted = [0.6, 0.4, 1.0, 0.4, 0.25, 0.35, 0.5, 0.2, 0.3];
    assert_eq!(shares.len(), wanted.len());
    for (share, wanted) in shares.iter().zip(wanted) {
        assert!((share - wanted).abs() < 0.005, "{shares:?}");
    }
    assert_eq!(executive[0].0, council[0].0, "a party has one colour");
    assert!(executive[0].1[1] < executive[2].1[0], "votes are on the left");
}

#[test]
fn many_parties_elections_and_rounds_are_drawn_in_part() {
    let names = ["a party with a name that is long", "b", "c", "d", "e", "f", "g", "h"];
    let elections = ["governor of the whole province", "house", "senate", "regency council", "village heads", "mayor"];
    let result = |round: i64, election: usize, party: usize| {
        (8 * (round + 1), elections[election], names[party], 1000 - 100 * party as i64, (8 - party) as i64)
    };
    let rows: Vec<Result> = (0..20)
        .flat_map(|round| (0..6).flat_map(move |election| (0..8).map(move |party| (round, election, party))))
        .map(|(round, election, party)| result(round, election, party))
        .collect();
    let offered: Vec<Offers> = elections.iter().map(|&name| (name, "vote", "swing", [10, 10, 5, 0], [1e6, 3e6])).collect();
    let tables = tables(&rows, &offered);
    assert_all_are_sound("many", &tables);
    let svg = chart(&tables, "elections");
    assert!(has(&svg, "others") && has(&svg, "times)") && has(&svg, "160") && has(&svg, "2 more"), "{:?}", texts(&svg));
    let svg = chart(&tables, "vote-prices");
    assert!(has(&svg, "1 more") && has(&svg, "none"), "{:?}", texts(&svg));
}

#[test]
fn odd_political_data_give_sound_charts() {
    let tables = tables(&RESULTS, &OFFERS);
    let is_number = |name: &str| !["round", "replicate", "election", "party", "strategy", "attitude"].contains(&name);
    for value in [None, Some(0.0), Some(1.0), Some(1e12), Some(f64::NAN), Some(f64::INFINITY), Some(-0.1)] {
        let political = tables.politics.clone().unwrap();
        let politics = PoliticalTables {
            elections: replaced(political.elections, is_number, value),
            offers: replaced(political.offers, is_number, value),
        };
        assert_all_are_sound(&format!("{value:?}"), &Tables { politics: Some(politics), ..tables.clone() });
    }
    let none = super::worlds::tables(&worlds::healthy(300, 1));
    let politics = PoliticalTables { elections: elections(&[]), offers: offers(&[]) };
    let quiet = Tables { politics: Some(politics), ..none };
    assert_all_are_sound("before the first election", &quiet);
    for name in ["elections", "offers", "vote-prices"] {
        assert!(has(&chart(&quiet, name), ENGLISH.no_data), "{name}");
    }
    assert_texts_are_apart("no public money", &chart(&quiet, "public-money"));
}
