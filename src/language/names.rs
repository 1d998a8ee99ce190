//! What measures, units, times and verdicts are called in a language.

use super::Language;

impl Language {
    /// How a measure is called: by its name if it has one, else by its key.
    #[must_use]
    pub fn measure(self, measure: &str) -> String {
        self.named(&format!("measure-{measure}")).map_or_else(|| measure.replace('_', " "), str::to_owned)
    }

    /// A unit.
    #[must_use]
    pub fn unit(self, unit: &str) -> String {
        let words = unit.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        let id = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
        self.named(&format!("unit-{id}")).map_or_else(|| unit.to_owned(), str::to_owned)
    }

    /// When something was taken: of `start`, `end`, `mean:K`, `round:T`.
    #[must_use]
    pub fn when(self, at: &str) -> String {
        match at.split_once(':') {
            Some(("mean", n)) => self.say("when-mean", &[("n", n.into())]),
            Some(("round", n)) => self.say("when-round", &[("n", n.into())]),
            _ => self.named(&format!("when-{at}")).unwrap_or(at).to_owned(),
        }
    }

    /// A verdict's word.
    #[must_use]
    pub fn verdict(self, word: &str) -> String {
        self.named(&format!("verdict-{word}")).unwrap_or(word).to_owned()
    }

    fn named(self, id: &str) -> Option<&'static str> {
        self.has(id).then(|| self.text(id))
    }

    /// How many there are of something, with thousands apart: for messages that choose between one and many.
    #[must_use]
    pub fn count(self, id: &str, n: u64) -> String {
        self.say(id, &[("n", n.into())])
    }

    /// The message `id` with these texts for the names in it.
    #[must_use]
    pub fn fill(self, id: &str, texts: &[(&'static str, &str)]) -> String {
        self.template(id).with(texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_name_is_called_as_it_is() {
        assert_eq!(Language::Indonesian.measure("no_such_measure"), "no such measure");
        assert_eq!(Language::Indonesian.unit("S per client"), "S per klien");
        assert_eq!(Language::Indonesian.unit("stones"), "stones");
        assert_eq!(Language::English.when("mean:20"), "the mean of the last 20 rounds");
        assert_eq!(Language::English.when("dawn"), "dawn");
        assert_eq!(Language::Indonesian.verdict("held"), "terbukti");
    }
}
