//! The emulator and other implementations.

use super::{Did, Work, mixed};
use crate::repository;
use ::setup::Tool;
use anyhow::Context as _;
use lockstep::campaign::{Campaign, PEERS, show};
use lockstep::machine::of_width;
use lockstep::peer;

/// Images for every peer that is there, in turn.
pub struct Lockstep {
    /// Name, XLEN and the pair.
    pairs: Vec<(String, u32, Campaign)>,
    seed: u64,
}

impl Lockstep {
    /// With every listed implementation that is there; none is fetched.
    pub fn new(seed: u64) -> anyhow::Result<Self> {
        let root = repository::root();
        let ours = std::env::current_exe().context("this program is not found any more")?;
        let mut pairs = Vec::new();
        for peer in peer::read(&root.join(PEERS)).map_err(anyhow::Error::msg)? {
            let Some(found) = Tool::named(&peer.name).and_then(|tool| ::setup::find(tool, &root)) else { continue };
            for xlen in load::XLENS {
                let Some(program) = found.path().and_then(|path| of_width(path, xlen)) else { continue };
                if machines::Plan::of(&peer.revision, xlen).is_none() {
                    continue;
                }
                let campaign = Campaign::new(&root, &peer.name, xlen, &ours, &program).map_err(anyhow::Error::msg)?;
                pairs.push((peer.name.clone(), xlen, campaign));
            }
        }
        anyhow::ensure!(!pairs.is_empty(), "no implementation of {PEERS} is there\n  help: `draftvisor setup qemu-7.2` fetches one");
        Ok(Self { pairs, seed })
    }
}

impl Work for Lockstep {
    fn case(&mut self, case: u64) -> anyhow::Result<Option<Did>> {
        let (name, xlen, campaign) = &self.pairs[(case % self.pairs.len() as u64) as usize];
        let ran = campaign.image(mixed(self.seed, case)).map_err(anyhow::Error::msg)?;
        let found = ran.found.map(|found| format!("{name} RV{xlen}: {}", show(&found)));
        let how = match (&found, ran.steps) {
            (Some(_), _) => "unequal to",
            (None, 0) => "without an end, as on",
            (None, _) => "equal to",
        };
        let word = format!("{how} {name} RV{xlen}");
        Ok(Some(Did::new(ran.steps, &word, found)))
    }
}
