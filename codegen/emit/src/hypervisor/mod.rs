//! Hypervisor and firmware modules of one revision for one implementation.
//!
//! Their text is in `templates/hypervisor/` (tera, because the SAFETY comments
//! of assembly would not survive `quote`); everything that a revision decides
//! is computed here: the lists of the world switch from the effects of the
//! model ([`switch`]), CSR modules and causes ([`facts`]), loads and stores
//! that a hypervisor emulates ([`accesses`]).

mod accesses;
mod facts;
mod registers;
pub mod switch;

use crate::facts::facts;
use crate::{Error, format};
use ir::Spec;
use load::SPEC_PROFILE;
use rayon::prelude::*;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// XLEN of the hypervisor and the firmware.
pub const XLEN: u32 = 64;

/// Registers that Rust code may change, by the calling convention; t0 and a0 the exit path moves by itself.
const CALL_MOVED: [u32; 15] = [1, 2, 6, 7, 11, 12, 13, 14, 15, 16, 17, 28, 29, 30, 31];
/// Registers that Rust code preserves (s0 to s11), or does not touch because nothing here sets them up (gp, tp).
const CALL_KEPT: [u32; 14] = [3, 4, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27];

const TEMPLATES: &[(&str, &str)] = &[
    ("access", include_str!("../../templates/hypervisor/access.tera")),
    ("csrs", include_str!("../../templates/hypervisor/csrs.tera")),
    ("exits", include_str!("../../templates/hypervisor/exits.tera")),
    ("firmware", include_str!("../../templates/hypervisor/firmware.tera")),
    ("hypervisor", include_str!("../../templates/hypervisor/hypervisor.tera")),
    ("insn", include_str!("../../templates/hypervisor/insn.tera")),
    ("memory", include_str!("../../templates/hypervisor/memory.tera")),
    ("registers", include_str!("../../templates/hypervisor/registers.tera")),
];

/// The lists of the world switch of every revision, by its index.
pub type Switches = BTreeMap<usize, switch::Lists>;

/// Computes them from all revisions.
pub fn switches(specs: &[Spec]) -> Switches {
    specs.par_iter().filter(|spec| spec.xlen == XLEN).map(|spec| (spec.index, switch::Lists::of(spec))).collect()
}

/// `hypervisor.rs` and `firmware.rs`.
pub fn modules(spec: &Spec, switches: &Switches) -> Result<Vec<(String, String)>, Error> {
    let folder = match spec.profile.as_str() {
        SPEC_PROFILE => spec.revision.id.clone(),
        profile => format!("{}/profile-{profile}", spec.revision.id),
    };
    let known = switches.get(&spec.index).filter(|_| spec.profile == SPEC_PROFILE);
    let lists = known.map_or_else(|| Cow::Owned(switch::Lists::of(spec)), Cow::Borrowed);
    let tera = templates()?;
    let render = |name: &'static str, facts: Map<String, Value>| {
        let facts = Value::Object(facts);
        let text = format::rendered(name, &facts, || tera.render(name, &tera::Context::from_serialize(&facts)?));
        Ok((format!("{folder}/{name}.rs"), text.map_err(error)?))
    };
    Ok(vec![render("hypervisor", hypervisor(spec, &lists)?)?, render("firmware", firmware(spec))?])
}

/// The templates, compiled once.
fn templates() -> Result<&'static tera::Tera, Error> {
    static TERA: std::sync::OnceLock<Result<tera::Tera, String>> = std::sync::OnceLock::new();
    let compiled = TERA.get_or_init(|| {
        let mut tera = tera::Tera::default();
        tera.autoescape_on(Vec::<&'static str>::new());
        tera.add_raw_templates(TEMPLATES.iter().copied()).map_err(|e| e.to_string())?;
        Ok(tera)
    });
    compiled.as_ref().map_err(|e| Error(format!("template of the hypervisor: {e}")))
}

fn error(e: tera::Error) -> Error {
    Error(format!("template of the hypervisor: {e}"))
}

fn common(spec: &Spec) -> Map<String, Value> {
    let mut c = Map::new();
    c.insert("rev".into(), facts!(&spec.revision.id));
    c.insert("profile".into(), facts!(&spec.profile));
    c.insert("exceptions".into(), facts::causes(&spec.exceptions));
    c.insert("interrupts".into(), facts::causes(&spec.interrupts));
    c.insert("quirks".into(), facts!(spec.quirks.iter().map(|q| facts!({"name": &q.name, "on": q.on, "doc": &q.doc})).collect::<Vec<_>>()));
    for (key, insn) in [("hfence_gvma", "hfence.gvma"), ("hfence_vvma", "hfence.vvma"), ("wfi", "wfi")] {
        c.insert(key.into(), facts!(facts::hex(spec.insn(insn).map_or(0, |i| i.matches.into()))));
    }
    c.insert("has".into(), facts::has(spec));
    c.insert("rdtime".into(), facts::rdtime(spec));
    c.insert("timer_field".into(), facts!(facts::timer_field(spec).map(|field| format!("csr::henvcfg::{field}"))));
    c
}

fn hypervisor(spec: &Spec, lists: &switch::Lists) -> Result<Map<String, Value>, Error> {
    let mut c = common(spec);
    if let Some(csr) = lists.exit.first() {
        return Err(Error(format!("both a guest and HS-mode depend on {csr}, and the exit path swaps nothing")));
    }
    c.insert("csrs".into(), facts::csrs(spec, &|csr| csr.level != ir::Level::M));
    c.insert("kept".into(), facts::kept(spec, lists));
    c.insert("switch".into(), facts::switch(spec, lists));
    registers::insert(spec, lists, &mut c)?;
    c.insert("inject".into(), facts::inject(spec));
    c.insert("pending".into(), facts::pending(spec));
    c.insert("guest_faults".into(), facts::guest_faults(spec));
    c.insert("pseudo".into(), facts::pseudo(spec));
    c.insert("gpa_shift".into(), facts!(spec.constant("GPA_SHIFT")));
    c.insert("call_moved".into(), facts!(CALL_MOVED));
    c.insert("call_kept".into(), facts!(CALL_KEPT));
    c.insert("call_moved_mask".into(), facts!(facts::hex(u64::from(!CALL_KEPT.iter().fold(1, |mask, n| mask | 1_u32 << n)))));
    c.insert("fpr".into(), facts!((0..32).collect::<Vec<u32>>()));
    c.insert("hfence_gvma_vmid".into(), facts::word(spec, "hfence.gvma", &["rs2"]));
    c.insert("hfence_gvma_address".into(), facts::word(spec, "hfence.gvma", &["rs1", "rs2"]));
    for (key, named) in [("page", &["rs1"][..]), ("space", &["rs2"]), ("page_of_space", &["rs1", "rs2"])] {
        c.insert(format!("hfence_vvma_{key}"), facts::word(spec, "hfence.vvma", named));
    }
    c.insert("gpa_shift_fence".into(), facts!(spec.constant("GPA_SHIFT")));
    c.insert("gstage".into(), facts::gstage(spec));
    c.insert("pte".into(), facts::pte(spec));
    c.insert("vs_modes".into(), facts::vs_modes(spec));
    for (key, name, named) in
        [("fetch_word", "hlvx.hu", &["rd", "rs1"]), ("load_word", "hlv.d", &["rd", "rs1"]), ("store_word", "hsv.d", &["rs1", "rs2"])]
    {
        c.insert(key.into(), facts::word(spec, name, named));
    }
    c.insert("accesses".into(), accesses::list(spec));
    c.insert("setup".into(), facts::hs_setup(spec));
    Ok(c)
}

fn firmware(spec: &Spec) -> Map<String, Value> {
    let mut c = common(spec);
    c.insert("csrs".into(), facts::csrs(spec, &|csr| csr.level != ir::Level::U));
    c.insert("setup".into(), facts::m_setup(spec));
    c
}
