//! How a run of our emulator starts, as its child process says.

use std::fmt;

/// Word that the line begins with.
const WORD: &str = "START";

/// What the child says of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// From the start of the process to the first instruction of the guest.
    pub nanoseconds: u64,
    /// Bytes of guest RAM that hold anything in the end, by pages.
    pub touched_bytes: u64,
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{WORD} {} {}", self.nanoseconds, self.touched_bytes)
    }
}

impl Start {
    /// Finds it in what the child printed.
    pub fn parse(output: &str) -> Option<Self> {
        let mut words = output.lines().find_map(|line| line.strip_prefix(WORD))?.split_whitespace().map(|word| word.parse().ok());
        Some(Self { nanoseconds: words.next()??, touched_bytes: words.next()?? })
    }
}

/// How our emulator starts, and what it takes besides guest RAM.
#[derive(Clone, Copy, Debug, Default)]
pub struct Started {
    /// Milliseconds to the first instruction, the median of the rounds.
    pub first_instruction: f64,
    /// Most memory of a run less the guest RAM that it touched, in bytes: of
    /// the run where that is most.
    pub besides_ram: u64,
}

impl Started {
    /// Of runs and their most memory in bytes; `None` if there was no run.
    pub fn of(runs: &[(Start, u64)]) -> Option<Self> {
        let mut times: Vec<u64> = runs.iter().map(|(start, _)| start.nanoseconds).collect();
        times.sort_unstable();
        let besides = runs.iter().map(|(start, peak)| peak.saturating_sub(start.touched_bytes)).max()?;
        Some(Self { first_instruction: *times.get(times.len() / 2)? as f64 / 1e6, besides_ram: besides })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_it() {
        let start = Start { nanoseconds: 12_000_000, touched_bytes: 8192 };
        assert_eq!(Start::parse(&format!("PERF x\n{start}\n")), Some(start));
        assert_eq!(Start::parse("PERF x instret=1"), None);
        let slow = Start { nanoseconds: 30_000_000, ..start };
        let started = Started::of(&[(slow, 10_000), (start, 9000), (start, 8000)]).map(|s| (s.first_instruction, s.besides_ram));
        assert_eq!(started, Some((12.0, 1808)));
        assert!(Started::of(&[]).is_none());
    }
}
