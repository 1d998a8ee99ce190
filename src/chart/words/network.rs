//! Words of the chart `network`.

/// Words of the chart of who knows whom.
#[derive(Debug)]
pub struct Network {
    /// The title.
    pub title: &'static str,
    /// How to read it, if all `{clients}` clients in `{villages}` are drawn.
    pub whole: &'static str,
    /// How to read it, if `{villages}` of `{all}` are drawn and `{hidden}` ties lead to others.
    pub part: &'static str,
    /// The same, if none does.
    pub part_alone: &'static str,
    /// How to read it, if `{clients}` of the `{all}` clients of a single village are drawn and `{hidden}` ties lead to others.
    pub cut: &'static str,
    /// One village.
    pub one_village: &'static str,
    /// `{n}` villages.
    pub villages: &'static str,
    /// Which villages of many are drawn, if connectors are known.
    pub chosen_by_connector: &'static str,
    /// Which villages of many are drawn, if they are not.
    pub chosen_first: &'static str,
    /// Which villages of many are drawn, if there are no ties.
    pub chosen_without_ties: &'static str,
    /// Heading of village `{village}`.
    pub village: &'static str,
    /// A client with a patron.
    pub client: &'static str,
    /// A client without one.
    pub unattached: &'static str,
    /// A client who connects others.
    pub connector: &'static str,
    /// A patron.
    pub patron: &'static str,
    /// A patron of another village.
    pub foreign: &'static str,
    /// A strong tie between clients of one patron.
    pub strong_within: &'static str,
    /// Another strong tie.
    pub strong: &'static str,
    /// A weak tie.
    pub weak: &'static str,
    /// Ties that lead to clients who are not drawn.
    pub outward: &'static str,
    /// Nobody knows anybody.
    pub no_ties: &'static str,
    /// Heading of how many ties stay where.
    pub stay: &'static str,
    /// In the village of the client.
    pub in_village: &'static str,
    /// Among the clients of its patron.
    pub with_patron: &'static str,
    /// Strong ties.
    pub strong_ties: &'static str,
    /// Weak ties.
    pub weak_ties: &'static str,
    /// Of how many `{ties}` that is told.
    pub of_all: &'static str,
    /// The same for the ties of a sample of `{clients}`.
    pub of_sample: &'static str,
}

/// In English.
pub(super) const ENGLISH: Network = Network {
    title: "Who knows whom? Villages, patrons, clients and their ties",
    whole: "All {clients} clients in {villages}, and every tie: a line says that one knows the other, or both each other.",
    part: "{villages} of {all}, and every tie between their clients; {hidden} more of their ties lead to other villages.",
    part_alone: "{villages} of {all}, and every tie between their clients; none of them has a tie to another village.",
    cut: "{clients} neighbours of a village of {all}, and every tie between them; {hidden} more of their ties lead to others.",
    one_village: "1 village",
    villages: "{n} villages",
    chosen_by_connector: "Shown: the best connector’s village and those most tied to it",
    chosen_first: "Shown: village {village} and those most tied to it",
    chosen_without_ties: "Shown: the first villages",
    village: "Village {village}",
    client: "client, patron’s colour",
    unattached: "client without patron",
    connector: "connects most others",
    patron: "patron, arc: its clients",
    foreign: "patron of another village",
    strong_within: "strong tie, same patron",
    strong: "strong tie, other patron",
    weak: "weak tie",
    outward: "ties to clients not shown",
    no_ties: "Nobody knows anybody.",
    stay: "How many ties stay …",
    in_village: "… in the village",
    with_patron: "… with the same patron",
    strong_ties: "strong",
    weak_ties: "weak",
    of_all: "of all {ties} ties",
    of_sample: "of the ties of {clients} clients",
};
