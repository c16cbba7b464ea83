//! The target description: names and groups of registers, made at run time.

use std::fmt::Write as _;

use emulator::Machine;

use crate::arch::{FIRST_CSR, FIRST_FLOAT, FIRST_HS, FIRST_VS, PC, PRIVILEGE, VIRTUALIZATION};
use crate::debuggee::{Debuggee as _, View};

/// Names of the integer registers in gdb: those of the ABI.
const X: [&str; 32] = [
    "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "fp", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s2", "s3", "s4", "s5",
    "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6",
];

/// Names of the floating-point registers in gdb.
const F: [&str; 32] = [
    "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "fs0", "fs1", "fa0", "fa1", "fa2", "fa3", "fa4", "fa5", "fa6", "fa7", "fs2",
    "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9", "fs10", "fs11", "ft8", "ft9", "ft10", "ft11",
];

/// CSRs that gdb wants in the feature of floating-point registers.
const FLOAT_CSRS: [&str; 3] = ["fflags", "frm", "fcsr"];

/// The description of a machine.
pub fn of(machine: &dyn Machine) -> String {
    let bits = machine.register_bytes() * 8;
    let mut xml = String::new();
    let _ = writeln!(xml, "<?xml version=\"1.0\"?>\n<!DOCTYPE target SYSTEM \"gdb-target.dtd\">");
    let _ = writeln!(xml, "<target version=\"1.0\">\n<architecture>riscv:rv{bits}</architecture>");
    let mut open = |name: &str| {
        let _ = writeln!(xml, "<feature name=\"{name}\">");
    };
    open("org.gnu.gdb.riscv.cpu");
    for (number, name) in X.iter().enumerate() {
        let kind = if ["ra"].contains(name) {
            "code_ptr"
        } else if ["sp", "gp", "tp", "fp"].contains(name) {
            "data_ptr"
        } else {
            "int"
        };
        register(&mut xml, name, bits, number, Some(kind), None);
    }
    register(&mut xml, "pc", bits, PC, Some("code_ptr"), None);
    floats(&mut xml, machine, bits);
    csrs(&mut xml, machine, bits);
    views(&mut xml, machine, bits);
    let _ = writeln!(xml, "</target>");
    xml
}

fn floats(xml: &mut String, machine: &dyn Machine, bits: usize) {
    if !machine.has_floats() {
        let _ = writeln!(xml, "</feature>");
        return;
    }
    let _ = writeln!(xml, "</feature>\n<feature name=\"org.gnu.gdb.riscv.fpu\">");
    let _ = writeln!(
        xml,
        "<union id=\"either\"><field name=\"float\" type=\"ieee_single\"/><field name=\"double\" type=\"ieee_double\"/></union>"
    );
    for (number, name) in F.iter().enumerate() {
        register(xml, name, 64, FIRST_FLOAT + number, Some("either"), None);
    }
    for csr in machine.csrs().iter().filter(|csr| FLOAT_CSRS.contains(&csr.name)) {
        register(xml, csr.name, bits, FIRST_CSR + usize::from(csr.address), Some("int"), Some("float"));
    }
    let _ = writeln!(xml, "</feature>");
}

fn csrs(xml: &mut String, machine: &dyn Machine, bits: usize) {
    let has_floats = machine.has_floats();
    let _ = writeln!(xml, "<feature name=\"org.gnu.gdb.riscv.csr\">");
    for csr in machine.csrs().iter().filter(|csr| !has_floats || !FLOAT_CSRS.contains(&csr.name)) {
        register(xml, csr.name, bits, FIRST_CSR + usize::from(csr.address), None, Some("csr"));
    }
    let _ = writeln!(xml, "</feature>\n<feature name=\"org.gnu.gdb.riscv.virtual\">");
    register(xml, "priv", bits, PRIVILEGE, None, None);
    let _ = writeln!(xml, "</feature>");
}

fn views(xml: &mut String, machine: &dyn Machine, bits: usize) {
    let _ = writeln!(xml, "<feature name=\"draftvisor.views\">");
    register(xml, "virt", bits, VIRTUALIZATION, None, None);
    for (view, group, first) in [(View::Vs, "vs", FIRST_VS), (View::Hs, "hs", FIRST_HS)] {
        for csr in machine.view_csrs(view) {
            register(xml, &format!("{group}_{}", csr.name), bits, first + usize::from(csr.address), None, Some(group));
        }
    }
    let _ = writeln!(xml, "</feature>");
}

fn register(xml: &mut String, name: &str, bits: usize, number: usize, kind: Option<&str>, group: Option<&str>) {
    // Writing to a string cannot fail.
    let _ = write!(xml, "<reg name=\"{name}\" bitsize=\"{bits}\" regnum=\"{number}\"");
    for (attribute, value) in [("type", kind), ("group", group)] {
        if let Some(value) = value {
            let _ = write!(xml, " {attribute}=\"{value}\"");
        }
    }
    // What changes by itself must not be written back by gdb.
    let _ = writeln!(xml, " save-restore=\"{}\"/>", if kind.is_some() { "yes" } else { "no" });
}
