//! Whom brokers know, and how well.

use super::{bought_by_the_right, endow, payer, perform, plain, politics, recruit, society, two_parties};
use patronage::ids::{ClientId, PatronId};
use patronage::phases::Parameters;
use patronage::phases::campaign::Pricing;
use patronage::world::politics::voters::Mark;

#[test]
fn a_list_without_errors_holds_the_brokers_own_clients() {
    let mut parameters = plain();
    let mut world = society(&parameters, two_parties(&parameters));
    recruit(&mut world, 3, 1);
    endow(&mut world, 1, 1e6);
    let offers = perform(&mut world, &parameters);
    assert!(!offers.is_empty());
    for offer in &offers {
        assert_eq!(world.clients.patron[offer.client.index()], Some(PatronId::new(3)));
        assert!(offer.by_patron && payer(&world, offer) == 1);
        assert!(politics(&world).voters.marks[offer.client.index()].has(Mark::Offered));
    }
    let marked = politics(&world).voters.marks.iter().filter(|marks| marks.has(Mark::Offered)).count();
    assert_eq!(marked, offers.len());
    assert_eq!(politics(&world).brokers.names[3] as usize, offers.len());
    // With full reach it knows its whole village and nobody else's clients elsewhere.
    parameters.campaign.reach = 1.0;
    let mut world = society(&parameters, two_parties(&parameters));
    recruit(&mut world, 3, 1);
    endow(&mut world, 1, 1e6);
    let village = world.villages.clients_of(world.patrons.village[3]);
    let all = perform(&mut world, &parameters);
    assert!(all.len() > offers.len());
    assert!(all.iter().all(|offer| village.contains(&offer.client.index())));
    assert!(all.iter().all(|offer| offer.by_patron == (world.clients.patron[offer.client.index()] == Some(PatronId::new(3)))));
}

#[test]
fn reach_rises_with_ties() {
    let mut parameters = plain();
    (parameters.population.clients, parameters.population.attached) = (8000, 0.0);
    (parameters.campaign.pricing, parameters.campaign.reach) = (Pricing::Envelope, 0.5);
    (parameters.voting.noise, parameters.network.far_share) = (0.5, 0.0);
    let mut known = [0; 2];
    for (known, ties) in known.iter_mut().zip([2, 8]) {
        (parameters.network.village_ties, parameters.network.far_ties) = (ties, 0);
        let mut world = bought_by_the_right(&parameters, 1e6);
        *known = perform(&mut world, &parameters).len();
    }
    // 1 - 0.5^(2/8) and 0.5 of 8000, within five standard errors.
    for (known, chance) in known.into_iter().zip([1.0 - libm::pow(0.5, 0.25), 0.5]) {
        let error = 5.0 * (8000.0 * chance * (1.0 - chance)).sqrt();
        assert!((known as f64 - 8000.0 * chance).abs() < error, "{known} known, {chance} expected");
    }
}

#[test]
fn errors_make_brokers_ask_the_wrong_voters() {
    let mut parameters = plain();
    let rewards = |parameters: &Parameters| {
        let mut world = bought_by_the_right(parameters, 1e6);
        perform(&mut world, parameters).len()
    };
    let exact = rewards(&parameters);
    parameters.campaign.knowledge_in = 1.0;
    let blurred = rewards(&parameters);
    assert_ne!(exact, blurred);
    // Errors in lists of other brokers do not matter where there are none.
    (parameters.campaign.knowledge_in, parameters.campaign.knowledge_out) = (0.0, 1.0);
    assert_eq!(rewards(&parameters), exact);
}

#[test]
fn luck_of_one_party_does_not_move_the_others() {
    // The lists of the right are the same whether the left has brokers or not: draws are by address.
    let mut parameters = plain();
    parameters.campaign.reach = 0.5;
    (parameters.campaign.knowledge_in, parameters.campaign.knowledge_out) = (0.1, 0.3);
    let offers = |left: bool| {
        let mut world = society(&parameters, two_parties(&parameters));
        (0..8).step_by(2).for_each(|patron| recruit(&mut world, patron, 1));
        endow(&mut world, 1, 1e6);
        if left {
            recruit(&mut world, 1, 0);
            endow(&mut world, 0, 1e6);
        }
        let offers = perform(&mut world, &parameters);
        offers.into_iter().filter(|offer| payer(&world, offer) == 1).collect::<Vec<_>>()
    };
    assert!(!offers(true).is_empty());
    assert_eq!(offers(true), offers(false));
    assert!(offers(true).iter().any(|offer| offer.client != ClientId::new(0)));
}
