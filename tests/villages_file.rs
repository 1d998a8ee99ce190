//! Villages that a table lists, and the polity in them: read, run, verified without the file.

mod common;

use common::ends;
use patronage::engine::{Checks, Run};
use patronage::ids::{DistrictId, ElectionId, PartyId, VillageId};
use patronage::output::{Collected, Format, tables};
use patronage::scenario::{Copies, Scenario, explain::explain, template};
use patronage::world::politics::{Office, Polity, SeatRule};
use std::path::{Path, PathBuf};

/// Elections for the table in tests/data.
const ELECTIONS: &str = "
[[parties]]
name = \"left\"
ideology = -0.6
[[parties]]
name = \"right\"
ideology = 0.4
valence = 0.2
funds = 2

[[elections]]
name = \"council\"
office = \"legislature\"
under = \"province\"
[[elections.constituencies]]
name = \"lower\"
seats = 5
[[elections.constituencies]]
name = \"upper\"
seats = 3

[[elections]]
name = \"province\"
office = \"legislature\"
seats = [9, 5, 2]
rule = \"hare\"
threshold = 0.04
after = 1
parties = [\"right\", \"left\"]

[[elections]]
name = \"governor\"
office = \"executive\"
funds = 40
";

fn text(table: &Path) -> String {
    format!(
        "title = \"x\"\nrounds = 9\n[population]\npatrons = 8\ntable = '{}'\n[politics]\nevery = 8\nincumbent = \"right\"\n{ELECTIONS}",
        table.display()
    )
}

fn parsed(text: &str) -> Scenario {
    Scenario::parse("x.toml", text, &[]).unwrap_or_else(|problems| panic!("{problems}"))
}

fn shipped() -> Scenario {
    parsed(&text(Path::new("tests/data/villages.csv")))
}

fn put(folder: &tempfile::TempDir, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("a writable folder");
    path
}

fn polity(scenario: &Scenario) -> &Polity {
    scenario.polity.as_deref().expect("there is politics")
}

#[test]
fn a_table_says_who_lives_and_votes_where() {
    let scenario = shipped();
    assert_eq!((scenario.parameters.population.clients, scenario.parameters.population.villages), (400, 5));
    let settlement = scenario.settlement.as_deref().expect("a settlement");
    assert_eq!(settlement.names, ["Airmati", "Banda", "Cendana", "Dusun", "Eri, upper"]);
    assert_eq!(settlement.clients, [120, 40, 0, 7, 233]);
    assert_eq!(settlement.poverty, [0.25, 0.05, 0.0, 0.5, 0.0]);
    let polity = polity(&scenario);
    assert_eq!(polity.districts, ["north", "south"]);
    let of = |d: usize| polity.villages_of(DistrictId::new(d)).iter().map(|v| v.index()).collect::<Vec<_>>();
    assert_eq!((of(0), of(1)), (vec![0, 2, 3], vec![1, 4]));
    assert_eq!(polity.stations, [2, 1, 0, 1, 3]);
    assert_eq!(polity.voters, settlement.clients);
    assert_eq!(polity.incumbent, PartyId::new(1));
    let [council, province, governor] = &polity.elections[..] else { panic!("three elections") };
    assert_eq!(
        (council.office, council.rule, council.under),
        (Office::Legislature, SeatRule::SainteLague, Some(ElectionId::new(1)))
    );
    assert_eq!(council.constituency_of, [1, 0, 1, 1, 0]);
    assert_eq!((province.rule, province.threshold, province.after), (SeatRule::Hare, 0.04, 1));
    assert_eq!(province.parties, [PartyId::new(0), PartyId::new(1)]);
    assert_eq!(province.constituency_of, [0, 1, 0, 2, 1]);
    let names: Vec<&str> = province.constituencies.iter().map(|constituency| constituency.name.as_str()).collect();
    assert_eq!(names, ["1", "2", "3"]);
    assert_eq!((governor.rule, governor.funds, governor.constituencies[0].seats), (SeatRule::Plurality, 40.0, 1));
    assert_eq!(governor.constituency_of, [0; 5]);
}

#[test]
fn poverty_is_the_share_that_cannot_live_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = put(&folder, "v.csv", b"village,clients,poverty\na,20000,0.05\nb,20000,0\nc,20000,0.6\n");
    let scenario = parsed(&format!("title = \"x\"\nrounds = 1\n[population]\ntable = '{}'\n", path.display()));
    assert_eq!(scenario.settlement.as_deref().expect("a settlement").skill[1], 1.0);
    let run = Run::new(&scenario, 0);
    let economy = &scenario.parameters.economy;
    let poor = |v: usize| {
        let clients = run.world().villages.clients_of(VillageId::new(v));
        let skill = &run.world().clients.skill[clients];
        let poor = skill.iter().filter(|&&skill| f64::from(skill) * economy.productivity * economy.outside < 1.0).count();
        poor as f64 / skill.len() as f64
    };
    assert!((poor(0) - 0.05).abs() < 0.01 && (poor(2) - 0.6).abs() < 0.01, "{} {}", poor(0), poor(2));
    assert!((poor(0) - poor(1)).abs() > 0.05, "the share is not what it is anyway");
}

#[test]
fn a_table_says_what_is_lost_on_the_way_and_who_belongs_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let read = |table: &str| {
        let path = put(&folder, "v.csv", table.as_bytes());
        parsed(&format!("title = \"x\"\nrounds = 9\npopulation.table = '{}'\npolitics.every = 8\n", path.display()))
    };
    let scenario = read("village,clients,group,leakage\na,20,hills,0.9\nb,30,coast,\nc,0,hills,0.25\n");
    assert_eq!((&*polity(&scenario).leakage, &*polity(&scenario).group_of), (&[0.9, 0.0, 0.25][..], &[0, 1, 0][..]));
    assert_eq!(polity(&scenario).leakage_of(VillageId::new(2)), 0.25);
    let text = explain(&scenario);
    assert!(text.contains("3 villages with leakage, groups read from"), "{text}");
    let scenario = read("village,clients\na,20\nb,30\n");
    assert!(polity(&scenario).leakage.is_empty() && polity(&scenario).group_of.is_empty());
    assert_eq!(polity(&scenario).leakage_of(VillageId::new(1)), 0.0);
}

#[test]
fn without_a_table_constituencies_take_villages_in_order() {
    let base = "title = \"x\"\nrounds = 9\n[population]\nvillages = 10\nclients = 95\n[politics]\nevery = 8\ndistricts = 3\nstation_size = 4\n";
    let read = |elections: &str| parsed(&format!("{base}{elections}"));
    let scenario = read("[[elections]]\nname = \"a\"\noffice = \"legislature\"\nseats = [2, 1, 7]\n");
    assert_eq!(polity(&scenario).elections[0].constituency_of, [0, 0, 1, 2, 2, 2, 2, 2, 2, 2]);
    let district_of: Vec<usize> = polity(&scenario).district_of.iter().map(|district| district.index()).collect();
    assert_eq!(district_of, [0, 0, 0, 0, 1, 1, 1, 2, 2, 2]);
    assert_eq!(polity(&scenario).stations, [3; 10], "9 or 10 voters, at most 4 a station");
    let scenario = read(
        "[[elections]]\nname = \"a\"\noffice = \"executive\"\n[[elections.constituencies]]\nname = \"x\"\n\
         [[elections.constituencies]]\nname = \"y\"\nvillages = 6\n[[elections.constituencies]]\nname = \"z\"\n",
    );
    assert_eq!(polity(&scenario).elections[0].constituency_of, [0, 0, 1, 1, 1, 1, 1, 1, 2, 2]);
}

#[test]
fn what_is_not_written_is_the_default_polity() {
    let read = |more: &str, sets: &[&str]| {
        let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
        let text = format!("title = \"x\"\nrounds = 9\n[population]\nvillages = 3\nclients = 10\n{more}");
        Scenario::parse("x.toml", &text, &sets).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let default = Polity::two_parties(vec![3, 3, 4], 2, 240.0);
    assert_eq!(*polity(&read("[politics]\nevery = 8\ndistricts = 2\n", &[])), default);
    assert_eq!(read("", &[]).polity, None, "without elections there is no polity");
    assert_eq!(read(ELECTIONS, &[]).polity, None, "lists alone hold no elections");
    let changed = read(
        "[politics]\nevery = 8\ndistricts = 2\n",
        &["parties.left.ideology=0.3", "parties.2.name=blue", "elections.executive.funds=7", "elections.1.rule=hare"],
    );
    let mut wanted = default;
    (wanted.parties[0].ideology, wanted.parties[1].name) = (0.3, "blue".to_owned());
    (wanted.elections[0].funds, wanted.elections[0].rule) = (7.0, SeatRule::Hare);
    assert_eq!(*polity(&changed), wanted);
    let sets =
        ["politics.every=9", "parties.right.valence=1", "elections.province.seats=[3,4]", "elections.governor.under=council"];
    let changed = read(ELECTIONS, &sets);
    assert_eq!(polity(&changed).parties[1].valence, 1.0);
    assert_eq!(polity(&changed).elections[2].under, Some(ElectionId::new(0)));
    let first = read("[politics]\nevery = 8\n[[elections]]\nname = \"a\"\noffice = \"executive\"\nparties = [\"right\"]\n", &[]);
    assert_eq!(polity(&first).incumbent, PartyId::new(1), "the first that stands for government");
}

/// A table comes back from either format as it was, with or without the columns that may be missing.
#[test]
fn the_copy_in_the_results_gives_the_scenario_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let bare = put(&folder, "bare.csv", b"village,clients,council,province\nb,5,lower,2\na,0,upper,1\n\"c, d\",30,upper,3\n");
    let no_politics = format!("title = \"x\"\nrounds = 9\n[population]\ntable = '{}'\n", bare.display());
    let full = put(&folder, "full.csv", b"village,clients,leakage,group\nb,5,0.125,x\na,0,,\"y, z\"\nc,9,0.9,x\n");
    let full = format!("title = \"x\"\nrounds = 9\npopulation.table = '{}'\npolitics.every = 8\n", full.display());
    for scenario in [shipped(), parsed(&text(&bare)), parsed(&no_politics), parsed(&full)] {
        let settlement = scenario.settlement.as_deref().expect("a settlement");
        let table = tables::start_villages(&Collected::new(0), settlement, scenario.polity.as_deref());
        let json = serde_json::to_string(&scenario.resolved()).expect("JSON can be written");
        let json = serde_json::from_str(&json).expect("JSON can be read");
        for format in Format::ALL {
            let kept = put(&folder, &format.file_name("kept"), &format.encode(&table).expect("a table"));
            let copies = Copies { ties: None, villages: Some(&kept) };
            let again = Scenario::from_resolved(&json, copies).unwrap_or_else(|problems| panic!("{problems}"));
            let mut settlement = settlement.clone();
            settlement.file = again.settlement.as_deref().expect("a settlement").file.clone();
            assert_eq!(settlement.file.written, scenario.parameters.population.table);
            let same = Scenario { settlement: Some(settlement.into()), ..scenario.clone() };
            assert_eq!(again, same, "{format:?}");
        }
        let copies = Copies { ties: None, villages: Some(&settlement.file.path) };
        assert_eq!(Scenario::from_resolved(&json, copies).expect("a valid scenario"), scenario);
    }
}

#[test]
fn a_society_of_unequal_villages_runs_by_the_laws() {
    let mut scenario = shipped();
    scenario.rounds = 20;
    let mut run = Run::new(&scenario, 0).with_checks(Checks::EveryPhase);
    let villages = &run.world().villages;
    let sizes: Vec<usize> = (0..5).map(|v| villages.clients_of(VillageId::new(v)).len()).collect();
    assert_eq!(sizes, [120, 40, 0, 7, 233]);
    assert!(villages.patrons_of(VillageId::new(2)).is_empty(), "nobody needs a patron there");
    for _ in 0..scenario.rounds {
        run.step().unwrap_or_else(|law| panic!("{law}"));
    }
    assert!(run.world().politics.is_some());
}

#[test]
fn the_scenario_is_explained_and_copied() {
    let scenario = shipped();
    let text = explain(&scenario);
    for words in
        ["5 villages with districts, poverty, polling stations read from", "[[elections]]", "`right` governs", "upper (3 of 3"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    let copy = parsed(&template::scenario("x", Some(&scenario)));
    assert_eq!((copy.polity, copy.settlement, copy.parameters), (scenario.polity, scenario.settlement, scenario.parameters));
    let without_table =
        parsed(&format!("title = \"x\"\nrounds = 9\n[population]\nvillages = 9\n[politics]\nevery = 8\n{ELECTIONS}"));
    let copy = parsed(&template::scenario("x", Some(&without_table)));
    assert_eq!(copy.polity, without_table.polity);
    // The example of a new scenario is one when it is no comment any more.
    let new = template::scenario("x", None);
    let example = new.lines().skip_while(|line| !line.starts_with("# Who stands"));
    let example: Vec<&str> = example.take_while(|line| !line.starts_with("# Keys that change")).collect();
    let code =
        example.iter().filter_map(|line| line.strip_prefix("# ")).filter(|line| line.starts_with('[') || line.contains(" = "));
    let code: String = code.map(|line| format!("{line}\n")).collect();
    let read = parsed(&format!("title = \"x\"\nrounds = 9\npolitics.every = 8\n{code}"));
    assert_eq!(polity(&read).elections[0].name, "council");
}

#[test]
fn whole_numbers_and_shares_are_read_from_parquet_as_programs_write_them() {
    use arrow_array::{ArrayRef, Float64Array, Int64Array, LargeStringArray, RecordBatch, StringViewArray};
    use std::sync::Arc;
    let columns: [(&str, ArrayRef); 6] = [
        ("province", Arc::new(Int64Array::from(vec![2, 1, 3]))),
        ("village", Arc::new(LargeStringArray::from(vec!["a", "b", "c"]))),
        ("council", Arc::new(StringViewArray::from(vec!["lower", "upper", "upper"]))),
        ("clients", Arc::new(Float64Array::from(vec![3.0, 20.0, 0.0]))),
        ("polling_stations", Arc::new(Float64Array::from(vec![Some(1.0), Some(2.0), None]))),
        ("poverty", Arc::new(Float64Array::from(vec![Some(0.125), None, None]))),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let mut writer = ::parquet::arrow::ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("rows");
    let folder = tempfile::tempdir().expect("a folder");
    let path = put(&folder, "v.parquet", &writer.into_inner().expect("bytes"));
    let scenario = parsed(&text(&path));
    let settlement = scenario.settlement.as_deref().expect("a settlement");
    assert_eq!((&settlement.clients, &settlement.poverty), (&vec![3, 20, 0], &vec![0.125, 0.0, 0.0]));
    assert_eq!(polity(&scenario).stations, [1, 2, 0]);
    assert_eq!(polity(&scenario).elections[1].constituency_of, [1, 0, 2]);
    let message =
        Scenario::parse("x.toml", &text(&put(&folder, "t.parquet", b"village")), &[]).expect_err("no Parquet").to_string();
    assert!(message.contains("the table of villages is no Parquet file"), "{message}");
}

#[test]
fn results_are_verified_without_the_table_they_started_from() {
    for format in ["parquet", "csv"] {
        let folder = tempfile::tempdir().expect("a folder");
        let content = std::fs::read("tests/data/villages.csv").expect("the table");
        let table = put(&folder, "v.csv", &content);
        put(&folder, "s.toml", text(Path::new("v.csv")).as_bytes());
        let checked = ends(&folder, 0, &["check", "s.toml"]);
        assert!(checked.contains("2 parties, elections: council, province, governor, 5 villages from v.csv"), "{checked}");
        ends(&folder, 0, &["run", "s.toml", "--no-charts", "--format", format]);
        let manifest = std::fs::read_to_string(folder.path().join("output/s/manifest.json")).expect("a manifest");
        let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
        assert_eq!(manifest["inputs"][0]["key"], "population.table");
        assert_eq!(manifest["inputs"][0]["sha256"], patronage::output::manifest::digest(&content));
        std::fs::remove_file(&table).expect("the file was there");
        let verified = ends(&folder, 0, &["verify", "output/s"]);
        assert!(verified.contains(&format!("start_villages.{format}: identical")), "{verified}");
        // The copy starts another run, and a scenario made from this one finds the table from wherever it is.
        let again = format!("population.table=output/s/start_villages.{format}");
        ends(&folder, 0, &["run", "s.toml", "--no-charts", "--out", "again", "--format", format, "--set", &again]);
        let read = |name: &str| std::fs::read(folder.path().join(name)).expect("a table");
        assert!(read(&format!("again/clients.{format}")) == read(&format!("output/s/clients.{format}")));
        let refused = ends(&folder, 1, &["run", "s.toml", "--no-charts", "--force", "--set", &again]);
        assert!(refused.contains("which replacing it would delete"), "{refused}");
        put(&folder, "v.csv", &content);
        std::fs::create_dir(folder.path().join("scenarios")).expect("a folder");
        ends(&folder, 0, &["new", "made", "--from", "s.toml"]);
        ends(&folder, 0, &["check", "scenarios/made.toml"]);
    }
}

#[test]
fn events_change_keys_of_politics() {
    let event = "[[events]]\nround = 3\nset = { campaign.pricing = \"reservation\", voting.secrecy = 0.1, government.merit = 0.9 }\n\
                 [[events]]\nround = 5\nset = { campaign.club = 0.5, campaign.fees = 0.5 }\n";
    let scenario = parsed(&format!(
        "title = \"x\"\nrounds = 9\n[population]\nclients = 200\nvillages = 4\npatrons = 4\n[politics]\nevery = 8\n{event}"
    ));
    let mut run = Run::new(&scenario, 0);
    let mut merit = Vec::new();
    for _ in 0..5 {
        run.step().unwrap_or_else(|law| panic!("{law}"));
        merit.push(run.parameters().government.merit);
    }
    assert_eq!(merit, [0.5, 0.5, 0.9, 0.9, 0.9]);
    assert_eq!((run.parameters().campaign.club, run.parameters().campaign.fees), (0.5, 0.5));
}
