//! SBI calls with arguments that no kernel would pass.

use guest_rt::{println, sbi};

const RAM: u64 = 0x8000_0000;
const UART: u64 = 0x1000_0000;
const HSM: u64 = 0x48_534d;
const RFENCE: u64 = 0x5246_4e43;
const PMU: u64 = 0x50_4d55;

/// A call, and its name.
type Call = (&'static str, u64, u64, [u64; 3]);

const CALLS: &[Call] = &[
    ("unknown extension", 0xdead_beef, 0, [0; 3]),
    ("unknown function of BASE", 0x10, 99, [0; 3]),
    ("largest function of BASE", 0x10, u64::MAX, [0; 3]),
    ("unknown function of TIME", sbi::TIME, 7, [0; 3]),
    ("IPI to no hart", sbi::IPI, 0, [0, 0, 0]),
    ("IPI to a hart that is not there", sbi::IPI, 0, [1 << 40, 0, 0]),
    ("IPI far away", sbi::IPI, 0, [1, u64::MAX - 1, 0]),
    ("fence of harts that are not there", RFENCE, 1, [u64::MAX, 0, 0]),
    ("fence of all harts and addresses", RFENCE, 1, [0, u64::MAX, 0]),
    ("fence of guests", RFENCE, 3, [1, 0, 0]),
    ("start of no hart", HSM, 0, [77, RAM, 0]),
    ("start of a hart that runs", HSM, 0, [0, RAM, 0]),
    ("start outside of RAM", HSM, 0, [0, UART, 0]),
    ("state of no hart", HSM, 2, [u64::MAX, 0, 0]),
    ("unknown suspension", HSM, 3, [0x1234_5678, RAM, 0]),
    ("unknown function of HSM", HSM, 42, [0; 3]),
    ("unknown reset", sbi::SRST, 0, [99, 0, 0]),
    ("text outside of RAM", sbi::DBCN, 0, [16, 0, 0]),
    ("text of a device", sbi::DBCN, 0, [16, UART, 0]),
    ("text of a terabyte", sbi::DBCN, 0, [1 << 40, UART, 0]),
    ("text around the end of addresses", sbi::DBCN, 0, [64, u64::MAX - 8, 0]),
    ("text with an upper half", sbi::DBCN, 0, [16, RAM, 1]),
    ("reading to a device", sbi::DBCN, 1, [16, UART, 0]),
    ("unknown function of DBCN", sbi::DBCN, 3, [0; 3]),
    ("counters", PMU, 0, [0; 3]),
    ("unknown function of PMU", PMU, 1, [0; 3]),
    ("legacy fence of a mask outside of RAM", 6, 0, [UART, 0, 0]),
    ("legacy IPI with a mask at the end of addresses", 4, 0, [!7, 0, 0]),
    ("legacy call that is none", 9, 0, [0; 3]),
];

/// Runs all of it.
pub fn run_all() {
    println!("hostile: calls");
    for (name, extension, function, args) in CALLS {
        let (error, _) = sbi::call(*extension, *function, *args);
        println!("hostile: {name}: {error}");
    }
}
