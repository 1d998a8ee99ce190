//! Designs as their users see them: the order of points, their roles, and that points stay when a design grows.

use super::*;
use crate::sweep::design::{Choice, Matrix};
use crate::sweep::{Scale, Spread};
use std::collections::BTreeMap;

const SEED: u64 = 42;

fn factor(key: &str, spread: Spread) -> Factor {
    Factor { key: key.to_owned(), unit: String::new(), spread }
}

/// Factors whose values are their unit coordinates.
fn units(factors: usize) -> Vec<Factor> {
    let spread = Spread::Real { low: 0.0, high: 1.0, scale: Scale::Linear, steps: None };
    (0..factors).map(|number| factor(&format!("f{number}"), spread.clone())).collect()
}

/// One of every kind.
fn mixed() -> Vec<Factor> {
    let words = ["strict", "lax", "none"].map(|word| Given::Word(word.to_owned())).to_vec();
    vec![
        factor("real", Spread::Real { low: 0.1, high: 10.0, scale: Scale::Log, steps: None }),
        factor("whole", Spread::Whole { low: 1, high: 6, scale: Scale::Linear, steps: None }),
        factor("word", Spread::Levels(words)),
        factor("level", Spread::Levels(vec![Given::Real(0.5), Given::Real(0.25)])),
    ]
}

fn all(points: &Points) -> Vec<Point> {
    (0..points.len()).map(|index| points.get(index)).collect()
}

fn numbers(point: &Point) -> Vec<f64> {
    let number = |given: &Given| if let Given::Real(real) = given { *real } else { panic!("a real number") };
    point.given.iter().map(number).collect()
}

#[test]
fn the_last_factor_of_a_grid_changes_fastest() {
    let real = Spread::Real { low: 0.0, high: 1.0, scale: Scale::Linear, steps: Some(3) };
    let levels = Spread::Levels(vec![Given::Word("x".to_owned()), Given::Word("y".to_owned())]);
    let whole = Spread::Whole { low: 1, high: 2, scale: Scale::Linear, steps: Some(2) };
    let points = Points::new(&[factor("a", real), factor("b", levels), factor("c", whole)], &Design::Grid, SEED);
    let told: Vec<_> =
        all(&points).iter().map(|point| point.given.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")).collect();
    let expected = ["0.0 x 1", "0.0 x 2", "0.0 y 1", "0.0 y 2", "0.5 x 1", "0.5 x 2"];
    assert_eq!(told[..6], expected);
    assert_eq!((told.len(), told[11].as_str(), points.get(7).index), (12, "1.0 y 2", 7));
}

#[test]
fn a_list_has_its_rows() {
    let rows = vec![vec![Given::Real(0.5), Given::Whole(3)], vec![Given::Real(0.25), Given::Whole(1)]];
    let factors = [factor("a", Spread::Listed), factor("b", Spread::Listed)];
    let points = Points::new(&factors, &Design::List { rows: rows.clone() }, SEED);
    assert_eq!(all(&points).into_iter().map(|point| point.given).collect::<Vec<_>>(), rows);
}

/// Every design that can grow, small and large.
fn growing() -> Vec<[Design; 2]> {
    let hypercube = |blocks, choice| Design::LatinHypercube { points: 12, blocks, choice };
    vec![
        [hypercube(2, Choice::Any), hypercube(5, Choice::Any)],
        [hypercube(1, Choice::Maximin), hypercube(3, Choice::Maximin)],
        [Design::Sobol { points: 33 }, Design::Sobol { points: 1000 }],
        [Design::Saltelli { samples: 7 }, Design::Saltelli { samples: 64 }],
        [Design::Morris { trajectories: 3, levels: 6 }, Design::Morris { trajectories: 40, levels: 6 }],
        [Design::Random { points: 30 }, Design::Random { points: 500 }],
    ]
}

#[test]
fn designs_keep_their_points_when_they_grow() {
    for [small, large] in growing() {
        let [few, many] = [&small, &large].map(|design| Points::new(&mixed(), design, SEED));
        assert!(few.len() < many.len() && !few.is_empty());
        assert_eq!(all(&few)[..], all(&many)[..few.len() as usize], "{small:?}");
        assert_ne!(all(&few), all(&Points::new(&mixed(), &small, SEED + 1)), "{small:?} depends on the seed");
    }
}

#[test]
fn points_do_not_depend_on_which_were_made_before() {
    for [design, _] in growing() {
        let points = Points::new(&mixed(), &design, SEED);
        let forward = all(&points);
        let fresh = Points::new(&mixed(), &design, SEED);
        let mut backward: Vec<_> = (0..fresh.len()).rev().map(|index| fresh.get(index)).collect();
        backward.reverse();
        assert_eq!(forward, backward, "{design:?}");
    }
}

/// If this changes, every published sweep changes: say so in the changelog.
#[test]
fn value_stability() {
    let place = |design, index| numbers(&Points::new(&units(2), &design, SEED).get(index));
    let hypercube = |choice| Design::LatinHypercube { points: 10, blocks: 2, choice };
    let found = [
        place(hypercube(Choice::Any), 13),
        place(hypercube(Choice::Maximin), 13),
        place(Design::Sobol { points: 16 }, 5),
        place(Design::Saltelli { samples: 16 }, 6),
        place(Design::Morris { trajectories: 4, levels: 4 }, 5),
        place(Design::Random { points: 16 }, 5),
    ];
    assert_eq!(found, PINNED);
}

const PINNED: [[f64; 2]; 6] = [
    [0.552_706_563_158_426_5, 0.089_089_421_939_570_45],
    [0.652_706_563_158_426_5, 0.489_089_421_939_570_45],
    [0.796_239_972_114_563, 0.537_507_653_236_389_2],
    [0.013_241_648_674_011_23, 0.289_397_239_685_058_6],
    [0.0, 1.0],
    [0.036_597_494_850_866_5, 0.402_499_446_063_302_46],
];

#[test]
fn random_points_are_independent_and_uniform() {
    let points = all(&Points::new(&units(2), &Design::Random { points: 4000 }, SEED));
    let mut counts = BTreeMap::new();
    for point in points.iter().map(numbers) {
        *counts.entry(((point[0] * 4.0) as u32, (point[1] * 4.0) as u32)).or_insert(0) += 1;
    }
    // 250 points expected in each of 16 cells, with a standard deviation of 15.
    assert!(counts.len() == 16 && counts.values().all(|&points| (190..310).contains(&points)), "{counts:?}");
}

#[test]
fn rows_of_saltelli_are_a_b_and_a_with_one_column_from_b() {
    let factors = 5;
    let points = all(&Points::new(&units(factors), &Design::Saltelli { samples: 9 }, SEED));
    assert_eq!(points.len(), 9 * (factors + 2));
    for (number, rows) in points.chunks(factors + 2).enumerate() {
        let sample = number as u32;
        let (a, b) = (numbers(&rows[0]), numbers(&rows[1]));
        assert_eq!(rows[0].role, Role::Saltelli { sample, matrix: Matrix::A });
        assert_eq!(rows[1].role, Role::Saltelli { sample, matrix: Matrix::B });
        assert!(a.iter().zip(&b).all(|(a, b)| a != b), "A and B have columns of their own");
        for (factor, row) in rows[2..].iter().enumerate() {
            let mut swapped = a.clone();
            swapped[factor] = b[factor];
            assert_eq!((row.role, numbers(row)), (Role::Saltelli { sample, matrix: Matrix::Ab(factor) }, swapped));
        }
    }
}

/// A and B are stratified, each and together: the columns are those of one Sobol' sequence.
#[test]
fn matrices_of_saltelli_are_stratified() {
    let (factors, samples) = (3, 64);
    let points = all(&Points::new(&units(factors), &Design::Saltelli { samples }, SEED));
    for row in [0, 1] {
        for factor in 0..factors {
            let places = points.iter().skip(row).step_by(factors + 2).map(numbers);
            let mut parts: Vec<_> = places.map(|place| (place[factor] * f64::from(samples)) as u32).collect();
            parts.sort_unstable();
            assert_eq!(parts, (0..samples).collect::<Vec<_>>());
        }
    }
}

#[test]
fn steps_of_morris_change_one_factor_each_by_half_the_levels() {
    let (factors, levels, trajectories) = (4, 6, 50);
    let points = all(&Points::new(&units(factors), &Design::Morris { trajectories, levels }, SEED));
    assert_eq!(points.len(), 50 * (factors + 1));
    for (number, steps) in points.chunks(factors + 1).enumerate() {
        let mut left: Vec<_> = (0..factors).collect();
        for (step, point) in steps.iter().enumerate() {
            let Role::Morris { trajectory, step: told, moved } = point.role else { panic!("a step of a trajectory") };
            assert_eq!((trajectory as usize, told as usize), (number, step));
            let on_levels = numbers(point).iter().all(|u| (u * 5.0 - (u * 5.0).round()).abs() < 1e-12 && (0.0..=1.0).contains(u));
            assert!(on_levels, "{point:?}");
            let Some((factor, change)) = moved else {
                assert_eq!(step, 0);
                continue;
            };
            assert_eq!(change.abs(), 0.6, "six levels, three of them moved, five apart");
            left.retain(|&other| other != factor);
            let mut expected = numbers(&steps[step - 1]);
            expected[factor] += change;
            assert!(expected.iter().zip(numbers(point)).all(|(a, b)| (a - b).abs() < 1e-12));
        }
        assert!(left.is_empty(), "every factor moves once");
    }
}

#[test]
fn trajectories_of_morris_are_balanced() {
    let (factors, levels, trajectories) = (3, 4, 3000);
    let points = all(&Points::new(&units(factors), &Design::Morris { trajectories, levels }, SEED));
    let starts: Vec<_> = points.iter().step_by(factors + 1).map(numbers).collect();
    for factor in 0..factors {
        let mut counts = [0; 4];
        starts.iter().for_each(|start| counts[(start[factor] * 3.0).round() as usize] += 1);
        // 750 expected, with a standard deviation of 24.
        assert!(counts.iter().all(|count| (650..850).contains(count)), "levels of the start: {counts:?}");
    }
    let mut first = [0; 3];
    let mut up = 0;
    for point in points.iter().skip(1).step_by(factors + 1) {
        let Role::Morris { moved: Some((factor, change)), .. } = point.role else { panic!("a first step") };
        first[factor] += 1;
        up += usize::from(change > 0.0);
    }
    assert!(first.iter().all(|count| (870..1130).contains(count)), "the factor that moves first: {first:?}");
    assert!((1360..1640).contains(&up), "first moves upwards: {up}");
}

/// Whatever a factor's values are, its move changes it: half the levels are more than one value.
#[test]
fn moves_of_morris_change_words_and_whole_numbers_too() {
    for levels in [2, 4, 10] {
        let points = all(&Points::new(&mixed(), &Design::Morris { trajectories: 30, levels }, SEED));
        for pair in points.windows(2) {
            if let Role::Morris { moved: Some((factor, _)), .. } = pair[1].role {
                let changed: Vec<_> = (0..4).filter(|&k| pair[0].given[k] != pair[1].given[k]).collect();
                assert_eq!(changed, [factor]);
            }
        }
    }
}
