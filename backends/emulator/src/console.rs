//! The other end of the UART.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::time::Duration;

use crate::config::Console;
use crate::devices::Uart;

/// The other end of the UART.
pub(crate) struct Terminal {
    /// Typed, and not yet received.
    queue: VecDeque<u8>,
    /// Standard input, until it ends.
    stdin: Option<Receiver<u8>>,
    /// What the guest wrote, unless it goes to standard output.
    captured: Option<Vec<u8>>,
}

impl Terminal {
    /// Connects.
    pub(crate) fn new(console: Console) -> Self {
        match console {
            Console::Captured(input) => Self { queue: input.into(), stdin: None, captured: Some(Vec::new()) },
            Console::Stdio => Self { queue: VecDeque::new(), stdin: Some(read_stdin()), captured: None },
        }
    }

    /// Moves bytes in both directions; true if the UART received any.
    pub(crate) fn poll(&mut self, uart: &mut Uart) -> bool {
        self.write(&uart.take_sent());
        while let Some(received) = self.stdin.as_ref().map(Receiver::try_recv) {
            match received {
                Ok(byte) => self.queue.push_back(byte),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => self.stdin = None,
            }
        }
        let mut any = false;
        while uart.has_room()
            && let Some(byte) = self.queue.pop_front()
        {
            uart.receive(byte);
            any = true;
        }
        any
    }

    /// Whether somebody may still type.
    pub(crate) fn is_open(&self) -> bool {
        self.stdin.is_some() || !self.queue.is_empty()
    }

    /// Waits until somebody types, at most for `timeout`.
    pub(crate) fn wait(&mut self, timeout: Option<Duration>) {
        let Some(stdin) = &self.stdin else {
            if let Some(timeout) = timeout {
                std::thread::sleep(timeout);
            }
            return;
        };
        let received = match timeout {
            Some(timeout) => stdin.recv_timeout(timeout),
            None => stdin.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match received {
            Ok(byte) => self.queue.push_back(byte),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.stdin = None,
        }
    }

    /// What was captured.
    pub(crate) fn take_captured(&mut self) -> Vec<u8> {
        self.captured.as_mut().map(std::mem::take).unwrap_or_default()
    }

    fn write(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        match &mut self.captured {
            Some(captured) => captured.extend_from_slice(bytes),
            None => {
                // A closed output must not stop the guest.
                let mut stdout = std::io::stdout().lock();
                let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
            }
        }
    }
}

/// Reads standard input on a thread of its own, which ends with the process
/// or with the input.
fn read_stdin() -> Receiver<u8> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for byte in std::io::stdin().lock().bytes() {
            if byte.map_or(true, |byte| sender.send(byte).is_err()) {
                break;
            }
        }
    });
    receiver
}
