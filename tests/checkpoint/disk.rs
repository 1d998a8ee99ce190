//! The disk that checkpoints need is known before a run starts.

use super::{eventful, kept, parsed};
use patronage::checkpoint::disk::{Room, size};
use patronage::scenario::Scenario;

fn is_bound(scenario: &Scenario) {
    let place = tempfile::tempdir().expect("a folder");
    let most = size(scenario);
    let bytes = kept(scenario, scenario.rounds - 1, &place).metadata().expect("a checkpoint").len();
    assert!(bytes <= most, "{}: {bytes} bytes, and at most {most} were foreseen", scenario.title);
    assert!(most < bytes * 2, "{}: {bytes} bytes, and {most} were foreseen", scenario.title);
}

#[test]
fn no_checkpoint_is_larger_than_foreseen_nor_much_smaller() {
    let text = "title = \"plain\"\nrounds = 3\n[population]\nclients = 40000\npatrons = 900\nvillages = 200\n";
    is_bound(&parsed(text, &[]));
    is_bound(&parsed(&text.replace("clients = 40000", "clients = 80000"), &[]));
    is_bound(&eventful(3, &["population.clients=20000", "population.patrons=200"]));
    is_bound(&eventful(14, &["population.clients=20000"]));
}

/// Small societies are all names and rows: the bound is one, if not a narrow one.
#[test]
fn long_runs_of_small_societies_are_foreseen() {
    for rounds in [2, 30] {
        let scenario = eventful(rounds, &["measures.every=1"]);
        let place = tempfile::tempdir().expect("a folder");
        let bytes = kept(&scenario, scenario.rounds - 1, &place).metadata().expect("a checkpoint").len();
        assert!(bytes <= size(&scenario), "{rounds} rounds: {bytes} bytes, {} foreseen", size(&scenario));
    }
}

#[test]
fn there_must_be_room_for_two() {
    let place = tempfile::tempdir().expect("a folder");
    let scenario = parsed("title = \"x\"\nrounds = 3\n[population]\nclients = 1000\npatrons = 10\n", &[]);
    let room = Room::new(&scenario, 0, place.path());
    assert_eq!((room.each, room.needed), (size(&scenario), 2 * size(&scenario)));
    assert!(room.is_enough() && room.free.is_some(), "{room:?}");
    let second = Room::new(&scenario, room.each / 2, place.path());
    assert_eq!(second.needed, 2 * room.each - room.each / 2, "what is there already needs no more");
    assert_eq!(Room::new(&scenario, room.each * 9, place.path()).needed, room.each, "a new one is always written beside it");
    assert!(!Room { free: Some(room.needed - 1), ..room }.is_enough());
    assert!(Room { free: None, ..room }.is_enough());

    // Nobody has this disk.
    let mut huge = scenario;
    (huge.rounds, huge.parameters.population.clients) = (1_000_000, 1_000_000_000);
    huge.parameters.population.patrons = 100_000_000;
    let room = Room::new(&huge, 0, place.path());
    assert!(room.each > 90_000_000_000 && room.needed == 2 * room.each, "{room:?}");
}
