//! The measures, taken naively: sums over all agents, and the Gini index over all pairs.

use crate::society::{Client, Marks, Society};
use patronage::quantity::Money;
use patronage::world::{Flow, Rescue, Turn};

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn gini(amounts: &[f64]) -> Option<f64> {
    let (n, total) = (amounts.len() as f64, amounts.iter().sum::<f64>());
    let gaps: f64 = amounts.iter().flat_map(|a| amounts.iter().map(move |b| (a - b).abs())).sum();
    (total > 0.0).then(|| gaps / (2.0 * n * total))
}

impl Society {
    fn over_clients(&self, value: impl Fn(&Client) -> f64) -> Option<f64> {
        mean(self.clients.iter().map(value))
    }

    fn over_attached(&self, value: impl Fn(&Client) -> f64) -> Option<f64> {
        mean(self.clients.iter().filter(|client| client.patron.is_some()).map(value))
    }

    fn over_misfortunes(&self, value: impl Fn(&Client) -> f64) -> Option<f64> {
        mean(self.clients.iter().filter(|client| client.loss > Money::ZERO).map(value))
    }

    fn over_relations(&self, value: impl Fn(&Marks) -> f64) -> Option<f64> {
        mean(self.clients.iter().filter_map(|client| client.marks.as_ref()).map(value))
    }

    fn over_strategies(&self, part: usize) -> Option<f64> {
        self.over_attached(|client| self.patrons[client.patron.expect("attached")].strategy.parts()[part])
    }

    /// Relations of the start of the round that are still there.
    fn kept(&self) -> Option<f64> {
        let turns = |turn: Turn| self.booked.turns[turn as usize] as f64;
        let (left, came) = (turns(Turn::Fled) + turns(Turn::Quit), turns(Turn::Joined) + turns(Turn::Followed));
        let now = self.clients.iter().filter(|client| client.patron.is_some()).count() as f64;
        let before = now + left - came;
        (before > 0.0).then(|| (before - left - turns(Turn::Switched)) / before)
    }

    fn lasting(&self) -> impl Iterator<Item = &Client> {
        self.clients.iter().filter(|client| client.patron.is_some() && client.tenure > 0)
    }

    fn dependence_gap(&self) -> Option<f64> {
        let part = |i: usize| {
            let client = &self.clients[i];
            let salary = self.politics.as_ref().map_or(Money::ZERO, |politics| politics.voters[i].salary);
            let all = client.income + client.aid_received + salary;
            if all > Money::ZERO { client.income.to_s() / all.to_s() } else { 0.0 }
        };
        let lasting = (0..self.clients.len()).filter(|&i| self.clients[i].patron.is_some() && self.clients[i].tenure > 0);
        let attached = self.clients.iter().filter(|client| client.patron.is_some()).count() as f64;
        let patrons = (0..self.patrons.len()).filter(|&p| !self.clients_of(p).is_empty()).count() as f64;
        mean(lasting.map(part)).map(|on_patron| on_patron - patrons / attached)
    }

    fn old_ties(&self) -> Option<f64> {
        let all: f64 = self.lasting().map(|client| client.income.to_s()).sum();
        let older: f64 = self.lasting().filter(|client| client.tenure > 1).map(|client| client.income.to_s()).sum();
        (all > 0.0).then(|| older / all)
    }

    fn wealth(&self) -> Vec<f64> {
        self.clients.iter().map(|client| (client.wealth + client.consumed).to_s()).collect()
    }

    /// Every measure that this model knows, after a round.
    pub(crate) fn measures(&self) -> Vec<(&'static str, Option<f64>)> {
        let share = |yes: bool| if yes { 1.0 } else { 0.0 };
        let saved_by = |rescue| move |client: &Client| share(client.rescue == rescue);
        let n = self.clients.len() as f64;
        let turns = |turns: &[Turn]| turns.iter().map(|&turn| self.booked.turns[turn as usize]).sum::<u64>() as f64;
        let capital = |part: fn(&crate::society::Patron) -> f64| self.patrons.iter().map(part);
        let with = |mut amounts: Vec<f64>, more: Vec<f64>| {
            amounts.extend(more);
            amounts
        };
        let income: Vec<f64> = self.clients.iter().map(|client| client.income.to_s()).collect();
        let consumed: Vec<f64> = self.clients.iter().map(|client| client.consumed.to_s()).collect();
        let flows = [Flow::WorkedOutput, Flow::OwnOutput, Flow::Tax];
        let produced: Money = flows.iter().map(|&flow| self.booked.amounts[flow as usize]).sum();
        vec![
            ("attached_share", self.over_clients(|client| share(client.patron.is_some()))),
            ("loyalty_mean", self.over_attached(|client| client.loyalty.into())),
            ("reciprocity_mean", self.over_relations(|marks| marks.reciprocity)),
            ("exchange_rate_mean", self.over_relations(|marks| marks.exchange_rate)),
            ("resentment_mean", self.over_clients(|client| client.resentment.into())),
            ("satisfaction_mean", self.over_clients(|client| client.satisfaction.into())),
            ("hungry_share", self.over_clients(|client| share(client.hungry))),
            ("unmet_mean", self.over_clients(|client| client.unmet.to_s())),
            ("misfortune_share", self.over_clients(|client| share(client.loss > Money::ZERO))),
            ("resilience", self.over_misfortunes(|client| share(!client.hungry))),
            ("saved_by_wealth_share", self.over_misfortunes(saved_by(Some(Rescue::OwnWealth)))),
            ("saved_by_patron_share", self.over_misfortunes(saved_by(Some(Rescue::Patron)))),
            ("saved_by_state_share", self.over_misfortunes(saved_by(Some(Rescue::State)))),
            ("saved_by_state_share", self.over_misfortunes(saved_by(Some(Rescue::State)))),
            ("saved_by_ties_share", self.over_misfortunes(saved_by(Some(Rescue::Ties)))),
            ("unsaved_share", self.over_misfortunes(saved_by(None))),
            ("churn_share", Some(turns(&[Turn::Switched, Turn::Joined, Turn::Fled, Turn::Quit, Turn::Followed]) / n)),
            ("tenure_mean", self.over_attached(|client| client.tenure.into())),
            ("tie_kept_share", self.kept()),
            ("dependence_gap", self.dependence_gap()),
            ("old_ties_share", self.old_ties()),
            ("indebted_share", self.over_clients(|client| share(client.debt.micros() > 0))),
            ("output_mean", Some(produced.to_s() / n)),
            ("capital_per_client", Some(capital(|patron| patron.capital.to_s()).sum::<f64>() / n)),
            ("wage_mean", self.over_strategies(0)),
            ("protection_mean", self.over_strategies(1)),
            ("support_mean", self.over_strategies(2)),
            ("coercion_mean", self.over_strategies(3)),
            ("credit_mean", self.over_strategies(4)),
            ("gini_wealth_clients", gini(&self.wealth())),
            ("gini_wealth_all", gini(&with(self.wealth(), capital(|patron| patron.capital.to_s()).collect()))),
            ("gini_income_clients", gini(&income)),
            ("gini_consumption_clients", gini(&consumed)),
            ("gini_consumption_all", gini(&with(consumed, capital(|patron| patron.consumed.to_s()).collect()))),
            ("health_beyond_wage", self.over_relations(|marks| marks.beyond_wage)),
            ("health_voluntariness", self.over_relations(|marks| marks.voluntariness)),
            ("health_reciprocated_loyalty", self.over_relations(|marks| marks.reciprocated_loyalty)),
            ("health_mutual_aid", self.over_relations(|marks| marks.mutual_aid)),
            ("health_mutual_value", self.over_relations(|marks| marks.reciprocity)),
            ("health_index", self.over_relations(health)),
            ("legitimacy", self.over_relations(|marks| marks.loyalty)),
            ("compliance", self.over_relations(|marks| marks.compliance)),
        ]
    }
}

fn health(marks: &Marks) -> f64 {
    (marks.beyond_wage + marks.voluntariness + marks.reciprocated_loyalty + marks.mutual_aid + marks.reciprocity) / 5.0
}
