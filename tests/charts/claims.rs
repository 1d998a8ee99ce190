//! The forest plot: a row per test, what is expected, and the verdict in three ways.

use super::{assert_texts_are_apart, has, in_all_languages, texts};
use patronage::chart::claims::{Tables, forest};
use patronage::chart::theme::LOOKS;
use patronage::chart::{draw_all, png, words::ENGLISH};
use patronage::language::Language;
use patronage::output::Format;
use patronage::output::manifest::{Head, Kind, Manifest};
use patronage::table::Table;

/// A test: claim, measure, what is expected, reference, levels, both means, effect with its interval, verdict.
type Test = (&'static str, &'static str, &'static str, Option<f64>, [&'static str; 2], [Option<f64>; 2], [f64; 3], &'static str);

const TESTS: [Test; 7] = [
    ("P1", "votes_bought_share", "rises", None, ["secret", "open"], [Some(0.1), Some(0.3)], [0.2, 0.15, 0.25], "supported"),
    ("P1", "offered_share", "falls", None, ["secret", "open"], [Some(0.1), Some(0.3)], [0.2, 0.15, 0.25], "contradicted"),
    ("P2", "loyalty_mean", "unchanged", Some(0.1), ["small", "large"], [Some(0.5), Some(0.5)], [0.0, -0.02, 0.02], "supported"),
    ("P2", "hungry_share", "above", Some(0.2), ["", "large"], [None, Some(0.1)], [-0.1, -0.15, -0.05], "contradicted"),
    ("P2", "hungry_share", "below", Some(0.2), ["", "large"], [None, Some(0.1)], [-0.1, -0.25, 0.05], "undecided"),
    ("P10", "turnout", "weaker", None, ["a", "b"], [Some(0.4), Some(0.5)], [-0.4, -0.9, 0.1], "undecided"),
    ("P10", "leak_share", "rises", None, ["a", "b"], [Some(0.4), Some(0.5)], [0.1, f64::NAN, f64::NAN], "undecided"),
];

fn words<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<Option<String>> {
    values.into_iter().map(|word| (!word.is_empty()).then(|| word.to_owned())).collect()
}

fn tables(tests: &[Test]) -> Tables {
    let known = |value: f64| value.is_finite().then_some(value);
    let bound = |test: &Test| test.3.filter(|_| test.5[0].is_none());
    let larger = |test: &Test| test.5.into_iter().chain([bound(test)]).flatten().map(f64::abs).fold(0.0, f64::max);
    let effects = |i: usize| tests.iter().map(move |test| known(test.6[i]));
    let relative = |i: usize| tests.iter().map(move |test| known(test.6[i] / larger(test)));
    let of = Table::new("claim_tests", "")
        .text("claim", "", "", words(tests.iter().map(|test| test.0)))
        .text("measure", "", "", words(tests.iter().map(|test| test.1)))
        .text("expected", "", "", words(tests.iter().map(|test| test.2)))
        .float("reference", "", "", tests.iter().map(|test| test.3))
        .text("from", "", "", words(tests.iter().map(|test| test.4[0])))
        .text("to", "", "", words(tests.iter().map(|test| test.4[1])))
        .float("mean_from", "", "", tests.iter().map(|test| test.5[0]))
        .float("mean_to", "", "", tests.iter().map(|test| test.5[1]))
        .float("effect", "", "", effects(0))
        .float("low", "", "", effects(1))
        .float("high", "", "", effects(2))
        .float("relative", "", "", relative(0))
        .float("relative_low", "", "", relative(1))
        .float("relative_high", "", "", relative(2))
        .text("verdict", "", "", words(tests.iter().map(|test| test.7)));
    let titles = [
        "Monitoring of votes makes vote buying worth while, and says so in a title that is far too long for its line",
        "Size",
        "Ties",
    ];
    let claims = Table::new("claims", "")
        .text("claim", "", "", words(["P1", "P2", "P10"]))
        .text("title", "", "", words(titles))
        .text("source", "", "", words(["Stokes 2005, Perverse accountability", "Scott", ""]))
        .int("year", "", "", [2005, 1972, 2020].map(Some))
        .text("verdict", "", "", words(["contradicted", "contradicted", "undecided"]));
    Tables { claims, tests: of }
}

/// The middle of the first text that is this, or else contains it [pixels].
fn place(svg: &str, wanted: &str) -> (f64, f64) {
    let texts = texts(svg);
    let equal = texts.iter().find(|(text, _)| text == wanted);
    let (_, ink) =
        equal.or_else(|| texts.iter().find(|(text, _)| text.contains(wanted))).unwrap_or_else(|| panic!("no `{wanted}`"));
    (f64::from(ink.left() + ink.right()) / 2.0, f64::from(ink.top() + ink.bottom()) / 2.0)
}

/// The chart of a few claims.
pub fn example() -> Vec<(&'static str, String)> {
    vec![("forest", forest(&tables(&TESTS), &ENGLISH))]
}

#[test]
fn tests_are_grouped_by_claim_and_said() {
    for (_, svg) in in_all_languages(|words| vec![("forest", forest(&tables(&TESTS), words))]) {
        assert_texts_are_apart("forest", &svg);
    }
    let svg = forest(&tables(&TESTS), &ENGLISH);
    for wanted in [
        "P1 Monitoring of votes",
        "votes bought share rises",
        "from secret to open",
        "offered share falls",
        "P2 Size",
        "Scott 1972",
        "loyalty mean unchanged, ±0.10",
        "hungry share is above 0.20",
        "turnout changes less than elsewhere",
        "0.20 (0.15 to 0.25)",
        "0.10 (0.050 to 0.15)",
        "3 claims, 7 tests",
    ] {
        assert!(has(&svg, wanted), "`{wanted}` is missing");
    }
    assert!(
        place(&svg, "P1 Mon").1 < place(&svg, "offered share").1 && place(&svg, "offered share").1 < place(&svg, "P2 Size").1
    );
    // Without interval, the effect alone.
    assert!(texts(&svg).iter().any(|(text, _)| text == "0.10"));
}

#[test]
fn verdicts_have_word_colour_and_marker() {
    let svg = forest(&tables(&TESTS), &ENGLISH);
    let count = |word: &str| texts(&svg).iter().filter(|(text, _)| text == word).count();
    assert_eq!((count("supported"), count("contradicted"), count("undecided")), (2, 2 + 2, 3 + 1));
    let color = |i: usize| format!("#{:02X}{:02X}{:02X}", LOOKS[i].color.0, LOOKS[i].color.1, LOOKS[i].color.2);
    // Circles, at the verdict and in the plot, of the two that are supported.
    let circles = svg.split("<circle ").skip(1).filter(|circle| circle.split("/>").next().unwrap().contains(&color(0))).count();
    assert_eq!(circles, 2 * 2);
    assert!(svg.split("<polygon ").skip(1).any(|square| square.split("/>").next().unwrap().contains(&color(1))));
}

/// The shaded areas, as (left, top, right, bottom) [pixels].
fn shaded(svg: &str) -> Vec<[f64; 4]> {
    let areas = svg.split("<polygon opacity=\"0.13\"").skip(1);
    let points = areas.map(|rest| rest.split_once("points=\"").unwrap().1.split('"').next().unwrap());
    let number = |text: &str| text.parse::<f64>().unwrap() / 4.0;
    let corners = |points: &str| -> Vec<(f64, f64)> {
        points.split_whitespace().map(|point| point.split_once(',').unwrap()).map(|(x, y)| (number(x), number(y))).collect()
    };
    points.map(corners).map(|corners| [corners[0].0, corners[0].1, corners[2].0, corners[2].1]).collect()
}

#[test]
fn what_is_expected_is_shaded() {
    let svg = forest(&tables(&TESTS), &ENGLISH);
    let shaded = shaded(&svg);
    assert_eq!(shaded.len(), TESTS.len());
    let (low, zero, high) = (place(&svg, "−1.0").0, place(&svg, "0.0").0, place(&svg, "1.0").0);
    let near = |a: f64, b: f64| (a - b).abs() < 8.0;
    let sides: Vec<(bool, bool)> = shaded.iter().map(|area| (near(area[0], low), near(area[2], high))).collect();
    // rises, falls, unchanged, above, below, weaker, rises
    let wanted = [(false, true), (true, false), (false, false), (false, true), (true, false), (false, true), (false, true)];
    assert_eq!(sides, wanted);
    let [left, _, right, _] = shaded[2];
    // A margin of 0.1 where the larger mean is 0.5.
    assert!(((right - left) / (shaded[0][2] - shaded[1][0]) - 0.2).abs() < 0.01 && near((left + right) / 2.0, zero));
}

#[test]
fn what_lies_beyond_the_axis_ends_in_arrows() {
    let count = |high: f64| {
        let mut test = TESTS[0];
        test.6[2] = high;
        let svg = forest(&tables(&[test]), &ENGLISH);
        assert_texts_are_apart("arrow", &svg);
        svg.matches("<polygon").count()
    };
    assert_eq!(count(0.9), count(0.25) + 1);
}

#[test]
fn the_page_is_as_high_as_its_rows() {
    let height = |n: usize| {
        let tests: Vec<Test> = TESTS.iter().cycle().take(n).copied().collect();
        f64::from(png::laid_out(&forest(&tables(&tests), &ENGLISH)).unwrap().size().height())
    };
    assert_eq!(height(0), 600.0);
    assert!(height(40) > 1500.0 && height(41) > height(40));
    assert!(has(&forest(&tables(&[]), &ENGLISH), "no data"));
}

#[test]
fn tables_that_lack_what_they_should_have() {
    let empty = || Table::new("claims", "");
    assert!(has(&forest(&Tables { claims: empty(), tests: empty() }, &ENGLISH), "no data"));
    let ids_alone = Table::new("claim_tests", "").text("claim", "", "", words(["P1", "P1"]));
    let svg = forest(&Tables { claims: empty(), tests: ids_alone }, &ENGLISH);
    assert_texts_are_apart("ids alone", &svg);
    assert!(has(&svg, "P1") && has(&svg, "no data") && !svg.contains("NaN"));
    let mut odd = TESTS[0];
    (odd.5, odd.6) = ([Some(0.0), Some(0.0)], [f64::NAN; 3]);
    let svg = forest(&tables(&[odd]), &ENGLISH);
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
    assert_texts_are_apart("odd", &svg);
}

#[test]
fn a_folder_of_claims_gets_its_chart() {
    let folder = tempfile::tempdir().unwrap();
    let Tables { claims, tests } = tables(&TESTS);
    for table in [&claims, &tests] {
        std::fs::write(folder.path().join(Format::Parquet.file_name(&table.name)), Format::Parquet.encode(table).unwrap())
            .unwrap();
    }
    let head = serde_json::to_string(&Head::new(Kind::Claims, "claims")).unwrap();
    std::fs::write(folder.path().join(Manifest::FILE), head).unwrap();
    let written = draw_all(folder.path(), Language::English).unwrap();
    let names: Vec<_> = written.iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["forest.svg", "forest.png"]);
    assert_eq!(std::fs::read_to_string(&written[0]).unwrap(), forest(&tables(&TESTS), &ENGLISH));
}
