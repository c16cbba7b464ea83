//! Workloads: ELF files with a number of iterations to be patched.

use anyhow::{Context as _, bail, ensure};
use glob::Pattern;
use object::{Object as _, ObjectSection as _, ObjectSymbol as _};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the number of iterations stands behind.
const HEADER: &[u8] = b"PERFHDR1";
/// Its presence says that a program talks to Spike.
const SPIKE_SYMBOL: &str = "tohost";
/// Section with the names of workloads, if a program holds many.
const LIST: &str = ".workloads";
/// Holds the number of events in an iteration, if events are what counts.
const EVENTS_SYMBOL: &str = "bench_events";

/// Which machine a program is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Like QEMU's `virt`.
    Virt,
    /// Spike.
    Htif,
}

/// A program, for one machine or both.
#[derive(Clone, Debug)]
pub struct Workload {
    /// Name of the file without its end: `intmix.VS`.
    pub name: String,
    /// For machines like QEMU's `virt`.
    pub virt: Option<PathBuf>,
    /// For Spike.
    pub htif: Option<PathBuf>,
    /// Events in an iteration.
    pub events: Option<u64>,
    /// Of a program that holds many: which one, and the mode.
    pub choice: Option<[u64; 2]>,
}

impl Workload {
    /// The mode that it runs in, if its name says so.
    pub fn mode(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, mode)| mode)
    }

    /// Its name without the mode.
    pub fn kernel(&self) -> &str {
        self.name.rsplit_once('.').map_or(&self.name, |(kernel, _)| kernel)
    }

    /// The file for a platform.
    pub fn file(&self, platform: Platform) -> Option<&Path> {
        match platform {
            Platform::Virt => self.virt.as_deref(),
            Platform::Htif => self.htif.as_deref(),
        }
    }
}

/// The workloads among the files that fit the patterns.
pub fn find(patterns: &[String], names: &[String]) -> anyhow::Result<Vec<Workload>> {
    let names: Vec<Pattern> = names.iter().map(|name| Pattern::new(name)).collect::<Result<_, _>>()?;
    let mut found = BTreeMap::new();
    for pattern in patterns {
        for file in glob::glob(pattern).with_context(|| format!("not a pattern: {pattern}"))? {
            let file = file?;
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if names.is_empty() || names.iter().any(|pattern| pattern.matches(&name)) {
                add(&mut found, name, file)?;
            }
        }
    }
    // Those for Spike alone cannot be measured on ours.
    let mut workloads: Vec<Workload> = found.into_values().filter(|w: &Workload| w.virt.is_some()).collect();
    if workloads.is_empty() {
        bail!("no workload fits {}", patterns.join(" "));
    }
    let order = |mode: &str| ["M", "S", "HS", "VS"].iter().position(|known| *known == mode);
    workloads.sort_by_key(|w| (w.events.is_some(), w.kernel().to_string(), order(w.mode())));
    Ok(workloads)
}

fn add(found: &mut BTreeMap<String, Workload>, name: String, file: PathBuf) -> anyhow::Result<()> {
    let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let elf = object::File::parse(&*bytes).with_context(|| format!("{} is no ELF file", file.display()))?;
    ensure!(position(&bytes).is_some(), "{} is no workload: it does not hold PERFHDR1", file.display());
    // A program of an operating system comes with the same header.
    if elf.architecture() != object::Architecture::Riscv64 || elf.entry() < emulator::RAM_BASE {
        return Ok(());
    }
    let empty = Workload { name: name.clone(), virt: None, htif: None, events: None, choice: None };
    let workload = found.entry(name).or_insert(empty);
    workload.events = workload.events.or_else(|| events(&elf));
    let place = if elf.symbol_by_name(SPIKE_SYMBOL).is_some() { &mut workload.htif } else { &mut workload.virt };
    *place = Some(file);
    Ok(())
}

fn events(elf: &object::File<'_>) -> Option<u64> {
    let symbol = elf.symbol_by_name(EVENTS_SYMBOL)?;
    let section = elf.section_by_index(symbol.section_index()?).ok()?;
    let bytes = section.data_range(symbol.address(), 4).ok()??;
    Some(u64::from(u32::from_le_bytes(bytes.try_into().ok()?)))
}

/// The workloads that a program of our own lists: a line for each, with its
/// name, a word for its modes and the events of an iteration.
pub fn own(virt: PathBuf, htif: Option<PathBuf>, names: &[String]) -> anyhow::Result<Vec<Workload>> {
    let names: Vec<Pattern> = names.iter().map(|name| Pattern::new(name)).collect::<Result<_, _>>()?;
    let bytes = std::fs::read(&virt).with_context(|| format!("cannot read {}", virt.display()))?;
    let elf = object::File::parse(&*bytes).with_context(|| format!("{} is no ELF file", virt.display()))?;
    let section = elf.section_by_name(LIST).with_context(|| format!("{} has no section {LIST}", virt.display()))?;
    let text = String::from_utf8_lossy(section.data()?).into_owned();
    let mut workloads = Vec::new();
    for (number, line) in (0..).zip(text.lines()) {
        let mut words = line.split(' ');
        let (Some(kernel), Some(modes), Some(events)) = (words.next(), words.next(), words.next()) else {
            bail!("{}: not a workload: {line}", virt.display());
        };
        let events = events.parse().ok().filter(|events| *events != 0);
        let chosen: &[_] = match modes {
            "GUEST" => &["VS"],
            "HOST" => &["S"],
            "PAGED" => &["S", "VS"],
            _ => &["M", "S", "VS"],
        };
        for (mode, letters) in (0..).zip(["M", "S", "VS"]).filter(|(_, letters)| chosen.contains(letters)) {
            let name = format!("{kernel}.{letters}");
            if names.is_empty() || names.iter().any(|pattern| pattern.matches(&name)) {
                let choice = Some([number, mode]);
                workloads.push(Workload { name, virt: Some(virt.clone()), htif: htif.clone(), events, choice });
            }
        }
    }
    ensure!(
        !workloads.is_empty(),
        "no workload fits\n  help: {}",
        text.lines().filter_map(|line| line.split(' ').next()).collect::<Vec<_>>().join(", ")
    );
    workloads.sort_by_key(|workload| workload.events.is_some());
    Ok(workloads)
}

/// A program for this workload, so often.
pub fn patched(file: &Path, iterations: u64, choice: Option<[u64; 2]>) -> anyhow::Result<Vec<u8>> {
    let mut bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let at = position(&bytes).with_context(|| format!("{} is no workload any more", file.display()))?;
    let mut header = iterations.to_le_bytes().to_vec();
    header.extend(choice.iter().flatten().flat_map(|number| number.to_le_bytes()));
    let place = bytes.get_mut(at..at + header.len()).with_context(|| format!("{} ends in its header", file.display()))?;
    place.copy_from_slice(&header);
    Ok(bytes)
}

/// Where the number of iterations is.
fn position(bytes: &[u8]) -> Option<usize> {
    bytes.windows(HEADER.len()).position(|window| window == HEADER).map(|at| at + HEADER.len())
}
