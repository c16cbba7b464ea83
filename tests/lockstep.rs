//! The emulator beside QEMU, step by step, and what QEMU is known to do
//! otherwise. QEMU may have to be fetched, so it runs only if `SLOW_TESTS` is
//! set, as the gate does.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "boot/program.rs"]
#[allow(dead_code)]
mod program;

use lockstep::campaign::{Campaign, PEERS};
use lockstep::machine::of_width;
use lockstep::{peer, reproducer};
use program::{draftvisor, is_slow, not_run, note, root};
use setup::Tool;
use std::path::Path;

/// Images of each implementation and XLEN.
const IMAGES: u64 = 1;
/// The implementation without which the gate is not green; others may not be had any more.
const REQUIRED: &str = "qemu-7.2";

/// Every listed implementation, at both XLENs.
fn campaigns() -> Vec<(u32, Campaign)> {
    let peers = peer::read(&root().join(PEERS)).unwrap();
    let mut all = Vec::new();
    for peer in peers {
        let ran = draftvisor(&["setup", &peer.name]);
        if ran.code != 0 {
            assert_ne!(peer.name, REQUIRED, "{}{}", ran.out, ran.err);
            not_run(&peer.name, &ran.err);
            continue;
        }
        let found = setup::find(Tool::named(&peer.name).unwrap(), root()).unwrap();
        for xlen in load::XLENS {
            let theirs = of_width(found.path().unwrap(), xlen).unwrap();
            let ours = Path::new(env!("CARGO_BIN_EXE_draftvisor"));
            all.push((xlen, Campaign::new(root(), &peer.name, xlen, ours, &theirs).unwrap()));
        }
    }
    all
}

#[test]
fn nothing_differs_but_what_is_listed() {
    if !is_slow() {
        return;
    }
    for (xlen, campaign) in campaigns() {
        let mut steps = 0;
        for seed in 0..IMAGES {
            let ran = campaign.image(seed).unwrap();
            assert!(ran.found.is_none(), "{} RV{xlen}, image {seed}: {:?}", campaign.peer().name, ran.found);
            steps += ran.steps;
        }
        note(&format!("{} RV{xlen}: {steps} steps agree", campaign.peer().name));
    }
}

#[test]
fn what_is_listed_has_a_reproducer() {
    if !is_slow() {
        return;
    }
    let campaigns = campaigns();
    let all = reproducer::read(root()).unwrap();
    for (_, campaign) in &campaigns {
        for listed in &campaign.peer().listed {
            let has = all.iter().any(|r| r.peer == campaign.peer().name && r.listed == listed.name);
            assert!(has, "{} of {} has no program that shows it", listed.name, campaign.peer().name);
        }
    }
    let mut shown = 0;
    for reproducer in &all {
        let of = |(xlen, campaign): &&(u32, Campaign)| *xlen == reproducer.xlen && campaign.peer().name == reproducer.peer;
        // Without the implementation it was said above.
        let Some((_, campaign)) = campaigns.iter().find(of) else { continue };
        let found = campaign.without(&reproducer.listed).compare(&reproducer.steps).unwrap();
        let values: Vec<String> = found.iter().flat_map(|found| &found.values).map(|value| value.0.clone()).collect();
        assert_eq!(values, reproducer.values, "{} of {} shows something else", reproducer.listed, reproducer.peer);
        shown += 1;
    }
    note(&format!("{shown} of {} listed differences are shown", all.len()));
}
