//! Frames: what is in one of the guest's, and how those for it are made.

use smoltcp::phy::ChecksumCapabilities;
use smoltcp::wire::{
    DhcpMessageType, DhcpPacket, DhcpRepr, EthernetAddress, EthernetFrame, EthernetProtocol, EthernetRepr, IpProtocol, Ipv4Packet,
    Ipv4Repr, TcpPacket, UdpPacket, UdpRepr,
};
use std::net::{Ipv4Addr, SocketAddrV4};

use super::{GATEWAY, GUEST, NAMES, PREFIX};

/// Hardware address of the gateway, which is QEMU's.
pub(super) const GATEWAY_HARDWARE: EthernetAddress = EthernetAddress([0x52, 0x55, 10, 0, 2, 2]);
/// Bytes before the payload of UDP.
const HEADERS: usize = 14 + 20 + 8;
/// Bytes of a frame at most, without a check sequence.
pub(super) const FRAME: usize = 1514;
/// Port of a DHCP server; that of its clients is the next.
const DHCP_SERVER: u16 = 67;
/// Seconds for which a guest is given its address.
const LEASE: u32 = 86_400;

/// What is in a frame of the guest's.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A client asks for its address.
    Dhcp(Vec<u8>),
    /// A datagram.
    Udp { from: SocketAddrV4, to: SocketAddrV4, payload: Vec<u8> },
    /// The beginning of a connection.
    Syn { from: SocketAddrV4, to: SocketAddrV4 },
    /// All else: the stack knows what to do with it, or drops it.
    Other,
}

/// The sender of a frame, and what is in it.
pub(super) fn read(frame: &[u8]) -> Option<(EthernetAddress, Content)> {
    let frame = EthernetFrame::new_checked(frame).ok()?;
    let sender = frame.src_addr();
    if frame.ethertype() != EthernetProtocol::Ipv4 {
        return Some((sender, Content::Other));
    }
    Some((sender, content(frame.payload()).unwrap_or(Content::Other)))
}

fn content(packet: &[u8]) -> Option<Content> {
    let packet = Ipv4Packet::new_checked(packet).ok()?;
    if packet.more_frags() || packet.frag_offset() != 0 {
        return None;
    }
    let (source, target) = (packet.src_addr(), packet.dst_addr());
    let between = |from, to| (SocketAddrV4::new(source, from), SocketAddrV4::new(target, to));
    match packet.next_header() {
        IpProtocol::Udp => {
            let datagram = UdpPacket::new_checked(packet.payload()).ok()?;
            let (from, to) = between(datagram.src_port(), datagram.dst_port());
            let payload = datagram.payload().to_vec();
            Some(if to.port() == DHCP_SERVER { Content::Dhcp(payload) } else { Content::Udp { from, to, payload } })
        }
        IpProtocol::Tcp => {
            let segment = TcpPacket::new_checked(packet.payload()).ok()?;
            let (from, to) = between(segment.src_port(), segment.dst_port());
            (segment.syn() && !segment.ack()).then_some(Content::Syn { from, to })
        }
        _ => None,
    }
}

/// A frame with a datagram for the guest; `None` if it is too long for one.
pub(super) fn datagram(guest: EthernetAddress, from: SocketAddrV4, to: SocketAddrV4, payload: &[u8]) -> Option<Vec<u8>> {
    let bytes = HEADERS + payload.len();
    if bytes > FRAME {
        return None;
    }
    let mut buffer = vec![0; bytes];
    let checksums = ChecksumCapabilities::default();
    let mut frame = EthernetFrame::new_unchecked(&mut buffer);
    EthernetRepr { src_addr: GATEWAY_HARDWARE, dst_addr: guest, ethertype: EthernetProtocol::Ipv4 }.emit(&mut frame);
    let udp = UdpRepr { src_port: from.port(), dst_port: to.port() };
    let ip = Ipv4Repr {
        src_addr: *from.ip(),
        dst_addr: *to.ip(),
        next_header: IpProtocol::Udp,
        payload_len: udp.header_len() + payload.len(),
        hop_limit: 64,
    };
    let mut packet = Ipv4Packet::new_unchecked(frame.payload_mut());
    ip.emit(&mut packet, &checksums);
    let mut inner = UdpPacket::new_unchecked(packet.payload_mut());
    let (source, target) = ((*from.ip()).into(), (*to.ip()).into());
    udp.emit(&mut inner, &source, &target, payload.len(), |room| room.copy_from_slice(payload), &checksums);
    Some(buffer)
}

/// The answer to a client that asks for its address.
pub(super) fn dhcp(guest: EthernetAddress, request: &[u8]) -> Option<Vec<u8>> {
    let packet = DhcpPacket::new_checked(request).ok()?;
    let request = DhcpRepr::parse(&packet).ok()?;
    let message_type = match request.message_type {
        DhcpMessageType::Discover => DhcpMessageType::Offer,
        DhcpMessageType::Request => DhcpMessageType::Ack,
        _ => return None,
    };
    let mask = Ipv4Addr::from_bits(u32::MAX << (32 - u32::from(PREFIX)));
    let answer = DhcpRepr {
        message_type,
        your_ip: GUEST,
        server_ip: GATEWAY,
        client_ip: Ipv4Addr::UNSPECIFIED,
        relay_agent_ip: Ipv4Addr::UNSPECIFIED,
        router: Some(GATEWAY),
        subnet_mask: Some(mask),
        requested_ip: None,
        client_identifier: None,
        server_identifier: Some(GATEWAY),
        parameter_request_list: None,
        dns_servers: [NAMES].as_slice().try_into().ok(),
        max_size: None,
        lease_duration: Some(LEASE),
        renew_duration: None,
        rebind_duration: None,
        secs: 0,
        ..request
    };
    let mut bytes = vec![0; answer.buffer_len()];
    answer.emit(&mut DhcpPacket::new_unchecked(bytes.as_mut_slice())).ok()?;
    let from = SocketAddrV4::new(GATEWAY, DHCP_SERVER);
    datagram(guest, from, SocketAddrV4::new(Ipv4Addr::BROADCAST, DHCP_SERVER + 1), &bytes)
}
