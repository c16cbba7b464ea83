//! What our emulator is to stay under, nanoseconds of an event, and what no
//! kernel is to stay under.

/// How many times as fast as Spike every kernel is to be; `codegen`, which
/// writes code and runs it, comes closest.
pub const OF_SPIKE: f64 = 0.8;

/// By names of workloads and mode; an empty mode is every one. The second
/// names are those of a suite in C with the same purposes, for `--elf`.
const FLOORS: [(&[&str], &str, f64); 14] = [
    (&["e-csr", "t_csr"], "", 15.0),
    (&["e-hlv", "t_hlv"], "", 60.0),
    (&["e-ecall", "t_ecall"], "VS", 400.0),
    (&["e-exit", "t_exit"], "VS", 800.0),
    (&["e-switch", "t_ctx"], "VS", 2500.0),
    (&["e-gfault", "t_gpf"], "VS", 1500.0),
    (&["e-irq", "t_irq"], "VS", 1000.0),
    (&["e-satp", "t_satp"], "S", 1500.0),
    (&["e-satp", "t_satp"], "VS", 2500.0),
    (&["e-asid", "t_asid"], "", 300.0),
    (&["e-remap", "t_remap"], "", 500.0),
    (&["tlbmiss"], "M", 100.0),
    (&["tlbmiss"], "S", 150.0),
    (&["tlbmiss"], "VS", 300.0),
];

/// The floor of a workload in a mode, if there is one.
pub fn floor(kernel: &str, mode: &str) -> Option<f64> {
    FLOORS.iter().find(|(kernels, of, _)| kernels.contains(&kernel) && (of.is_empty() || *of == mode)).map(|floor| floor.2)
}
