//! `name,key=value,...`: how QEMU writes what a device is like.

use crate::words::did_you_mean;
use anyhow::{Context as _, bail};

/// A word and properties, each of which has to be asked for.
#[derive(Debug)]
pub struct Properties {
    text: String,
    /// What stands in front, without a key.
    pub first: String,
    list: Vec<(String, String)>,
}

impl Properties {
    /// Takes `word,key=value,...` apart; `,,` in a value is a comma.
    pub fn parse(text: &str) -> Self {
        let mut parts = vec![String::new()];
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                ',' if chars.next_if_eq(&',').is_none() => parts.push(String::new()),
                c => parts.last_mut().expect("there is always one").push(c),
            }
        }
        let is_first = parts.first().is_some_and(|part| !part.contains('='));
        let first = if is_first { parts.remove(0) } else { String::new() };
        let list = parts.into_iter().filter(|part| !part.is_empty());
        let list = list.map(|part| part.split_once('=').map_or((part.clone(), "on".to_string()), |(k, v)| (k.to_string(), v.to_string())));
        Self { text: text.to_string(), first, list: list.collect() }
    }

    /// Takes the value of a key; the last one counts.
    pub fn take(&mut self, key: &str) -> Option<String> {
        let found = self.list.iter().rposition(|(k, _)| k == key)?;
        let value = self.list.remove(found).1;
        self.list.retain(|(k, _)| k != key);
        Some(value)
    }

    /// Takes the first value of a key that may be there several times.
    pub fn take_one(&mut self, key: &str) -> Option<String> {
        let found = self.list.iter().position(|(k, _)| k == key)?;
        Some(self.list.remove(found).1)
    }

    /// Takes a value that has to be there.
    pub fn need(&mut self, key: &str) -> anyhow::Result<String> {
        self.take(key).with_context(|| format!("`{}` says no {key}=", self.text))
    }

    /// Takes `key=on` or `key=off`, in each of QEMU's spellings.
    pub fn switch(&mut self, key: &str) -> anyhow::Result<Option<bool>> {
        self.take(key).map(|value| on_or_off(key, &value)).transpose()
    }

    /// All that is left, as pairs.
    pub fn take_all(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.list)
    }

    /// Refuses what nobody has asked for.
    pub fn finish(self, known: &[&str]) -> anyhow::Result<()> {
        match self.list.first() {
            None => Ok(()),
            Some((key, _)) => {
                let near = did_you_mean(key, known.iter().copied());
                bail!("`{}`: {key}= is not known here{near}", self.text)
            }
        }
    }
}

/// `on` or `off`.
pub fn on_or_off(key: &str, value: &str) -> anyhow::Result<bool> {
    match value {
        "on" | "true" | "yes" | "y" => Ok(true),
        "off" | "false" | "no" | "n" => Ok(false),
        _ => bail!("{key}={value}: neither on nor off"),
    }
}

/// Bytes, of a number with a unit; `unit` is that of a number without.
pub fn bytes(text: &str, unit: u64) -> anyhow::Result<u64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" => unit,
        "B" => 1,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        "T" => 1024 * (1 << 30),
        other => bail!("{text}: no unit is called {other}; there are K, M, G and T"),
    };
    let number: u64 = digits.parse().with_context(|| format!("{text}: not a size"))?;
    number.checked_mul(factor).with_context(|| format!("{text}: more than there are addresses"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_taken_apart() {
        let mut p = Properties::parse("virtio-blk-device,drive=d,,0,x,bus=b");
        let drive = p.take("drive").unwrap();
        assert_eq!((p.first.as_str(), drive.as_str()), ("virtio-blk-device", "d,0"));
        assert_eq!(p.switch("x").unwrap(), Some(true));
        let error = p.finish(&["bug"]).unwrap_err().to_string();
        assert!(error.contains("bus=") && error.contains("`bug`"), "{error}");
        assert_eq!(Properties::parse("file=a").need("file").unwrap(), "a");
        assert!(Properties::parse("file=a").need("id").is_err());
    }

    #[test]
    fn sizes_have_units() {
        assert_eq!(bytes("256", 1 << 20).unwrap(), 256 << 20);
        assert_eq!(bytes("2G", 1).unwrap(), 2 << 30);
        assert!(bytes("2X", 1).is_err() && bytes("", 1).is_err() && bytes("99999999999T", 1).is_err());
    }
}
