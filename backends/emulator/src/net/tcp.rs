//! Connections: smoltcp talks to the guest, a socket of the host to the world.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, SocketAddrV4, TcpStream};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use smoltcp::iface::{SocketHandle, SocketSet};
use smoltcp::socket::tcp::{Socket, SocketBuffer, State};

use super::outside;

/// Connections at most, those in the making included.
pub(super) const CONNECTIONS: usize = 256;
/// Bytes that wait in each direction of a connection.
const BUFFER: usize = 256 << 10;
/// How long the world may take to accept.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection that the guest began and the world has not accepted yet.
pub(super) struct Pending {
    /// Who began it.
    pub from: SocketAddrV4,
    /// To whom.
    pub to: SocketAddrV4,
    /// The frame by which it began.
    pub frame: Vec<u8>,
    answer: Receiver<io::Result<TcpStream>>,
}

impl Pending {
    /// Asks the world.
    pub(super) fn new(from: SocketAddrV4, to: SocketAddrV4, frame: Vec<u8>) -> Self {
        let (sender, answer) = channel();
        std::thread::spawn(move || {
            // Nobody listens any more if the run has ended.
            let _ = sender.send(TcpStream::connect_timeout(&SocketAddr::V4(outside(to)), PATIENCE));
        });
        Self { from, to, frame, answer }
    }

    /// What the world says: nothing yet, no, or a stream.
    pub(super) fn answer(&self) -> Option<io::Result<TcpStream>> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(io::ErrorKind::ConnectionRefused.into())),
        }
    }
}

/// A socket that talks to the guest, not connected yet.
pub(super) fn socket() -> Socket<'static> {
    Socket::new(SocketBuffer::new(vec![0; BUFFER]), SocketBuffer::new(vec![0; BUFFER]))
}

/// A connection.
pub(super) struct Connection {
    /// Who began it, and to whom.
    pub between: (SocketAddrV4, SocketAddrV4),
    /// The guest's side.
    pub handle: SocketHandle,
    stream: TcpStream,
    /// The guest has said all, and the world knows.
    guest_done: bool,
    /// The world has said all.
    world_done: bool,
    /// It has been more than a wish.
    was_open: bool,
}

impl Connection {
    /// Both sides of a connection.
    pub(super) fn new(between: (SocketAddrV4, SocketAddrV4), handle: SocketHandle, stream: TcpStream) -> io::Result<Self> {
        stream.set_nonblocking(true)?;
        // Small packets are the guest's decision.
        stream.set_nodelay(true)?;
        Ok(Self { between, handle, stream, guest_done: false, world_done: false, was_open: false })
    }

    /// Moves bytes in both directions; false when it is over.
    pub(super) fn carry(&mut self, sockets: &mut SocketSet) -> bool {
        let socket = sockets.get_mut::<Socket>(self.handle);
        self.was_open |= socket.may_send();
        let broken = self.move_out(socket).is_err() || self.move_in(socket).is_err();
        if broken {
            socket.abort();
        }
        // The reset of a broken connection is sent by the next poll.
        broken || !matches!(socket.state(), State::Closed | State::TimeWait)
    }

    fn move_out(&mut self, socket: &mut Socket) -> io::Result<()> {
        let mut stream = &self.stream;
        while socket.can_recv() {
            let moved = socket.recv(|bytes| match stream.write(bytes) {
                Ok(count) => (count, Ok(count)),
                Err(error) => (0, Err(error)),
            });
            match moved {
                Ok(Ok(1..)) => {}
                Ok(Err(error)) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
                _ => return Ok(()),
            }
        }
        if self.was_open && !socket.may_recv() && !self.guest_done {
            self.guest_done = true;
            // The world may have gone already.
            let _ = stream.shutdown(Shutdown::Write);
        }
        Ok(())
    }

    fn move_in(&mut self, socket: &mut Socket) -> io::Result<()> {
        let mut stream = &self.stream;
        while !self.world_done && socket.can_send() {
            let moved = socket.send(|room| match stream.read(room) {
                Ok(count) => (count, Ok(count)),
                Err(error) => (0, Err(error)),
            });
            match moved {
                Ok(Ok(0)) => {
                    self.world_done = true;
                    socket.close();
                }
                Ok(Ok(_)) => {}
                Ok(Err(error)) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
                _ => return Ok(()),
            }
        }
        Ok(())
    }
}
