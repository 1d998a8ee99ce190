//! What designs cannot do.

use super::latin_hypercube::MAXIMIN_POINTS;
use super::{Choice, Design, sobol, word};
use crate::sweep::{Factor, Given, Scale, Spread};

/// The most points that a design may have.
const POINTS: u64 = u32::MAX as u64;

/// That this design can be made of these factors.
///
/// # Errors
/// A sentence that says what is wrong, and what to do.
pub fn check(design: &Design, factors: &[Factor]) -> Result<(), String> {
    if factors.is_empty() {
        return Err("no factor: a design needs at least one key that varies".to_owned());
    }
    for factor in factors {
        check_factor(design, factor).map_err(|problem| format!("factor `{}`: {problem}", factor.key))?;
    }
    match design {
        Design::Grid => check_points(factors.iter().map(|factor| u64::from(factor.steps().unwrap_or(1)))),
        Design::LatinHypercube { points, blocks, choice } => check_hypercube(*points, *blocks, *choice),
        Design::Sobol { points } => check_sobol(*points, factors.len()),
        Design::Saltelli { samples } => check_saltelli(*samples, factors.len()),
        Design::Morris { trajectories, levels } => check_morris(*trajectories, *levels, factors.len()),
        Design::Random { points } => at_least_one("points", *points),
        Design::List { rows } => check_rows(rows, factors.len()),
    }
}

fn at_least_one(what: &str, number: u32) -> Result<(), String> {
    if number == 0 { Err(format!("0 {what}: a design needs at least one")) } else { Ok(()) }
}

/// That the product of these numbers of points is not too large.
fn check_points(mut parts: impl Iterator<Item = u64>) -> Result<(), String> {
    let product = parts.try_fold(1u64, u64::checked_mul).filter(|&points| points <= POINTS);
    product.map(|_| ()).ok_or_else(|| format!("more than {POINTS} points: take fewer steps, levels or factors"))
}

fn check_hypercube(points: u32, blocks: u32, choice: Choice) -> Result<(), String> {
    at_least_one("points", points)?;
    at_least_one("blocks", blocks)?;
    if choice == Choice::Maximin && points > MAXIMIN_POINTS {
        return Err(format!(
            "maximin hypercubes have at most {MAXIMIN_POINTS} points, not {points}: take several blocks, or leave maximin out"
        ));
    }
    check_points([u64::from(points), u64::from(blocks)].into_iter())
}

fn check_sobol(points: u32, factors: usize) -> Result<(), String> {
    at_least_one("points", points)?;
    if points > sobol::POINTS {
        return Err(format!(
            "a sobol design has at most {} points, not {points}: take a latin_hypercube with blocks for more",
            sobol::POINTS
        ));
    }
    if factors > sobol::COORDINATES as usize {
        return Err(format!(
            "a sobol design has at most {} factors, not {factors}: take a latin_hypercube for more",
            sobol::COORDINATES
        ));
    }
    Ok(())
}

fn check_saltelli(samples: u32, factors: usize) -> Result<(), String> {
    let most = sobol::COORDINATES as usize / 2;
    at_least_one("samples", samples)?;
    if samples > sobol::POINTS {
        return Err(format!("a saltelli design has at most {} samples, not {samples}", sobol::POINTS));
    }
    if factors > most {
        return Err(format!(
            "a saltelli design has at most {most} factors, not {factors}: find out with a morris design which can be left out"
        ));
    }
    Ok(())
}

fn check_morris(trajectories: u32, levels: u32, factors: usize) -> Result<(), String> {
    at_least_one("trajectories", trajectories)?;
    if levels < 2 || levels % 2 == 1 {
        return Err(format!("{levels} levels: a morris design needs an even number of them, such as 4"));
    }
    check_points([u64::from(trajectories), factors as u64 + 1].into_iter())
}

fn check_rows(rows: &[Vec<Given>], factors: usize) -> Result<(), String> {
    if rows.is_empty() {
        return Err("no rows: a list needs at least one point".to_owned());
    }
    match rows.iter().position(|row| row.len() != factors) {
        Some(row) => Err(format!("row {} of the list has {} values for {factors} factors", row + 1, rows[row].len())),
        None => Ok(()),
    }
}

fn check_factor(design: &Design, factor: &Factor) -> Result<(), String> {
    check_spread(&factor.spread)?;
    let listed = factor.spread == Spread::Listed;
    let counted = matches!(factor.spread, Spread::Real { .. } | Spread::Whole { .. });
    match design {
        Design::List { .. } if !listed => Err("it has values of its own: in a list, the rows have them".to_owned()),
        Design::List { .. } => Ok(()),
        _ if listed => Err("it has no values: say `low` and `high`, or `levels`".to_owned()),
        Design::Grid => check_steps(factor),
        _ if counted && factor.steps().is_some() => Err(format!("it has steps, which a {} design does not take", word(design))),
        _ => Ok(()),
    }
}

fn check_spread(spread: &Spread) -> Result<(), String> {
    let (low, high, scale) = match spread {
        Spread::Real { low, high, scale, .. } => (*low, *high, *scale),
        Spread::Whole { low, high, scale, .. } => (*low as f64, *high as f64, *scale),
        Spread::Levels(levels) => return check_levels(levels),
        Spread::Listed => return Ok(()),
    };
    if !low.is_finite() || !high.is_finite() || low >= high {
        return Err(format!("low = {low} and high = {high}: low must be below high"));
    }
    if scale == Scale::Log && low <= 0.0 {
        return Err(format!("low = {low}: on a log scale it must be above 0"));
    }
    Ok(())
}

fn check_levels(levels: &[Given]) -> Result<(), String> {
    if levels.len() < 2 {
        return Err(format!("{} levels: it needs at least 2; what does not vary belongs to `set`", levels.len()));
    }
    let twice = levels.iter().enumerate().find(|(number, level)| levels[..*number].contains(level));
    twice.map_or(Ok(()), |(_, level)| Err(format!("level {level} is there twice")))
}

/// That a grid's factor has steps, each of another value.
fn check_steps(factor: &Factor) -> Result<(), String> {
    let Some(steps) = factor.steps() else {
        return Err("a grid needs `steps`, or `levels`".to_owned());
    };
    if steps < 2 {
        return Err(format!("steps = {steps}: it needs at least 2; what does not vary belongs to `set`"));
    }
    if let Spread::Whole { low, high, .. } = factor.spread
        && u64::from(steps) > high.abs_diff(low).saturating_add(1)
    {
        return Err(format!("steps = {steps}: there are only {} whole numbers from {low} to {high}", high.abs_diff(low) + 1));
    }
    match (1..steps).find(|&number| factor.step(number) == factor.step(number - 1)) {
        Some(number) => Err(format!("steps = {steps}: two of them are {}; take fewer", factor.step(number))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(spread: Spread) -> Factor {
        Factor { key: "law.detection".to_owned(), unit: String::new(), spread }
    }

    fn real(low: f64, high: f64, scale: Scale, steps: Option<u32>) -> Factor {
        factor(Spread::Real { low, high, scale, steps })
    }

    fn whole(low: i64, high: i64, scale: Scale, steps: u32) -> Factor {
        factor(Spread::Whole { low, high, scale, steps: Some(steps) })
    }

    fn unit() -> Factor {
        real(0.0, 1.0, Scale::Linear, None)
    }

    fn levels(levels: &[f64]) -> Factor {
        factor(Spread::Levels(levels.iter().copied().map(Given::Real).collect()))
    }

    #[track_caller]
    fn refused(design: &Design, factors: &[Factor], part: &str) {
        let told = check(design, factors).expect_err("a design that cannot be made");
        assert!(told.contains(part), "`{told}` does not say `{part}`");
    }

    #[test]
    fn designs_within_their_limits_are_fine() {
        let hypercube = |points, choice| Design::LatinHypercube { points, blocks: 3, choice };
        for design in [
            hypercube(1_000_000, Choice::Any),
            hypercube(2000, Choice::Maximin),
            Design::Sobol { points: 65536 },
            Design::Saltelli { samples: 65536 },
            Design::Morris { trajectories: 1, levels: 2 },
            Design::Random { points: 1 },
        ] {
            assert_eq!(check(&design, &[unit(), levels(&[1.0, 2.0])]), Ok(()));
        }
        assert_eq!(check(&Design::Sobol { points: 8 }, &vec![unit(); 256]), Ok(()));
        assert_eq!(check(&Design::Saltelli { samples: 8 }, &vec![unit(); 128]), Ok(()));
        assert_eq!(check(&Design::List { rows: vec![vec![Given::Whole(1)]] }, &[factor(Spread::Listed)]), Ok(()));
        assert_eq!(check(&Design::Grid, &[whole(1, 3, Scale::Linear, 3), levels(&[0.0, 0.5])]), Ok(()));
    }

    #[test]
    fn limits_are_told() {
        let sobol = |points| Design::Sobol { points };
        refused(&sobol(65537), &[unit()], "at most 65536 points, not 65537");
        refused(&sobol(0), &[unit()], "0 points");
        refused(&sobol(8), &vec![unit(); 257], "at most 256 factors, not 257");
        refused(&Design::Saltelli { samples: 65537 }, &[unit()], "at most 65536 samples, not 65537");
        refused(&Design::Saltelli { samples: 8 }, &vec![unit(); 129], "at most 128 factors, not 129");
        let hypercube = |points, blocks, choice| Design::LatinHypercube { points, blocks, choice };
        refused(&hypercube(2001, 1, Choice::Maximin), &[unit()], "at most 2000 points, not 2001");
        refused(&hypercube(10, 0, Choice::Any), &[unit()], "0 blocks");
        refused(&hypercube(100_000, 100_000, Choice::Any), &[unit()], "more than 4294967295 points");
        refused(&Design::Morris { trajectories: 0, levels: 4 }, &[unit()], "0 trajectories");
        refused(&Design::Morris { trajectories: 4, levels: 5 }, &[unit()], "5 levels: a morris design needs an even number");
        refused(&Design::Morris { trajectories: 4, levels: 0 }, &[unit()], "0 levels");
        refused(&Design::Random { points: 0 }, &[unit()], "0 points");
        refused(&Design::Grid, &[], "no factor");
        refused(&Design::Grid, &vec![real(0.0, 1.0, Scale::Linear, Some(100)); 5], "more than 4294967295 points");
    }

    #[test]
    fn factors_must_fit_their_design() {
        refused(&Design::Grid, &[unit()], "factor `law.detection`: a grid needs `steps`");
        refused(&Design::Grid, &[real(0.0, 1.0, Scale::Linear, Some(1))], "steps = 1");
        refused(&Design::Grid, &[whole(1, 3, Scale::Linear, 4)], "only 3 whole numbers from 1 to 3");
        refused(&Design::Grid, &[whole(1, 10, Scale::Log, 8)], "two of them are");
        refused(&Design::Random { points: 3 }, &[real(0.0, 1.0, Scale::Linear, Some(4))], "a random design does not take");
        refused(&Design::Random { points: 3 }, &[factor(Spread::Listed)], "it has no values");
        refused(&Design::Random { points: 3 }, &[real(0.0, 1.0, Scale::Log, None)], "above 0");
        refused(&Design::Random { points: 3 }, &[real(1.0, 1.0, Scale::Linear, None)], "low must be below high");
        refused(&Design::Random { points: 3 }, &[real(0.0, f64::NAN, Scale::Linear, None)], "low must be below high");
        refused(&Design::Random { points: 3 }, &[levels(&[0.1])], "1 levels");
        refused(&Design::Random { points: 3 }, &[levels(&[0.1, 0.2, 0.1])], "level 0.1 is there twice");
        let rows = vec![vec![Given::Whole(1)], vec![]];
        refused(&Design::List { rows }, &[factor(Spread::Listed)], "row 2 of the list has 0 values for 1 factors");
        refused(&Design::List { rows: vec![] }, &[factor(Spread::Listed)], "no rows");
        refused(&Design::List { rows: vec![vec![Given::Real(0.5)]] }, &[unit()], "values of its own");
    }
}
