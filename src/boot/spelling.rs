//! QEMU's way to write options: one dash, and a value that is the next word
//! whatever it begins with. [`as_ours`] makes of it what clap reads.

/// QEMU's options that take a value, and ours of the same meaning.
const WITH_VALUE: [(&str, &str); 24] = [
    ("M", "machine"),
    ("machine", "machine"),
    ("cpu", "cpu"),
    ("smp", "smp"),
    ("m", "memory"),
    ("bios", "bios"),
    ("kernel", "kernel"),
    ("initrd", "initrd"),
    ("append", "append"),
    ("drive", "drive"),
    ("device", "device"),
    ("netdev", "netdev"),
    ("chardev", "chardev"),
    ("fsdev", "fsdev"),
    ("virtfs", "virtfs"),
    ("object", "object"),
    ("serial", "serial"),
    ("monitor", "monitor"),
    ("display", "display"),
    ("name", "name"),
    ("accel", "accel"),
    ("rtc", "rtc"),
    ("d", "log"),
    ("D", "log-file"),
];

/// QEMU's options that take none.
const ALONE: [&str; 4] = ["nographic", "no-reboot", "snapshot", "nodefaults"];

/// Rewrites the words behind the subcommand `boot`; all others stay.
///
/// # Errors
///
/// For a word with one dash that is no option here, with the nearest one.
pub fn as_ours(words: Vec<String>) -> anyhow::Result<Vec<String>> {
    let Some(boot) = words.iter().position(|word| word == "boot").filter(|at| *at == 1) else {
        return Ok(words);
    };
    let mut ours: Vec<String> = words[..=boot].to_vec();
    let mut rest = words[boot + 1..].iter();
    while let Some(word) = rest.next() {
        let name = word.strip_prefix('-').filter(|name| !name.is_empty() && !name.starts_with('-') && *name != "h" && *name != "V");
        let Some(name) = name else {
            ours.push(word.clone());
            continue;
        };
        if let Some((_, long)) = WITH_VALUE.iter().find(|(qemu, _)| *qemu == name) {
            let value = rest.next().ok_or_else(|| anyhow::anyhow!("-{name} wants a value"))?;
            ours.push(format!("--{long}={value}"));
        } else if ALONE.contains(&name) {
            ours.push(format!("--{name}"));
        } else {
            let known = WITH_VALUE.iter().map(|(qemu, _)| *qemu).chain(ALONE);
            let near = crate::words::did_you_mean(name, known);
            anyhow::bail!("of QEMU's options, `-{name}` is not known here{near}\n  help: `draftvisor boot --help` lists those that are");
        }
    }
    Ok(ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(line: &str) -> Result<String, String> {
        let words = line.split(' ').map(str::to_string).collect();
        as_ours(words).map(|ours| ours.join(" ")).map_err(|error| error.to_string())
    }

    #[test]
    fn one_dash_becomes_two_and_values_are_left_alone() {
        let line = "draftvisor boot --rev last -M virt -m 256 -smp 2 -append -x -nographic -no-reboot";
        let expected = "draftvisor boot --rev last --machine=virt --memory=256 --smp=2 --append=-x --nographic --no-reboot";
        assert_eq!(ours(line).as_deref(), Ok(expected));
    }

    #[test]
    fn other_commands_are_left_alone() {
        assert_eq!(ours("draftvisor run -x").as_deref(), Ok("draftvisor run -x"));
    }

    #[test]
    fn an_unknown_option_names_the_nearest() {
        let error = ours("draftvisor boot -kernal Image").err();
        assert!(error.as_ref().is_some_and(|e| e.contains("`-kernal`") && e.contains("did you mean `kernel`?")), "{error:?}");
        assert!(ours("draftvisor boot -kernel").is_err_and(|e| e.contains("wants a value")));
    }
}
