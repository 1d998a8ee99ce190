//! Snapshots of what charts are made of: which shapes in which colours, which words, in which order. Places and numbers are left out, so that a
//! snapshot changes when a chart does, not when the model does. `UPDATE_EXPECTED=1 cargo test --test charts` writes them anew.

use super::{claims, comparison, politics, swept, worlds};
use patronage::chart::draw;
use patronage::chart::words::ENGLISH;
use std::fmt::Write;
use std::path::Path;

/// The elements of a chart, a line each; equal ones that follow one another are told once.
fn structure(svg: &str) -> String {
    let mut text = String::new();
    let mut last = String::new();
    for element in svg.split('<').skip(1).filter(|element| !element.starts_with('/')) {
        let said = said(element);
        if said != last {
            let _ = writeln!(text, "{said}");
        }
        last = said;
    }
    text
}

/// An element by its name, colours, dashes and words.
fn said(element: &str) -> String {
    let (head, content) = element.split_once('>').unwrap_or((element, ""));
    let name = head.split([' ', '/']).next().unwrap_or_default();
    let attribute =
        |name: &str| Some(head.split_once(&format!(" {name}=\""))?.1.split('"').next().unwrap_or_default().to_owned());
    let color = |name: &str| attribute(name).filter(|color| color != "none").map(|color| format!(" {name} {color}"));
    let dashed = attribute("stroke-dasharray").map(|_| " dashed".to_owned());
    let bold = attribute("font-weight").map(|_| " bold".to_owned());
    let words: String = content.trim().chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    let words = shortened(&words);
    let looks: String = [color("fill"), color("stroke"), dashed, bold].into_iter().flatten().collect();
    if words.is_empty() { format!("{name}{looks}") } else { format!("{name}{looks}: {words}") }
}

/// Numbers of any length and sign look alike.
fn shortened(words: &str) -> String {
    let mut text = words.replace('−', "");
    for (long, short) in [("#.#", "#"), ("#\u{2009}#", "#"), ("##", "#"), ("#e#", "#")] {
        while text.contains(long) {
            text = text.replace(long, short);
        }
    }
    text
}

/// Holds drawn charts against the snapshots in `tests/charts/expected/KIND/`.
fn assert_as_before<Name: std::fmt::Display>(kind: &str, drawn: &[(Name, String)]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts/expected").join(kind);
    for (name, svg) in drawn {
        let path = folder.join(format!("{name}.txt"));
        let now = structure(svg);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::create_dir_all(&folder).expect("a writable folder");
            std::fs::write(&path, &now).expect("a writable file");
        }
        let before = std::fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
        let differs = before.lines().zip(now.lines()).position(|(before, now)| before != now);
        assert!(
            before == now,
            "{kind}/{name} differs from line {:?} on; look at it, then UPDATE_EXPECTED=1",
            differs.map(|line| line + 1)
        );
    }
}

#[test]
fn charts_of_runs_are_made_as_before() {
    assert_as_before("run", &draw(&worlds::tables(&worlds::healthy(400, 12)), &ENGLISH));
    assert_as_before("politics", &draw(&politics::example(), &ENGLISH)[patronage::chart::CHARTS.len()..]);
}

#[test]
fn charts_of_many_runs_are_made_as_before() {
    assert_as_before("comparison", &comparison::example());
    assert_as_before("claims", &claims::example());
}

#[test]
fn charts_of_sweeps_are_made_as_before() {
    for design in ["grid", "saltelli", "morris", "latin_hypercube"] {
        assert_as_before(design, &patronage::chart::sweep::draw(&swept::analysed(design, 3), &ENGLISH));
    }
}

#[test]
fn a_structure_knows_colours_and_words_but_no_numbers() {
    let svg = |color: &str, n: &str| {
        format!("<svg><line stroke=\"{color}\"/><line stroke=\"{color}\"/><text fill=\"#000000\">a {n}</text></svg>")
    };
    assert_eq!(structure(&svg("#FF0000", "0.35")), structure(&svg("#FF0000", "−12\u{2009}000")));
    assert_ne!(structure(&svg("#FF0000", "1")), structure(&svg("#00FF00", "1")));
    assert_ne!(structure(&svg("#FF0000", "1")), structure(&svg("#FF0000", "b")));
}
