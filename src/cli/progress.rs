//! Progress bars, on standard error and only if that is a terminal.

use super::interrupt::Interrupt;
use crate::ensemble::News;
use crate::world::Watch;
use crate::world::watch::Seen;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Whether progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// If standard error is a terminal.
    OnTerminal,
    /// Never.
    Never,
}

/// A progress bar: first for creating the world, then over its rounds.
pub(super) struct Progress {
    bar: ProgressBar,
    clients: u32,
    watch: Arc<Watch>,
    /// When the round at hand began.
    began: Arc<Mutex<Instant>>,
}

/// A round that takes longer shows what it is at.
const LONG: Duration = Duration::from_secs(2);

impl Progress {
    /// Starts with the creation of a world of `clients` clients, which tells `watch` how far it is.
    pub(super) fn start(show: Show, clients: u32, watch: Arc<Watch>) -> Self {
        let visible = show == Show::OnTerminal && std::io::stderr().is_terminal();
        let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let made = Arc::clone(&watch);
        let percent = move |_: &ProgressState, text: &mut dyn Write| {
            let Seen { done, of, .. } = made.seen();
            let _ = write!(text, "{}", (100 * done).checked_div(of).unwrap_or(0));
        };
        bar.set_style(style("{spinner} {msg} {percent_made} % {elapsed}").with_key("percent_made", percent));
        bar.set_message(format!("creating {clients} clients"));
        if visible {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Self { bar, clients, watch, began: Arc::new(Mutex::new(Instant::now())) }
    }

    /// The world is there: `rounds` rounds follow.
    pub(super) fn rounds(&self, rounds: u32) {
        self.bar.set_length(rounds.into());
        self.bar.reset_eta();
        self.show_rounds();
    }

    /// Of these rounds, the first were run before.
    pub(super) fn go_on_from(&self, round: u32) {
        self.bar.set_position(round.into());
        self.bar.reset_eta();
    }

    fn show_rounds(&self) {
        let clients = f64::from(self.clients);
        let rate = move |state: &ProgressState, text: &mut dyn Write| {
            let _ = write!(text, "{}", short(state.per_sec() * clients));
        };
        *self.began.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        let (watch, began) = (Arc::clone(&self.watch), Arc::clone(&self.began));
        let stage = move |_: &ProgressState, text: &mut dyn Write| {
            if began.lock().unwrap_or_else(PoisonError::into_inner).elapsed() > LONG {
                let _ = write!(text, "({}) ", watch.seen().what);
            }
        };
        let template = "round {pos}/{len} {stage}{wide_bar} {rate} client-rounds/s, {eta} left";
        self.bar.set_style(style(template).with_key("rate", rate).with_key("stage", stage));
    }

    /// Between two rounds, something else is done.
    pub(super) fn between<R>(&self, what: &'static str, work: impl FnOnce() -> R) -> R {
        self.bar.set_style(style("round {pos}/{len} {wide_bar} {msg}"));
        self.bar.set_message(what);
        let done = work();
        self.show_rounds();
        done
    }

    /// Round `round` is finished.
    pub(super) fn round(&self, round: u32) {
        *self.began.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        self.bar.set_position(round.into());
    }

    /// What happens before the first round or after the last one.
    pub(super) fn afterwards(&self, what: &'static str) {
        self.bar.set_style(style("{spinner} {msg} {elapsed}"));
        self.bar.set_message(what);
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// A progress bar over many runs, several of which go on at once. It counts rounds of clients, so that long runs count for more.
pub(super) struct RunsProgress {
    bar: ProgressBar,
    finished: AtomicU64,
    planned: AtomicU64,
}

impl RunsProgress {
    /// Starts with nothing planned.
    pub(super) fn start(show: Show) -> Self {
        let visible = show == Show::OnTerminal && std::io::stderr().is_terminal();
        let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        bar.set_style(style("{msg} {wide_bar} {percent} %, {eta} left"));
        if visible {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { bar, finished: AtomicU64::new(0), planned: AtomicU64::new(0) }
    }

    /// Adds so many runs of so many rounds of clients together, some of which may be finished already.
    pub(super) fn plan(&self, runs: u64, finished: u64, client_rounds: u64) {
        self.planned.fetch_add(runs, Ordering::Relaxed);
        self.finished.fetch_add(finished, Ordering::Relaxed);
        self.bar.inc_length(client_rounds);
        self.tell();
    }

    /// Shows what is told of runs, and breaks off if the user asked to.
    pub(super) fn watch<'a>(&'a self, interrupt: &'a Interrupt) -> impl Fn(News) -> ControlFlow<()> + Sync + 'a {
        |news| {
            match news {
                News::Round { clients } => self.round(clients),
                News::Finished(_) => self.run(),
            }
            interrupt.flow()
        }
    }

    /// So many clients finished a round.
    pub(super) fn round(&self, clients: u32) {
        self.bar.inc(clients.into());
    }

    /// A run is finished.
    pub(super) fn run(&self) {
        self.finished.fetch_add(1, Ordering::Relaxed);
        self.tell();
    }

    /// What happens after the last run.
    pub(super) fn afterwards(&self, what: &'static str) {
        self.bar.set_style(style("{spinner} {msg} {elapsed}"));
        self.bar.set_message(what);
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }

    fn tell(&self) {
        let [finished, planned] = [&self.finished, &self.planned].map(|count| count.load(Ordering::Relaxed));
        self.bar.set_message(format!("{finished} of {planned} runs"));
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates of this module are valid")
}

/// A number to three digits: 950, 1.2k, 34M.
fn short(number: f64) -> String {
    let [size, letter] = match number {
        n if n >= 1e9 => [(n / 1e9).to_string(), "G".to_owned()],
        n if n >= 1e6 => [(n / 1e6).to_string(), "M".to_owned()],
        n if n >= 1e3 => [(n / 1e3).to_string(), "k".to_owned()],
        n => [n.to_string(), String::new()],
    };
    let digits = size.find('.').map_or(size.as_str(), |point| &size[..(point + 2).min(size.len())]);
    format!("{digits}{letter}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_short() {
        assert_eq!([0.0, 950.0, 1234.0, 34_567_890.0, 2e9].map(short), ["0", "950", "1.2k", "34.5M", "2G"]);
    }
}
