//! The scenarios that come with the program, and what is made from scenarios: explanations, templates, copies.

use patronage::engine::Run;
use patronage::metrics::Measure;
use patronage::scenario::expectation::{Gaps, Verdict};
use patronage::scenario::{Bound, Copies, Machine, Scenario, When, explain::explain, template};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

fn shipped() -> Vec<(PathBuf, Scenario)> {
    let entries = fs::read_dir("scenarios").expect("tests run in the package's folder");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let load = |path: PathBuf| match Scenario::load_for(&path, &[], &Machine::UNLIMITED) {
        Ok(scenario) => (path, scenario),
        Err(problems) => panic!("{problems}"),
    };
    paths.into_iter().map(load).collect()
}

#[test]
fn every_shipped_scenario_is_valid_and_asks_and_expects_something() {
    let shipped = shipped();
    let names: Vec<_> =
        shipped.iter().map(|(path, _)| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    let expected = [
        "adaptive-no-exit",
        "adaptive",
        "brokered",
        "coercive-closed",
        "coercive-open",
        "first-steps",
        "healthy",
        "indonesia-2024",
        "isolated-clients",
        "maluku-2024",
        "market",
        "money-politics",
        "patrimonial",
        "programmatic",
        "spoils",
        "strong-ties",
        "village-brokers",
        "vote-buying",
        "weak-ties",
    ];
    assert_eq!(names, expected);
    for (path, scenario) in &shipped {
        assert!(!scenario.question.is_empty(), "{}", path.display());
        assert!(scenario.expectations.len() >= 3, "{}", path.display());
        for expectation in &scenario.expectations {
            assert!(!expectation.why.is_empty() && !expectation.source.is_empty(), "{}: {expectation:?}", path.display());
        }
    }
}

#[test]
fn shipped_scenarios_have_the_size_their_bands_hold_for() {
    for (path, scenario) in shipped() {
        let population = &scenario.parameters.population;
        let sizes = (population.clients, population.patrons, population.villages);
        let name = path.file_stem().expect("a name").to_string_lossy();
        let expected = match &*name {
            "first-steps" => (400, 8, 4),
            "brokered" => (4_000, 40, 20),
            "vote-buying" => (100_000, 1_000, 500),
            "money-politics" => (50_000, 500, 250),
            "maluku-2024" => (1_341_012, 13_410, 1_234),
            "indonesia-2024" => (204_807_222, 2_000_000, 83_731),
            "isolated-clients" | "weak-ties" => (20_000, 200, 200),
            _ => (20_000, 200, 100),
        };
        assert_eq!(sizes, expected, "{name}");
    }
}

#[test]
fn politics_is_as_its_scenarios_expect() {
    for name in ["programmatic", "patrimonial", "spoils", "village-brokers", "money-politics"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{name}.toml"));
        let scenario = Scenario::load_for(&path, &[], &Machine::UNLIMITED).unwrap_or_else(|problems| panic!("{problems}"));
        let mut run = Run::new(&scenario, 0);
        let mut rows = vec![run.row()];
        for _ in 0..scenario.rounds {
            rows.push(run.step().expect("no law is broken"));
        }
        for expectation in &scenario.expectations {
            let measure = Measure::named(&expectation.measure).expect("measured in every round");
            let series: Vec<Option<f64>> = rows.iter().map(|row| measure.of(&row.observation)).collect();
            let (seen, verdict) = expectation.judge(&series, Gaps::LeftOut);
            assert_eq!(verdict, Verdict::Held, "{name}: {seen:?} against {expectation:?}");
        }
    }
}

/// The table of villages says what is known of Maluku in 2024: the election commission's figures, as the press reports them.
#[test]
fn maluku_has_its_real_magnitudes() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios/maluku-2024.toml");
    let scenario = Scenario::load_for(&path, &[], &Machine::UNLIMITED).unwrap_or_else(|problems| panic!("{problems}"));
    let polity = scenario.polity.as_ref().expect("there is politics");
    let sums = [&polity.voters, &polity.stations].map(|column| column.iter().sum::<u32>());
    assert_eq!((polity.voters.len(), polity.districts.len(), sums), (1_234, 11, [1_341_012, 5_622]));
    let seats = |name: &str| {
        let election = polity.elections.iter().find(|election| election.name == name).expect("such an election");
        let all = election.constituencies.iter().map(|constituency| constituency.seats);
        (all.clone().sum::<u32>(), all.len(), all.clone().min().unwrap_or(0)..=all.max().unwrap_or(0))
    };
    assert_eq!((seats("province"), seats("nation")), ((45, 7, 3..=10), (4, 1, 4..=4)));
    let (council_seats, constituencies, magnitudes) = seats("council");
    assert_eq!((council_seats, constituencies), (290, 39));
    assert!(*magnitudes.start() >= 3 && *magnitudes.end() <= 12, "{magnitudes:?}");
    let poverty = &scenario.settlement.as_ref().expect("a table").poverty;
    let poor: f64 = poverty.iter().zip(&polity.voters).map(|(&share, &voters)| share * f64::from(voters)).sum();
    assert!((poor / 1_341_012.0 - 0.1605).abs() < 0.0005, "{poor} poor");
}

/// The files that a scenario names, from where they were found.
fn copies(scenario: &Scenario) -> Copies<'_> {
    let ties = scenario.start_ties.as_deref().map(|ties| ties.file.path.as_path());
    let villages = scenario.settlement.as_deref().map(|settlement| settlement.file.path.as_path());
    Copies { ties, villages }
}

#[test]
fn the_resolved_scenario_gives_the_scenario_back_also_through_a_file() {
    for (path, scenario) in shipped() {
        let resolved = scenario.resolved();
        let text = serde_json::to_string_pretty(&resolved).expect("JSON can be written");
        let read = serde_json::from_str(&text).expect("JSON can be read");
        assert_eq!(Scenario::from_resolved(&read, copies(&scenario)).expect("a valid scenario"), scenario, "{}", path.display());
    }
}

#[test]
fn explanations_fit_in_100_columns_and_name_every_key() {
    for (path, scenario) in shipped() {
        let text = explain(&scenario);
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{}: {line}", path.display());
            assert_eq!(line, line.trim_end(), "{}: space at the end", path.display());
        }
        for key in patronage::phases::catalogue().iter().flat_map(|section| &section.keys) {
            assert!(text.contains(&format!(" {} ", key.name())), "{} is missing", key.path);
        }
    }
}

#[test]
fn explanations_mark_what_differs_from_the_default() {
    let scenario = Scenario::parse("x", "title = \"x\"\nrounds = 3\n[law]\nfine = 7", &[]).expect("a valid scenario");
    let text = explain(&scenario);
    let marked: Vec<_> = text.lines().filter(|line| line.starts_with("* ")).collect();
    assert_eq!(marked.len(), 1);
    assert!(marked[0].starts_with("* fine") && marked[0].contains(" 7 ") && marked[0].ends_with("default 3"), "{marked:?}");
}

#[test]
fn a_template_says_what_its_scenario_says() {
    for (path, mut scenario) in shipped() {
        if let Some(settlement) = &mut scenario.settlement {
            // The template is read here, not in the scenario's folder: it names the table as it was found.
            let settlement = Arc::make_mut(settlement);
            settlement.file.written = settlement.file.path.display().to_string();
            scenario.parameters.population.table.clone_from(&settlement.file.written);
        }
        let text = template::scenario(&scenario.title, Some(&scenario));
        let read = Scenario::parse("template", &text, &[]).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
        assert_eq!(read, scenario, "{}", path.display());
    }
}

#[test]
fn a_template_from_nothing_is_the_smallest_scenario() {
    let text = template::scenario("A \"new\" one\\", None);
    let read = Scenario::parse("template", &text, &[]).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    let least = Scenario::parse("least", "title = 'A \"new\" one\\'\nrounds = 80", &[]).expect("a valid scenario");
    assert_eq!(read, least);
}

#[test]
fn what_a_template_comments_out_is_valid_too() {
    let text = template::scenario("x", None);
    // A comment that says `name = value`, or opens an entry, is a line to uncomment; the rest are words.
    let is_code = |line: &str| line.starts_with("[[") || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
    let uncomment = |line: &str| match line.strip_prefix("# ").filter(|rest| is_code(rest)) {
        Some(code) => format!("{code}\n"),
        None => format!("{line}\n"),
    };
    let text: String = text.lines().map(uncomment).collect();
    let read = Scenario::parse("template", &text, &[]).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    assert!(read.differences_from_default().is_empty());
    assert_eq!((read.kinds.len(), read.events.len(), read.expectations.len()), (1, 1, 1));
    assert_eq!(read.kinds, vec![patronage::scenario::default_kind()]);
}

#[test]
fn fewer_rounds_drop_what_comes_after_them_with_a_note_each() {
    let text = r#"
        title = "x"
        rounds = 40
        [[events]]
        round = 10
        set = { law.fine = 1 }
        [[events]]
        round = 30
        note = "Later."
        set = { law.fine = 2 }
        [[expect]]
        measure = "loyalty_mean"
        at_least = 0.1
        [[expect]]
        measure = "loyalty_mean"
        when = "mean:25"
        at_least = 0.1
        [[expect]]
        measure = "loyalty_mean"
        more_than = "round:25"
    "#;
    let scenario = Scenario::parse("x", text, &[]).expect("a valid scenario");
    let (same, notes) = scenario.clone().with_rounds(40);
    assert_eq!((same, notes.len()), (scenario.clone(), 0));
    let (short, notes) = scenario.with_rounds(20);
    assert_eq!((short.rounds, short.events.len(), short.expectations.len()), (20, 1, 1));
    assert_eq!(notes.len(), 3);
    assert!(notes[0].contains("the event of round 30 (Later.)"), "{notes:?}");
    assert!(notes[1].contains("mean:25") && notes[2].contains("round:25"), "{notes:?}");
}

#[test]
fn title_and_rounds_alone_make_a_scenario() {
    let scenario = Scenario::parse("x", "title = \"x\"\nrounds = 3", &[]).expect("a valid scenario");
    assert_eq!(scenario.parameters, patronage::phases::Parameters::default());
    assert_eq!((scenario.seed, scenario.rounds), (1, 3));
    assert_eq!(scenario.kinds, vec![patronage::scenario::default_kind()]);
}

#[test]
fn the_command_line_sets_keys_and_strategies_over_the_file() {
    let text = "title = \"x\"\nrounds = 3\n[law]\nfine = 7\n[[patrons]]\nname = \"kind\"\nshare = 0.5\n[[patrons]]\nname = \"harsh\"\nshare = 0.5";
    let sets =
        ["law.fine=2", "law.detection = .25", "title=Two words", "seed=0x10", "patrons.2.wage=0.1", "patrons.kind.support=0.2"];
    let scenario = Scenario::parse("x", text, &sets.map(str::to_owned)).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!((scenario.parameters.law.fine, scenario.parameters.law.detection), (2.0, 0.25));
    assert_eq!((scenario.title.as_str(), scenario.seed), ("Two words", 16));
    assert_eq!((scenario.kinds[1].mean.wage, scenario.kinds[0].mean.support), (0.1, 0.2));
    let least =
        Scenario::parse("x", "title = \"x\"\nrounds = 3", &["patrons.patron.wage=0.3".to_owned()]).expect("a valid scenario");
    assert_eq!(least.kinds[0].mean.wage, 0.3);
}

#[test]
fn expectations_are_read_as_written() {
    let text = r#"
        title = "x"
        rounds = 9
        expect = [{ measure = "loyalty_mean", when = "mean:3", less_than = "round:2", why = "a", source = "b" }]
    "#;
    let scenario = Scenario::parse("x", text, &[]).unwrap_or_else(|problems| panic!("{problems}"));
    let [expectation] = &scenario.expectations[..] else { panic!("one expectation") };
    assert_eq!((expectation.when, expectation.bound), (When::Mean(3), Bound::LessThan(When::Round(2))));
    assert_eq!((expectation.why.as_str(), expectation.source.as_str()), ("a", "b"));
}

#[test]
fn a_student_finds_what_the_first_steps_expect_whatever_the_luck() {
    let path = std::path::Path::new("scenarios/first-steps.toml");
    for seed in 1..=10 {
        let scenario = Scenario::load_for(path, &[], &Machine::UNLIMITED).expect("a shipped scenario").with_seed(seed);
        let mut run = Run::new(&scenario, 0);
        let mut rows = vec![run.row()];
        for _ in 0..scenario.rounds {
            rows.push(run.step().expect("no law is broken"));
        }
        for expectation in &scenario.expectations {
            let measure = Measure::named(&expectation.measure).expect("validated");
            let series: Vec<_> = rows.iter().map(|row| measure.of(&row.observation)).collect();
            let (observed, verdict) = expectation.judge(&series, Gaps::Unknown);
            assert_eq!(verdict, Verdict::Held, "seed {seed}: {} was {observed:?}", expectation.measure);
        }
    }
}
