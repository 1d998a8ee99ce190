//! Sampled designs and lists: bins, cells, partial rank correlations.

use super::told;
use super::*;
use patronage::sweep::design::Choice;

fn hypercube(points: u32, factors: Vec<Factor>, ran: impl Fn(&Point, u32) -> Ran) -> Synthetic {
    Synthetic::new(Design::LatinHypercube { points, blocks: 1, choice: Choice::Any }, factors, 1, ran)
}

#[test]
fn correlations_have_the_signs_of_a_linear_model() {
    let factors = || vec![real("up", 0.0, 1.0), real("down", -5.0, 5.0), real("inert", 0.0, 1.0)];
    // Deterministic noise, so that no coefficient is exact.
    let noise = |x: &[f64]| libm::sin(1e4 * (x[0] + 0.3 * x[1]));
    let analysed = hypercube(200, factors(), plain(move |x| 4.0 * x[0] - 0.2 * x[1] + 0.5 * noise(x))).analysed();
    let [up, down, inert] = &analysed.analysis.rank_correlations[..] else { panic!("three rows") };
    assert!(up.prcc.unwrap() > 0.9 && up.low.unwrap() > 0.85 && up.p.unwrap() < 1e-9);
    assert!(down.prcc.unwrap() < -0.5 && down.high.unwrap() < -0.3);
    assert!(inert.low.unwrap() < 0.0 && inert.high.unwrap() > 0.0);
    assert_eq!((up.n, up.df), (200, Some(196.0)));
    let told = told(&analysed.analysis);
    assert!(told[0].starts_with("m: rises with up, all else equal: partial rank correlation 0.9"), "{told:?}");
    assert!(told[1].starts_with("m: falls with down"), "{told:?}");
    assert_eq!(told[2], "m: not shown to rise or fall with: inert");
}

#[test]
fn bins_divide_the_range_and_intervals_are_over_points() {
    let analysed = hypercube(100, vec![real("x", -1.0, 1.0)], plain(|x| x[0])).analysed();
    let bins = of_factor(&analysed, "x");
    assert_eq!(bins.len(), 10);
    for (number, bin) in bins.iter().enumerate() {
        let low = -1.0 + 0.2 * number as f64;
        near(bin.bin_low, low, 1e-12);
        near(bin.bin_high, low + 0.2, 1e-12);
        // A Latin hypercube has ten of a hundred points in each tenth.
        assert_eq!((bin.place, bin.n), (number as i64, 10));
        near(bin.mean, bin.value.unwrap(), 1e-12);
        near(bin.mean, low + 0.1, 0.02);
        // The t of nine degrees of freedom.
        near(bin.high, bin.mean.unwrap() + 2.262_157_162_740_992 * bin.sd.unwrap() / 10.0f64.sqrt(), 1e-9);
    }
    assert_eq!((bins[0].label.as_str(), bins[9].label.as_str()), ("-1 to -0.8", "0.8 to 1"));
    assert!(analysed.analysis.pairs.is_empty());
}

#[test]
fn bins_of_a_logarithmic_factor_are_equal_in_the_logarithm() {
    let factor = spread("x", Spread::Real { low: 1.0, high: 1024.0, scale: Scale::Log, steps: None });
    let analysed = hypercube(50, vec![factor], plain(|x| x[0])).analysed();
    for (number, bin) in of_factor(&analysed, "x").into_iter().enumerate() {
        let low = f64::from(1 << number);
        near(bin.bin_low, low, 1e-9);
        near(bin.bin_high, 2.0 * low, 1e-9);
        assert_eq!(bin.n, 5);
    }
}

#[test]
fn a_whole_number_is_in_one_bin_only() {
    let whole = |low, high, scale| {
        let factor = spread("x", Spread::Whole { low, high, scale, steps: None });
        let analysed = hypercube(600, vec![factor], plain(|x| x[0])).analysed();
        let rows: Vec<_> = of_factor(&analysed, "x").iter().map(|row| (row.label.clone(), row.n)).collect();
        rows
    };
    let texts = |rows: &[(String, i64)]| rows.iter().map(|(label, _)| label.clone()).collect::<Vec<_>>();
    let few = whole(-2, 3, Scale::Linear);
    assert_eq!(texts(&few), ["-2", "-1", "0", "1", "2", "3"]);
    assert!(few.iter().all(|(_, n)| *n == 100), "{few:?}");
    let many = whole(1, 20, Scale::Linear);
    assert_eq!(texts(&many)[..2], ["1 to 2", "3 to 4"]);
    assert!(many.len() == 10 && many.iter().all(|(_, n)| *n == 60), "{many:?}");
    // The doubles of 1 to 1023: a bin each.
    let log = whole(1, 1023, Scale::Log);
    assert_eq!(texts(&log)[..4], ["1", "2 to 3", "4 to 7", "8 to 15"]);
    assert!(log.len() == 10 && log.iter().all(|(_, n)| *n == 60), "{log:?}");
    let uneven = whole(1, 15, Scale::Linear);
    assert_eq!(uneven.iter().map(|(_, n)| n).sum::<i64>(), 600);
    assert_eq!(texts(&uneven).first().map(String::as_str), Some("1 to 2"));
    assert_eq!(texts(&uneven).last().map(String::as_str), Some("15"));
}

#[test]
fn pairs_of_few_factors_have_eight_bins_each_and_of_many_there_are_none() {
    let factors = |n: usize| (0..n).map(|k| real(&format!("x{k}"), 0.0, 1.0)).collect::<Vec<_>>();
    let two = hypercube(640, factors(2), plain(|x| x[0] + 10.0 * x[1])).analysed();
    assert_eq!(two.analysis.pairs.len(), 64);
    assert_eq!(two.analysis.pairs.iter().map(|cell| cell.n).sum::<i64>(), 640);
    for cell in two.analysis.pairs.iter().filter(|cell| cell.n > 0) {
        assert_eq!(
            (cell.value_x, cell.value_y),
            (Some((cell.place_x as f64 + 0.5) / 8.0), Some((cell.place_y as f64 + 0.5) / 8.0))
        );
        near(cell.mean, cell.value_x.unwrap() + 10.0 * cell.value_y.unwrap(), 11.0 / 16.0);
    }
    assert_eq!(hypercube(50, factors(4), plain(|x| x[0])).analysed().analysis.pairs.len(), 6 * 64);
    let five = hypercube(50, factors(5), plain(|x| x[0])).analysed();
    assert!(five.analysis.pairs.is_empty() && five.notes.iter().any(|note| note.contains("no pairs of factors")));
}

#[test]
fn unknown_points_are_left_out_and_replicates_that_know_stand_for_a_point() {
    let of = |point: &Point, replicate: u32| {
        let x = number(&point.given[0]);
        match (point.index % 10, replicate) {
            // Known by nobody.
            (0, _) => Ran::Failed,
            // Known by replicate 1 alone, who is one higher than replicate 0.
            (1, 0) => Ran::Missing,
            _ => Ran::Done(Some(x + f64::from(replicate))),
        }
    };
    let analysed = Synthetic::new(Design::Random { points: 100 }, vec![real("x", 0.0, 1.0)], 2, of).analysed();
    assert_eq!(used(&analysed), [("runs", 200, 170), ("points", 100, 90)]);
    let bins = of_factor(&analysed, "x");
    assert_eq!(bins.iter().map(|bin| bin.n).sum::<i64>(), 90);
    // Points are 0.5 above x, and those that only replicate 1 knows, 1.
    let sum: f64 = bins.iter().map(|bin| (bin.mean.unwrap() - bin.value.unwrap()) * bin.n as f64).sum();
    assert!((sum - (80.0 * 0.5 + 10.0)).abs() < 1e-9, "{sum}");
    assert_eq!(analysed.analysis.rank_correlations[0].n, 90);
}

#[test]
fn words_have_no_rank_and_are_told() {
    let words = levels("w", ["a", "b"].map(|word| Given::Word(word.to_owned())));
    let analysed = hypercube(40, vec![words, real("x", 0.0, 1.0)], |point, _| {
        Ran::Done(Some(number(&point.given[1]) + libm::sin(97.0 * point.index as f64)))
    })
    .analysed();
    let [word, number] = &analysed.analysis.rank_correlations[..] else { panic!("two rows") };
    assert_eq!((word.factor.as_str(), word.prcc, word.n), ("w", None, 0));
    assert!(number.prcc.is_some() && number.df == Some(38.0));
    assert!(analysed.notes.iter().any(|note| note.contains("no rank correlation with w,")), "{:?}", analysed.notes);
    assert_eq!(analysed.analysis.pairs.len(), 2 * 8);
}

#[test]
fn a_measure_that_does_not_vary_has_no_correlation_and_says_why() {
    let analysed = hypercube(40, vec![real("x", 0.0, 1.0)], plain(|_| 0.1)).analysed();
    assert_eq!(analysed.analysis.rank_correlations[0].prcc, None);
    assert!(of_factor(&analysed, "x").iter().all(|bin| bin.mean == Some(0.1) && bin.sd == Some(0.0)));
    let wanted = "m: no rank correlations, as the measure has the same value everywhere";
    assert!(analysed.notes.iter().any(|note| note == wanted), "{:?}", analysed.notes);
}

#[test]
fn lists_have_levels_while_they_are_few() {
    let row = |k: i64| vec![Given::Real(0.5 * (k % 3) as f64), Given::Whole(k), Given::Word(format!("w{}", k % 2))];
    let listed = |rows: i64| {
        let factors = ["few", "many", "words"].map(|key| spread(key, Spread::Listed)).to_vec();
        let design = Design::List { rows: (0..rows).map(row).collect() };
        Synthetic::new(design, factors, 1, |point, _| Ran::Done(Some(point.index as f64))).analysed()
    };
    let analysed = listed(40);
    let labels = |factor: &str| of_factor(&analysed, factor).iter().map(|row| row.label.clone()).collect::<Vec<_>>();
    assert_eq!(labels("few"), ["0", "0.5", "1"]);
    assert_eq!(labels("words"), ["w0", "w1"]);
    assert_eq!((labels("many").len(), labels("many")[0].as_str()), (10, "0 to 3"));
    assert_eq!(of_factor(&analysed, "words")[1].mean, Some(20.0));
    assert_eq!(analysed.analysis.rank_correlations.len(), 3);
    // Of three factors, there must be more than five points.
    assert_eq!(listed(5).analysis.rank_correlations, []);
    assert_eq!(listed(6).analysis.rank_correlations.len(), 3);
}
