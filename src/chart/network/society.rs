//! What the map of a network shows: which villages, who lives there under which patron, and who knows whom.

use crate::chart::Tables;
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// The most clients that are drawn one by one.
const MOST: usize = 420;
/// The most clients that are drawn of a village that has more than that.
const MOST_OF_VILLAGE: usize = 250;
/// The most villages that are drawn if not all are.
const MOST_VILLAGES: usize = 9;
/// The most connectors that are marked, and to how many clients there is at most one.
const MARKED: usize = 20;
const CLIENTS_PER_MARKED: usize = 20;

/// A client that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Client {
    /// Its number.
    pub(super) id: u32,
    /// Its patron's number.
    pub(super) patron: Option<u32>,
    /// Its place among those who connect most, if it is marked for that.
    pub(super) rank: Option<u32>,
    /// Its ties to clients that are not drawn.
    pub(super) outward: usize,
}

/// The clients of one patron in one village, or those without patron.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// The patron's number.
    pub(super) patron: Option<u32>,
    /// Whether that patron lives in the village.
    pub(super) home: Home,
    /// Where its clients are in [`Society::clients`].
    pub(super) clients: Vec<usize>,
}

/// Where a patron lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Home {
    /// In the village of its clients.
    Here,
    /// In another one, or unknown.
    Elsewhere,
    /// There is no patron.
    Nowhere,
}

/// A village that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Village {
    /// Its number.
    pub(super) id: u32,
    /// Its people: patrons who live there, patrons from elsewhere, and those without.
    pub(super) groups: Vec<Group>,
}

/// A tie between two clients that are drawn, in whichever direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The clients at its ends.
    pub(super) ends: [usize; 2],
    /// Whether it is strong in a direction.
    pub(super) strong: bool,
}

/// Why these villages are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// All are.
    All,
    /// The client who connects most lives in the first one.
    Connector,
    /// It is the first one.
    First,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub(super) struct Society {
    /// The villages.
    pub(super) villages: Vec<Village>,
    /// The clients.
    pub(super) clients: Vec<Client>,
    /// The ties among them.
    pub(super) lines: Vec<Line>,
    /// Villages and clients of the whole society.
    pub(super) all: [usize; 2],
    /// Why these villages.
    pub(super) choice: Choice,
    /// The village that was chosen first.
    pub(super) first: u32,
    /// How many clients live in that village, if only some of them are drawn.
    pub(super) cut: Option<usize>,
}

impl Society {
    /// Reads what is to be drawn from tables.
    pub(super) fn of(tables: &Tables) -> Self {
        let known = Known::of(tables);
        let (shown, choice, first) = known.choose();
        let place: BTreeMap<usize, usize> = shown.iter().copied().zip(0..).collect();
        let mut strong: BTreeMap<[usize; 2], bool> = BTreeMap::new();
        let mut inside = vec![0; shown.len()];
        for &(from, to, is_strong) in &known.ties {
            if let (Some(&a), Some(&b)) = (place.get(&from), place.get(&to)) {
                inside[a] += 1;
                *strong.entry([a.min(b), a.max(b)]).or_default() |= is_strong;
            }
        }
        let clients = shown.iter().zip(inside).map(|(&at, inside)| known.clients[at].drawn(inside)).collect();
        Self {
            villages: known.villages_of(&shown),
            clients,
            lines: strong.into_iter().map(|(ends, strong)| Line { ends, strong }).collect(),
            all: known.all,
            choice,
            first,
            cut: known.sizes.get(&first).copied().filter(|&size| size > MOST && choice != Choice::All),
        }
    }

    /// Ties of drawn clients that lead to others.
    pub(super) fn hidden(&self) -> usize {
        self.clients.iter().map(|client| client.outward).sum()
    }
}

/// A row of `network_clients`.
struct Row {
    id: u32,
    village: u32,
    patron: Option<u32>,
    ties: usize,
    rank: Option<u32>,
}

impl Row {
    fn drawn(&self, inside: usize) -> Client {
        Client { id: self.id, patron: self.patron, rank: self.rank, outward: self.ties.saturating_sub(inside) }
    }
}

/// Everything the tables say about the network.
struct Known {
    /// By their numbers.
    clients: Vec<Row>,
    /// From and to, as places in `clients`, and whether it is strong.
    ties: Vec<(usize, usize, bool)>,
    /// Each village with its patrons.
    patrons: BTreeMap<u32, Vec<u32>>,
    /// Villages that have clients, with how many.
    sizes: BTreeMap<u32, usize>,
    /// Villages and clients of the whole society.
    all: [usize; 2],
}

impl Known {
    fn of(tables: &Tables) -> Self {
        let clients = rows(&tables.network_clients, &tables.connectors, &tables.villages);
        let place: BTreeMap<u32, usize> = clients.iter().map(|row| row.id).zip(0..).collect();
        let ends = indices(&tables.ties, "from").into_iter().zip(indices(&tables.ties, "to"));
        let strong = numbers(&tables.ties, "strong", tables.ties.rows());
        let ties = ends.zip(strong).filter_map(|((from, to), strong)| {
            let (from, to) = (*place.get(&from?)?, *place.get(&to?)?);
            (from != to).then_some((from, to, strong == Some(1.0)))
        });
        let ties = ties.collect();
        let mut patrons: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (patron, village) in indices(&tables.patrons, "patron").into_iter().zip(indices(&tables.patrons, "village")) {
            if let (Some(patron), Some(village)) = (patron, village) {
                patrons.entry(village).or_default().push(patron);
            }
        }
        let counted = indices(&tables.villages, "village").into_iter().zip(indices(&tables.villages, "clients"));
        let mut sizes: BTreeMap<u32, usize> = counted.filter_map(|(village, n)| Some((village?, n? as usize))).collect();
        sizes.retain(|_, size| *size > 0);
        let there: BTreeSet<u32> = clients.iter().map(|row| row.village).collect();
        let all = [sizes.len().max(there.len()), sizes.values().sum::<usize>().max(clients.len())];
        Self { clients, ties, patrons, sizes, all }
    }

    /// The clients to draw, as places in `clients` in order; why; and which village came first.
    fn choose(&self) -> (Vec<usize>, Choice, u32) {
        let mut of_village: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, row) in self.clients.iter().enumerate() {
            of_village.entry(row.village).or_default().push(place);
        }
        let best = (0..self.clients.len()).filter(|&i| self.clients[i].rank.is_some()).min_by_key(|&i| self.clients[i].rank);
        let Some(&start) = best.map(|i| &self.clients[i].village).or_else(|| of_village.keys().next()) else {
            return (Vec::new(), Choice::All, 0);
        };
        if self.clients.len() <= MOST && self.clients.len() == self.all[1] {
            return ((0..self.clients.len()).collect(), Choice::All, start);
        }
        let choice = if best.is_some() { Choice::Connector } else { Choice::First };
        let mut shown = around(&of_village[&start], best.unwrap_or(0));
        let mut chosen = BTreeSet::from([start]);
        let is_whole = shown.len() == of_village[&start].len();
        while is_whole && chosen.len() < MOST_VILLAGES {
            let fits = |village: &u32| !chosen.contains(village) && shown.len() + of_village[village].len() <= MOST;
            let near = self.ties_to(&chosen);
            let fitting = of_village.keys().copied().filter(fits);
            let count = |village: &u32| near.get(village).copied().unwrap_or(0);
            let Some(next) = fitting.min_by_key(|village| (std::cmp::Reverse(count(village)), *village)) else { break };
            chosen.insert(next);
            shown.extend(&of_village[&next]);
        }
        shown.sort_unstable();
        (shown, choice, start)
    }

    /// How many ties there are between these villages and each other one.
    fn ties_to(&self, chosen: &BTreeSet<u32>) -> BTreeMap<u32, usize> {
        let mut counts = BTreeMap::new();
        for &(from, to, _) in &self.ties {
            let villages = [from, to].map(|at| self.clients[at].village);
            for (near, far) in [(villages[0], villages[1]), (villages[1], villages[0])] {
                if chosen.contains(&near) && !chosen.contains(&far) {
                    *counts.entry(far).or_insert(0) += 1;
                }
            }
        }
        counts
    }

    /// The villages in which these clients live, with who follows whom.
    fn villages_of(&self, shown: &[usize]) -> Vec<Village> {
        let mut villages: BTreeMap<u32, BTreeMap<(Home, u32), Vec<usize>>> = BTreeMap::new();
        for (place, row) in shown.iter().map(|&at| &self.clients[at]).enumerate() {
            let groups = villages.entry(row.village).or_default();
            let residents = self.patrons.get(&row.village).map_or(&[][..], Vec::as_slice);
            // Patrons without any client are there, too.
            for &patron in residents {
                groups.entry((Home::Here, patron)).or_default();
            }
            let home = match row.patron {
                None => Home::Nowhere,
                Some(patron) if groups.contains_key(&(Home::Here, patron)) => Home::Here,
                Some(_) => Home::Elsewhere,
            };
            groups.entry((home, row.patron.unwrap_or(0))).or_default().push(place);
        }
        let group = |((home, patron), clients): ((Home, u32), Vec<usize>)| {
            let patron = (home != Home::Nowhere).then_some(patron);
            Group { patron, home, clients }
        };
        villages.into_iter().map(|(id, groups)| Village { id, groups: groups.into_iter().map(group).collect() }).collect()
    }
}

/// The clients of a village, or of too many a stretch around one of them.
fn around(clients: &[usize], best: usize) -> Vec<usize> {
    let place = clients.iter().position(|&client| client == best).unwrap_or(0);
    let most = if clients.len() > MOST { MOST_OF_VILLAGE } else { clients.len() };
    let from = place.saturating_sub(most / 2).min(clients.len() - most);
    clients[from..from + most].to_vec()
}

/// The rows of the clients, each client once, by their numbers.
fn rows(clients: &Table, connectors: &Table, villages: &Table) -> Vec<Row> {
    let all = numbers(villages, "clients", villages.rows()).into_iter().flatten().filter(|n| n.is_finite()).sum::<f64>();
    let marked = (all.max(clients.rows() as f64) / CLIENTS_PER_MARKED as f64).ceil().clamp(0.0, MARKED as f64) as u32;
    let between = numbers(connectors, "betweenness", connectors.rows());
    let ranked = indices(connectors, "client").into_iter().zip(indices(connectors, "betweenness_rank")).zip(between);
    let ranks: BTreeMap<u32, u32> = ranked
        .filter_map(|((client, rank), between)| Some((client?, rank?, between?)))
        .filter(|&(_, rank, between)| rank > 0 && rank <= marked && between > 0.0)
        .map(|(client, rank, _)| (client, rank))
        .collect();
    let (ids, homes) = (indices(clients, "client"), indices(clients, "village"));
    let (patrons, ties) = (indices(clients, "patron"), indices(clients, "ties"));
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    for (((id, village), patron), ties) in ids.into_iter().zip(homes).zip(patrons).zip(ties) {
        if let (Some(id), Some(village)) = (id, village) {
            let ties = ties.unwrap_or(0) as usize;
            rows.entry(id).or_insert(Row { id, village, patron, ties, rank: ranks.get(&id).copied() });
        }
    }
    rows.into_values().collect()
}

/// A column of numbers, all unknown if there is no such column.
pub(super) fn numbers(table: &Table, name: &str, rows: usize) -> Vec<Option<f64>> {
    table.numbers(name).unwrap_or_else(|| vec![None; rows])
}

/// A column of indices or counts; what is none is unknown.
fn indices(table: &Table, name: &str) -> Vec<Option<u32>> {
    let index = |value: Option<f64>| value.filter(|&x| (0.0..f64::from(u32::MAX)).contains(&x)).map(|x| x as u32);
    numbers(table, name, table.rows()).into_iter().map(index).collect()
}
