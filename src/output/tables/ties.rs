//! `ties`: who knows whom, at the end.

use super::{index, start};
use crate::output::Collected;
use crate::output::sample::Use;
use crate::table::Table;

pub(super) fn table(collected: &Collected) -> Table {
    let rows = || collected.ties.ties();
    let about = "One row per tie at the end of the last round: one client knows another, who need not know the first. Of more than \
                 25,000 clients, only ties with both ends in `network_clients`.";
    start("ties", about, collected.replicate, rows().count())
        .int("from", "index", "Whose tie it is: a client, from 0.", rows().map(|tie| index(tie.from)))
        .int("to", "index", "Whom that client knows: a client, from 0.", rows().map(|tie| index(tie.to)))
        .float("strength", "share", "How well, from above 0 to 1.", rows().map(|tie| Some(tie.strength.to_f64())))
        .int(
            "strong",
            "0 or 1",
            "1 if it is stronger than uses.help, so that aid is asked through it, else 0.",
            rows().map(|tie| Some(i64::from(tie.strong))),
        )
        .text(
            "use",
            "word",
            "What it is good for at the most: talk, information, help, knowledge or access, by the keys of uses.",
            rows().map(|tie| Some(use_word(tie.good_for).to_owned())),
        )
}

/// The word for a use.
fn use_word(highest: Use) -> &'static str {
    match highest {
        Use::Talk => "talk",
        Use::Information => "information",
        Use::Help => "help",
        Use::Knowledge => "knowledge",
        Use::Access => "access",
    }
}
