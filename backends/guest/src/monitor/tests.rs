//! What is typed, who hears it, and what is answered.

use super::*;
use crate::monitor::command::{Action, parse};
use std::cell::RefCell;
use std::format;
use std::string::ToString;
use std::vec;

#[derive(Default)]
struct Hypervisor {
    done: RefCell<Vec<(u32, Action)>>,
}

impl Control for Hypervisor {
    fn guests(&self) -> Vec<View> {
        let exits = |cause, count, nanoseconds| Exits { cause, count, nanoseconds };
        let view = |name: &str, state, vcpus| View { name: name.to_string(), state, end: None, vcpus, memory: 64 << 20, exits: vec![] };
        vec![
            View {
                exits: vec![exits("sbi", 3, 900), exits("mmio", 1000, 12_345_678), exits("page", 0, 0)],
                ..view("alpha", State::Running, 2)
            },
            View { end: Some("shut down".to_string()), ..view("beta", State::Ended, 1) },
        ]
    }

    fn memory(&self) -> Memory {
        Memory { heap: 40 << 10, guests: 3 << 20 }
    }

    fn act(&self, guest: u32, action: Action) -> Result<(), String> {
        if guest == 1 {
            return Err("it has ended".to_string());
        }
        self.done.borrow_mut().push((guest, action));
        Ok(())
    }

    fn registers(&self, wanted: &Registers) -> Result<Vec<Register>, String> {
        match wanted.which.as_deref() {
            Some("pc") => Ok(vec![Register { name: "pc", id: 0x1234, value: wanted.value.unwrap_or(u64::MAX) }]),
            _ => Err("there is no such register".to_string()),
        }
    }
}

/// What the monitor says to some keys, and what the guests hear.
fn typed(monitor: &mut Monitor, keys: &str) -> (String, Vec<(u32, char)>) {
    let (mut out, mut heard) = (String::new(), Vec::new());
    for key in keys.bytes() {
        if let Typed::Guest(guest, byte) = monitor.take(key, &Hypervisor::default(), &mut out) {
            heard.push((guest, byte.into()));
        }
    }
    (out.replace('\r', ""), heard)
}

#[test]
fn what_is_typed_goes_to_the_guest_in_focus() {
    let mut monitor = Monitor::new(0);
    assert_eq!(typed(&mut monitor, "hi\r").1, [(0, 'h'), (0, 'i'), (0, '\r')]);
    let (said, heard) = typed(&mut monitor, "\x1dconsole beta\rls");
    assert_eq!(said, "\nmonitor> console beta\nwhat is typed goes to beta\n");
    assert_eq!(heard, [(1, 'l'), (1, 's')]);
    assert_eq!(typed(&mut monitor, "\x1d\x1dx").1, [(1, '\x1d'), (1, 'x')], "twice is the key itself");
    assert_eq!(typed(&mut monitor, "\x1d\rx").1, [(1, 'x')], "an empty command leads back");
}

#[test]
fn a_cause_that_was_not_timed_has_no_time() {
    let guest = View {
        name: "alpha".to_string(),
        state: State::Running,
        end: None,
        vcpus: 1,
        memory: 0,
        exits: vec![Exits { cause: "sbi", count: 3, nanoseconds: 0 }],
    };
    let mut out = String::new();
    text::stats(&guest, &mut out).unwrap();
    assert_eq!(
        out,
        "alpha  exits  time  each\r\nsbi    3      -     -\r\ntimes are taken from the first command on, of what happens then\r\n"
    );
}

#[test]
fn people_are_answered_in_tables() {
    let said = typed(&mut Monitor::new(0), "\x1dlisp\x7ft\r\r").0;
    let expected = "\nmonitor> lisp\x08 \x08t\n\
                    \x20  guest  state             vcpus  memory     exits\n\
                    *  alpha  running           2      65536 KiB  1003\n\
                    \x20  beta   ended: shut down  1      65536 KiB  0\n\
                    in use: 3072 KiB by guests, 40 KiB of the heap\n\
                    \nmonitor> \n";
    assert_eq!(said, expected);
    let said = typed(&mut Monitor::new(0), "\x1dstats alpha\r\r").0;
    let expected = "\nmonitor> stats alpha\n\
                    alpha  exits  time     each\n\
                    sbi    3      900 ns   300 ns\n\
                    mmio   1000   12.3 ms  12.3 us\n\
                    page   0      0 ns     0 ns\n\
                    \nmonitor> \n";
    assert_eq!(said, expected);
    let said = typed(&mut Monitor::new(0), "\x1dpause alpha\rstop beta\rhalp\rpause\rpause gamma\rlist all\r\r").0;
    for answer in [
        "alpha is paused\n",
        "beta: it has ended\n",
        "there is no command `halp`; `help` lists them\n",
        "`pause` needs a guest: alpha, beta\n",
        "there is no guest `gamma`; there are alpha, beta\n",
        "`all` is one word too many\n",
    ] {
        assert!(said.contains(answer), "{answer} is not in {said}");
    }
    let said = typed(&mut Monitor::new(0), "\x1dreg alpha 0 pc\rreg alpha 0 pc 0x20\rreg alpha 0 x\rreg alpha\rreg alpha 0 pc no\r\r").0;
    for answer in [
        "pc  0x00001234  0xffffffffffffffff\n",
        "pc  0x00001234  0x0000000000000020\n",
        "alpha: there is no such register\n",
        "`reg` needs a virtual hart: its number\n",
        "`no` is no number\n",
    ] {
        assert!(said.contains(answer), "{answer} is not in {said}");
    }
    assert!(typed(&mut Monitor::new(0), "\x1dhelp\r").0.contains("  end it\n"));
}

#[test]
fn programs_are_answered_in_json() {
    let ask = |request: &str| typed(&mut Monitor::new(0), &format!("\x1e{request}\n")).0;
    assert_eq!(ask(r#"{"id":7,"do":"pause","guest":"alpha"}"#), "\x1e{\"id\":7}\n");
    assert_eq!(ask(r#"{"id":8,"do":"stop","guest":"beta"}"#), "\x1e{\"id\":8,\"error\":\"it has ended\"}\n");
    assert_eq!(ask(r#"{"id":9,"do":"console","guest":"1"}"#), "\x1e{\"id\":9,\"focus\":1}\n");
    let register = r#"{"id":2,"do":"reg","guest":"alpha","with":"0 pc"}"#;
    assert_eq!(ask(register), "\x1e{\"id\":2,\"registers\":[{\"name\":\"pc\",\"id\":4660,\"value\":\"0xffffffffffffffff\"}]}\n");
    assert_eq!(ask(r#"{"id":3,"do":"send","guest":"alpha","with":"1"}"#), "\x1e{\"id\":3}\n");
    let stats = ask(r#"{"id":1,"do":"stats","guest":"alpha"}"#);
    assert!(stats.starts_with("\x1e{\"id\":1,\"guests\":[{\"name\":\"alpha\",\"state\":\"running\",\"vcpus\":2,"), "{stats}");
    assert!(stats.contains(r#"{"cause":"mmio","count":1000,"nanoseconds":12345678}"#), "{stats}");
    for broken in ["", "{", "[]", r#"{"do":1}"#, r#"{"do":"fly"}"#, r#"{"do":"list","extra":1}"#, &"x".repeat(5000)] {
        assert!(ask(broken).starts_with("\x1e{\"id\":0,\"error\":\""), "{broken}");
    }
    let view = Hypervisor::default().guests().pop().unwrap();
    assert_eq!(ended(&view), "\x1e{\"event\":\"ended\",\"guest\":\"beta\",\"how\":\"shut down\"}\n");
    // A cut-off command does not spoil the next one.
    let (said, _) = typed(&mut Monitor::new(0), "\x1e{\"id\":3,\"do\x1e{\"id\":4,\"do\":\"list\"}\n");
    assert!(said.starts_with("\x1e{\"id\":4,\"guests\":"), "{said}");
}

#[test]
fn commands_are_read() {
    let guests = Hypervisor::default().guests();
    assert_eq!(parse("  start   alpha ", &guests), Ok(Command::Do(Action::Start, 0)));
    assert_eq!(parse("stats 1", &guests), Ok(Command::Stats(Some(1))));
    assert_eq!(parse("send alpha 1", &guests), Ok(Command::Do(Action::Send(1), 0)));
    assert_eq!(parse("restore beta", &guests), Ok(Command::Do(Action::Restore(0), 1)));
    let all = Registers { guest: 0, vcpu: 1, which: None, value: None };
    assert_eq!(parse("reg alpha 1", &guests), Ok(Command::Registers(all)));
    assert!(parse("stats 2", &guests).is_err());
    assert!(parse("pause alpha beta", &guests).is_err());
}

/// Any bytes at all: an answer or none, and always a way back.
#[test]
fn no_keys_are_too_wild() {
    let (mut monitor, mut state) = (Monitor::new(0), 1u64);
    let mut out = String::new();
    for _ in 0..100_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        monitor.take((state >> 56) as u8, &Hypervisor::default(), &mut out);
        out.clear();
    }
    // To the end of whatever was begun.
    typed(&mut monitor, "\n\r");
    typed(&mut monitor, "\r");
    assert_eq!(typed(&mut monitor, "x").1.len(), 1);
}
