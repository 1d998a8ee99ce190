//! The charts of politics that are shares over rounds: `public-money`, `service` and `clientelism`.

use super::Tables;
use super::lines::lines;
use super::over_time::shares;
use super::series::over_rounds;
use super::stack::{Layer, stack};
use super::theme::LOOKS;
use super::words::Words;

/// The measures of where public money goes, from the lowest layer up.
const SPENDING: [&str; 6] =
    ["public_goods_share", "salaries_share", "relief_share", "club_share", "contracts_share", "leak_share"];

/// Chart `public-money`: where the public money went.
#[must_use]
pub fn public_money(tables: &Tables, words: &Words) -> String {
    let said = &words.politics.public_money;
    let named = said.layers.into_iter().zip(SPENDING).zip(LOOKS);
    let layers: Vec<Layer> =
        named.map(|((name, column), look)| Layer::new(name, over_rounds(&tables.rounds, column), look.color)).collect();
    stack(tables, words, said.heading, said.axis, &layers)
}

/// Chart `service`: whom officials serve.
#[must_use]
pub fn service(tables: &Tables, words: &Words) -> String {
    let said = &words.politics.service;
    let drawn = lines(&tables.rounds, [(said.connected, "service_connected_share"), (said.others, "service_others_share")]);
    shares(tables, words, said.heading, said.axis, &drawn, None)
}

/// Chart `clientelism`: its four elements over time.
#[must_use]
pub fn clientelism(tables: &Tables, words: &Words) -> String {
    let said = &words.politics.clientelism;
    let drawn = lines(
        &tables.rounds,
        [
            (said.iteration, "tie_kept_share"),
            (said.asymmetry, "dependence_gap"),
            (said.reciprocity, "reciprocity_mean"),
            (said.personalism, "personalism_share"),
            (said.political, "political_personalism_share"),
        ],
    );
    shares(tables, words, said.heading, said.axis, &drawn, None)
}
