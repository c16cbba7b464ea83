//! The world switch is complete: two guests that differ in everything they can
//! change do not see each other, and get back what they left. And every entry
//! of the lists is needed: without it, one of the guests notices. Between an exit
//! and the entry after it nothing need be swapped. `machine` then asks the same
//! of the hypervisor on machines.

#![allow(clippy::unwrap_used, missing_docs)]

mod guests;
mod machine;
#[path = "../boot/packed.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod packed;
#[path = "../boot/program.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod program;
mod watch;

use emit::hypervisor::switch::Lists;
use guests::Worlds;
use ir::effects::{of_csr_read, of_expr};
use ir::{Spec, Storage};
use load::{Model, SPEC_PROFILE};
use std::path::Path;

const XLEN: u32 = 64;

/// The test of one revision with given lists: what a guest noticed, if anything.
struct Switch<'s> {
    spec: &'s Spec,
    full: &'s Lists,
    lists: &'s Lists,
    seed: u64,
    what: What,
}

impl generated::Visitor for Switch<'_> {
    type Output = Option<String>;

    fn visit<R: isa::Revision>(self) -> Self::Output {
        // Nothing behind it is compiled for the other XLEN.
        if const { R::XLEN != XLEN } {
            unreachable!("nobody asks for it");
        }
        let worlds = Worlds::<R>::new(self.spec, self.full, self.seed);
        match self.what {
            What::Switch => worlds.noticed(self.lists),
            What::Exit => worlds.noticed_at_exit(self.lists, false),
            What::ExitWithTrap => worlds.noticed_at_exit(self.lists, true),
        }
    }
}

/// What happens between two times that guests run.
#[derive(Clone, Copy)]
enum What {
    /// Another vCPU gets the hart.
    Switch,
    /// HS-mode runs, and the same vCPU goes on.
    Exit,
    /// HS-mode traps meanwhile.
    ExitWithTrap,
}

fn noticed(spec: &Spec, full: &Lists, lists: &Lists, seed: u64, what: What) -> Option<String> {
    generated::with_revision(&spec.revision.id, XLEN, Switch { spec, full, lists, seed, what }).expect("is generated")
}

fn each_revision(f: impl Fn(&Spec, &Lists)) {
    let (model, found) = Model::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("model")).expect("the model is there");
    assert!(found.is_empty());
    for revision in 0..model.header.revisions.len() {
        let (spec, errors) = model.at(revision, XLEN, SPEC_PROFILE);
        assert!(errors.is_empty());
        f(&spec, &Lists::of(&spec));
    }
}

#[test]
fn guests_do_not_see_each_other() {
    each_revision(|spec, lists| {
        println!(
            "{}: kept {:?}, at each exit {:?}, vCPU {:x?}, trap {:?}, float {:?}",
            spec.revision.id, lists.kept, lists.exit, lists.switch, lists.trapped, lists.float
        );
        for seed in 0..200 {
            assert_eq!(noticed(spec, lists, lists, seed, What::Switch), None, "revision {}", spec.revision.id);
        }
    });
}

#[test]
fn an_exit_needs_no_swap() {
    each_revision(|spec, lists| {
        assert!(lists.exit.is_empty(), "revision {}: the exit path would have to swap {:?}", spec.revision.id, lists.exit);
        for seed in 0..200 {
            for what in [What::Exit, What::ExitWithTrap] {
                assert_eq!(noticed(spec, lists, lists, seed, what), None, "revision {}", spec.revision.id);
            }
        }
    });
}

#[test]
fn what_is_kept_is_put_back_after_a_trap() {
    each_revision(|spec, lists| {
        for i in 0..lists.kept.len() {
            let mut short = lists.clone();
            let name = short.kept.remove(i);
            let seen = (0..40).find_map(|seed| noticed(spec, lists, &short, seed, What::ExitWithTrap));
            assert!(seen.is_some(), "revision {}: nobody notices when {name} is not put back", spec.revision.id);
        }
    });
}

#[test]
fn no_entry_can_be_left_out() {
    each_revision(|spec, lists| {
        for i in 0..lists.kept.len() + lists.switch.len() + lists.float.len() {
            let mut short = lists.clone();
            let name = match i.checked_sub(lists.kept.len()) {
                None => short.kept.remove(i),
                Some(i) => match i.checked_sub(lists.switch.len()) {
                    None => short.switch.remove(i).csr,
                    Some(i) => short.float.remove(i),
                },
            };
            let seen = (0..40).find_map(|seed| noticed(spec, lists, &short, seed, What::Switch));
            match seen {
                Some(_) => {}
                None => assert!(!is_read(spec, &name), "revision {}: nobody notices when {name} is left out", spec.revision.id),
            }
        }
    });
}

#[test]
fn what_a_guest_changes_is_read_back() {
    each_revision(|spec, lists| {
        for (i, entry) in lists.switch.iter().enumerate().filter(|(_, entry)| entry.changes) {
            let mut short = lists.clone();
            short.switch[i].changes = false;
            let seen = (0..400).find_map(|seed| noticed(spec, lists, &short, seed, What::Switch));
            match seen {
                Some(_) => {}
                None => {
                    assert!(!is_read(spec, &entry.csr), "revision {}: nobody notices when {} is not read back", spec.revision.id, entry.csr)
                }
            }
        }
    });
}

/// Whether anything in the model depends on the register but the register itself.
fn is_read(spec: &Spec, csr: &str) -> bool {
    let of_csr = |touched: &ir::effects::Touched| touched.0 == csr;
    let rules = spec.rules.iter().any(|r| of_expr(spec, &r.body).reads.iter().any(of_csr));
    let others = spec.csrs.iter().filter(|c| c.name != csr && c.high_half_of.is_none());
    let derived = others.flat_map(|c| &c.fields).any(|f| match &f.storage {
        Storage::Derived { read, .. } => of_expr(spec, read).reads.iter().any(of_csr),
        Storage::Alias(target, _) => target == csr,
        _ => false,
    });
    let guards = spec.csrs.iter().flat_map(|c| &c.deny).any(|d| of_expr(spec, &d.when).reads.iter().any(of_csr));
    let walks = spec.walks.iter().any(|w| of_csr_read(spec, &w.csr).reads.iter().any(of_csr));
    rules || derived || guards || walks || spec.substitution.iter().any(|(_, to)| to == csr)
}
