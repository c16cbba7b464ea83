//! A table of traps, in the manner of kvm_stat.

use super::Watcher;
use crate::table::columns;
use ::emulator::trace::mode_name;
use ::emulator::{Isa, Look, Moment, Observer, TrapEvent};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// How the table is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// Text
    Table,
    /// JSON
    Json,
}

/// From, to, interrupt or not, and cause.
type Kind = (&'static str, &'static str, bool, u64);

/// What is known of one kind.
#[derive(Clone, Copy, Default)]
struct Tally {
    count: u64,
    /// Instructions until the return, those of traps within included.
    instructions: u64,
    /// Of those that have returned.
    returned: u64,
    longest: u64,
}

/// A handler that has not returned.
struct Open {
    kind: Kind,
    from: (u64, bool),
    since: u64,
}

/// Counts traps and the instructions that they take.
pub struct Exits {
    isa: Isa,
    form: Form,
    tallies: BTreeMap<Kind, (&'static str, Tally)>,
    open: Vec<Vec<Open>>,
    /// Instructions attempted by each hart, as last seen.
    steps: Vec<u64>,
}

/// Handlers in handlers that are remembered.
const DEEPEST: usize = 64;

impl Exits {
    /// Nothing counted yet.
    pub fn new(isa: Isa, form: Form) -> Self {
        Self { isa, form, tallies: BTreeMap::new(), open: Vec::new(), steps: Vec::new() }
    }

    fn hart(&mut self, moment: Moment) -> &mut Vec<Open> {
        let room = moment.hart + 1;
        if self.open.len() < room {
            self.open.resize_with(room, Vec::new);
            self.steps.resize(room, 0);
        }
        self.steps[moment.hart] = moment.steps;
        &mut self.open[moment.hart]
    }

    fn rows(&self) -> Vec<(Kind, &'static str, Tally)> {
        let mut rows: Vec<_> = self.tallies.iter().map(|(kind, (cause, tally))| (*kind, *cause, *tally)).collect();
        rows.sort_by_key(|(_, _, tally)| std::cmp::Reverse(tally.count));
        rows
    }
}

impl Observer for Exits {
    fn trap(&mut self, event: &TrapEvent) {
        let record = &event.record;
        let kind = (mode_name(record.from), mode_name(event.mode), record.trap.interrupt, record.trap.exception.code);
        let open = self.hart(event.moment);
        // A handler that never returned is forgotten.
        if open.len() == DEEPEST {
            open.remove(0);
        }
        open.push(Open { kind, from: record.from, since: event.moment.steps });
        let (_, tally) = self.tallies.entry(kind).or_insert((self.isa.cause(&record.trap), Tally::default()));
        tally.count += 1;
    }

    fn mode(&mut self, moment: Moment, mode: (u64, bool), _: &dyn Look) {
        let open = self.hart(moment);
        let Some(at) = open.iter().rposition(|open| open.from == mode) else { return };
        let closed = open.drain(at..).next();
        if let Some(Open { kind, since, .. }) = closed
            && let Some((_, tally)) = self.tallies.get_mut(&kind)
        {
            let took = moment.steps.saturating_sub(since);
            tally.instructions += took;
            tally.returned += 1;
            tally.longest = tally.longest.max(took);
        }
    }
}

impl Watcher for Exits {
    fn finish(&mut self, out: &mut dyn Write) -> anyhow::Result<()> {
        let all: u64 = self.steps.iter().sum();
        if self.form == Form::Json {
            let rows: Vec<Value> = self
                .rows()
                .iter()
                .map(|((from, to, interrupt, code), cause, tally)| {
                    json!({
                        "from": from, "to": to, "interrupt": interrupt, "code": code, "cause": cause, "count": tally.count,
                        "returned": tally.returned, "instructions": tally.instructions, "longest": tally.longest,
                    })
                })
                .collect();
            writeln!(out, "{:#}", json!({ "revision": self.isa.revision, "instructions": all, "traps": rows }))?;
            return Ok(());
        }
        let mut lines = vec![["from", "to", "cause", "count", "instructions", "share", "mean", "longest"].map(String::from)];
        for ((from, to, interrupt, _), cause, tally) in self.rows() {
            let cause = if interrupt { format!("interrupt {cause}") } else { cause.to_string() };
            let share = 100.0 * tally.instructions as f64 / all.max(1) as f64;
            let mean = tally.instructions / tally.returned.max(1);
            let numbers = [tally.count.to_string(), tally.instructions.to_string(), format!("{share:.1} %"), mean.to_string()];
            let [count, instructions, share, mean] = numbers;
            lines.push([from.to_string(), to.to_string(), cause, count, instructions, share, mean, tally.longest.to_string()]);
        }
        writeln!(out, "traps, and the instructions until they returned, those of traps within included")?;
        for line in columns(&lines, 2) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}
