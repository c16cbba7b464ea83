//! Where the system's apt gets its packages: the Debian mirror to use.
//!
//! The mirror is taken from the system's own apt sources, so that a site's
//! mirror is used where there is one. `DEBIAN_MIRROR` (and
//! `DEBIAN_SECURITY_MIRROR`) in the environment come first.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Error;

/// The base URIs of a Debian mirror, and the key that its lists are signed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mirror {
    pub(crate) main: String,
    pub(crate) security: String,
    pub(crate) keyring: Option<PathBuf>,
}

/// One line `deb ...`, or one combination of a `.sources` paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Source {
    uri: String,
    suite: String,
    has_main: bool,
    signed_by: Option<String>,
}

/// Debian's suites with packages that go into `main`.
const SUITES: [&str; 10] = ["bullseye", "bookworm", "trixie", "forky", "oldoldstable", "oldstable", "stable", "testing", "unstable", "sid"];

/// The mirror that the environment or the system's sources name.
pub(crate) fn mirror() -> Result<Mirror, Error> {
    let sources = system_sources(Path::new("/etc/apt"));
    let mut found = choose(&sources);
    if let Ok(main) = env::var("DEBIAN_MIRROR") {
        let keyring = found.and_then(|mirror| mirror.keyring);
        found = Some(Mirror { security: beside(&main), main, keyring });
    }
    let mut found = found.ok_or_else(|| Error::Unfit {
        what: "the apt sources of this system (/etc/apt) name no Debian mirror".to_string(),
        advice: "name one: DEBIAN_MIRROR=<the URI that a `deb` line has> draftvisor setup".to_string(),
    })?;
    if let Ok(security) = env::var("DEBIAN_SECURITY_MIRROR") {
        found.security = security;
    }
    found.keyring = ["gpg", "pgp"]
        .map(|end| format!("/usr/share/keyrings/debian-archive-keyring.{end}"))
        .into_iter()
        .map(PathBuf::from)
        .chain(found.keyring)
        .find(|keyring| keyring.is_file());
    Ok(found)
}

/// The Debian archive among `sources`, before the repositories of others that
/// use the same suite names: those rarely end in `/debian`.
fn choose(sources: &[Source]) -> Option<Mirror> {
    let usable = || sources.iter().filter(|s| s.has_main && !s.uri.starts_with("cdrom:"));
    let plain = || usable().filter(|s| SUITES.contains(&s.suite.as_str()));
    let main = plain().find(|s| s.uri.trim_end_matches('/').ends_with("/debian")).or_else(|| plain().next())?;
    let security =
        usable().find(|s| s.suite.ends_with("-security") && in_debian(&s.suite)).map_or_else(|| beside(&main.uri), |s| s.uri.clone());
    Some(Mirror { main: main.uri.clone(), security, keyring: main.signed_by.as_ref().map(PathBuf::from) })
}

fn in_debian(suite: &str) -> bool {
    SUITES.contains(&suite.trim_end_matches("-security"))
}

/// Where a mirror of `main` usually has the security archive.
fn beside(main: &str) -> String {
    let trimmed = main.trim_end_matches('/');
    match trimmed.strip_suffix("/debian") {
        Some(start) => format!("{start}/debian-security"),
        None => format!("{trimmed}-security"),
    }
}

fn system_sources(etc: &Path) -> Vec<Source> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(etc.join("sources.list.d")).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
    files.sort();
    files.insert(0, etc.join("sources.list"));
    let mut sources = Vec::new();
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        match file.extension().and_then(|end| end.to_str()) {
            Some("list") => sources.extend(text.lines().filter_map(one_line)),
            Some("sources") => sources.extend(text_paragraphs(&text)),
            _ => {}
        }
    }
    sources
}

/// `deb [signed-by=KEYRING] URI SUITE COMPONENT...`
fn one_line(line: &str) -> Option<Source> {
    let line = line.split('#').next()?.trim();
    let rest = line.strip_prefix("deb")?;
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
    let (options, rest) = match rest.strip_prefix('[') {
        Some(inside) => inside.split_once(']')?,
        None => ("", rest),
    };
    let mut words = rest.split_whitespace();
    Some(Source {
        uri: words.next()?.to_string(),
        suite: words.next()?.to_string(),
        has_main: words.any(|word| word == "main"),
        signed_by: options.split_whitespace().find_map(|option| option.strip_prefix("signed-by=")).map(str::to_string),
    })
}

/// The paragraphs of a `.sources` file, one `Source` per URI and suite.
fn text_paragraphs(text: &str) -> Vec<Source> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let paragraphs = lines.split(|line| line.trim().is_empty());
    paragraphs.flat_map(paragraph).collect()
}

fn paragraph(lines: &[&str]) -> Vec<Source> {
    let field = |name: &str| {
        lines.iter().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    };
    let words = |name: &str| field(name).unwrap_or_default().split_whitespace();
    if field("Enabled").is_some_and(|value| value == "no") || !words("Types").any(|t| t == "deb") {
        return Vec::new();
    }
    let signed_by = field("Signed-By").filter(|key| key.starts_with('/'));
    let has_main = words("Components").any(|component| component == "main");
    let mut sources = Vec::new();
    for uri in words("URIs") {
        sources.extend(words("Suites").map(|suite| Source {
            uri: uri.to_string(),
            suite: suite.to_string(),
            has_main,
            signed_by: signed_by.map(str::to_string),
        }));
    }
    sources
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn debian_comes_before_others_with_the_same_suites() {
        let text = "Types: deb\nURIs: http://x.example/php/\nSuites: bookworm\nComponents: main\n\
                    \n# old\nTypes: deb deb-src\nURIs: http://m.example/debian\n\
                    # http://snapshot.example\n\
                    Suites: bookworm bookworm-updates\nComponents: main\nSigned-By: /k.gpg\n\n\
                    Types: deb\nURIs: http://s.example/debian-security\n\
                    Suites: bookworm-security\nComponents: main\n";
        let mirror = choose(&text_paragraphs(text)).unwrap();
        assert_eq!(mirror.main, "http://m.example/debian");
        assert_eq!(mirror.security, "http://s.example/debian-security");
        assert_eq!(mirror.keyring, Some(PathBuf::from("/k.gpg")));
    }

    #[test]
    fn one_line_sources_are_understood() {
        let lines = "deb-src http://a.example/debian bookworm main\n\
                     #deb http://b.example/debian bookworm main\n\
                     deb cdrom:[Debian]/ bookworm main\n\
                     deb http://c.example/x nodistro main\n\
                     deb [arch=amd64 signed-by=/k.pgp] http://d.example/debian/ trixie main # x\n";
        let sources: Vec<Source> = lines.lines().filter_map(one_line).collect();
        let mirror = choose(&sources).unwrap();
        assert_eq!(mirror.main, "http://d.example/debian/");
        assert_eq!(mirror.security, "http://d.example/debian-security");
        assert_eq!(mirror.keyring, Some(PathBuf::from("/k.pgp")));
    }

    #[test]
    fn another_distribution_names_no_mirror() {
        let line = one_line("deb http://u.example/ubuntu noble main universe").unwrap();
        assert_eq!(choose(&[line]), None);
    }

    #[test]
    fn a_disabled_paragraph_is_skipped() {
        let text = "Enabled: no\nTypes: deb\nURIs: http://m.example/debian\nSuites: sid\n\
                    Components: main\n";
        assert_eq!(choose(&text_paragraphs(text)), None);
    }
}
