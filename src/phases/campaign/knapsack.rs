//! Which offers a budget buys: a knapsack in which at most one of a voter's alternatives may lie.
//!
//! Offers are bought in the order of their cost per merit. Where a voter may be paid to vote for us or to stay at home, the cheaper
//! offer comes first and is bettered later, at the price and merit of the step; it is left out where the dearer one costs no more per
//! merit. This is the order in which a continuous knapsack is filled (the convex hull of each voter's alternatives): what is bought
//! falls short of the best purchase by less than the merit of one step.
//!
//! Reference: Sinha, P. and A. Zoltners 1979, "The multiple-choice knapsack problem", *Operations Research* 27.

use super::Rule;
use std::cmp::Ordering;

/// An offer that could be made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// What it takes of the budget [micro-S], above 0.
    pub cost: i64,
    /// What it is good for, above 0.
    pub gain: f64,
    /// The voter. Its alternatives follow one another, at most two: vote buying, then abstention buying.
    pub group: u32,
    /// Which offer this is: what [`pick`] gives back.
    pub index: u32,
}

/// Whether a step makes a voter an offer, or betters the offer that the voter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    First,
    Better,
}

/// A step of buying.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// Price per merit.
    rank: f64,
    cost: i64,
    group: u32,
    index: u32,
    kind: Kind,
}

impl Step {
    fn to(item: &Item) -> Self {
        Self { rank: item.cost as f64 / item.gain, cost: item.cost, group: item.group, index: item.index, kind: Kind::First }
    }

    /// From the offer that the voter has to one that costs and gains more, and costs more per merit.
    fn between(had: &Item, item: &Item) -> Self {
        let cost = item.cost - had.cost;
        let rank = cost as f64 / (item.gain - had.gain);
        // What has to come after the first offer does so even if rounding says otherwise.
        Self { rank: rank.max(Self::to(had).rank), cost, kind: Kind::Better, ..Self::to(item) }
    }

    /// The order of buying. No two steps are equal.
    fn order(&self, other: &Self) -> Ordering {
        let of_voters = || (self.group, self.kind).cmp(&(other.group, other.kind));
        self.rank.total_cmp(&other.rank).then_with(of_voters)
    }
}

/// The offers that a budget [micro-S] buys, in the order of groups: their `index`. Buying ends at the first step that the budget has no
/// room for, or when offers have been made to `most` voters. Offers of equal price per merit are bought in the order of groups.
///
/// # Panics
/// If a voter has more than two alternatives.
#[must_use]
pub fn pick(items: &[Item], budget: i64, most: usize, rule: Rule) -> Vec<u32> {
    let mut steps = steps(items, rule);
    let bought = affordable(&mut steps, budget, most);
    let bought = &mut steps[..bought];
    bought.sort_unstable_by_key(|step| (step.group, step.kind));
    let last_of_voter = bought.chunk_by(|a, b| a.group == b.group).map(|steps| steps[steps.len() - 1]);
    last_of_voter.map(|step| step.index).collect()
}

/// All steps of all voters.
fn steps(items: &[Item], rule: Rule) -> Vec<Step> {
    let mut steps = Vec::with_capacity(items.len());
    for alternatives in items.chunk_by(|a, b| a.group == b.group) {
        match (alternatives, rule) {
            ([only], _) => steps.push(Step::to(only)),
            ([vote, abstention], Rule::Published) => {
                steps.push(Step::to(if vote.cost <= 2 * abstention.cost { vote } else { abstention }));
            }
            ([vote, abstention], Rule::Optimum) => on_hull(vote, abstention, &mut steps),
            _ => panic!("a voter has {} alternatives, more than two", alternatives.len()),
        }
    }
    steps
}

/// The steps that are left of two alternatives: the one that is cheaper per merit (of equals the one with more merit, then the first), and
/// from there to the other, if that has more merit. It costs more then.
fn on_hull(a: &Item, b: &Item, steps: &mut Vec<Step>) {
    let (rank_a, rank_b) = (Step::to(a).rank, Step::to(b).rank);
    let b_first = rank_b < rank_a || rank_b == rank_a && b.gain > a.gain;
    let (first, other) = if b_first { (b, a) } else { (a, b) };
    steps.push(Step::to(first));
    if other.gain > first.gain && other.cost > first.cost {
        steps.push(Step::between(first, other));
    }
}

/// How many steps are bought, and puts these first. Halves what is undecided again and again, which takes time in proportion to the
/// number of steps; sorting them would take several times as long.
fn affordable(steps: &mut [Step], mut budget: i64, mut most: usize) -> usize {
    let (mut from, mut to) = (0, steps.len());
    while from < to {
        let half = (to - from) / 2;
        let undecided = &mut steps[from..to];
        undecided.select_nth_unstable_by(half, Step::order);
        let cost: i128 = undecided[..=half].iter().map(|step| i128::from(step.cost)).sum();
        let names = |steps: &[Step]| steps.iter().filter(|step| step.kind == Kind::First).count();
        if cost <= i128::from(budget) && names(&undecided[..half]) < most {
            budget -= cost as i64;
            most = most.saturating_sub(names(&undecided[..=half]));
            from += half + 1;
        } else {
            to = from + half;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(cost: i64, gain: f64, group: u32, index: u32) -> Item {
        Item { cost, gain, group, index }
    }

    /// The same by sorting and going down the list.
    fn slowly(items: &[Item], mut budget: i64, most: usize, rule: Rule) -> Vec<u32> {
        let mut steps = steps(items, rule);
        steps.sort_by(Step::order);
        let mut bought = std::collections::BTreeMap::new();
        for step in steps {
            if step.cost > budget || bought.len() >= most {
                break;
            }
            budget -= step.cost;
            bought.insert(step.group, step.index);
        }
        bought.into_values().collect()
    }

    #[test]
    fn abstention_is_bettered_where_the_further_vote_is_worth_it() {
        let items = [item(50, 2.0, 0, 0), item(10, 1.0, 0, 1), item(30, 1.0, 1, 2), item(45, 1.0, 2, 3)];
        let optimum = |budget| pick(&items, budget, usize::MAX, Rule::Optimum);
        assert!(optimum(9).is_empty());
        assert_eq!(optimum(10), [1]);
        assert_eq!(optimum(40), [1, 2]);
        // The further vote of voter 0 costs 40, less than that of voter 2, which no longer fits.
        assert_eq!(optimum(79), [1, 2]);
        assert_eq!(optimum(80), [0, 2]);
        assert_eq!(optimum(125), [0, 2, 3]);
        assert_eq!(pick(&items, 125, usize::MAX, Rule::Published), [1, 2, 3]);
    }

    #[test]
    fn the_vote_is_bought_at_once_where_it_costs_at_most_twice_the_abstention() {
        for rule in [Rule::Optimum, Rule::Published] {
            let bought = |vote, budget| pick(&[item(vote, 2.0, 0, 0), item(10, 1.0, 0, 1)], budget, usize::MAX, rule);
            assert_eq!(bought(20, 20), [0]);
            assert!(bought(20, 19).is_empty());
            assert_eq!(bought(21, 20), [1]);
        }
    }

    #[test]
    fn an_offer_that_is_dearer_and_no_better_is_never_made() {
        let items = [item(20, 1.0, 0, 0), item(10, 1.0, 0, 1), item(10, 2.0, 1, 2), item(10, 1.0, 1, 3)];
        assert_eq!(pick(&items, 1000, usize::MAX, Rule::Optimum), [1, 2]);
    }

    #[test]
    fn what_does_not_fit_ends_the_list_and_so_does_the_last_name() {
        let items = [item(10, 1.0, 0, 0), item(20, 1.0, 1, 1), item(90, 4.0, 2, 2), item(25, 1.0, 3, 3)];
        assert_eq!(pick(&items, 60, usize::MAX, Rule::Optimum), [0, 1]);
        assert_eq!(pick(&items, 60, 1, Rule::Optimum), [0]);
        assert!(pick(&items, 60, 0, Rule::Optimum).is_empty());
        assert!(pick(&[], 60, 9, Rule::Optimum).is_empty());
    }

    #[test]
    fn equal_ranks_are_taken_in_the_order_of_groups() {
        let items = [item(10, 1.0, 2, 0), item(10, 1.0, 1, 1), item(20, 2.0, 0, 2)];
        assert_eq!(pick(&items, 30, usize::MAX, Rule::Optimum), [2, 1]);
    }

    fn voters() -> impl Strategy<Value = Vec<Item>> {
        let offer = || (1_i64..60, 1_u8..9);
        let voter = (offer(), proptest::option::of(offer()));
        proptest::collection::vec(voter, 0..60).prop_map(|voters| {
            let mut items = Vec::new();
            for (group, (one, other)) in voters.into_iter().enumerate() {
                for (cost, gain) in std::iter::once(one).chain(other) {
                    items.push(item(cost, f64::from(gain) / 3.0, group as u32, items.len() as u32));
                }
            }
            items
        })
    }

    proptest! {
        #[test]
        fn halving_finds_what_sorting_finds(items in voters(), budget in 0_i64..3000, most in 0_usize..80) {
            for rule in [Rule::Optimum, Rule::Published] {
                prop_assert_eq!(pick(&items, budget, most, rule), slowly(&items, budget, most, rule));
            }
        }

        #[test]
        fn the_budget_is_kept_and_more_money_never_gains_less(items in voters(), budget in 0_i64..3000, more in 0_i64..100) {
            let all = |budget| pick(&items, budget, usize::MAX, Rule::Optimum);
            let gain = |bought: &[u32]| bought.iter().map(|&i| items[i as usize].gain).sum::<f64>();
            let bought = all(budget);
            prop_assert!(bought.iter().map(|&i| items[i as usize].cost).sum::<i64>() <= budget);
            prop_assert!(gain(&all(budget + more)) >= gain(&bought) - 1e-9);
        }
    }
}
