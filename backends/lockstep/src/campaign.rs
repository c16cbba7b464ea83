//! Many steps, image by image.

use crate::compare::{Mismatch, Pair, Ran};
use crate::image::Image;
use crate::machine::{Machine, Platform};
use crate::peer::{self, Peer};
use crate::step::{Generator, Step};
use crate::witness::{self, End};
use ir::Spec;
use std::path::Path;
use std::time::Duration;

/// Where peers are listed, from the root of the repository.
pub const PEERS: &str = "tests/lockstep/peers.yaml";
/// Steps of an image: few enough that a mismatch is found again in no time.
const STEPS: usize = 10_000;
/// What an image may take, and a part of one that is tried while a mismatch is reduced: it may lead anywhere.
const LIMIT: Duration = Duration::from_secs(60);
const PART: Duration = Duration::from_secs(5);
/// After which a mismatch is as small as it has become.
const REDUCING: Duration = Duration::from_secs(120);

/// The emulator and another implementation, side by side.
pub struct Campaign {
    spec: Spec,
    peer: Peer,
    machines: [Machine; 2],
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
        let profile = model.header.profiles.iter().find(|p| p.id == peer.name);
        peer.check(&spec, profile.ok_or_else(|| format!("the model has no profile {}", peer.name))?)?;
        let words = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
        let own = words(&format!("boot --rev {} -cpu rv{xlen} {}", peer.revision, Platform::Virt.options()));
        let mut other = words(peer.platform.options());
        other.extend(peer.options.iter().map(|o| o.replace("{xlen}", &xlen.to_string())));
        let own = Machine { program: ours.into(), options: own, platform: Platform::Virt };
        let other = Machine { program: theirs.into(), options: other, platform: peer.platform };
        Ok(Self { spec, peer, machines: [own, other] })
    }

    /// The same, as if one difference were not known.
    pub fn without(&self, name: &str) -> Self {
        Self { spec: self.spec.clone(), peer: self.peer.without(name), machines: self.machines.clone() }
    }

    /// What is known about the peer.
    pub fn peer(&self) -> &Peer {
        &self.peer
    }

    /// What two machines disagree about after some steps, if they do.
    pub fn compare(&self, steps: &[Step]) -> Result<Option<Mismatch>, String> {
        Ok(self.pair(LIMIT).run(steps)?.found)
    }

    /// How a witness of a change ends on the peer, if machines can run it. `words` is a text that has all it names.
    pub fn witness(&self, words: &Spec, program: &[String]) -> Result<Option<End>, String> {
        let Some(steps) = witness::steps(&self.spec, words, &self.peer, program) else { return Ok(None) };
        let peer = self.peer.unfixed();
        let mut end = None;
        for count in 1..=steps.len() {
            let image = Image::new(&self.spec, &peer, &steps[..count]);
            let Some(trace) = self.machines[1].run(&image, LIMIT)? else { return Err(format!("{program:?} does not end")) };
            let value = |name: &str| image.values.iter().position(|v| v == name).map(|at| trace.last[at]);
            let reads = program.last().is_some_and(|line| line.starts_with("csrr "));
            end = witness::end(&self.spec, value, reads && count == steps.len());
            // The first exception ends it.
            if matches!(end, Some(End::Exception(_))) {
                break;
            }
        }
        Ok(end)
    }

    fn pair(&self, limit: Duration) -> Pair<'_> {
        Pair { spec: &self.spec, peer: &self.peer, machines: self.machines.clone(), limit }
    }

    /// Runs one image, which is the same for the same seed; what is found is reduced.
    pub fn image(&self, seed: u64) -> Result<Ran, String> {
        let mut generator = Generator::new(&self.spec, &self.peer, seed);
        let steps: Vec<_> = (0..STEPS).map(|_| generator.step()).collect();
        let Ran { steps, found } = self.pair(LIMIT).run(&steps)?;
        let reduced = found.map(|found| self.pair(PART).reduce(&found, REDUCING)).transpose()?;
        Ok(Ran { steps, found: reduced })
    }
}

/// A mismatch in words.
pub fn show(found: &Mismatch) -> String {
    let values = found.values.iter().map(|(name, a, b)| format!("{name} is {a:#x} here and {b:#x} there"));
    let steps = found.steps.iter().map(|s| format!("{s:x?}"));
    format!("{}; after {}", values.collect::<Vec<_>>().join(", "), steps.collect::<Vec<_>>().join(" and "))
}
