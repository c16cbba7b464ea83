//! Facts of a spec in the shape that the templates take.

use super::switch::Lists;
use ir::{Cause, Csr, ExprKind, Level, Policy, Spec, Storage, fold, name};
use serde_json::{Value, json};

/// Argument registers of the calling convention.
const A0: u32 = 10;
const A1: u32 = 11;

/// A number as a Rust literal.
pub fn hex(value: u64) -> String {
    format!("{value:#x}")
}

/// Code and name of each cause.
pub fn causes(causes: &[Cause]) -> Value {
    let row = |c: &Cause| json!({"name": name::screaming(&c.name), "code": c.code, "doc": c.meta.doc.trim_end_matches('.')});
    causes.iter().map(row).collect()
}

/// What exists here, for the few places where text depends on it.
pub fn has(spec: &Spec) -> Value {
    let field = |c: &str, f: &str| spec.field(c, f).is_some();
    let usable = |c: &str| spec.csr(c).is_some_and(|c| c.deny.iter().all(|d| d.when.as_const() != Some(1)));
    json!({
        "htval": spec.csr("htval").is_some(),
        "hlvx": spec.insn("hlvx.hu").is_some(),
        "spvp": field("hstatus", "SPVP"),
        "sp2v": field("hstatus", "SP2V"),
        "gva": field("hstatus", "GVA"),
        "stl": field("hstatus", "STL"),
        "vtw": field("hstatus", "VTW"),
        "virtual_instruction": spec.exception("virtual_instruction").is_some(),
        "htimedelta": spec.csr("htimedelta").is_some(),
        "stimecmp": usable("stimecmp"),
    })
}

/// CSRs that the level filter admits and that hold anything.
pub fn csrs(spec: &Spec, admit: &dyn Fn(&Csr) -> bool) -> Value {
    // Members of a family that hold nothing, such as the event counters.
    let hollow = |c: &Csr| c.fields.iter().all(|f| f.storage == Storage::Const(0)) && c.name.contains(|ch: char| ch.is_ascii_digit());
    let refused = |c: &Csr| c.deny.iter().any(|d| d.when.as_const() == Some(1));
    let rows = spec.csrs.iter().filter(|c| admit(c) && !hollow(c) && !refused(c)).map(|c| {
        let fields = c
            .fields
            .iter()
            .filter(|f| !c.whole && c.bits_of.is_none() && f.name != c.name)
            .map(|f| json!({"name": name::screaming(&f.name), "hi": f.hi, "lo": f.lo, "mask": hex(f.mask())}));
        json!({
            "name": name::snake(&c.name), "address": format!("{:#05x}", c.address),
            "doc": c.meta.doc, "fields": fields.collect::<Vec<_>>(),
        })
    });
    rows.collect()
}

/// Constant bits of a CSR: what a register of a new vCPU holds at least.
fn constant_bits(spec: &Spec, csr: &str) -> u64 {
    let fields = spec.csr(csr).map(|c| c.fields.as_slice()).unwrap_or_default();
    fields.iter().fold(0, |bits, f| match spec.root(csr, &f.name).map(|(_, r)| &r.storage) {
        Some(Storage::Const(v)) => bits | v << f.lo,
        _ => bits,
    })
}

/// What the hart keeps from exit to entry: field of `Vcpu`, CSR, first value.
pub fn kept(spec: &Spec, lists: &Lists) -> Value {
    let rows = lists.kept.iter().map(|csr| {
        let mut reset = hex(constant_bits(spec, csr));
        // The guest's floating point is its own affair; its idling is the hypervisor's.
        if csr == "sstatus" && spec.field(csr, "FS").is_some() {
            reset = format!("{reset} | 1 << csr::sstatus::FS_SHIFT");
        }
        if csr == "hstatus" && spec.field(csr, "VTW").is_some() {
            reset = format!("{reset} | csr::hstatus::VTW");
        }
        let field = if csr == "sepc" { "pc".to_string() } else { name::snake(csr) };
        json!({"field": field, "csr": name::snake(csr), "reset": reset})
    });
    rows.collect()
}

/// The vCPU-switch list: CSR, the guest's bits if not all, first value, whether the guest changes it.
pub fn switch(spec: &Spec, lists: &Lists) -> Value {
    let rows = lists.switch.iter().map(|s| {
        let csr = s.csr.as_str();
        let writable = spec.csr(csr).map(|c| {
            c.fields
                .iter()
                .filter(|f| matches!(f.storage, Storage::Store(_) | Storage::Derived { slot: Some(_), .. }))
                .fold(0, |b, f| b | f.mask())
        });
        let partial = writable != Some(s.bits);
        let reset = match csr {
            "hedeleg" => delegated(&spec.exceptions, "hedeleg", "exception", &[Policy::Guest]),
            "hideleg" => delegated(&spec.interrupts, "hideleg", "interrupt", &[Policy::Guest]),
            "hcounteren" => counters(spec, csr),
            "henvcfg" => guest_environment(spec),
            _ => hex(constant_bits(spec, csr)),
        };
        let mask = if partial { json!(hex(s.bits)) } else { Value::Null };
        json!({"csr": name::snake(csr), "needs": needs(spec, csr), "mask": mask, "bits": hex(s.bits), "reset": reset, "changes": s.changes})
    });
    rows.collect()
}

/// What a guest is lent of later extensions: it need not know how to set A and D itself, it has a timer of its
/// own, and it manages cache blocks, but forgets none that it has not written back.
fn guest_environment(spec: &Spec) -> String {
    let timer = timer_field(spec).filter(|_| spec.constant("SSTC") == Some(1)).map(|field| format!("csr::henvcfg::{field}"));
    let tables = (spec.constant("SVADU") == Some(1)).then(|| "csr::henvcfg::ADUE".to_string());
    let blocks = [("CBZE", "csr::henvcfg::CBZE"), ("CBCFE", "csr::henvcfg::CBCFE"), ("CBIE", "1 << csr::henvcfg::CBIE_SHIFT")];
    let blocks = blocks.into_iter().filter(|(field, _)| spec.field("henvcfg", field).is_some()).map(|(_, bits)| bits.to_string());
    let terms: Vec<String> = timer.into_iter().chain(tables).chain(blocks).collect();
    if terms.is_empty() { "0".to_string() } else { terms.join(" | ") }
}

/// The field of henvcfg that gives a guest its own timer.
pub fn timer_field(spec: &Spec) -> Option<&'static str> {
    ["VSTCE", "STCE"].into_iter().find(|f| spec.field("henvcfg", f).is_some())
}

/// What must be on for a register to matter to a guest. Without it nobody looks at the register, and M-mode may
/// keep it from the hypervisor.
fn needs(spec: &Spec, csr: &str) -> Option<String> {
    timer_field(spec).filter(|_| csr == "vstimecmp").map(|field| format!("csr::henvcfg::{field}"))
}

/// Bits of a delegation register for causes with these policies, as named constants.
fn delegated(causes: &[Cause], register: &str, module: &str, policies: &[Policy]) -> String {
    let may = |c: &&Cause| policies.contains(&c.policy) && !matches!(c.column(register), Some(ir::Column::Zero) | None);
    let terms: Vec<String> = causes.iter().filter(may).map(|c| format!("1 << {module}::{}", name::screaming(&c.name))).collect();
    if terms.is_empty() { "0".to_string() } else { terms.join(" | ") }
}

/// The three base counters of a counter-enable register.
fn counters(spec: &Spec, csr: &str) -> String {
    let named = ["CY", "TM", "IR"].iter().filter(|f| spec.field(csr, f).is_some());
    named.map(|f| format!("csr::{csr}::{f}")).collect::<Vec<_>>().join(" | ")
}

/// Which register, and which bits of it, make a guest's interrupt pending.
pub fn inject(spec: &Spec) -> Value {
    let stored = |f: &ir::Field| matches!(f.storage, Storage::Store(_) | Storage::Derived { slot: Some(_), .. });
    let guests: Vec<&Cause> = spec.interrupts.iter().filter(|c| c.policy == Policy::Guest).collect();
    let holds_all = |c: &&Csr| guests.iter().all(|i| c.fields.iter().any(|f| f.lo == i.code as u32 && f.name.ends_with("IP") && stored(f)));
    let Some(csr) = spec.csrs.iter().filter(|c| c.level == Level::HS).find(holds_all) else { return Value::Null };
    let bit = |kind: &str| {
        let found = guests.iter().find(|i| i.name.ends_with(kind)).and_then(|i| csr.fields.iter().find(|f| f.lo == i.code as u32));
        found.map_or(String::new(), |f| f.name.clone())
    };
    json!({"csr": csr.name, "software": bit("SSI"), "timer": bit("STI"), "external": bit("SEI")})
}

/// Where to see whether a guest's interrupt is pending and enabled.
pub fn pending(spec: &Spec) -> Value {
    let (ip, ie) = if spec.csr("hip").is_some() { ("hip", "hie") } else { ("vsip", "vsie") };
    let guests = spec.interrupts.iter().filter(|c| c.policy == Policy::Guest);
    let mask: Vec<String> = guests
        .filter_map(|i| spec.csr(ip)?.fields.iter().find(|f| f.lo == i.code as u32))
        .map(|f| format!("csr::{ip}::{}", f.name))
        .collect();
    json!({"ip": ip, "ie": ie, "mask": mask.join(" | ")})
}

/// Exceptions that report a fault of the G-stage, with the guard that tells where the code does not.
pub fn guest_faults(spec: &Spec) -> Value {
    let own_codes = spec.exception("load_guest_page_fault").is_some();
    let rows = [("Fetch", "instruction"), ("Load", "load"), ("Store", "store")].map(|(kind, what)| {
        let name = if own_codes { format!("{what}_guest_page_fault") } else { format!("{what}_page_fault") };
        let guard = if own_codes { "" } else { "csr::hstatus::read() & csr::hstatus::STL != 0" };
        json!({"name": name::screaming(&name), "kind": kind, "guard": guard})
    });
    json!(rows)
}

/// Values of the rule `pseudo_instruction`.
pub fn pseudo(spec: &Spec) -> Value {
    let Some(rule) = spec.rule("pseudo_instruction") else { return json!([]) };
    let value = |write: bool| {
        let body = fold::substitute(rule.body.clone(), &|kind| match kind {
            ExprKind::Local(_) => Some(ir::Expr::bool(write)),
            _ => None,
        });
        hex(fold::inline_lets(body).as_const().unwrap_or(0))
    };
    json!([value(false), value(true)])
}

/// The smallest G-stage format.
pub fn gstage(spec: &Spec) -> Value {
    let Some(f) = spec.formats.iter().filter(|f| f.gstage).min_by_key(|f| f.levels) else { return Value::Null };
    let page_shift = f.va_bits - f.levels * f.index_bits - f.root_extra_bits;
    json!({
        "name": f.name, "mode": f.mode, "levels": f.levels, "bits": f.va_bits, "index_bits": f.index_bits,
        "page_shift": page_shift, "page": 1u64 << page_shift, "pte_bytes": f.pte_bytes,
        "root": 1u64 << (page_shift + f.root_extra_bits), "index_mask": hex((1 << f.index_bits) - 1),
    })
}

/// Masks of the fields of an entry.
pub fn pte(spec: &Spec) -> Value {
    let Some(f) = spec.formats.iter().find(|f| f.gstage) else { return Value::Null };
    let Some(layout) = spec.ptes.iter().find(|p| p.name == f.pte) else { return Value::Null };
    let mut out = serde_json::Map::new();
    for (field, hi, lo) in &layout.fields {
        out.insert(field.clone(), json!(hex(ir::expr::mask(hi - lo + 1) << lo)));
        if field == "PPN" {
            out.insert("ppn_shift".into(), json!(lo));
            out.insert("ppn_mask".into(), json!(hex(ir::expr::mask(hi - lo + 1))));
        }
    }
    Value::Object(out)
}

/// Formats that a guest may choose.
pub fn vs_modes(spec: &Spec) -> Value {
    spec.formats.iter().filter(|f| !f.gstage).map(|f| json!({"mode": f.mode, "levels": f.levels, "name": f.name})).collect()
}

/// An instruction, where it exists: for the address in a0 and the number in a1, the result in a0.
/// Operands that are not `named` are x0, by which a fence means all.
pub fn word(spec: &Spec, name: &str, named: &[&str]) -> Value {
    let Some(insn) = spec.insn(name) else { return Value::Null };
    let named = |o: &&ir::Operand| named.contains(&o.name.as_str());
    let place = |o: &ir::Operand| if o.name == "rs2" { A1 } else { A0 };
    let word = insn.operands.iter().filter(named).fold(insn.matches, |word, o| word | place(o) << o.pieces[0].1);
    json!(hex(word.into()))
}

/// What HS-mode writes once: nothing is enabled until a guest runs.
pub fn hs_setup(spec: &Spec) -> Value {
    let mut rows = Vec::new();
    for csr in ["hgeie", "sie"] {
        if spec.csr(csr).is_some() {
            rows.push(json!({"csr": csr, "value": "0"}));
        }
    }
    json!(rows)
}

/// What M-mode writes once.
pub fn m_setup(spec: &Spec) -> Value {
    let handed = [Policy::HS, Policy::Guest];
    let exceptions: Vec<Cause> = spec.exceptions.iter().filter(|c| c.name != "illegal_instruction").cloned().collect();
    let all = spec.csr("pmpaddr0").map_or(0, |c| c.fields.iter().fold(0, |b, f| b | f.mask()));
    let mut rows = vec![
        json!({"csr": "medeleg", "value": delegated(&exceptions, "medeleg", "exception", &handed)}),
        json!({"csr": "mideleg", "value": delegated(&spec.interrupts, "mideleg", "interrupt", &handed)}),
        json!({"csr": "mcounteren", "value": counters(spec, "mcounteren")}),
    ];
    if let Some(lent) = lent_environment(spec) {
        rows.push(json!({"csr": "menvcfg", "value": lent}));
    }
    if all != 0 {
        rows.push(json!({"csr": "pmpaddr0", "value": hex(all)}));
        rows.push(json!({"csr": "pmpcfg0", "value": hex(spec.constant("PMP_OPEN").unwrap_or(0))}));
    }
    rows.push(json!({"csr": "mie", "value": "csr::mie::MSIE"}));
    rows.push(json!({"csr": "mip", "value": "0"}));
    json!(rows)
}

/// What M-mode lends of later extensions: all that is only a right, and not an order to fences.
fn lent_environment(spec: &Spec) -> Option<String> {
    let csr = spec.csr("menvcfg")?;
    let rights =
        csr.fields.iter().filter(|f| f.name != "FIOM" && matches!(f.storage, Storage::Store(_) | Storage::Derived { slot: Some(_), .. }));
    Some(hex(rights.fold(0, |bits, f| bits | f.mask())))
}

/// `csrrs rd, time, x0`: mask, bits, and the address of `time`.
pub fn rdtime(spec: &Spec) -> Value {
    let (Some(csrrs), Some(time)) = (spec.insn("csrrs"), spec.csr("time")) else { return Value::Null };
    let operand = |name: &str| csrrs.operands.iter().find(|o| o.name == name).map_or((0, 0), |o| (o.pieces[0].0, o.pieces[0].1));
    let (rd, csr) = (operand("rd"), operand("csr"));
    let free = ir::expr::mask(rd.0 - rd.1 + 1) << rd.1;
    json!({
        "mask": hex(u64::from(u32::MAX) & !free), "bits": hex(u64::from(csrrs.matches) | u64::from(time.address) << csr.1),
        "csr": hex(time.address.into()), "rd": rd.1,
    })
}
