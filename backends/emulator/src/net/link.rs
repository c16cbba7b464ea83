//! What a network card is connected to.

use super::socket::{Datagrams, Stream};
use super::{Network, Stack};

/// The other end of a card's cable.
pub(crate) trait Link: Send {
    /// Takes a frame of the guest's.
    fn send(&mut self, frame: &[u8]);
    /// The next frame for the guest.
    fn receive(&mut self) -> Option<Vec<u8>>;
    /// Moves everything on; `now` is the guest's time in nanoseconds.
    fn poll(&mut self, now: u64);
    /// Whether the world outside may still say something.
    fn is_waiting(&self) -> bool;
    /// What has to be remembered in a snapshot.
    ///
    /// # Errors
    ///
    /// What cannot be, in words.
    fn save(&mut self) -> Result<Vec<u8>, String> {
        // Frames on their way are lost, as they may be on any network.
        Ok(Vec::new())
    }
    /// Remembers; `None` if that is not of such a link.
    fn restore(&mut self, saved: &[u8]) -> Option<()> {
        saved.is_empty().then_some(())
    }
}

/// Connects a cable.
///
/// # Errors
///
/// If the host does not let us.
pub(crate) fn connect(network: &Network) -> std::io::Result<Box<dyn Link>> {
    Ok(match network {
        Network::User(forwards) => Box::new(Stack::new(forwards)?),
        Network::Listen(at) => Box::new(Stream::listen(*at)?),
        Network::Connect(to) => Box::new(Stream::connect(*to)?),
        Network::Hub(plug) => Box::new(plug.clone()),
        Network::Datagrams { local, remote } => Box::new(Datagrams::new(*local, *remote)?),
        #[cfg(target_os = "linux")]
        Network::Tap(name) => Box::new(super::tap::Tap::open(name)?),
        #[cfg(not(target_os = "linux"))]
        Network::Tap(_) => return Err(std::io::Error::other("there are taps on Linux only")),
    })
}
