//! The slow model's minds: sections reconsider, move and adapt of MODEL.md, as plain loops.

use crate::society::{Client, Marks, Patron, Society};
use patronage::maths::Rounding;
use patronage::phases::Parameters;
use patronage::quantity::Money;
use patronage::random::{Further, Purpose, Word};
use patronage::world::clients::Degree;
use patronage::world::ties::Strength;
use patronage::world::{Stage, Strategy, Turn, Way};

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// Words of one patron: compares, with whom, copies, five mutations; a newcomer's teacher, follower, five mutations.
const ADAPT_QUOTA: usize = 15;

impl Society {
    pub(crate) fn reconsider(&mut self) {
        for i in 0..self.clients.len() {
            let favour = self.politics.as_mut().map_or(0, |politics| std::mem::take(&mut politics.voters[i].favour));
            let patron = self.clients[i].patron.map(|p| self.patrons[p].clone());
            let hazard = patron.as_ref().map_or(0.0, |patron| self.hazard_of(patron.village));
            let (client, rounding) = (&mut self.clients[i], Rounding::of(self.round));
            match patron {
                Some(patron) => judge(client, &patron, [hazard, f64::from(favour) / 1000.0], &self.parameters, rounding),
                None => judge_alone(client, &self.parameters, rounding),
            }
        }
    }

    pub(crate) fn change_patrons(&mut self) {
        let before = self.clients.clone();
        let mut leavers: Vec<(usize, Option<usize>)> = Vec::new();
        for i in 0..before.len() {
            let [informs, quits] = self.draws.words(Purpose::Move, self.round, i, 2).take();
            let [trusts, flees] = Further::of(informs, quits).take();
            if let Some(next) = self.decide(&before, i, [informs, trusts, flees, quits]) {
                leavers.push((i, next));
            }
        }
        for client in &mut self.clients {
            client.tenure = if client.patron.is_some() { client.tenure.saturating_add(1) } else { 0 };
        }
        for (i, next) in leavers {
            self.settle_with(i, next);
        }
    }

    /// Where a client goes, if it goes; remembers what it heard.
    fn decide(&mut self, before: &[Client], i: usize, words: [Word; 4]) -> Option<Option<usize>> {
        let [informs, trusts, flees, quits] = words;
        let tie = before[i].talks.and_then(|slot| before[i].ties[slot]);
        if let Some(tie) = tie.filter(|tie| tie.strength > Strength::limit(self.parameters.uses.information)) {
            let teller = &before[tie.to];
            let news = teller.patron.filter(|_| teller.patron != before[i].patron);
            if let Some(told) = news.filter(|_| informs.happens(self.parameters.mobility.information))
                && self.hear(i, told, teller, tie.strength, trusts)
            {
                return Some(Some(told));
            }
        }
        before[i].patron.filter(|_| self.leaves(&before[i], flees, quits)).map(|_| None)
    }

    /// One stage at most, but for an introduction; true if the client joins.
    fn hear(&mut self, i: usize, told: usize, teller: &Client, tie: Strength, trusts: Word) -> bool {
        let mobility = self.parameters.mobility.clone();
        let [strong, access] = [self.parameters.uses.help, self.parameters.uses.access].map(|limit| tie > Strength::limit(limit));
        let way = if strong { Way::StrongTie } else { Way::WeakTie };
        let is_prospect = self.clients[i].prospect == Some(told);
        let likes = f64::from(teller.loyalty) > mobility.liking;
        match self.clients[i].stage {
            Stage::None | Stage::Known if !is_prospect => {
                self.clients[i].prospect = Some(told);
                self.climb(i, Stage::Known, Turn::Known, way);
            }
            Stage::Known if likes && access && trusts.happens(mobility.introduction) => {
                self.climb(i, Stage::Trusted, Turn::Trusted, Way::Introduction);
            }
            Stage::Known if likes => self.climb(i, Stage::Liked, Turn::Liked, way),
            Stage::Liked if is_prospect && (strong || trusts.happens(mobility.trust / 2.0)) => {
                self.climb(i, Stage::Trusted, Turn::Trusted, way);
            }
            Stage::Trusted if is_prospect => return self.buys(i, teller, way),
            _ => {}
        }
        false
    }

    pub(crate) fn climb(&mut self, i: usize, stage: Stage, turn: Turn, way: Way) {
        self.clients[i].stage = stage;
        self.booked.climb(turn, way);
    }

    fn buys(&mut self, i: usize, teller: &Client, way: Way) -> bool {
        let (mobility, client) = (&self.parameters.mobility, &self.clients[i]);
        let least = mobility.hysteresis * self.parameters.economy.productivity;
        let gain = f64::from(teller.satisfaction) - f64::from(client.satisfaction) - least;
        let Some(p) = client.patron else {
            if gain > 0.0 {
                self.booked.climb(Turn::Joined, way);
            }
            return gain > 0.0;
        };
        let force = mobility.exit_cost * self.patrons[p].strategy.coercion;
        let loyalty = mobility.loyalty_cost * f64::from(client.loyalty);
        let debt = mobility.debt_cost * client.debt.to_s().min(mobility.debt_counted);
        let worth = |barriers: f64| gain > mobility.hurdle * barriers;
        let stays_for = [
            (worth(force + loyalty + debt), Turn::Switched),
            (worth(loyalty + debt), Turn::BlockedByForce),
            (worth(force + loyalty), Turn::BlockedByDebt),
            (worth(loyalty), Turn::BlockedByBoth),
        ];
        let Some((_, turn)) = stays_for.into_iter().find(|(would, _)| *would) else { return false };
        if turn != Turn::Switched {
            self.booked.count(turn);
            return false;
        }
        self.booked.climb(turn, way);
        true
    }

    fn leaves(&mut self, client: &Client, flees: Word, quits: Word) -> bool {
        let [hazard, outside] = [self.hazard_of(client.village), self.outside_of(client.village)];
        let Parameters { mobility, economy, shocks, .. } = &self.parameters;
        let Some(p) = client.patron else { return false };
        let coercion = self.patrons[p].strategy.coercion;
        let anger = (f64::from(client.resentment) - mobility.rebel).max(0.0) / (1.0 - mobility.rebel);
        let alone = economy.productivity * outside;
        let stays = f64::from(client.satisfaction) + mobility.hysteresis * economy.productivity;
        let goes = alone - hazard * shocks.loss_mean / client.skill;

        let would_flee = flees.happens(mobility.flee * anger);
        let would_quit = stays < goes && quits.happens(mobility.quit);
        let may_flee = flees.happens(mobility.flee * anger * (1.0 - mobility.deterrence * coercion));
        let held = mobility.hurdle * mobility.exit_cost * coercion;
        let may_quit = stays + held < goes && quits.happens(mobility.quit * (1.0 - coercion));

        let safe = alone * client.skill >= mobility.safety;
        let turn = match (safe, may_flee, may_quit) {
            (true, true, _) => Turn::Fled,
            (true, false, true) => Turn::Quit,
            (false, ..) if would_flee || would_quit => Turn::BlockedByHunger,
            _ if would_flee || would_quit => Turn::BlockedByForce,
            _ => return false,
        };
        self.booked.count(turn);
        turn == Turn::Fled || turn == Turn::Quit
    }

    /// A client has a new patron, or none.
    fn settle_with(&mut self, i: usize, patron: Option<usize>) {
        let mobility = &self.parameters.mobility;
        let client = &mut self.clients[i];
        client.patron = patron;
        client.tenure = 0;
        client.debt = Money::ZERO;
        client.prospect = None;
        client.stage = Stage::None;
        client.resentment = Degree::nearest(mobility.kept * f64::from(client.resentment));
        client.loyalty = Degree::nearest(if patron.is_some() { mobility.newcomer } else { 0.0 });
    }

    pub(crate) fn adapt(&mut self) {
        let adaptation = self.parameters.adaptation.clone();
        if self.patrons.len() > 1 && self.round.is_multiple_of(adaptation.every) {
            let before = self.patrons.clone();
            for p in 0..before.len() {
                self.imitate(&before, p);
            }
        }
        for p in 0..self.patrons.len() {
            let deserted = self.clients_of(p).is_empty();
            self.patrons[p].vacant = if deserted { self.patrons[p].vacant + 1 } else { 0 };
        }
        let teachers: Vec<usize> = (0..self.patrons.len()).filter(|&p| !self.clients_of(p).is_empty()).collect();
        let before = self.patrons.clone();
        for p in 0..before.len() {
            if before[p].vacant >= adaptation.vacancy && !teachers.is_empty() {
                self.replace(&before, &teachers, p);
            }
        }
    }

    fn imitate(&mut self, before: &[Patron], p: usize) {
        let adaptation = &self.parameters.adaptation;
        let words = self.draws.words(Purpose::Adapt, self.round, p, ADAPT_QUOTA as u32).take::<ADAPT_QUOTA>();
        if !words[0].happens(adaptation.share) {
            return;
        }
        let others: Vec<usize> = (0..before.len()).filter(|&other| other != p).collect();
        let other = others[words[1].below(others.len())];
        let profits: Vec<f64> = before.iter().map(|patron| patron.profit.to_s()).collect();
        let mean = profits.iter().sum::<f64>() / profits.len() as f64;
        let sd = (profits.iter().map(|profit| (profit - mean) * (profit - mean)).sum::<f64>() / profits.len() as f64).sqrt();
        let gap = if sd > 0.0 { (before[other].profit - before[p].profit).to_s() / sd } else { 0.0 };
        let mut strategy = before[p].strategy;
        if words[2].happens(sigmoid(adaptation.selection * gap)) {
            strategy = before[other].strategy;
            self.booked.count(Turn::Copied);
        }
        self.patrons[p].strategy = mutated(strategy, adaptation.mutation, &words[3..8]);
        self.booked.count(Turn::Mutated);
    }

    fn replace(&mut self, before: &[Patron], teachers: &[usize], p: usize) {
        let words = self.draws.words(Purpose::Adapt, self.round, p, ADAPT_QUOTA as u32).take::<ADAPT_QUOTA>();
        let teacher = &before[teachers[words[8].below(teachers.len())]];
        let patron = &mut self.patrons[p];
        patron.strategy = mutated(teacher.strategy, self.parameters.adaptation.mutation, &words[10..15]);
        patron.kind = teacher.kind;
        patron.vacant = 0;
        self.booked.count(Turn::Replaced);
        let village = patron.village;
        let free = |i: &usize| self.clients[*i].patron.is_none() && self.clients[*i].village == village;
        let candidates: Vec<usize> = (0..self.clients.len()).filter(free).collect();
        if !candidates.is_empty() {
            self.settle_with(candidates[words[9].below(candidates.len())], Some(p));
            self.booked.count(Turn::Followed);
        }
    }
}

fn mutated(strategy: Strategy, sd: f64, words: &[Word]) -> Strategy {
    let mut parts = strategy.parts();
    for (part, word) in parts.iter_mut().zip(words) {
        *part = (*part + sd * word.normal()).clamp(0.0, 1.0);
    }
    Strategy::from_parts(parts)
}

fn judge_alone(client: &mut Client, parameters: &Parameters, rounding: Rounding) {
    (client.received, client.given, client.loyalty, client.marks) = (0.0, 0.0, Degree::ZERO, None);
    let faded = (1.0 - parameters.resentment.decay) * f64::from(client.resentment);
    client.resentment = Degree::rounded(faded, rounding);
    be_satisfied(client, (client.output - client.loss).to_s(), parameters);
}

fn judge(client: &mut Client, patron: &Patron, [hazard, favour]: [f64; 2], parameters: &Parameters, rounding: Rounding) {
    let Parameters { reciprocity, loyalty, resentment, shocks, .. } = parameters;
    let Strategy { protection, coercion, .. } = patron.strategy;
    let value = client.valuation;
    let promise = reciprocity.promise * protection * hazard * shocks.loss_mean;
    let support = patron.support.to_s();
    client.received = value.wage() * client.wage.to_s()
        + value.protection() * (client.cover.to_s() + promise)
        + value.support() * reciprocity.support_worth * support
        + value.wage() * favour;
    client.given = (1.0 - reciprocity.capital_share + reciprocity.unwillingness * coercion) * client.output.to_s()
        + client.dues.to_s()
        + client.service.to_s();
    let exchanged = client.received + client.given;
    let exchange_rate = if exchanged > 0.0 { client.received / exchanged } else { 0.5 };

    let exposed = if client.hungry { 1.0 - protection } else { 0.0 };
    let target = sigmoid(
        loyalty.exchange * (exchange_rate - loyalty.justice) + loyalty.support * support_given(patron, parameters)
            - loyalty.coercion * coercion
            - loyalty.hunger * exposed,
    );
    let before = f64::from(client.loyalty);
    let after = before + loyalty.learning * (target - before);
    client.marks = Some(marks(client, patron, exchange_rate, after, parameters));
    client.loyalty = Degree::rounded(after, rounding);
    let faded = (1.0 - resentment.decay) * f64::from(client.resentment);
    let grown = resentment.dues * parameters.coercion.dues * coercion + resentment.hunger * exposed;
    client.resentment = Degree::rounded((faded + grown).clamp(0.0, 1.0), rounding);
    // Net pay is an exact amount; where everything cancels, differences of rounded numbers would leave a rest.
    let [net, loss, cover] = [client.wage - client.dues - client.service, client.loss, client.cover].map(Money::to_s);
    be_satisfied(client, net - loss + cover + value.support() * support, parameters);
}

fn be_satisfied(client: &mut Client, left: f64, parameters: &Parameters) {
    let before = f64::from(client.satisfaction);
    client.satisfaction = (before + parameters.satisfaction.learning * (left / client.skill - before)) as f32;
}

/// The strategy's support, or what is left of it where money was short.
fn support_given(patron: &Patron, parameters: &Parameters) -> f64 {
    let promised = Money::nearest(parameters.support.cost * patron.strategy.support);
    if patron.support == promised { patron.strategy.support } else { patron.support.to_s() / parameters.support.cost }
}

/// Scott's five marks (MODEL.md, Measures).
fn marks(client: &Client, patron: &Patron, exchange_rate: f64, loyalty: f64, parameters: &Parameters) -> Marks {
    let fear = patron.strategy.coercion * parameters.work.supervision;
    let share = |part: f64, whole: f64| if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 };
    let (support, service) = (patron.support.to_s(), client.service.to_s());
    let due = (client.debt.to_s() / parameters.credit.debt_max).min(1.0);
    let asked = (client.wage + client.service).to_s();
    Marks {
        exchange_rate,
        reciprocity: 2.0 * exchange_rate.min(1.0 - exchange_rate),
        beyond_wage: share(client.cover.to_s() + support, client.loss.to_s() + parameters.support.cost),
        voluntariness: (loyalty / fear.max(0.05)).min(1.0) * (1.0 - 0.5 * due),
        reciprocated_loyalty: loyalty * share(asked, asked + client.dues.to_s()),
        mutual_aid: share(2.0 * support.min(service), support + service),
        loyalty,
        compliance: loyalty.max(fear),
    }
}
