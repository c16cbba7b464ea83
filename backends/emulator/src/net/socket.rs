//! A cable to another machine, as QEMU's `-netdev socket` is one: through a
//! connection each frame goes behind its length, and a datagram is a frame.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};

use super::link::Link;

/// Bytes of a frame at most.
const LONGEST: usize = 65_536;
/// Bytes that wait for the other machine at most; then frames are dropped.
const WAITING: usize = 1 << 20;
/// Bytes of the length before a frame.
const LENGTH: usize = 4;

/// A cable through a connection.
pub(crate) struct Stream {
    /// Where the other machine may connect, if it is to.
    listener: Option<TcpListener>,
    stream: Option<TcpStream>,
    received: Vec<u8>,
    unsent: VecDeque<u8>,
}

impl Stream {
    /// Waits for another machine.
    pub(crate) fn listen(at: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(at)?;
        listener.set_nonblocking(true)?;
        Ok(Self { listener: Some(listener), stream: None, received: Vec::new(), unsent: VecDeque::new() })
    }

    /// Connects to a machine that waits.
    pub(crate) fn connect(to: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(to)?;
        stream.set_nonblocking(true)?;
        // A frame should not wait for others.
        let _ = stream.set_nodelay(true);
        Ok(Self { listener: None, stream: Some(stream), received: Vec::new(), unsent: VecDeque::new() })
    }

    fn accept(&mut self) {
        if self.stream.is_some() {
            return;
        }
        if let Some((stream, _)) = self.listener.as_ref().and_then(|listener| listener.accept().ok())
            && stream.set_nonblocking(true).is_ok()
        {
            let _ = stream.set_nodelay(true);
            self.stream = Some(stream);
        }
    }

    /// Moves bytes in both directions, as far as nobody has to wait.
    fn carry(&mut self) -> io::Result<()> {
        let Some(stream) = &mut self.stream else { return Ok(()) };
        while !self.unsent.is_empty() {
            match without_waiting(stream.write(self.unsent.as_slices().0))? {
                Some(0) => return Err(ErrorKind::WriteZero.into()),
                Some(sent) => drop(self.unsent.drain(..sent)),
                None => break,
            }
        }
        let mut bytes = [0; 4096];
        while self.received.len() < WAITING {
            match without_waiting(stream.read(&mut bytes))? {
                Some(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Some(read) => self.received.extend_from_slice(bytes.get(..read).unwrap_or_default()),
                None => break,
            }
        }
        Ok(())
    }

    /// The connection is over: what was on its way is lost.
    fn hang_up(&mut self) {
        self.stream = None;
        self.received.clear();
        self.unsent.clear();
    }
}

fn without_waiting(done: io::Result<usize>) -> io::Result<Option<usize>> {
    match done {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => Ok(None),
        Err(error) => Err(error),
    }
}

impl Link for Stream {
    fn send(&mut self, frame: &[u8]) {
        if self.stream.is_some() && self.unsent.len() + frame.len() < WAITING {
            self.unsent.extend((frame.len() as u32).to_be_bytes());
            self.unsent.extend(frame);
        }
    }

    fn receive(&mut self) -> Option<Vec<u8>> {
        let length = u32::from_be_bytes(*self.received.first_chunk::<LENGTH>()?) as usize;
        if length > LONGEST {
            // No frame is as long: the other side speaks something else.
            self.hang_up();
            return None;
        }
        let frame = self.received.get(LENGTH..LENGTH + length)?.to_vec();
        self.received.drain(..LENGTH + length);
        Some(frame)
    }

    fn poll(&mut self, _now: u64) {
        self.accept();
        if self.carry().is_err() {
            self.hang_up();
        }
    }

    fn is_waiting(&self) -> bool {
        self.stream.is_some() || self.listener.is_some()
    }
}

/// A cable through datagrams.
pub(crate) struct Datagrams {
    socket: UdpSocket,
    remote: SocketAddr,
}

impl Datagrams {
    /// Sends to one address what others send to the other.
    pub(crate) fn new(local: SocketAddr, remote: SocketAddr) -> io::Result<Self> {
        let socket = UdpSocket::bind(local)?;
        socket.set_nonblocking(true)?;
        Ok(Self { socket, remote })
    }
}

impl Link for Datagrams {
    fn send(&mut self, frame: &[u8]) {
        // What cannot be sent is lost, as on any network.
        let _ = self.socket.send_to(frame, self.remote);
    }

    fn receive(&mut self) -> Option<Vec<u8>> {
        let mut frame = vec![0; LONGEST];
        let (bytes, _) = self.socket.recv_from(&mut frame).ok()?;
        frame.truncate(bytes);
        Some(frame)
    }

    fn poll(&mut self, _now: u64) {}

    fn is_waiting(&self) -> bool {
        true
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn next(link: &mut dyn Link) -> Option<Vec<u8>> {
        let end = Instant::now() + Duration::from_secs(10);
        while Instant::now() < end {
            link.poll(0);
            if let Some(frame) = link.receive() {
                return Some(frame);
            }
            std::thread::yield_now();
        }
        None
    }

    #[test]
    fn frames_go_both_ways_behind_their_lengths() {
        let mut listens = Stream::listen("127.0.0.1:0".parse().unwrap()).unwrap();
        let at = listens.listener.as_ref().unwrap().local_addr().unwrap();
        let mut connects = Stream::connect(at).unwrap();
        connects.send(b"first");
        connects.send(&[7; 1514]);
        connects.poll(0);
        assert_eq!(next(&mut listens).unwrap(), b"first");
        assert_eq!(next(&mut listens).unwrap(), [7; 1514]);
        listens.send(b"back");
        listens.poll(0);
        assert_eq!(next(&mut connects).unwrap(), b"back");
        // What goes over the wire is what QEMU expects there.
        listens.hang_up();
        let mut peer = TcpStream::connect(at).unwrap();
        peer.write_all(&[0, 0, 0, 2, 1, 2, 0, 0]).unwrap();
        assert_eq!(next(&mut listens).unwrap(), [1, 2]);
        assert!(listens.receive().is_none(), "a length without a frame");
        peer.write_all(&[0xff; 2]).unwrap();
        let end = Instant::now() + Duration::from_secs(10);
        while listens.stream.is_some() && Instant::now() < end {
            listens.poll(0);
            peer.write_all(&[0xff; 4]).ok();
            assert!(listens.receive().is_none_or(|frame| frame.len() <= LONGEST));
        }
        assert!(listens.stream.is_none(), "who speaks something else is hung up on");
    }

    #[test]
    fn a_datagram_is_a_frame() {
        let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
        let peer = UdpSocket::bind(any).unwrap();
        let mut link = Datagrams::new(any, peer.local_addr().unwrap()).unwrap();
        link.send(b"out");
        let mut frame = [0; 16];
        let (bytes, from) = peer.recv_from(&mut frame).unwrap();
        assert_eq!(&frame[..bytes], b"out");
        peer.send_to(b"in", from).unwrap();
        assert_eq!(next(&mut link).unwrap(), b"in");
    }
}
