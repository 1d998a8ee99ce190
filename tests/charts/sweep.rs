//! Charts of sweeps: that marks are where the tables say, and that what is not known is told.

use super::swept::{
    analysed, cells, elementary_effects, factor, factors, grid, key, main_effects, measure, noise, rank_correlations,
    sobol_indices, swept, words,
};
use super::{assert_texts_are_apart, has, in_all_languages, texts};
use patronage::chart::sweep::{Swept, draw};
use patronage::chart::theme::{GREY, INK, LOOKS, heat, heat_around_zero};
use patronage::chart::{draw_all, words::ENGLISH};
use patronage::language::Language;
use patronage::output::analysis::Analysis;
use patronage::output::sweep::{AnalysisManifest, FactorEntry, Used};
use patronage::output::{Entry, Format};
use plotters::style::RGBColor;
use std::path::Path;

/// The chart whose name begins like this.
fn chart(swept: &Swept, name: &str) -> String {
    let all = draw(swept, &ENGLISH);
    let found = all.iter().find(|(chart, _)| chart.starts_with(name));
    found.unwrap_or_else(|| panic!("no `{name}` among {:?}", all.iter().map(|(name, _)| name).collect::<Vec<_>>())).1.clone()
}

fn assert_sound(what: &str, swept: &Swept) {
    for (name, svg) in in_all_languages(|words| draw(swept, words)) {
        assert_texts_are_apart(&format!("{what}, {name}"), &svg);
        let is_odd =
            |text: &str| text.contains("NaN") || text.split_whitespace().any(|word| word.trim_start_matches('−') == "inf");
        assert!(!texts(&svg).iter().any(|(text, _)| is_odd(text)), "{what}, {name}");
    }
}

fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// The attributes of all elements of a kind: numbers are in quarters of pixels.
fn elements<'a>(svg: &'a str, kind: &str) -> Vec<&'a str> {
    svg.split(&format!("<{kind} ")).skip(1).map(|rest| rest.split('>').next().unwrap()).collect()
}

fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
    let after = element.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("no {name} in {element}")).1;
    after.split('"').next().unwrap()
}

fn number(element: &str, name: &str) -> f64 {
    attribute(element, name).parse::<f64>().unwrap() / 4.0
}

/// The centres of the circles of a colour [pixels].
fn circles(svg: &str, color: RGBColor) -> Vec<(f64, f64)> {
    let of = elements(svg, "circle").into_iter().filter(|circle| attribute(circle, "fill") == hex(color));
    of.map(|circle| (number(circle, "cx"), number(circle, "cy"))).collect()
}

/// The lines of a colour and width [pixels].
fn lines(svg: &str, color: RGBColor, width: f64) -> Vec<Vec<(f64, f64)>> {
    let of = elements(svg, "polyline")
        .into_iter()
        .filter(|line| attribute(line, "stroke") == hex(color) && (number(line, "stroke-width") - width).abs() < 1e-9);
    let point =
        |point: &str| point.split_once(',').map(|(x, y)| (x.parse::<f64>().unwrap() / 4.0, y.parse::<f64>().unwrap() / 4.0));
    of.map(|line| attribute(line, "points").split_whitespace().filter_map(point).collect()).collect()
}

/// The rectangles of a colour, as (left, top, width, height) [pixels].
fn rectangles(svg: &str, color: RGBColor) -> Vec<[f64; 4]> {
    let of = elements(svg, "rect").into_iter().filter(|rect| attribute(rect, "fill") == hex(color));
    of.map(|rect| ["x", "y", "width", "height"].map(|name| number(rect, name))).collect()
}

/// The middle of the text that is this [pixels].
fn place(svg: &str, wanted: &str) -> (f64, f64) {
    let texts = texts(svg);
    let (_, ink) = texts.iter().find(|(text, _)| text == wanted).unwrap_or_else(|| panic!("no `{wanted}` in {texts:?}"));
    (f64::from(ink.left() + ink.right()) / 2.0, f64::from(ink.top() + ink.bottom()) / 2.0)
}

fn sides() -> [FactorEntry; 2] {
    [factor("economy.outside", "linear", (0.1, 0.9)), factor("law.detection", "linear", (0.0, 0.5))]
}

/// A grid whose means rise along x from 0 to 1.
fn slope(sizes: (usize, usize)) -> Swept {
    let [x, y] = sides();
    grid(x, y, sizes, |x, _| Some(x))
}

#[test]
fn cells_are_where_their_values_are_and_coloured_by_their_mean() {
    let [x, y] = sides();
    let svg = chart(&grid(x, y, (2, 2), |x, y| Some(x + 2.0 * y)), "phase-coercion_mean");
    for (mean, at) in [(0.0, ("0.1", "0")), (1.0, ("0.9", "0")), (2.0, ("0.1", "0.5")), (3.0, ("0.9", "0.5"))] {
        let (x, y) = (place(&svg, at.0).0, place(&svg, at.1).1);
        let has_place = |cell: &[f64; 4]| cell[0] < x && x < cell[0] + cell[2] && cell[1] < y && y < cell[1] + cell[3];
        assert!(rectangles(&svg, heat(mean / 3.0)).iter().any(|cell| cell[2] > 100.0 && has_place(cell)), "{mean} at {at:?}");
    }
    assert_texts_are_apart("2 × 2", &svg);
}

#[test]
fn means_on_both_sides_of_zero_have_two_hues() {
    let [x, y] = sides();
    let svg = chart(&grid(x, y, (3, 2), |x, _| Some(x - 0.75)), "phase");
    for (mean, part) in [(-0.75, -1.0), (-0.25, -0.25 / 0.75), (0.25, 0.25 / 0.75)] {
        assert!(rectangles(&svg, heat_around_zero(part)).iter().any(|cell| cell[2] > 100.0), "{mean}");
    }
}

#[test]
fn contours_run_between_the_cells_they_separate() {
    let svg = chart(&slope((11, 6)), "phase");
    let contours = lines(&svg, INK, 1.5);
    // 0.0, 0.2, 0.4, 0.6, 0.8 and 1.0: that of 0 is no line, since nothing is below it; and those across the key.
    let upright: Vec<_> = contours.iter().filter(|line| line.len() == 6).collect();
    assert_eq!(upright.len(), 5, "{contours:?}");
    let (from, to) = (place(&svg, "0.1").0, place(&svg, "0.9").0);
    for (line, level) in upright.iter().zip([0.2, 0.4, 0.6, 0.8, 1.0]) {
        let wanted = from + (to - from) * level;
        assert!(line.iter().all(|(x, _)| (x - wanted).abs() < 3.0), "{level}: {line:?}, not {wanted}");
    }
    // Each is named on its line and at the key.
    for named in ["0.2", "0.4", "0.6", "0.8"] {
        let count = texts(&svg).iter().filter(|(text, _)| text == named).count();
        assert!(count >= 2, "{named}: {count}");
    }
    assert_texts_are_apart("slope", &svg);
}

#[test]
fn cells_that_are_not_known_are_hatched_and_break_contours() {
    let hatches = |svg: &str| lines(svg, GREY, 0.75).len();
    let whole = chart(&slope((9, 9)), "phase");
    assert!(hatches(&whole) == 0 && !has(&whole, "not known"));
    let [x, y] = sides();
    let holed = chart(&grid(x, y, (9, 9), |x, y| (y != 0.5).then_some(x)), "phase");
    assert!(hatches(&holed) > 9 * 5 && has(&holed, "not known"));
    let longest = |svg: &str| lines(svg, INK, 1.5).iter().map(Vec::len).max();
    assert_eq!((longest(&whole), longest(&holed)), (Some(9), Some(4)));
    assert_texts_are_apart("holed", &holed);
    // A cell that the table does not have is not known either.
    let mut fewer = slope((9, 9));
    fewer.analysis.pairs.remove(40);
    assert!(has(&chart(&fewer, "phase"), "not known"));
}

#[test]
fn few_cells_have_their_means_and_intervals_written() {
    let few = chart(&slope((5, 7)), "phase");
    assert_eq!(texts(&few).iter().filter(|(text, _)| text == "0.75").count(), 7);
    assert_eq!(texts(&few).iter().filter(|(text, _)| text == "±0.020").count(), 35);
    let many = chart(&slope((5, 8)), "phase");
    assert!(!has(&many, "0.75"));
    for svg in [&few, &many] {
        assert!(has(svg, "median: ±0.020") && has(svg, "widest: ±0.020") && has(svg, "5 replicates in a cell"));
    }
    let mut sampled = slope((5, 5));
    sampled.sweep.design = "sobol".to_owned();
    sampled.analysis.pairs[0].n = 12;
    assert!(has(&chart(&sampled, "phase"), "5 to 12 points in a cell"));
}

#[test]
fn between_words_there_are_no_contours() {
    let levels = ["none", "in kind", "from violence and hunger", "all"];
    let [x, _] = sides();
    let svg = chart(&grid(x, words("patrons.lord.protection", &levels), (9, 4), |x, y| Some(x + y)), "phase");
    assert!(lines(&svg, INK, 1.5).is_empty() && !has(&svg, "Lines join"));
    assert!(levels[..2].iter().all(|level| texts(&svg).iter().any(|(text, _)| text == level)));
    assert_texts_are_apart("words up", &svg);
    let [_, y] = sides();
    let across = grid(words("patrons.lord.protection", &levels), y, (4, 9), |x, y| Some(x + y));
    assert_sound("words across", &across);
}

#[test]
fn maps_of_any_size_are_sound() {
    let rough = |x: f64, y: f64| Some(0.3 * x - 0.2 * y + 0.05 * noise((x * 911.0 + y * 577.0) as usize)).filter(|_| x + y < 1.7);
    for sizes in [(1, 1), (1, 6), (2, 2), (3, 7), (7, 7), (8, 8), (12, 30), (60, 45), (400, 3)] {
        let [x, _] = sides();
        let log = factor("campaign.knowledge_out", "log", (0.001, 100_000.0));
        assert_sound(&format!("{sizes:?}"), &grid(x.clone(), log.clone(), sizes, rough));
        assert_sound(&format!("{sizes:?} turned"), &grid(log, x, sizes, rough));
    }
    let [x, y] = sides();
    let nothing = grid(x.clone(), y.clone(), (4, 4), |_, _| None);
    assert!(has(&chart(&nothing, "phase"), ENGLISH.no_data));
    assert_sound("nothing known", &nothing);
    let huge = grid(x, y, (6, 6), |x, y| Some(-1e6 * x + 3e6 * y * x));
    assert_sound("huge", &huge);
}

#[test]
fn many_pairs_have_a_file_each_and_the_others_are_told() {
    let mut all = swept("grid", factors(7), vec![measure("coercion_mean", "index")]);
    for i in 0..7 {
        for j in i + 1..7 {
            let mut two = all.clone();
            two.sweep.factors = vec![all.sweep.factors[i].clone(), all.sweep.factors[j].clone()];
            // Later pairs range less.
            let size = 1.0 / (1.0 + (i * 7 + j) as f64);
            all.analysis.pairs.extend(cells(&two, (3, 3), 0.02, |x, y| Some(size * (x + y))));
        }
    }
    let drawn = draw(&all, &ENGLISH);
    assert_eq!(drawn.len(), 15);
    assert_eq!(drawn[0].0, "phase-coercion_mean-economy.outside-law.detection");
    assert!(drawn.iter().all(|(_, svg)| has(svg, "the 15 of 21 pairs")));
    assert!(!drawn.iter().any(|(name, _)| name.ends_with(&format!("{}-{}", key(5), key(6)))));
}

#[test]
fn main_effects_are_at_their_values_on_one_axis() {
    let mut all = swept("grid", vec![factor("law.x", "log", (0.01, 100.0)), factor("law.y", "linear", (0.0, 1.0))], vec![]);
    all.sweep.measures = vec![measure("coercion_mean", "index")];
    all.analysis.main_effects = main_effects(&all, 5);
    let svg = chart(&all, "effects-coercion_mean");
    let marks = circles(&svg, LOOKS[0].color);
    assert_eq!(marks.len(), 10);
    for panel in marks.chunks(5) {
        let steps: Vec<f64> = panel.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
        assert!(steps.iter().all(|step| (step - steps[0]).abs() < 1.0), "{steps:?}");
    }
    assert!(has(&svg, "0.01") && has(&svg, "100") && has(&svg, "law.x [share]"));
    // The y axis is common: equal means are equally high.
    let height = |row: usize| {
        let (low, high) = (place(&svg, "0.2").1, place(&svg, "0.6").1);
        low + (all.analysis.main_effects[row].mean.unwrap() - 0.2) / 0.4 * (high - low)
    };
    let order: Vec<f64> = (0..10).map(height).collect();
    assert!(marks.iter().zip(order).all(|((_, y), wanted)| (y - wanted).abs() < 3.0), "{marks:?}");
    assert_texts_are_apart("effects", &svg);
}

#[test]
fn at_most_twelve_factors_have_panels() {
    let svg = chart(&analysed("saltelli", 60), "effects");
    assert_eq!(circles(&svg, LOOKS[0].color).len(), 12 * 8);
    assert!(has(&svg, "the 12 of 60 factors") && has(&svg, &key(0)) && !has(&svg, "patrons.merchant.coercion_5"));
    assert!(!has(&chart(&analysed("saltelli", 12), "effects"), "of 12 factors"));
}

#[test]
fn many_values_become_a_line_with_a_band_and_gaps_stay() {
    let mut all = analysed("grid", 1);
    all.analysis.main_effects = main_effects(&all, 40);
    let svg = chart(&all, "effects");
    assert!(circles(&svg, LOOKS[0].color).is_empty());
    assert_eq!(lines(&svg, LOOKS[0].color, 1.5).iter().map(Vec::len).collect::<Vec<_>>(), [40]);
    all.analysis.main_effects[20].mean = None;
    let gap = chart(&all, "effects");
    assert_eq!(lines(&gap, LOOKS[0].color, 1.5).iter().map(Vec::len).collect::<Vec<_>>(), [20, 19]);
    all.analysis.main_effects.iter_mut().for_each(|row| row.mean = None);
    assert!(draw(&all, &ENGLISH).iter().all(|(name, _)| !name.starts_with("effects")));
}

#[test]
fn words_of_a_factor_stand_side_by_side() {
    let levels = ["none", "vote buying", "turnout buying", "both of these"];
    let mut all = swept("grid", vec![words("campaign.machine", &levels)], vec![measure("coercion_mean", "index")]);
    all.sweep.factors.extend(factors(4));
    all.analysis.main_effects = main_effects(&all, 6);
    let svg = chart(&all, "effects");
    let places: Vec<f64> = ["none", "vote buying", "turnout buying"].map(|level| place(&svg, level).0).to_vec();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
    assert_texts_are_apart("words", &svg);
    // Means of words are not joined.
    assert_eq!(lines(&svg, LOOKS[0].color, 1.5).len(), 4);
}

#[test]
fn sobol_indices_are_sorted_and_told_apart_by_shape() {
    let mut all = analysed("saltelli", 4);
    // The last has the largest total index.
    all.analysis.sobol_indices[3].total = Some(0.9);
    let svg = chart(&all, "sobol-coercion_mean");
    assert_eq!(circles(&svg, LOOKS[0].color).len(), 4 + 1);
    let squares = elements(&svg, "polygon").into_iter().filter(|shape| attribute(shape, "fill") == hex(LOOKS[1].color)).count();
    assert_eq!(squares, 4 + 1);
    let order: Vec<f64> = [3, 0, 1, 2].map(|i| place(&svg, &key(i)).1).to_vec();
    assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{order:?}");
    let sum: f64 = all.analysis.sobol_indices.iter().filter_map(|index| index.first).sum();
    assert!(has(&svg, &format!("first order, all factors: {sum:.2}")));
    // Values are at their places on the axis.
    let (zero, tick) = (place(&svg, "0.0").0, place(&svg, "0.4").0);
    let first = circles(&svg, LOOKS[0].color)[2];
    let wanted = zero + all.analysis.sobol_indices[0].first.unwrap() / 0.4 * (tick - zero);
    assert!((first.0 - wanted).abs() < 3.0 && (first.1 - order[1]).abs() < 12.0, "{first:?} {wanted}");
    all.analysis.sobol_indices[2].first = None;
    assert!(!has(&chart(&all, "sobol"), "all factors:"));
}

#[test]
fn at_most_twenty_factors_have_rows() {
    for (design, name) in [("saltelli", "sobol"), ("saltelli", "correlations"), ("morris", "morris-rank")] {
        let many = chart(&analysed(design, 60), name);
        assert!(has(&many, "the 20 of 60 factors"), "{name}");
        let few = chart(&analysed(design, 20), name);
        assert!(!has(&few, "of 20 factors"), "{name}");
    }
}

#[test]
fn elementary_effects_are_named_where_there_is_room() {
    for n in [1, 2, 3, 5, 12, 25, 60] {
        let svg = chart(&analysed("morris", n), "morris-coercion_mean");
        assert_eq!(circles(&svg, LOOKS[0].color).len(), n.min(12), "{n}");
        let named = (0..n).filter(|i| texts(&svg).iter().any(|(text, _)| *text == key(*i))).count();
        assert!(named >= n.min(9) && named <= 12, "{named} of {n}");
        assert_eq!(has(&svg, "the 12 with the largest"), n > 12);
    }
    let all = analysed("morris", 1);
    let svg = chart(&all, "morris-coercion_mean");
    let effect = &all.analysis.elementary_effects[0];
    let (x, y) = circles(&svg, LOOKS[0].color)[0];
    let (right, up) = (place(&svg, "0.5").0, texts(&svg));
    let zero =
        up.iter().filter(|(text, _)| text == "0.0").map(|(_, ink)| f64::from(ink.left() + ink.right()) / 2.0).fold(0.0, f64::max);
    // `0.5` is first found on the y axis; the plot's zero is the right one of both.
    let half = texts(&svg)
        .iter()
        .filter(|(text, _)| text == "0.5")
        .map(|(_, ink)| f64::from(ink.left() + ink.right()) / 2.0)
        .fold(right, f64::max);
    assert!((x - (zero + effect.mu_star.unwrap() / 0.5 * (half - zero))).abs() < 4.0);
    assert!(y > 100.0 && has(&svg, "σ = μ*"));
}

#[test]
fn rank_correlations_are_sorted_by_size_and_words_have_none() {
    let mut all = analysed("sobol", 5);
    all.sweep.factors[1] = words(&key(1), &["a", "b"]);
    all.analysis.rank_correlations = rank_correlations(&all);
    all.analysis.rank_correlations[4].prcc = Some(-0.99);
    let svg = chart(&all, "correlations-coercion_mean");
    assert!(has(&svg, &format!("Without one: {}.", key(1))));
    assert_eq!(circles(&svg, LOOKS[0].color).len(), 4);
    let order: Vec<f64> = [4, 0, 2, 3].map(|i| place(&svg, &key(i)).1).to_vec();
    assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{order:?}");
    let (low, high) = (place(&svg, "−1.0").0, place(&svg, "1.0").0);
    let (x, _) = circles(&svg, LOOKS[0].color)[0];
    assert!((x - (low + (high - low) * 0.005)).abs() < 6.0);
}

#[test]
fn charts_of_any_number_of_factors_are_sound_and_nothing_is_cut() {
    for n in [1, 2, 3, 5, 12, 25, 60] {
        for design in ["saltelli", "morris"] {
            let all = analysed(design, n);
            assert_sound(&format!("{design} {n}"), &all);
            for (name, svg) in draw(&all, &ENGLISH) {
                assert!(!has(&svg, "…"), "{design} {n}, {name}: {:?}", texts(&svg));
                assert!(has(&svg, "Sweep: Where does coercion survive?") && has(&svg, "mean of the last 20 rounds"), "{name}");
            }
        }
    }
}

#[test]
fn long_names_are_cut_and_odd_numbers_left_out() {
    let long = "a.very_long_key.that.nobody.would_ever.write.into_a_scenario.by_hand";
    let mut all = analysed("saltelli", 3);
    all.sweep.title = "A title of a sweep that is far too long for its half of the foot, and even goes on".to_owned();
    all.sweep.measures =
        vec![measure("votes_bought_share_of_the_constituencies_without_any_election_whatsoever", "S per client and round")];
    all.sweep.factors[1] = factor(long, "linear", (0.0, 1.0));
    all.analysis = Analysis {
        main_effects: main_effects(&all, 8),
        pairs: cells(&all, (8, 8), 0.1, |x, y| Some(x * y)),
        sobol_indices: sobol_indices(&all),
        elementary_effects: elementary_effects(&all),
        rank_correlations: rank_correlations(&all),
    };
    assert_sound("long", &all);
    let odd = f64::NAN;
    all.analysis.main_effects[0].mean = Some(odd);
    all.analysis.pairs[0].mean = Some(f64::INFINITY);
    all.analysis.sobol_indices[0].first = Some(odd);
    (all.analysis.elementary_effects[0].sigma, all.analysis.elementary_effects[1].mu_star) = (Some(odd), None);
    all.analysis.rank_correlations[0].prcc = Some(odd);
    assert_sound("odd", &all);
    let zero = |value: &mut Option<f64>| *value = Some(0.0);
    all.analysis.elementary_effects.iter_mut().for_each(|row| {
        [&mut row.mu_star, &mut row.mu_star_low, &mut row.mu_star_high, &mut row.sigma].into_iter().for_each(zero);
    });
    all.analysis.sobol_indices.iter_mut().for_each(|row| [&mut row.first, &mut row.total].into_iter().for_each(zero));
    all.analysis.main_effects.iter_mut().for_each(|row| [&mut row.mean, &mut row.low, &mut row.high].into_iter().for_each(zero));
    assert_sound("nothing varies", &all);
}

#[test]
fn measures_of_which_nothing_is_known_have_no_charts() {
    let mut all = analysed("saltelli", 3);
    all.analysis.elementary_effects = elementary_effects(&all);
    assert_eq!(draw(&all, &ENGLISH).len(), 5);
    all.analysis.main_effects.iter_mut().for_each(|row| row.mean = None);
    all.analysis.sobol_indices.iter_mut().for_each(|row| (row.first, row.total) = (None, None));
    all.analysis.elementary_effects.iter_mut().for_each(|row| row.mu_star = None);
    all.analysis.rank_correlations.iter_mut().for_each(|row| row.prcc = None);
    assert!(draw(&all, &ENGLISH).is_empty());
}

#[test]
fn what_is_not_known_is_told_where_it_matters() {
    let used = |of: &str, used: u64| Used { measure: "coercion_mean".into(), of: of.into(), planned: 256, used };
    let mut all = analysed("saltelli", 3);
    all.used = vec![used("runs", 256), used("points", 250), used("samples", 240)];
    assert!(has(&chart(&all, "sobol"), "Known: 240 of 256 samples."));
    assert!(has(&chart(&all, "effects"), "Known: 250 of 256 points."));
    all.used = vec![used("runs", 255), used("points", 256), used("samples", 256)];
    assert!(has(&chart(&all, "sobol"), "Known: 255 of 256 runs."));
    all.used[0].used = 256;
    assert!(!has(&chart(&all, "sobol"), "Known:"));
}

#[test]
fn equal_tables_give_equal_bytes_measure_by_measure() {
    let mut all = analysed("saltelli", 5);
    let mut other = all.clone();
    other.sweep.measures[0] = measure("gini@round:4", "");
    all.sweep.measures.push(other.sweep.measures[0].clone());
    all.analysis.main_effects.extend(main_effects(&other, 8));
    let drawn = draw(&all, &ENGLISH);
    assert_eq!(drawn, draw(&all.clone(), &ENGLISH));
    let names: Vec<&str> = drawn.iter().map(|(name, _)| name.as_str()).collect();
    let wanted = ["effects-coercion_mean", "sobol-coercion_mean", "correlations-coercion_mean", "effects-gini-round-4"];
    assert_eq!(names, wanted);
}

/// Writes the folder of a sweep, without its analysis.
fn write_folder(folder: &Path, all: &mut Swept) {
    all.sweep.files = vec![Entry { name: "results.parquet".into(), rows: 1, bytes: 1, sha256: "now".into() }];
    std::fs::write(folder.join("manifest.json"), all.sweep.to_text()).unwrap();
}

fn write_analysis(folder: &Path, all: &Swept, results: &str) {
    let analysis = AnalysisManifest {
        version: String::new(),
        results_sha256: results.to_owned(),
        resamples: 0,
        level: 0.95,
        rule: String::new(),
        used: Vec::new(),
        notes: Vec::new(),
        files: Vec::new(),
    };
    std::fs::write(folder.join(AnalysisManifest::FILE), analysis.to_text()).unwrap();
    for table in all.analysis.tables(&all.sweep) {
        std::fs::write(folder.join(Format::Parquet.file_name(&table.name)), Format::Parquet.encode(&table).unwrap()).unwrap();
    }
}

#[test]
fn a_folder_gets_its_charts_once_it_is_analysed() {
    let place = tempfile::tempdir().unwrap();
    let mut all = analysed("saltelli", 3);
    write_folder(place.path(), &mut all);
    let error = draw_all(place.path(), Language::English).unwrap_err().to_string();
    assert!(error.contains("was not analysed yet") && error.contains("run `patronage analyse"), "{error}");
    write_analysis(place.path(), &all, "before");
    let error = draw_all(place.path(), Language::English).unwrap_err().to_string();
    assert!(error.contains("changed after they were analysed") && error.contains("again"), "{error}");
    write_analysis(place.path(), &all, "now");
    let written = draw_all(place.path(), Language::English).unwrap();
    let names: Vec<_> = written.iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    let charts = ["effects-coercion_mean", "sobol-coercion_mean", "correlations-coercion_mean"];
    let wanted: Vec<String> = charts.iter().flat_map(|name| [format!("{name}.svg"), format!("{name}.png")]).collect();
    assert_eq!(names, wanted);
    assert_eq!(std::fs::read_to_string(&written[0]).unwrap(), chart(&all, "effects"));
}
