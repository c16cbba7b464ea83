//! Lets the machine run between the packets of gdb.

use emulator::{DataAccess, Machine, Step, Went};
use gdbstub::common::Signal;
use gdbstub::conn::{Connection, ConnectionExt};
use gdbstub::stub::run_blocking::{BlockingEventLoop, Event, WaitForStopReasonError};
use gdbstub::stub::{DisconnectReason, GdbStub, MultiThreadStopReason};
use gdbstub::target::ext::breakpoints::WatchKind;
use std::io;
use std::net::{TcpListener, TcpStream};

use crate::debuggee::Debuggee as _;
use crate::target::{Action, Never, Session, Watch, thread};

/// Steps that a hart makes before it is the next one's turn.
const TURN: u32 = 1024;
/// The same if there is no other hart; gdb is listened to in between.
const LONG_TURN: u64 = 65_536;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// gdb left; the machine may go on.
    Detached,
    /// gdb ended the machine.
    Killed,
    /// The guest ended the run.
    Exited,
    /// What gdb sent could not be understood, or the connection broke.
    Broken,
}

/// Waits for a gdb at the address and serves it.
///
/// # Errors
///
/// If the address cannot be listened at.
pub fn serve(machine: &mut dyn Machine, address: &str, mut ready: impl FnMut(std::net::SocketAddr)) -> io::Result<End> {
    let listener = TcpListener::bind(address)?;
    ready(listener.local_addr()?);
    let (stream, _) = listener.accept()?;
    serve_stream(machine, stream)
}

/// Serves a gdb that has connected.
///
/// # Errors
///
/// None so far: a broken connection is an [`End`].
pub fn serve_stream(machine: &mut dyn Machine, stream: TcpStream) -> io::Result<End> {
    Ok(match machine.register_bytes() {
        4 => run::<4>(machine, stream),
        _ => run::<8>(machine, stream),
    })
}

fn run<const BYTES: usize>(machine: &mut dyn Machine, stream: TcpStream) -> End {
    let connection: Box<dyn ConnectionExt<Error = io::Error>> = Box::new(stream);
    let mut session = Session::<BYTES>::new(machine);
    let end = match GdbStub::new(connection).run_blocking::<Loop<'_, BYTES>>(&mut session) {
        Ok(DisconnectReason::Disconnect) => End::Detached,
        Ok(DisconnectReason::Kill) => End::Killed,
        Ok(DisconnectReason::TargetExited(_) | DisconnectReason::TargetTerminated(_)) => End::Exited,
        Err(_) => End::Broken,
    };
    session.machine.note_accesses(false);
    end
}

type Stop = MultiThreadStopReason<u64>;
type Wire = Box<dyn ConnectionExt<Error = io::Error>>;

struct Loop<'a, const BYTES: usize>(std::marker::PhantomData<&'a ()>);

impl<'a, const BYTES: usize> BlockingEventLoop for Loop<'a, BYTES> {
    type Target = Session<'a, BYTES>;
    type Connection = Wire;
    type StopReason = Stop;

    fn wait_for_stop_reason(
        session: &mut Session<'a, BYTES>,
        wire: &mut Wire,
    ) -> Result<Event<Stop>, WaitForStopReasonError<Never, <Wire as Connection>::Error>> {
        loop {
            if session.is_stuck || wire.peek().map_or(true, |byte| byte.is_some()) {
                return wire.read().map(Event::IncomingData).map_err(WaitForStopReasonError::Connection);
            }
            if let Some(stop) = session.turns() {
                return Ok(Event::TargetStopped(stop));
            }
        }
    }

    fn on_interrupt(_: &mut Session<'a, BYTES>) -> Result<Option<Stop>, Never> {
        Ok(Some(MultiThreadStopReason::Signal(Signal::SIGINT)))
    }
}

impl<const BYTES: usize> Session<'_, BYTES> {
    /// Gives each hart a turn.
    fn turns(&mut self) -> Option<Stop> {
        let mut idle = true;
        for hart in 0..self.machine.harts() {
            let stop = match self.actions[hart] {
                Action::Stay => None,
                Action::Continue => self.go_on(hart, &mut idle),
                Action::Step => self.step(hart).or(Some(MultiThreadStopReason::DoneStep)),
                Action::Range(start, end) => self.step(hart).or_else(|| {
                    idle = false;
                    let outside = !(start..end).contains(&self.machine.pc(hart));
                    outside.then_some(MultiThreadStopReason::DoneStep)
                }),
            };
            if stop.is_some() {
                return stop.map(|stop| at(stop, hart));
            }
        }
        if idle && !self.machine.skip_idle() {
            // Only gdb can change anything now.
            self.is_stuck = true;
        }
        None
    }

    fn go_on(&mut self, hart: usize, idle: &mut bool) -> Option<Stop> {
        if !self.watches.is_empty() {
            return self.step_on(hart, idle);
        }
        let turn = if self.machine.harts() == 1 { LONG_TURN } else { TURN.into() };
        let breakpoints: Vec<u64> = self.breakpoints.iter().copied().collect();
        match self.machine.go(hart, turn, &breakpoints) {
            Went::ToBreakpoint => return Some(MultiThreadStopReason::SwBreak(thread(hart))),
            Went::On => *idle = false,
            Went::Nowhere => {}
        }
        self.why_stop(hart)
    }

    /// Goes on step by step, to see each load and store.
    fn step_on(&mut self, hart: usize, idle: &mut bool) -> Option<Stop> {
        for _ in 0..TURN {
            if self.breakpoints.contains(&self.machine.pc(hart)) {
                return Some(MultiThreadStopReason::SwBreak(thread(hart)));
            }
            let step = self.machine.step(hart);
            if let Some(stop) = self.why_stop(hart) {
                return Some(stop);
            }
            if step == Step::Waiting {
                return None;
            }
            *idle = false;
        }
        None
    }

    fn step(&mut self, hart: usize) -> Option<Stop> {
        self.machine.step(hart);
        self.why_stop(hart)
    }

    /// The end of the run, or a watchpoint.
    fn why_stop(&mut self, hart: usize) -> Option<Stop> {
        if let Some(exit) = self.machine.exit() {
            return Some(MultiThreadStopReason::Exited(Self::exit_code(exit)));
        }
        if self.watches.is_empty() {
            return None;
        }
        let touched = self.machine.take_accesses();
        let hit = |touched: &DataAccess| self.watches.iter().find(|watch| is_hit(watch, touched));
        let (touched, watch) = touched.iter().find_map(|touched| Some((touched, hit(touched)?)))?;
        Some(MultiThreadStopReason::Watch { tid: thread(hart), kind: watch.kind, addr: touched.va.max(watch.address) })
    }
}

fn is_hit(watch: &Watch, touched: &DataAccess) -> bool {
    let kind = match watch.kind {
        WatchKind::Write => touched.stored.is_some(),
        WatchKind::Read => touched.stored.is_none(),
        WatchKind::ReadWrite => true,
    };
    let starts_in = |start: u64, address: u64, bytes: u64| address.wrapping_sub(start) < bytes;
    let overlaps = starts_in(watch.address, touched.va, watch.bytes) || starts_in(touched.va, watch.address, u64::from(touched.bytes));
    kind && overlaps
}

/// A stop of a step says which hart made it.
fn at(stop: Stop, hart: usize) -> Stop {
    match stop {
        MultiThreadStopReason::DoneStep => MultiThreadStopReason::SignalWithThread { tid: thread(hart), signal: Signal::SIGTRAP },
        other => other,
    }
}
