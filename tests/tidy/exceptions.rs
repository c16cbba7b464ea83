//! What is allowed all the same, and why. A list that is longer than needed fails too.

/// A file, the number of its lines that are allowed, and the reason.
pub type Listed = (&'static str, usize, &'static str);

/// A guest is a program as a user brings it: for the ratified S-mode, which no
/// draft changes, and written by hand. One that was made from the model would
/// agree with a model that is wrong.
const GUEST: &str = "guests are independent witnesses: nothing in them comes from the model";

/// Lines outside the model that state a fact.
pub const FACTS: &[Listed] = &[
    ("examples/workloads/src/kernels/float.rs", 3, "floating-point numbers of two computations, which look like revisions"),
    ("examples/workloads/src/kernels/mod.rs", 3, "the shifts of a xorshift generator of random numbers"),
    (
        "backends/emulator/src/boot/rom.rs",
        7,
        "the reset vector of QEMU's virt machine, word for word: contents of a device; and a magic number that happens to be an instruction",
    ),
    ("backends/differential/src/csrs.rs", 1, "how many addresses of CSRs an instruction can name"),
    ("backends/differential/src/double.rs", 1, "the sign of a random floating-point number"),
    ("backends/differential/src/pair.rs", 4, "the shifts of a generator of random numbers, and lines of interrupts at random"),
    ("codegen/emit/src/hypervisor/registers.rs", 1, "the prime of a hash, which happens to be an instruction too"),
    ("backends/emulator/src/tlb.rs", 1, "a multiplicative hash takes the upper bits of the product"),
    (
        "backends/setup/src/probe.rs",
        13,
        "a program that asks an unknown QEMU for a defect; `setup` must run before there is generated code",
    ),
    ("backends/debug/src/description.rs", 2, "the versions of XML and of descriptions of a gdb target"),
    ("backends/firmware/src/sbi/extensions.rs", 1, "the number of an SBI extension that happens to be an instruction"),
    ("backends/hypervisor/src/sbi.rs", 1, "the number of an SBI extension that happens to be an instruction"),
    ("codegen/macros/src/lib.rs", 2, "examples in docs name the revision that a user follows"),
    ("examples/downstream/src/lib.rs", 1, "a user names the revision that they follow"),
    ("backends/hypervisor/src/host.rs", 1, "the number of an SBI extension that happens to be an instruction"),
    ("examples/cost/src/main.rs", 2, GUEST),
    ("examples/hostile/src/calls.rs", 4, GUEST),
    ("examples/hostile/src/csrs.rs", 7, GUEST),
    ("examples/hostile/src/memory.rs", 3, GUEST),
    ("examples/hostile/src/probe.rs", 1, GUEST),
    ("examples/hostile/src/tables.rs", 6, GUEST),
    ("examples/guest-rt/src/csr.rs", 5, GUEST),
    ("examples/guest-rt/src/lib.rs", 1, GUEST),
    ("examples/guest-rt/src/random.rs", 1, "a generator of random numbers mixes upper bits with lower ones"),
    ("examples/guest-rt/src/trap.rs", 5, GUEST),
    ("examples/hello/src/main.rs", 1, GUEST),
    ("examples/ticker/src/main.rs", 1, GUEST),
    ("examples/mmio/src/main.rs", 2, "registers of the UART, which is a device, seen from a guest"),
    ("examples/two-stage/src/main.rs", 11, GUEST),
    ("examples/entropy/src/main.rs", 1, GUEST),
    ("examples/hasher/src/main.rs", 2, GUEST),
    ("examples/remap/src/main.rs", 7, GUEST),
    ("examples/restless/src/float.rs", 1, GUEST),
    ("examples/restless/src/main.rs", 1, GUEST),
    ("examples/restless/src/registers.rs", 12, GUEST),
    ("examples/restless/src/tables.rs", 3, GUEST),
    ("examples/restless/src/turn.rs", 3, GUEST),
    ("examples/wild/src/address.rs", 2, GUEST),
    ("examples/wild/src/attempt.rs", 8, GUEST),
    ("examples/wild/src/calls.rs", 3, GUEST),
    ("examples/wild/src/devices.rs", 3, GUEST),
    ("examples/wild/src/instructions.rs", 20, GUEST),
];

/// Files of more lines than is good.
pub const LONG: &[(&str, &str)] = &[];
