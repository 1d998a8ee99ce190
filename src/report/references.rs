//! The works that the glossary names, in full.

/// A work: how the glossary calls it, and what it is.
const WORKS: [(&str, &str); 33] = [
    (
        "Aspinall 2014",
        "Aspinall, E. (2014). When brokers betray: Clientelism, social networks, and electoral politics in Indonesia. Critical Asian Studies 46(4), 545–570.",
    ),
    (
        "Aspinall and Berenschot 2019",
        "Aspinall, E. and Berenschot, W. (2019). Democracy for Sale: Elections, Clientelism, and the State in Indonesia. Cornell University Press.",
    ),
    ("Baker 2000", "Baker, W. (2000). Achieving Success Through Social Capital. Jossey-Bass."),
    (
        "Benjamini and Hochberg 1995",
        "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B 57(1), 289–300.",
    ),
    ("Burt 1992", "Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press."),
    (
        "Campolongo et al. 2007",
        "Campolongo, F., Cariboni, J. and Saltelli, A. (2007). An effective screening design for sensitivity analysis of large models. Environmental Modelling & Software 22(10), 1509–1518.",
    ),
    (
        "Catalinac et al. 2020",
        "Catalinac, A., Bueno de Mesquita, B. and Smith, A. (2020). A tournament theory of pork barrel politics. Comparative Political Studies 53(10–11), 1619–1655.",
    ),
    ("Conway 1963", "Conway, R. W. (1963). Some tactical problems in digital simulation. Management Science 10(1), 47–61."),
    (
        "Cross et al. 2002",
        "Cross, R., Borgatti, S. P. and Parker, A. (2002). Making invisible work visible. California Management Review 44(2), 25–46.",
    ),
    (
        "Freeman 1979",
        "Freeman, L. C. (1979). Centrality in social networks: Conceptual clarification. Social Networks 1(3), 215–239.",
    ),
    (
        "Gans-Morse, Mazzuca and Nichter 2014",
        "Gans-Morse, J., Mazzuca, S. and Nichter, S. (2014). Varieties of clientelism: Machine politics during elections. American Journal of Political Science 58(2), 415–432.",
    ),
    ("Gini 1912", "Gini, C. (1912). Variabilità e mutabilità. Cuppini, Bologna."),
    (
        "Gouldner 1960",
        "Gouldner, A. W. (1960). The norm of reciprocity: A preliminary statement. American Sociological Review 25(2), 161–178.",
    ),
    ("Granovetter 1973", "Granovetter, M. S. (1973). The strength of weak ties. American Journal of Sociology 78(6), 1360–1380."),
    (
        "Hedges 1981",
        "Hedges, L. V. (1981). Distribution theory for Glass’s estimator of effect size and related estimators. Journal of Educational Statistics 6(2), 107–128.",
    ),
    ("Hicken 2011", "Hicken, A. (2011). Clientelism. Annual Review of Political Science 14, 289–310."),
    (
        "Lorenz 1905",
        "Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications of the American Statistical Association 9(70), 209–219.",
    ),
    (
        "Marino et al. 2008",
        "Marino, S., Hogue, I. B., Ray, C. J. and Kirschner, D. E. (2008). A methodology for performing global uncertainty and sensitivity analysis in systems biology. Journal of Theoretical Biology 254(1), 178–196.",
    ),
    (
        "Morris 1991",
        "Morris, M. D. (1991). Factorial sampling plans for preliminary computational experiments. Technometrics 33(2), 161–174.",
    ),
    ("Newman 2003", "Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126."),
    (
        "Nichter 2008",
        "Nichter, S. (2008). Vote buying or turnout buying? Machine politics and the secret ballot. American Political Science Review 102(1), 19–31.",
    ),
    (
        "Robinson and Verdier 2013",
        "Robinson, J. A. and Verdier, T. (2013). The political economy of clientelism. Scandinavian Journal of Economics 115(2), 260–291.",
    ),
    (
        "Saltelli et al. 2010",
        "Saltelli, A., Annoni, P., Azzini, I., Campolongo, F., Ratto, M. and Tarantola, S. (2010). Variance based sensitivity analysis of model output. Computer Physics Communications 181(2), 259–270.",
    ),
    (
        "Scott 1972",
        "Scott, J. C. (1972). Patron-client politics and political change in Southeast Asia. American Political Science Review 66(1), 91–113.",
    ),
    (
        "Scott 1976",
        "Scott, J. C. (1976). The Moral Economy of the Peasant: Rebellion and Subsistence in Southeast Asia. Yale University Press.",
    ),
    ("Scott 1985", "Scott, J. C. (1985). Weapons of the Weak: Everyday Forms of Peasant Resistance. Yale University Press."),
    (
        "Sobol' 1993",
        "Sobol’, I. M. (1993). Sensitivity estimates for nonlinear mathematical models. Mathematical Modelling and Computational Experiments 1, 407–414.",
    ),
    (
        "Stokes et al. 2013",
        "Stokes, S. C., Dunning, T., Nazareno, M. and Brusco, V. (2013). Brokers, Voters, and Clientelism: The Puzzle of Distributive Politics. Cambridge University Press.",
    ),
    ("Student 1908", "Student (1908). The probable error of a mean. Biometrika 6(1), 1–25."),
    (
        "Tomsa 2015",
        "Tomsa, D. (2015). Local politics and corruption in Indonesia’s outer islands. Bijdragen tot de Taal-, Land- en Volkenkunde 171(2–3), 196–219.",
    ),
    (
        "Wasserman and Faust 1994",
        "Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University Press.",
    ),
    (
        "Watts and Strogatz 1998",
        "Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of ‘small-world’ networks. Nature 393, 440–442.",
    ),
    ("Weber 1922", "Weber, M. (1922). Wirtschaft und Gesellschaft. Mohr, Tübingen."),
];

/// The sources of a term one by one, as the glossary writes them.
pub fn sources(of_term: &str) -> impl Iterator<Item = &str> {
    of_term.split("; ").filter(|source| !source.is_empty() && *source != "MODEL.md")
}

/// The works that these sources name, in full, by author.
pub fn works<'a>(sources: impl Iterator<Item = &'a str>) -> Vec<&'static str> {
    let named: Vec<&str> = sources.collect();
    WORKS.iter().filter(|(name, _)| named.contains(name)).map(|(_, work)| *work).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::glossary;

    #[test]
    fn every_source_of_the_glossary_is_given_in_full_and_no_other() {
        let named: Vec<&str> = glossary::all_sources().flat_map(sources).collect();
        for source in &named {
            assert!(WORKS.iter().any(|(name, _)| name == source), "{source}");
        }
        assert_eq!(works(named.into_iter()).len(), WORKS.len());
        assert!(WORKS.is_sorted_by_key(|(_, work)| work.to_lowercase()), "by author");
    }
}
