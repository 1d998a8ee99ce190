//! Lists whose entries have names: names that can be referred to, each once.

use super::values::Reader;
use crate::scenario::names::{list, nearest};
use crate::scenario::problems::Problem;
use crate::scenario::source::Place;

/// The name, if `--set LIST.NAME.KEY=…` can refer to it. `what` is what is named, `example` such an argument.
pub(super) fn usable(reader: &mut Reader<'_>, (what, example): (&str, &str), name: String, at: Place) -> Option<String> {
    if name.contains(|c: char| c == '.' || c == '=' || c.is_control()) || name.trim() != name {
        let title = format!("the name of {what} holds a point, an equals sign, or space around it");
        let help = format!("use letters, digits, `-` and `_`, so that `--set {example}` can refer to it");
        reader.report(Problem::new(title).at(at, "").help(help));
        return None;
    }
    Some(name)
}

/// Reports names that stand twice. `what` is what they name: `parties`, `party`.
pub(super) fn unique(reader: &mut Reader<'_>, (many, one): (&str, &str), names: &[(&str, Place)]) {
    for (index, (name, at)) in names.iter().enumerate() {
        let Some((_, first)) = names[..index].iter().find(|(other, _)| other == name) else { continue };
        let mut problem = Problem::new(format!("two {many} are called `{name}`")).at(*at, "");
        if first != at {
            problem = problem.context(*first, "the first one");
        }
        reader.report(problem.help(format!("give each {one} a `name` of its own")));
    }
}

/// What to do about a name that nothing has.
pub(super) fn instead<'a>(name: &str, what: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => list(what, known.take(20)),
    }
}
