//! Writes the table of villages of `scenarios/maluku-2024.toml`: `cargo run --example maluku_villages > scenarios/maluku-2024-villages.csv`.
//!
//! No public list of Maluku's 1,234 villages with their voters was at hand, so the table is made of what is known. Sourced (election
//! commission and statistics office, as the press reports them): voters and polling stations of the province and their shares by district,
//! the number of villages in all, provincial seats and constituencies, council seats and constituencies in all, poverty in towns and in the country. Assumed: how
//! many villages, council seats and constituencies a district has; that villages' sizes are lognormal (spread 0.8); that the
//! largest places are the towns.

use patronage::random::normal_quantile;

/// What is known or assumed of one district.
struct District {
    name: &'static str,
    /// Voters and stations of the regional election 2024; their shares are used.
    voters: u32,
    stations: u32,
    villages: usize,
    /// Constituencies of the district council.
    council: usize,
    province: &'static str,
    is_town: bool,
}

const fn district(
    name: &'static str,
    (voters, stations): (u32, u32),
    villages: usize,
    council: usize,
    province: &'static str,
) -> District {
    District { name, voters, stations, villages, council, province, is_town: false }
}

const DISTRICTS: [District; 11] = [
    district("Maluku Tengah", (304_278, 694), 192, 6, "Maluku Tengah"),
    District { is_town: true, ..district("Ambon", (250_040, 514), 50, 5, "Ambon") },
    district("Seram Bagian Barat", (145_287, 371), 92, 4, "Seram Bagian Barat"),
    district("Seram Bagian Timur", (109_642, 313), 197, 3, "Seram Bagian Timur"),
    district("Buru", (95_522, 250), 82, 3, "Buru and Buru Selatan"),
    district("Maluku Tenggara", (90_123, 259), 191, 3, "Maluku Tenggara, Aru and Tual"),
    district("Tanimbar", (86_804, 193), 82, 3, "Tanimbar and Maluku Barat Daya"),
    district("Aru", (71_660, 215), 119, 3, "Maluku Tenggara, Aru and Tual"),
    District { is_town: true, ..district("Tual", (64_398, 134), 30, 3, "Maluku Tenggara, Aru and Tual") },
    district("Maluku Barat Daya", (62_656, 200), 118, 3, "Tanimbar and Maluku Barat Daya"),
    district("Buru Selatan", (51_739, 158), 81, 3, "Buru and Buru Selatan"),
];

/// General election 2024.
const VOTERS: u32 = 1_341_012;
const STATIONS: u32 = 5_622;
/// Poverty in March 2024: in towns, in the country, and in all.
const POOR: [f64; 3] = [0.0459, 0.2508, 0.1605];

fn main() {
    print!("{}", table());
}

struct Village {
    district: usize,
    number: usize,
    voters: u32,
    stations: u32,
    is_town: bool,
}

fn table() -> String {
    let voters = shared(VOTERS, &DISTRICTS.map(|d| f64::from(d.voters)));
    let stations = shared(STATIONS, &DISTRICTS.map(|d| f64::from(d.stations)));
    let mut villages = Vec::new();
    for (d, own) in DISTRICTS.iter().enumerate() {
        let sizes = shared(voters[d], &sizes(own.villages));
        // Every village has a station; the others go where the voters are.
        let more = shared(stations[d] - own.villages as u32, &sizes.iter().map(|&size| f64::from(size)).collect::<Vec<_>>());
        let places = sizes.into_iter().zip(more).enumerate();
        villages.extend(places.map(|(number, (voters, more))| Village {
            district: d,
            number,
            voters,
            stations: 1 + more,
            is_town: own.is_town,
        }));
    }
    name_towns(&mut villages);
    let mut text = "village,district,clients,poverty,polling_stations,council,province,nation,governor\n".to_owned();
    for village in &villages {
        let own = &DISTRICTS[village.district];
        let poverty = if village.is_town { POOR[0] } else { POOR[1] };
        let council = village.number * own.council / own.villages + 1;
        text += &format!(
            "{name} {},{name},{},{poverty},{},{name} {council},\"{}\",Maluku,Maluku\n",
            village.number + 1,
            village.voters,
            village.stations,
            own.province,
            name = own.name,
        );
    }
    text
}

/// Lognormal sizes of so many villages, large and small ones mixed.
fn sizes(villages: usize) -> Vec<f64> {
    let mut order: Vec<usize> = (0..villages).collect();
    order.sort_by_key(|&v| (v * 6_180_340) % 9_999_991);
    let size = |rank: usize| libm::exp(0.8 * normal_quantile((rank as f64 + 0.5) / villages as f64));
    order.into_iter().map(size).collect()
}

/// The largest places are towns, until as many voters live there as the poverty of the province says.
fn name_towns(villages: &mut [Village]) {
    let share = (POOR[1] - POOR[2]) / (POOR[1] - POOR[0]);
    let wanted = (share * f64::from(VOTERS)) as u32;
    let mut in_towns: u32 = villages.iter().filter(|village| village.is_town).map(|village| village.voters).sum();
    let mut largest: Vec<usize> = (0..villages.len()).filter(|&v| !villages[v].is_town).collect();
    largest.sort_by_key(|&v| std::cmp::Reverse(villages[v].voters));
    for v in largest {
        if in_towns + villages[v].voters > wanted {
            break;
        }
        villages[v].is_town = true;
        in_towns += villages[v].voters;
    }
}

/// A whole number shared out in proportion, by largest remainders.
fn shared(whole: u32, weights: &[f64]) -> Vec<u32> {
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights.iter().map(|weight| f64::from(whole) * weight / sum).collect();
    let mut parts: Vec<u32> = exact.iter().map(|&part| part as u32).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()).then(a.cmp(&b)));
    let left = whole - parts.iter().sum::<u32>();
    for &index in order.iter().take(left as usize) {
        parts[index] += 1;
    }
    parts
}
