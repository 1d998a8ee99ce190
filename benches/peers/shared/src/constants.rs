//! The constants of the model, from the file that all implementations read. README.md gives the equation of each.

use serde::Deserialize;

/// The constants, by the names of `constants.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constants {
    pub patrons_per_client: f64,
    pub attached: f64,
    pub wealth: f64,
    pub loyalty: f64,
    pub skill_sd: f64,
    pub values_wage: f64,
    pub values_protection: f64,
    pub values_support: f64,
    pub spread: f64,
    pub kind_wage: [f64; 2],
    pub kind_protection: [f64; 2],
    pub kind_support: [f64; 2],
    pub kind_coercion: [f64; 2],
    pub information: f64,
    pub trust: f64,
    pub hysteresis: f64,
    pub exit_cost: f64,
    pub loyalty_cost: f64,
    pub hurdle: f64,
    pub liking: f64,
    pub flee: f64,
    pub rebel: f64,
    pub deterrence: f64,
    pub quit: f64,
    pub safety: f64,
    pub kept: f64,
    pub newcomer: f64,
    pub hazard: f64,
    pub loss_mean: f64,
    pub productivity: f64,
    pub outside: f64,
    pub capital_per_client: f64,
    pub effort: f64,
    pub supervision: f64,
    pub resistance: f64,
    pub effort_min: f64,
    pub dues: f64,
    pub coercion_cost: f64,
    pub support_cost: f64,
    pub service: f64,
    pub mpc: f64,
    pub patron_mpc: f64,
    pub capital_share: f64,
    pub unwillingness: f64,
    pub promise: f64,
    pub support_worth: f64,
    pub justice: f64,
    pub exchange: f64,
    pub sympathy: f64,
    pub repulsion: f64,
    pub hunger: f64,
    pub learning: f64,
    pub resentment_decay: f64,
    pub resentment_dues: f64,
    pub resentment_hunger: f64,
    pub satisfaction_learning: f64,
}

impl Constants {
    /// The constants of a file.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(path: &str) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))
    }

    /// The means of a kind's strategy: wage, protection, support, coercion.
    #[must_use]
    pub fn kind(&self, kind: usize) -> [f64; 4] {
        [self.kind_wage[kind], self.kind_protection[kind], self.kind_support[kind], self.kind_coercion[kind]]
    }
}
