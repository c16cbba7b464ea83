//! A guest with a TCP of its own talks to servers of this machine.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddrV4, TcpListener, TcpStream, UdpSocket};
use std::time::{Duration, Instant as HostInstant};

use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet};
use smoltcp::phy::{ChecksumCapabilities, Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::socket::tcp::{Socket, State};
use smoltcp::time::Instant;
use smoltcp::wire::{
    ArpOperation, ArpPacket, ArpRepr, DhcpMessageType, DhcpPacket, DhcpRepr, EthernetAddress, EthernetFrame, EthernetProtocol,
    EthernetRepr, HardwareAddress, Icmpv4Packet, Icmpv4Repr, IpCidr, IpProtocol, Ipv4Cidr, Ipv4Packet, Ipv4Repr, UdpPacket,
};

use super::tcp::socket;
use super::wire::{GATEWAY_HARDWARE, datagram};
use super::*;

const HARDWARE: EthernetAddress = EthernetAddress([0x52, 0x54, 0, 0x12, 0x34, 0x56]);
const LIMIT: Duration = Duration::from_secs(20);

/// A stack as a wire of the guest's.
struct Cable(Stack);
struct Frame(Vec<u8>);
struct Out<'a>(&'a mut Stack);

impl RxToken for Frame {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, f: F) -> R {
        f(&self.0)
    }
}

impl TxToken for Out<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, len: usize, f: F) -> R {
        let mut frame = vec![0; len];
        let result = f(&mut frame);
        self.0.send(&frame);
        result
    }
}

impl Device for Cable {
    type RxToken<'a> = Frame;
    type TxToken<'a> = Out<'a>;

    fn receive(&mut self, _: Instant) -> Option<(Frame, Out<'_>)> {
        let frame = self.0.receive()?;
        Some((Frame(frame), Out(&mut self.0)))
    }

    fn transmit(&mut self, _: Instant) -> Option<Out<'_>> {
        Some(Out(&mut self.0))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = 1514;
        capabilities
    }
}

struct Guest {
    cable: Cable,
    interface: Interface,
    sockets: SocketSet<'static>,
    begin: HostInstant,
}

impl Guest {
    fn new(forwards: &[Forward]) -> Self {
        let mut cable = Cable(Stack::new(forwards).unwrap());
        let mut interface = Interface::new(Config::new(HardwareAddress::Ethernet(HARDWARE)), &mut cable, Instant::ZERO);
        interface.update_ip_addrs(|addresses| addresses.push(IpCidr::Ipv4(Ipv4Cidr::new(GUEST, PREFIX))).unwrap());
        interface.routes_mut().add_default_ipv4_route(GATEWAY).unwrap();
        Self { cable, interface, sockets: SocketSet::new(Vec::new()), begin: HostInstant::now() }
    }

    fn connect(&mut self, port: u16) -> SocketHandle {
        let mut socket = socket();
        socket.connect(self.interface.context(), (GATEWAY, port), 40_000).unwrap();
        self.sockets.add(socket)
    }

    /// Lets time pass until `done`.
    #[track_caller]
    fn until(&mut self, what: &str, mut done: impl FnMut(&mut Self) -> bool) {
        while !done(self) {
            assert!(self.begin.elapsed() < LIMIT, "never: {what}");
            let now = self.begin.elapsed();
            self.cable.0.poll(now.as_nanos() as u64);
            self.interface.poll(Instant::from_micros(now.as_micros() as i64), &mut self.cable, &mut self.sockets);
            std::thread::yield_now();
        }
    }

    fn socket(&mut self, handle: SocketHandle) -> &mut Socket<'static> {
        self.sockets.get_mut(handle)
    }
}

#[test]
fn a_guest_talks_to_a_server() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        stream.write_all(&bytes).unwrap();
    });
    // More than any buffer on the way holds.
    let bytes: Vec<u8> = (0..2_000_000u32).map(|n| (n % 251) as u8).collect();
    let mut guest = Guest::new(&[]);
    let handle = guest.connect(port);
    let (mut sent, mut received) = (0, Vec::new());
    guest.until("all bytes come back", |guest| {
        let socket = guest.socket(handle);
        if sent < bytes.len() && socket.can_send() {
            sent += socket.send_slice(&bytes[sent..]).unwrap();
            if sent == bytes.len() {
                socket.close();
            }
        }
        while socket.can_recv() {
            socket.recv(|part| (part.len(), received.extend_from_slice(part))).unwrap();
        }
        received.len() == bytes.len() && !socket.may_recv()
    });
    assert!(received == bytes);
    server.join().unwrap();
    guest.until("the gateway forgets it", |guest| !guest.cable.0.is_waiting());
}

#[test]
fn a_refusal_is_one_for_the_guest() {
    let closed = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
    let mut guest = Guest::new(&[]);
    let handle = guest.connect(closed);
    guest.until("refused", |guest| guest.socket(handle).state() == State::Closed);
    assert!(!guest.cable.0.is_waiting());
}

#[test]
fn a_port_of_the_host_leads_to_the_guest() {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
    let host = SocketAddrV4::new(Ipv4Addr::LOCALHOST, free);
    let mut guest = Guest::new(&[Forward { host, guest: SocketAddrV4::new(GUEST, 22) }]);
    let mut listening = socket();
    listening.listen(22).unwrap();
    let handle = guest.sockets.add(listening);
    let mut client = TcpStream::connect(host).unwrap();
    client.write_all(b"knock").unwrap();
    guest.until("heard", |guest| guest.socket(handle).recv_queue() == 5);
    guest.socket(handle).send_slice(b"who?").unwrap();
    client.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
    let mut answer = [0; 4];
    guest.until("answered", |_| client.read_exact(&mut answer).is_ok());
    assert_eq!(&answer, b"who?");
}

#[test]
fn datagrams_come_back() {
    let server = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = server.local_addr().unwrap().port();
    let mut stack = Stack::new(&[]).unwrap();
    let (from, to) = (SocketAddrV4::new(GUEST, 5000), SocketAddrV4::new(GATEWAY, port));
    stack.send(&datagram(HARDWARE, from, to, b"question").unwrap());
    let mut bytes = [0; 100];
    server.set_read_timeout(Some(LIMIT)).unwrap();
    let (length, sender) = server.recv_from(&mut bytes).unwrap();
    assert_eq!(&bytes[..length], b"question");
    server.send_to(b"answer", sender).unwrap();
    let begin = HostInstant::now();
    let frame = loop {
        stack.poll(0);
        if let Some(frame) = stack.receive() {
            break frame;
        }
        assert!(begin.elapsed() < LIMIT);
    };
    // Frames of the test came from the gateway's hardware address.
    let frame = EthernetFrame::new_checked(&frame[..]).unwrap();
    let packet = Ipv4Packet::new_checked(frame.payload()).unwrap();
    let answer = UdpPacket::new_checked(packet.payload()).unwrap();
    assert_eq!((packet.src_addr(), packet.dst_addr()), (GATEWAY, GUEST));
    assert_eq!((answer.src_port(), answer.dst_port(), answer.payload()), (port, 5000, &b"answer"[..]));
}

#[test]
fn a_client_is_given_its_address() {
    let request = DhcpRepr {
        message_type: DhcpMessageType::Discover,
        transaction_id: 7,
        secs: 0,
        client_hardware_address: HARDWARE,
        client_ip: Ipv4Addr::UNSPECIFIED,
        your_ip: Ipv4Addr::UNSPECIFIED,
        server_ip: Ipv4Addr::UNSPECIFIED,
        router: None,
        subnet_mask: None,
        relay_agent_ip: Ipv4Addr::UNSPECIFIED,
        broadcast: false,
        requested_ip: None,
        client_identifier: None,
        server_identifier: None,
        parameter_request_list: None,
        dns_servers: None,
        max_size: None,
        lease_duration: None,
        renew_duration: None,
        rebind_duration: None,
        additional_options: &[],
    };
    let mut bytes = vec![0; request.buffer_len()];
    request.emit(&mut DhcpPacket::new_unchecked(bytes.as_mut_slice())).unwrap();
    let (from, to) = (SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 68), SocketAddrV4::new(Ipv4Addr::BROADCAST, 67));
    let mut stack = Stack::new(&[]).unwrap();
    stack.send(&datagram(HARDWARE, from, to, &bytes).unwrap());
    let frame = stack.receive().unwrap();
    let frame = EthernetFrame::new_checked(&frame[..]).unwrap();
    let packet = Ipv4Packet::new_checked(frame.payload()).unwrap();
    let datagram = UdpPacket::new_checked(packet.payload()).unwrap();
    let packet = DhcpPacket::new_checked(datagram.payload()).unwrap();
    let offer = DhcpRepr::parse(&packet).unwrap();
    assert_eq!((offer.message_type, offer.transaction_id, offer.your_ip), (DhcpMessageType::Offer, 7, GUEST));
    assert_eq!((offer.router, offer.subnet_mask), (Some(GATEWAY), Some(Ipv4Addr::new(255, 255, 255, 0))));
    assert_eq!(offer.dns_servers.unwrap().as_slice(), [NAMES]);
}

/// A frame of the guest's.
fn frame(kind: EthernetProtocol, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 14 + payload.len()];
    let mut frame = EthernetFrame::new_unchecked(&mut bytes);
    EthernetRepr { src_addr: HARDWARE, dst_addr: GATEWAY_HARDWARE, ethertype: kind }.emit(&mut frame);
    frame.payload_mut().copy_from_slice(payload);
    bytes
}

/// The gateway's hardware address, asked for by the address of `target`.
fn resolve(stack: &mut Stack, target: Ipv4Addr) -> Option<EthernetAddress> {
    let question = ArpRepr::EthernetIpv4 {
        operation: ArpOperation::Request,
        source_hardware_addr: HARDWARE,
        source_protocol_addr: GUEST,
        target_hardware_addr: EthernetAddress([0; 6]),
        target_protocol_addr: target,
    };
    let mut bytes = vec![0; question.buffer_len()];
    question.emit(&mut ArpPacket::new_unchecked(&mut bytes));
    stack.send(&frame(EthernetProtocol::Arp, &bytes));
    stack.poll(0);
    Some(EthernetFrame::new_checked(&stack.receive()?[..]).unwrap().src_addr())
}

#[test]
fn the_gateway_answers_for_itself_only() {
    let mut stack = Stack::new(&[]).unwrap();
    assert_eq!(resolve(&mut stack, GATEWAY), Some(GATEWAY_HARDWARE));
    assert_eq!(resolve(&mut stack, NAMES), Some(GATEWAY_HARDWARE));
    assert_eq!(resolve(&mut stack, GUEST), None, "that would be taken for a duplicate");
}

#[test]
fn an_echo_comes_back() {
    let mut stack = Stack::new(&[]).unwrap();
    resolve(&mut stack, GATEWAY);
    let echo = Icmpv4Repr::EchoRequest { ident: 1, seq_no: 2, data: b"echo" };
    let ip = Ipv4Repr { src_addr: GUEST, dst_addr: GATEWAY, next_header: IpProtocol::Icmp, payload_len: echo.buffer_len(), hop_limit: 64 };
    let checksums = ChecksumCapabilities::default();
    let mut bytes = vec![0; ip.buffer_len() + echo.buffer_len()];
    let mut packet = Ipv4Packet::new_unchecked(&mut bytes);
    ip.emit(&mut packet, &checksums);
    echo.emit(&mut Icmpv4Packet::new_unchecked(packet.payload_mut()), &checksums);
    stack.send(&frame(EthernetProtocol::Ipv4, &bytes));
    stack.poll(0);
    let answer = stack.receive().unwrap();
    assert!(answer.ends_with(b"echo"));
    assert!(!stack.is_waiting(), "none of this needs the world");
}

#[test]
fn nonsense_is_dropped() {
    let mut stack = Stack::new(&[]).unwrap();
    let good = datagram(HARDWARE, SocketAddrV4::new(GUEST, 1), SocketAddrV4::new(GATEWAY, 67), &[0; 300]).unwrap();
    for length in 0..good.len() {
        stack.send(&good[..length]);
        // Not where it goes to: it would leave this machine.
        if !(30..34).contains(&length) {
            let mut bent = good.clone();
            bent[length] ^= 0xff;
            stack.send(&bent);
        }
        stack.poll(length as u64);
    }
}
