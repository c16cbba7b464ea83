//! What network cards are connected to: [`link`] says what that is, [`hub`],
//! [`socket`] and [`tap`] lead to other machines and to the host.
//!
//! And a network without privileges: the guest sees a gateway that answers for
//! the whole world, as QEMU's `-netdev user` does, and what it says leaves
//! through sockets of this process.
//!
//! [`wire`] makes and reads frames, [`tcp`] and [`udp`] carry connections and
//! datagrams, [`stack`] holds it all together. The TCP of the gateway, ARP
//! and echoes are smoltcp's. All of it happens when the guest sends a frame or
//! a poll is due, in the thread that runs the guest; only connecting, which
//! can block, has a thread of its own.
//!
//! Without connections to the outside nothing depends on the host, so that
//! runs repeat exactly.

mod hub;
mod link;
mod socket;
mod stack;
#[cfg(target_os = "linux")]
mod tap;
mod tcp;
mod udp;
mod wire;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};

pub use hub::{Hub, Plug};
pub(crate) use link::{Link, connect};
pub(crate) use stack::Stack;

/// The gateway: the host, for the guest.
pub(crate) const GATEWAY: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 2);
/// The name server.
pub(crate) const NAMES: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 3);
/// The address that a guest is given if it asks.
pub(crate) const GUEST: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 15);
/// Bits that all addresses of the network have in common.
pub(crate) const PREFIX: u8 = 24;

/// Which network a card is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Network {
    /// One of its own, behind a gateway that leads to the host (10.0.2.2) and
    /// further; with ports of the host that lead to the guest.
    User(Vec<Forward>),
    /// A cable to a machine that connects to this address.
    Listen(SocketAddr),
    /// A cable to a machine that listens at this address.
    Connect(SocketAddr),
    /// A cable through datagrams.
    Datagrams {
        /// Where they come to.
        local: SocketAddr,
        /// Where they go to.
        remote: SocketAddr,
    },
    /// A hub between machines of this process.
    Hub(Plug),
    /// A tap of the host, by name (Linux).
    Tap(String),
}

/// A port of the host that leads to one of the guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forward {
    /// Where the host listens.
    pub host: SocketAddrV4,
    /// Where the guest listens.
    pub guest: SocketAddrV4,
}

impl Forward {
    /// Address of the guest if a forward does not name one.
    pub const GUEST: Ipv4Addr = GUEST;
}

/// Where a destination of the guest's is on the host.
fn outside(at: SocketAddrV4) -> SocketAddrV4 {
    if *at.ip() == GATEWAY { SocketAddrV4::new(Ipv4Addr::LOCALHOST, at.port()) } else { at }
}
