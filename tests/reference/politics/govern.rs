//! Section govern of MODEL.md.

use super::{Politics, scaled};
use crate::society::Society;
use patronage::phases::govern::ClubRule;
use patronage::quantity::Money;
use patronage::random::Purpose;
use patronage::world::politics::Purse;
use patronage::world::politics::record::Contingency;
use patronage::world::{Flow, Turn};

impl Society {
    pub(crate) fn govern(&mut self) {
        let Some(mut politics) = self.politics.take() else { return };
        for d in 0..politics.districts.len() {
            let villages: Vec<usize> = (0..politics.places.len()).filter(|&v| politics.district_of(v) == d).collect();
            let clients = self.clients_in_all(&villages);
            if !clients.is_empty() {
                self.govern_district(&mut politics, d, &villages, &clients);
            }
        }
        if politics.elected {
            politics.record.contingency = Some(contingency(&politics));
        }
        self.politics = Some(politics);
    }

    fn govern_district(&mut self, politics: &mut Politics, d: usize, villages: &[usize], clients: &[usize]) {
        let government = self.parameters.government.clone();
        let each = Money::nearest(government.transfer);
        let transfer = Money::from_micros(each.micros() * clients.len() as i64);
        politics.districts[d].treasury += transfer;
        politics.districts[d].note(Purse::Transfer, transfer);
        self.booked.book(Flow::Transfer, transfer);
        if politics.districts[d].spoils {
            politics.districts[d].spoils = false;
            self.fill_posts(politics, d, clients);
        }
        self.pay_salaries(politics, d, clients);

        let goods = politics.districts[d].treasury.share(government.merit);
        politics.spends(d, Purse::PublicGoods, goods);
        self.booked.book(Flow::PublicGoods, goods);
        let stock = politics.districts[d].goods;
        politics.districts[d].goods = stock + government.goods_pace * (goods.to_s() / clients.len() as f64 - stock);
        let effect = politics.effect(d, government.goods_half);
        for &v in villages {
            politics.hazard[v] = 1.0 - government.goods_hazard * effect;
            politics.outside[v] = 1.0 + government.goods_outside * effect;
        }

        let [word] = self.draws.words(Purpose::Audit, self.round, d, 1).take();
        let officials = clients.iter().filter(|&&i| politics.voters[i].official).count() as f64;
        let by_patronage = clients.iter().filter(|&&i| politics.voters[i].by_patronage).count() as f64;
        let capture = if officials > 0.0 { by_patronage / officials } else { 0.0 };
        let audited = word.happens(government.audit * (1.0 - capture));
        politics.districts[d].audited = audited;
        if !audited {
            let leak = politics.districts[d].treasury.share(government.leak);
            politics.spends(d, Purse::Leak, leak);
            politics.districts[d].stolen += leak;
            self.booked.book(Flow::Leak, leak);
        }
        self.give_contracts(politics, d, villages, audited);
        self.give_club_goods(politics, d, villages);
        if audited {
            self.booked.count(Turn::Audited);
            self.punish(politics, d);
        }
    }

    fn fill_posts(&mut self, politics: &mut Politics, d: usize, clients: &[usize]) {
        let government = &self.parameters.government;
        let party = politics.districts[d].party;
        let posts = ((government.posts * clients.len() as f64).floor() as usize).max(1).min(clients.len());
        let by_merit = (government.merit * posts as f64 + 0.5).floor() as usize;
        let before: Vec<bool> = clients.iter().map(|&i| politics.voters[i].official).collect();
        for &i in clients {
            if politics.voters[i].by_patronage {
                politics.voters[i].official = false;
                politics.voters[i].by_patronage = false;
            }
        }
        let skill = |i: &usize| self.clients[*i].skill;
        let mut skilled: Vec<usize> = clients.to_vec();
        skilled.sort_by(|a, b| skill(b).total_cmp(&skill(a)).then(a.cmp(b)));
        let allied = |i: &usize| self.clients[*i].patron.is_some_and(|p| politics.brokers[p].party == Some(party));
        let mut loyal: Vec<usize> = clients.iter().copied().filter(allied).collect();
        loyal.sort_by(|a, b| {
            let (one, other) = (&self.clients[*a], &self.clients[*b]);
            other.loyalty.cmp(&one.loyalty).then(skill(b).total_cmp(&skill(a))).then(a.cmp(b))
        });
        let filled = |politics: &Politics| clients.iter().filter(|&&i| politics.voters[i].official).count();
        for &i in &skilled {
            if !politics.voters[i].official && filled(politics) < by_merit {
                politics.voters[i].official = true;
            }
        }
        for &i in loyal.iter().chain(&skilled) {
            if !politics.voters[i].official && filled(politics) < posts {
                politics.voters[i].official = true;
                politics.voters[i].by_patronage = true;
            }
        }
        for (&i, was) in clients.iter().zip(before) {
            match (was, politics.voters[i].official) {
                (false, true) => self.booked.count(Turn::Appointed),
                (true, false) => self.booked.count(Turn::Dismissed),
                _ => {}
            }
        }
    }

    fn pay_salaries(&mut self, politics: &mut Politics, d: usize, clients: &[usize]) {
        let officials: Vec<usize> = clients.iter().copied().filter(|&i| politics.voters[i].official).collect();
        if officials.is_empty() {
            return;
        }
        let salary = Money::nearest(self.parameters.government.salary);
        let part = Money::from_micros(politics.districts[d].treasury.micros() / officials.len() as i64);
        let each = salary.min(part);
        for i in officials {
            politics.spends(d, Purse::Salary, each);
            self.booked.book(Flow::Salary, each);
            self.clients[i].wealth += each;
            let serves = self.serves_governing(politics, i, d);
            let voter = &mut politics.voters[i];
            voter.salary = each;
            voter.benefited = voter.benefited || each > Money::ZERO;
            if voter.by_patronage && serves {
                voter.favour_of(each.to_s());
            }
        }
    }

    /// Whether a client's patron serves the party that governs the district.
    fn serves_governing(&self, politics: &Politics, i: usize, d: usize) -> bool {
        let party = self.clients[i].patron.and_then(|p| politics.brokers[p].party);
        party == Some(politics.districts[d].party)
    }

    fn give_contracts(&mut self, politics: &mut Politics, d: usize, villages: &[usize], audited: bool) {
        let government = self.parameters.government.clone();
        let party = politics.districts[d].party;
        let allied = |p: &usize| villages.contains(&self.patrons[*p].village) && politics.brokers[*p].party == Some(party);
        let patrons: Vec<usize> = (0..self.patrons.len()).filter(allied).collect();
        let clients: Vec<usize> = patrons.iter().map(|&p| self.clients_of(p).len()).collect();
        let all: usize = clients.iter().sum();
        if all == 0 {
            return;
        }
        let money = politics.districts[d].treasury.share(government.contracts);
        for (p, clients) in patrons.into_iter().zip(clients) {
            let contract = scaled(money, clients as i128, all as i128);
            politics.spends(d, Purse::Contract, contract);
            self.patrons[p].capital += contract;
            self.booked.book(Flow::Contract, contract);
            if !audited {
                let kickback = contract.share(government.kickback);
                self.patrons[p].capital -= kickback;
                let politician = politics.districts[d].politician;
                politics.politicians[politician].funds += kickback;
                politics.districts[d].stolen += kickback;
                politics.districts[d].note(Purse::Kickback, kickback);
                self.booked.book(Flow::Kickback, kickback);
            }
        }
    }

    fn give_club_goods(&mut self, politics: &mut Politics, d: usize, villages: &[usize]) {
        let government = self.parameters.government.clone();
        let party = politics.districts[d].party;
        let mut ranked: Vec<usize> = villages.iter().copied().filter(|&v| !self.clients_in(v).is_empty()).collect();
        let support = |v: usize| politics.places[v].support[party];
        ranked.sort_by(|&a, &b| support(b).total_cmp(&support(a)).then(a.cmp(&b)));
        let weight = |rank: usize| {
            let v = ranked[rank];
            let clients = self.clients_in(v).len() as f64;
            match government.club_rule {
                ClubRule::Proportional => clients * f64::from(support(v)),
                ClubRule::Rank => {
                    let n = ranked.len() as f64;
                    clients * libm::pow((n - rank as f64) / n, government.convexity)
                }
            }
        };
        let weights: Vec<f64> = (0..ranked.len()).map(weight).collect();
        let all: f64 = weights.iter().sum();
        if all <= 0.0 {
            return;
        }
        let money = politics.districts[d].treasury;
        let mut shares: Vec<Money> = weights.iter().map(|weight| money.share(weight / all)).collect();
        let given: Money = shares.iter().copied().sum();
        shares[0] += money - given;
        for (v, share) in ranked.into_iter().zip(shares) {
            politics.spends(d, Purse::Club, share);
            self.booked.book(Flow::PublicClub, share);
            let clients = self.clients_in(v);
            let each = share.to_s() / clients.len() as f64;
            politics.places[v].club[party] += each as f32;
            for i in clients {
                if self.serves_governing(politics, i, d) {
                    politics.voters[i].favour_of(each);
                }
            }
        }
    }

    fn punish(&mut self, politics: &mut Politics, d: usize) {
        let politician = politics.districts[d].politician;
        let stolen = politics.districts[d].stolen.to_s();
        let penalty = Money::nearest(self.parameters.government.penalty * stolen);
        let paid = penalty.min(politics.politicians[politician].funds);
        politics.politicians[politician].funds -= paid;
        politics.districts[d].treasury += paid;
        politics.districts[d].stolen = Money::ZERO;
        politics.districts[d].note(Purse::Penalty, paid);
        self.booked.book(Flow::Penalty, paid);
    }
}

impl Politics {
    fn spends(&mut self, d: usize, purse: Purse, amount: Money) {
        self.districts[d].treasury -= amount;
        self.districts[d].note(purse, amount);
    }
}

fn contingency(politics: &Politics) -> Contingency {
    let mut counts = Contingency::default();
    for voter in &politics.voters {
        let served = u64::from(voter.benefited);
        if voter.supporter {
            counts.supporters += 1;
            counts.supporters_served += served;
        } else {
            counts.others += 1;
            counts.others_served += served;
        }
    }
    counts
}
