//! The figures, as a table and as JSON.

use super::Row;
use super::floors::{OF_SPIKE, floor};
use super::measure::Measured;
use super::peer::Peer;
use super::workload::Platform;
use crate::table::{BOLD, RED, columns};
use serde_json::{Value, json};
use std::io::Write;

/// Kernels that measure one mechanism: their ratios are of another order and
/// would hide the others in a mean.
const SINGULAR: [&str; 2] = ["codegen", "tlbmiss"];
/// Milliseconds from the start of our emulator to the guest's first instruction.
const MOST_START: f64 = 50.0;
/// Mebibytes that our emulator takes besides the guest RAM that is touched.
const MOST_BESIDES: f64 = 64.0;
const MODES: [&str; 4] = ["M", "S", "HS", "VS"];

/// Prints tables: rows, means, the price of modes, start and memory.
pub fn print(revision: &str, peers: &[Peer], rows: &[Row], out: &mut dyn Write) -> std::io::Result<()> {
    let spike = peers.iter().any(|peer| peer.platform == Platform::Htif);
    let least = if spike { format!("; of Spike at least {OF_SPIKE}x") } else { String::new() };
    writeln!(out, "{BOLD}Million instructions per second{BOLD:#}, ours of revision {revision}; (how many times as fast ours is{least})")?;
    table(peers, rows, false, out)?;
    if rows.iter().any(|row| row.workload.events.is_some()) {
        writeln!(out, "\n{BOLD}Nanoseconds per event{BOLD:#}; (how many times as fast ours is)")?;
        table(peers, rows, true, out)?;
    }
    writeln!(out, "\n{BOLD}Geometric means of ours to{BOLD:#}")?;
    means(peers, rows, out)?;
    writeln!(out, "\n{BOLD}A run of one iteration{BOLD:#} (the fastest), and the most memory of all runs")?;
    starts(peers, rows, out)?;
    if let Some((milliseconds, mebibytes)) = of_start(rows) {
        let lines = [
            ["start to first guest instruction".to_string(), format!("{milliseconds:.1} ms (to stay under {MOST_START:.0})")],
            ["peak memory over touched RAM".to_string(), format!("{mebibytes:.1} MiB (to stay under {MOST_BESIDES:.0})")],
        ];
        writeln!(out, "\n{BOLD}Ours{BOLD:#}: the median start and the most memory of all workloads, one iteration each")?;
        write_columns(&lines.map(Vec::from), out)?;
    }
    for row in rows.iter().filter(|row| !row.is_sound()) {
        writeln!(out, "{RED}not sound{RED:#}: {}: it does not run on ours, or results differ", row.workload.name)?;
    }
    Ok(())
}

fn table(peers: &[Peer], rows: &[Row], events: bool, out: &mut dyn Write) -> std::io::Result<()> {
    let mut head = header("", peers);
    if events {
        head.insert(1, "floor".to_string());
    }
    let mut lines = vec![head];
    for row in rows.iter().filter(|row| row.workload.events.is_some() == events) {
        let mut line = vec![row.workload.name.clone()];
        if events {
            line.push(row.floor().map_or(String::new(), |floor| format!("{floor:.0}")));
        }
        for (at, cell) in row.cells.iter().enumerate() {
            let Some(cell) = cell else {
                line.push("-".to_string());
                continue;
            };
            let value = match row.workload.events {
                Some(events) => cell.seconds() / events as f64 * 1e9,
                None => row.instructions / cell.seconds() / 1e6,
            };
            let ratio = ratio(row, at).filter(|_| at != 0).map_or(String::new(), |r| format!(" ({r:.2}x)"));
            line.push(format!("{value:.0}{ratio}"));
        }
        lines.push(line);
    }
    write_columns(&lines, out)
}

/// By kind and mode: the mean over what both emulators ran.
fn means(peers: &[Peer], rows: &[Row], out: &mut dyn Write) -> std::io::Result<()> {
    let mut lines = vec![header("", peers)];
    for (kind, mode, chosen) in groups(rows) {
        let mut line = vec![format!("{kind}, {mode}")];
        for at in 0..peers.len() {
            let ratios: Vec<f64> = chosen.iter().filter_map(|row| ratio(row, at)).collect();
            line.push(mean(&ratios).map_or("-".to_string(), |mean| format!("{mean:.2}x of {}", ratios.len())));
        }
        lines.push(line);
    }
    for mode in MODES.iter().filter(|mode| **mode != "M") {
        let slowdowns: Vec<Option<f64>> = (0..peers.len()).map(|at| slowdown(rows, at, mode)).collect();
        if slowdowns.iter().any(Option::is_some) {
            let cells = slowdowns.iter().map(|s| s.map_or("-".to_string(), |s| format!("{s:.2}")));
            lines.push(std::iter::once(format!("time in {mode} over M")).chain(cells).collect());
        }
    }
    write_columns(&lines, out)
}

fn starts(peers: &[Peer], rows: &[Row], out: &mut dyn Write) -> std::io::Result<()> {
    let mut lines = vec![header("", peers)];
    let mut all = [vec!["CPU time".to_string()], vec!["by the clock".to_string()], vec!["peak memory".to_string()]];
    for at in 0..peers.len() {
        let (cpu, wall, memory) = extremes(rows, at);
        for (line, cell) in all.iter_mut().zip([format!("{cpu:.0} ms"), format!("{wall:.0} ms"), format!("{memory:.0} MiB")]) {
            line.push(cell);
        }
    }
    lines.extend(all);
    write_columns(&lines, out)
}

/// Of ours: milliseconds to the first guest instruction, the median of the
/// workloads, and mebibytes besides touched RAM, the most of them.
fn of_start(rows: &[Row]) -> Option<(f64, f64)> {
    let mut times: Vec<f64> = rows.iter().filter_map(|row| row.started).map(|started| started.first_instruction).collect();
    times.sort_by(f64::total_cmp);
    let besides = rows.iter().filter_map(|row| row.started).map(|started| started.besides_ram).max()?;
    Some((*times.get(times.len() / 2)?, besides as f64 / f64::from(1 << 20)))
}

/// Least CPU time and time of a start in milliseconds, most memory in MiB.
fn extremes(rows: &[Row], at: usize) -> (f64, f64, f64) {
    let cells = || rows.iter().filter_map(|row| row.cells[at].as_ref());
    let least = |time: fn(&Measured) -> f64| cells().map(time).fold(f64::NAN, f64::min) * 1e3;
    let memory = cells().map(|cell| cell.peak_memory).max().unwrap_or(0);
    (least(|cell| cell.base.as_secs_f64()), least(|cell| cell.start.as_secs_f64()), memory as f64 / f64::from(1 << 20))
}

fn header(first: &str, peers: &[Peer]) -> Vec<String> {
    std::iter::once(first.to_string()).chain(peers.iter().map(|peer| peer.name.clone())).collect()
}

fn write_columns(lines: &[Vec<String>], out: &mut dyn Write) -> std::io::Result<()> {
    for line in columns(lines, 2) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

impl Row {
    /// Nanoseconds of an event that ours is to stay under.
    fn floor(&self) -> Option<f64> {
        floor(self.workload.kernel(), self.workload.mode())
    }
}

/// How many times as fast ours is as the emulator `at`.
fn ratio(row: &Row, at: usize) -> Option<f64> {
    let ours = row.cells.first()?.as_ref()?.seconds();
    let theirs = row.cells.get(at)?.as_ref()?.seconds();
    Some(theirs / ours).filter(|ratio| ratio.is_finite() && *ratio > 0.0)
}

/// Rows of one kind and mode.
fn groups(rows: &[Row]) -> Vec<(&'static str, &'static str, Vec<&Row>)> {
    let mut groups = Vec::new();
    for kind in ["kernels", "events"] {
        for mode in MODES {
            let fits = |row: &&Row| {
                let workload = &row.workload;
                workload.events.is_some() == (kind == "events") && workload.mode() == mode && !is_singular(row)
            };
            let chosen: Vec<&Row> = rows.iter().filter(fits).collect();
            if !chosen.is_empty() {
                groups.push((kind, mode, chosen));
            }
        }
    }
    groups
}

fn is_singular(row: &Row) -> bool {
    SINGULAR.contains(&row.workload.kernel())
}

/// Mean of the time of kernels in a mode over that in M-mode.
fn slowdown(rows: &[Row], at: usize, mode: &str) -> Option<f64> {
    let seconds = |kernel: &str, mode: &str| {
        let row = rows.iter().find(|row| row.workload.kernel() == kernel && row.workload.mode() == mode);
        Some(row?.cells[at].as_ref()?.seconds()).filter(|seconds| *seconds > 0.0)
    };
    let kernels = rows.iter().filter(|row| row.workload.events.is_none() && row.workload.mode() == mode && !is_singular(row));
    let ratios: Vec<f64> = kernels
        .filter_map(|row| {
            let kernel = row.workload.kernel();
            Some(seconds(kernel, mode)? / seconds(kernel, "M")?)
        })
        .collect();
    mean(&ratios)
}

fn mean(values: &[f64]) -> Option<f64> {
    let logarithms: f64 = values.iter().map(|value| value.ln()).sum();
    (!values.is_empty()).then(|| (logarithms / values.len() as f64).exp())
}

/// All figures.
pub fn json(revision: &str, peers: &[Peer], rows: &[Row]) -> Value {
    let workloads: Vec<Value> = rows.iter().map(|row| workload(peers, row)).collect();
    let mut means = Vec::new();
    for (kind, mode, chosen) in groups(rows) {
        for (at, peer) in peers.iter().enumerate().skip(1) {
            let ratios: Vec<f64> = chosen.iter().filter_map(|row| ratio(row, at)).collect();
            means.push(json!({ "kind": kind, "mode": mode, "to": peer.name, "ratio": mean(&ratios), "of": ratios.len() }));
        }
    }
    let mut starts = serde_json::Map::new();
    for (at, peer) in peers.iter().enumerate() {
        let (cpu, wall, memory) = extremes(rows, at);
        starts.insert(peer.name.clone(), json!({ "cpu_ms": cpu, "wall_ms": wall, "peak_mib": memory }));
    }
    if let (Some((milliseconds, mebibytes)), Some(Value::Object(ours))) = (of_start(rows), starts.get_mut("ours")) {
        ours.insert("first_instruction_ms".to_string(), json!(milliseconds));
        ours.insert("besides_touched_ram_mib".to_string(), json!(mebibytes));
    }
    json!({ "revision": revision, "workloads": workloads, "means": means, "start": starts })
}

fn workload(peers: &[Peer], row: &Row) -> Value {
    let mut results = serde_json::Map::new();
    for (at, (peer, cell)) in peers.iter().zip(&row.cells).enumerate() {
        let value = cell.as_ref().map(|cell| {
            json!({
                "seconds_per_iteration": cell.seconds(),
                "ours_is_faster_by": ratio(row, at),
                "spread": cell.spread(),
                "iterations": cell.iterations,
                "base_seconds": cell.base.as_secs_f64(),
                "start_seconds": cell.start.as_secs_f64(),
                "round_seconds": cell.rounds.iter().map(|time| time.as_secs_f64()).collect::<Vec<_>>(),
                "peak_memory_bytes": cell.peak_memory,
                "check": cell.check,
            })
        });
        results.insert(peer.name.clone(), value.unwrap_or(Value::Null));
    }
    let Row { workload, instructions, .. } = row;
    json!({
        "name": workload.name,
        "instructions_per_iteration": instructions,
        "events_per_iteration": workload.events,
        "floor_ns": workload.events.and_then(|_| row.floor()),
        "results": results,
    })
}
