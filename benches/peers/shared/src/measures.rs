//! What is measured at the end, and how it is reported: one line of JSON.

use crate::Request;
use serde_json::json;

/// One client at the end.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    pub attached: bool,
    pub loyalty: f64,
    pub resentment: f64,
    pub satisfaction: f64,
    pub wealth: f64,
    pub hungry: bool,
    /// What it lived on in the last round: the wage less dues and service, or its own output \[S\].
    pub income: f64,
    /// Its misfortune of the last round \[S\].
    pub loss: f64,
    /// Whether it has come as far as liking its prospect.
    pub likes: bool,
    /// Whether it trusts it.
    pub trusts: bool,
}

/// What a run came to.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// Seconds to create the society, and for the timed rounds.
    pub creation: f64,
    pub rounds: f64,
    /// All capital of patrons \[S\].
    pub capital: f64,
    /// Clients who changed, joined or left a patron, over all rounds.
    pub moves: u64,
}

/// Prints the line that `run` reads.
pub fn report(request: &Request, ended: Ended, clients: impl Iterator<Item = Seen>) {
    let peak = peak_kib();
    let clients: Vec<Seen> = clients.collect();
    let mean = |value: &dyn Fn(&Seen) -> f64| clients.iter().map(value).sum::<f64>() / clients.len() as f64;
    let share = |holds: &dyn Fn(&Seen) -> bool| mean(&|seen| f64::from(u8::from(holds(seen))));
    let attached = share(&|seen| seen.attached);
    let line = json!({
        "creation": ended.creation,
        "rounds": ended.rounds,
        "peak_kib": peak,
        "measures": {
            "attached_share": attached,
            "loyalty_mean": mean(&|seen| if seen.attached { seen.loyalty } else { 0.0 }) / attached,
            "resentment_mean": mean(&|seen| seen.resentment),
            "satisfaction_mean": mean(&|seen| seen.satisfaction),
            "wealth_mean": mean(&|seen| seen.wealth),
            "wealth_gini": gini(clients.iter().map(|seen| seen.wealth).collect()),
            "hungry_share": share(&|seen| seen.hungry),
            "income_mean": mean(&|seen| seen.income),
            "loss_mean": mean(&|seen| seen.loss),
            "misfortune_share": share(&|seen| seen.loss > 0.0),
            "likes_share": share(&|seen| seen.likes),
            "trusts_share": share(&|seen| seen.trusts),
            "capital_per_client": ended.capital / clients.len() as f64,
            "moves_per_round": ended.moves as f64 / clients.len() as f64 / f64::from(request.all_rounds()),
        },
    });
    println!("{line}");
}

/// The Gini coefficient of values that are not negative.
fn gini(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let n = values.len() as f64;
    let ranked: f64 = values.iter().enumerate().map(|(i, value)| (2.0 * i as f64 + 1.0 - n) * value).sum();
    ranked / (n * values.iter().sum::<f64>())
}

/// The most memory the process ever held, by the kernel's count [KiB]; 0 where the kernel does not say.
#[must_use]
pub fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
