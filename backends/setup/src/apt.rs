//! An apt of our own: private lists, cache and status, nothing of the system's.
//!
//! The system's lists may be old or empty, and its archive directories are
//! root's; neither matters here. The system's hooks and preferences are left
//! out: they could touch the system. Its proxy settings are kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Error;
use crate::run::{on_path, run};
use crate::sources::{self, Mirror};

const UPDATE_LIMIT: Duration = Duration::from_secs(300);
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(1200);
const LOCAL_LIMIT: Duration = Duration::from_secs(120);

/// Groups of apt's `Acquire` settings that are ours, not the system's.
const NOT_KEPT: [&str; 7] = ["IndexTargets", "Changelogs", "Languages", "CompressionTypes", "cdrom", "GzipIndexes", "Max-FutureTime"];

/// A Debian suite, and which of the mirror's archives has it.
pub(crate) enum Suite {
    Main(&'static str),
    Security(&'static str),
}

/// A package that an installation would take, and its version.
pub(crate) struct Package {
    pub(crate) name: String,
    version: String,
}

/// An apt with its state in one folder.
pub(crate) struct Apt {
    dir: PathBuf,
    conf: PathBuf,
}

impl Apt {
    /// Makes the folder and reads the mirror's lists of packages for this machine.
    pub(crate) fn open(dir: PathBuf, suites: &[Suite], progress: &dyn Fn(&str)) -> Result<Apt, Error> {
        need("dpkg")?;
        Apt::open_for(&architecture()?, dir, suites, progress)
    }

    /// The same for machines of another architecture.
    pub(crate) fn open_for(architecture: &str, dir: PathBuf, suites: &[Suite], progress: &dyn Fn(&str)) -> Result<Apt, Error> {
        for program in ["apt-get", "apt-config", "dpkg", "dpkg-deb"] {
            need(program)?;
        }
        let mirror = sources::mirror()?;
        let apt = Apt { conf: dir.join("apt.conf"), dir };
        apt.write_state(architecture, &mirror, suites)?;
        progress(&format!("reading the package lists of {}", mirror.main));
        let update = apt.get("reading the package lists", &["update"], UPDATE_LIMIT);
        update.map_err(|e| e.advise("check the network and the apt sources, or name a mirror by DEBIAN_MIRROR=URI"))?;
        Ok(apt)
    }

    fn write_state(&self, architecture: &str, mirror: &Mirror, suites: &[Suite]) -> Result<(), Error> {
        for folder in ["lists/partial", "archives/partial"] {
            let folder = self.dir.join(folder);
            fs::create_dir_all(&folder).map_err(Error::io("cannot create", &folder))?;
        }
        let signed_by = match &mirror.keyring {
            Some(keyring) => format!(" signed-by={}", keyring.display()),
            None => String::new(),
        };
        let mut list = String::new();
        for suite in suites {
            let (base, suite) = match suite {
                Suite::Main(suite) => (&mirror.main, suite),
                Suite::Security(suite) => (&mirror.security, suite),
            };
            list.push_str(&format!("deb [arch={architecture}{signed_by}] {base} {suite} main\n"));
        }
        let conf = self.configuration(architecture)?;
        for (name, text) in [("sources.list", list), ("status", String::new()), ("apt.conf", conf)] {
            let file = self.dir.join(name);
            fs::write(&file, text).map_err(Error::io("cannot write", &file))?;
        }
        Ok(())
    }

    /// The text of apt.conf. As root, apt would download as the user `_apt`,
    /// who may not be able to enter this folder: hence `APT::Sandbox::User`.
    fn configuration(&self, architecture: &str) -> Result<String, Error> {
        let dir = self.dir.display().to_string();
        if dir.contains(['"', '\n']) {
            return Err(Error::Unfit {
                what: format!("apt cannot work in a folder with such a name: {dir}"),
                advice: "move the repository to another folder".to_string(),
            });
        }
        let mut conf = format!(
            r#"Dir::State "{dir}";
Dir::State::lists "{dir}/lists";
Dir::State::status "{dir}/status";
Dir::Cache "{dir}";
Dir::Cache::archives "{dir}/archives";
Dir::Etc::sourcelist "{dir}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null";
APT::Architecture "{architecture}";
APT::Architectures {{ "{architecture}"; }};
APT::Sandbox::User "root";
APT::Install-Recommends "false";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "30";
Acquire::https::Timeout "30";
"#
        );
        conf.push_str(&system_acquire_settings()?);
        Ok(conf)
    }

    fn get(&self, what: &str, args: &[&str], limit: Duration) -> Result<String, Error> {
        let mut command = Command::new("apt-get");
        command.args(["-q", "-y"]).args(args);
        command.env("APT_CONFIG", &self.conf);
        command.current_dir(self.dir.join("archives"));
        run(&mut command, what, limit)
    }

    /// What installing `packages` on an empty system would take.
    pub(crate) fn closure(&self, packages: &[&str]) -> Result<Vec<Package>, Error> {
        let args = [&["-s", "install"], packages].concat();
        let plan = self.get("finding packages", &args, LOCAL_LIMIT)?;
        Ok(plan.lines().filter_map(planned).collect())
    }

    /// Downloads `packages`, just these.
    pub(crate) fn download(&self, packages: &[&Package]) -> Result<Vec<PathBuf>, Error> {
        let exact = packages.iter().map(|p| format!("{}={}", p.name, p.version));
        let exact: Vec<String> = exact.collect();
        let mut args = vec!["download"];
        args.extend(exact.iter().map(String::as_str));
        self.get("downloading packages", &args, DOWNLOAD_LIMIT)?;
        self.take_downloaded()
    }

    /// Downloads `packages` and all that they depend on.
    pub(crate) fn download_with_dependencies(&self, packages: &[&str]) -> Result<Vec<PathBuf>, Error> {
        let args = [&["--download-only", "install"], packages].concat();
        self.get("downloading packages", &args, DOWNLOAD_LIMIT)?;
        self.take_downloaded()
    }

    fn take_downloaded(&self) -> Result<Vec<PathBuf>, Error> {
        let archives = self.dir.join("archives");
        let entries = fs::read_dir(&archives).map_err(Error::io("cannot read", &archives))?;
        let mut debs: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        debs.retain(|file| file.extension().is_some_and(|end| end == "deb"));
        debs.sort();
        Ok(debs)
    }
}

/// Unpacks `debs` into `into`, and removes each: the disk may be small.
pub(crate) fn unpack(debs: &[PathBuf], into: &Path, progress: &dyn Fn(&str)) -> Result<(), Error> {
    progress(&format!("unpacking {} packages", debs.len()));
    for deb in debs {
        let mut command = Command::new("dpkg-deb");
        command.arg("--extract").arg(deb).arg(into);
        run(&mut command, "unpacking a package", LOCAL_LIMIT * 5)?;
        fs::remove_file(deb).map_err(Error::io("cannot remove", deb))?;
    }
    Ok(())
}

/// The Debian name of this machine's architecture, as in `amd64`.
fn architecture() -> Result<String, Error> {
    let mut command = Command::new("dpkg");
    let name = run(command.arg("--print-architecture"), "asking for the architecture", LOCAL_LIMIT)?;
    Ok(name.trim().to_string())
}

/// Proxies, time checks and the like; later lines win, so these come last.
fn system_acquire_settings() -> Result<String, Error> {
    let mut command = Command::new("apt-config");
    command.args(["dump", "Acquire"]);
    let dump = run(&mut command, "reading apt's settings", LOCAL_LIMIT)?;
    let kept = |line: &&str| {
        let Some(key) = line.strip_prefix("Acquire::") else {
            return false;
        };
        let group = key.split([':', ' ']).next().unwrap_or_default();
        !NOT_KEPT.contains(&group)
    };
    let lines: Vec<&str> = dump.lines().filter(kept).collect();
    Ok(lines.join("\n") + "\n")
}

/// `Inst NAME (VERSION ORIGIN [ARCH]) ...`, a line of a simulated installation.
fn planned(line: &str) -> Option<Package> {
    let mut words = line.strip_prefix("Inst ")?.split_whitespace();
    let name = words.next()?.to_string();
    let version = words.find_map(|word| word.strip_prefix('('))?.to_string();
    Some(Package { name, version })
}

fn need(program: &str) -> Result<(), Error> {
    match on_path(program) {
        Some(_) => Ok(()),
        None => Err(Error::NoProgram { program: program.to_string(), advice: String::new() }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_of_an_installation_is_read() {
        let line = "Inst rustc-web (1.96.0+dfsg1-1 Debian-Security:12/oldstable [amd64]) []";
        let package = planned(line).unwrap();
        assert_eq!(package.name, "rustc-web");
        assert_eq!(package.version, "1.96.0+dfsg1-1");
        assert!(planned("Conf rustc-web (1.96.0)").is_none());
    }
}
