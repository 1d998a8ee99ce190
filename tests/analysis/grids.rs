//! Grids: means of levels and cells, over replicates.

use super::told;
use super::*;

/// The t of a 95 % interval with two degrees of freedom.
const T2: f64 = 4.302_652_729_749_46;

fn steps(key: &str, low: f64, high: f64, steps: u32) -> Factor {
    spread(key, Spread::Real { low, high, scale: Scale::Linear, steps: Some(steps) })
}

/// m = 10 x + y + the replicate's number, where x is 1 or 2, and y is 0, 0.5 or 1.
fn value(point: &Point, replicate: u32) -> f64 {
    10.0 * number(&point.given[0]) + number(&point.given[1]) + f64::from(replicate)
}

fn grid(replicates: u32, ran: impl Fn(&Point, u32) -> Ran) -> Synthetic {
    let factors = vec![levels("x", [Given::Whole(1), Given::Whole(2)]), steps("y", 0.0, 1.0, 3)];
    Synthetic::new(Design::Grid, factors, replicates, ran)
}

#[test]
fn means_of_levels_and_cells_are_those_by_hand() {
    let analysed = grid(3, |point, replicate| Ran::Done(Some(value(point, replicate)))).analysed();
    let x = of_factor(&analysed, "x");
    assert_eq!(
        x.iter().map(|row| (row.place, row.label.as_str(), row.value, row.n)).collect::<Vec<_>>(),
        [(0, "1", Some(1.0), 3), (1, "2", Some(2.0), 3)]
    );
    // The replicates' means at x = 1 are 10.5, 11.5 and 12.5.
    near(x[0].mean, 11.5, 1e-12);
    near(x[0].sd, 1.0, 1e-12);
    near(x[0].low, 11.5 - T2 / 3.0f64.sqrt(), 1e-9);
    near(x[0].high, 11.5 + T2 / 3.0f64.sqrt(), 1e-9);
    let y = of_factor(&analysed, "y");
    assert_eq!(y.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["0", "0.5", "1"]);
    near(y[2].mean, 17.0, 1e-12);
    assert!(analysed.analysis.main_effects.iter().all(|row| row.bin_low.is_none() && row.unit == "share"));

    let pairs = &analysed.analysis.pairs;
    assert_eq!(pairs.len(), 6);
    for cell in pairs {
        assert_eq!((cell.factor_x.as_str(), cell.factor_y.as_str(), cell.n), ("x", "y", 3));
        near(cell.mean, 10.0 * cell.value_x.unwrap() + cell.value_y.unwrap() + 1.0, 1e-12);
        near(cell.high, cell.mean.unwrap() + T2 / 3.0f64.sqrt(), 1e-9);
    }
    assert_eq!(used(&analysed), [("runs", 18, 18), ("points", 6, 6)]);
    assert_eq!((analysed.notes.len(), analysed.resamples), (0, 0));
}

#[test]
fn a_replicate_that_does_not_know_all_points_of_a_cell_is_left_out_of_it() {
    // At x = 1, y = 0: replicate 0 failed. At x = 1, y = 1: replicate 1 does not know the measure. At x = 2, y = 1: replicate 2 is missing.
    let analysed = grid(3, |point, replicate| match (point.index, replicate) {
        (0, 0) => Ran::Failed,
        (2, 1) => Ran::Done(None),
        (5, 2) => Ran::Missing,
        _ => Ran::Done(Some(value(point, replicate))),
    })
    .analysed();
    assert_eq!(used(&analysed), [("runs", 18, 15), ("points", 6, 6)]);
    let counts: Vec<i64> = analysed.analysis.main_effects.iter().map(|row| row.n).collect();
    assert_eq!(counts, [1, 2, 2, 3, 1]);
    let x = of_factor(&analysed, "x");
    // Only replicate 2 knows all of x = 1: a single value has no interval.
    assert_eq!((x[0].mean, x[0].sd, x[0].low, x[0].high), (Some(12.5), None, None, None));
    near(x[1].mean, 21.0, 1e-12);
    let cells: Vec<i64> = analysed.analysis.pairs.iter().map(|cell| cell.n).collect();
    assert_eq!(cells, [2, 3, 2, 3, 3, 2]);
    assert!(analysed.notes.iter().any(|note| note == "Of 18 runs, 1 failed and 1 were not run yet."), "{:?}", analysed.notes);
    assert!(
        analysed.notes.iter().any(|note| note.contains("4 of 5 means of levels leave out replicates")),
        "{:?}",
        analysed.notes
    );
}

#[test]
fn a_level_that_nobody_knows_is_empty_and_not_zero() {
    let analysed =
        grid(3, |point, replicate| if point.index < 3 { Ran::Failed } else { Ran::Done(Some(value(point, replicate))) });
    let analysed = analysed.analysed();
    let x = of_factor(&analysed, "x");
    assert_eq!((x[0].n, x[0].mean, x[0].low), (0, None, None));
    assert_eq!(x[1].n, 3);
    assert_eq!(used(&analysed), [("runs", 18, 9), ("points", 6, 3)]);
}

#[test]
fn only_differences_beyond_doubt_are_told() {
    let told = |scatter: f64| {
        let value = |point: &Point, replicate: u32| 10.0 * number(&point.given[0]) + scatter * f64::from(replicate);
        let analysed = grid(3, |point, replicate| Ran::Done(Some(value(point, replicate)))).analysed();
        told(&analysed.analysis).join("\n")
    };
    let clear = told(0.1);
    assert!(clear.contains("m: by x, lowest at 1: 10.1 (9.852 to 10.35), highest at 2: 20.1 (19.85 to 20.35)"), "{clear}");
    assert!(clear.contains("m: no difference beyond the intervals between the levels of: y"), "{clear}");
    let doubtful = told(20.0);
    assert_eq!(doubtful, "m: no difference beyond the intervals between the levels of: x, y");
}

#[test]
fn with_one_replicate_there_is_no_interval_and_no_difference() {
    let analysed = grid(1, |point, replicate| Ran::Done(Some(value(point, replicate)))).analysed();
    assert!(analysed.analysis.main_effects.iter().all(|row| row.n == 1 && row.mean.is_some() && row.low.is_none()));
    assert_eq!(told(&analysed.analysis), [""; 0]);
    assert!(analysed.notes.iter().any(|note| note.contains("one replicate")), "{:?}", analysed.notes);
}

#[test]
fn levels_may_be_words_and_a_single_factor_has_no_pairs() {
    let words = ["never", "always"].map(|word| Given::Word(word.to_owned()));
    let analysed = Synthetic::new(Design::Grid, vec![levels("w", words)], 2, |point, replicate| {
        Ran::Done(Some(point.index as f64 + f64::from(replicate)))
    })
    .analysed();
    let rows: Vec<_> = of_factor(&analysed, "w").iter().map(|row| (row.label.as_str(), row.value, row.mean)).collect();
    assert_eq!(rows, [("never", None, Some(0.5)), ("always", None, Some(1.5))]);
    assert!(analysed.analysis.pairs.is_empty());
}

#[test]
fn tables_that_are_not_those_of_the_manifest_are_refused() {
    let whole = grid(2, |point, replicate| Ran::Done(Some(value(point, replicate))));
    let error = |change: &dyn Fn(&mut Synthetic)| {
        let mut changed = whole.clone();
        change(&mut changed);
        changed.tried().expect_err("refused").to_string()
    };
    let set = |table: &mut Table, column: &str, row: usize, value: i64| {
        let column = table.columns.iter_mut().find(|found| found.name == column).expect("a column");
        let Values::Int(values) = &mut column.values else { panic!("whole numbers") };
        values[row] = Some(value);
    };
    let twice = error(&|sweep| set(&mut sweep.results, "replicate", 1, 0));
    assert!(
        twice.contains("row 1 of the table results, replicate 0 of point 0, is not a run of this sweep or comes twice"),
        "{twice}"
    );
    assert!(error(&|sweep| set(&mut sweep.results, "point", 3, 6)).contains("replicate 1 of point 6"));
    assert!(error(&|sweep| set(&mut sweep.results, "point", 3, -1)).contains("replicate 1 of point -1"));
    assert!(error(&|sweep| set(&mut sweep.design, "point", 2, 4)).contains("row 2 of the table design is not point 2 of 6"));
    assert!(error(&|sweep| sweep.sweep.points = 7).contains("row 6 of the table design is not point 6 of 7"));
    assert!(error(&|sweep| set(&mut sweep.design, "x", 0, 5)).contains("has `5` in column `x`"));
    assert!(error(&|sweep| sweep.results.columns.retain(|column| column.name != "m")).contains("no column `m`"));
}

#[test]
fn runs_may_be_in_any_order_and_those_that_have_no_row_are_missing() {
    let whole =
        grid(3, |point, replicate| if point.index == 4 { Ran::Missing } else { Ran::Done(Some(value(point, replicate))) });
    let mut shuffled = whole.clone();
    for column in &mut shuffled.results.columns {
        // The rows of point 4 are those from 12 to 14.
        match &mut column.values {
            Values::Int(values) => {
                values.drain(12..15);
                values.reverse();
            }
            Values::Float(values) => {
                values.drain(12..15);
                values.reverse();
            }
            Values::Text(values) => {
                values.drain(12..15);
                values.reverse();
            }
        }
    }
    assert_eq!(shuffled.analysed(), whole.analysed());
}
