//! Charts of several replicates of one run: means with bands, and what is said of them.

use super::{assert_all_are_sound, chart, has, replaced, texts, worlds};
use patronage::chart::theme::{GREY, LOOKS};
use patronage::chart::{CHARTS, POLITICAL_CHARTS, PoliticalTables, Tables, draw, words::ENGLISH};
use patronage::table::{Table, Values};

/// The corners of the bands of this colour, in the order of the chart [pixels].
pub fn bands(svg: &str, (red, green, blue): (u8, u8, u8)) -> Vec<Vec<(f64, f64)>> {
    let start = format!("<polygon opacity=\"0.16\" fill=\"#{red:02X}{green:02X}{blue:02X}\"");
    let polygons = svg.split(&start).skip(1).map(|rest| rest.split_once("points=\"").unwrap().1.split('"').next().unwrap());
    let number = |text: &str| text.parse::<f64>().unwrap() / 4.0;
    let point = |point: &str| point.split_once(',').map(|(x, y)| (number(x), number(y))).unwrap();
    polygons.map(|points| points.split_whitespace().map(point).collect()).collect()
}

fn rgb(color: plotters::style::RGBColor) -> (u8, u8, u8) {
    (color.0, color.1, color.2)
}

/// As many replicates of the same results, with these values of a measure in all rounds of one replicate after the other.
fn with_values(measure: &str, values: &[f64]) -> Tables {
    let one = worlds::tables(&worlds::healthy(400, 6));
    let mut all = Tables { rounds: replaced(one.rounds.clone(), |name| name == measure, Some(values[0])), ..one.clone() };
    for (replicate, &value) in values.iter().enumerate().skip(1) {
        let mut rounds = replaced(one.rounds.clone(), |name| name == measure, Some(value));
        rounds.columns[0].values = Values::Int(vec![Some(replicate as i64); rounds.rows()]);
        assert_eq!(rounds.columns[0].name, "replicate");
        worlds::append(&mut all.rounds, rounds);
    }
    all
}

/// The place of the tick that says this [pixels].
fn tick(svg: &str, said: &str) -> f64 {
    let texts = texts(svg);
    let (_, place) = texts.iter().find(|(text, _)| text == said).unwrap();
    f64::from(place.top() + place.bottom()) / 2.0
}

#[test]
fn bands_are_the_intervals_of_means() {
    let svg = chart(&with_values("wage_mean", &[0.48, 0.49, 0.5, 0.51, 0.52]), "strategies");
    let [band] = &bands(&svg, rgb(LOOKS[0].color))[..] else { panic!("one band of the wage") };
    let height = tick(&svg, "0.0") - tick(&svg, "1.0");
    let share = |y: f64| (tick(&svg, "0.0") - y) / height;
    let (top, bottom) = (band.iter().map(|p| p.1).fold(1e9, f64::min), band.iter().map(|p| p.1).fold(0.0, f64::max));
    // sd 0.015811, n 5, t 2.776445 with 4 degrees of freedom.
    let half = 2.776_445 * 0.015_811_388 / 5.0_f64.sqrt();
    assert!((share(top) - (0.5 + half)).abs() < 0.002 && (share(bottom) - (0.5 - half)).abs() < 0.002, "{top} {bottom}");
    assert!(has(&svg, "wage 0.50") && has(&svg, "Means of 5 replicates. Bands: 95"));
}

#[test]
fn one_replicate_has_no_bands_and_no_note() {
    for (name, svg) in draw(&worlds::tables(&worlds::healthy(400, 6)), &ENGLISH) {
        assert!(LOOKS.iter().all(|look| bands(&svg, rgb(look.color)).is_empty()), "{name}");
        assert!(!has(&svg, "replicate"), "{name}");
    }
}

#[test]
fn wide_bands_stay_within_the_plot() {
    // With two replicates the interval reaches 12.7 standard errors to each side.
    let tables = with_values("wage_mean", &[0.1, 0.9]);
    assert_all_are_sound("wide", &tables);
    let svg = chart(&tables, "strategies");
    let [band] = &bands(&svg, rgb(LOOKS[0].color))[..] else { panic!("one band of the wage") };
    let is_inside = |&(_, y): &(f64, f64)| (tick(&svg, "1.0") - 1.0..=tick(&svg, "0.0") + 1.0).contains(&y);
    assert!(band.iter().all(is_inside), "{band:?}");
}

#[test]
fn a_round_known_in_one_replicate_has_no_band() {
    let mut tables = with_values("wage_mean", &[0.4, 0.5, 0.6]);
    let whole = bands(&chart(&tables, "strategies"), rgb(LOOKS[0].color));
    assert_eq!(whole.len(), 1);
    let wage = tables.rounds.columns.iter_mut().find(|column| column.name == "wage_mean").unwrap();
    let Values::Float(values) = &mut wage.values else { panic!("wages are numbers") };
    // Seven rows a replicate: round 3 of the first two.
    (values[3], values[10]) = (None, None);
    let svg = chart(&tables, "strategies");
    assert_eq!(bands(&svg, rgb(LOOKS[0].color)).len(), 2);
    assert_all_are_sound("gap", &tables);
}

#[test]
fn reciprocity_has_one_kind_of_band() {
    let spread = |tables: &Tables| bands(&chart(tables, "reciprocity"), rgb(GREY)).len();
    let means = |tables: &Tables| bands(&chart(tables, "reciprocity"), rgb(LOOKS[0].color)).len();
    let (one, three) = (worlds::tables(&worlds::healthy(400, 6)), worlds::replicated(&worlds::healthy(400, 6), 3));
    assert_eq!((spread(&one), means(&one)), (1, 0));
    assert_eq!((spread(&three), means(&three)), (0, 1));
    assert!(has(&chart(&one, "reciprocity"), "Band: the middle 80"));
    assert!(has(&chart(&three, "reciprocity"), "Dotted: 10"));
}

/// Three replicates of a world with elections.
fn political() -> Tables {
    let mut tables = worlds::replicated(&worlds::healthy(1000, 12), 3);
    let word = |word: &str| vec![Some(word.to_owned()); 3];
    let each = |n: i64| vec![Some(n); 3];
    let replicate = || vec![Some(0), Some(1), Some(2)];
    let elections = Table::new("elections", "")
        .int("replicate", "", "", replicate())
        .int("round", "", "", each(8))
        .text("election", "", "", word("mayor"))
        .text("party", "", "", word("left"))
        .int("votes", "", "", each(700))
        .int("seats", "", "", each(1));
    let offers = Table::new("offers", "")
        .int("replicate", "", "", replicate())
        .text("election", "", "", word("mayor"))
        .text("strategy", "", "", word("vote"))
        .text("attitude", "", "", word("swing"))
        .int("offered", "", "", each(10))
        .int("accepted", "", "", each(8))
        .int("delivered", "", "", each(6))
        .int("changed", "", "", each(4))
        .float("paid", "", "", [Some(1.0), Some(2.0), Some(5.0)])
        .float("skimmed", "", "", [Some(0.5); 3])
        .float("price_rupiah", "", "", [Some(1e6); 3]);
    tables.politics = Some(PoliticalTables { elections, offers });
    tables
}

#[test]
fn all_charts_say_what_they_make_of_replicates() {
    let tables = political();
    assert_all_are_sound("three replicates", &tables);
    let drawn = draw(&tables, &ENGLISH);
    assert_eq!(drawn.len(), CHARTS.len() + POLITICAL_CHARTS.len());
    for (name, svg) in drawn {
        let wanted = match name {
            "network" | "received-given" => "One of 3 replicates, the first.",
            "elections" | "offers" | "vote-prices" => "All 3 replicates together.",
            "lorenz" | "resilience" | "public-money" => "Means of 3 replicates.",
            _ => "Means of 3 replicates. Bands: 95",
        };
        assert!(has(&svg, wanted), "{name} lacks `{wanted}`");
    }
    // 8 S for 24 gifts; with what was kept, 9.5 S for 12 changed votes.
    assert!(has(&chart(&tables, "vote-prices"), "0.33 S") && has(&chart(&tables, "vote-prices"), "0.79 S"));
}

#[test]
fn bands_are_drawn_where_replicates_differ() {
    let tables = worlds::replicated(&worlds::adaptive(400, 12), 3);
    for name in ["inequality", "loyalty-resentment-hunger", "strategies", "health", "leaving", "clientelism", "reciprocity"] {
        let svg = chart(&tables, name);
        let is_high = |band: &Vec<(f64, f64)>| {
            let heights = band.iter().map(|&(_, y)| y);
            heights.clone().fold(0.0, f64::max) - heights.fold(1e9, f64::min) > 2.0
        };
        assert!(bands(&svg, rgb(LOOKS[0].color)).iter().any(is_high), "{name}");
    }
}

#[test]
fn a_society_is_that_of_the_first_replicate() {
    let scenario = worlds::adaptive(400, 4);
    let (one, three) = (worlds::tables(&scenario), worlds::replicated(&scenario, 3));
    let shapes = |tables: &Tables, name: &str| {
        let svg = chart(tables, name);
        ["<circle", "<polyline", "<rect", "<polygon"].map(|shape| svg.matches(shape).count())
    };
    for name in ["network", "received-given"] {
        assert_eq!(shapes(&one, name), shapes(&three, name), "{name}");
    }
    assert_ne!(shapes(&one, "network"), shapes(&worlds::of_replicate(&scenario, 1), "network"));
}

#[test]
fn equal_replicates_give_equal_bytes() {
    let tables = worlds::replicated(&worlds::coercive(400, 5), 3);
    assert_eq!(draw(&tables, &ENGLISH), draw(&tables.clone(), &ENGLISH));
}
