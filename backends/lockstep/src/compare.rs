//! Finds the first step that two machines disagree about, and makes it small.

use crate::image::Image;
use crate::machine::{Machine, Trace};
use crate::peer::Peer;
use crate::step::{BY_MRET, RETURNS, Step, WILD, lands};
use ir::Spec;
use std::time::{Duration, Instant};

/// Two machines that run the same.
pub struct Pair<'a> {
    /// The text.
    pub spec: &'a Spec,
    /// What is known about the other machine.
    pub peer: &'a Peer,
    /// The emulator, and the other machine.
    pub machines: [Machine; 2],
    /// Seconds that a run may take.
    pub limit: Duration,
}

/// A step that two machines disagree about.
#[derive(Clone, Debug)]
pub struct Mismatch {
    /// Steps up to and with it.
    pub steps: Vec<Step>,
    /// Values that differ: name, the emulator's, the other's.
    pub values: Vec<(String, u64, u64)>,
}

/// What a run came to.
#[derive(Clone, Debug)]
pub struct Ran {
    /// Steps after which both agreed; none if neither came to an end.
    pub steps: u64,
    /// What they then did not agree about.
    pub found: Option<Mismatch>,
}

impl Pair<'_> {
    /// Runs steps on both, up to the first that they disagree about.
    pub fn run(&self, steps: &[Step]) -> Result<Ran, String> {
        let image = Image::new(self.spec, self.peer, steps);
        let (ours, theirs) = match self.both(&image)? {
            [Some(ours), Some(theirs)] => (ours, theirs),
            ends => return Ok(Ran { steps: 0, found: endless(steps, &ends) }),
        };
        Ok(match ours.digests.iter().zip(&theirs.digests).position(|(a, b)| a != b) {
            None => Ran { steps: steps.len() as u64, found: None },
            Some(at) => Ran { steps: at as u64, found: Some(self.last(&steps[..=at])?) },
        })
    }

    fn both(&self, image: &Image) -> Result<[Option<Trace>; 2], String> {
        let [a, b] = &self.machines;
        let (a, b) = std::thread::scope(|scope| {
            let other = scope.spawn(|| b.run(image, self.limit));
            (a.run(image, self.limit), other.join())
        });
        Ok([a?, b.map_err(|_| "a run failed".to_string())??])
    }

    /// What differs after the last of some steps; no values if nothing does.
    fn last(&self, steps: &[Step]) -> Result<Mismatch, String> {
        let image = Image::new(self.spec, self.peer, steps);
        let (ours, theirs) = match self.both(&image)? {
            [Some(ours), Some(theirs)] => (ours, theirs),
            ends => return Ok(endless(steps, &ends).unwrap_or(Mismatch { steps: steps.to_vec(), values: Vec::new() })),
        };
        let pairs = image.values.iter().zip(ours.last.iter().zip(&theirs.last));
        let values = pairs.filter(|(_, (a, b))| a != b).map(|(name, (a, b))| (name.clone(), *a, *b)).collect();
        Ok(Mismatch { steps: steps.to_vec(), values })
    }

    /// Leaves out what a mismatch does not need: steps before it, writes, stores; as much as there is time for.
    pub fn reduce(&self, mismatch: &Mismatch, time: Duration) -> Result<Mismatch, String> {
        let end = Instant::now() + time;
        let names = |m: &Mismatch| m.values.iter().map(|v| v.0.clone()).collect::<Vec<_>>();
        let wanted = names(mismatch);
        let mut best = mismatch.clone();
        let attempt = |steps: Vec<Step>, best: &mut Mismatch| {
            if Instant::now() > end {
                return false;
            }
            let Ok(found) = self.last(&steps) else { return false };
            let same = !wanted.is_empty() && names(&found) == wanted;
            if same {
                *best = found;
            }
            same
        };
        // Halves of the steps before, then quarters, and so on.
        let mut size = (best.steps.len() - 1).next_power_of_two();
        while size > 0 {
            let mut from = 0;
            while from + 1 < best.steps.len() {
                let to = (from + size).min(best.steps.len() - 1);
                let mut steps = best.steps.clone();
                steps.drain(from..to);
                if !attempt(steps, &mut best) {
                    from = to;
                }
            }
            size /= 2;
        }
        for at in (0..best.steps.len()).rev() {
            for part in 0..2 {
                let count = |s: &Step| if part == 0 { s.writes.len() } else { s.stores.len() };
                for i in (0..count(&best.steps[at])).rev() {
                    // Without it a program would do what it never does: it would show something else.
                    let returns = [WILD, BY_MRET].iter().any(|what| !self.peer.uses(self.spec, what));
                    let is_needed = |(csr, value): &(String, u64)| {
                        let csr = csr.as_str();
                        self.peer.translates(csr)
                            || self.peer.always().contains(csr)
                            || returns && RETURNS.contains(&csr)
                            || lands(csr, *value)
                    };
                    if part == 0 && is_needed(&best.steps[at].writes[i]) {
                        continue;
                    }
                    let mut steps = best.steps.clone();
                    match part {
                        0 => drop(steps[at].writes.remove(i)),
                        _ => drop(steps[at].stores.remove(i)),
                    }
                    attempt(steps, &mut best);
                }
            }
        }
        Ok(best)
    }
}

/// A mismatch of two machines of which one alone has come to an end.
fn endless(steps: &[Step], [ours, theirs]: &[Option<Trace>; 2]) -> Option<Mismatch> {
    let name = match (ours, theirs) {
        (None, Some(_)) => "an end here",
        (Some(_), None) => "an end there",
        _ => return None,
    };
    Some(Mismatch { steps: steps.to_vec(), values: vec![(name.to_string(), ours.is_some().into(), theirs.is_some().into())] })
}
