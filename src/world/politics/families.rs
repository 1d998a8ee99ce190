//! Families of candidates: who is related to whom stands for election (MODEL.md, Initialization).
//!
//! Cruz, C., J. Labonne and P. Querubín 2017, "Politician family networks and electoral outcomes", *American Economic Review* 107: candidates
//! from families that are central in the network of families win more votes.

use super::{Polity, polity::Party};
use crate::ids::{ClientId, VillageId};
use crate::world::{Ties, Villages};
use rayon::prelude::*;

/// The members of every politician's family, in order; nothing at all where no party has families.
#[must_use]
pub fn families(polity: &Polity, villages: &Villages, ties: &Ties) -> Vec<Vec<ClientId>> {
    let has_family = |party: &Party| party.family > 0;
    if !polity.parties.iter().any(has_family) {
        return Vec::new();
    }
    let known = known_by(ties);
    let mut families = Vec::new();
    for (_, election) in polity.elections() {
        let parties: Vec<&Party> = election.parties.iter().map(|party| &polity.parties[party.index()]).collect();
        for constituency in election.villages() {
            let wanted = parties.iter().any(|party| has_family(party));
            let ranked = if wanted { ranked(&constituency, villages, &known) } else { Vec::new() };
            families.extend(parties.iter().map(|party| family(&ranked, party)));
        }
    }
    families
}

/// How many clients have a tie to each client.
fn known_by(ties: &Ties) -> Vec<u32> {
    let mut known = vec![0; ties.ends.len()];
    for client in 0..ties.ends.len() {
        ties.of(client).for_each(|tie| known[tie.to.index()] += 1);
    }
    known
}

/// The clients of a constituency in the order of how many know them; equals in the order of their numbers.
fn ranked(constituency: &[VillageId], villages: &Villages, known: &[u32]) -> Vec<ClientId> {
    let clients = constituency.iter().flat_map(|&village| villages.clients_of(village)).map(ClientId::new);
    let mut ranked: Vec<ClientId> = clients.collect();
    ranked.par_sort_unstable_by_key(|&client| (known[client.index()], client));
    ranked
}

/// The family of a party's candidate: neighbours in rank around where it stands, in the order of their numbers.
fn family(ranked: &[ClientId], party: &Party) -> Vec<ClientId> {
    let members = (party.family as usize).min(ranked.len());
    let most = ranked.len() - members;
    let first = (party.centrality * ranked.len() as f64 - members as f64 / 2.0).floor().clamp(0.0, most as f64) as usize;
    let mut family = ranked[first..first + members].to_vec();
    family.sort_unstable();
    family
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::ties::Strength;

    fn party(family: u32, centrality: f64) -> Party {
        Party { family, centrality, ..Party::named("a", 0.0) }
    }

    fn ids(numbers: &[usize]) -> Vec<ClientId> {
        numbers.iter().copied().map(ClientId::new).collect()
    }

    #[test]
    fn a_family_stands_where_it_is_said_to_and_within_the_list() {
        let ranked = ids(&[9, 3, 5, 1, 7, 0, 2, 8]);
        let of = |members, centrality| family(&ranked, &party(members, centrality));
        assert_eq!(of(2, 0.0), ids(&[3, 9]));
        assert_eq!(of(2, 0.5), ids(&[1, 7]), "three are known less and three more");
        assert_eq!(of(3, 0.5), ids(&[1, 5, 7]), "an odd one lies lower");
        assert_eq!(of(2, 1.0), ids(&[2, 8]));
        assert_eq!(of(3, 0.9), ids(&[0, 2, 8]), "around 7.2 of 8, kept inside");
        assert_eq!(of(100, 0.3).len(), 8);
        assert_eq!(family(&[], &party(5, 0.5)), []);
    }

    /// Client 3 is known to three, 0 and 5 to one each; 4 has lost a tie.
    #[test]
    fn who_is_known_to_more_stands_higher() {
        let mut ties = Ties::none(6);
        for (slot, (from, to)) in [(0, 3), (1, 3), (2, 3), (4, 5), (3, 0)].into_iter().enumerate() {
            ties.ends[from][slot] = Some(ClientId::new(to));
            ties.strengths[from][slot] = Strength::nearest(0.2);
        }
        ties.ends[5][7] = Some(ClientId::new(4));
        let villages = Villages::even(3, 6, 0);
        let known = known_by(&ties);
        assert_eq!(known, [1, 0, 0, 3, 0, 1]);
        let all: Vec<VillageId> = (0..3).map(VillageId::new).collect();
        assert_eq!(ranked(&all, &villages, &known), ids(&[1, 2, 4, 0, 5, 3]));
        assert_eq!(ranked(&all[2..], &villages, &known), ids(&[4, 5]));
        let mut polity = Polity::two_parties(vec![2; 3], 1, 240.0);
        assert_eq!(families(&polity, &villages, &ties), Vec::<Vec<ClientId>>::new());
        (polity.parties[1].family, polity.parties[1].centrality) = (2, 1.0);
        assert_eq!(families(&polity, &villages, &ties), [vec![], ids(&[3, 5])]);
    }
}
