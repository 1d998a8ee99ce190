//! Every key of the catalogue: what its range allows is read exactly, what it forbids is refused, and PARAMETERS.md says so.

use patronage::parameter::{Allowed, CatalogueKey, Settable, Value, Word};
use patronage::phases::{Parameters, catalogue};
use patronage::scenario::{Copies, Scenario, reference};
use proptest::prelude::*;

type Key = CatalogueKey<Parameters>;

fn keys() -> Vec<Key> {
    catalogue().into_iter().flat_map(|section| section.keys).collect()
}

/// The keys that hold numbers, each with its smallest and largest value.
fn numbers() -> Vec<(Key, (f64, f64))> {
    keys().into_iter().filter_map(|key| key.allowed.range().map(|range| (key, range))).collect()
}

/// The keys that are choices, each with its words.
fn choices() -> Vec<(Key, Vec<Word>)> {
    let words = |key: &Key| if let Allowed::Words(words) = &key.allowed { Some(words.clone()) } else { None };
    keys().into_iter().filter_map(|key| words(&key).map(|words| (key, words))).collect()
}

/// Keys whose whole range is not allowed at once: they are limited together with others.
fn others(key: &Key, value: &str) -> &'static str {
    match key.path.as_str() {
        "network.start" if value == "\"file\"" => "network.file = \"tests/data/ties.csv\"",
        "network.file" if value != "\"\"" => "network.start = \"file\"",
        "network.village_ties" => "network.far_ties = 0",
        "network.far_ties" => "network.village_ties = 0",
        "population.patrons" => "population.attached = 0",
        "politics.every" => "campaign = { purpose = 0, design = 0, grow = 0 }",
        "campaign.purpose" if value == "0" => "campaign.design = 0\ncampaign.grow = 0",
        "campaign.purpose" => "campaign.design = 1\ncampaign.grow = 0",
        "campaign.design" => "campaign.purpose = 1000\ncampaign.grow = 0",
        "campaign.grow" => "campaign.purpose = 1000\ncampaign.design = 1000",
        "campaign.club" => "campaign.fees = 0",
        "campaign.fees" => "campaign.club = 0",
        "campaign.envelope_min" => "campaign.envelope_max = 1000",
        "campaign.envelope_max" => "campaign.envelope_min = 0",
        _ => "",
    }
}

fn with(key: &Key, value: &str) -> String {
    format!("title = \"x\"\nrounds = 9\n{}\n{} = {value}\n", others(key, value), key.path)
}

fn is_count(key: &Key) -> bool {
    matches!(key.allowed, Allowed::Counts(..))
}

/// The point `at` (0 to 1) of what is allowed, as TOML writes it, and as a value.
fn point(key: &Key, at: f64) -> (String, Value) {
    let between = |low: f64, high: f64| (low + at * (high - low)).clamp(low, high);
    match &key.allowed {
        Allowed::Numbers(low, high) => (format!("{:?}", between(*low, *high)), Value::Number(between(*low, *high))),
        Allowed::Counts(low, high) => {
            let x = between(*low, *high);
            (format!("{x:.0}"), Value::Count(x.round_ties_even() as u32))
        }
        Allowed::Words(words) => {
            let word = words[((at * words.len() as f64) as usize).min(words.len() - 1)].word;
            (format!("{word:?}"), Value::Choice(word))
        }
        Allowed::Text if at < 0.5 => ("\"\"".to_owned(), Value::Text(String::new())),
        Allowed::Text => (format!("{:?}", a_text(key)), Value::Text(a_text(key).to_owned())),
    }
}

/// A text that a key may hold.
fn a_text(key: &Key) -> &'static str {
    match key.path.as_str() {
        "network.file" => "tests/data/ties.csv",
        "population.table" => "tests/data/villages.csv",
        "politics.incumbent" => "right",
        path => panic!("no text is known for {path}"),
    }
}

fn read(key: &Key, text: &str) -> Result<Value, String> {
    let scenario = Scenario::parse("x.toml", text, &[]).map_err(|problems| problems.to_string())?;
    Ok(key.get(&mut scenario.parameters.clone()))
}

#[test]
fn the_ends_of_every_range_are_allowed() {
    for key in keys() {
        for at in [0.0, 1.0] {
            let (text, value) = point(&key, at);
            assert_eq!(read(&key, &with(&key, &text)), Ok(value), "{}", key.path);
        }
    }
}

#[test]
fn every_default_lies_in_its_range_and_keys_are_described() {
    let mut paths: Vec<String> = Vec::new();
    for key in keys() {
        let fits = match (key.get(&mut Parameters::default()), &key.allowed) {
            (Value::Number(x), Allowed::Numbers(low, high)) => (*low..=*high).contains(&x),
            (Value::Count(n), Allowed::Counts(low, high)) => (*low..=*high).contains(&f64::from(n)),
            (Value::Choice(chosen), Allowed::Words(words)) => words.iter().any(|word| word.word == chosen),
            (Value::Text(text), Allowed::Text) => text.is_empty(),
            _ => false,
        };
        assert!(fits, "{}", key.path);
        assert!(key.meaning.ends_with('.') && !key.source.is_empty() && !key.unit.is_empty(), "{}", key.path);
        assert!(!paths.contains(&key.path), "{} is described twice", key.path);
        paths.push(key.path);
    }
}

#[test]
fn the_next_number_beyond_every_range_is_refused() {
    for (key, (low, high)) in numbers() {
        let beyond = if is_count(&key) {
            [format!("{:.0}", low - 1.0), format!("{:.0}", high + 1.0)]
        } else {
            [format!("{:?}", low.next_down()), format!("{:?}", high.next_up())]
        };
        for text in beyond {
            let message = read(&key, &with(&key, &text)).expect_err(&key.path);
            assert!(message.contains(&format!("`{}` is out of range: {text}", key.path)), "{message}");
        }
    }
}

#[test]
fn numbers_are_refused_that_are_none() {
    for (key, _) in numbers() {
        for text in ["nan", "inf", "-inf", "\"0.5\"", "true", "[1]", "1979-05-27"] {
            let message = read(&key, &with(&key, text)).expect_err(&key.path);
            assert!(message.contains(&format!("`{}`", key.path)), "{message}");
        }
    }
}

#[test]
fn words_are_refused_that_are_no_choice() {
    for (key, words) in choices() {
        for text in ["0", "0.5", "true", "[\"a\"]", "\"\"", "\"zzz\"", &format!("\"{}s\"", words[0].word)] {
            let message = read(&key, &with(&key, text)).expect_err(&key.path);
            assert!(message.contains(&format!("`{}`", key.path)), "{message}");
            assert!(words.iter().all(|word| message.contains(word.word)), "{message}");
        }
        let message = read(&key, &with(&key, &format!("\"{}s\"", words[0].word))).expect_err(&key.path);
        assert!(message.contains(&format!("did you mean \"{}\"?", words[0].word)), "{message}");
    }
}

#[test]
fn every_word_of_a_choice_is_explained_and_no_word_stands_twice() {
    for (key, words) in choices() {
        for (i, word) in words.iter().enumerate() {
            assert!(!word.meaning.is_empty() && !word.meaning.ends_with('.'), "{}: {}", key.path, word.word);
            assert!(word.word.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}: {}", key.path, word.word);
            assert!(words[..i].iter().all(|other| other.word != word.word), "{}: {}", key.path, word.word);
        }
    }
}

/// Where in its range a key may be when all others are anywhere in theirs.
fn together(key: &Key, at: f64) -> f64 {
    match key.path.as_str() {
        path if path.starts_with("network.") => at / 2.01,
        // Every village has its place in a polity: a million of them are enough.
        "population.villages" => at / 100.0,
        "politics.districts" => 0.0,
        "campaign.purpose" => 0.6 + 0.3 * at,
        "campaign.design" => 0.3 + 0.3 * at,
        "campaign.grow" => 0.3 * at,
        "campaign.club" | "campaign.fees" | "campaign.envelope_min" => at / 2.0,
        "campaign.envelope_max" => 0.5 + at / 2.0,
        // Who cannot live by own work at all cannot be as rich as a table says.
        "economy.productivity" | "economy.outside" => at.max(0.1),
        _ => at,
    }
}

proptest! {
    #[test]
    fn values_inside_a_range_are_read_exactly_from_file_command_line_and_event(
        which in any::<prop::sample::Index>(), at in 0.0f64..=1.0,
    ) {
        let keys = keys();
        let key = which.get(&keys);
        let (text, value) = point(key, at);
        prop_assert_eq!(read(key, &with(key, &text)), Ok(value.clone()));
        let base = format!("title = \"x\"\nrounds = 9\n{}", others(key, &text));
        let set = Scenario::parse("x.toml", &base, &[format!("{}={text}", key.path)]).expect("a valid scenario");
        prop_assert_eq!(&key.get(&mut set.parameters.clone()), &value);
        let event = format!("{base}\n[[events]]\nround = 2\nset.{} = {text}", key.path);
        let event = Scenario::parse("x.toml", &event, &[]);
        match key.settable {
            Settable::AnyRound => prop_assert_eq!(&event.expect("a valid event").events[0].changes, &[(key.path.clone(), value)]),
            Settable::AtStart => prop_assert!(event.expect_err("only at the start").to_string().contains("at the start")),
        }
    }

    #[test]
    fn values_outside_a_range_are_refused(which in any::<prop::sample::Index>(), beyond in 1e-6f64..1e12, side in any::<bool>()) {
        let keys = numbers();
        let (key, (low, high)) = which.get(&keys);
        let x = if side { high + beyond.max(1e-9 * high) } else { low - beyond };
        let text = if is_count(key) { format!("{:.0}", if side { x.ceil() } else { x.floor() }) } else { format!("{x:?}") };
        let message = read(key, &with(key, &text)).expect_err("out of range");
        prop_assert!(message.contains("is out of range"), "{}", message);
    }

    #[test]
    fn a_scenario_with_any_values_survives_being_resolved(points in prop::collection::vec(0.001f64..=1.0, 200), share in 0.0f64..=1.0, seed in 0..=i64::MAX) {
        let mut text = format!("title = \"x\"\nrounds = 9\nseed = {seed}\n");
        let keys = keys();
        prop_assert!(keys.len() <= points.len());
        let has_table = keys.iter().zip(&points).any(|(key, at)| key.path == "population.table" && *at >= 0.5);
        for (key, at) in keys.iter().zip(points) {
            let (value, _) = point(key, together(key, at));
            // A table of villages counts them itself.
            if !(has_table && ["population.clients", "population.villages"].contains(&key.path.as_str())) {
                text += &format!("{} = {value}\n", key.path);
            }
        }
        let rest = 1.0 - share;
        text += &format!("[[patrons]]\nname = \"a\"\nshare = {share:?}\nwage = {rest:?}\n[[patrons]]\nname = \"b\"\nshare = {rest:?}\n");
        text += &format!("[[events]]\nround = 3\nset = {{ law.fine = {share:?}, aid.share = {rest:?} }}\n");
        text += &format!("[[expect]]\nmeasure = \"loyalty_mean\"\nat_least = {:?}\n", share * 1e-9);
        let scenario = Scenario::parse("x.toml", &text, &[]);
        let scenario = scenario.expect("a valid scenario");
        let json = serde_json::to_string(&scenario.resolved()).expect("JSON can be written");
        let read = Scenario::from_resolved(&serde_json::from_str(&json).expect("JSON can be read"), Copies::default());
        prop_assert_eq!(read.expect("a valid scenario"), scenario);
    }
}

#[test]
fn parameters_md_is_current() {
    let text = reference::parameters_markdown();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write("PARAMETERS.md", &text).expect("the file can be written");
    }
    let committed = std::fs::read_to_string("PARAMETERS.md").unwrap_or_default();
    assert!(committed == text, "PARAMETERS.md is not current: UPDATE_EXPECTED=1 cargo test --test keys");
}
