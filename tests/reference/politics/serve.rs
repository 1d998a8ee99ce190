//! Section serve of MODEL.md.

use super::{Politics, scaled};
use crate::society::Society;
use patronage::quantity::Money;
use patronage::random::Purpose;
use patronage::world::Flow;
use patronage::world::politics::Purse;

/// Someone the treasury owes relief.
struct Due {
    client: usize,
    district: usize,
    amount: Money,
}

impl Society {
    pub(crate) fn serve(&mut self) {
        let Some(mut politics) = self.politics.take() else { return };
        let mut dues = Vec::new();
        for i in 0..self.clients.len() {
            politics.voters[i].benefited = false;
            let client = &self.clients[i];
            let shortage = Money::SUBSISTENCE + client.unmet - client.wealth;
            if client.loss == Money::ZERO || shortage <= Money::ZERO {
                continue;
            }
            let [word] = self.draws.words(Purpose::Serve, self.round, i, 1).take();
            let district = politics.district_of(client.village);
            let connected = politics.is_connected(self, i);
            let served = connected || word.happens(self.parameters.government.merit);
            for service in politics.districts[district].services() {
                match connected {
                    true => service.asked_connected += 1,
                    false => service.asked_others += 1,
                }
                match (served, connected) {
                    (true, true) => service.served_connected += 1,
                    (true, false) => service.served_others += 1,
                    (false, _) => {}
                }
            }
            if served {
                let relief = Money::nearest(self.parameters.government.relief * client.loss.to_s());
                dues.push(Due { client: i, district, amount: relief.min(shortage) });
            }
        }
        self.pay_relief(&mut politics, &dues);
        self.politics = Some(politics);
    }

    fn pay_relief(&mut self, politics: &mut Politics, dues: &[Due]) {
        for d in 0..politics.districts.len() {
            let of_district: Vec<&Due> = dues.iter().filter(|due| due.district == d).collect();
            let owed: Money = of_district.iter().map(|due| due.amount).sum();
            let there = politics.districts[d].treasury;
            for due in of_district {
                let enough = owed <= there;
                let paid = if enough { due.amount } else { scaled(due.amount, there.micros().into(), owed.micros().into()) };
                let client = &mut self.clients[due.client];
                client.wealth += paid;
                let paid_late = paid.min(client.unmet);
                client.wealth -= paid_late;
                client.unmet -= paid_late;
                self.booked.book(Flow::Loss, paid_late);
                politics.districts[d].treasury -= paid;
                politics.districts[d].note(Purse::Relief, paid);
                if paid > Money::ZERO {
                    politics.voters[due.client].benefited = true;
                }
                self.booked.book(Flow::Relief, paid);
            }
        }
    }
}

impl Politics {
    /// An official itself, or a client of who serves the governing party.
    pub(crate) fn is_connected(&self, society: &Society, i: usize) -> bool {
        let client = &society.clients[i];
        let party = client.patron.and_then(|p| self.brokers[p].party);
        self.voters[i].official || party == Some(self.governing(client.village))
    }
}

impl super::District {
    fn services(&mut self) -> [&mut patronage::world::politics::districts::Service; 2] {
        [&mut self.service, &mut self.service_of_term]
    }
}
