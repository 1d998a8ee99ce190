//! Saltelli and Morris designs, whose points belong together.

use super::told;
use super::*;
use patronage::output::analysis::SobolIndex;
use std::f64::consts::PI;

fn saltelli(samples: u32, factors: Vec<Factor>, ran: impl Fn(&Point, u32) -> Ran) -> Synthetic {
    Synthetic::new(Design::Saltelli { samples }, factors, 1, ran)
}

fn unit_cube() -> Vec<Factor> {
    ["a", "b", "c"].map(|key| real(key, 0.0, 1.0)).to_vec()
}

#[test]
fn indices_of_ishigami_are_those_that_are_known() {
    let factors = ["a", "b", "c"].map(|key| real(key, -PI, PI)).to_vec();
    let ishigami = |x: &[f64]| {
        let sine = libm::sin(x[1]);
        libm::sin(x[0]) * (1.0 + 0.1 * x[2] * x[2] * x[2] * x[2]) + 7.0 * sine * sine
    };
    let analysed = saltelli(2048, factors, plain(ishigami)).analysed();
    let known = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
    for (row, (first, total)) in analysed.analysis.sobol_indices.iter().zip(known) {
        near(row.first, first, 0.02);
        near(row.total, total, 0.02);
        assert!(row.first_low < row.first && row.first < row.first_high && row.total_low < row.total, "{row:?}");
        assert_eq!(row.n, 2048);
    }
    assert_eq!(used(&analysed), [("runs", 5 * 2048, 5 * 2048), ("points", 2 * 2048, 2 * 2048), ("samples", 2048, 2048)]);
    // Main effects look at the independent points alone, whose tenths have about as many each.
    assert_eq!(of_factor(&analysed, "a").iter().map(|bin| bin.n).sum::<i64>(), 4096);
    let told = told(&analysed.analysis);
    assert!(told[0].starts_with("m: a explains 31 % (") && told[0].contains(" of the variance alone, 55 % ("), "{told:?}");
    assert!(told[2].starts_with("m: c explains 24 % (") && told[2].ends_with("alone, none for certain"), "{told:?}");
}

#[test]
fn of_a_sum_the_first_order_is_all() {
    let analysed = saltelli(1024, unit_cube(), plain(|x| 3.0 * x[0] + 2.0 * x[1] + 1.0)).analysed();
    for (row, share) in analysed.analysis.sobol_indices.iter().zip([9.0 / 13.0, 4.0 / 13.0, 0.0]) {
        near(row.first, share, 0.01);
        near(row.total, share, 0.01);
    }
    let inert = &analysed.analysis.sobol_indices[2];
    assert_eq!((inert.first, inert.total), (Some(0.0), Some(0.0)));
    let told = told(&analysed.analysis);
    assert!(told.contains(&"m: not shown to explain any of the variance: c".to_owned()), "{told:?}");
}

#[test]
fn samples_that_are_not_whole_are_left_out() {
    let sum = |point: &Point| Some(point.given.iter().map(number).sum());
    // Of five points each, in the order A, B, AB a, AB b, AB c or another: by their roles.
    let ran = |point: &Point, _| {
        let Role::Saltelli { sample, matrix } = point.role else { panic!("a point of saltelli") };
        match (sample, matrix) {
            (0, Matrix::A) | (1, Matrix::B) => Ran::Failed,
            (2 | 3, Matrix::Ab(1)) => Ran::Missing,
            (4, Matrix::Ab(2)) => Ran::Done(None),
            _ => Ran::Done(sum(point)),
        }
    };
    let analysed = saltelli(64, unit_cube(), ran).analysed();
    let counts: Vec<i64> = analysed.analysis.sobol_indices.iter().map(|row| row.n).collect();
    assert_eq!(counts, [62, 60, 61]);
    assert_eq!(used(&analysed), [("runs", 320, 315), ("points", 128, 126), ("samples", 64, 62)]);
    assert!(
        analysed.notes.iter().any(|note| note.contains("different numbers of samples, from 60 to 62")),
        "{:?}",
        analysed.notes
    );
    // Sample 0 and 1 alone leave nothing to estimate from.
    let nothing = saltelli(2, unit_cube(), ran).analysed();
    let row = SobolIndex { measure: "m".into(), unit: "share".into(), factor: "a".into(), ..SobolIndex::default() };
    assert_eq!(nothing.analysis.sobol_indices[0], row);
    assert!(nothing.notes.iter().any(|note| note.contains("no Sobol indices")), "{:?}", nothing.notes);
}

#[test]
fn intervals_depend_on_seed_and_resamples_alone() {
    let of = |change: &dyn Fn(&mut SweepManifest)| {
        let mut sweep = saltelli(64, unit_cube(), plain(|x| x[0] * x[1] + x[2]));
        change(&mut sweep.sweep);
        sweep.analysed().analysis.sobol_indices
    };
    assert_eq!(of(&|_| ()), of(&|_| ()));
    let (one, other) = (of(&|_| ()), of(&|sweep| sweep.seed = 2));
    assert_eq!(one[0].first, other[0].first);
    assert_ne!(one[0].first_low, other[0].first_low);
}

fn morris(trajectories: u32, ran: impl Fn(&Point, u32) -> Ran) -> Synthetic {
    let factors = vec![real("up", 0.0, 2.0), real("down", -1.0, 1.0), real("bent", -1.0, 1.0), real("inert", 0.0, 1.0)];
    Synthetic::new(Design::Morris { trajectories, levels: 4 }, factors, 1, ran)
}

#[test]
fn effects_are_per_range() {
    let analysed = morris(20, plain(|x| 3.0 * x[0] - 0.5 * x[1] + x[1] * x[2])).analysed();
    let [up, down, bent, inert] = &analysed.analysis.elementary_effects[..] else { panic!("four rows") };
    near(up.mu, 6.0, 1e-9);
    near(up.mu_star, 6.0, 1e-9);
    near(up.sigma, 0.0, 1e-9);
    assert!(down.sigma.unwrap() > 0.1 && bent.sigma.unwrap() > 0.1);
    assert!(bent.mu_star.unwrap() > bent.mu.unwrap().abs());
    assert_eq!((inert.mu, inert.mu_star, inert.mu_star_high, inert.sigma), (Some(0.0), Some(0.0), Some(0.0), Some(0.0)));
    assert!([up, down, bent, inert].iter().all(|row| row.n == 20));
    assert_eq!(used(&analysed), [("runs", 100, 100), ("effects", 80, 80)]);
    assert_eq!(analysed.analysis.main_effects, []);
    let told = told(&analysed.analysis);
    assert!(told[0].starts_with("m: up changes it by 6 (6 to 6) over its range") && told[0].ends_with("upwards"), "{told:?}");
    assert_eq!(told.last().map(String::as_str), Some("m: not shown to change it: inert"));
}

#[test]
fn an_effect_needs_both_of_its_ends() {
    // The third point of trajectory 0 failed: two effects are gone. The last of trajectory 1 is missing: one.
    let value = plain(|x| 3.0 * x[0]);
    let ran = |point: &Point, replicate| match point.index {
        2 => Ran::Failed,
        9 => Ran::Missing,
        _ => value(point, replicate),
    };
    let analysed = morris(10, ran).analysed();
    assert_eq!(used(&analysed), [("runs", 50, 48), ("effects", 40, 37)]);
    assert_eq!(analysed.analysis.elementary_effects.iter().map(|row| row.n).sum::<i64>(), 37);
}

#[test]
fn a_scheme_that_was_changed_is_refused() {
    let refused = |mut sweep: Synthetic, column: &str| {
        let column = sweep.design.columns.iter_mut().find(|found| found.name == column).expect("a column");
        match &mut column.values {
            Values::Int(values) => values[3] = Some(77),
            Values::Float(values) => values[3] = Some(0.0),
            Values::Text(values) => values[3] = Some("A".to_owned()),
        }
        sweep.tried().expect_err("refused").to_string()
    };
    let constant = |_: &Point, _| Ran::Done(Some(1.0));
    for column in ["sample", "matrix", "swapped"] {
        let error = refused(saltelli(4, unit_cube(), constant), column);
        assert!(error.contains("is not that of a saltelli design in row 3"), "{column}: {error}");
    }
    for column in ["trajectory", "step", "moved", "change"] {
        let error = refused(morris(2, constant), column);
        assert!(error.contains("is not that of a morris design in row 3"), "{column}: {error}");
    }
}
