//! The gateway: takes frames of the guest's and makes those for it.

use std::collections::VecDeque;
use std::net::{SocketAddrV4, TcpListener, TcpStream};

use serde::{Deserialize, Serialize};
use smoltcp::iface::{Config, Interface, SocketSet};
use smoltcp::phy::{Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::time::Instant;
use smoltcp::wire::{EthernetAddress, HardwareAddress, IpCidr, Ipv4Cidr};

use super::link::Link;
use super::tcp::{self, CONNECTIONS, Connection, Pending};
use super::udp::Udp;
use super::wire::{self, Content, FRAME, GATEWAY_HARDWARE};
use super::{Forward, GATEWAY, NAMES, PREFIX};

/// Frames that wait for the guest at most.
const WAITING: usize = 1024;
/// How often bytes are moved within one poll.
const ROUNDS: usize = 8;
/// First port of the gateway's own connections, to forwarded ports.
const OWN_PORTS: u16 = 49_152;

/// The two directions of a wire.
#[derive(Default)]
struct Wire {
    from_guest: VecDeque<Vec<u8>>,
    to_guest: VecDeque<Vec<u8>>,
}

struct Incoming(Vec<u8>);
struct Outgoing<'a>(&'a mut VecDeque<Vec<u8>>);

impl RxToken for Incoming {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, f: F) -> R {
        f(&self.0)
    }
}

impl TxToken for Outgoing<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, len: usize, f: F) -> R {
        let mut frame = vec![0; len];
        let result = f(&mut frame);
        self.0.push_back(frame);
        result
    }
}

impl Device for Wire {
    type RxToken<'a> = Incoming;
    type TxToken<'a> = Outgoing<'a>;

    fn receive(&mut self, _: Instant) -> Option<(Incoming, Outgoing<'_>)> {
        if self.to_guest.len() >= WAITING {
            return None;
        }
        let frame = self.from_guest.pop_front()?;
        Some((Incoming(frame), Outgoing(&mut self.to_guest)))
    }

    fn transmit(&mut self, _: Instant) -> Option<Outgoing<'_>> {
        (self.to_guest.len() < WAITING).then_some(Outgoing(&mut self.to_guest))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = FRAME;
        capabilities
    }
}

/// A listener of the host, and where it leads.
struct Listener {
    socket: TcpListener,
    guest: SocketAddrV4,
}

/// The gateway.
pub(crate) struct Stack {
    wire: Wire,
    interface: Interface,
    sockets: SocketSet<'static>,
    pending: Vec<Pending>,
    connections: Vec<Connection>,
    udp: Udp,
    listeners: Vec<Listener>,
    next_port: u16,
    /// The guest's hardware address, once it has sent something.
    guest: EthernetAddress,
}

impl Stack {
    /// A gateway, with ports of the host that lead to the guest.
    ///
    /// # Errors
    ///
    /// If the host does not let us listen.
    pub(crate) fn new(forwards: &[Forward]) -> std::io::Result<Self> {
        let mut listeners = Vec::new();
        for forward in forwards {
            let socket = TcpListener::bind(forward.host)?;
            socket.set_nonblocking(true)?;
            listeners.push(Listener { socket, guest: forward.guest });
        }
        let mut wire = Wire::default();
        let config = Config::new(HardwareAddress::Ethernet(GATEWAY_HARDWARE));
        let mut interface = Interface::new(config, &mut wire, Instant::ZERO);
        interface.update_ip_addrs(|addresses| {
            for address in [GATEWAY, NAMES] {
                // There is room for two, by a feature of the crate.
                let _ = addresses.push(IpCidr::Ipv4(Ipv4Cidr::new(address, PREFIX)));
            }
        });
        // It answers for every address, if it is a router to all of them.
        interface.set_any_ip(true);
        let _ = interface.routes_mut().add_default_ipv4_route(GATEWAY);
        Ok(Self {
            wire,
            interface,
            sockets: SocketSet::new(Vec::new()),
            pending: Vec::new(),
            connections: Vec::new(),
            udp: Udp::default(),
            listeners,
            next_port: 0,
            guest: EthernetAddress::BROADCAST,
        })
    }

    /// The guest begins a connection: ask the world first, so that a refusal
    /// is a refusal for the guest as well.
    fn begin(&mut self, from: SocketAddrV4, to: SocketAddrV4, frame: &[u8]) {
        let asked = self.pending.iter().any(|pending| (pending.from, pending.to) == (from, to));
        let known = self.connections.iter().any(|connection| connection.between == (from, to));
        if known || self.pending.len() + self.connections.len() >= CONNECTIONS {
            // The stack refuses what it does not know.
            self.wire.from_guest.push_back(frame.to_vec());
        } else if !asked {
            self.pending.push(Pending::new(from, to, frame.to_vec()));
        }
    }

    /// Hears what the world says to connections that the guest began.
    fn settle(&mut self) {
        let mut at = 0;
        while let Some(pending) = self.pending.get(at) {
            let Some(answer) = pending.answer() else {
                at += 1;
                continue;
            };
            let Pending { from, to, frame, .. } = self.pending.swap_remove(at);
            if let Ok(stream) = answer {
                let mut socket = tcp::socket();
                // A port of 0 is refused here, and so by the stack.
                let listens = socket.listen((*to.ip(), to.port())).is_ok();
                self.add(listens.then_some(socket), (from, to), stream);
            }
            self.wire.from_guest.push_back(frame);
        }
    }

    /// Begins connections to the guest for those who came to a listener.
    fn accept(&mut self) {
        let accepted: Vec<_> = self.listeners.iter().filter_map(|l| Some((l.socket.accept().ok()?.0, l.guest))).collect();
        for (stream, guest) in accepted {
            let port = OWN_PORTS + self.next_port % (u16::MAX - OWN_PORTS);
            self.next_port = self.next_port.wrapping_add(1);
            let mut socket = tcp::socket();
            let connects = socket.connect(self.interface.context(), (*guest.ip(), guest.port()), (GATEWAY, port)).is_ok();
            self.add(connects.then_some(socket), (SocketAddrV4::new(GATEWAY, port), guest), stream);
        }
    }

    fn add(&mut self, socket: Option<smoltcp::socket::tcp::Socket<'static>>, between: (SocketAddrV4, SocketAddrV4), stream: TcpStream) {
        if let Some(socket) = socket.filter(|_| self.connections.len() < CONNECTIONS) {
            let handle = self.sockets.add(socket);
            match Connection::new(between, handle, stream) {
                Ok(connection) => self.connections.push(connection),
                Err(_) => drop(self.sockets.remove(handle)),
            }
        }
    }

    /// Moves bytes of all connections, and forgets those that are over.
    fn carry(&mut self) {
        let sockets = &mut self.sockets;
        self.connections.retain_mut(|connection| {
            let goes_on = connection.carry(sockets);
            if !goes_on {
                sockets.remove(connection.handle);
            }
            goes_on
        });
    }
}

/// What is remembered of a gateway.
#[derive(Serialize, Deserialize)]
struct Saved {
    from_guest: VecDeque<Vec<u8>>,
    to_guest: VecDeque<Vec<u8>>,
    next_port: u16,
    guest: [u8; 6],
}

impl Link for Stack {
    /// Takes a frame of the guest's.
    fn send(&mut self, frame: &[u8]) {
        let Some((sender, content)) = wire::read(frame) else {
            return;
        };
        if sender.is_unicast() {
            self.guest = sender;
        }
        match content {
            Content::Dhcp(request) => self.wire.to_guest.extend(wire::dhcp(self.guest, &request)),
            Content::Udp { from, to, payload } => self.udp.send(from, to, &payload),
            Content::Syn { from, to } => self.begin(from, to, frame),
            Content::Other if is_arp_of_guest(frame) => {}
            Content::Other => self.wire.from_guest.push_back(frame.to_vec()),
        }
    }

    /// The next frame for the guest.
    fn receive(&mut self) -> Option<Vec<u8>> {
        self.wire.to_guest.pop_front()
    }

    /// Whether the world outside may still say something.
    fn is_waiting(&self) -> bool {
        !self.pending.is_empty() || !self.connections.is_empty() || !self.listeners.is_empty() || self.udp.is_waiting()
    }

    /// Moves everything on; `now` is the guest's time in nanoseconds.
    fn poll(&mut self, now: u64) {
        let now = Instant::from_micros((now / 1000) as i64);
        self.accept();
        self.settle();
        for _ in 0..ROUNDS {
            let before = self.wire.to_guest.len();
            let _ = self.interface.poll(now, &mut self.wire, &mut self.sockets);
            self.carry();
            if self.wire.to_guest.len() == before && self.wire.from_guest.is_empty() {
                break;
            }
        }
        if self.wire.to_guest.len() < WAITING {
            let mut frames = Vec::new();
            self.udp.receive(self.guest, &mut frames);
            self.wire.to_guest.extend(frames);
        }
    }

    /// Connections are the host's as much as the guest's, and do not outlive
    /// the process. Without any, the gateway remembers next to nothing.
    fn save(&mut self) -> Result<Vec<u8>, String> {
        let open = self.pending.len() + self.connections.len();
        if open != 0 {
            return Err(format!("the guest has {open} connections through its network card; close them first"));
        }
        // So it forgets who is where: it would not be remembered, and both shall go on alike.
        self.interface.update_ip_addrs(|_| ());
        let Wire { from_guest, to_guest } = &self.wire;
        let saved = Saved { from_guest: from_guest.clone(), to_guest: to_guest.clone(), next_port: self.next_port, guest: self.guest.0 };
        let mut bytes = Vec::new();
        ciborium::into_writer(&saved, &mut bytes).map_err(|error| error.to_string())?;
        Ok(bytes)
    }

    fn restore(&mut self, saved: &[u8]) -> Option<()> {
        let Saved { from_guest, to_guest, next_port, guest } = ciborium::from_reader(saved).ok()?;
        self.wire = Wire { from_guest, to_guest };
        (self.next_port, self.guest) = (next_port, EthernetAddress(guest));
        Some(())
    }
}

/// Whether a frame asks for the hardware address of somebody who is not the
/// gateway: a stack that answers for every address would answer, and the
/// guest would think that its own address is taken.
fn is_arp_of_guest(frame: &[u8]) -> bool {
    use smoltcp::wire::{ArpPacket, ArpRepr, EthernetFrame, EthernetProtocol};
    let Some(frame) = EthernetFrame::new_checked(frame).ok().filter(|frame| frame.ethertype() == EthernetProtocol::Arp) else {
        return false;
    };
    let Some(ArpRepr::EthernetIpv4 { target_protocol_addr: target, .. }) =
        ArpPacket::new_checked(frame.payload()).ok().and_then(|packet| ArpRepr::parse(&packet).ok())
    else {
        return true;
    };
    target != GATEWAY && target != NAMES
}
