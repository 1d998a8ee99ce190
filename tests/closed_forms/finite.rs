//! Small electorates whose optimum is known exactly for every budget.

use patronage::phases::campaign::Rule;
use patronage::phases::campaign::knapsack::{Item, pick};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Oracle {
    instances: Vec<Instance>,
}

#[derive(Debug, Deserialize)]
struct Instance {
    name: String,
    /// Cents for vote, abstention and turnout buying and double persuasion, where there is such an offer.
    prices: Vec<[Option<i64>; 4]>,
    budgets: Vec<Budget>,
    min_cost_for_at_least_v_net_votes: Vec<i64>,
}

#[derive(Debug, Deserialize)]
struct Budget {
    budget: i64,
    opt_net_votes: usize,
    opt_min_cost: i64,
    lp_upper_bound: f64,
    hull_greedy_net_votes: usize,
}

fn instances() -> Vec<Instance> {
    let oracle: Oracle = serde_json::from_str(include_str!("../data/gmn_finite.json")).expect("the oracle is as documented");
    assert_eq!(oracle.instances.len(), 10);
    oracle.instances
}

impl Instance {
    /// The offers, with their net votes.
    fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for (group, prices) in self.prices.iter().enumerate() {
            for (cost, gain) in prices.iter().zip([2.0, 1.0, 1.0, 1.0]) {
                let index = items.len() as u32;
                items.extend(cost.map(|cost| Item { cost, gain, group: group as u32, index }));
            }
        }
        items
    }

    /// Net votes and cost of what is bought.
    fn buy(&self, budget: i64, rule: Rule) -> (usize, i64) {
        let items = self.items();
        let bought = pick(&items, budget, usize::MAX, rule);
        let bought = bought.iter().map(|&index| &items[index as usize]);
        bought.fold((0, 0), |(votes, cost), item| (votes + item.gain as usize, cost + item.cost))
    }

    /// The least cost of every number of net votes, or more: one voter after another.
    fn frontier(&self) -> Vec<i64> {
        let most = 2 * self.prices.len();
        let mut least = vec![None; most + 1];
        least[0] = Some(0);
        for [vote, others @ ..] in &self.prices {
            let before = least.clone();
            for (gain, price) in others.iter().flatten().map(|&price| (1, price)).chain(vote.map(|price| (2, price))) {
                for votes in gain..=most {
                    let with = before[votes - gain].map(|cost: i64| cost + price);
                    least[votes] = [least[votes], with].into_iter().flatten().min();
                }
            }
        }
        for votes in (0..most).rev() {
            least[votes] = [least[votes], least[votes + 1]].into_iter().flatten().min();
        }
        least.into_iter().map_while(|cost| cost).collect()
    }
}

#[test]
fn a_dynamic_programme_finds_the_frontier() {
    for instance in instances() {
        assert_eq!(instance.frontier(), instance.min_cost_for_at_least_v_net_votes, "{}", instance.name);
    }
}

/// Every budget up to the one that buys all, not just those of the file.
#[test]
fn what_is_bought_falls_short_of_the_optimum_by_one_net_vote_at_most() {
    for instance in instances() {
        let frontier = &instance.min_cost_for_at_least_v_net_votes;
        let all = *frontier.last().expect("nothing costs nothing");
        for budget in 0..=all + 1 {
            let optimum = frontier.iter().rposition(|&cost| cost <= budget).expect("nothing costs nothing");
            let (votes, cost) = instance.buy(budget, Rule::Optimum);
            assert!(cost <= budget && votes <= optimum && votes + 1 >= optimum, "{} for {budget}: {votes}", instance.name);
        }
        assert_eq!(
            instance.buy(all, Rule::Optimum).0 + 1,
            frontier.len(),
            "{}: money for everything buys everything",
            instance.name
        );
    }
}

#[test]
fn budgets_of_the_file_are_spent_as_there() {
    for instance in instances() {
        for known in &instance.budgets {
            let what = format!("{} for {}", instance.name, known.budget);
            let (votes, _) = instance.buy(known.budget, Rule::Optimum);
            assert_eq!(votes, known.hull_greedy_net_votes, "{what}");
            assert!(votes as f64 <= known.lp_upper_bound && votes as f64 > known.lp_upper_bound - 2.0, "{what}");
            assert_eq!(instance.min_cost_for_at_least_v_net_votes[known.opt_net_votes], known.opt_min_cost, "{what}");
        }
    }
}

#[test]
fn the_published_rule_never_wins_more_than_the_optimum() {
    let mut less = 0;
    for instance in instances() {
        for known in &instance.budgets {
            let (votes, cost) = instance.buy(known.budget, Rule::Published);
            assert!(cost <= known.budget && votes <= known.opt_net_votes, "{} for {}", instance.name, known.budget);
            less += usize::from(votes + 1 < known.opt_net_votes);
        }
    }
    assert!(less > 0, "the printed rule is not the optimum");
}
