//! The budget: what comes in, and what goes out for officials, public goods and into other pockets.

use super::{Domain, Government, Watch};
use crate::quantity::Money;
use crate::random::Word;
use crate::world::politics::districts::goods_effect;
use crate::world::politics::{Politics, Purse};
use crate::world::{Flow, Flows, Turn, World};

/// The central transfer comes in: so much per client, rounded to micro-S.
pub(super) fn transfer(politics: &mut Politics, domain: &Domain, government: &Government, flows: &mut Flows) {
    let each = Money::nearest(government.transfer);
    let transfer = Money::from_micros(each.micros() * domain.clients as i64);
    politics.districts.take_in(domain.id, Purse::Transfer, transfer);
    flows.book(Flow::Transfer, transfer);
}

/// The treasury pays its officials, in equal parts if it has less; gives what each of them gets.
pub(super) fn pay_officials(politics: &mut Politics, domain: &Domain, government: &Government, flows: &mut Flows) -> Money {
    let (districts, d) = (&mut politics.districts, domain.id.index());
    let officials = districts.officials[d];
    let equal_part = Money::from_micros(districts.treasury[d].micros() / i64::from(officials.max(1)));
    let salary = Money::nearest(government.salary).min(equal_part);
    districts.pay_out(domain.id, Purse::Salary, Money::from_micros(salary.micros() * i64::from(officials)));
    flows.book_many(Flow::Salary, salary, officials);
    salary
}

/// The share of merit buys public goods, and these change what villages live with.
pub(super) fn public_goods(
    world: &mut World,
    politics: &mut Politics,
    domain: &Domain,
    government: &Government,
    flows: &mut Flows,
) {
    let (districts, d) = (&mut politics.districts, domain.id.index());
    let spent = districts.treasury[d].share(government.merit);
    districts.pay_out(domain.id, Purse::PublicGoods, spent);
    flows.book(Flow::PublicGoods, spent);
    let per_client = spent.to_s() / domain.clients as f64;
    districts.goods[d] += government.goods_pace * (per_client - districts.goods[d]);
    let effect = goods_effect(districts.goods[d], government.goods_half);
    for village in &domain.villages {
        world.villages.hazard[village.index()] = 1.0 - government.goods_hazard * effect;
        world.villages.outside[village.index()] = 1.0 + government.goods_outside * effect;
    }
}

/// Whether the district is audited: the less likely, the more posts are held by patronage.
pub(super) fn watch(politics: &mut Politics, domain: &Domain, government: &Government, word: Word, flows: &mut Flows) -> Watch {
    let districts = &mut politics.districts;
    let audited = word.happens(government.audit * (1.0 - districts.capture(domain.id)));
    districts.audited[domain.id.index()] = audited;
    flows.count_many(Turn::Audited, u64::from(audited));
    if audited { Watch::Audited } else { Watch::Unwatched }
}

/// Where nobody looks, a part of what is left is stolen.
pub(super) fn leak(politics: &mut Politics, domain: &Domain, government: &Government, watch: Watch, flows: &mut Flows) {
    if watch == Watch::Audited {
        return;
    }
    let districts = &mut politics.districts;
    let leak = districts.treasury[domain.id.index()].share(government.leak);
    districts.pay_out(domain.id, Purse::Leak, leak);
    districts.stolen[domain.id.index()] += leak;
    flows.book(Flow::Leak, leak);
}

/// Who was audited pays for what was stolen since the last audit, as far as the campaign funds go.
pub(super) fn penalty(politics: &mut Politics, domain: &Domain, government: &Government, watch: Watch, flows: &mut Flows) {
    if watch == Watch::Unwatched {
        return;
    }
    let stolen = std::mem::take(&mut politics.districts.stolen[domain.id.index()]);
    let funds = &mut politics.politicians.funds[domain.politician.index()];
    let penalty = Money::nearest(government.penalty * stolen.to_s()).min(*funds);
    *funds -= penalty;
    politics.districts.take_in(domain.id, Purse::Penalty, penalty);
    flows.book(Flow::Penalty, penalty);
}
