//! Datagrams: each port of the guest's has a socket of the host.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, UdpSocket};
use std::time::{Duration, Instant};

use smoltcp::wire::EthernetAddress;

use super::{GATEWAY, NAMES, outside, wire};

/// Ports of the guest's that are remembered.
const PORTS: usize = 64;
/// Datagrams taken from a port at once.
const AT_ONCE: usize = 64;
/// How long an answer may take. Until then the guest's time waits for it.
const PATIENCE: Duration = Duration::from_secs(5);
/// Where the system says who knows names.
const RESOLVERS: &str = "/etc/resolv.conf";
const DNS: u16 = 53;

/// A port of the guest's.
struct Port {
    guest: SocketAddrV4,
    socket: UdpSocket,
    last: Instant,
}

/// Ports of the guest's that have sent something.
#[derive(Default)]
pub(super) struct Udp {
    ports: Vec<Port>,
}

impl Udp {
    /// Sends a datagram of the guest's; what cannot be sent is lost, as
    /// datagrams may be.
    pub(super) fn send(&mut self, from: SocketAddrV4, to: SocketAddrV4, payload: &[u8]) {
        let target = if *to.ip() == NAMES && to.port() == DNS { resolver() } else { Some(outside(to)) };
        let Some(target) = target.filter(|target| !target.ip().is_broadcast() && !target.ip().is_multicast()) else {
            return;
        };
        if let Ok(port) = self.port(from) {
            port.last = Instant::now();
            let _ = port.socket.send_to(payload, target);
        }
    }

    /// Puts what has come for the guest into frames.
    pub(super) fn receive(&mut self, hardware: EthernetAddress, frames: &mut Vec<Vec<u8>>) {
        let mut buffer = [0; wire::FRAME];
        for port in &self.ports {
            for _ in 0..AT_ONCE {
                let Ok((length, SocketAddr::V4(sender))) = port.socket.recv_from(&mut buffer) else {
                    break;
                };
                let from = inside(sender);
                frames.extend(wire::datagram(hardware, from, port.guest, &buffer[..length]));
            }
        }
    }

    /// Whether an answer may still come.
    pub(super) fn is_waiting(&self) -> bool {
        self.ports.iter().any(|port| port.last.elapsed() < PATIENCE)
    }

    fn port(&mut self, guest: SocketAddrV4) -> io::Result<&mut Port> {
        if let Some(at) = self.ports.iter().position(|port| port.guest == guest) {
            return Ok(&mut self.ports[at]);
        }
        if self.ports.len() >= PORTS {
            self.ports.remove(0);
        }
        let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
        socket.set_nonblocking(true)?;
        Ok(self.ports.push_mut(Port { guest, socket, last: Instant::now() }))
    }
}

/// How the guest knows a sender.
fn inside(sender: SocketAddrV4) -> SocketAddrV4 {
    match *sender.ip() {
        Ipv4Addr::LOCALHOST => SocketAddrV4::new(GATEWAY, sender.port()),
        ip if sender.port() == DNS && resolver().is_some_and(|resolver| *resolver.ip() == ip) => SocketAddrV4::new(NAMES, DNS),
        _ => sender,
    }
}

/// The host's name server.
fn resolver() -> Option<SocketAddrV4> {
    let text = std::fs::read_to_string(RESOLVERS).ok()?;
    let servers = text.lines().filter_map(|line| line.trim().strip_prefix("nameserver"));
    let server = servers.filter_map(|server| server.trim().parse().ok()).next()?;
    Some(SocketAddrV4::new(server, DNS))
}
