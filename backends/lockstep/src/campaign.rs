//! Many steps, for so long as there is time.

use crate::compare::{Mismatch, Pair};
use crate::machine::Machine;
use crate::peer::{self, Peer};
use crate::step::{Generator, Step};
use ir::Spec;
use std::path::Path;
use std::time::{Duration, Instant};

/// Where peers are listed, from the root of the repository.
pub const PEERS: &str = "tests/lockstep/peers.yaml";
/// Steps of an image: few enough that a mismatch is found again in no time.
const STEPS: usize = 2_000;
/// What an image may take, and a part of one that is tried while a mismatch is reduced: it may lead anywhere.
const LIMIT: Duration = Duration::from_secs(200);
const PART: Duration = Duration::from_secs(5);
/// What both machines are told.
const OPTIONS: &str = "-machine virt -m 128M -display none -monitor none -serial stdio";

/// The emulator and another implementation, side by side.
pub struct Campaign {
    spec: Spec,
    peer: Peer,
    machines: [Machine; 2],
}

/// What a campaign found.
#[derive(Clone, Debug, Default)]
pub struct Ran {
    /// Steps after which both agreed.
    pub steps: u64,
    /// Mismatches, reduced.
    pub findings: Vec<String>,
}

impl Campaign {
    /// `ours` is the program `draftvisor`, `theirs` that of the peer.
    pub fn new(root: &Path, name: &str, xlen: u32, ours: &Path, theirs: &Path) -> Result<Self, String> {
        let peers = peer::read(&root.join(PEERS))?;
        let names = || peers.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
        let peer = peers.iter().find(|p| p.name == name).ok_or_else(|| format!("no peer {name}; there are {}", names()))?.clone();
        let (model, found) = load::Model::read(&root.join("model")).map_err(|e| e.to_string())?;
        let revision = model.revision(&peer.revision).filter(|_| found.is_empty()).ok_or("the model has errors: run `draftvisor check`")?;
        let (spec, _) = model.at(revision, xlen, load::SPEC_PROFILE);
        peer.check(&spec)?;
        let words = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
        let own = words(&format!("boot --rev {} -cpu rv{xlen} {OPTIONS}", peer.revision));
        let mut other = words(OPTIONS);
        other.extend(peer.options.iter().map(|o| o.replace("{xlen}", &xlen.to_string())));
        let machine = |program: &Path, options| Machine { program: program.into(), options };
        Ok(Self { spec, peer, machines: [machine(ours, own), machine(theirs, other)] })
    }

    /// The same, as if one difference were not known.
    pub fn without(&self, name: &str) -> Self {
        Self { spec: self.spec.clone(), peer: self.peer.without(name), machines: self.machines.clone() }
    }

    /// What is known about the peer.
    pub fn peer(&self) -> &Peer {
        &self.peer
    }

    /// The first mismatch of some images, reduced.
    pub fn mismatch(&self, seeds: std::ops::Range<u64>) -> Result<Option<Mismatch>, String> {
        for seed in seeds {
            let mut generator = Generator::new(&self.spec, &self.peer, seed);
            let steps: Vec<_> = (0..STEPS).map(|_| generator.step()).collect();
            if let Some(found) = self.pair(LIMIT).run(&steps)? {
                return self.pair(PART).reduce(&found).map(Some);
            }
        }
        Ok(None)
    }

    /// What two machines disagree about after some steps, if they do.
    pub fn compare(&self, steps: &[Step]) -> Result<Option<Mismatch>, String> {
        self.pair(LIMIT).run(steps)
    }

    fn pair(&self, limit: Duration) -> Pair<'_> {
        Pair { spec: &self.spec, peer: &self.peer, machines: self.machines.clone(), limit }
    }

    /// Runs images until the time is over or two machines disagree.
    pub fn run(&self, seed: u64, time: Duration) -> Result<Ran, String> {
        let mut generator = Generator::new(&self.spec, &self.peer, seed);
        let (start, mut ran) = (Instant::now(), Ran::default());
        while start.elapsed() < time && ran.findings.is_empty() {
            self.image_of(&mut generator, &mut ran)?;
        }
        Ok(ran)
    }

    /// Runs one image, which is the same for the same seed.
    pub fn image(&self, seed: u64) -> Result<Ran, String> {
        let mut ran = Ran::default();
        self.image_of(&mut Generator::new(&self.spec, &self.peer, seed), &mut ran)?;
        Ok(ran)
    }

    fn image_of(&self, generator: &mut Generator, ran: &mut Ran) -> Result<(), String> {
        let steps: Vec<_> = (0..STEPS).map(|_| generator.step()).collect();
        match self.pair(LIMIT).run(&steps)? {
            None => ran.steps += STEPS as u64,
            Some(found) => {
                ran.steps += found.steps.len() as u64 - 1;
                ran.findings.push(show(&self.pair(PART).reduce(&found)?));
            }
        }
        Ok(())
    }
}

/// A mismatch in words.
pub fn show(found: &Mismatch) -> String {
    let values = found.values.iter().map(|(name, a, b)| format!("{name} is {a:#x} here and {b:#x} there"));
    let steps = found.steps.iter().map(|s| format!("{s:x?}"));
    format!("{}; after {}", values.collect::<Vec<_>>().join(", "), steps.collect::<Vec<_>>().join(" and "))
}
