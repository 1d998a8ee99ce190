//! `--lang`: the language that results are told in.

use crate::language::Language;

/// The argument of all commands that tell results.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct LangArg {
    /// Language of summaries, charts and reports; keys, measures and errors stay English
    #[arg(long, value_enum, value_name = "LANG", default_value_t)]
    lang: Lang,
}

/// The languages, as they are called on the command line.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Lang {
    /// English
    #[default]
    En,
    /// Indonesian (bahasa Indonesia)
    Id,
}

impl LangArg {
    /// The language.
    pub(super) fn language(self) -> Language {
        match self.lang {
            Lang::En => Language::English,
            Lang::Id => Language::Indonesian,
        }
    }
}
