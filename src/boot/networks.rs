//! The networks that `-netdev` describes.

use super::properties::Properties;
use ::emulator::{Forward, Network};
use anyhow::{Context as _, bail, ensure};
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, ToSocketAddrs as _};

/// What a network card can be connected to.
pub fn read(properties: &mut Properties) -> anyhow::Result<Network> {
    Ok(match properties.first.as_str() {
        "user" => user(properties)?,
        "socket" => socket(properties)?,
        "tap" => {
            let scripts = ["script", "downscript"].map(|key| properties.take(key).unwrap_or_else(|| "no".to_string()));
            ensure!(scripts.iter().all(|script| script == "no"), "-netdev tap: no scripts are run here\n  help: script=no,downscript=no");
            Network::Tap(properties.need("ifname")?)
        }
        other => bail!("-netdev {other}: there are user, socket and tap"),
    })
}

/// A network behind a gateway.
fn user(properties: &mut Properties) -> anyhow::Result<Network> {
    let mut forwards = Vec::new();
    while let Some(text) = properties.take_one("hostfwd") {
        forwards.push(forward(&text).with_context(|| format!("hostfwd={text}: write tcp:[ADDRESS]:PORT-[ADDRESS]:PORT"))?);
    }
    Ok(Network::User(forwards))
}

/// A cable to another machine.
fn socket(properties: &mut Properties) -> anyhow::Result<Network> {
    let local = |text: &str| if text.starts_with(':') { format!("{}{text}", Ipv4Addr::UNSPECIFIED) } else { text.to_string() };
    if let Some(text) = properties.take("listen") {
        return Ok(Network::Listen(address(&local(&text))?));
    }
    if let Some(text) = properties.take("connect") {
        return Ok(Network::Connect(address(&text)?));
    }
    let Some(text) = properties.take("udp") else { bail!("-netdev socket: write listen=, connect= or udp=") };
    Ok(Network::Datagrams { remote: address(&text)?, local: address(&local(&properties.need("localaddr")?))? })
}

fn address(text: &str) -> anyhow::Result<SocketAddr> {
    let found = text.to_socket_addrs().ok().and_then(|mut found| found.next());
    found.with_context(|| format!("{text}: write HOST:PORT"))
}

/// `tcp:[ADDRESS]:PORT-[ADDRESS]:PORT`.
fn forward(text: &str) -> Option<Forward> {
    let text = text.strip_prefix("tcp:").or_else(|| text.strip_prefix(':'))?;
    let (host, guest) = text.split_once('-')?;
    let at = |text: &str, default: Ipv4Addr| {
        let (address, port) = text.rsplit_once(':')?;
        let address = if address.is_empty() { default } else { address.parse().ok()? };
        Some(SocketAddrV4::new(address, port.parse().ok()?))
    };
    Some(Forward { host: at(host, Ipv4Addr::UNSPECIFIED)?, guest: at(guest, Forward::GUEST)? })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn forwards_are_read() {
        let found = forward("tcp:127.0.0.1:2222-:22").unwrap();
        assert_eq!((found.host.to_string().as_str(), found.guest.to_string().as_str()), ("127.0.0.1:2222", "10.0.2.15:22"));
        assert_eq!(forward("tcp::1-10.0.2.9:2").unwrap().guest.to_string(), "10.0.2.9:2");
        assert!(forward("udp::1-:2").is_none() && forward("tcp::x-:2").is_none());
    }

    #[test]
    fn cables_are_read() {
        let network = |text: &str| read(&mut Properties::parse(text));
        let at = |text: &str| text.parse::<SocketAddr>().unwrap();
        assert_eq!(network("socket,id=n,listen=:1234").unwrap(), Network::Listen(at("0.0.0.0:1234")));
        assert_eq!(network("socket,id=n,connect=127.0.0.1:5").unwrap(), Network::Connect(at("127.0.0.1:5")));
        let udp = Network::Datagrams { remote: at("127.0.0.1:5"), local: at("127.0.0.1:6") };
        assert_eq!(network("socket,id=n,udp=127.0.0.1:5,localaddr=127.0.0.1:6").unwrap(), udp);
        assert_eq!(network("tap,id=n,ifname=tap0,script=no").unwrap(), Network::Tap("tap0".to_string()));
        for (wrong, why) in
            [("tap,id=n,ifname=t,script=/etc/up", "no scripts"), ("socket,id=n", "listen="), ("vde,id=n", "user, socket and tap")]
        {
            assert!(network(wrong).unwrap_err().to_string().contains(why), "{wrong}");
        }
    }
}
