//! The emulator beside QEMU and Spike, step by step, and what these are known
//! to do otherwise. QEMU may have to be fetched, so they run only if
//! `SLOW_TESTS` is set, as the gate does; Spike only if it is there.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "boot/program.rs"]
#[allow(dead_code)]
mod program;

use lockstep::campaign::{Campaign, PEERS};
use lockstep::image::Image;
use lockstep::machine::{Machine, Platform, of_width};
use lockstep::step::Generator;
use lockstep::witness::End;
use lockstep::{peer, reproducer};
use program::{draftvisor, is_slow, not_run, note, root};
use setup::Tool;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// Images of each implementation and XLEN.
const IMAGES: u64 = 1;
/// The implementation without which the gate is not green; others may not be had.
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

/// What Spike is given says the same as what QEMU is given: the emulator takes both.
#[test]
fn an_elf_file_is_the_same_image() {
    let (model, _) = load::Model::read(&root().join("model")).unwrap();
    let peer = peer::read(&root().join(PEERS)).unwrap().into_iter().find(|peer| peer.platform == Platform::Htif).unwrap();
    for xlen in load::XLENS {
        let (spec, _) = model.at(model.revision(&peer.revision).unwrap(), xlen, load::SPEC_PROFILE);
        let mut generator = Generator::new(&spec, &peer, 1);
        let steps: Vec<_> = (0..10).map(|_| generator.step()).collect();
        let image = Image::new(&spec, &peer, &steps);
        let run = |platform: Platform, more: &str| {
            let options = format!("boot --rev {} -cpu rv{xlen} {}{more}", peer.revision, Platform::Virt.options());
            let options = options.split(' ').map(String::from).collect();
            let machine = Machine { program: env!("CARGO_BIN_EXE_draftvisor").into(), options, platform };
            machine.run(&image, Duration::from_secs(60)).unwrap().expect("it ends")
        };
        assert_eq!(run(Platform::Htif, " --htif -bios"), run(Platform::Virt, ""), "RV{xlen}");
    }
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
            assert!(ran.steps > 0, "{} RV{xlen}, image {seed} ends on neither machine", campaign.peer().name);
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
            let has = !listed.witnesses.is_empty() || all.iter().any(|r| r.peer == campaign.peer().name && r.listed == listed.name);
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

/// Witnesses of changes end on an implementation as they do in the text that it implements.
#[test]
fn witnesses_end_as_the_text_says() {
    if !is_slow() {
        return;
    }
    let (model, _) = load::Model::read(&root().join("model")).unwrap();
    let campaigns = campaigns();
    let listed = |(_, campaign): &(u32, Campaign)| {
        let peer = campaign.peer();
        peer.witnesses().map(|change| (peer.name.clone(), change.to_string())).collect::<Vec<_>>()
    };
    let listed: BTreeSet<(String, String)> = campaigns.iter().flat_map(listed).collect();
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for (xlen, campaign) in campaigns {
        let peer = campaign.peer();
        let (own, _) = model.at(model.revision(&peer.revision).unwrap(), xlen, load::SPEC_PROFILE);
        let evaluator = eval::Evaluator::new(&own);
        let (mut as_said, mut otherwise) = (0, 0);
        for w in model.header.witnesses.iter().filter(|w| w.xlen == xlen) {
            let (words, _) = model.at(model.change_at(&w.change).unwrap(), xlen, load::SPEC_PROFILE);
            let Some(end) = campaign.witness(&words, &w.program).unwrap() else { continue };
            let address = |name: &str| words.csr(name).map(|c| c.address);
            let should = eval::witness::run(&evaluator, &w.program, &address).unwrap();
            let case = (peer.name.clone(), w.change.clone());
            let (is_said, is_listed) = (end == End::said(&words, &should), listed.contains(&case));
            seen.insert(case);
            match is_said {
                true => as_said += 1,
                false => otherwise += 1,
            }
            if is_said == is_listed {
                wrong.push(format!("{} RV{xlen}, {}: {end:?}, and the text has {should}", peer.name, w.change));
            }
        }
        note(&format!("{} RV{xlen}: {as_said} witnesses as in the text, {otherwise} otherwise, as listed", peer.name));
    }
    wrong.extend(listed.difference(&seen).map(|(peer, change)| format!("{peer}: the list has {change}, which does not run")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
