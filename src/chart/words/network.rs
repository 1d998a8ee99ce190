//! Words of the chart `network`.

use crate::language::{Language, Template};

/// Words of the chart of who knows whom.
#[derive(Debug)]
pub struct Network {
    /// The title.
    pub title: &'static str,
    /// How to read it, if all `{clients}` clients in `{villages}` are drawn.
    pub whole: Template,
    /// How to read it, if `{villages}` of `{all}` are drawn and `{hidden}` ties lead to others.
    pub part: Template,
    /// The same, if none does.
    pub part_alone: Template,
    /// How to read it, if `{clients}` of the `{all}` clients of a single village are drawn and `{hidden}` ties lead to others.
    pub cut: Template,
    /// One village.
    pub one_village: &'static str,
    /// `{n}` villages.
    pub villages: Template,
    /// Which villages of many are drawn, if connectors are known.
    pub chosen_by_connector: &'static str,
    /// Which villages of many are drawn, if they are not.
    pub chosen_first: Template,
    /// Which villages of many are drawn, if there are no ties.
    pub chosen_without_ties: &'static str,
    /// Heading of village `{village}`.
    pub village: Template,
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
    pub of_all: Template,
    /// The same for the ties of a sample of `{clients}`.
    pub of_sample: Template,
}

impl Network {
    /// The words in a language.
    #[must_use]
    pub(super) fn of(language: Language) -> Self {
        Self {
            title: language.text("network-title"),
            whole: language.template("network-whole"),
            part: language.template("network-part"),
            part_alone: language.template("network-part-alone"),
            cut: language.template("network-cut"),
            one_village: language.text("network-one-village"),
            villages: language.template("network-villages"),
            chosen_by_connector: language.text("network-chosen-by-connector"),
            chosen_first: language.template("network-chosen-first"),
            chosen_without_ties: language.text("network-chosen-without-ties"),
            village: language.template("network-village"),
            client: language.text("network-client"),
            unattached: language.text("network-unattached"),
            connector: language.text("network-connector"),
            patron: language.text("network-patron"),
            foreign: language.text("network-foreign"),
            strong_within: language.text("network-strong-within"),
            strong: language.text("network-strong"),
            weak: language.text("network-weak"),
            outward: language.text("network-outward"),
            no_ties: language.text("network-no-ties"),
            stay: language.text("network-stay"),
            in_village: language.text("network-in-village"),
            with_patron: language.text("network-with-patron"),
            strong_ties: language.text("network-strong-ties"),
            weak_ties: language.text("network-weak-ties"),
            of_all: language.template("network-of-all"),
            of_sample: language.template("network-of-sample"),
        }
    }
}
