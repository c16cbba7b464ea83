//! The other end of the UART, or of a console that takes its place.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::time::Duration;

use crate::config::Console;
use crate::devices::Uart;
use crate::devices::virtio::console::Line;

/// Ctrl-a: the next key is for us, as it is in QEMU's multiplexer.
const ESCAPE: u8 = 1;
const HELP: &str = "\r\n\
    Ctrl-a h  show this\r\n\
    Ctrl-a x  end the run\r\n\
    Ctrl-a c  show where the harts are\r\n\
    Ctrl-a Ctrl-a  type Ctrl-a\r\n";

/// What somebody at the terminal wants of us rather than of the guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// The end of the run.
    Quit,
    /// To see where the harts are.
    Status,
}

/// The other end of the UART.
pub(crate) struct Terminal {
    /// Typed, and not yet received.
    queue: VecDeque<u8>,
    /// Standard input, until it ends.
    stdin: Option<Receiver<u8>>,
    /// What the guest wrote, unless it goes to standard output.
    captured: Option<Vec<u8>>,
    /// Whether Ctrl-a is for us.
    multiplexed: bool,
    /// Ctrl-a was typed last.
    escaped: bool,
    wish: Option<Wish>,
}

impl Terminal {
    /// Connects.
    pub(crate) fn new(console: Console) -> Self {
        let multiplexed = console == Console::Multiplexed;
        let (queue, stdin, captured) = match console {
            Console::Captured(input) => (input.into(), None, Some(Vec::new())),
            Console::Stdio | Console::Multiplexed => (VecDeque::new(), Some(read_stdin()), None),
        };
        Self { queue, stdin, captured, multiplexed, escaped: false, wish: None }
    }

    /// Moves bytes in both directions; true if the UART received any.
    pub(crate) fn poll(&mut self, uart: &mut Uart) -> bool {
        self.write(&uart.take_sent());
        self.hear();
        let mut any = false;
        while uart.has_room()
            && let Some(byte) = self.queue.pop_front()
        {
            uart.receive(byte);
            any = true;
        }
        any
    }

    /// Moves bytes in both directions; true if the console received any.
    pub(crate) fn poll_line(&mut self, line: &mut Line) -> bool {
        self.write(&std::mem::take(&mut line.shown));
        self.hear();
        let any = !self.queue.is_empty();
        line.typed.extend(self.queue.drain(..));
        any
    }

    /// Takes what has been typed.
    fn hear(&mut self) {
        while let Some(received) = self.stdin.as_ref().map(Receiver::try_recv) {
            match received {
                Ok(byte) => self.typed(byte),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => self.stdin = None,
            }
        }
    }

    /// Takes what somebody wants of us, if they do.
    pub(crate) fn take_wish(&mut self) -> Option<Wish> {
        self.wish.take()
    }

    /// Whether somebody sits at it.
    pub(crate) fn is_attended(&self) -> bool {
        self.stdin.is_some()
    }

    /// Whether something may still be typed.
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
            Ok(byte) => self.typed(byte),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.stdin = None,
        }
    }

    /// What was typed and not yet received.
    pub(crate) fn typed_ahead(&self) -> Vec<u8> {
        self.queue.iter().copied().collect()
    }

    /// Replaces what was typed and not yet received, if nobody sits at it.
    pub(crate) fn type_ahead(&mut self, typed: &[u8]) {
        if self.stdin.is_none() {
            self.queue = typed.iter().copied().collect();
        }
    }

    /// Types more, after all that was typed before.
    pub(crate) fn enter(&mut self, typed: &[u8]) {
        self.queue.extend(typed);
    }

    /// What was captured.
    pub(crate) fn take_captured(&mut self) -> Vec<u8> {
        self.captured.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Writes to whoever reads what the guest writes.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
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

    fn typed(&mut self, byte: u8) {
        let escaped = std::mem::replace(&mut self.escaped, false);
        match byte {
            b'x' if escaped => self.wish = Some(Wish::Quit),
            b'c' if escaped => self.wish = Some(Wish::Status),
            b'h' | b'?' if escaped => self.write(HELP.as_bytes()),
            ESCAPE if self.multiplexed && !escaped => self.escaped = true,
            _ if escaped && byte != ESCAPE => {}
            _ => self.queue.push_back(byte),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_escape_key_is_ours_and_the_rest_is_the_guests() {
        let mut terminal = Terminal { multiplexed: true, ..Terminal::new(Console::Captured(Vec::new())) };
        "a\x01\x01b\x01cd\x01\x01".bytes().for_each(|byte| terminal.typed(byte));
        assert_eq!(terminal.queue, b"a\x01bd\x01");
        assert_eq!(terminal.take_wish(), Some(Wish::Status));
        "\x01h".bytes().for_each(|byte| terminal.typed(byte));
        assert_eq!(terminal.take_captured(), HELP.as_bytes());
        "\x01x".bytes().for_each(|byte| terminal.typed(byte));
        assert_eq!(terminal.take_wish(), Some(Wish::Quit));
    }

    #[test]
    fn without_a_multiplexer_every_key_is_the_guests() {
        let mut terminal = Terminal::new(Console::Captured(Vec::new()));
        terminal.typed(ESCAPE);
        terminal.typed(b'x');
        assert_eq!((terminal.queue, terminal.wish), (vec![ESCAPE, b'x'].into(), None));
    }
}
