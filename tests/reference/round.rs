//! The slow model's work and money: sections shocks, produce, provide, share, lend and consume of MODEL.md, as plain loops.

use crate::society::{Booked, SLOTS, Society};
use patronage::quantity::Money;
use patronage::random::Purpose;
use patronage::world::politics::Purse;
use patronage::world::ties::Strength;
use patronage::world::{Flow, Rescue};

impl Society {
    /// One round.
    pub(crate) fn step(&mut self) {
        self.round += 1;
        self.apply_events();
        self.booked = Booked::default();
        if let Some(politics) = &mut self.politics {
            politics.begin_round();
        }
        self.shocks();
        self.produce();
        self.provide();
        self.note_who_has_enough_by(Rescue::Patron);
        self.serve();
        self.note_who_has_enough_by(Rescue::State);
        self.share();
        self.note_who_has_enough_by(Rescue::Ties);
        self.lend();
        self.note_who_has_enough_by(Rescue::Patron);
        self.consume();
        self.reconsider();
        self.relate();
        self.change_patrons();
        self.campaign();
        self.vote();
        self.govern();
        self.adapt();
        self.ever.add(&self.booked);
    }

    fn shocks(&mut self) {
        let shocks = &self.parameters.shocks;
        let hazards: Vec<f64> = self.clients.iter().map(|client| self.hazard_of(client.village)).collect();
        for v in 0..self.villages {
            let [word] = self.draws.words(Purpose::Weather, self.round, v, 1).take();
            self.productivity[v] = word.lognormal(shocks.village_sd);
        }
        for (i, client) in self.clients.iter_mut().enumerate() {
            let [strikes] = self.draws.words(Purpose::Misfortune, self.round, i, 1).take();
            client.loss = Money::ZERO;
            if strikes.happens(hazards[i]) {
                client.loss = Money::nearest(shocks.loss_mean * -libm::log((strikes.uniform() / hazards[i]).min(1.0)));
            }
        }
    }

    fn produce(&mut self) {
        let (economy, work) = (&self.parameters.economy, &self.parameters.work);
        for p in 0..self.patrons.len() {
            let n = self.clients_of(p).len() as f64;
            let capital = self.patrons[p].capital.to_s();
            let relative = (capital / (n * economy.capital_per_client)).clamp(economy.capital_min, economy.capital_max);
            self.patrons[p].capital_effect = if n > 0.0 { libm::pow(relative, economy.capital_elasticity) } else { 1.0 };
        }
        let outside: Vec<f64> = self.clients.iter().map(|client| self.outside_of(client.village)).collect();
        for (client, outside) in self.clients.iter_mut().zip(outside) {
            let z = self.productivity[client.village];
            let output = match client.patron {
                None => economy.productivity * client.skill * z * outside,
                Some(p) => {
                    let patron = &self.patrons[p];
                    let drive = f64::from(client.loyalty).max(patron.strategy.coercion * work.supervision);
                    let willing = work.effort + (1.0 - work.effort) * drive;
                    let effort = (willing - work.resistance * f64::from(client.resentment)).clamp(work.effort_min, 1.0);
                    economy.productivity * client.skill * effort * z * patron.capital_effect
                }
            };
            client.output = Money::nearest(output);
        }
        if let Some(politics) = &mut self.politics {
            for client in &mut self.clients {
                client.tax = Money::nearest(self.parameters.government.tax * client.output.to_s());
                client.output -= client.tax;
                let district = politics.district_of(client.village);
                politics.districts[district].treasury += client.tax;
                politics.districts[district].note(Purse::Tax, client.tax);
                self.booked.book(Flow::Tax, client.tax);
            }
        }
    }

    fn provide(&mut self) {
        self.pay();
        for p in 0..self.patrons.len() {
            self.spend(p);
        }
        for i in 0..self.clients.len() {
            self.meet_loss(i);
        }
        for p in 0..self.patrons.len() {
            self.fine(p);
        }
    }

    fn pay(&mut self) {
        for patron in &mut self.patrons {
            (patron.revenue, patron.dues, patron.cover_due) = (Money::ZERO, Money::ZERO, Money::ZERO);
        }
        for client in &mut self.clients {
            (client.dues, client.service, client.cover) = (Money::ZERO, Money::ZERO, Money::ZERO);
            let Some(p) = client.patron else {
                client.wage = client.output;
                client.income = client.output;
                client.wealth += client.output;
                self.booked.book(Flow::OwnOutput, client.output);
                continue;
            };
            let patron = &mut self.patrons[p];
            let strategy = patron.strategy;
            client.wage = Money::nearest(strategy.wage * client.output.to_s());
            let dues_rate = self.parameters.coercion.dues * strategy.coercion;
            client.dues = Money::nearest(dues_rate * client.wage.to_s());
            let service = self.parameters.support.service * strategy.support * f64::from(client.loyalty);
            client.service = Money::nearest(service).min(client.wage - client.dues);
            client.income = client.wage - client.dues - client.service;
            client.wealth += client.income;
            patron.revenue += client.output - client.income;
            patron.dues += client.dues;
            patron.cover_due += Money::nearest(strategy.protection * client.loss.to_s());
            self.booked.book(Flow::WorkedOutput, client.output);
            self.booked.book(Flow::Wage, client.wage);
            self.booked.book(Flow::Dues, client.dues);
            self.booked.book(Flow::Service, client.service);
        }
    }

    /// Enforcement first, then support, then cover; each as far as there is money.
    fn spend(&mut self, p: usize) {
        let clients = self.clients_of(p);
        let patron = &mut self.patrons[p];
        let mut funds = patron.capital + patron.revenue;
        let part = |each: Money, funds: Money| {
            let n = clients.len() as i64;
            if each.micros() * n <= funds.micros() { each } else { Money::from_micros(funds.micros() / n) }
        };
        let force = part(Money::nearest(self.parameters.coercion.cost * patron.strategy.coercion), funds);
        for _ in &clients {
            funds -= force;
            self.booked.book(Flow::Enforcement, force);
        }
        let support = part(Money::nearest(self.parameters.support.cost * patron.strategy.support), funds);
        for _ in &clients {
            funds -= support;
            self.booked.book(Flow::Support, support);
        }
        patron.profit = funds - patron.capital;
        patron.capital = funds;
        patron.cover_funds = funds;
        patron.support = support;
    }

    fn meet_loss(&mut self, i: usize) {
        let client = &mut self.clients[i];
        client.rescue = (client.wealth - client.loss >= Money::SUBSISTENCE).then_some(Rescue::OwnWealth);
        if let Some(p) = client.patron {
            let patron = &mut self.patrons[p];
            let promised = Money::nearest(patron.strategy.protection * client.loss.to_s());
            client.cover = pro_rata(promised, patron.cover_funds, patron.cover_due);
            patron.capital -= client.cover;
            patron.profit -= client.cover;
            self.booked.book(Flow::Protection, client.cover);
        }
        let rest = client.loss - client.cover;
        let paid = rest.min(client.wealth);
        client.wealth -= paid;
        client.unmet = rest - paid;
        self.booked.book(Flow::Loss, paid);
    }

    fn fine(&mut self, p: usize) {
        let [word] = self.draws.words(Purpose::Detection, self.round, p, 1).take();
        let patron = &mut self.patrons[p];
        if word.happens(self.parameters.law.detection) {
            let fine = Money::nearest(self.parameters.law.fine * patron.dues.to_s()).min(patron.capital);
            patron.capital -= fine;
            patron.profit -= fine;
            let village = patron.village;
            if let Some(politics) = &mut self.politics {
                let district = politics.district_of(village);
                politics.districts[district].treasury += fine;
                politics.districts[district].note(Purse::Fine, fine);
                self.booked.book(Flow::PublicFine, fine);
            } else {
                self.booked.book(Flow::Fine, fine);
            }
        }
    }

    fn share(&mut self) {
        let before = self.clients.clone();
        let ask_max = Money::nearest(self.parameters.aid.ask_max);
        let mut requests = Vec::new();
        for (i, client) in before.iter().enumerate() {
            let me = &mut self.clients[i];
            (me.asked_slot, me.aid_received, me.aid_given) = (None, Money::ZERO, Money::ZERO);
            let need = shortfall(client.wealth, client.unmet).min(ask_max);
            let help = Strength::limit(self.parameters.uses.help);
            let strong = |slot: &usize| client.ties[*slot].is_some_and(|tie| tie.strength > help);
            let slots: Vec<usize> = (0..SLOTS).filter(strong).collect();
            if need == Money::ZERO || slots.is_empty() {
                continue;
            }
            let [which] = self.draws.words(Purpose::Share, self.round, i, 1).take();
            let slot = slots[which.below(slots.len())];
            if let Some(tie) = client.ties[slot].filter(|tie| before[tie.to].wealth > Money::SUBSISTENCE) {
                me.asked_slot = Some(slot);
                requests.push((i, tie.to, need));
            }
        }
        for &(asker, donor, need) in &requests {
            let of_donor = requests.iter().filter(|request| request.1 == donor);
            let requested = of_donor.map(|request| request.2).sum();
            let budget = (before[donor].wealth - Money::SUBSISTENCE).share(self.parameters.aid.share);
            let aid = pro_rata(need, budget, requested);
            self.clients[asker].wealth += aid;
            self.clients[asker].aid_received = aid;
            self.clients[donor].wealth -= aid;
            self.clients[donor].aid_given += aid;
            self.booked.book(Flow::Aid, aid);
        }
    }

    fn lend(&mut self) {
        let credit = &self.parameters.credit;
        let debt_max = Money::nearest(credit.debt_max);
        let ask_max = Money::nearest(self.parameters.aid.ask_max);
        for p in 0..self.patrons.len() {
            let clients = self.clients_of(p);
            let strategy = self.patrons[p].strategy;
            let asked: Vec<Money> = clients
                .iter()
                .map(|&i| shortfall(self.clients[i].wealth, self.clients[i].unmet).min(ask_max))
                .map(|short| Money::nearest(strategy.credit * short.to_s()))
                .collect();
            let requested: Money = asked.iter().copied().sum();
            let available = self.patrons[p].capital.share(credit.lend_max);
            for (&i, asked) in clients.iter().zip(asked) {
                let (client, patron) = (&mut self.clients[i], &mut self.patrons[p]);
                let loan = pro_rata(asked, available, requested);
                client.wealth += loan;
                patron.capital -= loan;
                let owed = client.debt + loan;
                let interest = Money::nearest(credit.interest * strategy.coercion * owed.to_s());
                client.debt = (owed + interest).min(debt_max.max(client.debt));
                let surplus = (client.wealth - client.unmet - Money::SUBSISTENCE).max(Money::ZERO);
                let repayment = surplus.share(credit.repay).min(client.debt);
                client.wealth -= repayment;
                client.debt -= repayment;
                patron.capital += repayment;
                self.booked.book(Flow::Loan, loan);
                self.booked.book(Flow::Repayment, repayment);
            }
        }
    }

    /// Of clients with a misfortune who had not enough to live before: what they have enough by now.
    fn note_who_has_enough_by(&mut self, rescue: Rescue) {
        for client in &mut self.clients {
            if client.rescue.is_none() && client.wealth - client.unmet >= Money::SUBSISTENCE {
                client.rescue = Some(rescue);
            }
        }
    }

    fn consume(&mut self) {
        let consumption = &self.parameters.consumption;
        for client in &mut self.clients {
            client.hungry = client.wealth - client.unmet < Money::SUBSISTENCE;
            match client.rescue {
                _ if client.loss == Money::ZERO => {}
                Some(rescue) => self.booked.rescues[rescue as usize] += 1,
                None => self.booked.unrescued += 1,
            }
            assert_eq!(client.hungry, client.rescue.is_none(), "who has enough to live does not lose it again");
            client.consumed = if client.wealth > Money::SUBSISTENCE {
                let surplus = client.wealth - Money::SUBSISTENCE;
                Money::SUBSISTENCE + Money::nearest(consumption.mpc * surplus.to_s())
            } else {
                client.wealth
            };
            client.wealth -= client.consumed;
            self.booked.book(Flow::ClientConsumption, client.consumed);
        }
        for patron in &mut self.patrons {
            patron.consumed = Money::nearest(consumption.patron_mpc * patron.capital.to_s());
            patron.capital -= patron.consumed;
            self.booked.book(Flow::PatronConsumption, patron.consumed);
        }
    }
}

fn shortfall(wealth: Money, unmet: Money) -> Money {
    (Money::SUBSISTENCE + unmet - wealth).max(Money::ZERO)
}

/// Everything if it is enough for all, else pro rata, rounded down.
fn pro_rata(asked: Money, available: Money, requested: Money) -> Money {
    if requested <= available {
        return asked;
    }
    let part = i128::from(asked.micros()) * i128::from(available.micros()) / i128::from(requested.micros());
    Money::from_micros(i64::try_from(part).expect("a part of what was asked"))
}
