//! A trace in the form of Chrome's trace events, which Perfetto opens. It is
//! written as it happens. An instruction counts as a nanosecond.

use super::Watcher;
use ::emulator::trace::mode_name;
use ::emulator::{Isa, Look, Moment, Observer, TrapEvent};
use serde_json::{Value, json};
use std::io::Write;

/// Instructions in the unit of the format, which is a microsecond.
const UNIT: f64 = 1000.0;

/// Writes events.
pub struct Events {
    isa: Isa,
    sink: Box<dyn Write + Send>,
    left: u64,
    /// Since when each hart is in its mode.
    modes: Vec<Option<(u64, (u64, bool))>>,
    latest: Vec<u64>,
    failed: Option<std::io::Error>,
}

impl Events {
    /// Begins a file.
    pub fn new(isa: Isa, mut sink: impl Write + Send + 'static, limit: u64) -> anyhow::Result<Self> {
        let name = json!({ "name": "process_name", "ph": "M", "pid": 0, "args": { "name": format!("revision {}", isa.revision) } });
        write!(sink, "[\n{name}")?;
        Ok(Self { isa, sink: Box::new(sink), left: limit, modes: Vec::new(), latest: Vec::new(), failed: None })
    }

    fn write(&mut self, event: &Value) {
        if self.left == 0 || self.failed.is_some() {
            return;
        }
        self.left -= 1;
        self.failed = write!(self.sink, ",\n{event}").err();
    }

    /// The hart is in a mode from now on; the span of the one before ends.
    fn enter(&mut self, moment: Moment, mode: (u64, bool)) {
        let room = moment.hart + 1;
        if self.modes.len() < room {
            self.modes.resize(room, None);
            self.latest.resize(room, 0);
        }
        self.latest[moment.hart] = moment.steps;
        self.end_span(moment);
        self.modes[moment.hart] = Some((moment.steps, mode));
    }

    fn end_span(&mut self, moment: Moment) {
        if let Some((since, mode)) = self.modes.get(moment.hart).copied().flatten() {
            let (start, length) = (since as f64 / UNIT, moment.steps.saturating_sub(since) as f64 / UNIT);
            self.write(
                &json!({ "name": mode_name(mode), "cat": "mode", "ph": "X", "ts": start, "dur": length, "pid": 0, "tid": moment.hart }),
            );
        }
    }

    fn instant(&mut self, moment: Moment, category: &str, name: &str, args: Value) {
        let at = moment.steps as f64 / UNIT;
        self.write(&json!({ "name": name, "cat": category, "ph": "i", "s": "t", "ts": at, "pid": 0, "tid": moment.hart, "args": args }));
    }
}

impl Observer for Events {
    fn trap(&mut self, event: &TrapEvent) {
        let record = &event.record;
        if self.modes.get(event.moment.hart).copied().flatten().is_none() {
            // Before the first event it was in the mode that it trapped from.
            self.enter(Moment { steps: 0, ..event.moment }, record.from);
        }
        let exception = &record.trap.exception;
        let category = if record.trap.interrupt { "interrupt" } else { "exception" };
        let args = json!({
            "from": mode_name(record.from), "to": mode_name(event.mode), "pc": format!("{:#x}", record.pc),
            "tval": format!("{:#x}", exception.tval), "gpa": format!("{:#x}", exception.gpa),
        });
        self.instant(event.moment, category, self.isa.cause(&record.trap), args);
        self.enter(event.moment, event.mode);
    }

    fn mode(&mut self, moment: Moment, mode: (u64, bool), _: &dyn Look) {
        self.enter(moment, mode);
    }

    fn device(&mut self, moment: Moment, pa: u64, written: Option<u64>) {
        let name = if written.is_some() { "device write" } else { "device read" };
        let args = json!({ "address": format!("{pa:#x}"), "value": written.map(|value| format!("{value:#x}")) });
        self.instant(moment, "device", name, args);
    }
}

impl Watcher for Events {
    fn finish(&mut self, out: &mut dyn Write) -> anyhow::Result<()> {
        if self.left == 0 {
            writeln!(out, "events: the limit was reached; the file ends there (--events-limit)")?;
        }
        for (hart, steps) in self.latest.clone().into_iter().enumerate() {
            self.end_span(Moment { hart, steps });
        }
        writeln!(self.sink, "\n]")?;
        self.sink.flush()?;
        self.failed.take().map_or(Ok(()), |error| Err(anyhow::Error::new(error).context("cannot write events")))
    }
}
