//! The glossary: every term of art on the page, with its source.
//!
//! Names and meanings are messages, `term-ID` and `term-ID-means`; sources are the same in all languages.

use crate::language::Language;
use serde::Serialize;

/// Which pages need a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// All.
    Core,
    /// Pages with measures of networks.
    Networks,
    /// Pages with elections.
    Politics,
    /// Pages that rest on several replicates.
    Statistics,
    /// Pages that hold scenarios against each other.
    Comparison,
    /// Pages on sweeps.
    Sweeps,
}

/// A term in a language.
#[derive(Debug, Serialize)]
pub struct Term {
    /// Its anchor.
    pub id: &'static str,
    /// How it is called.
    pub name: &'static str,
    /// What it means here.
    pub meaning: &'static str,
    /// Who says so; empty if it is this program's own.
    pub source: &'static str,
}

/// The terms that these groups need, by name.
pub fn terms(groups: &[Group], language: Language) -> Vec<Term> {
    let needed = TERMS.iter().filter(|(group, ..)| *group == Group::Core || groups.contains(group));
    let mut terms: Vec<Term> = needed
        .map(|&(_, id, source)| Term {
            id,
            name: language.text(&format!("term-{id}")),
            meaning: language.text(&format!("term-{id}-means")),
            source,
        })
        .collect();
    terms.sort_by_key(|term| term.name.to_lowercase());
    terms
}

/// Every term: who needs it, its name in messages, and its source.
const TERMS: [(Group, &str, &str); 68] = [
    (Group::Core, "patron", "Scott 1972"),
    (Group::Core, "client", "Scott 1972"),
    (Group::Core, "patronage", "Scott 1972; Aspinall and Berenschot 2019"),
    (Group::Core, "moral-economy", "Scott 1976"),
    (Group::Core, "legitimacy", "Scott 1972; Weber 1922"),
    (Group::Core, "compliance", "Scott 1985"),
    (Group::Core, "mark-beyond-wage", "Scott 1972"),
    (Group::Core, "mark-voluntariness", "Scott 1972"),
    (Group::Core, "mark-loyalty", "Scott 1972"),
    (Group::Core, "mark-aid", "Scott 1972"),
    (Group::Core, "mark-value", "Scott 1972"),
    (Group::Core, "health-index", ""),
    (Group::Core, "loyalty", "Scott 1972"),
    (Group::Core, "resentment", "Scott 1985"),
    (Group::Core, "coercion", "Scott 1972"),
    (Group::Core, "protection", "Scott 1976"),
    (Group::Core, "support", "Scott 1972"),
    (Group::Core, "credit", "Scott 1976"),
    (Group::Core, "subsistence", "Scott 1976"),
    (Group::Core, "hunger", "Scott 1976"),
    (Group::Core, "misfortune", "Scott 1976"),
    (Group::Core, "resilience", ""),
    (Group::Core, "exit", "Scott 1972"),
    (Group::Core, "dyadic-reciprocity", "Gouldner 1960; MODEL.md"),
    (Group::Core, "exchange-rate", "Scott 1972"),
    (Group::Core, "gini", "Gini 1912"),
    (Group::Core, "lorenz", "Lorenz 1905"),
    (Group::Core, "round", ""),
    (Group::Core, "scenario", ""),
    (Group::Core, "seed", ""),
    (Group::Core, "clientelism", "Hicken 2011; Tomsa 2015"),
    (Group::Core, "iteration", "Hicken 2011"),
    (Group::Core, "asymmetry", "Hicken 2011; Scott 1972"),
    (Group::Core, "reciprocity", "Hicken 2011; Gouldner 1960"),
    (Group::Core, "personalism", "Hicken 2011; Scott 1972"),
    (Group::Networks, "strong-tie", "Granovetter 1973"),
    (Group::Networks, "weak-tie", "Granovetter 1973"),
    (Group::Networks, "working-network", "Baker 2000; Cross et al. 2002"),
    (Group::Networks, "know-like-trust-buy", "Baker 2000"),
    (Group::Networks, "density", "Wasserman and Faust 1994"),
    (Group::Networks, "degree", "Freeman 1979"),
    (Group::Networks, "betweenness", "Freeman 1979"),
    (Group::Networks, "constraint", "Burt 1992"),
    (Group::Networks, "clustering", "Watts and Strogatz 1998"),
    (Group::Networks, "assortativity", "Newman 2003"),
    (Group::Politics, "broker", "Stokes et al. 2013; Aspinall 2014"),
    (Group::Politics, "success-team", "Aspinall 2014"),
    (Group::Politics, "vote-buying", "Gans-Morse, Mazzuca and Nichter 2014"),
    (Group::Politics, "turnout-buying", "Nichter 2008"),
    (Group::Politics, "abstention-buying", "Gans-Morse, Mazzuca and Nichter 2014"),
    (Group::Politics, "double-persuasion", "Gans-Morse, Mazzuca and Nichter 2014"),
    (Group::Politics, "reward", "Stokes et al. 2013"),
    (Group::Politics, "pork", "Aspinall and Berenschot 2019; Catalinac et al. 2020"),
    (Group::Politics, "public-goods", "Robinson and Verdier 2013"),
    (Group::Politics, "spoils", "Weber 1922"),
    (Group::Politics, "merit", "Weber 1922"),
    (Group::Politics, "turnout", ""),
    (Group::Statistics, "replicate", ""),
    (Group::Statistics, "interval", "Student 1908"),
    (Group::Comparison, "pairing", "Conway 1963"),
    (Group::Comparison, "p-adjusted", "Benjamini and Hochberg 1995"),
    (Group::Comparison, "hedges-g", "Hedges 1981"),
    (Group::Sweeps, "factor", ""),
    (Group::Sweeps, "phase-diagram", ""),
    (Group::Sweeps, "main-effect", ""),
    (Group::Sweeps, "sobol-index", "Sobol' 1993; Saltelli et al. 2010"),
    (Group::Sweeps, "elementary-effect", "Morris 1991; Campolongo et al. 2007"),
    (Group::Sweeps, "rank-correlation", "Marino et al. 2008"),
];

/// The sources of all terms.
#[cfg(test)]
pub fn all_sources() -> impl Iterator<Item = &'static str> {
    TERMS.iter().map(|(.., source)| *source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_by_name_and_only_those_needed() {
        for language in Language::ALL {
            let core = terms(&[], language);
            let all = terms(&[Group::Networks, Group::Politics, Group::Statistics, Group::Comparison, Group::Sweeps], language);
            assert_eq!(all.len(), TERMS.len());
            assert!(core.len() < all.len() && core.iter().all(|term| term.id != "broker"));
            assert!(all.windows(2).all(|pair| pair[0].name.to_lowercase() <= pair[1].name.to_lowercase()));
            assert!(all.iter().all(|term| term.meaning.len() > 20), "{language}");
        }
    }
}
