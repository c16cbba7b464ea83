//! The run loop, devices, harts, time and the end of a run.

use isa::Target;

use super::asm::*;
use super::double::{Double, INSTRET, MCAUSE, MIE, MSTATUS, MTVEC, TIME};
use super::world::*;
use crate::{Console, Emulator, Exit, MachineConfig, Outcome, Step, Stuck, Trace};

type Machine = World<false>;

const UART: u32 = 0x1000_0000;
const CLINT: u32 = 0x0200_0000;
const PLIC: u32 = 0x0c00_0000;
const FINISHER: u32 = 0x0010_0000;

fn run(config: MachineConfig, program: &[u32]) -> (Machine, Outcome) {
    let mut w = Machine::of(Emulator::new(config).unwrap());
    w.program(program);
    let outcome = w.emulator.run();
    (w, outcome)
}

/// Ends the run with success.
const PASS: [u32; 4] = [lui(31, FINISHER), lui(30, 0x5000), addi(30, 30, 0x555), sw(30, 31, 0)];

#[test]
fn finisher_ends_the_run() {
    let (_, outcome) = run(config(), &PASS);
    assert_eq!((outcome.exit, outcome.instructions), (Exit::Pass, 4));
    let fail = [lui(31, FINISHER), lui(30, 0x0007_3000), addi(30, 30, 0x333), sw(30, 31, 0)];
    assert_eq!(run(config(), &fail).1.exit, Exit::Fail(7));
    let reset = [lui(31, FINISHER), lui(30, 0x7000), addi(30, 30, 0x777), sw(30, 31, 0)];
    assert_eq!(run(config(), &reset).1.exit, Exit::Reset);
}

#[test]
fn limit_ends_the_run_exactly() {
    let config = MachineConfig { max_instructions: Some(12_345), ..config() };
    let (_, outcome) = run(config, &[jal(0, 0)]);
    assert_eq!((outcome.exit, outcome.instructions), (Exit::InstructionLimit, 12_345));
}

#[test]
fn a_time_ends_the_run_whatever_the_harts_do() {
    for program in [jal(0, 0), WFI] {
        let config = MachineConfig { max_instructions: None, ..config() };
        let mut w = Machine::of(Emulator::new(config).unwrap());
        w.program(&[program, jal(0, 0)]);
        for end in [1000, 1000, 250_000] {
            w.emulator.set_end_time(Some(end));
            assert_eq!(w.emulator.run().exit, Exit::TimeLimit);
            assert!((end..end + 700).contains(&w.emulator.time()), "{} is not {end}", w.emulator.time());
        }
    }
}

#[test]
fn nothing_can_wake_a_hart() {
    assert_eq!(run(config(), &[WFI]).1.exit, Exit::Stuck(Stuck::Waiting));
    // A deadline alone does not help: the interrupt is not enabled.
    let program = [lui(1, CLINT + 0x4000), addi(2, 0, 100), sd(2, 1, 0), WFI];
    assert_eq!(run(config(), &program).1.exit, Exit::Stuck(Stuck::Waiting));
}

#[test]
fn a_handler_that_faults_is_a_trap_loop() {
    let (_, outcome) = run(config(), &[csrrw(0, MTVEC, 0), ECALL]);
    assert_eq!(outcome.exit, Exit::Stuck(Stuck::TrapLoop { hart: 0, pc: 0 }));
    let ecalls = outcome.traps.iter().find(|count| count.code == 11).unwrap();
    assert_eq!((ecalls.target, ecalls.interrupt, ecalls.count), (Target::M, false, 1));
}

#[test]
fn time_jumps_to_the_deadline_of_a_waiting_hart() {
    let mut program = vec![
        addi(1, 0, 0x80),
        csrrs(0, MIE, 1),
        lui(1, CLINT + 0x4000),
        lui(2, 0x1000_0000),
        sd(2, 1, 0),
        WFI,
        csrrs(10, TIME, 0),
        csrrs(11, INSTRET, 0),
    ];
    program.extend(PASS);
    let (w, outcome) = run(config(), &program);
    assert_eq!(outcome.exit, Exit::Pass);
    assert_eq!(w.emulator.x(0, 10), 0x1000_0000);
    assert_eq!(w.emulator.x(0, 11), 7, "instructions before this one");
}

#[test]
fn the_timer_interrupts_a_loop_on_the_tick() {
    let program = [
        lui(1, CLINT + 0x4000),
        addi(2, 0, 5),
        sd(2, 1, 0),
        addi(1, 0, 0x80),
        csrrs(0, MIE, 1),
        addi(1, 0, 8),
        csrrs(0, MSTATUS, 1),
        addi(3, 3, 1),
        jal(0, -4),
    ];
    let mut w = Machine::new();
    w.csr(MTVEC, RAM + 0x1000);
    w.emulator.write_ram(RAM + 0x1000, &PASS.map(u32::to_le_bytes).concat()).unwrap();
    w.program(&program);
    let outcome = w.emulator.run();
    assert_eq!(outcome.exit, Exit::Pass);
    assert_eq!(outcome.instructions, 500 + 4, "100 instructions are a tick");
    assert_eq!(w.emulator.state(0).get(MCAUSE), 1 << 63 | 7);
    assert!(outcome.traps[0].interrupt);
}

#[test]
fn uart_sends_and_receives() {
    let config = MachineConfig { console: Console::Captured(b"xy".to_vec()), ..config() };
    let mut program = vec![lui(1, UART), lbu(2, 1, 0), lbu(3, 1, 0), sb(3, 1, 0), sb(2, 1, 0), lbu(4, 1, 5)];
    program.extend(PASS);
    let (w, outcome) = run(config, &program);
    assert_eq!(outcome.console_output, b"yx");
    assert_eq!(w.emulator.x(0, 4), 0x60);
}

#[test]
fn uart_interrupts_through_the_plic() {
    let config = MachineConfig { console: Console::Captured(b"!".to_vec()), ..config() };
    let mut program = vec![
        lui(1, PLIC),
        addi(2, 0, 1),
        sw(2, 1, 40),
        lui(3, PLIC + 0x2000),
        addi(2, 0, 0x400),
        sw(2, 3, 0),
        lui(3, UART),
        addi(2, 0, 1),
        sb(2, 3, 1),
        lui(4, 0x1000),
        addi(4, 4, -0x800),
        csrrs(0, MIE, 4),
        WFI,
        lui(3, PLIC + 0x20_0000),
        lw(10, 3, 4),
        lw(11, 3, 4),
        sw(10, 3, 4),
        lw(12, 3, 4),
    ];
    program.extend(PASS);
    let (w, outcome) = run(config, &program);
    assert_eq!(outcome.exit, Exit::Pass);
    let x = |reg| w.emulator.x(0, reg);
    assert_eq!((x(10), x(11), x(12)), (10, 0, 10), "claimed, then not again until completed");
}

#[test]
fn harts_wake_one_another() {
    let config = MachineConfig { harts: 3, ..config() };
    let mut w = Machine::of(Emulator::new(config).unwrap());
    // Hart 0 raises msip of hart 2 and waits; hart 2 ends the run.
    let mut waiter = vec![addi(1, 0, 8), csrrs(0, MIE, 1), WFI, csrrs(10, TIME, 0)];
    waiter.extend(PASS);
    let waiter: Vec<u8> = waiter.iter().flat_map(|word| word.to_le_bytes()).collect();
    w.emulator.write_ram(RAM + 0x1000, &waiter).unwrap();
    w.program(&[lui(1, CLINT), addi(2, 0, 1), sw(2, 1, 8), WFI]);
    w.emulator.set_pc(1, RAM + 0x1000);
    w.emulator.set_pc(2, RAM + 0x1000);
    assert_eq!(w.emulator.run().exit, Exit::Pass);
    assert_eq!((w.emulator.pc(1), w.emulator.pc(2)), (RAM + 0x100c, RAM + 0x1020));
}

#[test]
fn mtime_can_be_written_in_halves() {
    let mut program =
        vec![lui(1, CLINT + 0xc000), addi(2, 0, 3), sw(2, 1, -4), sw(0, 1, -8), csrrs(10, TIME, 0), lw(11, 1, -4), ld(12, 1, -8)];
    program.extend(PASS);
    let (w, _) = run(config(), &program);
    let x = |reg| w.emulator.x(0, reg);
    assert_eq!((x(10), x(11), x(12)), (3 << 32, 3, 3 << 32));
}

#[test]
fn steps_report_what_happened() {
    let mut w = Machine::new();
    w.csr(MTVEC, RAM + 0x100);
    w.program(&[add(1, 2, 3), ECALL]);
    w.emulator.set_x(0, 2, 4);
    w.emulator.set_x(0, 3, 5);
    assert!(matches!(w.emulator.step(0), Step::Retired(d) if d.rd == 1));
    assert_eq!(w.emulator.x(0, 1), 9);
    let Step::Trapped(record) = w.emulator.step(0) else { panic!("must trap") };
    assert_eq!((record.pc, record.handler, record.from), (RAM + 4, RAM + 0x100, (3, false)));
    assert_eq!(w.emulator.csr(0, INSTRET), Some(1), "what trapped did not retire");
}

#[test]
fn traces_are_written() {
    #[derive(Clone, Default)]
    struct Sink(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);
    impl std::io::Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let sink = Sink::default();
    let trace = Trace { traps: true, commits: true, sink: Box::new(sink.clone()) };
    let config = MachineConfig { trace: Some(trace), max_instructions: Some(3), ..config() };
    run(config, &[addi(1, 0, 5), 0x0001_0001, 0]);
    let text = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[0], "core   0: 3 0x0000000080000000 (0x00500093) x1  0x0000000000000005");
    assert_eq!(lines[1], "core   0: 3 0x0000000080000004 (0x0001)");
    assert_eq!(lines[2], "core   0: 3 0x0000000080000006 (0x0001)");
    let config = MachineConfig { max_instructions: Some(1), ..super::world::config() };
    let trace = Trace { traps: true, commits: false, sink: Box::new(sink.clone()) };
    run(MachineConfig { trace: Some(trace), ..config }, &[0]);
    let text = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
    let last = text.lines().last().unwrap();
    assert!(last.starts_with("trap: hart:0, async:0, cause:2 illegal_instruction, M->M, epc:0x80000000"), "{last}");
}

#[test]
fn runs_are_deterministic() {
    let program = [lui(1, CLINT + 0xc000), ld(2, 1, -8), add(3, 3, 2), xor(4, 3, 2), bne(4, 3, -12), jal(0, -16)];
    let config = || MachineConfig { harts: 2, max_instructions: Some(50_000), ..config() };
    let finals = || {
        let (w, outcome) = run(config(), &program);
        ((1..5).map(|reg| w.emulator.x(0, reg)).collect::<Vec<_>>(), outcome)
    };
    assert_eq!(finals(), finals());
}

#[test]
fn the_double_has_two_forms() {
    assert!(Emulator::<Double<true>>::new(config()).is_ok());
}
